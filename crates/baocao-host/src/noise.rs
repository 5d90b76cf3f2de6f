//! What exporters print and log, on its way into this program's own log.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::ChildStderr;

use baocao_exporter::abi;
use tracing::{debug, error, info, trace, warn};

use crate::frame::LogRecord;

/// How much of what an exporter prints is kept.
const LONGEST_NOISE: usize = 1 << 20;

/// What an exporter prints becomes log records, line by line. All of it is read, so that nobody waits to be heard; only
/// the first mebibyte is kept.
pub fn read(noise: ChildStderr) -> String {
    let mut noise = BufReader::new(noise);
    let (mut kept, mut line) = (String::new(), Vec::new());
    while let Ok(1..) = noise.by_ref().take(1 << 16).read_until(b'\n', &mut line) {
        let text = String::from_utf8_lossy(&line);
        if kept.len() < LONGEST_NOISE {
            info!(target: "exporter", "{}", text.trim_end());
            kept.push_str(&text);
        }
        line.clear();
    }
    kept
}

/// The last line with words in it, as the end of a sentence.
pub fn last_line(printed: &str) -> String {
    let mut lines = printed.lines().rev().map(str::trim);
    let last = lines.find(|line| !line.is_empty() && *line != crate::worker::NO_LOCK);
    last.map_or_else(String::new, |line| format!(": {}", line.chars().take(200).collect::<String>()))
}

/// Passes an exporter's log record on, in the span of its export.
pub fn forward_log(record: &LogRecord) {
    let LogRecord { level, target, message, fields } = record;
    match *level {
        abi::LEVEL_ERROR => error!(exporter_target = target, fields, "{message}"),
        abi::LEVEL_WARN => warn!(exporter_target = target, fields, "{message}"),
        abi::LEVEL_DEBUG => debug!(exporter_target = target, fields, "{message}"),
        abi::LEVEL_TRACE => trace!(exporter_target = target, fields, "{message}"),
        _ => info!(exporter_target = target, fields, "{message}"),
    }
}
