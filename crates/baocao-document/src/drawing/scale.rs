//! From figures to lengths: where the axis ends, where its marks stand, in what unit it counts.

use super::amount;
use crate::{Chart, DataPoint};

/// From here on amounts are counted in millions, and from there on in thousand millions.
const MILLIONS_FROM: f64 = 1e7;
const THOUSAND_MILLIONS_FROM: f64 = 1e10;
/// About so many marks stand on an axis.
const MARKS: f64 = 5.0;

/// The unit that a chart counts in.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// How many digits are cut off: 0, 6 or 9.
    pub power: u32,
    decimals: u32,
    /// The unit in words, `triệu đồng`; empty for none.
    pub words: String,
    percent: bool,
}

/// The values between the ends of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    step: f64,
}

impl Unit {
    pub fn of(chart: &Chart) -> Self {
        let points = chart.series.iter().flat_map(|series| &series.points);
        let most = points.filter_map(DataPoint::number).map(f64::abs).fold(0.0, f64::max);
        let percent = chart.unit == "%";
        let scaled = ["nghìn", "triệu", "tỷ", "1.000"].iter().any(|word| chart.unit.starts_with(word));
        let (power, word) = match most {
            _ if percent || scaled => (0, ""),
            most if most >= THOUSAND_MILLIONS_FROM => (9, "tỷ"),
            most if most >= MILLIONS_FROM => (6, "triệu"),
            _ => (0, ""),
        };
        let decimals = if most / 10_f64.powi(power as i32) >= 100.0 { 1 } else { 2 };
        Self { power, decimals, words: [word, &chart.unit].join(" ").trim().to_owned(), percent }
    }

    /// A value as it stands beside its bar or point.
    pub fn text(&self, point: &DataPoint) -> String {
        match &point.value {
            // The print of the tables says what is nil or not applicable, and how exact a figure is.
            Some(digits) if self.power > 0 && point.number() != Some(0.0) => {
                amount::written(digits, self.power, self.decimals).unwrap_or_else(|| point.text.clone())
            }
            _ => point.text.clone(),
        }
    }

    /// A mark on the axis.
    pub fn mark(&self, value: f64, axis: &Axis) -> String {
        let unit = 10_f64.powi(self.power as i32);
        let decimals = axis.decimals(unit);
        let text = amount::computed(value / unit, decimals);
        if self.percent { text + "%" } else { text }
    }
}

impl Axis {
    /// Returns an axis from zero that holds all values, with round marks.
    pub fn over(values: impl Iterator<Item = f64>, whole_numbers: bool) -> Self {
        let (least, most) = values.fold((0.0_f64, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
        let range = if most - least > 0.0 { most - least } else { 1.0 };
        let mut step = round_step(range / MARKS);
        if whole_numbers {
            step = step.max(1.0).round();
        }
        Self {
            low: (least / step).floor() * step,
            high: (most / step).ceil().max(least.signum().max(0.0)) * step,
            step,
        }
        .sound()
    }

    /// The values that bear a mark.
    pub fn marks(&self) -> impl Iterator<Item = f64> + '_ {
        let count = ((self.high - self.low) / self.step).round().clamp(1.0, 20.0) as u32;
        (0..=count).map(|n| self.low + f64::from(n) * self.step)
    }

    /// How far along the axis a value stands, from 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    fn sound(self) -> Self {
        let holds = self.low.is_finite() && self.high.is_finite() && self.high > self.low;
        if holds { self } else { Self { low: 0.0, high: 1.0, step: 1.0 } }
    }

    fn decimals(&self, unit: f64) -> u32 {
        let step = self.step / unit;
        (0..6).find(|decimals| ((step * 10_f64.powi(*decimals)).fract()).abs() < 1e-6).unwrap_or(6) as u32
    }
}

/// The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below the length.
fn round_step(length: f64) -> f64 {
    let power = 10_f64.powf(length.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    steps.iter().map(|step| step * power).find(|step| *step >= length * 0.999_999).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_hold_all_values_and_start_at_zero() {
        let axis = Axis::over([626.0, 5.0].into_iter(), true);
        assert_eq!(axis.marks().collect::<Vec<_>>(), [0.0, 200.0, 400.0, 600.0, 800.0]);
        let below = Axis::over([-30.0, 70.0].into_iter(), true);
        assert!(below.low <= -30.0 && below.high >= 70.0 && below.marks().any(|mark| mark == 0.0), "{below:?}");
        let few = Axis::over([3.0].into_iter(), true);
        assert_eq!(few.marks().collect::<Vec<_>>(), [0.0, 1.0, 2.0, 3.0]);
        for odd in [vec![], vec![0.0], vec![1e308, -1e308], vec![5e-324]] {
            let axis = Axis::over(odd.iter().copied(), false);
            assert!(axis.high > axis.low && axis.marks().count() <= 21, "{odd:?} {axis:?}");
        }
    }
}
