use std::path::{Path, PathBuf};

use crate::{Exporter, LoadError};

/// The folders from which exporters may be loaded: those of the installation, never the working directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    folders: Vec<PathBuf>,
}

/// An exporter library that is installed. It has not been opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Installed {
    /// The exporter's id, from the file's name.
    pub id: String,
    /// The library.
    pub path: PathBuf,
}

impl Installation {
    /// The installation that the running program belongs to: the program's own folder, as a build leaves it, and
    /// `lib/baocao/exporters` beside it.
    pub fn of_this_program() -> std::io::Result<Self> {
        let program = std::env::current_exe()?.canonicalize()?;
        let own = program.parent().unwrap_or(Path::new("/")).to_owned();
        let shared = own.parent().unwrap_or(Path::new("/")).join("lib/baocao/exporters");
        Ok(Self { folders: vec![own, shared] })
    }

    /// The folders in the order in which they are searched.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// All installed exporters by id. Where two folders hold the same id, the first counts.
    pub fn exporters(&self) -> Vec<Installed> {
        let mut found: Vec<Installed> = Vec::new();
        for folder in &self.folders {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            for path in entries.map(|entry| entry.path()) {
                if let Some(id) = exporter_id(&path)
                    && !found.iter().any(|known| known.id == id)
                {
                    found.push(Installed { id, path });
                }
            }
        }
        found.sort();
        found
    }

    /// Loads the exporter with this id.
    pub fn load(&self, id: &str) -> Result<Exporter, LoadError> {
        match self.exporters().into_iter().find(|installed| installed.id == id) {
            Some(installed) => Exporter::load(&installed),
            None => Err(LoadError::Unknown { id: id.to_owned() }),
        }
    }
}

/// A library is named after its exporter: `libexporter_official_letter.so` holds `official-letter`.
fn exporter_id(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let stem = name.strip_prefix(std::env::consts::DLL_PREFIX)?.strip_suffix(std::env::consts::DLL_SUFFIX)?;
    let id = stem.strip_prefix("exporter_")?.replace('_', "-");
    (!id.is_empty()).then_some(id)
}
