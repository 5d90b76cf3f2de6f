use baocao_model::{ShortNumber, parse_number};
use rust_decimal::Decimal;

/// The most digits that always fit into 64 bits.
const DIGITS: usize = 18;

/// Reads a number as JSON writes it, digit for digit; none for one with an exponent or beyond 28 digits.
pub fn number(token: &str) -> Option<Decimal> {
    short(token).map(Decimal::from).or_else(|| parse_number(token))
}

/// The same for a short one; none for any other token.
fn short(token: &str) -> Option<ShortNumber> {
    leading(token.as_bytes()).filter(|(_, length)| *length == token.len()).map(|(number, _)| number)
}

/// The short number that a text in JSON begins with, and how many bytes it takes; none if there is none, or if it goes
/// on as another kind of number.
pub fn leading(text: &[u8]) -> Option<(ShortNumber, usize)> {
    let sign = usize::from(text.first() == Some(&b'-'));
    let (mut at, mut number) = (sign, 0_i64);
    let mut digits = |mut at: usize| {
        while let Some(digit @ b'0'..=b'9') = text.get(at) {
            // Whether it was too long is seen by the length.
            number = number.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            at += 1;
        }
        at
    };
    at = digits(at);
    let (whole, mut decimals) = (at - sign, 0);
    if text.get(at) == Some(&b'.') {
        let end = digits(at + 1);
        decimals = end - at - 1;
        if decimals == 0 {
            return None;
        }
        at = end;
    }
    let is_number = whole == 1 || (whole > 1 && text[sign] != b'0');
    if !is_number || whole + decimals > DIGITS || matches!(text.get(at), Some(b'.' | b'e' | b'E' | b'+' | b'-')) {
        return None;
    }
    let number = if sign > 0 { -number } else { number };
    Some((ShortNumber::new(number, decimals as u32)?, at))
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
