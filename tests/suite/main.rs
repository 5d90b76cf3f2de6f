//! The whole product from outside: an installation is laid out, reports are copied, the command is run.

mod bad_input;
mod bundle;
mod examples;
mod faults;
#[expect(dead_code, clippy::unwrap_used, reason = "it serves intake's tests too, and fails as a test does")]
#[path = "../../crates/baocao-intake/tests/workbook/fill.rs"]
mod fill;
mod installation;
mod outputs;
mod structure;
mod tools;
mod trust;
mod workbook;
