//! Reads what people write: TOML, JSON, Markdown and the workbook that it makes for them to fill in. Keeps the place of every value and cleans text on the way in.

mod figures;
mod folder;
mod hygiene;
mod json;
mod kept;
mod legacy_text;
mod library;
mod node;
mod read;
mod schema;
mod source;
pub mod submissions;
mod syllable;
mod syntax_words;
mod toml_file;
mod unit_rows;
mod units;
pub mod workbook;

pub use figures::read_figures;
pub use folder::{ReportFolder, open_report, organization_of};
pub use hygiene::clean;
pub use library::Library;
pub use node::{Entry, Kind, Node};
pub use read::{Loaded, read_toml};
pub use schema::check as check_schema;
pub use source::Source;
pub use unit_rows::units_below;
pub use units::open_tree;
