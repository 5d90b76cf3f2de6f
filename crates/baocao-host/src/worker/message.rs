//! The messages that host and program exchange: one JSON object a line, told by its member `baocao`.

use baocao_exporter::abi;
use serde::Deserialize;
use serde_json::{Value, json};

/// The version of the protocol; an addition to it does not raise it.
pub const PROTOCOL: u32 = 1;
/// No line of a program is longer; outputs go in pieces.
pub const LONGEST_LINE: usize = 16 << 20;

/// What a program says. Members that are not known are left alone.
#[derive(Debug, Deserialize)]
#[serde(tag = "baocao", rename_all = "lowercase")]
pub enum Said {
    /// The first line: what it is.
    Hello { protocol: u32, exporter: Value },
    /// A log record.
    Log {
        #[serde(default)]
        level: String,
        message: String,
        #[serde(default)]
        fields: Value,
    },
    /// Something for the report's author.
    Diagnostic(Told),
    /// How far it is; answered.
    Progress {
        #[serde(default)]
        done: u64,
        #[serde(default)]
        total: u64,
        #[serde(default)]
        what: String,
    },
    /// A piece of an output, as text or in base64; the first piece opens the output. No name is the main output.
    Write {
        #[serde(default)]
        output: String,
        text: Option<String>,
        base64: Option<String>,
    },
    /// An output is whole; answered.
    Commit {
        #[serde(default)]
        output: String,
        /// How many bytes it has, if the program wants it checked.
        bytes: Option<u64>,
    },
    /// An output is thrown away.
    Discard {
        #[serde(default)]
        output: String,
    },
    /// The end of an export.
    Done { status: String },
}

/// A diagnostic as a program tells it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Told {
    pub severity: String,
    pub code: String,
    pub message: String,
    pub help: String,
    pub at: String,
}

/// What a line is.
#[derive(Debug)]
pub enum Line {
    /// A message.
    Message(Said),
    /// Something that was printed and is no message.
    Noise(String),
    /// A message that the protocol does not have, and why.
    Wrong(String),
}

/// Reads a line. What is no object with a member `baocao` was printed by mistake and belongs into the log.
pub fn read(line: &[u8]) -> Line {
    let error = match serde_json::from_slice(line) {
        Ok(said) => return Line::Message(said),
        Err(error) => error,
    };
    match serde_json::from_slice::<Value>(line) {
        Ok(value) if value.get("baocao").is_some() => {
            Line::Wrong(format!("it says `{}`, which the protocol does not have: {error}", start_of(line)))
        }
        _ => Line::Noise(start_of(line)),
    }
}

/// Asks for a document to be written; none if the document is no JSON, which cannot stand in a line.
pub fn export(options: &[u8], document: &[u8]) -> Option<Vec<u8>> {
    serde_json::from_slice::<serde::de::IgnoredAny>(document).ok()?;
    // A line break in JSON stands between its words: within a string it would be escaped.
    let flat = document.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte });
    let mut line = br#"{"baocao":"export","options":"#.to_vec();
    line.extend(options);
    line.extend(br#","document":"#);
    line.extend(flat);
    line.extend(b"}\n");
    Some(line)
}

/// Answers a program that waits: go on, or stop and why.
pub fn answer(stop: Option<&str>) -> Vec<u8> {
    let answer = match stop {
        None => json!({ "baocao": "ok" }),
        Some(why) => json!({ "baocao": "stop", "why": why }),
    };
    format!("{answer}\n").into_bytes()
}

/// The number of a status; a word that is not known is a failure.
pub fn status(word: &str) -> abi::Status {
    match word {
        "ok" => abi::OK,
        "options" => abi::OPTIONS,
        "document" => abi::DOCUMENT,
        "cancelled" => abi::CANCELLED,
        "output" => abi::IO,
        _ => abi::FAILED,
    }
}

/// The number of a log level; a word that is not known is `info`.
pub fn level(word: &str) -> i32 {
    match word {
        "error" => abi::LEVEL_ERROR,
        "warning" => abi::LEVEL_WARN,
        "debug" => abi::LEVEL_DEBUG,
        "trace" => abi::LEVEL_TRACE,
        _ => abi::LEVEL_INFO,
    }
}

fn start_of(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(&line[..line.len().min(400)]);
    text.trim_end().chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_message_is_noise_and_what_is_a_wrong_one_is_told() {
        assert!(matches!(read(br#"{"baocao":"done","status":"ok","more":1}"#), Line::Message(Said::Done { .. })));
        for noise in [&b"hello"[..], b"", b"{", b"[1]", b"\xff\xfe", br#"{"other":1}"#, b"{\"baocao\":\"wri"] {
            assert!(matches!(read(noise), Line::Noise(_)), "{noise:?}");
        }
        let Line::Wrong(why) = read(br#"{"baocao":"jump"}"#) else { panic!("a message of no kind") };
        assert!(why.contains("jump"), "{why}");
    }

    #[test]
    fn a_request_is_one_line() {
        let line = export(b"{}", b"{\n \"a\": \"x\\n\"\n}").unwrap();
        assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1);
        let request: Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(request["document"]["a"], "x\n");
        assert!(export(b"{}", b"{\"a\":").is_none() && export(b"{}", b"").is_none());
    }
}
