//! The relations, one file per kind. [`RULES`] is the registry.

mod change;
mod dates;
mod difference;
mod document_number;
mod document_symbol;
mod documents;
mod flow;
mod fraction;
mod grid;
mod heading;
mod in_words;
mod items;
mod labels;
mod ordinal;
mod ordinal_words;
mod paragraph;
mod parts;
mod percent;
mod product;
mod remainder;
mod repeated;
mod runs;
mod sum;
mod table_column;
mod table_sense;
mod table_total;
mod years;

use crate::reading::Reading;
use crate::relation::Relation;

/// A rule looks at a text and reports every relation it understands, whether it holds or not.
pub type Rule = fn(&Reading<'_>, &mut Vec<Relation>);

/// Every rule.
pub const RULES: &[Rule] = &[
    sum::find,
    items::find,
    runs::find,
    percent::find,
    change::find,
    difference::find,
    remainder::find,
    flow::find,
    product::find,
    fraction::find,
    in_words::find,
    repeated::find,
    table_total::find,
    table_column::find,
    table_sense::find,
    years::find,
    dates::find,
    ordinal::find,
    heading::find,
    ordinal_words::find,
    document_number::find,
    document_symbol::find,
    paragraph::find,
];
