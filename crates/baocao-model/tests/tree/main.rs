//! The dated tree of organisations, with trees made up at random.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod forest;
mod history;
mod loops;
mod snapshot;
mod splits;
