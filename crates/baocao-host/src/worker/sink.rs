use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{ToHost, json, send};
use crate::Diagnostic;
use crate::callbacks::Sink;
use crate::frame::{CHUNK, LogRecord, Trial, kind};

/// Sends what an exporter does to the host.
pub struct PipeSink {
    to_host: ToHost,
    cancelled: Arc<AtomicBool>,
    opened: u32,
    trial: Trial,
}

impl PipeSink {
    pub fn new(to_host: ToHost, cancelled: Arc<AtomicBool>, trial: Trial) -> Self {
        Self { to_host, cancelled, opened: 0, trial }
    }

    fn send(&self, kind: u8, parts: &[&[u8]]) -> Result<(), String> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err("the host asked to stop".to_owned());
        }
        if let Err(error) = send(&self.to_host, kind, parts) {
            // Half a frame may be on its way, after which the host understands nothing: it went, or the exporter lent
            // bytes that are not there.
            eprintln!("what was written cannot be handed over: {error}");
            std::process::exit(1);
        }
        Ok(())
    }

    fn number(&self, handle: u64) -> Result<[u8; 4], String> {
        let handle = u32::try_from(handle).ok().filter(|handle| *handle < self.opened);
        handle.map(u32::to_le_bytes).ok_or_else(|| "there is no such output".to_owned())
    }
}

impl Sink for PipeSink {
    fn log(&mut self, record: LogRecord) {
        let _ = self.send(kind::LOG, &[&json(&record)]);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        let _ = self.send(kind::DIAGNOSTIC, &[&json(&diagnostic)]);
    }

    fn progress(&mut self, done: u64, total: u64, what: &str) -> bool {
        self.send(kind::PROGRESS, &[&json(&(done, total, what))]).is_err() || self.trial.cancel
    }

    fn reply(&mut self, _: &[u8]) {}

    fn open(&mut self, name: &str) -> Result<u64, String> {
        self.send(kind::OPEN, &[name.as_bytes()])?;
        self.opened += 1;
        Ok(u64::from(self.opened) - 1)
    }

    fn write(&mut self, handle: u64, data: &[u8]) -> Result<(), String> {
        if let Some(left) = &mut self.trial.writes {
            *left = left.checked_sub(1).ok_or("the disk is full, on trial")?;
        }
        let number = self.number(handle)?;
        data.chunks(CHUNK).try_for_each(|chunk| self.send(kind::WRITE, &[&number, chunk]))
    }

    fn close(&mut self, handle: u64, commit: bool) -> Result<(), String> {
        let number = self.number(handle)?;
        self.send(kind::CLOSE, &[&number, &[u8::from(commit)]])
    }
}
