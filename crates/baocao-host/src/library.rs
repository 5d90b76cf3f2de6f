use std::ffi::c_void;
use std::path::{Path, PathBuf};

use baocao_exporter::{Description, abi};
use libloading::Library;
use tracing::{debug, info_span};

use crate::callbacks::{Session, with_host};
use crate::staging::Staging;
use crate::{ExportFailure, Exported, Installed, LoadError};

/// A loaded exporter. It stays loaded until the program ends: libraries with thread-locals cannot be unloaded safely.
#[derive(Debug)]
pub struct Exporter {
    /// What it says of itself.
    pub description: Description,
    /// The library it was loaded from.
    pub path: PathBuf,
    table: Table,
}

/// The functions of the boundary, all present.
#[derive(Clone, Copy, Debug)]
struct Table {
    describe: unsafe extern "C" fn(*const abi::Host) -> abi::Status,
    create: unsafe extern "C" fn(*const abi::Host, abi::Bytes, *mut *mut c_void) -> abi::Status,
    run: unsafe extern "C" fn(*mut c_void, *const abi::Host, *const abi::JobRequest) -> abi::Status,
    destroy: unsafe extern "C" fn(*mut c_void),
}

impl Exporter {
    /// Loads a library: entry point, version, description, in this order.
    pub fn load(installed: &Installed) -> Result<Self, LoadError> {
        let path = &installed.path;
        let table = open(path)?;
        let description = describe(path, table)?;
        if description.id != installed.id {
            let reason = format!("it says it is `{}`, but its file is named after `{}`", description.id, installed.id);
            return Err(LoadError::NoDescription { path: path.clone(), reason });
        }
        debug!(id = description.id, version = description.version, path = %path.display(), "exporter loaded");
        Ok(Self { description, path: path.clone(), table })
    }

    /// Writes one document below `folder`; the main output is called `main_name`. What a failed export wrote is removed.
    pub fn export(
        &self,
        options: &serde_json::Value,
        document: &[u8],
        folder: &Path,
        main_name: &str,
    ) -> Result<Exported, ExportFailure> {
        let _span = info_span!("export", exporter = self.description.id, output = main_name).entered();
        let options = options.to_string();
        let session = Session { staging: Some(Staging::new(folder, main_name)), ..Session::default() };
        let (status, session) = with_host(session, |host| self.call(host, options.as_bytes(), document));
        finish(status, session)
    }

    fn call(&self, host: &abi::Host, options: &[u8], document: &[u8]) -> abi::Status {
        let mut instance: *mut c_void = std::ptr::null_mut();
        // SAFETY: the functions come from a table of version 1; host, bytes and the place for the instance live
        // through the calls; the instance is used by this thread alone and destroyed once.
        unsafe {
            let created = (self.table.create)(host, abi::Bytes::lend(options), &mut instance);
            if created != abi::OK {
                return created;
            }
            let job = abi::JobRequest {
                size: size_of::<abi::JobRequest>() as u32,
                flags: 0,
                document_json: abi::Bytes::lend(document),
                job_json: abi::Bytes::lend(b"{}"),
            };
            let status = (self.table.run)(instance, host, &job);
            (self.table.destroy)(instance);
            status
        }
    }
}

fn finish(status: abi::Status, session: Session) -> Result<Exported, ExportFailure> {
    let Session { diagnostics, staging, refusal, .. } = session;
    let mut staging = staging.expect("an export always has a staging area");
    if status == abi::OK && refusal.is_none() {
        return match staging.finish() {
            Ok(outputs) => Ok(Exported { outputs, diagnostics }),
            Err(reason) => Err(ExportFailure { reason, diagnostics }),
        };
    }
    staging.discard();
    let said = diagnostics.iter().rev().find(|diagnostic| diagnostic.severity == crate::Severity::Error);
    let reason = refusal.or_else(|| said.map(|diagnostic| diagnostic.message.clone()));
    Err(ExportFailure { reason: reason.unwrap_or_else(|| status_words(status).to_owned()), diagnostics })
}

fn status_words(status: abi::Status) -> &'static str {
    match status {
        abi::OPTIONS => "it refused its options without saying why",
        abi::DOCUMENT => "it cannot write this document and did not say why",
        abi::CANCELLED => "it stopped as if it had been cancelled",
        abi::IO => "it could not write its output",
        abi::PANIC => "it panicked",
        _ => "it failed without saying why",
    }
}

fn open(path: &Path) -> Result<Table, LoadError> {
    // SAFETY: opening a library runs its constructors. Only libraries of the installation get here.
    let library = unsafe { Library::new(path) }
        .map_err(|error| LoadError::NotALibrary { path: path.to_owned(), reason: error.to_string() })?;
    // Never unloaded.
    let library: &'static Library = Box::leak(Box::new(library));
    let no_entry = || LoadError::NoEntryPoint { path: path.to_owned(), entry: abi::ENTRY_POINT };
    // SAFETY: the entry point's name carries the version of its type.
    let table = unsafe {
        let entry = library.get::<abi::EntryPoint>(abi::ENTRY_POINT).map_err(|_| no_entry())?;
        (*entry)().as_ref().ok_or_else(no_entry)?
    };
    negotiate(path, table)
}

/// Accepts a table of our major version that is at least as long as version 1.0 and content with our minor version.
fn negotiate(path: &Path, table: &abi::ExporterTable) -> Result<Table, LoadError> {
    if table.abi_major != abi::ABI_MAJOR || table.host_min_minor > abi::ABI_MINOR {
        let theirs = match table.abi_major == abi::ABI_MAJOR {
            true => format!("{}.{}", table.abi_major, table.host_min_minor),
            false => format!("{}.{}", table.abi_major, table.abi_minor),
        };
        return Err(LoadError::OtherVersion {
            path: path.to_owned(),
            theirs,
            ours: format!("{}.{}", abi::ABI_MAJOR, abi::ABI_MINOR),
            exporter_is_newer: table.abi_major >= abi::ABI_MAJOR,
        });
    }
    let complete = (table.size as usize >= size_of::<abi::ExporterTable>()).then_some(table);
    let functions = complete.and_then(|table| {
        Some(Table { describe: table.describe?, create: table.create?, run: table.run?, destroy: table.destroy? })
    });
    functions.ok_or_else(|| LoadError::NoDescription {
        path: path.to_owned(),
        reason: "its table of functions is incomplete".to_owned(),
    })
}

fn describe(path: &Path, table: Table) -> Result<Description, LoadError> {
    let refuse = |reason: String| LoadError::NoDescription { path: path.to_owned(), reason };
    // SAFETY: the function comes from a table of version 1 and the host table lives through the call.
    let (status, session) = with_host(Session::default(), |host| unsafe { (table.describe)(host) });
    if status != abi::OK {
        let said = session.diagnostics.last().map(|diagnostic| diagnostic.message.clone());
        return Err(refuse(said.unwrap_or_else(|| status_words(status).to_owned())));
    }
    let reply = session.reply.ok_or_else(|| refuse("it gave no answer".to_owned()))?;
    serde_json::from_slice(&reply).map_err(|error| refuse(format!("its answer cannot be read: {error}")))
}
