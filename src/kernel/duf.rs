//! The DUF number by which the immigration authorities know a person: twelve digits, the last two a check of the first ten.
//! (Source: norway study 1.2.) A number that does not fit is a doubt to show, never a reason to refuse.

/// The digits of what was typed, without the blanks and dashes that people write between them; nothing when it is not twelve
/// digits.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '\u{2013}')).collect();
    (digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// True when the check digits fit: weights over the first ten digits, sum modulo 11, as two digits.
#[must_use]
pub fn digits_fit(duf: &str) -> bool {
    const WEIGHTS: [u32; 10] = [4, 6, 3, 2, 4, 6, 3, 2, 7, 5];
    let digits: Option<Vec<u32>> = duf.chars().map(|digit| digit.to_digit(10)).collect();
    let Some((first, check)) = digits.as_deref().and_then(|digits| digits.split_at_checked(10)) else { return false };
    let sum: u32 = first.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let expected = sum % 11;
    check == [expected / 10, expected % 10]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_forgiven_and_nothing_else() {
        assert_eq!(read(" 1901 0000 0110 ").as_deref(), Some("190100000110"));
        assert_eq!(read("1901-00000-110").as_deref(), Some("190100000110"));
        for wrong in ["", "19010000011", "1901000001100", "19010000011x", "١٩٠١٠٠٠٠٠١١٠"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_check_digits_of_known_numbers_fit() {
        for duf in ["190100000110", "190100000204", "190112345604", "190199999906"] {
            assert!(digits_fit(duf), "{duf}");
        }
        for wrong in ["190100000111", "", "1901", "19010000011x"] {
            assert!(!digits_fit(wrong), "{wrong}");
        }
    }
}
