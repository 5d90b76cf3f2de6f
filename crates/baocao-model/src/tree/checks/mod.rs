//! What can be wrong with the rows of a tree. One file per kind of fault, one line each in `CHECKS`.

mod end_differs;
mod loop_of_units;
mod name_missing;
mod rows_of_unit_disagree;
mod shares_wrong;
mod succession_changes_nothing;
mod succession_malformed;
mod succession_twice;
mod successor_not_living;
mod unit_outside_parent;
mod unknown_unit;
mod unusable_id;

use super::grouping::Grouping;
use super::{FieldPlace, SuccessionRow, TreeRow, TreeRows, UnitRow};
use crate::{Finding, Place};

type Check = fn(&mut Checking<'_>);

const CHECKS: [Check; 12] = [
    unusable_id::check,
    name_missing::check,
    rows_of_unit_disagree::check,
    unknown_unit::check,
    unit_outside_parent::check,
    loop_of_units::check,
    succession_malformed::check,
    succession_twice::check,
    end_differs::check,
    successor_not_living::check,
    shares_wrong::check,
    succession_changes_nothing::check,
];

/// The rows under examination and what was found so far.
pub struct Checking<'a> {
    pub grouping: &'a Grouping<'a>,
    place: &'a FieldPlace<'a>,
    findings: Vec<Finding>,
}

/// Everything that is wrong with the rows of a tree.
pub fn findings(grouping: &Grouping<'_>, place: &FieldPlace<'_>) -> Vec<Finding> {
    let mut checking = Checking { grouping, place, findings: Vec::new() };
    for check in CHECKS {
        check(&mut checking);
    }
    checking.findings
}

impl<'a> Checking<'a> {
    fn rows(&self) -> &'a TreeRows {
        self.grouping.rows
    }

    fn units(&self) -> impl Iterator<Item = (usize, &'a UnitRow)> + use<'a> {
        self.grouping.rows.units.iter().enumerate()
    }

    fn successions(&self) -> impl Iterator<Item = (usize, &'a SuccessionRow)> + use<'a> {
        self.grouping.rows.successions.iter().enumerate()
    }

    fn place(&self, row: TreeRow, field: &str) -> Place {
        (self.place)(row, field)
    }

    /// An error at a field of a unit's row.
    fn unit(&self, code: &'static str, row: usize, field: &str) -> Finding {
        Finding::error(code, self.place(TreeRow::Unit(row), field))
    }

    /// An error at a field of a succession's row.
    fn succession(&self, code: &'static str, row: usize, field: &str) -> Finding {
        Finding::error(code, self.place(TreeRow::Succession(row), field))
    }

    fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}
