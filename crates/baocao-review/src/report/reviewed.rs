use crate::form::Check;
use crate::passage::Text;
use crate::relation::Relation;

/// A document and all that was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Reviewed<'a> {
    /// The document.
    pub text: &'a Text,
    /// What it says of its own figures.
    pub relations: &'a [Relation],
    /// How it keeps the rules of form; empty if it was not held against a letterhead.
    pub checks: &'a [Check],
}
