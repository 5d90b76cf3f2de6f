//! What the templates are given: plain data with every decision made.
//!
//! Strict templates fail on a name that is missing, so every field is always there; empty means absent.

mod anchors;
mod below;
mod blocks;
mod chart;
mod envelope;
mod findings;
mod inlines;
mod page;
mod source_markup;
mod sources;
mod table;
mod units;

pub use page::{Page, annex_class};
