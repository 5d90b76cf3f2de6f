//! `a/b đạt p%`, `n (chiếm p%)`: percentages of a base that the text gives.

use rust_decimal::Decimal;

use super::percent_base::{Base, almost, firm_bases, loose_bases, matches, names_base};
use super::percent_pair::{Pair, pairs};
use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Reading, percentage, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Recomputes every percentage whose base can be found.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let pairs: Vec<_> = reading.prose().flat_map(|(passage, _, parsed)| pairs(passage, parsed)).collect();
    let mut open = Vec::new();
    // Bases that percentages nearby were found to have.
    let mut known: Vec<(usize, Base<'_>)> = Vec::new();
    for pair in &pairs {
        let firm = firm_bases(pair);
        let fits = |base: &&Base<'_>| matches(pair, base);
        // A base that the words name leaves no room for another.
        let named = pair.part.of.is_some()
            || firm.first().and_then(|base| base.at).is_some_and(|(_, quantity)| names_base(quantity));
        if let Some(base) = firm.iter().find(fits) {
            known.push((pair.passage, base.clone()));
            let relation = relation(reading, pair, base);
            out.push(if is_not_all(pair, base) { rounded_to_all(relation) } else { relation });
        } else if let Some(base) = loose_bases(reading, pair, 6).into_iter().find(|base| !named && matches(pair, base))
        {
            if pair.percent.step < Decimal::ONE || pair.part.value >= Decimal::TEN {
                known.push((pair.passage, base.clone()));
            }
            out.push(relation(reading, pair, &base));
        } else {
            open.push((pair, firm));
        }
    }
    for (pair, firm) in open {
        doubt(reading, pair, &firm, &known, out);
    }
}

/// True for 100 % of fewer than all.
fn is_not_all(pair: &Pair<'_>, base: &Base<'_>) -> bool {
    let whole = pair.percent.value == Decimal::ONE_HUNDRED && pair.percent.hedge == Hedge::Exact;
    whole && pair.part.value < base.value && pair.part.exact && base.exact && !pair.against_plan
}

fn rounded_to_all(relation: Relation) -> Relation {
    relation.broken(Certainty::Possible).unless("100% chỉ khi đủ tất cả", "100% only of all")
}

/// A percentage that fits no base of the text: wrong if its base is certain.
fn doubt<'a>(
    reading: &'a Reading<'a>,
    pair: &Pair<'a>,
    firm: &[Base<'a>],
    known: &[(usize, Base<'a>)],
    out: &mut Vec<Relation>,
) {
    if pair.against_plan && pair.part.of.is_none() {
        return;
    }
    if let Some(base) = firm.first() {
        let Some(truth) = percentage(pair.part.value, base.value) else { return };
        let far = (truth - pair.percent.value).abs() > Decimal::TEN;
        if far && pair.percent.hedge != Hedge::Exact {
            return;
        }
        let beside = (truth - pair.percent.value).abs() <= Decimal::from(15);
        // `823,7 tỷ đồng, đạt 48,2%` of a list is a share of its own plan, not of the list's total.
        let reached =
            pair.part.of.is_none() && pair.reached && base.at.is_some_and(|(_, quantity)| !names_base(quantity));
        if reached && (pair.part.unit.family == Family::Money || (truth - pair.percent.value).abs() > Decimal::from(5))
        {
            return;
        }
        let certainty = if pair.against_plan && !beside { Certainty::Possible } else { Certainty::Contradiction };
        out.push(broken(reading, pair, base, certainty));
        return;
    }
    // The percentages beside it share a base, so this one should have it, too.
    let from = known.partition_point(|(passage, _)| *passage + 6 < pair.passage);
    if let Some(base) = almost(pair) {
        out.push(broken(reading, pair, &base, Certainty::Contradiction));
        return;
    }
    let near: Vec<_> = known[from..].iter().take_while(|(passage, _)| *passage <= pair.passage + 6).take(100).collect();
    let count = |base: &Base<'_>| near.iter().filter(|(_, other)| other.value == base.value).count();
    let shared = near.iter().filter(|(_, base)| base.value >= pair.part.value).max_by_key(|(_, base)| count(base));
    let Some((_, base)) = shared.filter(|(_, base)| count(base) >= 2) else { return };
    let like = base.at.is_none_or(|(_, quantity)| quantity.unit.covers(&pair.part.unit));
    let Some(true_percentage) = percentage(pair.part.value, base.value) else { return };
    let beside = (true_percentage - pair.percent.value).abs() <= Decimal::from(15);
    let many = count(base) >= 4 && base.at.is_some_and(|(_, quantity)| quantity.unit.is_like(&pair.part.unit));
    if like && (beside || many) && pair.part.value * Decimal::from(200) >= base.value {
        let sure = count(base) >= 3 && pair.part.unit.family != Family::None;
        out.push(broken(reading, pair, base, if sure { Certainty::Contradiction } else { Certainty::Possible }));
    }
}

fn relation(reading: &Reading<'_>, pair: &Pair<'_>, base: &Base<'_>) -> Relation {
    let start = pair.part.span.start.min(pair.percent.span.start);
    let end = pair.percent.span.end.max(pair.part.whole.end).max(pair.percent.whole.end.min(pair.percent.span.end));
    let truth = percentage(pair.part.value, base.value).unwrap_or_default();
    let shown_truth = truth.round_dp(pair.percent.step.scale() + 2);
    let computation = format!(
        "{} / {} = {}%, {} {}",
        pair.part.shown(),
        shown(base.value),
        shown(shown_truth),
        stated(pair.percent),
        pair.percent.shown()
    );
    let mut operands = vec![reading.operand(pair.passage, pair.part), reading.operand(pair.passage, pair.percent)];
    operands.extend(base.at.map(|(passage, quantity)| reading.operand(passage, quantity)));
    reading.relation(Kind::Percent, pair.passage, start..end).computed(computation).with(operands)
}

fn stated(percent: &Quantity) -> &'static str {
    match percent.hedge {
        Hedge::Exact => "ghi",
        Hedge::Above => "ghi trên",
        Hedge::Below => "ghi dưới",
        Hedge::About => "ghi khoảng",
    }
}

fn broken(reading: &Reading<'_>, pair: &Pair<'_>, base: &Base<'_>, certainty: Certainty) -> Relation {
    // A hedged percentage is told with more digits, so that one sees on which side of it the truth is.
    let digits = if pair.percent.hedge == Hedge::Exact { 1 } else { 2 };
    let truth =
        percentage(pair.part.value, base.value).unwrap_or_default().round_dp(pair.percent.step.scale().max(digits));
    let part = (pair.percent.value.saturating_mul(base.value) / Decimal::ONE_HUNDRED).round_dp(pair.part.step.scale());
    relation(reading, pair, base).broken(certainty).unless(
        format!("tỷ lệ là {}%, hoặc số là {}", shown(truth), shown(part)),
        format!("a percentage of {}%, or a figure of {}", shown(truth), shown(part)),
    )
}
