use rust_decimal::{Decimal, RoundingStrategy};

/// Writes a number in Vietnamese form: thousands with `.`, decimals with `,`, rounded half up to `decimals` digits.
pub fn format_number(number: Decimal, decimals: u32) -> String {
    let rounded = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let plain = format!("{:.*}", decimals as usize, rounded.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + plain.len() / 3);
    if rounded.is_sign_negative() && !rounded.is_zero() {
        text.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

/// Writes a number in Vietnamese form with as many decimals as it needs.
pub fn trimmed(number: Decimal) -> String {
    let number = number.normalize();
    format_number(number, number.scale())
}

/// Reads plain decimal digits such as `-1234.50`; an exponent or digit grouping is refused.
pub fn parse_number(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if plain { Decimal::from_str_exact(text).ok() } else { None }
}

/// The number that a settings file holds, exactly as its digits say; none beyond 28 digits.
pub fn decimal(number: &serde_json::Number) -> Option<Decimal> {
    let digits = number.to_string();
    digits.parse().or_else(|_| Decimal::from_scientific(&digits)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_the_vietnamese_way() {
        let write = |text: &str, decimals| format_number(parse_number(text).unwrap(), decimals);
        assert_eq!(write("4067150000", 0), "4.067.150.000");
        assert_eq!(write("90.6", 1), "90,6");
        assert_eq!(write("158.98", 0), "159");
        assert_eq!(write("-0.04", 1), "0,0");
        assert_eq!(write("-1234.5", 1), "-1.234,5");
        assert_eq!(write("999", 0), "999");
        assert_eq!(trimmed(parse_number("31.500").unwrap()), "31,5");
    }

    #[test]
    fn only_plain_digits_are_read() {
        assert!(parse_number("1e5").is_none());
        assert!(parse_number("1_000").is_none());
        assert!(parse_number("").is_none());
        assert!(parse_number("0.10").is_some());
    }
}
