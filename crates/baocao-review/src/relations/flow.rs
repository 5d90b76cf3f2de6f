//! `đầu kỳ a, tiếp nhận b, giảm c, cuối kỳ d`: what there was, what came, what went, and what there is.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::language::Quantity;
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Adds up what came and went.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for (index, opening) in parsed.quantities.iter().enumerate() {
            if role(opening) == Some(Role::Opening) {
                let told = follow(reading, passage, parsed, index);
                out.extend(told.or_else(|| in_any_order(reading, passage, parsed, opening)));
            }
        }
    }
}

/// What a figure says of a stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Opening,
    In,
    Out,
    Closing,
}

/// The words of each role, between the spaces that part words.
const ROLES: &[(Role, &[&str])] = &[
    (
        Role::Opening,
        &[
            " đầu kỳ ",
            " đầu năm ",
            " đầu nhiệm kỳ ",
            " kỳ trước chuyển sang ",
            " năm trước chuyển sang ",
            " tồn kỳ trước ",
        ],
    ),
    (
        Role::Closing,
        &[
            " cuối kỳ ",
            " cuối năm ",
            " cuối nhiệm kỳ ",
            " phải giải quyết ",
            " phải xử lý ",
            " còn tồn ",
            " còn dư ",
            " nâng tổng số ",
            " đưa tổng số ",
        ],
    ),
    (
        Role::Out,
        &[
            " giảm ",
            " chi ",
            " đã giải quyết ",
            " chuyển đi ",
            " ra khỏi ",
            " từ trần ",
            " xóa tên ",
            " nghỉ hưu ",
            " đã chi ",
        ],
    ),
    (
        Role::In,
        &[
            " tăng ",
            " thu ",
            " tiếp nhận ",
            " kết nạp ",
            " chuyển đến ",
            " phát triển ",
            " nhận mới ",
            " mới ",
            " thành lập ",
        ],
    ),
];

/// The role that the nearest words before a figure give it.
fn role(quantity: &Quantity) -> Option<Role> {
    if quantity.percent || quantity.of.is_some() || !quantity.exact && !quantity.unit.is_money() {
        return None;
    }
    let nearest = &quantity.before[quantity.before.len().saturating_sub(6)..];
    if !nearest.iter().any(|word| FIRST_WORDS.contains(&**word)) {
        return None;
    }
    let before = format!(" {} ", nearest.join(" "));
    // `6 tháng đầu năm` is a time of the year, not its beginning.
    let before = before.replace(" tháng đầu năm ", " ").replace(" tháng cuối năm ", " ");
    let told = |(_, phrases): &&(Role, &[&str])| phrases.iter().any(|phrase| before.contains(phrase));
    ROLES.iter().find(told).map(|(role, _)| *role)
}

/// The words that the phrases of roles begin with: most figures have none of them before them.
static FIRST_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let phrases = ROLES.iter().flat_map(|(_, phrases)| *phrases);
    phrases.filter_map(|phrase| phrase.split_whitespace().next()).collect()
});

/// Every figure from the opening to the closing must have its role; one without leaves the flow in doubt.
fn follow(reading: &Reading<'_>, passage: usize, parsed: &Parsed, index: usize) -> Option<Relation> {
    let opening = &parsed.quantities[index];
    let sentence = parsed.sentence_of(opening.first);
    let mut sum = opening.value;
    let mut terms = opening.shown();
    let mut used = vec![opening];
    for quantity in &parsed.quantities[index + 1..] {
        if parsed.sentence_of(quantity.first) > sentence + 1 || !quantity.unit.is_like(&opening.unit) {
            return None;
        }
        let sign = match role(quantity)? {
            Role::Opening => return None,
            Role::In => " + ",
            Role::Out => " − ",
            Role::Closing => return close(reading, passage, &used, quantity, (sum, &terms)),
        };
        sum += if sign == " + " { quantity.value } else { -quantity.value };
        terms = format!("{terms}{sign}{}", quantity.shown());
        used.push(quantity);
    }
    None
}

/// `Cuối kỳ có d; trong kỳ tăng b, giảm c so với đầu kỳ là a`: a sentence in which every figure of the noun has its role.
fn in_any_order(reading: &Reading<'_>, passage: usize, parsed: &Parsed, opening: &Quantity) -> Option<Relation> {
    let sentence = parsed.sentence_of(opening.first);
    let within = &parsed.sentences[sentence];
    // A list of parts has figures that the flow has already.
    if ["trong đó", "gồm", "riêng"].iter().any(|phrase| parsed.has_phrase(within.clone(), phrase)) {
        return None;
    }
    let all: Vec<&Quantity> = parsed
        .quantities
        .iter()
        .filter(|quantity| within.contains(&quantity.first) && quantity.unit.is_like(&opening.unit))
        .collect();
    let of = |wanted: Role| all.iter().copied().filter(move |quantity| role(quantity) == Some(wanted));
    if all.iter().any(|quantity| role(quantity).is_none()) || of(Role::Opening).count() != 1 {
        return None;
    }
    let mut closings = of(Role::Closing);
    let closing = closings.next().filter(|closing| closings.next().is_none() && closing.exact)?;
    let (ins, outs): (Vec<_>, Vec<_>) = (of(Role::In).collect(), of(Role::Out).collect());
    let alone = |quantity: &&Quantity, sign: Decimal| opening.value + sign * quantity.value == closing.value;
    let flows = ins.len() + outs.len();
    // One that makes the difference by itself is the difference; the others are about something else.
    let told = flows > 1
        && (ins.iter().any(|one| alone(one, Decimal::ONE)) || outs.iter().any(|one| alone(one, Decimal::NEGATIVE_ONE)));
    if told || flows == 0 {
        return None;
    }
    let signed = ins.iter().map(|one| (" + ", *one)).chain(outs.iter().map(|one| (" − ", *one)));
    let (mut sum, mut terms, mut used) = (opening.value, opening.shown(), vec![opening]);
    for (sign, quantity) in signed {
        sum += if sign == " + " { quantity.value } else { -quantity.value };
        terms = format!("{terms}{sign}{}", quantity.shown());
        used.push(quantity);
    }
    close(reading, passage, &used, closing, (sum, &terms))
}

fn close(
    reading: &Reading<'_>,
    passage: usize,
    used: &[&Quantity],
    closing: &Quantity,
    (sum, terms): (Decimal, &str),
) -> Option<Relation> {
    if used.len() < 2 {
        return None;
    }
    let all = used.iter().copied().chain([closing]);
    let slack: Decimal =
        all.clone().filter(|quantity| !quantity.exact).map(|quantity| quantity.step / Decimal::TWO).sum();
    let start = all.clone().map(|quantity| quantity.span.start).min()?;
    let end = all.clone().map(|quantity| quantity.whole.end).max()?;
    let relation = reading
        .relation(Kind::Remainder, passage, start..end)
        .with(all.map(|quantity| reading.operand(passage, quantity)));
    if (sum - closing.value).abs() <= slack {
        return Some(relation.computed(format!("{terms} = {}", closing.shown())));
    }
    let relation = relation.computed(format!("{terms} = {} ≠ {}", shown(sum), closing.shown()));
    let relation = relation.broken(Certainty::Contradiction);
    Some(relation.unless(format!("cuối kỳ là {}", shown(sum)), format!("{} at the end", shown(sum))))
}
