use std::collections::BTreeSet;

use baocao_aggregation::{Completeness, RollUp, Standing};
use baocao_model::{Date, Finding, Scope, Severity, Snapshot, UnitIndex};

use super::{Asked, Gathered, name_of};

/// Who reported and who did not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standings {
    /// How many.
    pub all: Completeness,
    /// Each unit that was to report, in the order of the tree.
    pub units: Vec<UnitStanding>,
    /// Those of them that are named: late, missing, or with something that speaks against what they said.
    pub named: Vec<NamedStanding>,
    /// The last day for submissions, if there is one.
    pub due: Option<Date>,
}

/// How a unit stands that was to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitStanding {
    /// Which it is.
    pub unit: UnitIndex,
    /// Whether and when it reported.
    pub standing: Standing,
    /// False if its submission contradicts itself or could not be read.
    pub valid: bool,
}

/// The same for those who have no tree at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedStanding {
    /// The unit's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub known: UnitStanding,
}

impl UnitStanding {
    /// True if it reported in time and nothing speaks against what it said.
    pub fn is_in_order(&self) -> bool {
        self.standing == Standing::OnTime && self.valid
    }
}

/// Vietnam's clock is seven hours ahead.
pub const AHEAD: i64 = 7 * 3600;
pub const DAY: i64 = 86_400;

/// How many units a sentence names before it only counts.
const NAMED: usize = 5;

impl Standings {
    /// Looks at each unit that was to report on the day of the tree.
    pub fn of(
        asked: &Asked<'_>,
        gathered: &Gathered,
        snapshot: &Snapshot<'_>,
        root: UnitIndex,
        rolled: &RollUp<'_>,
        invalid: &BTreeSet<UnitIndex>,
    ) -> Self {
        let due = due(asked);
        let reporters = rolled.reporters(root);
        let mut standings = Self { due, units: Vec::with_capacity(reporters.len()), ..Self::default() };
        for unit in reporters {
            standings.former(gathered, snapshot, rolled, unit, invalid);
            let entry = rolled.submission(unit, Scope::Whole).map(|id| gathered.entries.get(id));
            if entry.is_none() && !rolled.joined(unit).is_empty() {
                continue;
            }
            let unreadable = gathered.unreadable.binary_search(&unit).is_ok();
            let by_statement =
                || snapshot.ancestors(unit).any(|above| rolled.of(above).is_some_and(|r| r.by_statement));
            let standing = match entry {
                Some(entry) if entry.brought_forward => Standing::BroughtForward,
                Some(entry) if is_late(entry.at, due) => Standing::Late,
                Some(_) => Standing::OnTime,
                None if unreadable => Standing::OnTime,
                // The unit above spoke for all of its units: none of them is missing.
                None if by_statement() => continue,
                None => Standing::Missing,
            };
            let valid = !invalid.contains(&unit) && (entry.is_some() || !unreadable);
            let carried = entry.and_then(|entry| entry.carried.as_ref());
            standings.all += match carried {
                Some(carried) if standing != Standing::BroughtForward => carried.completeness,
                _ => Completeness::of(standing, valid),
            };
            standings.push(snapshot, UnitStanding { unit, standing, valid });
        }
        for unit in std::iter::once(&root).chain(snapshot.descendants(root)) {
            if rolled.of(*unit).is_some() {
                standings.former(gathered, snapshot, rolled, *unit, invalid);
            }
            if let Some(rolled) = rolled.of(*unit).filter(|rolled| rolled.by_statement) {
                standings.all.expected += rolled.expected;
                standings.all.received += rolled.received;
                standings.all.on_time += rolled.received;
            }
        }
        standings
    }

    /// Takes in those whom a unit stands for on the later day whose tree holds.
    fn former(
        &mut self,
        gathered: &Gathered,
        snapshot: &Snapshot<'_>,
        rolled: &RollUp<'_>,
        unit: UnitIndex,
        invalid: &BTreeSet<UnitIndex>,
    ) {
        for id in rolled.joined(unit) {
            let entry = gathered.entries.get(*id);
            let standing = if is_late(entry.at, self.due) { Standing::Late } else { Standing::OnTime };
            let valid = !invalid.contains(&entry.unit);
            self.all += match &entry.carried {
                Some(carried) => carried.completeness,
                None => Completeness::of(standing, valid),
            };
            self.push(snapshot, UnitStanding { unit: entry.unit, standing, valid });
        }
    }

    fn push(&mut self, snapshot: &Snapshot<'_>, known: UnitStanding) {
        self.units.push(known);
        if !known.is_in_order() {
            let (id, name) = (snapshot.id(known.unit).to_owned(), name_of(snapshot, known.unit));
            self.named.push(NamedStanding { id, name, known });
        }
    }

    /// The names of the units that stand so; of those in order there are none.
    pub fn names(&self, standing: Standing) -> Vec<&str> {
        self.named.iter().filter(|unit| unit.known.standing == standing).map(|unit| &*unit.name).collect()
    }

    /// The same for scripts: how many, and each unit that is late, missing or contradicts itself.
    pub fn json(&self) -> serde_json::Value {
        let unit = |unit: &NamedStanding| {
            let UnitStanding { standing, valid, .. } = unit.known;
            serde_json::json!({ "unit": unit.id, "name": unit.name, "standing": standing, "valid": valid })
        };
        let Completeness { expected, received, missing, brought_forward, on_time, late, invalid } = self.all;
        let mut json = serde_json::json!({
            "expected": expected, "received": received, "missing": missing, "brought_forward": brought_forward, "on_time": on_time, "late": late,
            "invalid": invalid, "due": self.due.map(|day| day.to_string()),
        });
        // Put in place, not copied: there may be thousands.
        json["units"] = self.named.iter().map(unit).collect();
        json
    }

    /// What is to be said of them.
    pub fn findings(&self, asked: &Asked<'_>) -> Vec<Finding> {
        let place = || asked.folder.report.place("/period");
        let mut findings = Vec::new();
        let named = |standing: Standing| {
            let names = self.names(standing);
            let shown = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
            let more = if names.len() > NAMED { format!("{shown}, …") } else { shown };
            (names.len(), more)
        };
        let counted = |code, severity, standing| {
            let (count, names) = named(standing);
            let finding = || {
                let finding = Finding::new(code, severity, place()).with("count", count).with("names", names);
                finding.with("expected", self.all.expected)
            };
            (count > 0).then(finding)
        };
        findings.extend(counted("units-missing", Severity::Warning, Standing::Missing));
        findings.extend(counted("units-brought-forward", Severity::Warning, Standing::BroughtForward));
        let late = counted("units-late", Severity::Note, Standing::Late);
        findings.extend(late.map(|finding| finding.with("due", self.due.map_or_else(String::new, Date::in_text))));
        if let Some(least) = asked.folder.form.value.lower_units.refuse_below
            && self.all.percent() < f64::from(least)
        {
            let finding = Finding::error("too-few-submissions", place()).with("least", least);
            findings.push(finding.with("received", self.all.received).with("expected", self.all.expected));
        }
        findings
    }
}

/// The last day for submissions: what the report says, else what the form says.
fn due(asked: &Asked<'_>) -> Option<Date> {
    let report = &asked.folder.report.value;
    let by_form = || {
        let days = asked.folder.form.value.lower_units.deadline_days?;
        report.period.days().1.plus_days(days.into())
    };
    report.submissions_due.or_else(by_form)
}

/// True if a submission came after the last day. The day ends at midnight in Vietnam, which is seven hours ahead.
pub fn is_late(at: Option<i64>, due: Option<Date>) -> bool {
    let (Some(at), Some(due), Some(first)) = (at, due, Date::new(1970, 1, 1)) else { return false };
    (at + AHEAD).div_euclid(DAY) > i64::from(due.days_since(first))
}
