use rust_decimal::Decimal;

/// A number as digits write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: Decimal,
    /// How many digits stand after the decimal sign.
    pub decimals: u32,
    /// True if thousands are marked off.
    pub grouped: bool,
    /// How many digits it has.
    pub digits: usize,
}

impl Numeral {
    /// The value as a small whole number.
    pub fn small(&self) -> Option<u32> {
        if self.decimals > 0 || self.grouped {
            return None;
        }
        u32::try_from(self.value).ok()
    }

    /// True for four digits that look like a year.
    pub fn is_year(&self) -> bool {
        self.digits == 4 && self.small().is_some_and(|number| (1900..=2100).contains(&number))
    }
}

/// Reads a number at the beginning of a text; says how many bytes it takes.
///
/// A dot marks thousands where three digits follow each time, and decimals otherwise (`90.6`); a comma marks decimals.
pub fn read(text: &str) -> Option<(Numeral, usize)> {
    let (groups, end) = groups(text)?;
    let thousands = |from: usize, to: usize| {
        groups[from].1.len() <= 3 && groups[from].1 != "0" && groups[from + 1..to].iter().all(|(_, g)| g.len() == 3)
    };
    let count = groups.len();
    let sign = |index: usize| groups[index].0;
    if count == 1 {
        return plain(groups[0].1, "", false).map(|numeral| (numeral, end));
    }
    let same = (2..count).all(|index| sign(index) == sign(1));
    let whole = |to: usize| groups[..to].iter().map(|(_, group)| *group).collect::<String>();
    let found = if same && sign(1) == '.' && thousands(0, count) {
        plain(&whole(count), "", true)
    } else if same && count == 2 {
        plain(groups[0].1, groups[1].1, false)
    } else if same && sign(1) == ',' && thousands(0, count) {
        plain(&whole(count), "", true)
    } else if !same && (2..count - 1).all(|i| sign(i) == sign(1)) && thousands(0, count - 1) {
        plain(&whole(count - 1), groups[count - 1].1, true)
    } else {
        // Something like `18,19,20`: the first number of several.
        return plain(groups[0].1, "", false).map(|numeral| (numeral, groups[0].1.len()));
    };
    found.map(|numeral| (numeral, end))
}

/// Groups of digits with the sign before each, and where they end.
fn groups(text: &str) -> Option<(Vec<(char, &str)>, usize)> {
    let mut groups = Vec::new();
    let mut sign = ' ';
    let mut at = 0;
    loop {
        let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || groups.len() > 8 {
            return None;
        }
        groups.push((sign, &text[at..at + length]));
        at += length;
        let mut next = text[at..].chars();
        match (next.next(), next.next()) {
            (Some(found @ ('.' | ',')), Some(digit)) if digit.is_ascii_digit() => {
                sign = found;
                at += 1;
            }
            _ => return Some((groups, at)),
        }
    }
}

fn plain(whole: &str, fraction: &str, grouped: bool) -> Option<Numeral> {
    // Longer ones are no figures of a report, and their products would not fit.
    if whole.len() > 18 || fraction.len() > 6 {
        return None;
    }
    let text = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    let value = text.parse().ok()?;
    let decimals = u32::try_from(fraction.len()).ok()?;
    Some(Numeral { value, decimals, grouped, digits: whole.len() + fraction.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_reports_write_them() {
        let cases = [
            ("4.067.150.000đ", "4067150000", 13),
            ("100,61 triệu", "100.61", 6),
            ("90.6%", "90.6", 4),
            ("02 lần", "2", 2),
            ("1377 đơn", "1377", 4),
            ("1.809,5/75", "1809.5", 7),
            ("115.", "115", 3),
            ("18,19,20", "18", 2),
            ("0.125", "0.125", 5),
        ];
        for (text, value, length) in cases {
            let (numeral, end) = read(text).unwrap();
            assert_eq!((numeral.value.to_string().as_str(), end), (value, length), "{text}");
        }
        assert!(read("đ").is_none());
    }
}
