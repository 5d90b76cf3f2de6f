//! The host's side of a worker: starts it, feeds it, watches its time, and says what became of it.

use std::io::{BufReader, BufWriter, Read as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use baocao_exporter::{Description, abi};
use serde::Deserialize as _;
use serde::de::DeserializeOwned;
use tracing::{debug, error, info, trace, warn};

use crate::callbacks::Sink as _;
use crate::exporter::{Desk, load_error};
use crate::frame::{self, JobResult, LogRecord, Refused, Trial, kind};
use crate::worker::WORKER_ARGUMENT;
use crate::{Diagnostic, FailureKind, Limits, LoadError};

/// How long a worker has to load a library and describe it.
const LOAD_TIME: Duration = Duration::from_secs(10);
/// How long a worker has to stop after it was asked to.
const STOP_TIME: Duration = Duration::from_secs(2);

/// A worker process with a loaded exporter.
#[derive(Debug)]
pub struct Worker {
    child: Child,
    to: BufWriter<ChildStdin>,
    from: Receiver<Frame>,
    noise: Option<JoinHandle<String>>,
    limits: Limits,
}

type Frame = Result<(u8, Vec<u8>), String>;

impl Worker {
    /// Starts a worker and has it load the bytes of a library.
    pub fn start(path: &Path, bytes: &[u8], limits: Limits) -> Result<(Self, Description), LoadError> {
        let failed = |reason: String| LoadError::Worker { path: path.to_owned(), reason };
        let mut worker = Self::spawn(limits).map_err(|error| failed(error.to_string()))?;
        // A worker that is already gone will be noticed when its answer is awaited.
        let _ = frame::write(&mut worker.to, kind::LOAD, &[bytes]);
        match worker.next(Instant::now() + LOAD_TIME) {
            Ok((kind::DESCRIPTION, content)) => {
                let description = decode(&content).map_err(failed)?;
                Ok((worker, description))
            }
            Ok((kind::REFUSAL, content)) => {
                let refused: Refused = decode(&content).map_err(failed)?;
                Err(load_error(path, refused))
            }
            Ok((other, _)) => Err(failed(format!("unexpected frame {other}"))),
            Err(failure) => Err(failed(failure.to_string())),
        }
    }

    fn spawn(limits: Limits) -> std::io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(WORKER_ARGUMENT).arg(limits.memory.to_string());
        command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Fonts of the user lie below the home folder.
        command.envs(std::env::vars_os().filter(|(name, _)| name == "HOME"));
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let (Some(to), Some(from), Some(noise)) = (child.stdin.take(), child.stdout.take(), child.stderr.take()) else {
            return Err(std::io::Error::other("the worker has no pipes"));
        };
        let (sender, receiver) = sync_channel(64);
        thread::spawn(move || read_frames(from, |frame| sender.send(frame).is_ok()));
        let noise = Some(thread::spawn(move || read_noise(noise)));
        Ok(Self { child, to: BufWriter::new(to), from: receiver, noise, limits })
    }

    /// Lets something go wrong with the next document.
    pub fn try_with(&mut self, trial: Trial) -> Result<(), String> {
        let trial = serde_json::to_vec(&trial).map_err(|error| error.to_string())?;
        frame::write(&mut self.to, kind::TRIAL, &[&trial]).map_err(|error| error.to_string())
    }

    /// Ends the worker and returns what the exporter printed.
    pub fn printed(mut self) -> String {
        self.kill();
        self.noise.take().and_then(|reader| reader.join().ok()).unwrap_or_default()
    }

    /// Has the exporter write one document. An error means that the worker is ended.
    pub fn export(&mut self, options: &[u8], document: &[u8], desk: &mut Desk) -> Result<abi::Status, FailureKind> {
        let deadline = Instant::now() + self.limits.time;
        let asked = frame::write(&mut self.to, kind::OPTIONS, &[options])
            .and_then(|()| frame::write(&mut self.to, kind::DOCUMENT, &[document]));
        if asked.is_err() {
            return Err(self.end());
        }
        let mut handles: Vec<Option<u64>> = Vec::new();
        loop {
            let (kind, content) = self.next(deadline)?;
            match kind {
                kind::RESULT => {
                    let result: JobResult = decode(&content).map_err(FailureKind::Worker)?;
                    return Ok(result.status);
                }
                _ => take(kind, &content, desk, &mut handles).map_err(FailureKind::Worker)?,
            }
            if desk.has_refused() {
                // What follows counts for nothing; the worker is asked to stop and ended if it does not.
                self.stop();
                return Err(FailureKind::Worker("stopped".to_owned()));
            }
        }
    }

    /// The next frame; an error says what became of the worker, which is then ended.
    fn next(&mut self, deadline: Instant) -> Result<(u8, Vec<u8>), FailureKind> {
        match self.from.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Ok(frame)) => Ok(frame),
            Ok(Err(reason)) => {
                self.kill();
                Err(FailureKind::Worker(reason))
            }
            Err(RecvTimeoutError::Timeout) => {
                self.stop();
                Err(FailureKind::TimeLimit(self.limits.time.as_secs()))
            }
            Err(RecvTimeoutError::Disconnected) => Err(self.end()),
        }
    }

    /// Asks the worker to stop and ends it if it does not.
    fn stop(&mut self) {
        let _ = frame::write(&mut self.to, kind::CANCEL, &[]);
        let until = Instant::now() + STOP_TIME.min(self.limits.time);
        while Instant::now() < until {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            match self.from.recv_timeout(Duration::from_millis(20)) {
                Ok(Ok((kind::RESULT, _))) | Err(RecvTimeoutError::Disconnected) => break,
                _ => {}
            }
        }
        self.kill();
    }

    /// Ends the worker with everything that it started.
    fn kill(&mut self) {
        #[cfg(unix)]
        if let Some(group) = rustix::process::Pid::from_raw(self.child.id().cast_signed()) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// What became of a worker whose stream ended.
    fn end(&mut self) -> FailureKind {
        let ended = reap(&mut self.child);
        self.kill();
        match ended {
            Ok((status, peak)) => self.how(status, peak),
            Err(error) => FailureKind::Worker(error.to_string()),
        }
    }

    fn how(&self, status: ExitStatus, peak: u64) -> FailureKind {
        #[cfg(unix)]
        if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
            // A program that gets no more memory gives up with a signal; how much it had tells the two apart.
            let exhausted = peak > self.limits.memory / 10 * 8;
            return if exhausted { FailureKind::MemoryLimit(self.limits.memory) } else { FailureKind::Crashed(signal) };
        }
        FailureKind::Ended(status.code().unwrap_or(-1))
    }
}

/// Waits for a child and tells the most memory it had, in bytes.
#[cfg(unix)]
fn reap(child: &mut Child) -> std::io::Result<(ExitStatus, u64)> {
    let mut status = 0;
    // SAFETY: all zeros are a valid value of this plain struct.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: the child is ours and not waited for; both places live through the call.
    let waited = unsafe { libc::wait4(child.id().cast_signed(), &mut status, 0, &mut usage) };
    if waited < 0 {
        return Err(std::io::Error::last_os_error());
    }
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    Ok((std::os::unix::process::ExitStatusExt::from_raw(status), usage.ru_maxrss.unsigned_abs() * unit))
}

/// Waits for a child.
#[cfg(not(unix))]
fn reap(child: &mut Child) -> std::io::Result<(ExitStatus, u64)> {
    Ok((child.wait()?, 0))
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Takes what a worker tells about a running export. Nothing it says is believed without a check.
fn take(kind: u8, content: &[u8], desk: &mut Desk, handles: &mut Vec<Option<u64>>) -> Result<(), String> {
    // What the host refuses is kept by the desk; the loop above stops at once.
    match kind {
        kind::OPEN => {
            let name = std::str::from_utf8(content).map_err(|error| error.to_string())?;
            handles.push(desk.open(name).ok());
        }
        kind::WRITE => {
            let (handle, data) = handle(content, handles)?;
            let _ = desk.write(handle, data);
        }
        kind::CLOSE => {
            let (handle, commit) = handle(content, handles)?;
            let _ = desk.close(handle, commit == [1]);
        }
        kind::DIAGNOSTIC => desk.diagnostic(decode::<Diagnostic>(content)?),
        kind::LOG => desk.log(decode(content)?),
        kind::PROGRESS => {
            let mut json = serde_json::Deserializer::from_slice(content);
            let (done, total, what) =
                <(u64, u64, String)>::deserialize(&mut json).map_err(|error| error.to_string())?;
            desk.progress(done, total, &what);
        }
        other => return Err(format!("unexpected frame {other}")),
    }
    Ok(())
}

fn handle<'c>(content: &'c [u8], handles: &[Option<u64>]) -> Result<(u64, &'c [u8]), String> {
    let (number, rest) = content.split_first_chunk::<4>().ok_or("a frame without a handle")?;
    let handle = handles.get(u32::from_le_bytes(*number) as usize).copied().flatten();
    Ok((handle.ok_or("a frame with a handle that was never given")?, rest))
}

fn decode<T: DeserializeOwned>(content: &[u8]) -> Result<T, String> {
    serde_json::from_slice(content).map_err(|error| error.to_string())
}

fn read_frames(from: ChildStdout, send: impl Fn(Frame) -> bool) {
    let mut from = BufReader::new(from);
    loop {
        match frame::read(&mut from) {
            Ok(Some(frame)) => {
                if !send(Ok(frame)) {
                    return;
                }
            }
            Ok(None) => return,
            Err(error) => {
                send(Err(error.to_string()));
                return;
            }
        }
    }
}

/// What an exporter prints becomes log records, line by line, up to a bound.
fn read_noise(noise: std::process::ChildStderr) -> String {
    let mut text = Vec::new();
    let _ = noise.take(1 << 20).read_to_end(&mut text);
    let text = String::from_utf8_lossy(&text).into_owned();
    for line in text.lines() {
        debug!(target: "exporter", "{line}");
    }
    text
}

/// Passes an exporter's log record on, in the span of its export.
pub fn forward_log(record: &LogRecord) {
    let LogRecord { level, target, message, fields } = record;
    match *level {
        abi::LEVEL_ERROR => error!(exporter_target = target, fields, "{message}"),
        abi::LEVEL_WARN => warn!(exporter_target = target, fields, "{message}"),
        abi::LEVEL_DEBUG => debug!(exporter_target = target, fields, "{message}"),
        abi::LEVEL_TRACE => trace!(exporter_target = target, fields, "{message}"),
        _ => info!(exporter_target = target, fields, "{message}"),
    }
}
