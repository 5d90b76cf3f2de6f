//! The host's side of a worker: starts it, feeds it, watches its time, and says what became of it.

use std::io::{BufReader, BufWriter, ErrorKind};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use baocao_exporter::{Description, abi};
use serde::Deserialize as _;
use serde::de::DeserializeOwned;
use tracing::debug;

use crate::callbacks::Sink as _;
use crate::exporter::{Desk, load_error};
use crate::frame::{self, JobResult, Refused, Trial, kind};
use crate::noise;
use crate::sealed::Sealed;
use crate::source::Source;
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
    /// Starts a worker and has it load a library or start a program.
    pub fn start(source: &Source, limits: Limits) -> Result<(Self, Description), LoadError> {
        let failed = |reason: String| LoadError::Worker { path: source.path.clone(), reason };
        let sealed = source.sealed().map_err(|error| failed(error.to_string()))?;
        let mut worker = Self::spawn(limits).map_err(|error| failed(error.to_string()))?;
        // A worker that is already gone will be noticed when its answer is awaited.
        let _ = worker.hand_over(source, sealed);
        match worker.next(Instant::now() + LOAD_TIME) {
            Ok((kind::DESCRIPTION, content)) => {
                let description = decode(&content).map_err(failed)?;
                Ok((worker, description))
            }
            Ok((kind::REFUSAL, content)) => {
                let refused: Refused = decode(&content).map_err(failed)?;
                Err(load_error(&source.path, worker.with_noise(refused)))
            }
            Ok((other, _)) => Err(failed(format!("unexpected frame {other}"))),
            Err(FailureKind::TimeLimit(_)) => {
                Err(failed(format!("it does not describe itself within {} seconds", LOAD_TIME.as_secs())))
            }
            Err(failure) => Err(failed(failure.to_string())),
        }
    }

    fn hand_over(&mut self, source: &Source, sealed: &Sealed) -> std::io::Result<()> {
        if let Some(launch) = &source.launch {
            frame::write(&mut self.to, kind::LAUNCH, &[&serde_json::to_vec(launch)?])?;
        }
        frame::write(&mut self.to, kind::LOAD, &[sealed.path().as_bytes()])
    }

    /// A program that fails before it says anything has usually printed why.
    fn with_noise(self, refused: Refused) -> Refused {
        match refused {
            Refused::NoDescription { reason } => {
                let printed = noise::last_line(&self.printed());
                Refused::NoDescription { reason: format!("{reason}{printed}") }
            }
            other => other,
        }
    }

    fn spawn(limits: Limits) -> std::io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(WORKER_ARGUMENT).arg(limits.memory.to_string());
        command
            .env_clear()
            .current_dir(root_folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Fonts of the user lie below the home folder.
        command.envs(std::env::vars_os().filter(|(name, _)| name == "HOME"));
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let (Some(to), Some(from), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(std::io::Error::other("the worker has no pipes"));
        };
        let (sender, receiver) = sync_channel(64);
        thread::spawn(move || read_frames(from, |frame| sender.send(frame).is_ok()));
        let span = tracing::Span::current();
        let noise = Some(thread::spawn(move || span.in_scope(|| noise::read(stderr))));
        debug!(id = child.id(), "worker started");
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
        self.take_printed()
    }

    /// What was printed, once the worker is ended.
    fn take_printed(&mut self) -> String {
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
                kind::BROKEN => {
                    self.kill();
                    return Err(FailureKind::Worker(String::from_utf8_lossy(&content).into_owned()));
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

    fn how(&mut self, status: ExitStatus, peak: u64) -> FailureKind {
        // A program that gets no more memory gives up; how much it had tells this from other ends.
        if !status.success() && peak > self.limits.memory / 10 * 8 {
            return FailureKind::MemoryLimit(self.limits.memory);
        }
        #[cfg(unix)]
        if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
            return FailureKind::Crashed(signal);
        }
        FailureKind::Ended { code: status.code().unwrap_or(-1), printed: noise::last_line(&self.take_printed()) }
    }
}

/// A folder that is always there and tells an exporter nothing about where its user works.
fn root_folder() -> &'static str {
    if cfg!(windows) { "C:\\" } else { "/" }
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
            // A worker that ended in the middle of a frame has ended; how, its process tells.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return,
            Err(error) => {
                send(Err(error.to_string()));
                return;
            }
        }
    }
}
