//! What was found, for people and for scripts.

mod comments;
mod findings;
mod marked_copy;
mod page;

pub use findings::{checked_json, finding, finding_json};
pub use marked_copy::marked_copy;
pub use page::html_page;
