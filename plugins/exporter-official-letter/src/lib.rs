//! Writes the document as an official letter in WordprocessingML: what a clerk opens, changes a word in and prints.
//!
//! The parts of the package are written by hand, valid against the schemas of ECMA-376 (transitional). Every measure
//! comes from the document's letterhead; every part of the letter has a named style.

mod letter;
mod options;

mod form;
mod words;

mod addressee;
mod annex;
mod centered;
mod head;
mod signature;
mod subject;
mod under_mark;

mod block;
mod figure_chart;
mod figure_table;
mod header_grid;
mod inline;
mod list;

mod flow;
mod footnote;
mod paragraph;
mod run;
mod section;
mod style;
mod table;

mod package;
mod page_header;
mod properties;
mod settings;

mod length;
mod metrics;
mod picture;
mod warning;
mod xml;

pub use letter::OfficialLetter;
pub use options::Options;

baocao_exporter::export_exporter!(OfficialLetter);
