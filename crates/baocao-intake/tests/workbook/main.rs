//! The workbook that people fill in, written and read back.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod cells;
mod desk;
mod fill;
mod forms;
mod hostile;
mod programs;
mod sheets;
