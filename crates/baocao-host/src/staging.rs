//! Where outputs are written until the export has succeeded.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::OutputFile;

/// The outputs of one export.
#[derive(Debug)]
pub struct Staging {
    folder: PathBuf,
    main_name: String,
    open: Vec<Option<Open>>,
    committed: Vec<OutputFile>,
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
    pub fn new(folder: &Path, main_name: &str) -> Self {
        Self { folder: folder.to_owned(), main_name: main_name.to_owned(), open: Vec::new(), committed: Vec::new() }
    }

    /// Opens an output under a temporary name. An empty name is the main output.
    pub fn open(&mut self, name: &str) -> Result<u64, String> {
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

    pub fn write(&mut self, handle: u64, data: &[u8]) -> Result<(), String> {
        let output = self.output(handle)?.as_mut().ok_or("the output is closed")?;
        output.file.write_all(data).map_err(|error| format!("`{}` cannot be written: {error}", output.name))?;
        output.hash.update(data);
        output.bytes += data.len() as u64;
        Ok(())
    }

    /// Keeps an output under its own name, or throws it away.
    pub fn close(&mut self, handle: u64, commit: bool) -> Result<(), String> {
        let output = self.output(handle)?.take().ok_or("the output is closed")?;
        let path = self.folder.join(&output.name);
        if !commit {
            return std::fs::remove_file(&output.path).map_err(|error| error.to_string());
        }
        std::fs::rename(&output.path, &path).map_err(|error| format!("`{}`: {error}", output.name))?;
        let sha256 = output.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        self.committed.push(OutputFile { name: output.name, path, bytes: output.bytes, sha256 });
        Ok(())
    }

    /// The outputs of an export that succeeded, the main one first; an error if the exporter did not finish its work.
    pub fn finish(mut self) -> Result<Vec<OutputFile>, String> {
        if let Some(open) = self.open.iter().flatten().next() {
            let reason = format!("the exporter left the output `{}` open", open.name);
            self.discard();
            return Err(reason);
        }
        let Some(main) = self.committed.iter().position(|output| output.name == self.main_name) else {
            self.discard();
            return Err("the exporter reported success but wrote no output".to_owned());
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

    fn output(&mut self, handle: u64) -> Result<&mut Option<Open>, String> {
        usize::try_from(handle).ok().and_then(|at| self.open.get_mut(at)).ok_or("there is no such output".to_owned())
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
    fn an_unfinished_export_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut staging = Staging::new(folder.path(), "a.txt");
        let main = staging.open("").unwrap();
        staging.write(main, b"x").unwrap();
        staging.close(main, true).unwrap();
        staging.open("half.bin").unwrap();
        assert!(staging.finish().unwrap_err().contains("half.bin"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
