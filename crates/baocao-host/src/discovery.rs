use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{Exporter, Interpreters, Isolation, Limits, LoadError, program, trust};

/// The folders from which exporters may be loaded: those of the installation and those that the administrator listed,
/// never the working directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    folders: Vec<Folder>,
    interpreters: Interpreters,
}

/// A folder of exporters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Folder {
    path: PathBuf,
    /// Whether its libraries are opened only if a lock names them.
    lock_needed: bool,
}

/// An exporter that is installed. It has not been opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Installed {
    /// The exporter's id, from the name of the library or of the program's folder.
    pub id: String,
    /// The library, or the manifest of a program.
    pub path: PathBuf,
    /// Whether it is opened only if a lock names it.
    pub lock_needed: bool,
    /// What runs scripts in this installation.
    pub interpreters: Interpreters,
}

impl Installed {
    /// The folder of exporters that it lies in, where its lock is.
    pub fn folder(&self) -> &Path {
        let levels = if program::exporter_id(&self.path).is_some() { 2 } else { 1 };
        self.path.ancestors().nth(levels).unwrap_or(Path::new("/"))
    }
}

/// The administrator's list, `/etc/baocao/exporters.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdministratorsList {
    /// More folders; their libraries must be trusted one by one.
    #[serde(default)]
    folders: Vec<PathBuf>,
    /// What runs scripts: a name, and the program with its arguments.
    #[serde(default)]
    interpreters: BTreeMap<String, Vec<String>>,
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
        let mut interpreters = Interpreters::default();
        // The installation's own list comes first among folders and has the last word on interpreters.
        let lists = [root.join("etc/baocao/exporters.toml"), PathBuf::from("/etc/baocao/exporters.toml")];
        let [own, system] = [read_list(&lists[0])?, read_list(&lists[1])?];
        interpreters.name(system.interpreters);
        interpreters.name(own.interpreters);
        let listed = own.folders.into_iter().chain(system.folders);
        folders.extend(listed.map(|path| Folder { path, lock_needed: true }));
        Ok(Self { folders, interpreters })
    }

    /// The folders in the order in which they are searched.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(|folder| &*folder.path)
    }

    /// True if exporters that lie where this one lies are found at all.
    pub fn searches(&self, installed: &Installed) -> bool {
        self.folder_of(installed).is_some()
    }

    /// The folder of this installation that an exporter lies in.
    fn folder_of(&self, installed: &Installed) -> Option<&Folder> {
        let place = installed.folder().canonicalize().ok()?;
        self.folders.iter().find(|folder| folder.path.canonicalize().is_ok_and(|path| path == place))
    }

    /// All installed exporters by id. Where two folders hold the same id, the first counts.
    pub fn exporters(&self) -> Vec<Installed> {
        let mut found: Vec<Installed> = Vec::new();
        for folder in &self.folders {
            for (id, path) in exporters_in(&folder.path) {
                if !found.iter().any(|known| known.id == id) {
                    found.push(self.installed(id, path, folder.lock_needed));
                }
            }
        }
        found.sort();
        found
    }

    /// The exporter that a user names by its id, its library, its program or the program's folder.
    pub fn named(&self, name: &str) -> Result<Installed, LoadError> {
        if let Some(installed) = self.exporters().into_iter().find(|installed| installed.id == name) {
            return Ok(installed);
        }
        let Ok(path) = Path::new(name).canonicalize() else { return Err(LoadError::Unknown { id: name.to_owned() }) };
        let found = match program::manifest_of(&path) {
            Some(manifest) => program::exporter_id(&manifest).map(|id| (id, manifest)),
            None => library_id(&path).map(|id| (id, path.clone())),
        };
        let Some((id, file)) = found else { return Err(LoadError::NotNamed { path }) };
        let mut installed = self.installed(id, file, true);
        // A file from anywhere else is as foreign as one from an administrator's folder.
        installed.lock_needed = self.folder_of(&installed).is_none_or(|folder| folder.lock_needed);
        Ok(installed)
    }

    fn installed(&self, id: String, path: PathBuf, lock_needed: bool) -> Installed {
        Installed { id, path, lock_needed, interpreters: self.interpreters.clone() }
    }

    /// Loads the exporter with this id.
    pub fn load(&self, id: &str, isolation: Isolation, limits: Limits) -> Result<Exporter, LoadError> {
        match self.exporters().into_iter().find(|installed| installed.id == id) {
            Some(installed) => Exporter::load(&installed, isolation, limits),
            None => Err(LoadError::Unknown { id: id.to_owned() }),
        }
    }
}

/// An administrator's list. One that cannot be read, or that others can change, stops the program: leaving it out would
/// hide it.
fn read_list(list: &Path) -> std::io::Result<AdministratorsList> {
    match std::fs::read_to_string(list) {
        Ok(text) => {
            trust::check_rights(list).map_err(std::io::Error::other)?;
            toml::from_str(&text).map_err(std::io::Error::other)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(AdministratorsList::default()),
        Err(error) => Err(error),
    }
}

/// The file name of an exporter's library on this system.
pub fn library_name(id: &str) -> String {
    format!("{}exporter_{}{}", std::env::consts::DLL_PREFIX, id.replace('-', "_"), std::env::consts::DLL_SUFFIX)
}

/// The exporter that lies at a path in a folder of exporters, and the file that names it.
fn exporter_at(path: &Path) -> Option<(String, PathBuf)> {
    if path.is_dir() {
        let manifest = program::manifest_of(path)?;
        return Some((program::exporter_id(&manifest)?, manifest));
    }
    Some((library_id(path)?, path.to_owned()))
}

/// The ids of the exporters in a folder.
pub fn exporters_in(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| exporter_at(&entry.path())).collect()
}

/// A library is named after its exporter: `libexporter_official_letter.so` holds `official-letter`.
fn library_id(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let stem = name.strip_prefix(std::env::consts::DLL_PREFIX)?.strip_suffix(std::env::consts::DLL_SUFFIX)?;
    let id = stem.strip_prefix("exporter_")?.replace('_', "-");
    (!id.is_empty()).then_some(id)
}
