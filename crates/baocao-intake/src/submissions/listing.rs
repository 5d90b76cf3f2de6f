use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use baocao_model::{Finding, Place, Refusal};

use super::folder_kind::{BUNDLED, FolderKind};
use crate::source::display_name;

/// The submissions below a path, in a fixed order.
#[derive(Clone, Debug, Default)]
pub struct Submissions {
    folders: Vec<PathBuf>,
    files: Vec<ListedFile>,
    /// What was found beside submissions.
    pub findings: Vec<Finding>,
}

#[derive(Clone, Debug)]
struct ListedFile {
    folder: u32,
    kind: Kind,
    /// Empty for a folder that is a submission as a whole.
    name: Box<std::ffi::OsStr>,
}

/// What a listed file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One submission in JSON.
    Json,
    /// One submission in TOML.
    Toml,
    /// One submission in a workbook.
    Workbook,
    /// The folder of a report.
    ReportFolder,
    /// One submission in JSON on each line.
    JsonLines,
    /// Columns, a row for each submission or each figure.
    Parquet,
}

impl Kind {
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "toml" => Some(Self::Toml),
            "xlsx" => Some(Self::Workbook),
            "ndjson" | "jsonl" => Some(Self::JsonLines),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// True if the file holds any number of submissions.
    pub fn holds_many(self) -> bool {
        matches!(self, Self::JsonLines | Self::Parquet)
    }
}

impl Submissions {
    /// Takes in others behind its own. Returns by how much their numbers grow.
    pub fn append(&mut self, other: Self) -> u32 {
        let (folders, before) = (self.folders.len() as u32, self.files.len() as u32);
        self.folders.extend(other.folders);
        self.files.extend(other.files.into_iter().map(|file| ListedFile { folder: file.folder + folders, ..file }));
        self.findings.extend(other.findings);
        before
    }
}

/// Finds the submissions below a path: in a folder and the folders within it, or one file.
pub fn find(path: &Path) -> Result<Submissions, Refusal> {
    let mut found = Submissions::default();
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if metadata.is_dir() {
        found.folder(path, &mut BTreeSet::new());
        return Ok(found);
    }
    let name = path.file_name().map(OsString::from).unwrap_or_default();
    let Some(kind) = Kind::of(path) else {
        let finding = Finding::error("submission-file-unknown", Place::file(display_name(path)));
        return Err(finding.with("name", name.display()).into());
    };
    found.folders.push(path.parent().unwrap_or(Path::new("")).to_owned());
    found.files.push(ListedFile { folder: 0, kind, name: name.into() });
    Ok(found)
}

impl Submissions {
    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What the file with this number is.
    pub fn kind(&self, file: u32) -> Kind {
        self.files[file as usize].kind
    }

    /// Where the file with this number lies.
    pub fn path(&self, file: u32) -> PathBuf {
        let mut path = PathBuf::new();
        self.set_path(file, &mut path);
        path
    }

    /// The name of the file with this number, as messages show it.
    pub fn name(&self, file: u32) -> String {
        display_name(&self.path(file))
    }

    /// Writes a file's path over another, so that nothing is allocated.
    pub(super) fn set_path(&self, file: u32, path: &mut PathBuf) {
        let file = &self.files[file as usize];
        path.as_mut_os_string().clear();
        path.push(&self.folders[file.folder as usize]);
        if !file.name.is_empty() {
            path.push(&*file.name);
        }
    }

    fn folder(&mut self, path: &Path, seen: &mut BTreeSet<PathBuf>) {
        let canonical = path.canonicalize();
        if canonical.is_ok_and(|canonical| !seen.insert(canonical)) {
            let finding = Finding::warning("submission-folder-twice", Place::file(display_name(path)));
            return self.findings.push(finding);
        }
        let number = self.folders.len() as u32;
        self.folders.push(path.to_owned());
        match FolderKind::of(path) {
            FolderKind::Report => self.add(number, Kind::ReportFolder, OsString::new()),
            FolderKind::Bundle => self.add(number, Kind::Json, BUNDLED.into()),
            FolderKind::Plain => self.plain_folder(path, number, seen),
        }
    }

    fn plain_folder(&mut self, path: &Path, number: u32, seen: &mut BTreeSet<PathBuf>) {
        let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<DirEntry>>>);
        let mut entries = match entries {
            Ok(entries) => entries.iter().map(|entry| (entry.file_name(), kind_of(entry))).collect::<Vec<_>>(),
            Err(error) => return self.findings.extend(unreadable(path, &error).0),
        };
        entries.retain(|(name, _)| !is_passed_over(name));
        entries.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        for (name, entry) in entries {
            match entry {
                Entry::Folder => self.folder(&path.join(&name), seen),
                Entry::File => match Kind::of(Path::new(&name)) {
                    Some(kind) => self.add(number, kind, name),
                    None => self.unknown(path, &name),
                },
                Entry::Other => self.unknown(path, &name),
            }
        }
    }

    fn add(&mut self, folder: u32, kind: Kind, name: OsString) {
        self.files.push(ListedFile { folder, kind, name: name.into() });
    }

    fn unknown(&mut self, folder: &Path, name: &std::ffi::OsStr) {
        let place = Place::file(display_name(&folder.join(name)));
        self.findings.push(Finding::note("submission-file-unknown", place).with("name", name.display()));
    }
}

enum Entry {
    File,
    Folder,
    /// What cannot be read as a file: a pipe would make the reader wait.
    Other,
}

fn kind_of(entry: &DirEntry) -> Entry {
    let kind = match entry.file_type() {
        // A link counts as what it leads to; one that leads nowhere is reported when it is read.
        Ok(kind) if kind.is_symlink() => match fs::metadata(entry.path()) {
            Ok(target) => target.file_type(),
            Err(_) => return Entry::File,
        },
        Ok(kind) => kind,
        Err(_) => return Entry::File,
    };
    match (kind.is_dir(), kind.is_file()) {
        (true, _) => Entry::Folder,
        (_, true) => Entry::File,
        _ => Entry::Other,
    }
}

/// Files that systems and office programs leave behind, and the units beside a table of figures.
fn is_passed_over(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with(['.', '~']) || matches!(&*name, "Thumbs.db" | "desktop.ini" | "manifest.json" | "subs.parquet")
}

fn unreadable(path: &Path, error: &io::Error) -> Refusal {
    let name = display_name(path);
    if error.kind() == io::ErrorKind::NotFound {
        return Finding::error("file-missing", Place::file(&*name)).with("file", name).into();
    }
    Finding::unreadable(&name, error).into()
}
