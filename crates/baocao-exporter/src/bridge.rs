//! Turns an [`Exporter`] into the functions of the boundary.

use std::any::Any;
use std::ffi::{c_char, c_void};
use std::fmt::Display;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};

use baocao_document::{Document, SCHEMA_MAJOR, SchemaVersion};

use crate::forward::Forward;
use crate::job::{Severity, send_diagnostic};
use crate::{Description, ExportError, Exporter, Job, abi};

/// The functions of the boundary for one exporter type; used by [`export_exporter!`](crate::export_exporter).
#[doc(hidden)]
#[derive(Debug)]
pub struct Entry<E>(PhantomData<E>);

impl<E: Exporter> Entry<E> {
    /// The table that the entry point returns.
    pub const TABLE: abi::ExporterTable = abi::ExporterTable {
        size: size_of::<abi::ExporterTable>() as u32,
        abi_major: abi::ABI_MAJOR,
        abi_minor: abi::ABI_MINOR,
        host_min_minor: 0,
        reserved: 0,
        describe: Some(describe::<E>),
        create: Some(create::<E>),
        run: Some(run::<E>),
        destroy: Some(destroy::<E>),
        extension: Some(extension),
    };
}

/// Exports a type that implements [`Exporter`] as this library's exporter.
#[macro_export]
macro_rules! export_exporter {
    ($exporter:ty) => {
        /// The entry point of the exporter boundary, version 1.
        #[unsafe(no_mangle)]
        pub extern "C" fn baocao_exporter_v1() -> *const $crate::abi::ExporterTable {
            static TABLE: $crate::abi::ExporterTable = $crate::Entry::<$exporter>::TABLE;
            &TABLE
        }
    };
}

unsafe extern "C" fn describe<E: Exporter>(host: *const abi::Host) -> abi::Status {
    // SAFETY: the host passes its own table, valid for this call.
    unsafe {
        guarded(host, |host| {
            let description = Description {
                id: E::ID.to_owned(),
                name: E::NAME.to_owned(),
                version: E::VERSION.to_owned(),
                media_type: E::MEDIA_TYPE.to_owned(),
                extension: E::EXTENSION.to_owned(),
                document: SchemaVersion::CURRENT,
                features: E::FEATURES.to_vec(),
                unknown_features: Vec::new(),
                options_schema: schemars::schema_for!(E::Options).to_value(),
            };
            let json = serde_json::to_vec(&description).map_err(ExportError::failed)?;
            let reply = host.reply.ok_or_else(|| ExportError::Output("the host takes no reply".to_owned()))?;
            match reply(host.context, abi::Bytes::lend(&json)) {
                abi::OK => Ok(()),
                status => Err(ExportError::Output(format!("the host refused the reply (status {status})"))),
            }
        })
    }
}

unsafe extern "C" fn create<E: Exporter>(
    host: *const abi::Host,
    options_json: abi::Bytes,
    this: *mut *mut c_void,
) -> abi::Status {
    // SAFETY: the host passes its own table, bytes it keeps for this call and a place for one pointer.
    unsafe {
        guarded(host, |_| {
            let options = serde_json::from_slice(options_json.as_slice())
                .map_err(|error| ExportError::Options { pointer: String::new(), message: error.to_string() })?;
            let exporter = E::new(options)?;
            *this = Box::into_raw(Box::new(exporter)).cast();
            Ok(())
        })
    }
}

unsafe extern "C" fn run<E: Exporter>(
    this: *mut c_void,
    host: *const abi::Host,
    job: *const abi::JobRequest,
) -> abi::Status {
    // SAFETY: `this` came from `create` of the same type and is used by one call at a time; the rest is valid for
    // this call.
    unsafe {
        guarded(host, |host| {
            let exporter = &mut *this.cast::<E>();
            let document = read((*job).document_json.as_slice())?;
            if document.schema.major != SCHEMA_MAJOR {
                return Err(ExportError::Document(format!(
                    "the document has schema {}, this exporter reads schema {SCHEMA_MAJOR}",
                    document.schema.major
                )));
            }
            exporter.export(&document, &mut Job::new(host))
        })
    }
}

fn read(json: &[u8]) -> Result<Document, ExportError> {
    let wrong = |error: &dyn Display| ExportError::Document(format!("the document cannot be read: {error}"));
    // The text is checked whole: given bytes, serde_json checks string by string, which takes longer than to read them.
    let json = simdutf8::compat::from_utf8(json).map_err(|error| wrong(&error))?;
    serde_json::from_str(json).map_err(|error| wrong(&error))
}

unsafe extern "C" fn destroy<E: Exporter>(this: *mut c_void) {
    // A panic while dropping must not cross either; there is nobody left to tell.
    let dropped = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: `this` came from `create` of the same type and is destroyed once.
        drop(unsafe { Box::from_raw(this.cast::<E>()) });
    }));
    if let Err(payload) = dropped {
        std::mem::forget(payload);
    }
}

unsafe extern "C" fn extension(_: *const c_char) -> *const c_void {
    std::ptr::null()
}

/// Runs `work` with logs forwarded, panics caught and errors told to the host.
///
/// # Safety
/// `host` must point to a host table that is valid for this call.
unsafe fn guarded(host: *const abi::Host, work: impl FnOnce(&abi::Host) -> Result<(), ExportError>) -> abi::Status {
    // SAFETY: the caller answers for the pointer. Only members of version 1.0 are used, which every host has.
    let Some(host) = (unsafe { host.as_ref() }) else {
        return abi::FAILED;
    };
    let outcome =
        catch_unwind(AssertUnwindSafe(|| tracing::subscriber::with_default(Forward::new(host), || work(host))));
    match outcome {
        Ok(Ok(())) => abi::OK,
        Ok(Err(error)) => {
            let at = match &error {
                ExportError::Options { pointer, .. } => format!("options:{pointer}"),
                _ => String::new(),
            };
            send_diagnostic(host, Severity::Error, error.code(), &error.to_string(), "", &at);
            error.status()
        }
        Err(payload) => {
            send_diagnostic(host, Severity::Error, "export.panic", panic_message(&*payload), "", "");
            // Dropping a payload can panic again.
            std::mem::forget(payload);
            abi::PANIC
        }
    }
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("the exporter panicked without a message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_and_what_is_none_is_told() {
        let document = baocao_document::specimen::specimen();
        let json = serde_json::to_vec(&document).expect("a document is always JSON");
        assert_eq!(read(&json).expect("its own JSON is read"), document);
        let mut cut_letter = json.clone();
        let inside = json.iter().position(|byte| !byte.is_ascii()).expect("the specimen is in Vietnamese") + 1;
        cut_letter[inside] = b'x';
        for wrong in [&json[..json.len() - 1], &cut_letter, b"", b"{}", b"\xff"] {
            assert!(matches!(read(wrong), Err(ExportError::Document(message)) if message.contains("cannot be read")));
        }
    }
}
