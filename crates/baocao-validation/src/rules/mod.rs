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
mod score_differs;
mod total_differs_from_parts;
mod value_used_twice;

use baocao_model::Finding;

use crate::scope::Scope;

/// A rule that follows from what a form declares.
pub type Rule = fn(&Scope<'_>) -> Vec<Finding>;

/// The declared rules in the order in which they run.
pub const DECLARED: [Rule; 13] = [
    total_differs_from_parts::findings,
    partition_differs_from_whole::findings,
    carried_forward_differs::findings,
    below_minimum::findings,
    part_exceeds_whole::findings,
    percent_differs_from_ratio::findings,
    evaluation_differs_from_result::findings,
    rank_differs::findings,
    score_differs::findings,
    value_used_twice::findings,
    implausible_unit::findings,
    period_not_covered::findings,
    figure_not_reported::findings,
];
