//! Lays a document out in pages, as a list of texts and lines with their places.
//!
//! Nothing here knows a file format. An exporter draws [`Page::items`] with whatever it has, so that two PDF exporters
//! place every line alike.
//!
//! Lengths in the result are points, measured from the upper left corner of the page.

mod fonts;
mod metrics;
mod page;
mod remark;
mod shelf;
mod structure;

mod addressees;
mod annex;
mod characters;
mod chart;
mod closing;
mod document;
mod envelope;
mod geometry;
mod lines;
mod table;
mod table_structure;
mod typesetter;
mod words;

mod flow;
mod slice;

pub use document::lay_out;
pub use fonts::{Face, FontFace, Fonts};
pub use metrics::{Glyph, Metrics};
pub use page::{Area, Item, Layout, OutlineEntry, Page, Room, Rule, Stroke, Text};
pub use remark::Remark;
pub use shelf::{FontChoice, FontShelf};
pub use structure::{Element, Role, Scope, Structure};
