//! What runs scripts. The installation says where it is, never the environment: a `PATH` is anybody's.

use std::collections::BTreeMap;
use std::path::Path;

use crate::{LoadError, trust};

/// Interpreters by name, each with the arguments that it is started with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interpreters(BTreeMap<String, Vec<String>>);

impl Default for Interpreters {
    /// Python where systems have it, cut off from the user's own modules and settings.
    fn default() -> Self {
        let python = ["/usr/bin/python3", "-I", "-B", "-X", "utf8"].map(str::to_owned);
        Self(BTreeMap::from([("python3".to_owned(), python.to_vec())]))
    }
}

impl Interpreters {
    /// Takes over what a list of the administrator says.
    pub fn name(&mut self, listed: BTreeMap<String, Vec<String>>) {
        self.0.extend(listed);
    }

    /// The command that runs scripts for `name`. Nobody else may be able to change it.
    pub fn command(&self, name: &str, script: &Path) -> Result<Vec<String>, LoadError> {
        let command = self.0.get(name).filter(|command| command.first().is_some_and(|first| is_program(first)));
        let Some(command) = command else {
            let known: Vec<_> = self.0.keys().cloned().collect();
            return Err(LoadError::NoInterpreter { path: script.to_owned(), name: name.to_owned(), known });
        };
        trust::check_rights(Path::new(&command[0]))?;
        Ok(command.clone())
    }
}

fn is_program(path: &str) -> bool {
    let path = Path::new(path);
    path.is_absolute() && path.is_file()
}
