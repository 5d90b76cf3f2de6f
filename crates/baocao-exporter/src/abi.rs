//! The boundary itself: the Rust mirror of `include/baocao_exporter.h`.
//!
//! Nobody frees what the other side allocated, and nobody writes into the other side's structs.
//! Structs start with their size and only grow at the end.

use std::ffi::{c_char, c_void};

/// A break of the boundary raises it; the entry point's name carries it.
pub const ABI_MAJOR: u16 = 1;
/// An addition to the boundary raises it.
pub const ABI_MINOR: u16 = 0;
/// The name of the one symbol that an exporter library exports.
pub const ENTRY_POINT: &str = "baocao_exporter_v1";

/// What the host says of a job beside its document: the language that documents and diagnostics are written in.
pub const JOB: &[u8] = br#"{"language":"vi"}"#;

/// The result of a call; a value not listed below counts as [`FAILED`].
pub type Status = i32;
/// Done.
pub const OK: Status = 0;
/// It did not work; a diagnostic said why.
pub const FAILED: Status = 1;
/// The options were refused; the diagnostic's `at` names the key.
pub const OPTIONS: Status = 2;
/// The document cannot be written in this format.
pub const DOCUMENT: Status = 3;
/// The host asked to stop.
pub const CANCELLED: Status = 4;
/// A host callback failed.
pub const IO: Status = 5;
/// The call is not supported.
pub const UNSUPPORTED: Status = 6;
/// The exporter panicked; the macro caught it.
pub const PANIC: Status = 7;

/// A log level and a diagnostic severity.
pub const LEVEL_ERROR: i32 = 1;
/// A log level and a diagnostic severity.
pub const LEVEL_WARN: i32 = 2;
/// A log level and a diagnostic severity.
pub const LEVEL_INFO: i32 = 3;
/// A log level.
pub const LEVEL_DEBUG: i32 = 4;
/// A log level.
pub const LEVEL_TRACE: i32 = 5;

/// Borrowed bytes, valid until the call they were passed to returns.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Bytes {
    /// The first byte; may be null when `len` is 0.
    pub ptr: *const u8,
    /// How many.
    pub len: u64,
}

impl Bytes {
    /// No bytes.
    pub const EMPTY: Self = Self { ptr: std::ptr::null(), len: 0 };

    /// Lends a slice for the length of a call.
    pub fn lend(bytes: &[u8]) -> Self {
        Self { ptr: bytes.as_ptr(), len: bytes.len() as u64 }
    }

    /// Views the bytes.
    ///
    /// # Safety
    /// The sender must keep `ptr` readable for `len` bytes while the returned slice is in use.
    pub unsafe fn as_slice<'a>(&self) -> &'a [u8] {
        if self.ptr.is_null() || self.len == 0 {
            return &[];
        }
        // SAFETY: not null, and the caller answers for the length.
        unsafe { std::slice::from_raw_parts(self.ptr, self.len as usize) }
    }

    /// Copies the bytes into a string; what is not UTF-8 is replaced.
    ///
    /// # Safety
    /// As for [`Bytes::as_slice`].
    pub unsafe fn to_text(&self) -> String {
        // SAFETY: the caller answers for the bytes.
        String::from_utf8_lossy(unsafe { self.as_slice() }).into_owned()
    }
}

/// What a report's author reads about an export.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Diagnostic {
    /// The size of this struct as its sender compiled it.
    pub size: u32,
    /// One of the levels error, warn, info.
    pub severity: i32,
    /// A stable code, `pdf.font-missing`.
    pub code: Bytes,
    /// One line.
    pub message: Bytes,
    /// What to do about it; may be empty.
    pub help: Bytes,
    /// `options:/page/size`, `document:/body/12` or empty.
    pub at: Bytes,
}

/// An output that the exporter wants to open.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct OutputRequest {
    /// The size of this struct as its sender compiled it.
    pub size: u32,
    /// 0.
    pub flags: u32,
    /// A relative name with `/` and without `..`; empty for the main output, which the host names.
    pub name: Bytes,
    /// The media type.
    pub media_type: Bytes,
    /// `main`, `asset` or `attachment`.
    pub role: Bytes,
}

/// What the host offers during a call.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Host {
    /// The size of this struct as its sender compiled it.
    pub size: u32,
    /// The host's boundary version.
    pub abi_major: u16,
    /// The host's boundary version.
    pub abi_minor: u16,
    /// The first argument of every callback.
    pub context: *mut c_void,
    /// Takes a log record.
    pub log: Option<unsafe extern "C" fn(*mut c_void, i32, Bytes, Bytes, Bytes)>,
    /// Takes a diagnostic.
    pub diagnostic: Option<unsafe extern "C" fn(*mut c_void, *const Diagnostic)>,
    /// Takes progress; another answer than 0 asks to stop.
    pub progress: Option<unsafe extern "C" fn(*mut c_void, u64, u64, Bytes) -> i32>,
    /// Takes the answer of `describe`.
    pub reply: Option<unsafe extern "C" fn(*mut c_void, Bytes) -> Status>,
    /// Tells the size of an asset; below 0 if there is none.
    pub asset_size: Option<unsafe extern "C" fn(*mut c_void, Bytes) -> i64>,
    /// Reads a part of an asset.
    pub asset_read: Option<unsafe extern "C" fn(*mut c_void, Bytes, u64, *mut u8, u64) -> i64>,
    /// Opens an output.
    pub output_open: Option<unsafe extern "C" fn(*mut c_void, *const OutputRequest, *mut u64) -> Status>,
    /// Appends to an output: all or an error.
    pub output_write: Option<unsafe extern "C" fn(*mut c_void, u64, Bytes) -> Status>,
    /// Closes an output; 0 throws it away.
    pub output_close: Option<unsafe extern "C" fn(*mut c_void, u64, i32) -> Status>,
    /// Looks an extension up by id.
    pub extension: Option<unsafe extern "C" fn(*mut c_void, *const c_char) -> *const c_void>,
}

/// One document to write.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct JobRequest {
    /// The size of this struct as its sender compiled it.
    pub size: u32,
    /// 0.
    pub flags: u32,
    /// The document as JSON; one of a later minor version is handed over unchanged.
    pub document_json: Bytes,
    /// What else there is to know, as JSON.
    pub job_json: Bytes,
}

/// The table that the entry point returns. It lives as long as the process.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ExporterTable {
    /// The size of this struct as its sender compiled it.
    pub size: u32,
    /// The boundary version that the exporter was compiled with.
    pub abi_major: u16,
    /// The boundary version that the exporter was compiled with.
    pub abi_minor: u16,
    /// The lowest host minor it works with.
    pub host_min_minor: u16,
    /// 0.
    pub reserved: u16,
    /// Describes the exporter through `reply`.
    pub describe: Option<unsafe extern "C" fn(*const Host) -> Status>,
    /// Makes an instance with options.
    pub create: Option<unsafe extern "C" fn(*const Host, Bytes, *mut *mut c_void) -> Status>,
    /// Writes one document.
    pub run: Option<unsafe extern "C" fn(*mut c_void, *const Host, *const JobRequest) -> Status>,
    /// Ends an instance.
    pub destroy: Option<unsafe extern "C" fn(*mut c_void)>,
    /// Looks an extension up by id.
    pub extension: Option<unsafe extern "C" fn(*const c_char) -> *const c_void>,
}

/// The type of the entry point.
pub type EntryPoint = unsafe extern "C" fn() -> *const ExporterTable;

// The layout that the header promises on 64-bit machines.
#[cfg(target_pointer_width = "64")]
const _: () = {
    assert!(size_of::<Bytes>() == 16);
    assert!(size_of::<Diagnostic>() == 72);
    assert!(size_of::<OutputRequest>() == 56);
    assert!(size_of::<Host>() == 96);
    assert!(size_of::<JobRequest>() == 40);
    assert!(size_of::<ExporterTable>() == 56);
};
