//! Writes the document as one self-contained HTML page.
//!
//! The document becomes a view model (`view`), and Handlebars templates in `templates/` make the page of it. Words
//! that readers see stand in the templates.

mod exporter;
mod options;
mod view;

mod colour;
mod markup;
mod palette;
mod pieces;
mod policy;
mod script;
mod stylesheet;
mod templates;
mod text;

pub use exporter::HtmlExporter;
pub use options::{Options, Theme};

baocao_exporter::export_exporter!(HtmlExporter);
