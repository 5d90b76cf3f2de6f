//! What was found, for people and for scripts.

mod comments;
mod findings;
mod form;
mod form_page;
mod marked_copy;
mod page;
mod reviewed;

pub use findings::{checked_json, finding, finding_json};
pub use form::{checked_form_json, form_finding_json};
pub use marked_copy::marked_copy;
pub use page::html_page;
pub use reviewed::Reviewed;
