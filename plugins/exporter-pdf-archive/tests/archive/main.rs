//! Exports through the boundary and reads the file back: its text, its tags, what it says of itself.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod content;
mod file;
mod hostile;
mod links;
mod objections;
mod options;
mod poppler;
mod reading;
mod signature;
mod standards;
#[path = "../../../exporter-pdf/tests/pdf/strained.rs"]
mod strained;
mod tree;
#[path = "../../../../tests/suite/verapdf.rs"]
mod verapdf;
