//! A file of one submission a line, handed out in blocks of whole lines to several threads.

use std::fs::File;
use std::io::{self, Read as _};
use std::sync::{Mutex, PoisonError};

use baocao_model::{Finding, Place};

/// How much is read at a time.
const BLOCK: usize = 4 << 20;
/// The longest line that is read.
pub const LINE_LIMIT: usize = 16 << 20;

/// A file of lines.
#[derive(Debug)]
pub struct LineBlocks {
    /// The file's number in the list of submissions.
    pub file: u32,
    name: String,
    size: u64,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    input: File,
    /// What was read behind the last whole line.
    rest: Vec<u8>,
    /// The line that comes next, from 1, and where it starts.
    line: u64,
    offset: u64,
    ended: bool,
}

/// Some whole lines.
#[derive(Debug, Default)]
pub struct Block {
    /// The lines.
    pub bytes: Vec<u8>,
    /// The number of the first, from 1.
    pub line: u64,
    /// Where it starts in the file.
    pub offset: u64,
}

impl LineBlocks {
    /// A file that was opened.
    pub fn new(file: u32, name: String, input: File) -> Self {
        let size = input.metadata().map_or(0, |metadata| metadata.len());
        let state = State { input, rest: Vec::new(), line: 1, offset: 0, ended: false };
        Self { file, name, size, state: Mutex::new(state) }
    }

    /// How many bytes there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Fills a block with the next lines; false at the end of the file. What cannot be read is left out and reported.
    pub fn next(&self, block: &mut Block, findings: &mut Vec<(u64, Finding)>) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.ended {
            return false;
        }
        match state.fill(block) {
            Ok(Filled::Lines) => true,
            Ok(Filled::Nothing) => false,
            Ok(Filled::TooLong(line)) => {
                let place = Place { line: Some(u32::try_from(line).unwrap_or(u32::MAX)), ..Place::file(&*self.name) };
                let limit = format!("{} MB", LINE_LIMIT >> 20);
                findings.push((line, Finding::error("submission-line-too-long", place).with("limit", limit)));
                block.bytes.clear();
                true
            }
            Err(error) => {
                state.ended = true;
                findings.push((state.line, Finding::unreadable(&self.name, &error)));
                false
            }
        }
    }
}

enum Filled {
    Lines,
    Nothing,
    /// A line that is longer than allowed was passed over.
    TooLong(u64),
}

impl State {
    fn fill(&mut self, block: &mut Block) -> io::Result<Filled> {
        block.bytes.clear();
        block.bytes.append(&mut self.rest);
        (block.line, block.offset) = (self.line, self.offset);
        let end = loop {
            let before = block.bytes.len();
            self.input.by_ref().take(BLOCK as u64).read_to_end(&mut block.bytes)?;
            if block.bytes.len() == before {
                self.ended = true;
                break block.bytes.len();
            }
            if let Some(last) = memchr::memrchr(b'\n', &block.bytes[before..]) {
                match memchr::memchr(b'\n', &block.bytes) {
                    // Only the first line of a block can be longer than what is read at a time.
                    Some(first) if first > LINE_LIMIT => return Ok(self.leave_out(first + 1, block)),
                    _ => break before + last + 1,
                }
            }
            if block.bytes.len() > LINE_LIMIT {
                return self.pass_over(block);
            }
        };
        self.rest.extend_from_slice(&block.bytes[end..]);
        block.bytes.truncate(end);
        self.line += memchr::memchr_iter(b'\n', &block.bytes).count() as u64;
        self.offset += end as u64;
        Ok(if block.bytes.is_empty() { Filled::Nothing } else { Filled::Lines })
    }

    /// Leaves out a line that a block begins with.
    fn leave_out(&mut self, length: usize, block: &Block) -> Filled {
        self.rest.extend_from_slice(&block.bytes[length..]);
        self.offset += length as u64;
        self.line += 1;
        Filled::TooLong(self.line - 1)
    }

    /// Goes on behind the line that the block begins with, without keeping it.
    fn pass_over(&mut self, block: &mut Block) -> io::Result<Filled> {
        let line = self.line;
        self.offset += block.bytes.len() as u64;
        loop {
            block.bytes.clear();
            let read = self.input.by_ref().take(BLOCK as u64).read_to_end(&mut block.bytes)?;
            self.ended = read == 0;
            let end = memchr::memchr(b'\n', &block.bytes);
            self.offset += end.map_or(read, |end| end + 1) as u64;
            if let Some(end) = end {
                self.rest.extend_from_slice(&block.bytes[end + 1..]);
            }
            if self.ended || end.is_some() {
                self.line += 1;
                return Ok(Filled::TooLong(line));
            }
        }
    }
}

/// The lines of a block that hold something: number, start in the file, and bytes.
pub fn lines(block: &Block) -> impl Iterator<Item = (u64, u64, &[u8])> {
    let mut start = 0;
    let mut number = block.line;
    std::iter::from_fn(move || {
        let rest = block.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = (number, block.offset + start as u64, &rest[..length]);
        start += length + 1;
        number += 1;
        Some(line)
    })
    .filter(|(.., bytes)| !bytes.trim_ascii().is_empty())
}
