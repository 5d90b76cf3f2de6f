//! The host's side of the boundary: what exporters may call.

use std::ffi::{c_char, c_void};
use std::sync::{Mutex, MutexGuard, PoisonError};

use baocao_exporter::abi::{self, Bytes};
use tracing::{debug, error, info, trace, warn};

use crate::staging::Staging;
use crate::{Diagnostic, Severity};

/// What one call into an exporter leaves behind.
#[derive(Debug, Default)]
pub struct Session {
    pub reply: Option<Vec<u8>>,
    pub diagnostics: Vec<Diagnostic>,
    pub staging: Option<Staging>,
    /// Why the host itself refused something.
    pub refusal: Option<String>,
}

/// Runs `call` with a host table whose callbacks fill a session.
pub fn with_host(session: Session, call: impl FnOnce(&abi::Host) -> abi::Status) -> (abi::Status, Session) {
    let session = Mutex::new(session);
    let host = abi::Host {
        size: size_of::<abi::Host>() as u32,
        abi_major: abi::ABI_MAJOR,
        abi_minor: abi::ABI_MINOR,
        context: std::ptr::from_ref(&session).cast_mut().cast(),
        log: Some(log),
        diagnostic: Some(diagnostic),
        progress: Some(progress),
        reply: Some(reply),
        asset_size: Some(asset_size),
        asset_read: Some(asset_read),
        output_open: Some(output_open),
        output_write: Some(output_write),
        output_close: Some(output_close),
        extension: Some(extension),
    };
    let status = call(&host);
    (status, session.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// # Safety
/// `context` must be the pointer that [`with_host`] made, during its call.
unsafe fn session<'a>(context: *mut c_void) -> MutexGuard<'a, Session> {
    // SAFETY: the caller answers for the pointer; it is only read, the mutex guards what is behind it.
    let session = unsafe { &*context.cast::<Mutex<Session>>() };
    session.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Session {
    fn status(&mut self, result: Result<(), String>) -> abi::Status {
        match result {
            Ok(()) => abi::OK,
            Err(reason) => {
                self.refusal.get_or_insert(reason);
                abi::IO
            }
        }
    }

    fn staging(&mut self) -> Result<&mut Staging, String> {
        self.staging.as_mut().ok_or_else(|| "outputs can only be written while a document is exported".to_owned())
    }
}

unsafe extern "C" fn log(_: *mut c_void, level: i32, target: Bytes, message: Bytes, fields: Bytes) {
    // SAFETY: the exporter lends the bytes for this call.
    let (target, message, fields) = unsafe { (target.to_text(), message.to_text(), fields.to_text()) };
    match level {
        abi::LEVEL_ERROR => error!(exporter_target = target, fields, "{message}"),
        abi::LEVEL_WARN => warn!(exporter_target = target, fields, "{message}"),
        abi::LEVEL_DEBUG => debug!(exporter_target = target, fields, "{message}"),
        abi::LEVEL_TRACE => trace!(exporter_target = target, fields, "{message}"),
        _ => info!(exporter_target = target, fields, "{message}"),
    }
}

unsafe extern "C" fn diagnostic(context: *mut c_void, record: *const abi::Diagnostic) {
    // SAFETY: the exporter lends a record of version 1.0 or longer for this call, with its own size in front.
    unsafe {
        let Some(record) = record.as_ref().filter(|r| r.size as usize >= size_of::<abi::Diagnostic>()) else { return };
        let diagnostic = Diagnostic {
            severity: match record.severity {
                abi::LEVEL_ERROR => Severity::Error,
                abi::LEVEL_WARN => Severity::Warning,
                _ => Severity::Info,
            },
            code: record.code.to_text(),
            message: record.message.to_text(),
            help: record.help.to_text(),
            at: record.at.to_text(),
        };
        session(context).diagnostics.push(diagnostic);
    }
}

unsafe extern "C" fn progress(_: *mut c_void, done: u64, total: u64, what: Bytes) -> i32 {
    // SAFETY: the exporter lends the bytes for this call.
    let what = unsafe { what.to_text() };
    trace!(done, total, what, "progress");
    0
}

unsafe extern "C" fn reply(context: *mut c_void, json: Bytes) -> abi::Status {
    // SAFETY: the exporter lends the bytes for this call.
    unsafe { session(context).reply = Some(json.as_slice().to_vec()) };
    abi::OK
}

unsafe extern "C" fn asset_size(_: *mut c_void, _: Bytes) -> i64 {
    -1
}

unsafe extern "C" fn asset_read(_: *mut c_void, _: Bytes, _: u64, _: *mut u8, _: u64) -> i64 {
    -1
}

unsafe extern "C" fn output_open(
    context: *mut c_void,
    request: *const abi::OutputRequest,
    handle: *mut u64,
) -> abi::Status {
    // SAFETY: the exporter lends a request of version 1.0 or longer and a place for the handle for this call.
    unsafe {
        let mut session = session(context);
        let opened = match request.as_ref().filter(|r| r.size as usize >= size_of::<abi::OutputRequest>()) {
            Some(request) => session.staging().and_then(|staging| staging.open(&request.name.to_text())),
            None => Err("the exporter's request for an output is shorter than version 1.0".to_owned()),
        };
        let result = opened.and_then(|opened| match handle.as_mut() {
            Some(handle) => {
                *handle = opened;
                Ok(())
            }
            None => Err("the exporter gave no place for the handle".to_owned()),
        });
        session.status(result)
    }
}

unsafe extern "C" fn output_write(context: *mut c_void, handle: u64, data: Bytes) -> abi::Status {
    // SAFETY: the exporter lends the bytes for this call.
    unsafe {
        let mut session = session(context);
        let written = session.staging().and_then(|staging| staging.write(handle, data.as_slice()));
        session.status(written)
    }
}

unsafe extern "C" fn output_close(context: *mut c_void, handle: u64, commit: i32) -> abi::Status {
    // SAFETY: the context is that of the running call.
    let mut session = unsafe { session(context) };
    let closed = session.staging().and_then(|staging| staging.close(handle, commit != 0));
    session.status(closed)
}

unsafe extern "C" fn extension(_: *mut c_void, _: *const c_char) -> *const c_void {
    std::ptr::null()
}
