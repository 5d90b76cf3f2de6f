//! The units below a report and what each gave, level by level, as the report's document carries them.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use baocao_aggregation::{
    Contribution as Given, EntryId, Giver, Source as SubmissionSource, Spot, Standing as Arrival, Submitted,
};
use baocao_document::{Contribution, LowerUnit, LowerUnits, Source, Standing};
use baocao_intake::ReportFolder;
use baocao_intake::submissions::{Kind, Located, places, reread};
use baocao_model::{Address, Date, Origin, Scope, Snapshot, UnitIndex};

use super::completeness::{AHEAD, DAY, UnitStanding, is_late};
use super::gather::spot as spot_of;
use super::report::within;
use super::{Gathered, RolledUp, name_of};

/// How many units a document carries. Each of them may stand behind each figure: with 120 figures these make some
/// 240,000 contributions, which a web page and a workbook still open. Above it only the level right below is carried.
const MOST_UNITS: usize = 2_000;
/// Where everything is that a document does not carry.
const ELSEWHERE: &str = "levels.csv và units.parquet (lệnh baocao aggregate -o … --parquet)";

/// The units below a report.
pub struct Below<'a> {
    pub(super) folder: &'a ReportFolder,
    pub(super) gathered: &'a Gathered,
    pub(super) snapshot: &'a Snapshot<'a>,
    pub(super) rolled: &'a RolledUp<'a>,
    pub(super) root: UnitIndex,
    /// By unit; made when the first is asked for.
    standings: OnceCell<BTreeMap<UnitIndex, UnitStanding>>,
    /// Submissions that were taken in without places, looked at again: by file, where each figure stands.
    placed: RefCell<BTreeMap<u32, Vec<Option<Origin>>>>,
}

impl<'a> Below<'a> {
    pub fn new(
        folder: &'a ReportFolder,
        gathered: &'a Gathered,
        snapshot: &'a Snapshot<'a>,
        rolled: &'a RolledUp<'a>,
        root: UnitIndex,
    ) -> Self {
        Self { folder, gathered, snapshot, rolled, root, standings: OnceCell::new(), placed: RefCell::default() }
    }

    /// Who gave how much to each figure of the report.
    pub fn contributions(&self) -> BTreeMap<Address, Vec<Contribution>> {
        let by_figure = self.contributions_to(self.root).into_iter().zip(self.gathered.catalogue.addresses());
        let given = by_figure.filter(|(given, _)| !given.is_empty());
        given.map(|(given, address)| (address.clone(), given)).collect()
    }

    /// The units, each before those below it.
    pub fn units(&self) -> LowerUnits {
        let whole = self.is_carried_whole();
        let below = match whole {
            true => self.snapshot.descendants(self.root),
            false => self.snapshot.children(self.root),
        };
        let mut units: Vec<LowerUnit> = self.former(self.root);
        for &unit in below {
            units.push(self.unit(unit));
            units.extend(self.former(unit));
        }
        LowerUnits {
            units,
            total: u32::try_from(self.snapshot.descendants(self.root).len()).unwrap_or(u32::MAX),
            due: self.rolled.standings.due.map(|day| day.to_string()),
            elsewhere: (!whole).then(|| ELSEWHERE.to_owned()),
        }
    }

    /// Whether all units are carried, not only those right below.
    pub fn is_carried_whole(&self) -> bool {
        self.snapshot.descendants(self.root).len() <= MOST_UNITS
    }

    /// Who gave how much, by figure; nothing of those that are not brought together.
    pub fn contributions_to(&self, to: UnitIndex) -> Vec<Vec<Contribution>> {
        let combinations = self.gathered.plan.combinations();
        let mut below: BTreeMap<UnitIndex, Vec<Vec<Contribution>>> = BTreeMap::new();
        let contributions = |(figure, given): (usize, Vec<Given>)| {
            let brought = given.into_iter().filter(|_| combinations[figure].brings_together());
            let contribution = |given: Given| {
                let contributions = match given.giver {
                    Giver::Unit(unit) if given.source.is_none() && self.is_carried_whole() => {
                        let of_unit = below.entry(unit).or_insert_with(|| self.contributions_to(unit));
                        std::mem::take(&mut of_unit[figure])
                    }
                    _ => Vec::new(),
                };
                Contribution { contributions, ..self.contribution(to, figure, given) }
            };
            brought.map(contribution).collect()
        };
        self.rolled.figures.contributions(to).into_iter().enumerate().map(contributions).collect()
    }

    fn contribution(&self, to: UnitIndex, figure: usize, given: Given) -> Contribution {
        let (unit, own) = match given.giver {
            Giver::OwnOffice => (to, true),
            Giver::Unit(unit) => (unit, false),
        };
        let name = match own {
            true => format!("Cơ quan {}", name_of(self.snapshot, unit)),
            // A reader looks it up among the units.
            false if to != self.root => String::new(),
            false => name_of(self.snapshot, unit),
        };
        Contribution {
            unit: self.snapshot.id(unit).to_owned(),
            name,
            value: given.value.digits(),
            source: given.source.map(|(id, spot)| self.placed(self.gathered.entries.get(id), spot, figure)),
            contributions: Vec::new(),
        }
    }

    /// Where a figure of a submission stands, named as documents name it.
    pub fn source_of(&self, id: EntryId, spot: &Spot, figure: usize) -> Source {
        self.placed(self.gathered.entries.get(id), spot.clone(), figure)
    }

    /// The same, named as findings name it.
    pub fn origin(&self, id: EntryId, spot: &Spot, figure: usize) -> Origin {
        let Source { line, column, sheet, cell, .. } = self.source_of(id, spot, figure);
        let file = self.gathered.submissions.name(self.gathered.entries.get(id).source.file).into();
        Origin { file, line, column, length: None, sheet, cell }
    }

    /// True if a unit's submission contradicts itself or could not be read.
    pub fn is_invalid(&self, unit: UnitIndex) -> bool {
        self.known(unit).is_some_and(|known| !known.valid)
    }

    /// Where a figure stands in a submission. A file that holds nothing else is read again for it if need be; the line of
    /// a file of many is place enough.
    fn placed(&self, entry: &Submitted, spot: Spot, figure: usize) -> Source {
        let SubmissionSource { file, record, start, end } = entry.source;
        let is_known = spot != Spot::Unknown || record > 0;
        if is_known || self.gathered.entries.len() > MOST_UNITS || self.gathered.submissions.kind(file) == Kind::Parquet
        {
            return self.source(entry, spot);
        }
        let mut placed = self.placed.borrow_mut();
        let origins = placed.entry(file).or_insert_with(|| self.origins(&Located { file, record, start, end }));
        let spot = origins[figure].as_ref().map_or(spot, spot_of);
        self.source(entry, spot)
    }

    /// Where each figure of a submission stands.
    fn origins(&self, located: &Located) -> Vec<Option<Origin>> {
        let Gathered { submissions, catalogue, .. } = self.gathered;
        let expected = self.gathered.expected();
        places(submissions, located, &expected).unwrap_or_else(|| {
            let (read, _) = reread(submissions, located, &expected);
            let mut figures = read.map(|read| read.submission.figures).unwrap_or_default();
            let origins = catalogue.addresses().iter().map(|address| figures.remove(address));
            origins.map(|figure| figure.map(|figure| figure.origin)).collect()
        })
    }

    fn source(&self, entry: &Submitted, spot: Spot) -> Source {
        let file = within(self.folder, &self.gathered.submissions.name(entry.source.file));
        let record = u32::try_from(entry.source.record).ok().filter(|record| *record > 0);
        match spot {
            Spot::Unknown => Source { file, line: record, ..Source::default() },
            Spot::Text { line, column } => Source { file, line: Some(line), column: Some(column), ..Source::default() },
            Spot::Cell { sheet, cell } => Source { file, sheet: Some(sheet), cell: Some(cell), ..Source::default() },
        }
    }

    fn unit(&self, unit: UnitIndex) -> LowerUnit {
        let rolled = self.rolled.figures.of(unit);
        let between = rolled.filter(|rolled| !rolled.by_statement);
        let entry = self.rolled.figures.submission(unit, Scope::Whole).map(|id| self.gathered.entries.get(id));
        let entry = entry.filter(|_| between.is_none());
        let parent = self.snapshot.parent(unit).filter(|parent| *parent != self.root);
        let stated = entry
            .filter(|_| rolled.is_some())
            .map(|entry| if is_late(entry.at, self.rolled.standings.due) { Standing::Late } else { Standing::OnTime });
        LowerUnit {
            id: self.snapshot.id(unit).to_owned(),
            name: name_of(self.snapshot, unit),
            tier: self.snapshot.unit(unit).map_or_else(String::new, |unit| unit.tier.to_string()),
            parent: parent.map(|parent| self.snapshot.id(parent).to_owned()),
            standing: self.standing(unit).or(stated),
            expected: between.map_or(0, |rolled| rolled.expected),
            received: between.map_or(0, |rolled| rolled.received),
            submitted_at: entry.and_then(|entry| entry.at).map(in_vietnam),
            source: entry.map(|entry| self.source(entry, Spot::Unknown)),
        }
    }

    /// Units that reported and that a unit stands for on the later day whose tree holds.
    fn former(&self, heir: UnitIndex) -> Vec<LowerUnit> {
        let former = self.rolled.figures.joined(heir).iter().map(|id| {
            let entry = self.gathered.entries.get(*id);
            LowerUnit {
                parent: (heir != self.root).then(|| self.snapshot.id(heir).to_owned()),
                submitted_at: entry.at.map(in_vietnam),
                source: Some(self.source(entry, Spot::Unknown)),
                ..self.unit(entry.unit)
            }
        });
        former.collect()
    }

    fn known(&self, unit: UnitIndex) -> Option<UnitStanding> {
        let units = || self.rolled.standings.units.iter().map(|known| (known.unit, *known)).collect();
        self.standings.get_or_init(units).get(&unit).copied()
    }

    fn standing(&self, unit: UnitIndex) -> Option<Standing> {
        let known = self.known(unit)?;
        Some(match known.standing {
            Arrival::Missing => Standing::Missing,
            Arrival::BroughtForward => Standing::BroughtForward,
            _ if !known.valid => Standing::Invalid,
            Arrival::Late => Standing::Late,
            Arrival::OnTime => Standing::OnTime,
        })
    }
}

/// A moment as a clock in Vietnam shows it.
fn in_vietnam(at: i64) -> String {
    let (day, second) = ((at + AHEAD).div_euclid(DAY), (at + AHEAD).rem_euclid(DAY));
    let first = Date::new(1970, 1, 1).expect("a day of the calendar");
    let day = i32::try_from(day).ok().and_then(|days| first.plus_days(days));
    let clock = format!("{:02}:{:02}", second / 3600, second / 60 % 60);
    day.map_or_else(String::new, |day| format!("{day} {clock}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_vietnam_s_time() {
        assert_eq!(in_vietnam(0), "1970-01-01 07:00");
        assert_eq!(in_vietnam(1_693_587_600), "2023-09-02 00:00");
    }
}
