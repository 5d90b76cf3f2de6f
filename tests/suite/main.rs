//! The whole product from outside: an installation is laid out, reports are copied, the command is run.

mod bad_input;
mod bundle;
mod examples;
mod faults;
#[path = "../../crates/baocao-intake/tests/workbook/fill.rs"]
mod fill;
mod installation;
mod outputs;
mod structure;
mod tools;
mod trust;
mod workbook;
