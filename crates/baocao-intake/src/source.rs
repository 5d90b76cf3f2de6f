use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use baocao_model::{Finding, Origin, Place, Refusal};

/// The largest file of the figures of one report or unit that is read; one takes a few kilobytes.
pub(crate) const FIGURES_LIMIT: u64 = 16 << 20;

/// A text file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name as messages show it.
    pub name: Arc<str>,
    /// Where it lies.
    pub path: PathBuf,
    /// The text as written, without a byte order mark.
    pub text: String,
    /// Where each line begins, so that the place of the last value costs no more than that of the first.
    lines: Vec<usize>,
}

impl Source {
    /// A text that lies at a path.
    pub fn new(name: impl Into<Arc<str>>, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        Self { name: name.into(), path: path.into(), text, lines }
    }

    /// Reads a file; `missing` is the code of the finding if it is not there.
    pub fn open(path: &Path, missing: &'static str) -> Result<Self, Refusal> {
        let name = display_name(path);
        let bytes = std::fs::read(path).map_err(|error| {
            if error.kind() == std::io::ErrorKind::NotFound {
                return Finding::error(missing, Place::file(&*name)).with("file", &name);
            }
            Finding::unreadable(&name, &error)
        })?;
        Self::from_bytes(path, name, bytes)
    }

    /// The same for a file of figures, which is refused with the code `too_large` beyond what figures can take: what is
    /// wrong with a file takes a hundred times its size.
    pub(crate) fn open_limited(path: &Path, missing: &'static str, too_large: &'static str) -> Result<Self, Refusal> {
        let size = path.metadata().map_or(0, |metadata| metadata.len());
        if size > FIGURES_LIMIT {
            let finding = Finding::error(too_large, Place::file(display_name(path)));
            return Err(finding.with("limit", format!("{} MB", FIGURES_LIMIT >> 20)).into());
        }
        Self::open(path, missing)
    }

    /// What was read of a file as text.
    pub(crate) fn from_bytes(path: &Path, name: String, bytes: Vec<u8>) -> Result<Self, Refusal> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() as u32;
            let place = Place { line: Some(line), column: Some(1), ..Place::file(&*name) };
            Finding::error("file-not-utf8", place).with("offset", valid + 1)
        })?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(Self::new(name, path, text))
    }

    /// The place of a range of bytes.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::from(&self.origin(span))
    }

    /// The origin of a value that stands at a range of bytes.
    pub fn origin(&self, span: &Range<usize>) -> Origin {
        self.origin_behind(span, &mut Counted::default())
    }

    /// The same for one of many: of a line that was counted up to some place only the rest is counted.
    pub(crate) fn origin_behind(&self, span: &Range<usize>, counted: &mut Counted) -> Origin {
        let start = floor_char(&self.text, span.start);
        let end = floor_char(&self.text, span.end).max(start);
        let line = self.lines.partition_point(|line| *line <= start);
        if counted.line != line || counted.byte > start {
            *counted = Counted { line, byte: self.lines[line - 1], column: 1 };
        }
        counted.column += self.text[counted.byte..start].chars().count() as u32;
        counted.byte = start;
        let on_line = self.text[start..end].lines().next().unwrap_or_default();
        Origin {
            file: Arc::clone(&self.name),
            line: Some(line as u32),
            column: Some(counted.column),
            length: Some(on_line.chars().count().max(1) as u32),
            ..Origin::default()
        }
    }
}

/// How far the characters of a line were counted.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    /// The line, from 1; 0 for none.
    line: usize,
    byte: usize,
    column: u32,
}

fn floor_char(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The shortest name a reader can use: relative to the working directory where the file lies below it.
pub fn display_name(path: &Path) -> String {
    // Asked once: a roll-up names thousands of files, and the folder that a command runs in stays the same.
    static HERE: OnceLock<Option<PathBuf>> = OnceLock::new();
    let here = HERE.get_or_init(|| std::env::current_dir().ok()).as_ref();
    here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).display().to_string()
}
