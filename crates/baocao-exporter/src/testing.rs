//! Runs an exporter through the boundary and keeps what it wrote, for an exporter's own tests.

use std::collections::BTreeMap;
use std::ffi::{c_char, c_void};

use baocao_document::Document;

use crate::{Description, Entry, Exporter, abi};

/// What an export gave.
#[derive(Debug, Default)]
pub struct Recorded {
    /// The status of the last call.
    pub status: abi::Status,
    /// The committed main output.
    pub main: Option<Vec<u8>>,
    /// The committed assets by name.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// The diagnostics as `code: message`.
    pub diagnostics: Vec<String>,
    reply: Vec<u8>,
    open: Vec<(String, Vec<u8>)>,
}

/// Describes an exporter.
///
/// # Panics
/// If the exporter does not answer as the boundary asks.
pub fn describe<E: Exporter>() -> Description {
    let mut recorded = Recorded::default();
    let host = host(&mut recorded);
    let describe = Entry::<E>::TABLE.describe.expect("the table is complete");
    // SAFETY: the host table lives through the call.
    let status = unsafe { describe(&host) };
    assert_eq!(status, abi::OK, "describe failed: {:?}", recorded.diagnostics);
    serde_json::from_slice(&recorded.reply).expect("describe answers with a description")
}

/// Exports one document that must succeed.
///
/// # Panics
/// If the export fails.
pub fn exported<E: Exporter>(document: &Document, options: &serde_json::Value) -> Recorded {
    let recorded = export::<E>(document, options);
    assert_eq!(recorded.status, abi::OK, "{:?}", recorded.diagnostics);
    recorded
}

/// Exports one document with options given as JSON.
pub fn export<E: Exporter>(document: &Document, options: &serde_json::Value) -> Recorded {
    let mut recorded = Recorded::default();
    let host = host(&mut recorded);
    let table = Entry::<E>::TABLE;
    let (create, run, destroy) = (
        table.create.expect("the table is complete"),
        table.run.expect("the table is complete"),
        table.destroy.expect("the table is complete"),
    );
    let options = options.to_string();
    let document = serde_json::to_vec(document).expect("a document is always JSON");
    let mut this: *mut c_void = std::ptr::null_mut();
    // SAFETY: the host table, the bytes and the place for the instance live through the calls.
    let status = unsafe {
        match create(&host, abi::Bytes::lend(options.as_bytes()), &mut this) {
            abi::OK => {
                let job = abi::JobRequest {
                    size: size_of::<abi::JobRequest>() as u32,
                    flags: 0,
                    document_json: abi::Bytes::lend(&document),
                    job_json: abi::Bytes::lend(abi::JOB),
                };
                let status = run(this, &host, &job);
                destroy(this);
                status
            }
            status => status,
        }
    };
    recorded.status = status;
    recorded
}

fn host(recorded: &mut Recorded) -> abi::Host {
    abi::Host {
        size: size_of::<abi::Host>() as u32,
        abi_major: abi::ABI_MAJOR,
        abi_minor: abi::ABI_MINOR,
        context: std::ptr::from_mut(recorded).cast(),
        log: Some(log),
        diagnostic: Some(diagnostic),
        progress: Some(progress),
        reply: Some(reply),
        asset_size: None,
        asset_read: None,
        output_open: Some(output_open),
        output_write: Some(output_write),
        output_close: Some(output_close),
        extension: Some(extension),
    }
}

/// # Safety
/// `context` must be the pointer that [`host`] was made with.
unsafe fn recorded<'a>(context: *mut c_void) -> &'a mut Recorded {
    // SAFETY: the caller answers for the pointer; one call runs at a time.
    unsafe { &mut *context.cast() }
}

unsafe extern "C" fn log(_: *mut c_void, _: i32, _: abi::Bytes, _: abi::Bytes, _: abi::Bytes) {}

unsafe extern "C" fn diagnostic(context: *mut c_void, diagnostic: *const abi::Diagnostic) {
    // SAFETY: the exporter passes a record that is valid for this call.
    unsafe {
        let text = format!("{}: {}", (*diagnostic).code.to_text(), (*diagnostic).message.to_text());
        recorded(context).diagnostics.push(text);
    }
}

unsafe extern "C" fn progress(_: *mut c_void, _: u64, _: u64, _: abi::Bytes) -> i32 {
    0
}

unsafe extern "C" fn reply(context: *mut c_void, json: abi::Bytes) -> abi::Status {
    // SAFETY: the exporter passes bytes that are valid for this call.
    unsafe { recorded(context).reply = json.as_slice().to_vec() };
    abi::OK
}

unsafe extern "C" fn output_open(
    context: *mut c_void,
    request: *const abi::OutputRequest,
    handle: *mut u64,
) -> abi::Status {
    // SAFETY: the exporter passes a request and a place for the handle that are valid for this call.
    unsafe {
        let recorded = recorded(context);
        recorded.open.push(((*request).name.to_text(), Vec::new()));
        *handle = recorded.open.len() as u64 - 1;
    }
    abi::OK
}

unsafe extern "C" fn output_write(context: *mut c_void, handle: u64, data: abi::Bytes) -> abi::Status {
    // SAFETY: the exporter passes bytes that are valid for this call.
    unsafe { recorded(context).open[handle as usize].1.extend_from_slice(data.as_slice()) };
    abi::OK
}

unsafe extern "C" fn output_close(context: *mut c_void, handle: u64, commit: i32) -> abi::Status {
    // SAFETY: the context is the one this host was made with.
    let recorded = unsafe { recorded(context) };
    let (name, bytes) = std::mem::take(&mut recorded.open[handle as usize]);
    match (commit, name.is_empty()) {
        (0, _) => {}
        (_, true) => recorded.main = Some(bytes),
        (_, false) => drop(recorded.assets.insert(name, bytes)),
    }
    abi::OK
}

unsafe extern "C" fn extension(_: *mut c_void, _: *const c_char) -> *const c_void {
    std::ptr::null()
}
