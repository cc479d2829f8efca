//! Sealing single fields, and covering the numbers of rows: what is written here cannot be read, changed or moved to
//! another row without the key, and an address made of a covered number tells nothing of the number. Knows no keyring,
//! no purpose and no table: the caller passes a key of its own purpose, one for sealing and another for covering.

use crate::kernel::error::{Error, Result};
use crate::kernel::secret::Key;
use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, Payload};

/// The nonce stands in front. At 24 bytes it can be drawn at random for ever; at 12 bytes, as AES-GCM has it, one key
/// would wear out.
const NONCE: usize = 24;

/// A covered number as text: one AES block in hexadecimal.
const COVERED: usize = 32;

/// Seals `plain`. `context` says where it belongs, such as kind and id of the row: it is not kept, and what is opened
/// under another context does not open. The same text sealed twice looks different.
///
/// # Errors
/// When the operating system has no randomness.
pub fn seal(key: &Key, context: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).map_err(Error::internal)?;
    let payload = Payload { msg: plain, aad: context };
    let sealed = sealer(key).encrypt(&nonce.into(), payload).map_err(|_| Error::internal("a field was not sealed"))?;
    Ok([nonce.as_slice(), sealed.as_slice()].concat())
}

/// Opens what [`seal`] made under the same key and context.
///
/// # Errors
/// When it was changed, cut, moved from elsewhere or sealed under another key. Which of them cannot be told.
pub fn open(key: &Key, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
    let closed = || Error::internal("a sealed field does not open");
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(closed)?;
    let payload = Payload { msg: sealed, aad: context };
    sealer(key).decrypt(&(*nonce).into(), payload).map_err(|_| closed())
}

/// The number of a row as 32 lower-case hexadecimal digits that look random: without the key neither the number nor the
/// order of two rows can be told, nor another valid one be made. Always the same for one key, kind and number.
#[must_use]
pub fn cover(key: &Key, kind: u8, id: i64) -> String {
    let plain = tag(kind) | u128::from(id.cast_unsigned());
    let mut block = aes::Block::from(plain.to_be_bytes());
    coverer(key).encrypt_block(&mut block);
    hex::encode(block)
}

/// The number under what [`cover`] made for the same key and kind; nothing for any other text. An invented text passes
/// with a chance of one in 2^64.
#[must_use]
pub fn uncover(key: &Key, kind: u8, text: &str) -> Option<i64> {
    // One row has one address: capitals would be a second one.
    if text.len() != COVERED || text.bytes().any(|byte| !matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; 16];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    let mut block = aes::Block::from(bytes);
    coverer(key).decrypt_block(&mut block);
    // Under another tag the rest is too large for a number, and is none.
    let id = u128::from_be_bytes(block.into()) ^ tag(kind);
    u64::try_from(id).ok().map(u64::cast_signed)
}

/// The kind, eight times over, in the upper half of a block.
fn tag(kind: u8) -> u128 {
    u128::from(u64::from_be_bytes([kind; 8])) << 64
}

fn sealer(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

fn coverer(key: &Key) -> Aes256 {
    Aes256::new(key.bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn key(byte: u8) -> Key {
        Key::new([byte; 32])
    }

    #[test]
    fn what_was_sealed_opens_again_and_never_looks_the_same() {
        let once = seal(&key(1), b"note 7", "Hun ringte i går.".as_bytes()).unwrap();
        let twice = seal(&key(1), b"note 7", "Hun ringte i går.".as_bytes()).unwrap();
        assert_ne!(once, twice);
        assert_eq!(open(&key(1), b"note 7", &once).unwrap(), "Hun ringte i går.".as_bytes());
        assert_eq!(open(&key(1), b"note 7", &twice).unwrap(), "Hun ringte i går.".as_bytes());
        assert!(!once.windows(3).any(|part| part == b"Hun"));
    }

    #[test]
    fn nothing_sealed_is_still_sealed() {
        let sealed = seal(&key(1), b"", b"").unwrap();
        assert_eq!(sealed.len(), NONCE + 16);
        assert_eq!(open(&key(1), b"", &sealed).unwrap(), b"");
    }

    #[test]
    fn another_row_another_key_or_a_changed_byte_does_not_open() {
        let sealed = seal(&key(1), b"note 7", b"secret").unwrap();
        assert!(open(&key(1), b"note 8", &sealed).is_err());
        assert!(open(&key(1), b"", &sealed).is_err());
        assert!(open(&key(2), b"note 7", &sealed).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open(&key(1), b"note 7", &changed).is_err(), "byte {at}");
            assert!(open(&key(1), b"note 7", &sealed[..at]).is_err(), "cut at {at}");
        }
        let longer = [sealed.as_slice(), b"\0"].concat();
        assert!(open(&key(1), b"note 7", &longer).is_err());
    }

    #[test]
    fn a_failure_says_nothing_of_the_content() {
        let sealed = seal(&key(1), b"note 7", b"secret").unwrap();
        let error = open(&key(2), b"note 7", &sealed).unwrap_err().to_string();
        assert_eq!(error, "internal error: a sealed field does not open");
    }

    // An address must stay the same over versions of the program. Computed with OpenSSL.
    #[test]
    fn the_cover_of_a_number_is_aes_256_of_its_block() {
        assert_eq!(cover(&key(0), 0, 0), "dc95c078a2408989ad48a21492842087");
        assert_eq!(cover(&key(7), 3, 258), "36554fd9748a28b01d824904eb86d4f7");
    }

    #[test]
    fn covers_of_neighbours_and_kinds_have_nothing_in_common() {
        let covers: HashSet<String> =
            (0..=5).flat_map(|kind| (-50..50).map(move |id| cover(&key(1), kind, id))).collect();
        assert_eq!(covers.len(), 600);
        assert!(covers.iter().all(|cover| cover.len() == COVERED));
        let heads: HashSet<&str> = covers.iter().map(|cover| &cover[..16]).collect();
        let tails: HashSet<&str> = covers.iter().map(|cover| &cover[16..]).collect();
        assert_eq!((heads.len(), tails.len()), (600, 600));
    }

    #[test]
    fn only_the_exact_text_is_uncovered() {
        let covered = cover(&key(1), 3, 42);
        assert_eq!(uncover(&key(1), 3, &covered), Some(42));
        assert_eq!(uncover(&key(1), 4, &covered), None);
        assert_eq!(uncover(&key(2), 3, &covered), None);
        assert_eq!(uncover(&key(1), 3, &covered.to_uppercase()), None);
        assert_eq!(uncover(&key(1), 3, &covered[1..]), None);
        assert_eq!(uncover(&key(1), 3, &format!("{covered}0")), None);
        assert_eq!(uncover(&key(1), 3, &format!(" {}", &covered[1..])), None);
        assert_eq!(uncover(&key(1), 3, &"æ".repeat(16)), None);
        assert_eq!(uncover(&key(1), 3, "42"), None);
        assert_eq!(uncover(&key(1), 3, ""), None);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(context: Vec<u8>, plain: Vec<u8>) {
            let sealed = seal(&key(9), &context, &plain).unwrap();
            prop_assert_eq!(open(&key(9), &context, &sealed).unwrap(), plain);
        }

        #[test]
        fn no_invented_bytes_open(bytes: Vec<u8>) {
            prop_assert!(open(&key(9), b"note 7", &bytes).is_err());
        }

        #[test]
        fn any_number_comes_back(kind: u8, id: i64) {
            prop_assert_eq!(uncover(&key(9), kind, &cover(&key(9), kind, id)), Some(id));
        }

        #[test]
        fn no_invented_address_is_one(kind: u8, text in "[0-9a-f]{32}", other in ".*") {
            prop_assert_eq!(uncover(&key(9), kind, &text), None);
            prop_assert_eq!(uncover(&key(9), kind, &other), None);
        }
    }
}
