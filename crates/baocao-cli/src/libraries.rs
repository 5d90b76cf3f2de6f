use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use baocao_intake::Library;
use baocao_model::Refusal;

/// Finds the libraries of a run's reports. Reports of one library, one after another, share what was read of it.
#[derive(Debug, Default)]
pub struct Libraries {
    named: Option<PathBuf>,
    last: Mutex<Library>,
}

impl Libraries {
    /// Libraries of which nothing is read yet; `config` is the folder that was named on the command line.
    pub fn new(config: Option<&Path>) -> Self {
        Self { named: config.map(Path::to_owned), last: Mutex::default() }
    }

    /// The library of a report.
    pub fn of(&self, report: &Path) -> Result<Library, Refusal> {
        let found = Library::discover(self.named.as_deref(), report)?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        // One is enough: a run is about the reports of one house, and whoever has more loses nothing but time.
        if (&last.config, &last.templates) != (&found.config, &found.templates) {
            *last = found;
        }
        Ok(last.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_several_houses_keep_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let house = |name: &str| {
            let root = folder.path().join(name).canonicalize().unwrap();
            (root.join("report"), root.join("config"))
        };
        for name in ["a", "b"] {
            std::fs::create_dir_all(folder.path().join(name).join("config/organizations")).unwrap();
            std::fs::create_dir_all(folder.path().join(name).join("report")).unwrap();
        }
        let libraries = Libraries::new(None);
        for name in ["a", "a", "b", "a"] {
            let (report, config) = house(name);
            assert_eq!(libraries.of(&report).unwrap().config, config);
        }
    }
}
