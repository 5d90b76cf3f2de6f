//! `a/b đạt p%`, `n (chiếm p%)`: percentages of a base that the text gives.

use rust_decimal::Decimal;

use super::parts::lists;
use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Parsed, Reading, percentage, shown};
use crate::relation::{Certainty, Kind, Relation};

/// A figure and the percentage that is said of it.
struct Pair<'a> {
    passage: usize,
    parsed: &'a Parsed,
    part: &'a Quantity,
    percent: &'a Quantity,
    /// True if the percentage is about a plan or a period before.
    against_plan: bool,
    /// True if only `đạt` says what the percentage is; it may be of a plan.
    reached: bool,
}

/// A base: its value, and where it stands if not in the fraction itself.
#[derive(Clone)]
struct Base<'a> {
    value: Decimal,
    exact: bool,
    step: Decimal,
    at: Option<(usize, &'a Quantity)>,
}

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
            out.push(relation(reading, pair, base));
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

/// The figure right before, where the percentage misses it by less than two points: `51.780 hồ sơ, đúng hạn 51.072 hồ sơ, đạt 98,6%`.
fn almost<'a>(pair: &Pair<'a>) -> Option<Base<'a>> {
    let parsed = pair.parsed;
    let before =
        parsed.quantities.iter().rev().find(|quantity| quantity.first < pair.part.first && !quantity.percent)?;
    let same = parsed.sentence_of(before.first) == parsed.sentence_of(pair.part.first)
        && before.unit.same_words(&pair.part.unit);
    let large =
        before.is_level() && before.exact && before.value >= Decimal::ONE_HUNDRED && before.value >= pair.part.value;
    let precise = pair.percent.step < Decimal::ONE && pair.percent.hedge == Hedge::Exact;
    let truth = percentage(pair.part.value, before.value)?;
    let near = (truth - pair.percent.value).abs() <= Decimal::TWO;
    (same && large && precise && near).then(|| base(pair.passage, before))
}

/// Figures with a percentage right behind or right before them.
fn pairs(passage: usize, parsed: &Parsed) -> Vec<Pair<'_>> {
    let mut found = Vec::new();
    for (index, percent) in parsed.quantities.iter().enumerate() {
        if !percent.percent || percent.change.is_some() {
            continue;
        }
        let against_plan = is_against_plan(parsed, percent);
        let mut beside = index.checked_sub(1);
        // `652 người trên tổng số 1.661, đạt 39%`: the base stands between.
        if let Some(at) = beside.filter(|at| *at > 0 && names_base(&parsed.quantities[*at])) {
            beside = Some(at - 1);
        }
        let before = beside
            .map(|index| &parsed.quantities[index])
            .filter(|part| part.is_level() && links(parsed, part, percent));
        let inside =
            parsed.quantities.get(index + 1).filter(|part| part.is_level() && in_bracket_after(parsed, percent, part));
        if let Some(part) = before.or(inside) {
            let between = part.after_figure.min(percent.first)..percent.first;
            let shared = ["chiếm", "lệ", "ứng", "đương"].iter().any(|word| parsed.has_word(between.clone(), word));
            let reached = !shared && parsed.has_word(between, "đạt");
            found.push(Pair { passage, parsed, part, percent, against_plan, reached });
        }
    }
    found
}

/// True if only words that say "which makes" stand between a figure and a percentage.
fn links(parsed: &Parsed, part: &Quantity, percent: &Quantity) -> bool {
    const LINKS: &[&str] = &[
        "đạt", "chiếm", "tỷ", "tỉ", "lệ", "tương", "ứng", "với", "bằng", "đương", "là", "trên", "hơn", "gần", "khoảng",
        "được", "và", "tổng", "số", "có", "ước", "đã", "dưới",
    ];
    let between = part.after_figure.max(part.after.min(percent.first))..percent.first;
    let strong = ["đạt", "chiếm", "lệ", "ứng", "đương", "bằng"]
        .iter()
        .any(|word| parsed.has_word(part.after_figure..percent.first, word));
    let bracket = parsed.lexemes[between.clone()].iter().any(|lexeme| lexeme.is('(') || lexeme.is('='));
    let words = parsed.lexemes[between.clone()].iter().filter_map(|lexeme| lexeme.word());
    let foreign = words.filter(|word| !LINKS.contains(word)).count();
    // `đạt tỷ lệ hộ nghèo dưới 3%` is a percentage of something else.
    let other_rate = between.clone().any(|at| {
        parsed.lexemes[at].word() == Some("lệ")
            && at + 1 < percent.first
            && parsed.lexemes[at + 1].word().is_some_and(|word| !LINKS.contains(&word))
    });
    if other_rate {
        return false;
    }
    let full_stop = parsed.sentence_of(part.first) != parsed.sentence_of(percent.first);
    let parted = parsed.has_mark(between.clone(), ';') || parsed.has_mark(between.clone(), ')') && !bracket;
    let fraction = part.of.is_some();
    if parted || full_stop && !(fraction && strong && foreign == 0) {
        return false;
    }
    let base_between = parsed.quantities.iter().any(|base| between.contains(&base.first) && names_base(base));
    // `8 chi bộ hoàn thành tốt nhiệm vụ (13,3%)`: the bracket holds nothing else.
    let alone = parsed.lexemes[percent.first - 1].is('(')
        && parsed.lexemes.get(percent.after_figure).is_none_or(|next| next.is(')') || next.is(',') || next.is(';'))
        && !parsed.has_mark(between.clone(), ',')
        && !parsed.quantities.iter().any(|other| (part.after_figure..percent.first).contains(&other.first));
    strong && (foreign <= if fraction { 12 } else { 9 } || base_between)
        || bracket && (foreign <= 1 || alone && foreign <= 8)
}

/// `p% (n người)`.
fn in_bracket_after(parsed: &Parsed, percent: &Quantity, part: &Quantity) -> bool {
    let between = percent.after_figure..part.first;
    let words = parsed.lexemes[between.clone()].iter().filter_map(|lexeme| lexeme.word()).count();
    part.depth == percent.depth + 1
        && words <= 4
        && parsed.lexemes[between].iter().filter(|lexeme| lexeme.is('(')).count() == 1
        && parsed.lexemes[part.first - 1].is('(')
}

/// True for a percentage of a plan, a target or the period before.
fn is_against_plan(parsed: &Parsed, percent: &Quantity) -> bool {
    let words =
        parsed.lexemes[percent.after_figure..].iter().take(4).take_while(|lexeme| lexeme.word().is_some()).count();
    let after = percent.after_figure..percent.after_figure + words;
    ["so", "kế", "chỉ", "kh", "nghị", "dự", "mục", "định", "cùng", "năm", "nq"]
        .iter()
        .any(|word| parsed.has_word(after.clone(), word))
        || percent.follows("vượt", 3)
        || percent.follows("thêm", 2)
        || percent.follows("hoàn", 4) && percent.follows("thành", 3)
}

/// Bases that the words themselves name: the fraction, `trên tổng số b`, the total of the list.
fn firm_bases<'a>(pair: &Pair<'a>) -> Vec<Base<'a>> {
    if let Some(of) = pair.part.of {
        return vec![Base { value: of, exact: true, step: Decimal::ONE, at: None }];
    }
    let parsed = pair.parsed;
    let sentence = &parsed.sentences[parsed.sentence_of(pair.percent.first)];
    let named = |quantity: &&Quantity| {
        sentence.contains(&quantity.first)
            && quantity.first != pair.part.first
            && quantity.is_level()
            && (names_base(quantity) || is_whole_of(quantity, pair.part))
    };
    let beside = parsed
        .quantities
        .iter()
        .filter(named)
        .filter(|quantity| quantity.first < pair.percent.first || quantity.first - pair.percent.first < 8);
    let mut found: Vec<_> = beside.map(|quantity| base(pair.passage, quantity)).collect();
    for list in
        lists(parsed).iter().rev().filter(|list| list.body.contains(&pair.part.first) && pair.part.depth == list.depth)
    {
        if list.opening == super::parts::Opening::Within {
            let like = |total: &&Quantity| total.value >= pair.part.value && total.unit.covers(&pair.part.unit);
            found.extend(list.totals(parsed).into_iter().find(like).map(|total| base(pair.passage, total)));
        }
    }
    found
}

/// `Trong 60 chi bộ có 12 chi bộ …`.
fn is_whole_of(quantity: &Quantity, part: &Quantity) -> bool {
    (quantity.follows("trong", 1) || quantity.follows_phrase("trong số"))
        && quantity.first < part.first
        && quantity.unit.same_words(&part.unit)
}

/// True for the figure after `trên tổng số`.
fn names_base(quantity: &Quantity) -> bool {
    ["trên tổng số", "trong tổng số", "trên tổng", "so với tổng số"]
        .iter()
        .any(|phrase| quantity.has_phrase_before(phrase))
}

fn base(passage: usize, quantity: &Quantity) -> Base<'_> {
    Base { value: quantity.value, exact: quantity.exact, step: quantity.step, at: Some((passage, quantity)) }
}

/// Any figure of the same passage or of those before that could be the base, the nearest first.
fn loose_bases<'a>(reading: &'a Reading<'_>, pair: &Pair<'a>, reach: usize) -> Vec<Base<'a>> {
    if pair.percent.hedge != Hedge::Exact && pair.percent.value != Decimal::ONE_HUNDRED {
        return Vec::new();
    }
    let precise = pair.percent.step < Decimal::ONE;
    let reach = if precise { reach * 4 } else { reach };
    let mut found = Vec::new();
    for passage in (pair.passage.saturating_sub(reach)..=pair.passage).rev() {
        for quantity in reading.parsed[passage].quantities.iter().rev() {
            let itself = passage == pair.passage && quantity.first == pair.part.first;
            let like = quantity.unit.covers(&pair.part.unit)
                || passage == pair.passage && quantity.unit.same_words(&pair.part.unit);
            if !itself
                && quantity.is_level()
                && like
                && quantity.value >= pair.part.value
                && quantity.value > Decimal::ONE
            {
                found.push(base(passage, quantity));
                found.extend(quantity.of.map(|of| Base { value: of, ..base(passage, quantity) }));
            }
        }
    }
    found
}

/// True if the percentage is right for a base: closer than one unit of its last digit, rounded or cut off.
fn matches(pair: &Pair<'_>, base: &Base<'_>) -> bool {
    let Some(truth) = percentage(pair.part.value, base.value) else { return false };
    let stated = pair.percent.value;
    // Rounded operands move the percentage, too.
    let loose = |exact: bool, step: Decimal, value: Decimal| {
        let share = if exact { Decimal::ZERO } else { step.checked_div(value * Decimal::TWO).unwrap_or_default() };
        truth.saturating_mul(share)
    };
    let slack = loose(pair.part.exact, pair.part.step, pair.part.value) + loose(base.exact, base.step, base.value);
    match pair.percent.hedge {
        Hedge::Exact => (truth - stated).abs() < pair.percent.step + slack,
        Hedge::Above => truth + slack >= stated,
        Hedge::Below => truth - slack <= stated && truth > stated - Decimal::TEN,
        Hedge::About => (truth - stated).abs() <= Decimal::from(5),
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
