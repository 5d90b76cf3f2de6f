use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Date;

mod relations;
mod window;

pub use window::AnchorDay;

/// The period that a report covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// `2023-08`
    Month(i16, i8),
    /// `2023-Q3`
    Quarter(i16, i8),
    /// `2023-H1`
    Half(i16, i8),
    /// `2023-9M`
    NineMonths(i16),
    /// `2023`
    Year(i16),
    /// `2018..2023`
    Term(i16, i16),
    /// `2023-01-15..2023-03-14`: any days, the first and the last.
    Free(Date, Date),
}

/// The kinds of period, as forms name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// The first nine months of a year.
    NineMonths,
    /// A year.
    Year,
    /// A term of office.
    Term,
    /// Any days.
    Free,
}

/// What is wrong with a period's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodError(String);

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no period; write {}", self.0, Period::FORMS)
    }
}

impl std::error::Error for PeriodError {}

impl Period {
    const FORMS: &str = "2023-Q3, 2023-H1, 2023-08, 2023-9M, 2023, 2018..2023 or 2023-01-15..2023-03-14";

    /// Reads a period: `2023-Q3`, `2023-H1`, `2023-08`, `2023-9M`, `2023`, `2018..2023` or `2023-01-15..2023-03-14`.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        Self::read(text).ok_or_else(|| PeriodError(text.to_owned()))
    }

    fn read(text: &str) -> Option<Self> {
        let year = |text: &str| (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|y| *y >= 1900);
        if let Some((first, last)) = text.split_once("..") {
            if let (Some(first), Some(last)) = (Date::parse(first), Date::parse(last)) {
                return (first <= last && first.year() >= 1900).then_some(Self::Free(first, last));
            }
            let (first, last) = (year(first)?, year(last)?);
            return (first < last).then_some(Self::Term(first, last));
        }
        let Some((of, part)) = text.split_once('-') else { return year(text).map(Self::Year) };
        let of = year(of)?;
        let within = |text: &str, last: i8| text.parse().ok().filter(|n| (1..=last).contains(n));
        match part.split_at_checked(1)? {
            ("Q", index) => within(index, 4).map(|index| Self::Quarter(of, index)),
            ("H", index) => within(index, 2).map(|index| Self::Half(of, index)),
            ("9", "M") => Some(Self::NineMonths(of)),
            _ if part.len() == 2 => within(part, 12).map(|index| Self::Month(of, index)),
            _ => None,
        }
    }

    /// The kind of period.
    pub fn kind(self) -> PeriodKind {
        match self {
            Self::Month(..) => PeriodKind::Month,
            Self::Quarter(..) => PeriodKind::Quarter,
            Self::Half(..) => PeriodKind::Half,
            Self::NineMonths(_) => PeriodKind::NineMonths,
            Self::Year(_) => PeriodKind::Year,
            Self::Term(..) => PeriodKind::Term,
            Self::Free(..) => PeriodKind::Free,
        }
    }

    /// The period in words, `quý III năm 2023`.
    pub fn words(self) -> String {
        match self {
            Self::Month(year, month) => format!("tháng {month} năm {year}"),
            Self::Quarter(year, quarter) => {
                format!("quý {} năm {year}", ["I", "II", "III", "IV"][usize::from(quarter.unsigned_abs()) - 1])
            }
            Self::Half(year, 1) => format!("6 tháng đầu năm {year}"),
            Self::Half(year, _) => format!("6 tháng cuối năm {year}"),
            Self::NineMonths(year) => format!("9 tháng đầu năm {year}"),
            Self::Year(year) => format!("năm {year}"),
            Self::Term(first, last) => format!("nhiệm kỳ {first}-{last}"),
            Self::Free(first, last) => format!("từ ngày {} đến ngày {}", first.in_text(), last.in_text()),
        }
    }

    /// The first day and the last.
    pub fn days(self) -> (Date, Date) {
        let (first_year, first_month, last_year, last_month) = match self {
            Self::Month(year, month) => (year, month, year, month),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2, year, quarter * 3),
            Self::Half(year, half) => (year, half * 6 - 5, year, half * 6),
            Self::NineMonths(year) => (year, 1, year, 9),
            Self::Year(year) => (year, 1, year, 12),
            Self::Term(first, last) => (first, 1, last, 12),
            Self::Free(first, last) => return (first, last),
        };
        let first = Date::new(first_year, first_month, 1).expect("months run from 1 to 12");
        (first, Date::last_of_month(last_year, last_month).expect("months run from 1 to 12"))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Self::Half(year, half) => write!(f, "{year}-H{half}"),
            Self::NineMonths(year) => write!(f, "{year}-9M"),
            Self::Year(year) => write!(f, "{year}"),
            Self::Term(first, last) => write!(f, "{first}..{last}"),
            Self::Free(first, last) => write!(f, "{first}..{last}"),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

impl JsonSchema for Period {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "period" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_and_written_alike() {
        for text in ["2023-Q3", "2023-H1", "2023-08", "2023-9M", "2023", "2018..2023", "2023-01-15..2023-03-14"] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
        for text in
            ["2023-Q5", "2023-13", "23", "2023..2018", "quý III", "2023-", "2023-0", "2023-Q", "2023-03-14..2023-01-15"]
        {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let (first, last) = Period::Month(2024, 2).days();
        assert_eq!((first.to_string(), last.to_string()), ("2024-02-01".into(), "2024-02-29".into()));
    }
}
