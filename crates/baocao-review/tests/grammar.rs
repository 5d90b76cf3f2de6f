//! Paragraphs made by a grammar are in order; with one figure changed they are not.

use baocao_review::{Certainty, Context, Relation, read_plain, review};
use proptest::prelude::*;

const UNITS: [&str; 5] = ["cuộc", "lượt người", "đoàn viên", "CĐCS", "hồ sơ"];
const PLACES: [&str; 6] = ["cấp tỉnh", "cấp huyện", "cấp xã", "khối cơ quan", "khối trường học", "khối doanh nghiệp"];
const VERBS: [&str; 4] = ["đã thực hiện", "tổ chức được", "có", "đã kiểm tra"];

fn reviewed(text: &str) -> Vec<Relation> {
    review(&read_plain("made.txt", text), &Context::default())
}

fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// A total with its parts in words.
#[derive(Clone, Debug)]
struct Sum {
    unit: usize,
    verb: usize,
    parts: Vec<u32>,
    shape: usize,
}

impl Sum {
    fn text(&self, total: u32) -> String {
        let unit = UNITS[self.unit];
        let part = |(index, value): (usize, &u32)| format!("{} {} {unit}", PLACES[index], grouped(*value));
        let parts: Vec<String> = self.parts.iter().enumerate().map(part).collect();
        let head = format!("Trong kỳ, toàn tỉnh {} {} {unit}", VERBS[self.verb], grouped(total));
        match self.shape {
            0 => format!("{head}, gồm: {}.", parts.join(", ")),
            1 => format!("{head} ({}).", parts.join("; ")),
            2 => format!("{head}, cụ thể: {}.", parts.join("; ")),
            3 => format!("{head}, bao gồm {} và {}.", parts[..parts.len() - 1].join(", "), parts[parts.len() - 1]),
            _ => format!("{head}. Cụ thể, {}.", parts.join("; ")),
        }
    }
}

fn sum() -> impl Strategy<Value = Sum> {
    (0..UNITS.len(), 0..VERBS.len(), prop::collection::vec(5_u32..3000, 2..6), 0_usize..5)
        .prop_map(|(unit, verb, parts, shape)| Sum { unit, verb, parts, shape })
}

proptest! {
    #[test]
    fn a_sum_is_right_or_is_told(sum in sum(), off in 1_u32..4, down: bool) {
        let total: u32 = sum.parts.iter().sum();
        let right = reviewed(&sum.text(total));
        prop_assert!(right.iter().all(|relation| relation.holds), "{}\n{right:#?}", sum.text(total));
        prop_assert!(right.iter().any(|relation| relation.kind.name() == "sum"), "{}", sum.text(total));
        let stated = if down { total - off } else { total + off };
        let wrong = reviewed(&sum.text(stated));
        let told = |relation: &Relation| !relation.holds && relation.kind.name() == "sum" && relation.certainty == Certainty::Contradiction
            && relation.operands.len() == sum.parts.len() + 1;
        prop_assert!(wrong.iter().any(told), "{}\n{wrong:#?}", sum.text(stated));
    }

    #[test]
    fn a_percentage_holds_rounded_and_cut_off_and_no_further(base in 40_u32..9000, share in 1_u32..1000, digits in 0_u32..3, off in 2_u32..9) {
        let part = (base * share / 1000).max(1);
        let scale = 10_u32.pow(digits);
        let exact = f64::from(part) * 100.0 / f64::from(base);
        let scaled = |value: f64| format!("{:.*}", digits as usize, value / f64::from(scale)).replace('.', ",");
        let text = |percentage: String| format!("Có {}/{} đơn vị nộp báo cáo đúng hạn, đạt {percentage}%.", grouped(part), grouped(base));
        for value in [(exact * f64::from(scale)).round(), (exact * f64::from(scale)).floor()] {
            let found = reviewed(&text(scaled(value)));
            prop_assert!(found.iter().all(|relation| relation.holds), "{}\n{found:#?}", text(scaled(value)));
        }
        let far = (exact * f64::from(scale)).round() + f64::from(off);
        let found = reviewed(&text(scaled(far)));
        prop_assert!(found.iter().any(|relation| !relation.holds && relation.kind.name() == "percent"), "{}", text(scaled(far)));
    }

    #[test]
    fn a_change_and_its_percentage(now in 20_u32..5000, change in 1_u32..400, up: bool) {
        prop_assume!(!up || now > change + 10);
        let base = if up { now - change } else { now + change };
        let exact = f64::from(change) * 100.0 / f64::from(base);
        let verb = if up { "tăng" } else { "giảm" };
        let text = |percentage: f64| format!("Thụ lý {} việc, {verb} {} việc ({}%) so với cùng kỳ.", grouped(now), grouped(change), format!("{percentage:.2}").replace('.', ","));
        let found = reviewed(&text(exact));
        prop_assert!(found.iter().all(|relation| relation.holds) && !found.is_empty(), "{}\n{found:#?}", text(exact));
        let found = reviewed(&text(exact + 1.0));
        prop_assert!(found.iter().any(|relation| !relation.holds), "{}", text(exact + 1.0));
    }

    #[test]
    fn no_text_is_too_odd(text in "[\\t\\n 0-9a-zđĐ.,;:()/%+\\-…“”\\[\\]tronggồmđạtchiếmnămngàysố]{0,400}") {
        let _ = reviewed(&text);
        let _ = review(&baocao_review::read_markdown("odd.md", &text), &Context::default());
    }

    #[test]
    fn no_file_is_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300), package: bool) {
        let bytes = if package { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        let _ = baocao_review::read("odd.docx", &bytes);
        let _ = baocao_review::read("odd.txt", &bytes).map(|text| review(&text, &Context::default()));
    }
}
