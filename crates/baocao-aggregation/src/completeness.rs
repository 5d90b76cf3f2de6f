use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

/// How many of the units that should have reported did, counted from the tree of that day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// The units that were to report.
    pub expected: u32,
    /// Those that did.
    pub received: u32,
    /// Those that did not.
    pub missing: u32,
    /// Of those that did not: whose figures of the period before stand in.
    #[serde(default)]
    pub brought_forward: u32,
    /// Of those received: in time.
    pub on_time: u32,
    /// Of those received: after the last day.
    pub late: u32,
    /// Of those received: contradicting themselves or unreadable.
    pub invalid: u32,
}

/// How one unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing came.
    Missing,
    /// Nothing came, and its figures of the period before stand in.
    BroughtForward,
    /// It came in time, or nobody set a last day.
    OnTime,
    /// It came after the last day.
    Late,
}

impl Completeness {
    /// One unit.
    pub fn of(standing: Standing, valid: bool) -> Self {
        let is = |asked: bool| u32::from(asked);
        let received = is(matches!(standing, Standing::OnTime | Standing::Late));
        Self {
            expected: 1,
            received,
            missing: 1 - received,
            brought_forward: is(standing == Standing::BroughtForward),
            on_time: is(standing == Standing::OnTime),
            late: is(standing == Standing::Late),
            invalid: is(!valid) * received,
        }
    }

    /// The part of the expected units that reported, in per cent; all if none was expected.
    pub fn percent(&self) -> f64 {
        if self.expected == 0 { 100.0 } else { f64::from(self.received) * 100.0 / f64::from(self.expected) }
    }
}

impl AddAssign for Completeness {
    fn add_assign(&mut self, other: Self) {
        self.expected += other.expected;
        self.received += other.received;
        self.missing += other.missing;
        self.brought_forward += other.brought_forward;
        self.on_time += other.on_time;
        self.late += other.late;
        self.invalid += other.invalid;
    }
}
