//! Lays documents out and looks at where things stand.

mod charts;
mod envelope;
mod flow;
mod footnotes;
mod hostile;
mod lines;
mod reading;
mod tables;
