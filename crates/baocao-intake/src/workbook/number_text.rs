//! Numbers that stand in a cell as text, in the Vietnamese form: `1.234,5`.

use baocao_model::parse_number;
use rust_decimal::Decimal;

/// What is known about the number before it is read.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// Whether only whole numbers make sense, so that `1.234` cannot be a fraction.
    pub whole: bool,
    /// The figure's unit; `%` for percentages.
    pub unit: &'a str,
}

/// Why a text is no number. Nothing is ever guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no number in it, or more than a number.
    NotANumber,
    /// It can be read in more than one way, or in the English way only.
    Ambiguous,
    /// A percentage where none is asked for.
    Percent,
    /// Another unit than the figure's.
    OtherUnit(String),
}

const MONEY: [&str; 9] = ["đ", "đ.", "đồng", "^d", "^đ", "d", "₫", "vnđ", "vnd"];

/// Reads a number with the unit that may follow it.
pub fn read(text: &str, expected: Expected<'_>) -> Result<Decimal, Trouble> {
    let text = text.trim().replace(['\u{2212}', '\u{2013}'], "-");
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-' | '+');
    let end = text.find(|c| !of_number(c)).unwrap_or(text.len());
    let (body, suffix) = (text[..end].trim(), text[end..].trim());
    if !body.contains(|c: char| c.is_ascii_digit()) {
        return Err(Trouble::NotANumber);
    }
    fits_unit(suffix, expected.unit)?;
    let digits = body.strip_prefix(['-', '+']).unwrap_or(body);
    let plain = plain(digits.trim_start(), expected.whole)?;
    let sign = if body.starts_with('-') { "-" } else { "" };
    parse_number(&format!("{sign}{plain}")).ok_or(Trouble::NotANumber)
}

/// True if the text has nothing but digits and what groups them: in a column of numbers or words, it is a number.
pub fn looks_like_number(text: &str) -> bool {
    let text = text.trim();
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-' | '+'))
}

fn fits_unit(suffix: &str, unit: &str) -> Result<(), Trouble> {
    let (suffix, unit) = (suffix.to_lowercase(), unit.to_lowercase());
    match &*suffix {
        "" => Ok(()),
        "%" if unit == "%" => Ok(()),
        "%" => Err(Trouble::Percent),
        money if MONEY.contains(&money) && unit.starts_with("đồng") => Ok(()),
        same if same == unit => Ok(()),
        other => Err(Trouble::OtherUnit(other.to_owned())),
    }
}

/// The digits with a point for the decimal comma and without grouping.
fn plain(digits: &str, whole: bool) -> Result<String, Trouble> {
    let count = |separator: char| digits.matches(separator).count();
    if digits.contains(['-', '+']) {
        return Err(Trouble::NotANumber);
    }
    match (count('.'), count(','), count(' ')) {
        (0, 0, 0) => Ok(digits.to_owned()),
        (1, 0, 0) => one_separator(digits, '.', whole),
        (0, 1, 0) => one_separator(digits, ',', false),
        (_, 0, 0) => grouped(digits, '.'),
        (0, _, 0) => grouped(digits, ','),
        (0, 0, _) => grouped(digits, ' '),
        (_, 1, 0) if digits.rfind(',') > digits.rfind('.') => with_fraction(digits, '.'),
        (0, 1, _) if digits.rfind(',') > digits.rfind(' ') => with_fraction(digits, ' '),
        // `1,234.5` is written the English way.
        (1, _, 0) if digits.rfind('.') > digits.rfind(',') => Err(Trouble::Ambiguous),
        _ => Err(Trouble::NotANumber),
    }
}

/// `90,6` and `90.6` leave no doubt; three digits after the separator may be a group or a fraction.
fn one_separator(digits: &str, separator: char, whole: bool) -> Result<String, Trouble> {
    let (before, after) = digits.split_once(separator).ok_or(Trouble::NotANumber)?;
    if before.is_empty() || after.is_empty() {
        return Err(Trouble::NotANumber);
    }
    let may_be_group = after.len() == 3 && before.len() <= 3 && !before.starts_with('0');
    match (may_be_group, whole) {
        (false, _) => Ok(format!("{before}.{after}")),
        (true, true) => Ok(format!("{before}{after}")),
        (true, false) => Err(Trouble::Ambiguous),
    }
}

fn with_fraction(digits: &str, group: char) -> Result<String, Trouble> {
    let (whole, fraction) = digits.split_once(',').ok_or(Trouble::NotANumber)?;
    if fraction.is_empty() {
        return Err(Trouble::NotANumber);
    }
    Ok(format!("{}.{fraction}", grouped(whole, group)?))
}

fn grouped(digits: &str, separator: char) -> Result<String, Trouble> {
    let mut groups = digits.split(separator);
    let first = groups.next().unwrap_or_default();
    let proper = (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3);
    if proper { Ok(digits.replace(separator, "")) } else { Err(Trouble::NotANumber) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Result<String, Trouble> {
        read(text, Expected { whole: true, unit: "đồng" }).map(|number| number.to_string())
    }

    fn percent(text: &str) -> Result<String, Trouble> {
        read(text, Expected { whole: false, unit: "%" }).map(|number| number.to_string())
    }

    #[test]
    fn numbers_in_the_vietnamese_form_are_read() {
        let cases = [
            ("02", "2"),
            ("626", "626"),
            (" 626 ", "626"),
            ("1.234,5", "1234.5"),
            ("1.234", "1234"),
            ("12,5", "12.5"),
            ("12.5", "12.5"),
            ("0,125", "0.125"),
            ("4.067.150.000", "4067150000"),
            ("4,067,150", "4067150"),
            ("4 067 150", "4067150"),
            ("4 067 150,5", "4067150.5"),
            ("4.067.150.000 đ", "4067150000"),
            ("4.067.150.000đồng", "4067150000"),
            ("701.000.000^d", "701000000"),
            ("500 VNĐ", "500"),
            ("-5", "-5"),
            ("\u{2212}1.234,5", "-1234.5"),
            ("1234,567", "1234.567"),
        ];
        for (text, number) in cases {
            assert_eq!(counts(text), Ok(number.to_owned()), "{text}");
        }
        for text in ["90.6%", "90,6%", "90,6 %", "90.6", "90,6"] {
            assert_eq!(percent(text), Ok("90.6".to_owned()), "{text}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for text in ["1,234.5", "1,234", "12,345"] {
            assert_eq!(counts(text), Err(Trouble::Ambiguous), "{text}");
        }
        for text in ["1.234", "90.625%", "90,625"] {
            assert_eq!(percent(text), Err(Trouble::Ambiguous), "{text}");
        }
        for text in
            ["", "-", "khoảng 50", "1.23.456", "01.234.567", "12 34", "5-6", "1e5", "1..5", ",5", "5,", "1.234 567"]
        {
            assert!(matches!(counts(text), Err(Trouble::NotANumber | Trouble::OtherUnit(_))), "{text}");
        }
        assert_eq!(counts("50%"), Err(Trouble::Percent));
        assert_eq!(counts("5 triệu đồng"), Err(Trouble::OtherUnit("triệu đồng".to_owned())));
        assert_eq!(read("50 người", Expected { whole: true, unit: "người" }), Ok(Decimal::from(50)));
    }
}
