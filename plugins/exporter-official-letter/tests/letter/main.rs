//! The letter as a reader of the file meets it: unpacked, parsed and looked at part by part.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails; clippy exempts test functions only")]

mod opened;

mod body;
mod charts;
mod envelope;
mod links;
mod options;
mod package;
mod pages;
mod robustness;
mod tables;
