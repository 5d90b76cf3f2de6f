//! `N …, trong đó/gồm/(…): a, b, c`: the parts make the total.

use rust_decimal::Decimal;

use super::closing::{closes, tolerance};
use super::labels::{of_one_scale, opposed, overlap};
use super::opening::Opening;
use super::part_runs::{alike, named_alike, runs, starts_with_change, unevenly_parted, without_breakdowns};
use super::parts::{List, lists};
use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Compares every total with its parts.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for list in lists(parsed) {
            compare(reading, passage, parsed, &list, out);
        }
    }
}

fn compare(reading: &Reading<'_>, passage: usize, parsed: &Parsed, list: &List, out: &mut Vec<Relation>) {
    let place = Place { reading, passage, parsed, list };
    let totals = list.totals(parsed);
    let mut closed = Vec::new();
    for total in &totals {
        let sums = place.closings(total);
        if !sums.is_empty() {
            closed.push(*total);
        }
        for parts in sums {
            out.push(place.relation(Kind::Sum, total, &parts));
        }
    }
    for (distance, total) in totals.iter().enumerate() {
        if closed.iter().any(|other| std::ptr::eq(*other, *total)) {
            continue;
        }
        let many = closed.iter().any(|other| place.in_sentence(other).len() >= 2);
        if let Some(relation) = place.doubt(total, distance == 0 && closed.is_empty(), many) {
            out.push(relation);
        }
    }
}

struct Place<'a> {
    reading: &'a Reading<'a>,
    passage: usize,
    parsed: &'a Parsed<'a>,
    list: &'a List,
}

impl<'a> Place<'a> {
    /// Runs of parts from the list's start on that make the total; a second run counts the same people otherwise.
    fn closings(&self, total: &Quantity) -> Vec<Vec<&'a Quantity<'a>>> {
        let all = self.list.parts(self.parsed, total, self.list.reach);
        let items = self.list.first_of_items(self.parsed, &all);
        let strict: Vec<_> = all.iter().copied().filter(|part| part.unit.is_like(&total.unit)).collect();
        let found =
            [all, items, strict].iter().map(|parts| runs(total, parts)).max_by_key(Vec::len).unwrap_or_default();
        if self.is_cut_short(total, &found) { Vec::new() } else { found }
    }

    /// True if the only run that makes the total leaves degrees of the same scale over: by chance, not by meaning.
    fn is_cut_short(&self, total: &Quantity, found: &[Vec<&Quantity>]) -> bool {
        let [run] = found else { return false };
        let parts = self.in_sentence(total);
        let last = run.last().map_or(0, |part| part.first);
        let left = parts.iter().rev().take_while(|part| part.first > last).count();
        let parted = unevenly_parted(self.parsed, &parts);
        left > 0 && run.len() + left == parts.len() && !parted && of_one_scale(self.parsed, &parts)
    }

    /// The parts within the sentence: one per item if semicolons part them.
    fn in_sentence(&self, total: &Quantity) -> Vec<&'a Quantity<'a>> {
        let all = self.list.parts(self.parsed, total, self.list.first_item_end(self.parsed));
        let items = self.list.first_of_items(self.parsed, &all);
        let distance = |parts: &[&Quantity]| (parts.iter().map(|part| part.value).sum::<Decimal>() - total.value).abs();
        // Which of the figures of an item is its part? The reading that comes nearer to the truth.
        if items.len() >= 2 && distance(&items) <= distance(&all) { items } else { all }
    }

    /// A total whose parts do not make it: a contradiction only where nothing else explains it.
    fn doubt(&self, total: &Quantity, nearest: bool, others_close: bool) -> Option<Relation> {
        let parts = without_breakdowns(self.parsed, &self.in_sentence(total));
        let (first, sum) = (parts.first()?, parts.iter().map(|part| part.value).sum::<Decimal>());
        let slack = tolerance(total, &parts);
        let every_item = self.items() == parts.len() || self.beside_others(total, &parts);
        let as_vector = others_close && every_item && parts.iter().all(|part| part.unit.is_like(&total.unit));
        // Figures without any noun may be anything; only `tổng` makes them a total and its parts.
        let nameless = total.unit.family == Family::None
            && parts.iter().all(|part| part.unit.family == Family::None)
            && !total.follows("tổng", 8)
            && !opposed(self.parsed, &parts);
        if !(nearest || as_vector) || nameless || total.value <= Decimal::ONE {
            return None;
        }
        let too_much = sum > total.value + slack && total.hedge != Hedge::Above && !(total.hedge == Hedge::About);
        let open = self.parsed.is_open(self.list.body.clone());
        if parts.len() == 1 {
            return self.single(total, first, too_much);
        }
        let overlapping = overlap(self.parsed, &parts);
        let like = parts.iter().all(|part| part.unit.family == Family::None || part.unit.is_like(&total.unit));
        if !like || overlapping && !opposed(self.parsed, &parts) || starts_with_change(self.parsed, &self.list.body) {
            return self.within(total, &parts, sum, slack);
        }
        let close = (total.value - sum).abs() * Decimal::TEN <= total.value;
        let all_named = self.all_named(&parts);
        let certain = match self.list.opening {
            _ if as_vector => true,
            Opening::Made | Opening::Bracket if !open => {
                all_named && (close || too_much || self.list.opening == Opening::Made)
            }
            Opening::Colon if !open => all_named && close,
            Opening::Loose if open => false,
            Opening::Loose if parts.len() >= 3 => of_one_scale(self.parsed, &parts) && close && all_named,
            Opening::Loose => parts.len() == 2 && opposed(self.parsed, &parts),
            Opening::Made | Opening::Bracket | Opening::Colon if too_much => all_named,
            Opening::Within if too_much && of_one_scale(self.parsed, &parts) => all_named,
            Opening::Within if too_much && close && !open && named_alike(self.parsed, &self.list.body, &parts) => {
                all_named
            }
            // Money is not spent twice.
            Opening::Within if too_much && close && total.unit.is_money() => all_named,
            Opening::Within if !open => {
                opposed(self.parsed, &parts) || self.percentages_fill() || alike(&parts) && close
            }
            _ => false,
        };
        if certain && total.hedge != Hedge::About {
            let relation = self.relation(Kind::Sum, total, &parts).broken(Certainty::Contradiction);
            return Some(relation.unless(
                format!("tổng là {}, hoặc các phần cộng lại bằng {}", shown(sum), shown(total.value)),
                format!("a total of {}, or parts that add up to {}", shown(sum), shown(total.value)),
            ));
        }
        self.within(total, &parts, sum, slack)
    }

    /// One part: it cannot be more than its total.
    fn single(&self, total: &Quantity, part: &'a Quantity<'a>, too_much: bool) -> Option<Relation> {
        if self.list.opening != Opening::Within || !part.unit.is_like(&total.unit) && part.unit.family != Family::None {
            return None;
        }
        if !too_much {
            return Some(self.relation(Kind::Part, total, &[part]));
        }
        let sure = part.unit.same_words(&total.unit)
            || part.unit.family == Family::People && total.unit.family == Family::People;
        let certainty = if sure { Certainty::Contradiction } else { Certainty::Possible };
        let relation = self.relation(Kind::Part, total, &[part]).broken(certainty);
        Some(relation.unless(
            format!("phần không lớn hơn {}", shown(total.value)),
            format!("a part of at most {}", shown(total.value)),
        ))
    }

    /// Parts of an open list: each, and all together where they do not overlap, within the total.
    fn within(&self, total: &Quantity, parts: &[&'a Quantity<'a>], sum: Decimal, slack: Decimal) -> Option<Relation> {
        let fits = parts.iter().all(|part| part.value <= total.value + slack);
        let asked = self.list.opening == Opening::Within || sum <= total.value;
        (asked && fits && parts.iter().all(|part| part.unit.is_like(&total.unit)))
            .then(|| self.relation(Kind::Part, total, parts))
    }

    /// `11 tổ chức đảng, 25 đảng viên, … 7 tổ chức đảng, 17 đảng viên`: parts of another unit stand one behind each.
    fn beside_others(&self, total: &Quantity, parts: &[&Quantity]) -> bool {
        let others: Vec<&Quantity> = self
            .parsed
            .quantities
            .iter()
            .filter(|other| self.list.body.contains(&other.first) && other.depth == self.list.depth)
            .filter(|other| other.is_level() && !parts.iter().any(|part| part.first == other.first))
            .collect();
        let behind = |index: usize, other: &Quantity| {
            let until = parts.get(index + 1).map_or(self.list.body.end, |next| next.first);
            (parts[index].first..until).contains(&other.first) && !other.unit.is_like(&total.unit)
        };
        others.len() == parts.len()
            && parts.len() >= 2
            && others.iter().enumerate().all(|(at, other)| behind(at, other))
    }

    /// How many items the list has.
    fn items(&self) -> usize {
        self.list.body.clone().filter(|at| self.parsed.lexemes[*at].is(';')).count() + 1
    }

    /// True if between commas and semicolons every item has its figure.
    fn all_named(&self, parts: &[&Quantity]) -> bool {
        let last = parts.last().map_or(self.list.body.start, |part| part.after_figure);
        let rest = self.parsed.lexemes[last..self.list.body.end.max(last)].iter().take_while(|lexeme| !lexeme.is(';'));
        rest.filter(|lexeme| lexeme.is(',')).count() <= 2
    }

    /// True if the percentages of the list make a hundred.
    fn percentages_fill(&self) -> bool {
        let within = |quantity: &&Quantity| quantity.percent && self.list.body.contains(&quantity.first);
        let percentages: Vec<_> = self.parsed.quantities.iter().filter(within).map(|quantity| quantity.value).collect();
        percentages.len() >= 2
            && (percentages.iter().sum::<Decimal>() - Decimal::ONE_HUNDRED).abs() <= Decimal::new(5, 1)
    }

    fn relation(&self, kind: Kind, total: &Quantity, parts: &[&Quantity]) -> Relation {
        let first = total.whole.start;
        let end = parts.iter().map(|part| part.whole.end).max().unwrap_or(total.whole.end).max(total.whole.end);
        let start = parts.iter().map(|part| part.whole.start).min().unwrap_or(first).min(first);
        let sum: Decimal = parts.iter().map(|part| part.value).sum();
        let terms = parts.iter().map(|part| part.shown()).collect::<Vec<_>>().join(" + ");
        let sign = if kind == Kind::Part && sum <= total.value {
            "≤"
        } else if closes(total, parts) {
            "="
        } else {
            "≠"
        };
        let computation = match (kind, sign) {
            (Kind::Sum, "=") if sum == total.value => format!("{terms} = {}", total.shown()),
            (Kind::Sum, "=") => format!("{terms} = {} ≈ {}", shown(sum), total.shown()),
            (Kind::Sum, _) => format!("{terms} = {} ≠ {}", shown(sum), total.shown()),
            (_, "≤") => format!("{terms} ≤ {}", total.shown()),
            _ if parts.len() > 1 => {
                let each = parts.iter().map(|part| part.shown()).collect::<Vec<_>>().join("; ");
                format!("{each} ≤ {}", total.shown())
            }
            _ => format!("{terms} > {}", total.shown()),
        };
        let operands = parts.iter().map(|part| self.reading.operand(self.passage, part));
        let relation = self.reading.relation(kind, self.passage, start..end).computed(computation);
        relation.with([self.reading.operand(self.passage, total)]).with(operands)
    }
}
