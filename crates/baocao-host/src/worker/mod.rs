//! The worker: the same program, started by the host, with one exporter in it.

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod calls;
mod message;
mod outputs;
mod program;
mod sandbox;
mod sink;

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, atomic::AtomicBool, atomic::Ordering};
use std::thread;

use crate::frame::{self, JobResult, Refused, Trial, kind};
use crate::library::Library;
use crate::loaded::{Broken, Loaded};
use crate::sealed::{self, Opened};
use crate::source::Launch;
use program::Program;
pub use sandbox::NO_LOCK;
use sink::PipeSink;

/// The hidden first argument that makes the program a worker.
pub const WORKER_ARGUMENT: &str = "__worker";

/// Where frames from the host come from.
type FromHost = BufReader<File>;
/// Where frames to the host go; several threads of an exporter may write.
type ToHost = Arc<Mutex<BufWriter<File>>>;

/// A document to write.
struct Request {
    trial: Trial,
    options: Vec<u8>,
    document: Vec<u8>,
}

/// Runs the worker until the host closes its stream. `arguments` are those after [`WORKER_ARGUMENT`].
///
/// Never returns: destructors of foreign libraries do not run.
pub fn run(arguments: &[String]) -> ! {
    let memory = arguments.first().and_then(|text| text.parse().ok());
    let code = match serve(memory) {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("worker: {error}");
            1
        }
    };
    std::process::exit(code)
}

fn serve(memory: Option<u64>) -> std::io::Result<()> {
    let (from_host, to_host) = sandbox::take_streams()?;
    let mut from_host = BufReader::new(from_host);
    let Some((launch, path)) = order(&mut from_host)? else { return Ok(()) };
    if let Some(memory) = memory {
        sandbox::limit_resources(memory)?;
    }
    let to_host: ToHost = Arc::new(Mutex::new(BufWriter::new(to_host)));
    let cancelled = Arc::new(AtomicBool::new(false));
    let loaded = locked_away(launch.as_ref(), &path).and_then(|file| {
        // From here on every thread of this process is locked away too.
        let requests = listen(from_host, Arc::clone(&cancelled));
        Ok((load(launch, &file)?, file, requests))
    });
    let (mut exporter, _file, requests) = match loaded {
        Ok(loaded) => loaded,
        Err(refused) => return send(&to_host, kind::REFUSAL, &[&json(&refused)]),
    };
    match exporter.describe() {
        Ok(description) => send(&to_host, kind::DESCRIPTION, &[&json(&description)])?,
        Err(refused) => return send(&to_host, kind::REFUSAL, &[&json(&refused)]),
    }
    while let Ok(Request { trial, options, document }) = requests.recv() {
        cancelled.store(false, Ordering::Relaxed);
        let mut sink = PipeSink::new(Arc::clone(&to_host), Arc::clone(&cancelled), trial);
        match exporter.export(&options, &document, &mut sink) {
            Ok(status) => send(&to_host, kind::RESULT, &[&json(&JobResult { status })])?,
            Err(Broken::Protocol(how)) => return send(&to_host, kind::BROKEN, &[how.as_bytes()]),
            // The host sees how this process ends; that of its program is what it should see.
            Err(Broken::Ended(status)) => sandbox::end_like(status),
        }
    }
    Ok(())
}

/// What the host wants loaded; none if it has gone.
fn order(from_host: &mut FromHost) -> std::io::Result<Option<(Option<Launch>, String)>> {
    let mut launch = None;
    loop {
        match frame::read(from_host)? {
            Some((kind::LAUNCH, content)) => launch = Some(serde_json::from_slice(&content)?),
            Some((kind::LOAD, path)) => return Ok(Some((launch, String::from_utf8_lossy(&path).into_owned()))),
            Some(_) => {}
            None => return Ok(None),
        }
    }
}

/// Opens what the host has sealed, and locks this process away.
fn locked_away(launch: Option<&Launch>, path: &str) -> Result<Opened, Refused> {
    let refuse = |error: std::io::Error| Refused::NotALibrary { reason: error.to_string() };
    let file = sealed::open(path, launch.is_some()).map_err(refuse)?;
    sandbox::lock_away(launch).map_err(refuse)?;
    Ok(file)
}

/// Opens the library or starts the program; constructors of a library run when it is opened.
fn load(launch: Option<Launch>, file: &Opened) -> Result<Box<dyn Loaded>, Refused> {
    match launch {
        None => Ok(Box::new(Library::open(Path::new(file.path()))?)),
        Some(launch) => Ok(Box::new(Program::start(&launch, file.path())?)),
    }
}

/// Reads requests in a thread of their own, so that the end of the host and a wish to stop are noticed at any time.
fn listen(mut from: FromHost, cancelled: Arc<AtomicBool>) -> Receiver<Request> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut options = Vec::new();
        let mut trial = Trial::default();
        while let Ok(Some((kind, content))) = frame::read(&mut from) {
            match kind {
                kind::OPTIONS => options = content,
                kind::TRIAL => trial = serde_json::from_slice(&content).unwrap_or_default(),
                kind::CANCEL => cancelled.store(true, Ordering::Relaxed),
                kind::DOCUMENT => {
                    let (trial, options) = (std::mem::take(&mut trial), std::mem::take(&mut options));
                    if sender.send(Request { trial, options, document: content }).is_err() {
                        break;
                    }
                }
                _ => {}
            }
        }
        // The host is gone. Nobody waits for what an exporter and its children may still be doing.
        sandbox::end_with_children();
    });
    receiver
}

fn send(to_host: &ToHost, kind: u8, parts: &[&[u8]]) -> std::io::Result<()> {
    let mut to_host = to_host.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    frame::write(&mut *to_host, kind, parts)?;
    to_host.flush()
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("our own types are always JSON")
}
