use std::collections::{BTreeMap, BTreeSet};

use baocao_model::{
    Address, Cause, Change, Figures, Finding, Form, Operand, Place, Severity, Submission, Value, parse_number,
};
use rust_decimal::Decimal;

use super::open::Open;
use super::shared::difference;
use crate::{Context, validate};

/// A change of one figure with the findings that it settles.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// The change.
    pub change: Change,
    /// The findings that are gone after it, by their place in the list.
    pub settles: Vec<usize>,
}

/// Tries changes: the figures are validated again with one of them changed, so that what is promised is true.
#[derive(Clone, Copy, Debug)]
pub struct Trials<'a> {
    /// The form.
    pub form: &'a Form,
    /// The figures as reported.
    pub submission: &'a Submission,
    /// The file that they were read from.
    pub file: &'a str,
    /// What else is known of the report.
    pub context: &'a Context<'a>,
}

/// A clerk waits for the answer: at most so many changes are tried, and in all at most so many figures are gone through.
const MOST_TRIALS: usize = 100;
const MOST_WORK: usize = 2_000_000;
/// More possibilities than this help nobody.
const MOST_CHANGES: usize = 3;

/// What a finding is about, whatever the numbers in it.
type Key = (&'static str, Option<String>, Vec<String>);

impl Trials<'_> {
    /// Returns the changes of one figure that settle at least two of the findings and make no new one.
    pub fn run(&self, findings: &[Finding]) -> Vec<Settlement> {
        let most = MOST_TRIALS.min(MOST_WORK / self.submission.figures.len().max(1));
        let candidates = if most == 0 { Vec::new() } else { self.candidates(findings) };
        if candidates.is_empty() {
            return Vec::new();
        }
        let before = keys(&self.validated(self.submission));
        let tried = candidates.into_iter().take(most);
        tried.filter_map(|candidate| self.attempt(candidate, &before, findings)).collect()
    }

    /// The changes worth trying: figures that two findings name, each moved by the difference of one of them.
    fn candidates(&self, findings: &[Finding]) -> Vec<Candidate> {
        let mut named: BTreeMap<&str, (&Operand, Vec<Option<Decimal>>)> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.severity != Severity::Note) {
            let mut seen = BTreeSet::new();
            for operand in finding.operands.iter().filter(|operand| seen.insert(&operand.address)) {
                let (_, differences) = named.entry(&operand.address).or_insert_with(|| (operand, Vec::new()));
                differences.push(difference(finding));
            }
        }
        let mut candidates: Vec<(usize, Candidate)> = Vec::new();
        for (operand, differences) in named.into_values().filter(|(_, differences)| differences.len() > 1) {
            let count = |wanted| differences.iter().flatten().filter(|difference| **difference == wanted).count();
            for wanted in differences.iter().flatten().copied().collect::<BTreeSet<_>>() {
                let moved = [wanted, -wanted].into_iter().filter_map(|by| self.candidate(operand, by));
                candidates.extend(moved.map(|candidate| (count(wanted), candidate)));
            }
        }
        // What several findings ask for is tried first.
        candidates.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        candidates.into_iter().map(|(_, candidate)| candidate).collect()
    }

    /// A reported number moved by so much of the form's unit, if that could be a report.
    fn candidate(&self, operand: &Operand, by: Decimal) -> Option<Candidate> {
        let address = Address::parse(&operand.address)?;
        let figure = self.submission.figures.get(&address)?;
        let Value::Number(from) = figure.value else { return None };
        // A table may be filled in with another unit than the form's.
        let stated = self.submission.units.get(&address.table);
        let stated = stated.filter(|_| parse_number(&operand.value).is_none_or(|value| value != from));
        let to = from.checked_add(by.checked_div(stated.map_or(Decimal::ONE, |unit| unit.factor.into()))?)?;
        let is_plausible = (to >= Decimal::ZERO || from < Decimal::ZERO) && to.scale() <= from.scale().max(by.scale());
        let change = Change {
            address: operand.address.clone(),
            label: operand.label.clone(),
            from: from.normalize().to_string(),
            to: to.normalize().to_string(),
            unit: stated.map_or_else(|| operand.unit.clone(), |unit| unit.words.clone()),
            place: Place::from(&figure.origin),
        };
        is_plausible.then_some(Candidate { address, to, change })
    }

    fn attempt(&self, candidate: Candidate, before: &BTreeSet<Key>, findings: &[Finding]) -> Option<Settlement> {
        let mut submission = self.submission.clone();
        submission.figures.get_mut(&candidate.address)?.value = Value::Number(candidate.to);
        let after = keys(&self.validated(&submission));
        if !after.is_subset(before) {
            return None;
        }
        let gone = |finding: &Finding| {
            let key = key(finding);
            before.contains(&key) && !after.contains(&key)
        };
        let settles: Vec<_> = (0..findings.len()).filter(|index| gone(&findings[*index])).collect();
        (settles.len() > 1).then_some(Settlement { change: candidate.change, settles })
    }

    fn validated(&self, submission: &Submission) -> Vec<Finding> {
        let figures = Figures::complete(self.form, submission);
        validate(self.form, &figures, self.file, self.context)
    }
}

/// A change that is worth trying.
struct Candidate {
    address: Address,
    /// The new value, in the unit that the table is filled in with.
    to: Decimal,
    change: Change,
}

fn keys(findings: &[Finding]) -> BTreeSet<Key> {
    findings.iter().filter(|finding| finding.severity != Severity::Note).map(key).collect()
}

fn key(finding: &Finding) -> Key {
    let addresses = finding.operands.iter().map(|operand| operand.address.clone());
    (finding.code, finding.arguments.get("rule").cloned(), addresses.collect())
}

/// Makes a group of what a change settles, the change that settles most first. Changes that settle the same stand
/// together, because the figures do not tell which of them is wrong.
pub fn group(open: &mut Open<'_>, settlements: &[Settlement]) {
    let mut settled: BTreeMap<&[usize], Vec<Change>> = BTreeMap::new();
    for settlement in settlements {
        settled.entry(&settlement.settles).or_default().push(settlement.change.clone());
    }
    let mut settled: Vec<_> = settled.into_iter().collect();
    settled.sort_by_key(|(settles, _)| std::cmp::Reverse(settles.len()));
    for (settles, changes) in settled {
        let free: BTreeSet<usize> = open.rest().map(|(index, _)| index).collect();
        if changes.len() <= MOST_CHANGES && settles.iter().all(|index| free.contains(index)) {
            open.take(Cause::Figure(changes), settles);
        }
    }
}
