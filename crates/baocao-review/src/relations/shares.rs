//! `xuất sắc 20%, tốt 65,5%, hoàn thành 12%, không hoàn thành 2,5%`: degrees of one scale make a hundred per cent at most.

use rust_decimal::Decimal;

use super::labels::{of_one_scale, opposed};
use crate::language::{Hedge, Quantity};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Adds up the shares of a sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for sentence in 0..parsed.sentences.len() {
            out.extend(compare(reading, passage, parsed, sentence));
        }
    }
}

fn compare(reading: &Reading<'_>, passage: usize, parsed: &Parsed, sentence: usize) -> Option<Relation> {
    let range = parsed.sentences[sentence].clone();
    let shares: Vec<&Quantity> =
        parsed.quantities.iter().filter(|share| share.percent && range.contains(&share.first)).collect();
    let plain = |share: &&Quantity| share.hedge == Hedge::Exact && share.change.is_none();
    let (first, last) = (shares.first()?, shares.last()?);
    let pair = shares.len() == 2 && opposed(parsed, &shares);
    if !shares.iter().all(plain) || !pair && (shares.len() < 3 || !one_list(parsed, &shares)) {
        return None;
    }
    let sum: Decimal = shares.iter().map(|share| share.value).sum();
    let slack: Decimal = shares.iter().map(|share| share.step).sum();
    let terms = shares.iter().map(|share| share.shown()).collect::<Vec<_>>().join(" + ");
    let relation = reading
        .relation(Kind::Percent, passage, first.span.start..last.span.end)
        .with(shares.iter().map(|share| reading.operand(passage, share)));
    if (sum - Decimal::ONE_HUNDRED).abs() < slack.min(Decimal::ONE) {
        return Some(relation.computed(format!("{terms} = {}%", shown(sum))));
    }
    // Less than a hundred may leave a degree out; much more are shares of several wholes.
    // Of two groups each may be told by itself, such as who took part of the men and of the women.
    let too_much = !pair && sum >= Decimal::ONE_HUNDRED + slack && sum <= Decimal::from(130);
    let relation = relation.computed(format!("{terms} = {}% > 100%", shown(sum))).broken(Certainty::Contradiction);
    too_much.then(|| relation.unless("các tỷ lệ cộng lại bằng 100%", "shares that make 100%"))
}

/// True if the shares are of one whole: degrees of one scale, none twice, none that holds others.
fn one_list(parsed: &Parsed, shares: &[&Quantity]) -> bool {
    let within = shares[0].first.saturating_sub(shares[0].before.len())..shares[shares.len() - 1].after + 4;
    let holds_others = ["trở lên", "trở xuống", "so với", "chỉ tiêu", "kế hoạch", "trong đó", "mục tiêu", "số này"]
        .iter()
        .any(|phrase| parsed.has_phrase(within.start..within.end.min(parsed.lexemes.len()), phrase));
    let labels: Vec<String> = shares.iter().map(|share| label(share)).collect();
    let different = labels.iter().enumerate().all(|(index, label)| !labels[..index].contains(label));
    let named = labels.iter().all(|label| !label.is_empty());
    !holds_others && different && named && of_one_scale(parsed, shares)
}

/// The words that name a degree: those before it, without what says that it is a share.
fn label(share: &Quantity) -> String {
    let linking = ["đạt", "chiếm", "là", "tỷ", "lệ", "tỉ", "có", "loại", "xếp"];
    share.before.iter().filter(|word| !linking.contains(&&***word)).cloned().collect::<Vec<_>>().join(" ")
}
