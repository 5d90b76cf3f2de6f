//! Paragraphs and tables made by a grammar are in order; with one figure changed they are not.

mod averages;
mod totals_behind;
mod two_levels;

use baocao_review::{Certainty, Context, Relation, read_markdown, read_plain, review};
use proptest::prelude::*;

const UNITS: [&str; 7] = ["cuộc", "lượt người", "đoàn viên", "CĐCS", "hồ sơ", "buổi", "trường hợp"];
const PLACES: [&str; 6] = ["cấp tỉnh", "cấp huyện", "cấp xã", "khối cơ quan", "khối trường học", "khối doanh nghiệp"];
const VERBS: [&str; 4] = ["đã thực hiện", "tổ chức được", "có", "đã kiểm tra"];

fn reviewed(text: &str) -> Vec<Relation> {
    review(&read_plain("made.txt", text), &Context::default())
}

/// Nothing is doubted, and the kind is listed as right.
fn is_right(text: &str, kind: &str) -> bool {
    let found = reviewed(text);
    found.iter().all(|relation| relation.holds) && found.iter().any(|relation| relation.kind.name() == kind)
}

/// The kind is told as a contradiction.
fn is_wrong(text: &str, kind: &str) -> bool {
    let told = |relation: &Relation| {
        !relation.holds && relation.kind.name() == kind && relation.certainty == Certainty::Contradiction
    };
    reviewed(text).iter().any(told)
}

/// One contradiction is told, of this kind, and the figure that was changed is among its operands.
fn is_wrong_once(text: &str, kind: &str, changed: &str) -> bool {
    let found = reviewed(text);
    let mut told = found.iter().filter(|found| !found.holds && found.certainty == Certainty::Contradiction);
    let only = told.next().filter(|_| told.next().is_none());
    only.is_some_and(|only| {
        only.kind.name() == kind && only.operands.iter().any(|operand| operand.text.trim_end_matches('%') == changed)
    })
}

fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

fn decimal(value: f64, digits: usize) -> String {
    format!("{value:.digits$}").replace('.', ",")
}

/// A total with its parts in words.
#[derive(Clone, Debug)]
struct Sum {
    unit: usize,
    verb: usize,
    parts: Vec<u32>,
    shape: usize,
    noun_first: bool,
}

impl Sum {
    fn text(&self, total: u32) -> String {
        let unit = UNITS[self.unit];
        let part = |(index, value): (usize, &u32)| match self.noun_first {
            true => format!("{} {} {unit}", PLACES[index], grouped(*value)),
            false => format!("{} {unit} {}", grouped(*value), PLACES[index]),
        };
        let parts: Vec<String> = self.parts.iter().enumerate().map(part).collect();
        let (last, rest) = parts.split_last().expect("a sum has parts");
        let head = format!("Trong kỳ, toàn tỉnh {} {} {unit}", VERBS[self.verb], grouped(total));
        match self.shape {
            0 => format!("{head}, gồm: {}.", parts.join(", ")),
            1 => format!("{head} ({}).", parts.join("; ")),
            2 => format!("{head}, cụ thể: {}.", parts.join("; ")),
            3 => format!("{head}, bao gồm {} và {last}.", rest.join(", ")),
            4 => format!("{head}. Cụ thể, {}.", parts.join("; ")),
            5 => format!("{head}, trong đó {} và {last}.", rest.join(", ")),
            6 => format!("{head}; trong đó: {}.", parts.join("; ")),
            7 => format!("{head} (gồm {}, {last}).", rest.join(", ")),
            8 => format!("{head}: {}.", parts.join("; ")),
            _ => format!("{head}, gồm:\n\n{}", parts.iter().map(|part| format!("- {part};\n\n")).collect::<String>()),
        }
    }
}

fn sum() -> impl Strategy<Value = Sum> {
    (0..UNITS.len(), 0..VERBS.len(), prop::collection::vec(20_u32..3000, 2..6), 0_usize..10, any::<bool>())
        .prop_map(|(unit, verb, parts, shape, noun_first)| Sum { unit, verb, parts, shape, noun_first })
}

proptest! {
    #[test]
    fn a_sum_is_right_or_is_told(sum in sum(), off in 1_u32..4, down: bool) {
        let total: u32 = sum.parts.iter().sum();
        prop_assert!(is_right(&sum.text(total), "sum"), "{}\n{:#?}", sum.text(total), reviewed(&sum.text(total)));
        let stated = if down { total - off } else { total + off };
        // After `trong đó` parts may be left out, and groups may overlap: there only what must be wrong is told.
        if matches!(sum.shape, 5 | 6) {
            return Ok(());
        }
        let wrong = reviewed(&sum.text(stated));
        let told = |relation: &Relation| !relation.holds && relation.kind.name() == "sum" && relation.certainty == Certainty::Contradiction
            && relation.operands.len() == sum.parts.len() + 1;
        prop_assert!(wrong.iter().any(told), "{}\n{wrong:#?}", sum.text(stated));
    }

    #[test]
    fn a_breakdown_that_excludes_itself_is_right_or_is_told(a in 5_u32..4000, b in 5_u32..4000, off in 1_u32..5, down: bool, pair in 0_usize..5, bracket: bool) {
        let (first, second) = [("nam", "nữ"), ("cùng cấp", "cấp dưới"), ("trực tiếp", "gián tiếp"), ("khiếu nại", "tố cáo"), ("đúng hạn", "quá hạn")][pair];
        let text = |total: u32| match bracket {
            true => format!("Toàn ngành có {} trường hợp (trong đó {first} {}, {second} {}).", grouped(total), grouped(a), grouped(b)),
            false => format!("Toàn ngành có {} trường hợp, trong đó: {first} {} và {second} {} trường hợp.", grouped(total), grouped(a), grouped(b)),
        };
        prop_assert!(is_right(&text(a + b), "sum"), "{}", text(a + b));
        let stated = if down { a + b - off } else { a + b + off };
        prop_assert!(is_wrong(&text(stated), "sum"), "{}\n{:#?}", text(stated), reviewed(&text(stated)));
    }

    #[test]
    fn a_vector_adds_up_for_each_unit(parts in prop::collection::vec((1_u32..60, 1_u32..300), 2..5), off in 1_u32..4, organisations: bool, opening in 0_usize..3) {
        let (a, b): (u32, u32) = parts.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        let items: Vec<String> = parts.iter().zip(PLACES).map(|(part, place)| format!("{place} kiểm tra {} tổ chức đảng và {} đảng viên", part.0, part.1)).collect();
        let text = |a: u32, b: u32| {
            let head = format!("Các cấp ủy kiểm tra {a} tổ chức đảng và {} đảng viên", grouped(b));
            match opening {
                0 => format!("{head}, trong đó: {}.", items.join("; ")),
                1 => format!("{head}, gồm: {}.", items.join("; ")),
                _ => format!("{head} ({}).", items.join("; ")),
            }
        };
        // Totals that a part happens to equal say nothing about the order of reading.
        prop_assert!(is_right(&text(a, b), "sum"), "{}\n{:#?}", text(a, b), reviewed(&text(a, b)));
        let (a, b) = if organisations { (a + off, b) } else { (a, b + off) };
        prop_assert!(is_wrong(&text(a, b), "sum"), "{}\n{:#?}", text(a, b), reviewed(&text(a, b)));
    }

    #[test]
    fn a_percentage_holds_rounded_and_cut_off_and_no_further(base in 40_u32..9000, share in 1_u32..1000, digits in 0_u32..3, off in 2_u32..9, shape in 0_usize..4) {
        let part = (base * share / 1000).max(1);
        let scale = 10_u32.pow(digits);
        let exact = f64::from(part) * 100.0 / f64::from(base);
        let scaled = |value: f64| decimal(value / f64::from(scale), digits as usize);
        // In whole numbers: of 70.24 a hundredth would be lost in binary fractions.
        let cut = f64::from(part * 100 * scale / base);
        let text = |percentage: String| match shape {
            0 => format!("Có {}/{} đơn vị nộp báo cáo đúng hạn, đạt {percentage}%.", grouped(part), grouped(base)),
            1 => format!("Có {} đơn vị trên tổng số {} đơn vị nộp báo cáo, chiếm {percentage}%.", grouped(part), grouped(base)),
            2 => format!("Tỷ lệ nộp báo cáo là {percentage}% ({}/{} đơn vị).", grouped(part), grouped(base)),
            _ => format!("Toàn tỉnh có {} đoàn viên, trong đó có {} đoàn viên ưu tú, chiếm {percentage}%.", grouped(base), grouped(part)),
        };
        for value in [(exact * f64::from(scale)).round(), cut] {
            let found = reviewed(&text(scaled(value)));
            // All, though it is not quite all, is worth a look.
            let all = (value / f64::from(scale) - 100.0).abs() < 0.001 && part < base;
            let fine = |relation: &Relation| relation.holds || all && relation.certainty == Certainty::Possible;
            prop_assert!(found.iter().all(fine), "{}\n{found:#?}", text(scaled(value)));
        }
        let far = (exact * f64::from(scale)).round() + f64::from(off);
        prop_assert!(is_wrong(&text(scaled(far)), "percent"), "{}", text(scaled(far)));
    }

    #[test]
    fn a_change_and_its_percentage(now in 20_u32..5000, change in 1_u32..400, up: bool, shape in 0_usize..3) {
        prop_assume!(!up || now > change + 10);
        let base = if up { now - change } else { now + change };
        let exact = f64::from(change) * 100.0 / f64::from(base);
        let verb = if up { "tăng" } else { "giảm" };
        let text = |percentage: f64| {
            let (head, percentage) = (format!("Thụ lý {} việc, {verb} {} việc", grouped(now), grouped(change)), decimal(percentage, 2));
            match shape {
                0 => format!("{head} ({percentage}%) so với cùng kỳ."),
                1 => format!("{head} ({verb} {percentage}%) so với năm trước."),
                _ => format!("{head} (tương ứng {verb} {percentage}%) so với cùng kỳ."),
            }
        };
        prop_assert!(is_right(&text(exact), "change"), "{}\n{:#?}", text(exact), reviewed(&text(exact)));
        prop_assert!(is_wrong(&text(exact + 1.0), "change"), "{}", text(exact + 1.0));
    }

    #[test]
    fn a_difference_lies_between_its_figures(base in 20_u32..5000, change in 1_u32..400, up: bool, off in 1_u32..9, shape in 0_usize..3) {
        prop_assume!(up || base > change + 10);
        let now = if up { base + change } else { base - change };
        let (verb, way) = if up { ("tăng", "lên") } else { ("giảm", "xuống còn") };
        let text = |change: u32| match shape {
            0 => format!("Có {} hội viên, {verb} {} hội viên so với cùng kỳ năm trước ({} hội viên).", grouped(now), grouped(change), grouped(base)),
            1 => format!("Số hội viên từ {} người {way} {} người, {verb} {} người.", grouped(base), grouped(now), grouped(change)),
            _ => format!("Có {} hội viên, so với đầu năm ({} hội viên) {verb} {} hội viên.", grouped(now), grouped(base), grouped(change)),
        };
        prop_assert!(is_right(&text(change), "difference"), "{}\n{:#?}", text(change), reviewed(&text(change)));
        prop_assert!(is_wrong(&text(change + off), "difference"), "{}\n{:#?}", text(change + off), reviewed(&text(change + off)));
    }

    #[test]
    fn what_is_left_is_what_was_not_done(total in 20_u32..4000, left in 1_u32..19, off in 1_u32..5, shape in 0_usize..3) {
        let done = total - left;
        let text = |left: u32| match shape {
            0 => format!("Đã giải quyết {}/{} đơn, còn lại {left} đơn đang xem xét.", grouped(done), grouped(total)),
            1 => format!("Tiếp nhận {} đơn, đã giải quyết {} đơn, còn lại {left} đơn.", grouped(total), grouped(done)),
            _ => format!("Toàn tỉnh có {} xã, đến nay {} xã đạt chuẩn, còn {left} xã chưa đạt chuẩn.", grouped(total), grouped(done)),
        };
        prop_assert!(is_right(&text(left), "remainder"), "{}\n{:#?}", text(left), reviewed(&text(left)));
        prop_assert!(is_wrong(&text(left + off), "remainder"), "{}\n{:#?}", text(left + off), reviewed(&text(left + off)));
    }

    #[test]
    fn a_stock_follows_from_what_came_and_went(opening in 50_u32..4000, came in 1_u32..400, went in 1_u32..49, off in 1_u32..9, down: bool) {
        let text = |closing: u32| format!("Đầu năm có {} đảng viên, trong năm kết nạp {came} đảng viên, giảm {went} đảng viên, cuối năm có {} đảng viên.", grouped(opening), grouped(closing));
        let closing = opening + came - went;
        prop_assert!(is_right(&text(closing), "remainder"), "{}\n{:#?}", text(closing), reviewed(&text(closing)));
        let stated = if down { closing - off } else { closing + off };
        prop_assert!(is_wrong(&text(stated), "remainder"), "{}\n{:#?}", text(stated), reviewed(&text(stated)));
    }

    #[test]
    fn a_table_adds_up_in_rows_and_columns(cells in prop::collection::vec(prop::collection::vec(10_u32..900, 3), 3..7), row: prop::sample::Index, column in 0_usize..3, off in 1_u32..9) {
        let mut rows: Vec<Vec<u32>> = cells;
        let total: Vec<u32> = (0..3).map(|column| rows.iter().map(|row| row[column]).sum()).collect();
        rows.push(total);
        rows.iter_mut().for_each(|row| row.push(row.iter().sum()));
        let table = |rows: &[Vec<u32>]| {
            let mut text = "| Đơn vị | Quý I | Quý II | Quý III | Tổng cộng |\n|---|---|---|---|---|\n".to_owned();
            for (index, row) in rows.iter().enumerate() {
                let name = if index + 1 == rows.len() { "Tổng cộng".to_owned() } else { format!("Huyện {}", ["A", "B", "C", "D", "E", "G"][index]) };
                text.push_str(&format!("| {name} | {} |\n", row.iter().map(|value| grouped(*value)).collect::<Vec<_>>().join(" | ")));
            }
            text
        };
        let look = |rows: &[Vec<u32>]| review(&read_markdown("made.md", &table(rows)), &Context::default());
        let found = look(&rows);
        prop_assert!(found.iter().all(|relation| relation.holds), "{}\n{found:#?}", table(&rows));
        prop_assert!(found.iter().filter(|relation| relation.kind.name() == "table-total").count() >= 4 + rows.len(), "{}", table(&rows));
        let place = row.index(rows.len());
        rows[place][column] += off;
        let wrong: Vec<_> = look(&rows).into_iter().filter(|relation| !relation.holds && relation.certainty == Certainty::Contradiction).collect();
        // The row and the column of the field.
        prop_assert!(wrong.len() == 2 && wrong.iter().all(|relation| relation.kind.name() == "table-total"), "{}\n{wrong:#?}", table(&rows));
    }

    #[test]
    fn a_list_counts_up(length in 3_usize..8, gap in 1_usize..6, style in 0_usize..4) {
        let words = ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín"];
        let letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i"];
        let text = |numbers: &[usize]| match style {
            0 => format!("Tập trung: {}.", numbers.iter().map(|n| format!("({n}) công tác tổ chức")).collect::<Vec<_>>().join("; ")),
            1 => numbers.iter().map(|n| format!("{} là, làm tốt công tác tổ chức.", words[n - 1])).collect::<Vec<_>>().join(" "),
            2 => numbers.iter().map(|n| format!("{} là, làm tốt công tác tổ chức.", words[n - 1])).collect::<Vec<_>>().join("\n\n"),
            _ => format!("Gồm: {}.", numbers.iter().map(|n| format!("{}) công tác tổ chức", letters[n - 1])).collect::<Vec<_>>().join("; ")),
        };
        let all: Vec<usize> = (1..=length + 1).collect();
        prop_assert!(is_right(&text(&all), "ordinal"), "{}\n{:#?}", text(&all), reviewed(&text(&all)));
        let missing = 1 + gap.min(length - 1);
        // Many leave out đ.
        prop_assume!(style < 3 || letters[missing - 1] != "đ");
        let torn: Vec<usize> = all.into_iter().filter(|number| *number != missing).collect();
        prop_assert!(is_wrong(&text(&torn), "ordinal"), "{}\n{:#?}", text(&torn), reviewed(&text(&torn)));
    }

    #[test]
    fn no_text_is_too_odd(text in "[\\t\\n 0-9a-zđĐ.,;:()/%+\\-…“”\\[\\]tronggồmđạtchiếmnămngàysố]{0,400}") {
        let _ = reviewed(&text);
        let _ = review(&read_markdown("odd.md", &text), &Context::default());
    }

    #[test]
    fn no_file_is_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300), package: bool) {
        let bytes = if package { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        let _ = baocao_review::read("odd.docx", &bytes);
        let _ = baocao_review::read("odd.txt", &bytes).map(|text| review(&text, &Context::default()));
    }
}
