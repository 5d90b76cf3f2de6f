//! `đầu kỳ a, tiếp nhận b, giảm c, cuối kỳ d`: what there was, what came, what went, and what there is.

use rust_decimal::Decimal;

use crate::language::Quantity;
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Adds up what came and went.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for (index, opening) in parsed.quantities.iter().enumerate() {
            if role(opening) == Some(Role::Opening) {
                out.extend(follow(reading, passage, parsed, index));
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

const ROLES: &[(Role, &[&str])] = &[
    (
        Role::Opening,
        &["đầu kỳ", "đầu năm", "đầu nhiệm kỳ", "kỳ trước chuyển sang", "năm trước chuyển sang", "tồn kỳ trước"],
    ),
    (Role::Closing, &["cuối kỳ", "cuối năm", "cuối nhiệm kỳ", "phải giải quyết", "phải xử lý", "còn tồn", "còn dư"]),
    (Role::Out, &["giảm", "chi", "đã giải quyết", "chuyển đi", "ra khỏi", "từ trần", "xóa tên", "nghỉ hưu", "đã chi"]),
    (Role::In, &["tăng", "thu", "tiếp nhận", "kết nạp", "chuyển đến", "phát triển", "nhận mới", "mới"]),
];

/// The role that the nearest words before a figure give it.
fn role(quantity: &Quantity) -> Option<Role> {
    if quantity.percent || quantity.of.is_some() || !quantity.exact && !quantity.unit.is_money() {
        return None;
    }
    let before = format!(" {} ", quantity.before.iter().rev().take(6).rev().cloned().collect::<Vec<_>>().join(" "));
    ROLES
        .iter()
        .find(|(_, phrases)| phrases.iter().any(|phrase| before.contains(&format!(" {phrase} "))))
        .map(|(role, _)| *role)
}

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
    let relation = reading
        .relation(Kind::Remainder, passage, used[0].span.start..closing.whole.end)
        .with(all.map(|quantity| reading.operand(passage, quantity)));
    if (sum - closing.value).abs() <= slack {
        return Some(relation.computed(format!("{terms} = {}", closing.shown())));
    }
    let relation = relation.computed(format!("{terms} = {} ≠ {}", shown(sum), closing.shown()));
    let relation = relation.broken(Certainty::Contradiction);
    Some(relation.unless(format!("cuối kỳ là {}", shown(sum)), format!("{} at the end", shown(sum))))
}
