use super::canvas::{Canvas, arc};
use super::legend::SWATCH;
use super::look;
use super::plot::{MISSING, missing, unit_line};
use super::scale::Unit;
use super::wrap::{SIZE, SMALL, lines, pitch, width as text_width};
use super::{Anchor, Drawing, amount};
use crate::{Chart, DataPoint};

const RADIUS: f64 = 27.0;
const MARGIN: f64 = 3.0;
/// Between the circle and the names, and between names.
const BESIDE: f64 = 8.0;
const BETWEEN: f64 = 1.2;
/// A slice of a smaller share has no room for its percentage.
const LABELLED_FROM: f64 = 0.06;
const AFTER_SWATCH: f64 = 2.0;

pub fn draw(chart: &Chart, width: f64, tallest: f64) -> Drawing {
    let unit = Unit::of(chart);
    let head = if unit_line(&unit).is_some() { pitch(SMALL) + MARGIN } else { MARGIN };
    let radius = RADIUS.min((tallest - head - MARGIN) / 2.0).min(width / 4.0).max(5.0);
    let slices = slices(chart);
    let names_at = 2.0 * (MARGIN + radius) + BESIDE;
    let entries = entries(chart, &slices, &unit, width - names_at - SWATCH[0] - AFTER_SWATCH, tallest - head);
    let names: f64 = entries.iter().map(|(_, lines)| pitch(SIZE) * lines.len() as f64 + BETWEEN).sum();
    let inner = names.max(2.0 * radius);
    let widest = entries.iter().flat_map(|(_, lines)| lines).map(|line| text_width(line, SIZE)).fold(0.0, f64::max);
    let shift = ((width - names_at - SWATCH[0] - AFTER_SWATCH - widest) / 2.0).max(0.0);
    let left = names_at + shift;

    let mut canvas = Canvas::default();
    if let Some(words) = unit_line(&unit) {
        canvas.lines(&[words], 0.0, 0.0, Anchor::Start, SMALL);
    }
    let centre = [shift + MARGIN + radius, head + inner / 2.0];
    circle(&mut canvas, &slices, centre, radius);
    let mut y = head + (inner - names) / 2.0;
    for (index, lines) in entries {
        if let Some(index) = index {
            let (top, right) = (y + (pitch(SIZE) - SWATCH[1]) / 2.0, left + SWATCH[0]);
            let bottom = top + SWATCH[1];
            canvas.filled(vec![[left, top], [right, top], [right, bottom], [left, bottom]], look::of(index));
        }
        canvas.lines(&lines, left + SWATCH[0] + AFTER_SWATCH, y, Anchor::Start, SIZE);
        y += pitch(SIZE) * lines.len() as f64 + BETWEEN;
    }
    canvas.finish(width, head + inner + MARGIN)
}

/// The share of each category; none for what is missing or has no share.
fn slices(chart: &Chart) -> Vec<Option<f64>> {
    let values = (0..chart.categories.len())
        .map(|category| point(chart, category).and_then(DataPoint::number).filter(|value| *value > 0.0));
    let values: Vec<_> = values.collect();
    let whole: f64 = values.iter().flatten().sum();
    values.into_iter().map(|value| value.map(|value| value / whole).filter(|share| share.is_finite())).collect()
}

fn point(chart: &Chart, category: usize) -> Option<&DataPoint> {
    chart.series.first()?.points.get(category)
}

fn circle(canvas: &mut Canvas, slices: &[Option<f64>], centre: [f64; 2], radius: f64) {
    let mut from = 0.0;
    let mut labels = Vec::new();
    for (index, share) in slices.iter().enumerate() {
        let Some(share) = share else { continue };
        let to = from + share;
        let mut corners = arc(centre, radius, from, to);
        if *share < 1.0 {
            corners.push(centre);
        }
        canvas.filled(corners, look::of(index));
        let angle = (from + to) / 2.0 * std::f64::consts::TAU;
        let away = radius * if *share < 1.0 { 0.66 } else { 0.0 };
        labels.push(([centre[0] + away * angle.sin(), centre[1] - away * angle.cos()], *share));
        from = to;
    }
    for (at, share) in labels.into_iter().filter(|(_, share)| *share >= LABELLED_FROM) {
        canvas.label(at, SMALL, &percent(share), true);
    }
}

fn percent(share: f64) -> String {
    amount::computed(share * 100.0, 1) + "%"
}

/// The names with values and shares, in lines; those that no page could hold are left to the figures' own table.
fn entries(
    chart: &Chart,
    slices: &[Option<f64>],
    unit: &Unit,
    room: f64,
    tallest: f64,
) -> Vec<(Option<usize>, Vec<String>)> {
    let mut entries = Vec::new();
    let mut height = 0.0;
    for (index, name) in chart.categories.iter().enumerate() {
        let point = point(chart, index);
        let value = match point.filter(|point| point.number().is_some()) {
            Some(point) => unit.text(point),
            None => missing(point).to_owned(),
        };
        let share = slices.get(index).copied().flatten();
        let text = match share {
            Some(share) => format!("{name}: {value} ({})", percent(share)),
            None => format!("{name}: {value}"),
        };
        let lines = lines(&text, SIZE, room.max(20.0));
        height += pitch(SIZE) * lines.len() as f64 + BETWEEN;
        if height + pitch(SIZE) > tallest {
            entries.push((None, vec![MISSING.to_owned()]));
            break;
        }
        entries.push((share.map(|_| index), lines));
    }
    entries
}
