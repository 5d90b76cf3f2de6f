//! What the page holds, read back as a browser would.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod charts;
mod hostile;
mod letter;
mod looks;
mod reading;
mod sources;
mod tables;
mod whole;
