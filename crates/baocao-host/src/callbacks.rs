//! The host's side of the boundary: what exporters may call.

use std::ffi::{c_char, c_void};
use std::sync::{Mutex, MutexGuard, PoisonError};

use baocao_exporter::abi::{self, Bytes};

use crate::frame::LogRecord;
use crate::{Diagnostic, Severity};

/// Where what an exporter does during a call goes: into a staging folder, or to the host behind a worker.
pub trait Sink: Send {
    /// Takes a log record.
    fn log(&mut self, record: LogRecord);
    /// Takes something for the report's author.
    fn diagnostic(&mut self, diagnostic: Diagnostic);
    /// Takes progress; true asks the exporter to stop.
    fn progress(&mut self, done: u64, total: u64, what: &str) -> bool;
    /// Takes the answer of `describe`.
    fn reply(&mut self, json: &[u8]);
    /// Opens an output; an empty name is the main output.
    fn open(&mut self, name: &str) -> Result<u64, String>;
    /// Appends to an output.
    fn write(&mut self, handle: u64, data: &[u8]) -> Result<(), String>;
    /// Closes an output, keeping it or not.
    fn close(&mut self, handle: u64, commit: bool) -> Result<(), String>;
}

type Shared<'a> = Mutex<&'a mut dyn Sink>;

/// Runs `call` with a host table whose callbacks reach a sink.
pub fn with_host(sink: &mut dyn Sink, call: impl FnOnce(&abi::Host) -> abi::Status) -> abi::Status {
    let shared: Shared<'_> = Mutex::new(sink);
    let host = abi::Host {
        size: size_of::<abi::Host>() as u32,
        abi_major: abi::ABI_MAJOR,
        abi_minor: abi::ABI_MINOR,
        context: std::ptr::from_ref(&shared).cast_mut().cast(),
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
    call(&host)
}

/// # Safety
/// `context` must be the pointer that [`with_host`] made, during its call.
unsafe fn sink<'a>(context: *mut c_void) -> MutexGuard<'a, &'a mut dyn Sink> {
    // SAFETY: the caller answers for the pointer; it is only read, the mutex guards what is behind it.
    let shared = unsafe { &*context.cast::<Shared<'a>>() };
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn status(result: Result<(), String>) -> abi::Status {
    // The sink keeps the reason; the exporter only learns that it did not work.
    if result.is_ok() { abi::OK } else { abi::IO }
}

unsafe extern "C" fn log(context: *mut c_void, level: i32, target: Bytes, message: Bytes, fields: Bytes) {
    // SAFETY: the exporter lends the bytes for this call; the context is that of the running call.
    unsafe {
        let record =
            LogRecord { level, target: target.to_text(), message: message.to_text(), fields: fields.to_text() };
        sink(context).log(record);
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
        sink(context).diagnostic(diagnostic);
    }
}

unsafe extern "C" fn progress(context: *mut c_void, done: u64, total: u64, what: Bytes) -> i32 {
    // SAFETY: the exporter lends the bytes for this call; the context is that of the running call.
    unsafe { i32::from(sink(context).progress(done, total, &what.to_text())) }
}

unsafe extern "C" fn reply(context: *mut c_void, json: Bytes) -> abi::Status {
    // SAFETY: the exporter lends the bytes for this call; the context is that of the running call.
    unsafe { sink(context).reply(json.as_slice()) };
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
        let request = request.as_ref().filter(|r| r.size as usize >= size_of::<abi::OutputRequest>());
        let (Some(request), Some(handle)) = (request, handle.as_mut()) else { return abi::FAILED };
        let opened = sink(context).open(&request.name.to_text());
        status(opened.map(|opened| *handle = opened))
    }
}

unsafe extern "C" fn output_write(context: *mut c_void, handle: u64, data: Bytes) -> abi::Status {
    // SAFETY: the exporter lends the bytes for this call; the context is that of the running call.
    unsafe { status(sink(context).write(handle, data.as_slice())) }
}

unsafe extern "C" fn output_close(context: *mut c_void, handle: u64, commit: i32) -> abi::Status {
    // SAFETY: the context is that of the running call.
    unsafe { status(sink(context).close(handle, commit != 0)) }
}

unsafe extern "C" fn extension(_: *mut c_void, _: *const c_char) -> *const c_void {
    std::ptr::null()
}
