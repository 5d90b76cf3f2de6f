use baocao_model::{Catalogue, Date, Period, Value, Values};

use crate::{Combination, Partial, Plan, Stamp};

/// What was reported for a part of a period.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The part.
    pub period: Period,
    /// The values in the order of the figures, completed.
    pub values: &'a Values,
}

/// Brings the parts of a period together: flows are added, of what has run up the last counts. A figure that one of the
/// parts leaves blank stays blank if it is added: a sum without one month is not the quarter's.
pub fn over_time(plan: &Plan, catalogue: &Catalogue, parts: &[Part<'_>]) -> Values {
    let mut partials = vec![Partial::default(); catalogue.len()];
    let epoch = Date::new(1970, 1, 1);
    for part in parts {
        let end = part.period.days().1;
        for (figure, combination) in plan.combinations().iter().enumerate() {
            let stamp = Stamp { at: epoch.map(|epoch| i64::from(end.days_since(epoch))), unit: "" };
            partials[figure].add(*combination, part.values, figure, stamp);
        }
    }
    let complete = |partial: &Partial| (partial.reported + partial.not_applicable) as usize == parts.len();
    let value = |(partial, combination): (&Partial, &Combination)| match combination {
        Combination::Last | Combination::List | Combination::Count => partial.value(),
        _ if complete(partial) => partial.value(),
        _ => Value::Blank,
    };
    let mut values: Values = partials.iter().zip(plan.combinations()).map(value).collect();
    catalogue.complete(&mut values);
    values
}
