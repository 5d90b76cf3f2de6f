//! A level, the one it is compared with, and the difference, the percentage or the multiple between them.

use proptest::prelude::*;

use super::{UNITS, decimal, grouped, is_right, is_wrong_once, reviewed};

/// A sentence that sets two levels of a unit beside each other.
fn beside(pattern: usize, now: u32, base: u32, unit: &str) -> String {
    let (now, base) = (grouped(now), grouped(base));
    match pattern {
        0 => format!("Có {now} {unit}, cùng kỳ năm trước {base} {unit}"),
        1 => format!("Đã thực hiện {now} {unit} (năm 2023: {base} {unit})"),
        2 => format!("Năm 2023 có {base} {unit}, năm 2024 có {now} {unit}"),
        3 => format!("Năm trước có {base} {unit}, năm nay có {now} {unit}"),
        _ => format!("Con số này thay đổi từ {base} {unit} năm 2022 thành {now} {unit} năm 2023"),
    }
}

proptest! {
    #[test]
    fn a_difference_and_a_percentage(base in 60_u32..5000, change in 5_u32..400, up: bool, pattern in 0_usize..5, unit in 0_usize..7, percent: bool, off in 2_u32..9) {
        prop_assume!(up || base > change + 20);
        let now = if up { base + change } else { base - change };
        let head = beside(pattern, now, base, UNITS[unit]);
        let verb = if up { "tăng" } else { "giảm" };
        let exact = f64::from(change) * 100.0 / f64::from(base);
        let said = |off: u32| if percent { decimal(exact + f64::from(off), 1) } else { grouped(change + off) };
        let text = |said: &str| if percent { format!("{head}, {verb} {said}%.") } else { format!("{head}, {verb} {said} {}.", UNITS[unit]) };
        let kind = if percent { "change" } else { "difference" };
        prop_assert!(is_right(&text(&said(0)), kind), "{}\n{:#?}", text(&said(0)), reviewed(&text(&said(0))));
        prop_assert!(is_wrong_once(&text(&said(off)), kind, &said(off)), "{}\n{:#?}", text(&said(off)), reviewed(&text(&said(off))));
    }

    #[test]
    fn a_multiple(base in 40_u32..900, tenths in 13_u32..60, pattern in 0_usize..5, off in 2_u32..9, unit in 0_usize..7) {
        let now = base * tenths / 10;
        let head = beside(pattern, now, base, UNITS[unit]);
        let said = |off: f64| decimal(f64::from(now) / f64::from(base) + off, 1);
        let text = |said: &str| format!("{head}, gấp {said} lần.");
        prop_assert!(is_right(&text(&said(0.0)), "change"), "{}\n{:#?}", text(&said(0.0)), reviewed(&text(&said(0.0))));
        let wrong = said(f64::from(off) / 10.0);
        prop_assert!(is_wrong_once(&text(&wrong), "change", &wrong), "{}\n{:#?}", text(&wrong), reviewed(&text(&wrong)));
    }

    #[test]
    fn a_result_and_its_plan(plan in 50_u32..3000, more in 0_u32..300, unit in 0_usize..7, shape in 0_usize..4, off in 2_u32..9) {
        let (unit, result) = (UNITS[unit], plan + more + 1);
        let (a, b) = (grouped(result), grouped(plan));
        let reached = f64::from(result) * 100.0 / f64::from(plan);
        let beyond = reached - 100.0;
        let (head, verb, exact, kind) = match shape {
            0 => (format!("Chỉ tiêu giao {b} {unit}, thực hiện {a} {unit}"), "đạt", reached, "percent"),
            1 => (format!("Thực hiện {a} {unit} trên kế hoạch {b} {unit}"), "đạt", reached, "percent"),
            2 => (format!("Đã thực hiện {a}/{b} {unit}"), "vượt", beyond, "change"),
            _ => (format!("Kế hoạch {b} {unit}, đã thực hiện {a} {unit}"), "vượt", beyond, "change"),
        };
        let said = |off: u32| decimal(exact + f64::from(off), 1);
        let text = |said: &str| format!("{head}, {verb} {said}% kế hoạch.");
        prop_assert!(is_right(&text(&said(0)), kind), "{}\n{:#?}", text(&said(0)), reviewed(&text(&said(0))));
        prop_assert!(is_wrong_once(&text(&said(off)), kind, &said(off)), "{}\n{:#?}", text(&said(off)), reviewed(&text(&said(off))));
    }
}
