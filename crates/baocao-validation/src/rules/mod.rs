mod evaluation_differs_from_result;
mod figure_not_reported;
mod part_exceeds_whole;
mod percent_differs_from_ratio;
mod total_differs_from_parts;

use baocao_model::Finding;

use crate::scope::Scope;

/// A rule that follows from what a form declares.
pub type Rule = fn(&Scope<'_>) -> Vec<Finding>;

/// The declared rules in the order in which they run.
pub const DECLARED: [Rule; 5] = [
    total_differs_from_parts::findings,
    part_exceeds_whole::findings,
    percent_differs_from_ratio::findings,
    evaluation_differs_from_result::findings,
    figure_not_reported::findings,
];
