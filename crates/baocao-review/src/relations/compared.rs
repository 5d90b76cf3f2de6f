//! `chỉ tiêu b, thực hiện c, đạt p%`; `c, cùng kỳ năm trước b, tăng d`; `từ b còn c, giảm p%`; `gấp x lần`: two levels and
//! what a sentence says of them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::two_levels::{Levels, Pattern, before, is_multiple, says_of};
use crate::language::{Change, Hedge, Quantity};
use crate::reading::{Parsed, Reading, percentage, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Compares levels with the difference, the percentage or the multiple that is told of them.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let told = told(out);
    for (passage, _, parsed) in reading.prose() {
        for (index, said) in parsed.quantities.iter().enumerate() {
            if told.contains(&(passage, said.span.start)) {
                continue;
            }
            let levels =
                before(parsed, index).or_else(|| behind(parsed, index)).or_else(|| range_behind(parsed, index));
            if let Some(relation) = levels.and_then(|levels| compare(reading, passage, parsed, &levels, said)) {
                out.push(relation);
            }
        }
    }
}

/// The figures that other rules have compared.
fn told(out: &[Relation]) -> BTreeSet<(usize, usize)> {
    let kinds = [Kind::Change, Kind::Difference, Kind::Percent];
    let compared = out.iter().filter(|relation| kinds.contains(&relation.kind));
    compared.flat_map(|relation| &relation.operands).map(|operand| (operand.passage, operand.span.start)).collect()
}

/// `360 sáng kiến, gấp 1,5 lần so với năm 2023 (240 sáng kiến)`: the level compared with stands behind.
fn behind<'a>(parsed: &'a Parsed<'a>, index: usize) -> Option<Levels<'a>> {
    let said = &parsed.quantities[index];
    let base = parsed.quantities.get(index + 1)?;
    let sentence = parsed.sentence_of(said.first);
    let between = said.after_figure..base.first;
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| parsed.has_phrase(between.clone(), phrase));
    let planned = said.percent && said.change.is_none() && has(&["kế hoạch", "dự toán", "chỉ tiêu"]);
    let compared = planned || is_multiple(said) && has(&["so với", "cùng kỳ", "năm", "trước"]);
    if !compared || !parsed.lexemes[base.first - 1].is('(') || between.len() > 10 || !base.is_level() {
        return None;
    }
    if let Some(of) = base.of {
        return Some(Levels { pattern: Pattern::Fraction, now: base.value, base: of, places: vec![base] });
    }
    let now = parsed.quantities[..index].last().filter(|now| {
        let here = parsed.sentence_of(now.first) == sentence && now.depth == said.depth;
        now.is_level()
            && now.unit.is_like(&base.unit)
            && now.of.is_none()
            && here
            && (!planned || says_of(parsed, now, said))
    })?;
    let pattern = if planned { Pattern::Plan } else { Pattern::Previous };
    Some(Levels { pattern, now: now.value, base: base.value, places: vec![now, base] })
}

/// `giảm 6 vụ (từ 15 vụ xuống còn 9 vụ)`: the bracket behind a change holds both levels and nothing else.
fn range_behind<'a>(parsed: &'a Parsed<'a>, index: usize) -> Option<Levels<'a>> {
    let said = parsed.quantities.get(index).filter(|said| said.change.is_some())?;
    let [from, to] = parsed.quantities.get(index + 1..index + 3)? else { return None };
    let opened = parsed.lexemes[said.after.min(from.first)..from.first].iter().any(|lexeme| lexeme.is('('))
        && from.first - said.after_figure <= 8
        && parsed.lexemes[from.first - 1].word() == Some("từ");
    let closed = (to.after_figure..(to.after + 5).min(parsed.lexemes.len())).any(|at| parsed.lexemes[at].is(')'));
    let ranged = ["lên", "xuống", "còn", "đến"].iter().any(|word| to.follows(word, 2));
    let plain = from.is_level() && to.is_level() && from.unit.is_like(&to.unit) && to.first - from.first <= 8;
    (opened && closed && ranged && plain).then(|| Levels {
        pattern: Pattern::Range,
        now: to.value,
        base: from.value,
        places: vec![from, to],
    })
}

/// What a figure says of two levels.
struct Claim {
    kind: Kind,
    truth: Decimal,
    stated: Decimal,
    step: Decimal,
    computation: String,
    unit: &'static str,
}

fn compare(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    levels: &Levels<'_>,
    said: &Quantity,
) -> Option<Relation> {
    let claim = claim(parsed, levels, said)?;
    let all = || levels.places.iter().copied().chain([said]);
    let start = all().map(|quantity| quantity.span.start).min()?;
    let end = all().map(|quantity| quantity.whole.end).max()?;
    let relation = reading
        .relation(claim.kind, passage, start..end)
        .with(all().map(|quantity| reading.operand(passage, quantity)));
    let rounded = claim.truth.round_dp(claim.step.scale() + 2);
    let computation = format!("{} = {}{}", claim.computation, shown(rounded), claim.unit);
    let slack = claim.truth.abs().saturating_mul(levels.slack());
    let off = claim.truth - claim.stated;
    let holds = match said.hedge {
        Hedge::Exact if claim.step.is_zero() => off.abs() <= slack,
        Hedge::Exact => off.abs() < claim.step + slack,
        Hedge::Above => off + slack >= Decimal::ZERO,
        Hedge::Below => off - slack <= Decimal::ZERO,
        Hedge::About => return None,
    };
    if holds {
        return Some(relation.computed(computation));
    }
    if said.percent && names_own(parsed, said) || refers_elsewhere(parsed, levels, said) || claim.truth <= Decimal::ZERO
    {
        return None;
    }
    let truth = shown(claim.truth.round_dp(claim.step.scale().max(1)));
    let unit = claim.unit;
    Some(
        relation
            .computed(format!("{computation}, ghi {}{unit}", shown(claim.stated)))
            .broken(Certainty::Contradiction)
            .unless(format!("ghi {truth}{unit}"), format!("{truth}{}", if unit == " lần" { " times" } else { unit })),
    )
}

fn claim(parsed: &Parsed, levels: &Levels<'_>, said: &Quantity) -> Option<Claim> {
    let (now, base) = (shown(levels.now), shown(levels.base));
    if is_multiple(said) {
        let truth = levels.now.checked_div(levels.base)?;
        let computation = format!("{now} / {base}");
        return Some(Claim {
            kind: Kind::Change,
            truth,
            stated: said.value,
            step: said.step,
            computation,
            unit: " lần",
        });
    }
    let signed = |change: Change| match change {
        Change::Up => levels.now - levels.base,
        Change::Down => levels.base - levels.now,
    };
    let terms = |change: Change| match change {
        Change::Up => format!("{now} − {base}"),
        Change::Down => format!("{base} − {now}"),
    };
    // A result beside its plan exceeds it; that it grows is said of another year.
    let against_plan = matches!(levels.pattern, Pattern::Fraction | Pattern::Plan);
    let grows = said.follows("tăng", 3) || said.follows("giảm", 3);
    match said.change {
        Some(_) if against_plan && grows => None,
        Some(_) if per_point(parsed, said) => None,
        Some(change) if said.percent => Some(Claim {
            kind: Kind::Change,
            truth: percentage(signed(change), levels.base)?,
            stated: said.value,
            step: said.step,
            computation: format!("({}) / {base}", terms(change)),
            unit: "%",
        }),
        Some(change) => {
            let like = said.unit.is_like(&levels.places[0].unit) || said.unit.is_like(&levels.places.last()?.unit);
            let rounded = levels.places.iter().chain([&said]).any(|quantity| !quantity.exact);
            like.then(|| Claim {
                kind: Kind::Difference,
                truth: signed(change),
                stated: said.value,
                step: if rounded { said.step } else { Decimal::ZERO },
                computation: terms(change),
                unit: "",
            })
        }
        None if said.percent
            && levels.pattern == Pattern::Plan
            && (said.follows("đạt", 3) || said.follows("bằng", 2)) =>
        {
            Some(Claim {
                kind: Kind::Percent,
                truth: percentage(levels.now, levels.base)?,
                stated: said.value,
                step: said.step,
                computation: format!("{now} / {base}"),
                unit: "%",
            })
        }
        None => None,
    }
}

/// `tăng 2,5 điểm phần trăm`, `bình quân mỗi năm tăng 5%`.
fn per_point(parsed: &Parsed, said: &Quantity) -> bool {
    let after = said.after_figure..(said.after_figure + 3).min(parsed.lexemes.len());
    parsed.has_word(after.clone(), "điểm")
        || ["năm", "tháng", "quý"]
            .iter()
            .any(|word| after.clone().any(|at| parsed.phrase_at(at, &format!("mỗi {word}"))))
        || ["bình quân", "trung bình", "mỗi năm", "hằng năm", "hàng năm"]
            .iter()
            .any(|phrase| said.has_phrase_before(phrase))
        || parsed.lexemes.get(said.after_figure).is_some_and(|next| next.is('/'))
}

/// `giảm 30% số người bị thương`: the percentage is about something else.
fn names_own(parsed: &Parsed, said: &Quantity) -> bool {
    let next = parsed.lexemes.get(said.after_figure).and_then(|next| next.word());
    next.is_some_and(|word| !matches!(word, "so" | "chỉ" | "kế" | "dự" | "cùng" | "và" | "trong"))
}

/// True if `so với` behind the figure names another level than the one beside it.
fn refers_elsewhere(parsed: &Parsed, levels: &Levels<'_>, said: &Quantity) -> bool {
    let after = said.after.min(parsed.lexemes.len())..(said.after + 8).min(parsed.lexemes.len());
    let from = said.after_figure..after.end;
    let Some(at) = from.clone().find(|at| parsed.phrase_at(*at, "so với")) else {
        return ["chỉ tiêu", "kế hoạch", "nghị quyết"].iter().any(|plan| parsed.has_phrase(from.clone(), plan))
            && !matches!(levels.pattern, Pattern::Plan | Pattern::Fraction);
    };
    let named: &[&str] = match levels.pattern {
        Pattern::Plan | Pattern::Fraction => &["kế hoạch", "chỉ tiêu", "dự toán"],
        Pattern::Previous => &["cùng kỳ", "năm trước", "năm ngoái", "kỳ trước", "quý trước"],
        Pattern::Range | Pattern::Years => &["năm trước", "cùng kỳ", "đầu năm", "đầu nhiệm kỳ", "đầu kỳ"],
    };
    let behind = levels.places.iter().any(|place| place.first > said.first);
    !behind && !named.iter().any(|phrase| parsed.has_phrase(at..(at + 5).min(parsed.lexemes.len()), phrase))
}
