//! Lengths in points, whatever unit a part writes them in.

/// How many points an inch has.
const INCH: f64 = 72.0;
/// How many EMU a point has.
const EMU: f64 = 12_700.0;

/// A length of WordprocessingML: twentieths of a point, or a number with its unit.
pub fn twips(text: &str) -> Option<f64> {
    with_unit(text).or_else(|| number(text).map(|value| value / 20.0))
}

/// A type size: half points, or a number with its unit.
pub fn half_points(text: &str) -> Option<f64> {
    with_unit(text).or_else(|| number(text).map(|value| value / 2.0))
}

/// A length of a drawing.
pub fn emu(text: &str) -> Option<f64> {
    number(text).map(|value| value / EMU)
}

/// A length of the old drawing language, whose bare numbers are points.
pub fn vml(text: &str) -> Option<f64> {
    with_unit(text).or_else(|| number(text))
}

/// Converts points to millimetres.
pub fn to_millimetres(points: f64) -> f64 {
    points / INCH * 25.4
}

fn with_unit(text: &str) -> Option<f64> {
    let text = text.trim();
    let factors = [("pt", 1.0), ("in", INCH), ("mm", INCH / 25.4), ("cm", INCH / 2.54), ("pc", 12.0), ("px", 0.75)];
    factors.iter().find_map(|(unit, factor)| number(text.strip_suffix(unit)?).map(|value| value * factor))
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|value: &f64| value.is_finite())
}
