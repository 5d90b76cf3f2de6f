use std::io;

use crate::{ExportError, abi};

/// What the host offers while one document is written.
#[derive(Debug)]
pub struct Job<'a> {
    host: &'a abi::Host,
}

/// What an output is to the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The output itself; every export has exactly one.
    Main,
    /// A file that the main output refers to.
    Asset,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The output is wrong.
    Error,
    /// The output misses something.
    Warning,
    /// Worth knowing.
    Info,
}

impl<'a> Job<'a> {
    pub(crate) fn new(host: &'a abi::Host) -> Self {
        Self { host }
    }

    /// Writes the main output in one go.
    pub fn write_main(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        let mut output = self.create(Role::Main, "", "")?;
        io::Write::write_all(&mut output, bytes)?;
        output.commit()
    }

    /// Opens an output; `name` is relative to the bundle and empty for the main output, which the host names.
    ///
    /// An output that is dropped without [`Output::commit`] is thrown away.
    pub fn create(&mut self, role: Role, name: &str, media_type: &str) -> Result<Output<'a>, ExportError> {
        let role: &[u8] = match role {
            Role::Main => b"main",
            Role::Asset => b"asset",
        };
        let request = abi::OutputRequest {
            size: size_of::<abi::OutputRequest>() as u32,
            flags: 0,
            name: abi::Bytes::lend(name.as_bytes()),
            media_type: abi::Bytes::lend(media_type.as_bytes()),
            role: abi::Bytes::lend(role),
        };
        let mut handle = 0;
        let open = self.host.output_open.ok_or_else(|| ExportError::Output("the host takes no output".to_owned()))?;
        // SAFETY: the host's callbacks may be called with its context until the current call returns; the request
        // and the handle outlive this call.
        let status = unsafe { open(self.host.context, &request, &mut handle) };
        if status != abi::OK {
            return Err(ExportError::Output(format!("the host refused the output `{name}` (status {status})")));
        }
        Ok(Output { host: self.host, handle, open: true })
    }

    /// Reports progress; an error means that the host wants to stop.
    pub fn progress(&mut self, done: u64, total: u64, what: &str) -> Result<(), ExportError> {
        let Some(progress) = self.host.progress else {
            return Ok(());
        };
        // SAFETY: as in `create`.
        match unsafe { progress(self.host.context, done, total, abi::Bytes::lend(what.as_bytes())) } {
            0 => Ok(()),
            _ => Err(ExportError::Cancelled),
        }
    }

    /// Tells the report's author something. `at` is `document:/body/12`, `options:/key` or empty.
    pub fn diagnostic(&mut self, severity: Severity, code: &str, message: &str, help: &str, at: &str) {
        send_diagnostic(self.host, severity, code, message, help, at);
    }
}

pub(crate) fn send_diagnostic(host: &abi::Host, severity: Severity, code: &str, message: &str, help: &str, at: &str) {
    let Some(diagnostic) = host.diagnostic else {
        return;
    };
    let record = abi::Diagnostic {
        size: size_of::<abi::Diagnostic>() as u32,
        severity: match severity {
            Severity::Error => abi::LEVEL_ERROR,
            Severity::Warning => abi::LEVEL_WARN,
            Severity::Info => abi::LEVEL_INFO,
        },
        code: abi::Bytes::lend(code.as_bytes()),
        message: abi::Bytes::lend(message.as_bytes()),
        help: abi::Bytes::lend(help.as_bytes()),
        at: abi::Bytes::lend(at.as_bytes()),
    };
    // SAFETY: the host's callbacks may be called with its context until the current call returns; the record
    // outlives this call.
    unsafe { diagnostic(host.context, &record) };
}

/// An open output. Bytes go to the host as they are written.
#[derive(Debug)]
pub struct Output<'a> {
    host: &'a abi::Host,
    handle: u64,
    open: bool,
}

impl Output<'_> {
    /// Keeps the output.
    pub fn commit(mut self) -> Result<(), ExportError> {
        match self.close(1) {
            abi::OK => Ok(()),
            status => Err(ExportError::Output(format!("the host did not keep the output (status {status})"))),
        }
    }

    fn close(&mut self, commit: i32) -> abi::Status {
        self.open = false;
        let Some(close) = self.host.output_close else {
            return abi::IO;
        };
        // SAFETY: the handle came from `output_open` of the same host and is closed once.
        unsafe { close(self.host.context, self.handle, commit) }
    }
}

impl Drop for Output<'_> {
    fn drop(&mut self) {
        if self.open {
            self.close(0);
        }
    }
}

impl io::Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let write = self.host.output_write.ok_or_else(|| io::Error::other("the host takes no output"))?;
        // SAFETY: the handle is open and the bytes outlive the call.
        match unsafe { write(self.host.context, self.handle, abi::Bytes::lend(bytes)) } {
            abi::OK => Ok(bytes.len()),
            status => Err(io::Error::other(format!("the host did not take the bytes (status {status})"))),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
