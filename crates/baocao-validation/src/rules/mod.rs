mod above_maximum;
mod below_minimum;
mod bound;
mod carried_forward_differs;
mod evaluation_differs_from_result;
mod figure_not_reported;
mod implausible_unit;
mod order_broken;
mod part_exceeds_whole;
mod partition_differs_from_whole;
mod percent_differs_from_ratio;
mod period_not_covered;
mod rank_differs;
pub mod rule_not_met;
mod score_differs;
mod total_differs_from_parts;
mod value_not_allowed;
mod value_used_twice;

use baocao_model::{Catalogue, Form};

use crate::Context;
use crate::relation::Relations;

/// A rule that follows from what a form declares: its name, and how it is read from a form.
pub type Rule = (&'static str, fn(&Form, &Catalogue, &Context<'_>) -> Relations);

/// The declared rules in the order in which they run.
pub const DECLARED: [Rule; 16] = [
    ("total-differs-from-parts", total_differs_from_parts::relations),
    ("partition-differs-from-whole", partition_differs_from_whole::relations),
    ("carried-forward-differs", carried_forward_differs::relations),
    ("below-minimum", below_minimum::relations),
    ("above-maximum", above_maximum::relations),
    ("order-broken", order_broken::relations),
    ("part-exceeds-whole", part_exceeds_whole::relations),
    ("percent-differs-from-ratio", percent_differs_from_ratio::relations),
    ("evaluation-differs-from-result", evaluation_differs_from_result::relations),
    ("rank-differs", rank_differs::relations),
    ("score-differs", score_differs::relations),
    ("value-not-allowed", value_not_allowed::relations),
    ("value-used-twice", value_used_twice::relations),
    ("implausible-unit", implausible_unit::relations),
    ("period-not-covered", period_not_covered::relations),
    ("figure-not-reported", figure_not_reported::relations),
];
