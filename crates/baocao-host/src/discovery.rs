use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{Exporter, Isolation, Limits, LoadError};

/// The folders from which exporters may be loaded: those of the installation and those that the administrator listed,
/// never the working directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    folders: Vec<Folder>,
}

/// A folder of exporters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Folder {
    path: PathBuf,
    /// Whether its libraries are opened only if a lock names them.
    lock_needed: bool,
}

/// An exporter library that is installed. It has not been opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Installed {
    /// The exporter's id, from the file's name.
    pub id: String,
    /// The library.
    pub path: PathBuf,
    /// Whether it is opened only if a lock names it.
    pub lock_needed: bool,
}

/// The administrator's list, `/etc/baocao/exporters.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdministratorsList {
    /// More folders; their libraries must be trusted one by one.
    #[serde(default)]
    folders: Vec<PathBuf>,
}

impl Installation {
    /// The installation that the running program belongs to: the program's own folder, as a build leaves it,
    /// `lib/baocao/exporters` beside it, and the folders on the administrator's list.
    pub fn of_this_program() -> std::io::Result<Self> {
        let program = std::env::current_exe()?.canonicalize()?;
        let own = program.parent().unwrap_or(Path::new("/")).to_owned();
        let root = own.parent().unwrap_or(Path::new("/"));
        let mut folders = vec![
            Folder { path: own.clone(), lock_needed: false },
            Folder { path: root.join("lib/baocao/exporters"), lock_needed: false },
        ];
        for list in [root.join("etc/baocao/exporters.toml"), PathBuf::from("/etc/baocao/exporters.toml")] {
            folders.extend(listed(&list)?);
        }
        Ok(Self { folders })
    }

    /// The folders in the order in which they are searched.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(|folder| &*folder.path)
    }

    /// All installed exporters by id. Where two folders hold the same id, the first counts.
    pub fn exporters(&self) -> Vec<Installed> {
        let mut found: Vec<Installed> = Vec::new();
        for folder in &self.folders {
            let entries = std::fs::read_dir(&folder.path).into_iter().flatten().flatten();
            for path in entries.map(|entry| entry.path()) {
                if let Some(id) = exporter_id(&path)
                    && !found.iter().any(|known| known.id == id)
                {
                    found.push(Installed { id, path, lock_needed: folder.lock_needed });
                }
            }
        }
        found.sort();
        found
    }

    /// The exporter that a user names by its id or by its library's file.
    pub fn named(&self, name: &str) -> Result<Installed, LoadError> {
        if let Some(installed) = self.exporters().into_iter().find(|installed| installed.id == name) {
            return Ok(installed);
        }
        let path = Path::new(name).canonicalize().ok().filter(|path| path.is_file());
        let Some(path) = path else { return Err(LoadError::Unknown { id: name.to_owned() }) };
        let folder = self.folders.iter().find(|folder| path.parent() == folder.path.canonicalize().ok().as_deref());
        // A file from anywhere else is as foreign as one from an administrator's folder.
        let lock_needed = folder.is_none_or(|folder| folder.lock_needed);
        match exporter_id(&path) {
            Some(id) => Ok(Installed { id, path, lock_needed }),
            None => Err(LoadError::NotNamed { path }),
        }
    }

    /// Loads the exporter with this id.
    pub fn load(&self, id: &str, isolation: Isolation, limits: Limits) -> Result<Exporter, LoadError> {
        match self.exporters().into_iter().find(|installed| installed.id == id) {
            Some(installed) => Exporter::load(&installed, isolation, limits),
            None => Err(LoadError::Unknown { id: id.to_owned() }),
        }
    }
}

/// The folders on an administrator's list. A list that cannot be read stops the program: leaving it out would hide it.
fn listed(list: &Path) -> std::io::Result<Vec<Folder>> {
    match std::fs::read_to_string(list) {
        Ok(text) => {
            let list: AdministratorsList = toml::from_str(&text).map_err(std::io::Error::other)?;
            Ok(list.folders.into_iter().map(|path| Folder { path, lock_needed: true }).collect())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// The file name of an exporter's library on this system.
pub fn library_name(id: &str) -> String {
    format!("{}exporter_{}{}", std::env::consts::DLL_PREFIX, id.replace('-', "_"), std::env::consts::DLL_SUFFIX)
}

/// A library is named after its exporter: `libexporter_official_letter.so` holds `official-letter`.
pub fn exporter_id(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let stem = name.strip_prefix(std::env::consts::DLL_PREFIX)?.strip_suffix(std::env::consts::DLL_SUFFIX)?;
    let id = stem.strip_prefix("exporter_")?.replace('_', "-");
    (!id.is_empty()).then_some(id)
}
