use baocao_model::parse_number;
use rust_decimal::Decimal;

/// The most digits that always fit into 64 bits.
const DIGITS: usize = 18;

/// Reads a number as JSON writes it, digit for digit; none for one with an exponent or beyond 28 digits.
///
/// The same as [`parse_number`], which takes over where this way is too narrow: it is the precise reader's way.
pub fn number(token: &str) -> Option<Decimal> {
    let (negative, digits) = match token.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > DIGITS {
        return parse_number(token);
    }
    let mut mantissa: u64 = 0;
    let mut scale = 0;
    let mut in_fraction = false;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                scale += u32::from(in_fraction);
            }
            b'.' if !in_fraction => in_fraction = true,
            _ => return None,
        }
    }
    if mantissa == 0 {
        return parse_number(token);
    }
    Some(Decimal::from_parts(mantissa as u32, (mantissa >> 32) as u32, 0, negative, scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_out_as_they_stand() {
        for token in ["0", "-0", "0.00", "7", "54.30", "-12.5", "4067150000", "999999999999999999", "0.000000000000001"]
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
        }
    }
}
