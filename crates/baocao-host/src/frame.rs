//! The private protocol between host and worker: both are the same program, so it may change with every release.
//!
//! A frame is a letter, the length of its content as four bytes (little endian), and the content.

use std::io::{self, Read, Write};

use baocao_exporter::abi;
use serde::{Deserialize, Serialize};

/// No frame is longer; output goes in chunks.
pub const LONGEST: usize = 1 << 28;
/// Output is cut into chunks of this size.
pub const CHUNK: usize = 1 << 16;

/// The letters of frames.
pub mod kind {
    /// Host: what follows is a program, and how it is started.
    pub const LAUNCH: u8 = b'P';
    /// Host: where the sealed bytes of the library or the program are.
    pub const LOAD: u8 = b'L';
    /// Host: a document to write: options, then the document.
    pub const OPTIONS: u8 = b'O';
    /// Host: the document.
    pub const DOCUMENT: u8 = b'D';
    /// Host: what goes wrong with the next document, to see how an exporter takes it.
    pub const TRIAL: u8 = b'T';
    /// Host: stop as soon as you can.
    pub const CANCEL: u8 = b'C';
    /// Worker: what the exporter says of itself.
    pub const DESCRIPTION: u8 = b'S';
    /// Worker: why it could not be loaded.
    pub const REFUSAL: u8 = b'R';
    /// Worker: an output was opened; its name.
    pub const OPEN: u8 = b'o';
    /// Worker: bytes of an output; its handle in front.
    pub const WRITE: u8 = b'w';
    /// Worker: an output was closed; its handle and whether it counts.
    pub const CLOSE: u8 = b'c';
    /// Worker: something for the report's author.
    pub const DIAGNOSTIC: u8 = b'd';
    /// Worker: a log record.
    pub const LOG: u8 = b'l';
    /// Worker: progress.
    pub const PROGRESS: u8 = b'p';
    /// Worker: a program broke the protocol, and how; the worker ends.
    pub const BROKEN: u8 = b'B';
    /// Worker: the end of a job. Only this means that the exporter has finished.
    pub const RESULT: u8 = b'Z';
}

/// Writes a frame.
pub fn write(to: &mut impl Write, kind: u8, parts: &[&[u8]]) -> io::Result<()> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let length = u32::try_from(length).map_err(io::Error::other)?;
    let mut head = [kind, 0, 0, 0, 0];
    head[1..].copy_from_slice(&length.to_le_bytes());
    to.write_all(&head)?;
    for part in parts {
        to.write_all(part)?;
    }
    to.flush()
}

/// Reads a frame; none at the end of the stream.
pub fn read(from: &mut impl Read) -> io::Result<Option<(u8, Vec<u8>)>> {
    let mut head = [0; 5];
    match from.read_exact(&mut head) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_le_bytes([head[1], head[2], head[3], head[4]]) as usize;
    if length > LONGEST {
        return Err(io::Error::other("a frame is longer than any frame may be"));
    }
    let mut content = vec![0; length];
    from.read_exact(&mut content)?;
    Ok(Some((head[0], content)))
}

/// What goes wrong on purpose while an exporter is examined.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Trial {
    /// How many writes are taken before they fail.
    pub writes: Option<u64>,
    /// Whether the exporter is asked to stop when it first tells its progress.
    pub cancel: bool,
}

/// The end of a job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct JobResult {
    /// The exporter's status.
    pub status: abi::Status,
}

/// A log record on its way to the host.
#[derive(Debug, Serialize, Deserialize)]
pub struct LogRecord {
    pub level: i32,
    pub target: String,
    pub message: String,
    pub fields: String,
}

/// What is wrong with a library, on its way to the host.
#[derive(Debug, Serialize, Deserialize)]
pub enum Refused {
    NotALibrary { reason: String },
    NotStarted { reason: String },
    NoEntryPoint { entry: String },
    OtherVersion { theirs: String, ours: String, exporter_is_newer: bool },
    NoDescription { reason: String },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_and_liars_are_refused() {
        let mut bytes = Vec::new();
        write(&mut bytes, b'x', &[b"ab", b"c"]).unwrap();
        assert_eq!(read(&mut bytes.as_slice()).unwrap(), Some((b'x', b"abc".to_vec())));
        assert_eq!(read(&mut [].as_slice()).unwrap(), None);
        assert!(read(&mut [b'x', 255, 255, 255, 255].as_slice()).is_err(), "a length beyond the longest frame");
        assert!(read(&mut [b'x', 9, 0, 0, 0, 1].as_slice()).is_err(), "a frame that ends early");
    }
}
