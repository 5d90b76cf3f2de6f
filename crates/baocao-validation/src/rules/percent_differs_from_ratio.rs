use baocao_model::{Catalogue, Computation, Finding, Form, Values, format_number, trimmed};
use rust_decimal::Decimal;

use crate::Context;
use crate::number::Number;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::{Scope, compared};

/// A reported percentage must follow from its numerator and denominator, rounded or cut off at its last digit. Of nothing
/// there is no percentage but 0.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    boxed(asked(form).filter_map(|figure| match catalogue.computation(figure.number) {
        Some(Computation::Percent(part, whole)) => Some(Ratio { own: figure.number, part: *part, whole: *whole }),
        _ => None,
    }))
}

struct Ratio {
    own: usize,
    part: usize,
    whole: usize,
}

/// How a percentage stands to its parts.
enum Judged {
    Fits,
    OfNothing,
    Differs { exact: Decimal },
}

impl Ratio {
    /// True where short numbers show at once that it fits: |percent × whole − 100 × part| < |whole|, the percentage in units
    /// of its last digit.
    fn fits(&self, values: &Values) -> Option<bool> {
        let [found, part, whole] = [self.own, self.part, self.whole].map(|figure| values.short(figure));
        let (found, part, whole) = (found?, part?, whole?);
        let unit = 10_i64.checked_pow(found.scale())?.checked_mul(100)?;
        let product = i128::from(found.digits()) * i128::from(whole.digits());
        let apart = product - i128::from(part.digits().checked_mul(unit)?);
        let is_near = apart.unsigned_abs() < whole.digits().unsigned_abs().into();
        Some(part.scale() == whole.scale() && is_near)
    }

    fn judge(&self, values: &Values) -> Judged {
        if self.fits(values) == Some(true) {
            return Judged::Fits;
        }
        let number = |figure| Number::of(values, figure);
        let (Some(found), Some(part), Some(whole)) = (number(self.own), number(self.part), number(self.whole)) else {
            return Judged::Fits;
        };
        // "Nothing to count" is no percentage.
        if values.is_nil(self.own) {
            return Judged::Fits;
        }
        let is_zero = |number: Number| number.compared(Number::ZERO).is_eq();
        if is_zero(whole) {
            // None of nothing is commonly written as 0 %.
            return if is_zero(part) && is_zero(found) { Judged::Fits } else { Judged::OfNothing };
        }
        // Offices round or cut off: anything closer than one unit of the last printed digit may be either. Multiplied out,
        // nothing is lost to a division, and it costs less.
        let hundredfold = part.times(Decimal::ONE_HUNDRED.into());
        let sides = hundredfold.and_then(|part| {
            let apart = found.times(whole)?.minus(part)?.abs()?;
            Some((apart, Number::from(tolerance(found.into())).times(whole.abs()?)?))
        });
        match sides {
            Some((apart, least)) if apart.compared(least).is_ge() => hundredfold
                .and_then(|part| part.divided_by(whole))
                .map_or(Judged::Fits, |exact| Judged::Differs { exact: exact.into() }),
            _ => Judged::Fits,
        }
    }
}

fn tolerance(percent: Decimal) -> Decimal {
    Decimal::new(1, percent.scale())
}

impl Relation for Ratio {
    fn figures(&self) -> Vec<usize> {
        vec![self.own, self.part, self.whole]
    }

    fn holds(&self, given: &Given<'_>) -> bool {
        !given.reported[self.own] || matches!(self.judge(given.values), Judged::Fits)
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let cell = scope.cell(self.own)?;
        let shown = |figure: usize| scope.value(figure).number().map_or_else(String::new, trimmed);
        let finding = |code| {
            let finding = scope.error(code, &cell, &[self.part, self.whole]);
            finding.with("part", shown(self.part)).with("whole", shown(self.whole))
        };
        let exact = match self.judge(scope.given().values) {
            Judged::Fits => return None,
            Judged::OfNothing => return Some(finding("percent-of-nothing")),
            Judged::Differs { exact } => exact,
        };
        let found = cell.figure.value.number()?;
        let digits = found.scale().max(2);
        let finding = compared(finding("percent-differs-from-ratio"), found, exact.round_dp(digits));
        let mut finding = finding.with("expected", format_number(exact, digits));
        finding.tolerance = Some(tolerance(found).to_string());
        Some(finding)
    }
}
