//! Passwords: Argon2id with 64 MiB, three passes, one lane; long ones wanted, guessable ones refused.

use crate::kernel::error::{Error, Result};
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};

/// Fewest and most characters of a password.
pub const LENGTH: std::ops::RangeInclusive<usize> = 15..=255;

/// Letters and digits that must be left when the words of the house are taken out.
const REST: usize = 8;

/// Words of the house that make a password easy to guess here.
const HOUSE_WORDS: &[&str] = &["rosa", "journal", "krisesenter", "menneskehandel", "lauras hus", "passord", "oslo"];

/// How a hash of today's strength begins.
const CURRENT: &str = "$argon2id$v=19$m=65536,t=3,p=1$";

/// True for a hash that was made when less was asked: it is made anew when its password is next shown.
pub fn is_outdated(hash: &str) -> bool {
    !hash.starts_with(CURRENT)
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(64 * 1024, 3, 1, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a password. Takes some hundred milliseconds and 64 MiB: take a permit first.
///
/// # Errors
/// When the operating system has no randomness.
pub fn hash(password: &str) -> Result<String> {
    argon2()?.hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(Error::internal)
}

/// True when the password is the one of the hash. Without a hash it works as long and says no: whether a user exists does not
/// show in the time it takes.
pub fn verify(password: &str, hash: Option<&str>) -> Result<bool> {
    let argon2 = argon2()?;
    let Some(hash) = hash else {
        let _ = argon2.hash_password(password.as_bytes()).map_err(Error::internal)?;
        return Ok(false);
    };
    let parsed = PasswordHash::new(hash).map_err(Error::internal)?;
    Ok(argon2.verify_password(password.as_bytes(), &parsed).is_ok())
}

/// What is wrong with a password somebody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// It has too few characters, or far too many.
    Length,
    /// It is easily guessed.
    Guessable,
}

/// Judges a password; `about` are words of the user herself.
pub fn weakness(password: &str, about: &[&str]) -> Option<Weakness> {
    if !LENGTH.contains(&password.chars().count()) {
        return Some(Weakness::Length);
    }
    let known: Vec<&str> = HOUSE_WORDS.iter().chain(about).copied().filter(|word| !word.is_empty()).collect();
    // Whoever knows the house tries its words first, so only what is left without them counts.
    let rest = known.iter().fold(password.to_lowercase(), |rest, word| rest.replace(&word.to_lowercase(), ""));
    let rest = rest.chars().filter(|c| c.is_alphanumeric()).count();
    let is_guessable = rest < REST || zxcvbn::zxcvbn(password, &known).score() < zxcvbn::Score::Three;
    is_guessable.then_some(Weakness::Guessable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_says_how_strong_it_is() {
        let made = hash("fjell tusen regnbue sykkel").unwrap();
        assert!(!is_outdated(&made), "{made}");
        assert!(is_outdated("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA"));
        assert!(verify("fjell tusen regnbue sykkel", Some(&made)).unwrap());
        assert!(!verify("fjell tusen regnbue sykke1", Some(&made)).unwrap());
        assert!(!verify("fjell tusen regnbue sykkel", None).unwrap());
    }

    #[test]
    fn short_and_guessable_passwords_are_refused() {
        assert_eq!(weakness("kort", &[]), Some(Weakness::Length));
        assert_eq!(weakness("passordpassordpassord", &[]), Some(Weakness::Guessable));
        assert_eq!(weakness("krisesenter rosa journal", &[]), Some(Weakness::Guessable));
        assert_eq!(weakness("fjell tusen regnbue sykkel", &[]), None);
    }
}
