//! Reporting windows that do not follow the calendar, such as the 15th to the 14th.

use super::Period;
use crate::Date;

/// The day of the month on which reporting windows begin.
///
/// With 15, the month of August is counted from 15 July to 14 August, the third quarter from 15 June to 14 September and
/// the year from 15 December of the year before: the windows of Nghị định 09/2019/NĐ-CP, Điều 12. With 1, periods are
/// those of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnchorDay(i8);

impl Default for AnchorDay {
    fn default() -> Self {
        Self(1)
    }
}

impl AnchorDay {
    /// Makes an anchor day from 1 to 28; a later day is not in every month.
    pub fn new(day: i8) -> Option<Self> {
        (1..=28).contains(&day).then_some(Self(day))
    }

    /// The day of the month.
    pub fn day(self) -> i8 {
        self.0
    }

    /// The first day and the last of a period's window. Free periods say their days themselves.
    pub fn days(self, period: Period) -> (Date, Date) {
        let (first, last) = period.days();
        if self.0 == 1 || matches!(period, Period::Free(..)) {
            return (first, last);
        }
        let first = first.plus_months(-1).and_then(|month| Date::new(month.year(), month.month(), self.0));
        let last = Date::new(last.year(), last.month(), self.0 - 1);
        let exists = "every month has the days from 1 to 28";
        (first.expect(exists), last.expect(exists))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PeriodKind;

    fn days(anchor: i8, period: &str) -> (String, String) {
        let (first, last) = AnchorDay::new(anchor).unwrap().days(Period::parse(period).unwrap());
        (first.to_string(), last.to_string())
    }

    #[test]
    fn windows_run_from_the_anchor_day_to_the_day_before_it() {
        let cases = [
            ("2023-08", "2023-07-15", "2023-08-14"),
            ("2023-Q3", "2023-06-15", "2023-09-14"),
            ("2023-H1", "2022-12-15", "2023-06-14"),
            ("2023-9M", "2022-12-15", "2023-09-14"),
            ("2023", "2022-12-15", "2023-12-14"),
            ("2018..2023", "2017-12-15", "2023-12-14"),
        ];
        for (period, first, last) in cases {
            assert_eq!(days(15, period), (first.into(), last.into()), "{period}");
        }
        assert_eq!(days(1, "2023-08"), ("2023-08-01".into(), "2023-08-31".into()));
        assert_eq!(days(15, "2023-08-03..2023-08-04"), ("2023-08-03".into(), "2023-08-04".into()));
    }

    #[test]
    fn windows_of_a_year_adjoin() {
        let anchor = AnchorDay::new(15).unwrap();
        for kind in [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Half] {
            let windows: Vec<_> = Period::Year(2024).parts(kind).into_iter().map(|part| anchor.days(part)).collect();
            assert!(windows.windows(2).all(|pair| pair[0].1.next_day() == Some(pair[1].0)), "{kind:?}");
            let whole = anchor.days(Period::Year(2024));
            assert_eq!((windows[0].0, windows[windows.len() - 1].1), whole, "{kind:?}");
        }
    }

    #[test]
    fn days_that_some_months_lack_are_no_anchor() {
        assert!(AnchorDay::new(29).is_none() && AnchorDay::new(0).is_none() && AnchorDay::new(28).is_some());
    }
}
