use baocao_model::{ShortNumber, parse_number};
use rust_decimal::Decimal;

/// The most digits that always fit into 64 bits.
const DIGITS: usize = 18;

/// Reads a number as JSON writes it, digit for digit; none for one with an exponent or beyond 28 digits.
pub fn number(token: &str) -> Option<Decimal> {
    short(token).map(Decimal::from).or_else(|| parse_number(token))
}

/// The same for a short one; none for what is no number at all.
pub fn short(token: &str) -> Option<ShortNumber> {
    let (negative, digits) = match token.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > DIGITS {
        return None;
    }
    let mut number: i64 = 0;
    let mut decimals = None;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                number = number * 10 + i64::from(byte - b'0');
                decimals = decimals.map(|decimals: u32| decimals + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    ShortNumber::new(if negative { -number } else { number }, decimals.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_out_as_they_stand() {
        for token in
            ["0", "0.00", "-0.5", "7", "54.30", "-12.5", "4067150000", "999999999999999999", "0.000000000000001"]
        {
            let (fast, slow) = (number(token).unwrap(), parse_number(token).unwrap());
            assert_eq!((fast, fast.scale()), (slow, slow.scale()), "{token}");
            assert_eq!(fast.to_string(), slow.to_string());
        }
        let long = "1234567890123456789012345678";
        assert_eq!(number(long).unwrap().to_string(), long);
        assert_eq!(number("54.30").unwrap().to_string(), "54.30");
    }

    #[test]
    fn what_would_lose_digits_is_no_number() {
        for token in ["1e5", "1E5", "12345678901234567890123456789012", "1.5.5", "--1"] {
            assert_eq!(number(token), None, "{token}");
            assert!(short(token).is_none());
        }
    }
}
