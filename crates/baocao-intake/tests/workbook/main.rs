//! The workbook that people fill in, written and read back.

mod cells;
mod desk;
mod fill;
mod forms;
mod hostile;
mod programs;
mod sheets;
