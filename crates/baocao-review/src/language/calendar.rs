/// A date as a text writes it, perhaps without its day or its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// The day; absent in `8/2021`.
    pub day: Option<u32>,
    /// The month.
    pub month: u32,
    /// The year; absent in `28/6`.
    pub year: Option<i32>,
}

impl WrittenDate {
    /// True if the calendar has such a day.
    pub fn exists(&self) -> bool {
        let Some(day) = self.day else { return (1..=12).contains(&self.month) };
        let longest = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if self.year.is_none_or(is_leap) => 29,
            2 => 28,
            _ => 0,
        };
        (1..=longest).contains(&day)
    }

    /// Year, month and day for comparing, if all are given.
    pub fn full(&self) -> Option<(i32, u32, u32)> {
        Some((self.year?, self.month, self.day?))
    }

    /// The day of the week, Monday being 0.
    pub fn weekday(&self) -> Option<u32> {
        let (year, month, day) = self.full().filter(|_| self.exists())?;
        let shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month as usize - 1];
        let year = if month < 3 { year - 1 } else { year };
        let sunday_based = (year + year / 4 - year / 100 + year / 400 + shift + i32::try_from(day).ok()?).rem_euclid(7);
        u32::try_from((sunday_based + 6) % 7).ok()
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Reads `d/m/y`, `d-m-y`, `d.m.y`, `m/y` and, where a day is announced, `d/m`; says how many bytes it takes.
pub fn read(text: &str, announced: bool) -> Option<(WrittenDate, usize)> {
    let (first, a) = digits(text, 2)?;
    let sign = text[a..].chars().next().filter(|c| matches!(c, '/' | '-' | '.' | '–'))?;
    let second_at = a + sign.len_utf8();
    let (second, b) = digits(&text[second_at..], 4)?;
    let end = second_at + b;
    if b <= 2 && text[end..].starts_with(sign) {
        let third_at = end + sign.len_utf8();
        if let Some((year, c)) = digits(&text[third_at..], 4)
            && c == 4
            && (1800..=2200).contains(&year)
        {
            let year = i32::try_from(year).ok();
            return Some((WrittenDate { day: Some(first), month: second, year }, third_at + c));
        }
        return None;
    }
    let followed = text[end..].chars().next().is_some_and(|c| matches!(c, '/' | '%'))
        || text[end..].starts_with(',') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    if b == 4 && (1900..=2100).contains(&second) && (1..=12).contains(&first) && sign == '/' && !followed {
        let year = i32::try_from(second).ok();
        return Some((WrittenDate { day: None, month: first, year }, end));
    }
    let plausible = (1..=31).contains(&first) && (1..=12).contains(&second) && b <= 2;
    (announced && plausible && !followed).then_some((WrittenDate { day: Some(first), month: second, year: None }, end))
}

/// Reads a range of years such as `2017 - 2022`; says how many bytes it takes.
pub fn read_years(text: &str) -> Option<(i32, i32, usize)> {
    let year = |text: &str| digits(text, 4).filter(|(year, n)| *n == 4 && (1800..=2200).contains(year));
    let (from, a) = year(text)?;
    let rest = text[a..].trim_start_matches([' ', '\u{a0}']);
    let sign = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
    let rest = rest[sign.len_utf8()..].trim_start_matches([' ', '\u{a0}']);
    let (to, b) = year(rest)?;
    let after = rest[b..].chars().next();
    if after.is_some_and(|c| matches!(c, '/' | '%')) {
        return None;
    }
    Some((i32::try_from(from).ok()?, i32::try_from(to).ok()?, text.len() - rest.len() + b))
}

fn digits(text: &str, most: usize) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&length).then(|| Some((text[..length].parse().ok()?, length)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_doubted() {
        let date = |text, announced| read(text, announced).map(|(date, _)| (date.day, date.month, date.year));
        assert_eq!(date("05/9/2016 của", false), Some((Some(5), 9, Some(2016))));
        assert_eq!(date("16.1, Huyện", true), Some((Some(16), 1, None)));
        assert_eq!(date("8/2021 đã", false), Some((None, 8, Some(2021))));
        assert_eq!(date("8/10 chỉ", false), None);
        assert_eq!(date("971/876", false), None);
        assert_eq!(read_years("1930 -2015"), Some((1930, 2015, 10)));
        assert!(!read("31/4/2023", false).unwrap().0.exists());
        assert!(read("29/02/2020", false).unwrap().0.exists());
        // 22 July 2019 was a Monday.
        assert_eq!(read("22/07/2019", false).unwrap().0.weekday(), Some(0));
    }
}
