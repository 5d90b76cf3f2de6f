//! A library in this process: entry point, version, description, calls.

use std::ffi::c_void;
use std::path::Path;

use baocao_exporter::{Description, abi};
use libloading::Library as Opened;

use crate::Diagnostic;
use crate::callbacks::{Sink, with_host};
use crate::frame::{LogRecord, Refused};
use crate::loaded::{Broken, Loaded};

/// A loaded exporter. It stays loaded until the process ends: libraries with thread-locals cannot be unloaded safely.
#[derive(Clone, Copy, Debug)]
pub struct Library {
    describe: unsafe extern "C" fn(*const abi::Host) -> abi::Status,
    create: unsafe extern "C" fn(*const abi::Host, abi::Bytes, *mut *mut c_void) -> abi::Status,
    run: unsafe extern "C" fn(*mut c_void, *const abi::Host, *const abi::JobRequest) -> abi::Status,
    destroy: unsafe extern "C" fn(*mut c_void),
}

impl Library {
    /// Opens a library that is trusted, and accepts or refuses its version.
    pub fn open(path: &Path) -> Result<Self, Refused> {
        // SAFETY: opening a library runs its constructors. Only trusted libraries get here.
        let library =
            unsafe { Opened::new(path) }.map_err(|error| Refused::NotALibrary { reason: error.to_string() })?;
        // Never unloaded.
        let library: &'static Opened = Box::leak(Box::new(library));
        let no_entry = || Refused::NoEntryPoint { entry: abi::ENTRY_POINT.to_owned() };
        // SAFETY: the entry point's name carries the version of its type.
        let table = unsafe {
            let entry = library.get::<abi::EntryPoint>(abi::ENTRY_POINT).map_err(|_| no_entry())?;
            (*entry)().as_ref().ok_or_else(no_entry)?
        };
        negotiate(table)
    }

    /// Asks the exporter what it is.
    pub fn describe(&self) -> Result<Description, Refused> {
        let refuse = |reason: String| Refused::NoDescription { reason };
        let mut listener = Listener::default();
        // SAFETY: the function comes from a table of version 1 and the host table lives through the call.
        let status = with_host(&mut listener, |host| unsafe { (self.describe)(host) });
        if status != abi::OK {
            return Err(refuse(listener.said.unwrap_or_else(|| format!("status {status}"))));
        }
        let reply = listener.reply.ok_or_else(|| refuse("no answer".to_owned()))?;
        let said = serde_json::from_slice(&reply).map_err(|error| refuse(error.to_string()))?;
        Description::read(&said).map_err(refuse)
    }

    /// Writes one document.
    pub fn export(&self, options: &[u8], document: &[u8], sink: &mut dyn Sink) -> abi::Status {
        with_host(sink, |host| {
            let mut instance: *mut c_void = std::ptr::null_mut();
            // SAFETY: the functions come from a table of version 1; host, bytes and the place for the instance live
            // through the calls; the instance is used by this thread alone and destroyed once.
            unsafe {
                let created = (self.create)(host, abi::Bytes::lend(options), &mut instance);
                if created != abi::OK {
                    return created;
                }
                let job = abi::JobRequest {
                    size: size_of::<abi::JobRequest>() as u32,
                    flags: 0,
                    document_json: abi::Bytes::lend(document),
                    job_json: abi::Bytes::lend(abi::JOB),
                };
                let status = (self.run)(instance, host, &job);
                (self.destroy)(instance);
                status
            }
        })
    }
}

impl Loaded for Library {
    fn describe(&mut self) -> Result<Description, Refused> {
        Self::describe(self)
    }

    fn export(&mut self, options: &[u8], document: &[u8], sink: &mut dyn Sink) -> Result<abi::Status, Broken> {
        Ok(Self::export(self, options, document, sink))
    }
}

/// Accepts a table of our major version that is at least as long as version 1.0 and content with our minor version.
fn negotiate(table: &abi::ExporterTable) -> Result<Library, Refused> {
    if table.abi_major != abi::ABI_MAJOR || table.host_min_minor > abi::ABI_MINOR {
        let minor = if table.abi_major == abi::ABI_MAJOR { table.host_min_minor } else { table.abi_minor };
        return Err(Refused::OtherVersion {
            theirs: format!("{}.{minor}", table.abi_major),
            ours: format!("{}.{}", abi::ABI_MAJOR, abi::ABI_MINOR),
            exporter_is_newer: table.abi_major >= abi::ABI_MAJOR,
        });
    }
    let complete = (table.size as usize >= size_of::<abi::ExporterTable>()).then_some(table);
    let functions = complete.and_then(|table| {
        Some(Library { describe: table.describe?, create: table.create?, run: table.run?, destroy: table.destroy? })
    });
    functions.ok_or_else(|| Refused::NoDescription { reason: "its table of functions is incomplete".to_owned() })
}

/// Listens to `describe`; it may not write anything.
#[derive(Default)]
struct Listener {
    reply: Option<Vec<u8>>,
    said: Option<String>,
}

impl Sink for Listener {
    fn log(&mut self, _: LogRecord) {}

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.said = Some(diagnostic.message);
    }

    fn progress(&mut self, _: u64, _: u64, _: &str) -> bool {
        false
    }

    fn reply(&mut self, json: &[u8]) {
        self.reply = Some(json.to_vec());
    }

    fn open(&mut self, _: &str) -> Result<u64, String> {
        Err("outputs can only be written while a document is exported".to_owned())
    }

    fn write(&mut self, _: u64, _: &[u8]) -> Result<(), String> {
        Err("outputs can only be written while a document is exported".to_owned())
    }

    fn close(&mut self, _: u64, _: bool) -> Result<(), String> {
        Err("outputs can only be written while a document is exported".to_owned())
    }
}
