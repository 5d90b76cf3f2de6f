//! What the workbook holds, read back as a spreadsheet program would.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod charts;
mod figures;
mod hostile;
mod large;
mod letter;
mod reading;
mod sheets;
mod sources;
mod whole;
