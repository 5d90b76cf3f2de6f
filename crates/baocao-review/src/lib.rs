//! Finds the contradictions in a finished Vietnamese report before it is signed, and what of its form the registry
//! would return.

mod form;
mod language;
mod passage;
mod reading;
mod relation;
mod relations;
mod report;
mod text;

pub use form::{
    AnnexRules, BodyRanges, Check, NumberPlace, PageNumberRules, Part, Profile, Range, Ranges, Side, Spot, Verdict,
    check_form,
};
pub use passage::{Mark, Passage, PassageKind, RowKind, Table, Text};
pub use reading::Context;
pub use relation::{Certainty, Kind, Operand, Relation, Words};
pub use report::{
    Reviewed, checked_form_json, checked_json, finding, finding_json, form_finding_json, html_page, marked_copy,
};
pub use text::{Composer, Rows, rank, read, read_markdown, read_plain};

/// Finds what a text says about its own figures, and whether it can be true: what does not hold first, then what
/// does, each in reading order and 10,000 at most.
///
/// The text may come from [`read`], or be made of passages that the caller holds:
///
/// ```
/// use baocao_review::{Context, Passage, PassageKind, Text, review};
///
/// let paragraph = Passage::new(PassageKind::Body, "Giám sát 34 cuộc, gồm: tổ chức 26 cuộc, cá nhân 7 cuộc.", 12);
/// let text = Text { passages: vec![paragraph], ..Text::default() };
/// let found = review(&text, &Context::default());
/// assert_eq!(found[0].computation, "26 + 7 = 33 ≠ 34");
/// ```
pub fn review(text: &Text, context: &Context) -> Vec<Relation> {
    let reading = reading::Reading::new(text, context.clone());
    let mut found = Vec::new();
    relations::RULES.iter().for_each(|rule| rule(&reading, &mut found));
    found.sort_by_key(|relation| {
        (relation.holds, relation.passage, relation.span.start, relation.span.end, relation.kind)
    });
    found.dedup_by(|a, b| {
        a.kind == b.kind && a.passage == b.passage && a.span == b.span && a.computation == b.computation
    });
    shorten(found)
}

/// How many relations of a text are told of each sort; nobody reads more, and files made to do harm have them.
const MOST: usize = 10_000;

fn shorten(mut found: Vec<Relation>) -> Vec<Relation> {
    let right = found.partition_point(|relation| !relation.holds);
    found.truncate(right + MOST);
    found.drain(right.min(MOST)..right);
    found
}
