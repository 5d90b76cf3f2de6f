mod below_minimum;
mod carried_forward_differs;
mod evaluation_differs_from_result;
mod figure_not_reported;
mod implausible_unit;
mod part_exceeds_whole;
mod partition_differs_from_whole;
mod percent_differs_from_ratio;
mod period_not_covered;
mod rank_differs;
pub mod rule_not_met;
mod score_differs;
mod total_differs_from_parts;
mod value_used_twice;

use baocao_model::Finding;

use crate::scope::Scope;

/// A rule that follows from what a form declares, with its name.
pub type Rule = (&'static str, fn(&Scope<'_>) -> Vec<Finding>);

/// The declared rules in the order in which they run.
pub const DECLARED: [Rule; 13] = [
    ("total-differs-from-parts", total_differs_from_parts::findings),
    ("partition-differs-from-whole", partition_differs_from_whole::findings),
    ("carried-forward-differs", carried_forward_differs::findings),
    ("below-minimum", below_minimum::findings),
    ("part-exceeds-whole", part_exceeds_whole::findings),
    ("percent-differs-from-ratio", percent_differs_from_ratio::findings),
    ("evaluation-differs-from-result", evaluation_differs_from_result::findings),
    ("rank-differs", rank_differs::findings),
    ("score-differs", score_differs::findings),
    ("value-used-twice", value_used_twice::findings),
    ("implausible-unit", implausible_unit::findings),
    ("period-not-covered", period_not_covered::findings),
    ("figure-not-reported", figure_not_reported::findings),
];
