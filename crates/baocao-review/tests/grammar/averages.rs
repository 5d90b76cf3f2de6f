//! Averages, shares of one whole, and spans of time.

use proptest::prelude::*;

use super::{decimal, grouped, is_right, is_wrong_once, reviewed};

proptest! {
    #[test]
    fn an_average_of_a_total(count in 5_u32..300, each in 4_u32..60, off in 1_u32..9, shape in 0_usize..3) {
        let total = grouped(count * each);
        let text = |each: u32| match shape {
            0 => format!("Có {count} lớp với {total} học viên, bình quân mỗi lớp {each} học viên."),
            1 => format!("Hỗ trợ bình quân {each} triệu đồng/người, tổng {total} triệu đồng cho {count} người."),
            _ => format!("Trao {count} suất quà trị giá {total} triệu đồng, trung bình {each} triệu đồng/suất."),
        };
        prop_assert!(is_right(&text(each), "product"), "{}\n{:#?}", text(each), reviewed(&text(each)));
        let changed = if shape == 0 { (each + off).to_string() } else { format!("{} triệu", each + off) };
        prop_assert!(is_wrong_once(&text(each + off), "product", &changed), "{}\n{:#?}", text(each + off), reviewed(&text(each + off)));
    }

    #[test]
    fn shares_make_a_hundred_at_most(cuts in prop::collection::vec(20_u32..300, 3), off in 5_u32..80, which in 0_usize..4) {
        let mut shares = vec![cuts[0], cuts[1], cuts[2], 1000 - cuts.iter().sum::<u32>()];
        let text = |shares: &[u32]| {
            let share = |at: usize| decimal(f64::from(shares[at]) / 10.0, 1);
            format!("Kết quả xếp loại: xuất sắc {}%, tốt {}%, hoàn thành {}%, không hoàn thành {}%.", share(0), share(1), share(2), share(3))
        };
        prop_assert!(is_right(&text(&shares), "percent"), "{}\n{:#?}", text(&shares), reviewed(&text(&shares)));
        shares[which] += off;
        let changed = decimal(f64::from(shares[which]) / 10.0, 1);
        prop_assert!(is_wrong_once(&text(&shares), "percent", &changed), "{}\n{:#?}", text(&shares), reviewed(&text(&shares)));
    }

    #[test]
    fn a_span_of_time_runs_forward(from in (1_u32..29, 1_u32..13, 2015_u32..2026), days in 1_u32..300) {
        // Months of 28 days are enough to make two dates in order.
        let index = from.2 * 336 + (from.1 - 1) * 28 + from.0 - 1;
        let date = |index: u32| format!("{:02}/{:02}/{}", index % 28 + 1, index / 28 % 12 + 1, index / 336);
        let text = |a: u32, b: u32| format!("Số liệu tính từ ngày {} đến hết ngày {}.", date(a), date(b));
        prop_assert!(is_right(&text(index, index + days), "date"), "{}", text(index, index + days));
        let backwards = reviewed(&text(index + days, index));
        prop_assert!(backwards.iter().filter(|relation| !relation.holds).count() == 1, "{backwards:#?}");
    }
}
