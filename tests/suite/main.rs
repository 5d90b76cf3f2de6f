//! The whole product from outside: an installation is laid out, reports are copied, the command is run.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod archive;
mod authors;
mod bad_input;
mod browser;
mod bundle;
mod by_unit;
mod charts;
mod diff;
mod distances;
mod examples;
mod faults;
#[expect(dead_code, reason = "it serves intake's tests too")]
#[path = "../../crates/baocao-intake/tests/workbook/fill.rs"]
mod fill;
mod form;
mod formats;
mod history;
mod installation;
mod liars;
mod looks;
mod markup;
mod measured;
mod narrative;
mod office;
mod office_file;
mod optional;
mod options;
mod outputs;
mod parallel;
mod periods;
mod platform;
mod programs;
mod review;
mod roll_up;
mod rules;
mod slip;
mod structure;
mod tools;
mod trust;
mod verapdf;
mod verdicts;
mod watch;
mod workbook;
mod years;
