//! Where outputs are written until the export has succeeded.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::{FailureKind, OutputFile};

/// The outputs of one export.
#[derive(Debug)]
pub struct Staging {
    folder: PathBuf,
    main_name: String,
    open: Vec<Option<Open>>,
    committed: Vec<OutputFile>,
    /// How many bytes may still be written.
    left: u64,
    limit: u64,
}

#[derive(Debug)]
struct Open {
    name: String,
    path: PathBuf,
    file: File,
    hash: Sha256,
    bytes: u64,
}

impl Staging {
    pub fn new(folder: &Path, main_name: &str, limit: u64) -> Self {
        let (folder, main_name) = (folder.to_owned(), main_name.to_owned());
        Self { folder, main_name, open: Vec::new(), committed: Vec::new(), left: limit, limit }
    }

    /// Opens an output under a temporary name. An empty name is the main output.
    pub fn open(&mut self, name: &str) -> Result<u64, FailureKind> {
        self.try_open(name).map_err(FailureKind::Output)
    }

    fn try_open(&mut self, name: &str) -> Result<u64, String> {
        let name = if name.is_empty() { self.main_name.clone() } else { name.to_owned() };
        if !is_safe(&name) {
            return Err(format!("the output name `{name}` would leave the bundle"));
        }
        let taken = self.committed.iter().any(|output| output.name == name)
            || self.open.iter().flatten().any(|output| output.name == name);
        if taken {
            return Err(format!("the output `{name}` was opened twice"));
        }
        let path = self.folder.join(format!("{name}.part"));
        let created = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| File::create(&path));
        let file = created.map_err(|error| format!("`{}` cannot be written: {error}", path.display()))?;
        self.open.push(Some(Open { name, path, file, hash: Sha256::new(), bytes: 0 }));
        Ok(self.open.len() as u64 - 1)
    }

    pub fn write(&mut self, handle: u64, data: &[u8]) -> Result<(), FailureKind> {
        self.left = self.left.checked_sub(data.len() as u64).ok_or(FailureKind::OutputLimit(self.limit))?;
        let closed = || FailureKind::Output("the output is closed".to_owned());
        let output = self.output(handle)?.as_mut().ok_or_else(closed)?;
        let written = output.file.write_all(data);
        written.map_err(|error| FailureKind::Output(format!("`{}` cannot be written: {error}", output.name)))?;
        output.hash.update(data);
        output.bytes += data.len() as u64;
        Ok(())
    }

    /// Keeps an output under its own name, or throws it away.
    pub fn close(&mut self, handle: u64, commit: bool) -> Result<(), FailureKind> {
        let closed = || FailureKind::Output("the output is closed".to_owned());
        let output = self.output(handle)?.take().ok_or_else(closed)?;
        let path = self.folder.join(&output.name);
        let failed = |error: std::io::Error| FailureKind::Output(format!("`{}`: {error}", output.name));
        if !commit {
            return std::fs::remove_file(&output.path).map_err(failed);
        }
        std::fs::rename(&output.path, &path).map_err(failed)?;
        let sha256 = output.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        self.committed.push(OutputFile { name: output.name, path, bytes: output.bytes, sha256 });
        Ok(())
    }

    /// The outputs of an export that succeeded, the main one first; an error if the exporter did not finish its work.
    pub fn finish(mut self) -> Result<Vec<OutputFile>, FailureKind> {
        if let Some(open) = self.open.iter().flatten().next() {
            let failure = FailureKind::OutputOpen(open.name.clone());
            self.discard();
            return Err(failure);
        }
        let Some(main) = self.committed.iter().position(|output| output.name == self.main_name) else {
            self.discard();
            return Err(FailureKind::NoOutput);
        };
        self.committed.swap(0, main);
        self.committed[1..].sort_by(|a, b| a.name.cmp(&b.name));
        Ok(std::mem::take(&mut self.committed))
    }

    /// Removes everything that was written.
    pub fn discard(&mut self) {
        let open = self.open.drain(..).flatten().map(|output| output.path);
        for path in open.chain(self.committed.drain(..).map(|output| output.path)) {
            // The staging folder is removed as a whole; this only keeps a failed export out of the bundle.
            let _ = std::fs::remove_file(path);
        }
    }

    fn output(&mut self, handle: u64) -> Result<&mut Option<Open>, FailureKind> {
        let output = usize::try_from(handle).ok().and_then(|at| self.open.get_mut(at));
        output.ok_or_else(|| FailureKind::Output("there is no such output".to_owned()))
    }
}

/// True if a name stays within the bundle on every system.
fn is_safe(name: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
    name != "manifest.json" && name.len() <= 255 && name.split('/').all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_the_bundle_are_refused() {
        for name in ["../x", "/etc/x", "a/../../x", "a\\b", "c:x", "", "a//b", "manifest.json", "a/."] {
            assert!(!is_safe(name), "{name}");
        }
        for name in ["bao-cao.pdf", "images/1.png", "Báo cáo.pdf"] {
            assert!(is_safe(name), "{name}");
        }
    }

    #[test]
    fn more_than_the_limit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut staging = Staging::new(folder.path(), "a.txt", 3);
        let main = staging.open("").unwrap();
        assert_eq!(staging.write(main, b"abc"), Ok(()));
        assert_eq!(staging.write(main, b"d"), Err(FailureKind::OutputLimit(3)));
    }

    #[test]
    fn an_unfinished_export_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut staging = Staging::new(folder.path(), "a.txt", 100);
        let main = staging.open("").unwrap();
        staging.write(main, b"x").unwrap();
        staging.close(main, true).unwrap();
        staging.open("half.bin").unwrap();
        assert_eq!(staging.finish().unwrap_err(), FailureKind::OutputOpen("half.bin".to_owned()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
