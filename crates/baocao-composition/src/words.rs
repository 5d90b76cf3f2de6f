//! Numbers in Vietnamese words.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const GROUPS: [&str; 3] = ["", "nghìn", "triệu"];

/// Writes a whole number in words, `hai mươi mốt`; none for fractions and what is too large to read aloud.
pub fn number_in_words(number: Decimal) -> Option<String> {
    if !number.is_integer() {
        return None;
    }
    let absolute = number.abs().to_u64()?;
    let words = if absolute == 0 { DIGITS[0].to_owned() } else { billions(absolute) };
    Some(if number.is_sign_negative() && absolute > 0 { format!("âm {words}") } else { words })
}

/// Beyond a billion the groups start again: nghìn tỷ, triệu tỷ.
fn billions(number: u64) -> String {
    let (high, low) = (number / 1_000_000_000, number % 1_000_000_000);
    let mut words = Vec::new();
    if high > 0 {
        words.push(format!("{} tỷ", billions(high)));
    }
    for (place, name) in GROUPS.iter().enumerate().rev() {
        let group = low / 1000_u64.pow(place as u32) % 1000;
        if group > 0 {
            let group = hundreds(group, !words.is_empty());
            words.push(if name.is_empty() { group } else { format!("{group} {name}") });
        }
    }
    words.join(" ")
}

/// `full`: something stands before, so that the hundreds are spoken even if they are none.
fn hundreds(number: u64, full: bool) -> String {
    let (hundred, ten, one) = (number / 100, number / 10 % 10, number % 10);
    let digit = |digit: u64| DIGITS[digit as usize];
    let mut words = Vec::new();
    if hundred > 0 || full {
        words.extend([digit(hundred), "trăm"]);
    }
    match ten {
        0 if one > 0 && !words.is_empty() => words.push("lẻ"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(ten), "mươi"]),
    }
    match (ten, one) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        (2.., 4) => words.push("tư"),
        _ => words.push(digit(one)),
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spoken_the_vietnamese_way() {
        let words = |number: u64| number_in_words(number.into()).unwrap();
        assert_eq!(words(0), "không");
        assert_eq!(words(5), "năm");
        assert_eq!(words(15), "mười lăm");
        assert_eq!(words(21), "hai mươi mốt");
        assert_eq!(words(34), "ba mươi tư");
        assert_eq!(words(105), "một trăm lẻ năm");
        assert_eq!(words(1_005), "một nghìn không trăm lẻ năm");
        assert_eq!(words(13_503_000_000), "mười ba tỷ năm trăm lẻ ba triệu");
        assert!(number_in_words(Decimal::new(15, 1)).is_none());
    }
}
