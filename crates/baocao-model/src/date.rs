use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar date, written `2023-09-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// Makes a date; none if there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `YYYY-MM-DD`; none if it is no date.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// The last day of a month; none if there is no such month.
    pub fn last_of_month(year: i16, month: i8) -> Option<Self> {
        (28..=31).rev().find_map(|day| Self::new(year, month, day))
    }

    /// The day after; the last day that there is has none.
    pub fn next_day(self) -> Option<Self> {
        self.0.tomorrow().ok().map(Self)
    }

    /// The day before; the first day that there is has none.
    pub fn previous_day(self) -> Option<Self> {
        self.0.yesterday().ok().map(Self)
    }

    /// The date some days later, or earlier if they are negative.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self)
    }

    /// The date some months later, or earlier if they are negative; the month's last day if it has no such day.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_months(months).ok()?).ok().map(Self)
    }

    /// How many days there are from another date to this one; negative if the other is later.
    pub fn days_since(self, other: Self) -> i32 {
        self.0.since(other.0).expect("civil dates are comparable").get_days()
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Writes the date as running text does: `05/9/2023`, days below 10 and months 1 and 2 with a leading zero
    /// (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4.b).
    pub fn in_text(self) -> String {
        let month = self.month();
        let zero = if month <= 2 { "0" } else { "" };
        format!("{:02}/{zero}{month}/{}", self.day(), self.year())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is no date of the form YYYY-MM-DD")))
    }
}

impl JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_follow_the_decree() {
        let text = |y, m, d| Date::new(y, m, d).unwrap().in_text();
        assert_eq!(text(2023, 9, 5), "05/9/2023");
        assert_eq!(text(2023, 2, 18), "18/02/2023");
        assert_eq!(text(2023, 12, 1), "01/12/2023");
    }
}
