//! How periods stand to each other: before, after, a year earlier, within, made of.

use super::{Period, PeriodKind};
use crate::Date;

impl Period {
    /// The period that follows; after nine months the last quarter, because that is what the report plans for.
    pub fn next(self) -> Self {
        match self {
            Self::NineMonths(year) => Self::Quarter(year, 4),
            Self::Term(first, last) => Self::Term(last, last + (last - first)),
            Self::Free(first, last) => moved(first, last, 1),
            other => other.step(1),
        }
    }

    /// The period of the same kind before; of nine months those of the year before, for want of a nearer one.
    pub fn previous(self) -> Self {
        match self {
            Self::Term(first, last) => Self::Term(first - (last - first), first),
            Self::Free(first, last) => moved(first, last, -1),
            other => other.step(-1),
        }
    }

    /// The same period a year earlier; a term has none.
    pub fn same_period_last_year(self) -> Option<Self> {
        let back = |date: Date| date.plus_months(-12);
        Some(match self {
            Self::Month(year, month) => Self::Month(year - 1, month),
            Self::Quarter(year, quarter) => Self::Quarter(year - 1, quarter),
            Self::Half(year, half) => Self::Half(year - 1, half),
            Self::NineMonths(year) => Self::NineMonths(year - 1),
            Self::Year(year) => Self::Year(year - 1),
            Self::Term(..) => return None,
            // The last day is found from the day after, so that a February keeps its end.
            Self::Free(first, last) => Self::Free(back(first)?, back(last.next_day()?)?.previous_day()?),
        })
    }

    /// The periods of a shorter kind that make this one up, in order; none if it is not made of such.
    pub fn parts(self, kind: PeriodKind) -> Vec<Self> {
        if let Self::Term(first, last) = self {
            return (first..=last).flat_map(|year| Self::Year(year).parts(kind)).collect();
        }
        if kind == self.kind() {
            return vec![self];
        }
        let (Some((year, first, last)), Some(length)) = (self.months(), months_of(kind)) else { return Vec::new() };
        if kind == PeriodKind::NineMonths || (last - first + 1) % length != 0 {
            return Vec::new();
        }
        (first..=last).step_by(length.unsigned_abs().into()).filter_map(|month| of_kind(kind, year, month)).collect()
    }

    /// True if every day of this period is a day of the other.
    pub fn is_within(self, other: Self) -> bool {
        let ((first, last), (other_first, other_last)) = (self.days(), other.days());
        other_first <= first && last <= other_last
    }

    /// True if the parts, in any order, cover every day of this period once and no other day.
    pub fn is_made_of(self, parts: &[Self]) -> bool {
        let mut days: Vec<_> = parts.iter().map(|part| part.days()).collect();
        days.sort_unstable();
        let (first, last) = self.days();
        let adjoin = days.windows(2).all(|pair| pair[0].1.next_day() == Some(pair[1].0));
        adjoin && days.first().is_some_and(|day| day.0 == first) && days.last().is_some_and(|day| day.1 == last)
    }

    /// The year, the first month and the last of a period that is counted in months of one year.
    pub(super) fn months(self) -> Option<(i16, i8, i8)> {
        Some(match self {
            Self::Month(year, month) => (year, month, month),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2, quarter * 3),
            Self::Half(year, half) => (year, half * 6 - 5, half * 6),
            Self::NineMonths(year) => (year, 1, 9),
            Self::Year(year) => (year, 1, 12),
            Self::Term(..) | Self::Free(..) => return None,
        })
    }

    /// The period of the same kind so many steps later.
    fn step(self, steps: i16) -> Self {
        let of_year = |year: i16, index: i8, count: i32| {
            let number = i32::from(year) * count + i32::from(index) - 1 + i32::from(steps);
            (number.div_euclid(count) as i16, number.rem_euclid(count) as i8 + 1)
        };
        match self {
            Self::Month(year, month) => {
                let (year, month) = of_year(year, month, 12);
                Self::Month(year, month)
            }
            Self::Quarter(year, quarter) => {
                let (year, quarter) = of_year(year, quarter, 4);
                Self::Quarter(year, quarter)
            }
            Self::Half(year, half) => {
                let (year, half) = of_year(year, half, 2);
                Self::Half(year, half)
            }
            Self::NineMonths(year) => Self::NineMonths(year + steps),
            Self::Year(year) => Self::Year(year + steps),
            Self::Term(..) | Self::Free(..) => self,
        }
    }
}

fn months_of(kind: PeriodKind) -> Option<i8> {
    match kind {
        PeriodKind::Month => Some(1),
        PeriodKind::Quarter => Some(3),
        PeriodKind::Half => Some(6),
        PeriodKind::NineMonths => Some(9),
        PeriodKind::Year => Some(12),
        PeriodKind::Term | PeriodKind::Free => None,
    }
}

/// The period of a kind that begins with a month; none if none begins there.
fn of_kind(kind: PeriodKind, year: i16, month: i8) -> Option<Period> {
    let index = |length: i8| ((month - 1) % length == 0).then_some((month - 1) / length + 1);
    match kind {
        PeriodKind::Month => Some(Period::Month(year, month)),
        PeriodKind::Quarter => index(3).map(|quarter| Period::Quarter(year, quarter)),
        PeriodKind::Half => index(6).map(|half| Period::Half(year, half)),
        PeriodKind::Year => index(12).map(|_| Period::Year(year)),
        PeriodKind::NineMonths | PeriodKind::Term | PeriodKind::Free => None,
    }
}

/// The days that adjoin, before or after: as many months if the days are whole months, else as many days.
fn moved(first: Date, last: Date, steps: i32) -> Period {
    let days = || {
        let length = last.days_since(first) + 1;
        Some(Period::Free(first.plus_days(steps * length)?, last.plus_days(steps * length)?))
    };
    let months = || {
        let end = last.next_day()?;
        let count = (i32::from(end.year()) - i32::from(first.year())) * 12 + i32::from(end.month() - first.month());
        if count == 0 || first.plus_months(count) != Some(end) || first.day() > 28 {
            return None;
        }
        Some(Period::Free(first.plus_months(steps * count)?, end.plus_months(steps * count)?.previous_day()?))
    };
    months().or_else(days).unwrap_or(Period::Free(first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn periods_follow_each_other() {
        let cases = [
            ("2023-Q4", "2024-Q1", "2023-Q3"),
            ("2023-01", "2023-02", "2022-12"),
            ("2023-12", "2024-01", "2023-11"),
            ("2023-H1", "2023-H2", "2022-H2"),
            ("2023-9M", "2023-Q4", "2022-9M"),
            ("2023", "2024", "2022"),
            ("2018..2023", "2023..2028", "2013..2018"),
            ("2023-01-15..2023-03-14", "2023-03-15..2023-05-14", "2022-11-15..2023-01-14"),
            ("2023-02-01..2023-02-28", "2023-03-01..2023-03-31", "2023-01-01..2023-01-31"),
            ("2023-05-01..2023-05-10", "2023-05-11..2023-05-20", "2023-04-21..2023-04-30"),
        ];
        for (this, next, previous) in cases {
            assert_eq!(period(this).next().to_string(), next, "after {this}");
            assert_eq!(period(this).previous().to_string(), previous, "before {this}");
        }
    }

    #[test]
    fn a_year_earlier_is_the_same_period() {
        for (this, earlier) in [("2023-Q3", "2022-Q3"), ("2023-9M", "2022-9M"), ("2023-08", "2022-08")] {
            assert_eq!(period(this).same_period_last_year(), Some(period(earlier)));
        }
        let february = period("2025-02-01..2025-02-28").same_period_last_year();
        assert_eq!(february, Some(period("2024-02-01..2024-02-29")));
        assert_eq!(period("2018..2023").same_period_last_year(), None);
    }

    #[test]
    fn parts_make_the_whole() {
        let cases = [
            ("2023-Q3", PeriodKind::Month, 3),
            ("2023-H2", PeriodKind::Quarter, 2),
            ("2023-H1", PeriodKind::Month, 6),
            ("2023-9M", PeriodKind::Quarter, 3),
            ("2023", PeriodKind::Half, 2),
            ("2023", PeriodKind::Quarter, 4),
            ("2018..2023", PeriodKind::Year, 6),
        ];
        for (whole, kind, count) in cases {
            let parts = period(whole).parts(kind);
            assert_eq!(parts.len(), count, "{whole} in {kind:?}");
            assert!(period(whole).is_made_of(&parts), "{whole} of {parts:?}");
            assert!(parts.iter().all(|part| part.is_within(period(whole)) && part.kind() == kind));
        }
        assert_eq!(period("2023-H2").parts(PeriodKind::Quarter)[0], period("2023-Q3"));
        for (whole, kind) in [("2023-9M", PeriodKind::Half), ("2023-08", PeriodKind::Quarter)] {
            assert!(period(whole).parts(kind).is_empty(), "{whole} is not made of {kind:?}");
        }
    }

    #[test]
    fn parts_of_several_kinds_may_make_a_whole() {
        let of = |whole: &str, parts: &[&str]| {
            period(whole).is_made_of(&parts.iter().map(|part| period(part)).collect::<Vec<_>>())
        };
        assert!(of("2023-9M", &["2023-Q3", "2023-H1"]));
        assert!(of("2023", &["2023-9M", "2023-10-01..2023-12-31"]));
        assert!(!of("2023", &["2023-H1", "2023-Q4"]), "a quarter is missing");
        assert!(!of("2023-H1", &["2023-Q1", "2023-Q2", "2023-02"]), "a month counts twice");
        assert!(!of("2023-H1", &["2023-Q1", "2023-Q2", "2023-Q3"]), "a quarter too many");
        assert!(!of("2023-H1", &[]));
        assert!(period("2023-08").is_within(period("2023-Q3")));
        assert!(!period("2023-10").is_within(period("2023-Q3")));
    }
}
