//! Amounts with at most two decimals, kept as whole hundredths: øre, or hundredths of an hour.

use std::fmt;

/// An amount in hundredths: øre for kroner. Never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hundredths(i64);

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAmount {
    /// It is not digits with at most one point.
    NotANumber,
    /// It has more than two decimals.
    TooManyDecimals,
    /// It is below zero.
    Negative,
    /// It has more than twelve digits before the point.
    TooLarge,
}

impl Hundredths {
    /// Takes an amount as the database holds it.
    #[must_use]
    pub const fn from_stored(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// The amount as the database holds it.
    #[must_use]
    pub const fn stored(self) -> i64 {
        self.0
    }

    /// Reads `1500`, `1500.5` or `1500.50`.
    ///
    /// # Errors
    /// Says in what way the text is no amount.
    pub fn parse(text: &str) -> Result<Self, NoAmount> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(decimals) {
            return Err(NoAmount::NotANumber);
        }
        let decimals = if decimals.len() > 2 { decimals.trim_end_matches('0') } else { decimals };
        if decimals.len() > 2 {
            return Err(NoAmount::TooManyDecimals);
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 12 {
            return Err(NoAmount::TooLarge);
        }
        let hundredths: i64 = format!("{whole:0>1}{decimals:0<2}").parse().map_err(|_| NoAmount::NotANumber)?;
        if negative && hundredths != 0 {
            return Err(NoAmount::Negative);
        }
        Ok(Self(hundredths))
    }
}

impl fmt::Display for Hundredths {
    /// Writes without needless zeros: `2920`, `1500.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole}"),
            rest if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            rest => write!(f, "{whole}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_reads_back(hundredths in 0_i64..10_000_000_000) {
            let amount = Hundredths::from_stored(hundredths);
            prop_assert_eq!(Hundredths::parse(&amount.to_string()), Ok(amount));
        }
    }

    #[test]
    fn amounts_are_written_without_needless_zeros() {
        for (read, written) in
            [("2920.00", "2920"), ("1500.50", "1500.5"), ("0.05", "0.05"), ("007", "7"), ("1.100", "1.1"), ("-0", "0")]
        {
            assert_eq!(Hundredths::parse(read).unwrap().to_string(), written);
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_reason() {
        assert_eq!(Hundredths::parse("1,5"), Err(NoAmount::NotANumber));
        assert_eq!(Hundredths::parse(""), Err(NoAmount::NotANumber));
        assert_eq!(Hundredths::parse("1."), Err(NoAmount::NotANumber));
        assert_eq!(Hundredths::parse("1.234"), Err(NoAmount::TooManyDecimals));
        assert_eq!(Hundredths::parse("-1"), Err(NoAmount::Negative));
        assert_eq!(Hundredths::parse("1234567890123"), Err(NoAmount::TooLarge));
    }
}
