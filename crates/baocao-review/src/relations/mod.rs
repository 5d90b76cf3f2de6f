//! The relations, one file per kind. [`RULES`] is the registry.

mod average;
mod change;
mod closing;
mod compared;
mod complement;
mod date_span;
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
mod names_counted;
mod notation;
mod opening;
mod ordinal;
mod ordinal_words;
mod paired;
mod paragraph;
mod part_runs;
mod parts;
mod percent;
mod percent_base;
mod percent_pair;
mod percent_points;
mod period;
mod product;
mod remainder;
mod repeated;
mod runs;
mod shares;
mod sum;
mod table_column;
mod table_sense;
mod table_total;
mod total_behind;
mod two_levels;
mod years;

use crate::reading::Reading;
use crate::relation::Relation;

/// A rule looks at a text and reports every relation it understands, whether it holds or not.
pub type Rule = fn(&Reading<'_>, &mut Vec<Relation>);

/// Every rule.
pub const RULES: &[Rule] = &[
    sum::find,
    items::find,
    total_behind::find,
    runs::find,
    paired::find,
    percent::find,
    shares::find,
    change::find,
    difference::find,
    compared::find,
    percent_points::find,
    remainder::find,
    flow::find,
    complement::find,
    product::find,
    average::find,
    fraction::find,
    in_words::find,
    repeated::find,
    table_total::find,
    table_column::find,
    table_sense::find,
    years::find,
    dates::find,
    date_span::find,
    ordinal::find,
    heading::find,
    ordinal_words::find,
    names_counted::find,
    document_number::find,
    document_symbol::find,
    paragraph::find,
    notation::find,
];
