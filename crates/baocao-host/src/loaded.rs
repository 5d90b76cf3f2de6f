//! What a worker has within it: a library that is called, or a program that is written to. The worker treats both alike.

use std::process::ExitStatus;

use baocao_exporter::{Description, abi};

use crate::callbacks::Sink;
use crate::frame::Refused;

/// An exporter that a worker can have work done by.
pub trait Loaded {
    /// Asks the exporter what it is.
    fn describe(&mut self) -> Result<Description, Refused>;
    /// Has it write one document.
    fn export(&mut self, options: &[u8], document: &[u8], sink: &mut dyn Sink) -> Result<abi::Status, Broken>;
}

/// Why a program can be asked nothing more.
#[derive(Debug)]
pub enum Broken {
    /// It ended in the middle of its work.
    Ended(ExitStatus),
    /// It said what the protocol does not have.
    Protocol(String),
}
