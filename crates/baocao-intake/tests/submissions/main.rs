//! Submissions of lower units: found, read fast, read precisely, written.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cases;
mod desk;
mod fast_and_precise;
mod folders;
mod lines;
mod tables;
mod written;
