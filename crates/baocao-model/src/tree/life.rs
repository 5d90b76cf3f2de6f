use std::fmt;

use crate::Date;

/// The days on which something holds: from a first day to a last, both included. Either may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The first day; open if absent.
    pub from: Option<Date>,
    /// The last day; open if absent.
    pub to: Option<Date>,
}

impl Life {
    /// True if a day is one of these.
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// True if the last day is before the first.
    pub fn is_backwards(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    /// True if a day is in both. Neither may be backwards.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_in_time =
            |first: Self, second: Self| !matches!((first.from, second.to), (Some(from), Some(to)) if to < from);
        begins_in_time(self, other) && begins_in_time(other, self)
    }

    /// True if the other begins on the day after this one's last.
    pub fn adjoins(self, other: Self) -> bool {
        self.to.and_then(Date::next_day).is_some_and(|next| other.from == Some(next))
    }

    /// True if the other begins before this one does.
    pub fn begins_after(self, other: Self) -> bool {
        self.from.is_some_and(|from| other.from.is_none_or(|other| other < from))
    }

    /// True if the other ends after this one does.
    pub fn ends_before(self, other: Self) -> bool {
        self.to.is_some_and(|to| other.to.is_none_or(|other| to < other))
    }
}

/// `2004-01-01 – 2025-06-30`; an open end is `…`.
impl fmt::Display for Life {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |day: Option<Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
        write!(f, "{} – {}", end(self.from), end(self.to))
    }
}
