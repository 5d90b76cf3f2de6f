//! Programs as exporters: a folder with a manifest and one file that runs.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::source::{Launch, Source};
use crate::{Interpreters, LoadError, trust};

/// The file that makes a folder an exporter.
pub const MANIFEST: &str = "exporter.toml";

/// What the manifest says. It names an interpreter and never says where that is: the installation does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    /// The file beside the manifest that runs.
    program: String,
    /// The interpreter's name; none if the system starts the file by itself.
    interpreter: Option<String>,
}

/// The exporter that a manifest belongs to: that of its folder, `exporter-open-text` or `open-text`.
pub fn exporter_id(manifest: &Path) -> Option<String> {
    if manifest.file_name()? != MANIFEST {
        return None;
    }
    let folder = manifest.parent()?.file_name()?.to_str()?;
    let id = folder.strip_prefix("exporter-").unwrap_or(folder);
    (!id.is_empty()).then(|| id.to_owned())
}

/// The manifest that a user means by a folder, by the manifest itself or by the program beside it.
pub fn manifest_of(path: &Path) -> Option<PathBuf> {
    let folder = if path.is_dir() { path } else { path.parent()? };
    Some(folder.join(MANIFEST)).filter(|manifest| manifest.is_file())
}

/// Reads a program that nobody else can change.
pub fn read(manifest: &Path, interpreters: &Interpreters) -> Result<Source, LoadError> {
    let wrong = |reason: String| LoadError::Manifest { path: manifest.to_owned(), reason };
    let text = String::from_utf8(trust::read_file(manifest)?).map_err(|error| wrong(error.to_string()))?;
    let Manifest { program, interpreter } =
        toml::from_str(&text).map_err(|error| wrong(error.to_string().trim_end().replace('\n', " ")))?;
    if program.is_empty() || program.contains(['/', '\\', ':']) || program.starts_with('.') {
        return Err(wrong(format!("`program = {program:?}` is not the name of a file beside it")));
    }
    let path = manifest.with_file_name(program);
    let bytes = trust::read_file(&path)?;
    let command = match &interpreter {
        Some(name) => interpreters.command(name, &path)?,
        None if bytes.starts_with(b"#!") => {
            return Err(wrong("the program is a script: `interpreter = \"…\"` must name what runs it".to_owned()));
        }
        None => Vec::new(),
    };
    Ok(Source::new(path, bytes, Some(Launch { name: interpreter, interpreter: command })))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(manifest: &str, program: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(MANIFEST), manifest).unwrap();
        std::fs::write(folder.path().join("it.py"), program).unwrap();
        read(&folder.path().join(MANIFEST), &Interpreters::default()).unwrap_err().to_string()
    }

    #[test]
    fn a_manifest_that_cannot_be_followed_is_refused_with_its_reason() {
        for (manifest, program, reason) in [
            ("program = \"../it.py\"", "", "not the name of a file"),
            ("program = \"/bin/sh\"", "", "not the name of a file"),
            ("program = \"it.py\"\npath = \"/bin/sh\"", "", "unknown field `path`"),
            ("program = \"it.py\"", "#!/bin/sh", "must name what runs it"),
            ("program = \"it.py\"\ninterpreter = \"cobol\"", "", "cobol"),
        ] {
            let said = refusal(manifest, program);
            assert!(said.contains(reason), "{manifest}: {said}");
        }
    }

    #[test]
    fn the_folder_names_the_exporter() {
        assert_eq!(exporter_id(Path::new("x/exporter-open-text/exporter.toml")).as_deref(), Some("open-text"));
        assert_eq!(exporter_id(Path::new("x/json-ld/exporter.toml")).as_deref(), Some("json-ld"));
        assert_eq!(exporter_id(Path::new("x/json-ld/other.toml")), None);
    }
}
