//! Exports through the boundary and reads the file back.

mod content;
mod file;
mod hostile;
#[expect(clippy::unwrap_used, reason = "a test stops where a link is not as it should be")]
mod links;
mod options;
#[expect(clippy::unwrap_used, reason = "a test stops where another program fails")]
mod poppler;
#[expect(clippy::unwrap_used, reason = "a test stops where the file is not as it should be")]
mod reading;
mod strained;
