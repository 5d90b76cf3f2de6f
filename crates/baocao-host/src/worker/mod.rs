//! The worker: the same program, started by the host, with one exporter in it.

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
pub use sandbox::NO_LOCK;
use sink::PipeSink;

/// The hidden first argument that makes the program a worker.
pub const WORKER_ARGUMENT: &str = "__worker";

/// Where frames to the host go; several threads of an exporter may write.
type ToHost = Arc<Mutex<BufWriter<File>>>;

/// What the host asks for.
enum Request {
    Load(Vec<u8>),
    Export { trial: Trial, options: Vec<u8>, document: Vec<u8> },
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
    sandbox::die_with_host();
    let to_host: ToHost = Arc::new(Mutex::new(BufWriter::new(to_host)));
    let cancelled = Arc::new(AtomicBool::new(false));
    let requests = listen(from_host, Arc::clone(&cancelled));
    let Ok(Request::Load(bytes)) = requests.recv() else { return Ok(()) };
    if let Some(memory) = memory {
        sandbox::limit_resources(memory)?;
    }
    let library = match load(&bytes) {
        Ok((library, description)) => {
            send(&to_host, kind::DESCRIPTION, &[&description])?;
            library
        }
        Err(refused) => return send(&to_host, kind::REFUSAL, &[&json(&refused)]),
    };
    while let Ok(request) = requests.recv() {
        let Request::Export { trial, options, document } = request else { continue };
        cancelled.store(false, Ordering::Relaxed);
        let mut sink = PipeSink::new(Arc::clone(&to_host), Arc::clone(&cancelled), trial);
        let status = library.export(&options, &document, &mut sink);
        send(&to_host, kind::RESULT, &[&json(&JobResult { status })])?;
    }
    Ok(())
}

/// Locks the worker away and opens the library, in this order: constructors of a library run when it is opened.
fn load(bytes: &[u8]) -> Result<(Library, Vec<u8>), Refused> {
    let refuse = |error: std::io::Error| Refused::NotALibrary { reason: error.to_string() };
    let file = sandbox::sealed_copy(bytes).map_err(refuse)?;
    sandbox::lock_away(file.path()).map_err(refuse)?;
    let library = Library::open(Path::new(file.path()))?;
    let description = library.describe()?;
    Ok((library, json(&description)))
}

/// Reads requests in a thread of their own, so that the end of the host and a wish to stop are noticed at any time.
fn listen(from_host: File, cancelled: Arc<AtomicBool>) -> Receiver<Request> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut from = BufReader::new(from_host);
        let mut options = Vec::new();
        let mut trial = Trial::default();
        while let Ok(Some((kind, content))) = frame::read(&mut from) {
            let request = match kind {
                kind::LOAD => Request::Load(content),
                kind::OPTIONS => {
                    options = content;
                    continue;
                }
                kind::TRIAL => {
                    trial = serde_json::from_slice(&content).unwrap_or_default();
                    continue;
                }
                kind::DOCUMENT => Request::Export {
                    trial: std::mem::take(&mut trial),
                    options: std::mem::take(&mut options),
                    document: content,
                },
                kind::CANCEL => {
                    cancelled.store(true, Ordering::Relaxed);
                    continue;
                }
                _ => continue,
            };
            if sender.send(request).is_err() {
                break;
            }
        }
        // The host is gone. Nobody waits for what an exporter may still be doing.
        std::process::exit(0);
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
