//! Totals behind their parts, by place and by period, and degrees without nouns.

use proptest::prelude::*;

use super::{PLACES, UNITS, grouped, is_right, is_wrong_once, reviewed};

/// What fills a whole: the names of its periods and of the whole.
const PERIODS: [(&[&str], &str); 6] = [
    (&["quý I", "quý II", "quý III", "quý IV"], "cả năm"),
    (&["quý I", "quý II"], "6 tháng đầu năm"),
    (&["tháng 4", "tháng 5", "tháng 6"], "cả quý II"),
    (&["6 tháng đầu năm", "6 tháng cuối năm"], "cả năm"),
    (&["đợt 1", "đợt 2", "đợt 3"], "cả 3 đợt"),
    (&["năm 2021", "năm 2022", "năm 2023"], "tổng cộng 3 năm"),
];

/// Units of which none comes twice.
const EVENTS: [&str; 4] = ["cuộc", "buổi", "hồ sơ", "trường hợp"];

proptest! {
    #[test]
    fn periods_make_their_whole(values in prop::collection::vec(30_u32..900, 4), whole in 0_usize..6, event in 0_usize..4, verb in 0_usize..4, off in 1_u32..7, down: bool) {
        let (names, all) = PERIODS[whole];
        let (unit, verb) = (EVENTS[event], ["", "có ", "thực hiện ", "đã giải quyết "][verb]);
        let parts: Vec<String> = names.iter().zip(&values).map(|(name, value)| format!("{name} {verb}{} {unit}", grouped(*value))).collect();
        let text = |total: u32| format!("Kết quả: {}, {all} {verb}{} {unit}.", parts.join(", "), grouped(total));
        let total = values[..names.len()].iter().sum::<u32>();
        prop_assert!(is_right(&text(total), "sum"), "{}\n{:#?}", text(total), reviewed(&text(total)));
        let stated = if down { total - off } else { total + off };
        prop_assert!(is_wrong_once(&text(stated), "sum", &grouped(stated)), "{}\n{:#?}", text(stated), reviewed(&text(stated)));
    }

    #[test]
    fn a_total_behind_its_parts(values in prop::collection::vec(30_u32..900, 2..6), unit in 0_usize..7, closing in 0_usize..4, off in 1_u32..7, down: bool) {
        let unit = UNITS[unit];
        let parts: Vec<String> = values.iter().zip(PLACES).map(|(value, place)| format!("{} {unit} {place}", grouped(*value))).collect();
        let closing = [", cộng", ", tổng cộng", "; tổng cộng có", ", tổng số"][closing];
        let text = |total: u32| format!("Trong kỳ đã có {}{closing} {} {unit}.", parts.join(", "), grouped(total));
        let total = values.iter().sum::<u32>();
        prop_assert!(is_right(&text(total), "sum"), "{}\n{:#?}", text(total), reviewed(&text(total)));
        let stated = if down { total - off } else { total + off };
        // Some of the parts may make the changed total by chance; then nothing is told.
        let chance = (1_u32..1 << values.len()).any(|chosen| values.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, value)| value).sum::<u32>() == stated);
        prop_assume!(!chance);
        prop_assert!(is_wrong_once(&text(stated), "sum", &grouped(stated)), "{}\n{:#?}", text(stated), reviewed(&text(stated)));
    }

    #[test]
    fn degrees_without_nouns_make_their_total(values in prop::collection::vec(10_u32..400, 3), opening in 0_usize..3, off in 1_u32..3, down: bool) {
        let parts = format!("xuất sắc {}, tốt {}, hoàn thành {}", grouped(values[0]), grouped(values[1]), grouped(values[2]));
        let text = |total: u32| match opening {
            0 => format!("Tổng số {}; trong đó: {parts}.", grouped(total)),
            1 => format!("Kết quả: tổng số {} đơn vị, {parts}.", grouped(total)),
            _ => format!("Xếp loại {} đơn vị, gồm: {parts}.", grouped(total)),
        };
        let total = values.iter().sum::<u32>();
        prop_assert!(is_right(&text(total), "sum"), "{}\n{:#?}", text(total), reviewed(&text(total)));
        // After `trong đó` a degree may be left out.
        let stated = if down && opening != 0 { total + off } else { total - off };
        prop_assert!(is_wrong_once(&text(stated), "sum", &grouped(stated)), "{}\n{:#?}", text(stated), reviewed(&text(stated)));
    }
}
