use super::*;
use crate::{DataPoint, Series};

pub fn chart(kind: ChartKind, categories: &[&str], series: &[(&str, &[Option<&str>])]) -> Chart {
    let point = |value: &Option<&str>| DataPoint {
        value: value.map(str::to_owned),
        address: String::new(),
        text: value.and_then(|digits| amount::written(digits, 0, 2)).unwrap_or_default(),
    };
    let series = series
        .iter()
        .map(|(name, values)| Series { name: (*name).to_owned(), points: values.iter().map(point).collect() });
    Chart {
        id: "c".to_owned(),
        caption: "Biểu đồ 1. Thử".to_owned(),
        kind,
        unit: "cuộc".to_owned(),
        alt: "Thử".to_owned(),
        text: "Thử".to_owned(),
        categories: categories.iter().map(|name| (*name).to_owned()).collect(),
        series: series.collect(),
    }
}

fn texts(drawing: &Drawing) -> Vec<&str> {
    drawing
        .shapes
        .iter()
        .filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text.as_str()) } else { None })
        .collect()
}

fn areas(drawing: &Drawing, colour: Colour) -> Vec<&Vec<Place>> {
    let areas = drawing.shapes.iter().filter_map(|shape| match shape {
        Shape::Area { corners, fill } if *fill == colour => Some(corners),
        _ => None,
    });
    areas.collect()
}

fn height(corners: &[Place]) -> f64 {
    let ys = corners.iter().map(|[_, y]| *y);
    ys.clone().fold(f64::MIN, f64::max) - ys.fold(f64::MAX, f64::min)
}

/// All places of a drawing lie on it.
fn assert_on_paper(drawing: &Drawing) {
    assert!(drawing.height.is_finite() && drawing.height > 0.0);
    for shape in &drawing.shapes {
        let places: Vec<Place> = match shape {
            Shape::Area { corners, .. } => corners.clone(),
            Shape::Stroke { lines, .. } => lines.concat(),
            Shape::Text { at, anchor, size, text } => {
                let width = wrap::width(text, *size);
                let left = match anchor {
                    Anchor::Start => at[0],
                    Anchor::Middle => at[0] - width / 2.0,
                    Anchor::End => at[0] - width,
                };
                vec![[left, at[1]], [left + width, at[1]]]
            }
        };
        for [x, y] in places {
            assert!((-0.6..=drawing.width + 0.6).contains(&x), "{x} of {} in {shape:?}", drawing.width);
            assert!((-0.1..=drawing.height + 0.1).contains(&y), "{y} of {} in {shape:?}", drawing.height);
        }
    }
}

const KINDS: [ChartKind; 4] = [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line, ChartKind::Pie];

#[test]
fn bars_are_as_long_as_their_values() {
    let chart = chart(ChartKind::Bar, &["A", "B"], &[("x", &[Some("400"), Some("100")])]);
    let drawing = draw(&chart, 160.0, 200.0);
    assert_on_paper(&drawing);
    let bars = areas(&drawing, fill_of(0).0);
    assert_eq!(bars.len(), 2);
    assert!((height(bars[0]) / height(bars[1]) - 4.0).abs() < 0.01);
    let texts = texts(&drawing);
    for text in ["400", "100", "A", "B", "Đơn vị tính: cuộc"] {
        assert!(texts.contains(&text), "{text} in {texts:?}");
    }
}

#[test]
fn a_missing_value_is_a_gap_and_zero_is_not() {
    let values: &[Option<&str>] = &[Some("3"), None, Some("0"), Some("5")];
    for kind in [ChartKind::Bar, ChartKind::StackedBar] {
        let drawing = draw(&chart(kind, &["A", "B", "C", "D"], &[("x", values)]), 160.0, 200.0);
        assert_eq!(areas(&drawing, fill_of(0).0).len(), 2, "{kind:?}");
        assert_eq!(texts(&drawing).iter().filter(|text| **text == "…").count(), 1, "{kind:?}");
    }
    let drawing = draw(&chart(ChartKind::Line, &["A", "B", "C", "D"], &[("x", values)]), 160.0, 200.0);
    let runs = drawing.shapes.iter().find_map(|shape| match shape {
        Shape::Stroke { lines, colour, .. } if *colour == line_colour_of(0) => Some(lines),
        _ => None,
    });
    // The lone point before the gap has no line, only its mark.
    assert_eq!(runs.unwrap().iter().map(Vec::len).collect::<Vec<_>>(), [2]);
    assert_eq!(areas(&drawing, line_colour_of(0)).len(), 3, "marks");
    let pie = draw(&chart(ChartKind::Pie, &["A", "B", "C", "D"], &[("x", values)]), 160.0, 200.0);
    assert!(texts(&pie).contains(&"B: …") && texts(&pie).contains(&"A: 3 (37,5%)"), "{:?}", texts(&pie));
}

#[test]
fn slices_are_as_large_as_their_shares() {
    let drawing = draw(&chart(ChartKind::Pie, &["A", "B"], &[("x", &[Some("3"), Some("1")])]), 160.0, 200.0);
    assert_on_paper(&drawing);
    let size = |series: usize| area(areas(&drawing, fill_of(series).0).iter().max_by_key(|c| c.len()).unwrap());
    assert!((size(0) / size(1) - 3.0).abs() < 0.02, "{} {}", size(0), size(1));
}

fn area(corners: &[Place]) -> f64 {
    let pairs = corners.iter().zip(corners.iter().cycle().skip(1));
    (pairs.map(|([x, y], [u, v])| x * v - u * y).sum::<f64>() / 2.0).abs()
}

#[test]
fn large_amounts_are_counted_in_millions() {
    let mut money = chart(ChartKind::Bar, &["2021", "2022"], &[("x", &[Some("701000000"), Some("1234567000")])]);
    money.unit = "đồng".to_owned();
    let drawing = draw(&money, 160.0, 200.0);
    for text in ["Đơn vị tính: triệu đồng", "701", "1.234,6", "1.250"] {
        assert!(texts(&drawing).contains(&text), "{text} in {:?}", texts(&drawing));
    }
    money.unit = "triệu đồng".to_owned();
    assert!(texts(&draw(&money, 160.0, 200.0)).contains(&"Đơn vị tính: triệu đồng"));
}

#[test]
fn long_names_make_bars_lie() {
    let long = "Kiểm tra công tác quản lý tài chính, tài sản công đoàn các cấp trong toàn tỉnh";
    let names = [long; 6];
    let values = [Some("1"), Some("2"), Some("3"), Some("4"), Some("5"), Some("-2")];
    let lying = chart(ChartKind::Bar, &names, &[("x", &values), ("y", &values)]);
    assert!(lies_down(&lying, 160.0));
    assert_on_paper(&draw(&lying, 160.0, 200.0));
    assert!(!lies_down(&chart(ChartKind::Bar, &["2021", "2022"], &[("x", &[Some("1"), Some("2")])]), 160.0));
}

#[test]
fn series_look_different_without_colour() {
    let looks: Vec<_> = (0..8).map(look::of).collect();
    for (at, one) in looks.iter().enumerate() {
        for other in &looks[at + 1..] {
            let alike = one.hatch.map(|(hatch, _)| hatch) == other.hatch.map(|(hatch, _)| hatch)
                && (brightness(one.fill) - brightness(other.fill)).abs() < 60.0;
            assert!(!alike, "{one:?} {other:?}");
        }
    }
    for pair in looks.windows(2) {
        assert!((brightness(pair[0].fill) - brightness(pair[1].fill)).abs() > 50.0, "{pair:?}");
    }
}

fn brightness(Colour([red, green, blue]): Colour) -> f64 {
    0.299 * f64::from(red) + 0.587 * f64::from(green) + 0.114 * f64::from(blue)
}

#[test]
fn hostile_charts_are_drawn_all_the_same() {
    let long = "ữ".repeat(500);
    let many: Vec<String> = (0..2000).map(|n| format!("Đơn vị {n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let odd = [Some("1e308"), Some("-1e308"), Some("NaN"), Some(""), Some("99999999999999999999999999999999999"), None];
    let values: Vec<Option<&str>> = (0..2000).map(|_| Some("7")).collect();
    for kind in KINDS {
        for unit in ["", "%", "đồng", long.as_str()] {
            let mut charts = vec![
                chart(kind, &[], &[]),
                chart(kind, &["A"], &[]),
                chart(kind, &[], &[("x", &[Some("1")])]),
                chart(kind, &["A", "B"], &[("x", &[])]),
                chart(kind, &[&long, "", "  "], &[(&long, &odd), ("", &odd)]),
                chart(kind, &many, &[("x", &values)]),
                chart(kind, &["A"; 6], &[("x", &odd), ("y", &odd)]),
            ];
            charts.extend((1..12).map(|n| chart(kind, &["A", "B", "C"], &vec![("dãy", &odd[..3]); n])));
            for mut chart in charts {
                chart.unit = unit.to_owned();
                for width in [160.0, f64::NAN, 0.0, 247.0] {
                    let drawing = draw(&chart, width, 200.0);
                    assert!(drawing.height.is_finite() && drawing.height <= 400.0, "{kind:?} {}", drawing.height);
                    assert!(drawing.shapes.len() < 60_000, "{}", drawing.shapes.len());
                }
            }
        }
    }
}
