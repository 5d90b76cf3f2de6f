use std::path::{Path, PathBuf};

use baocao_document::specimen::SPECIMEN_JSON;
use baocao_document::{SCHEMA_MAJOR, SCHEMA_MINOR};
use baocao_host::library_name;
use baocao_model::{Finding, Place, Refusal};

use crate::arguments::NewExporter;
use crate::bundle_folder::{BundleFolder, not_writable};
use crate::commands::new::is_free;
use crate::outcome::Outcome;

/// The files of a new exporter and the templates that they are made from.
type Files = &'static [(&'static str, &'static str)];

/// A crate.
const RUST: Files = &[
    ("Cargo.toml", include_str!("../../../scaffold/rust/manifest.toml")),
    ("src/lib.rs", include_str!("../../../scaffold/rust/exporter.rs")),
    ("tests/specimen.rs", include_str!("../../../scaffold/rust/test.rs")),
    ("README.md", include_str!("../../../scaffold/rust/README.md")),
];

/// A program in Python.
const PYTHON: Files = &[
    ("exporter.toml", include_str!("../../../scaffold/python/exporter.toml")),
    ("exporter.py", include_str!("../../../scaffold/python/exporter.py")),
    ("test_exporter.py", include_str!("../../../scaffold/python/test_exporter.py")),
    ("specimen.json", SPECIMEN_JSON),
    ("README.md", include_str!("../../../scaffold/python/README.md")),
];

/// Makes an exporter that works and passes its test as it is.
pub fn run(arguments: &NewExporter) -> Outcome {
    match make(arguments) {
        Ok(created) => Outcome { created, ..Outcome::default() },
        Err(refusal) => Outcome::could_not_run(refusal.0),
    }
}

fn make(arguments: &NewExporter) -> Result<Vec<PathBuf>, Refusal> {
    let place = &arguments.folder;
    is_free(place)?;
    let id = id(place)?;
    let sdk = dependency(arguments.sdk.as_deref())?;
    let files = if arguments.python { PYTHON } else { RUST };
    let folder = BundleFolder::start(place)?;
    for (name, template) in files {
        let file = folder.path().join(name);
        let written = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        let written = written.and_then(|()| std::fs::write(&file, fill(template, &id, &sdk)));
        written.map_err(|error| not_writable(place, &error))?;
    }
    let place = folder.finish()?;
    Ok(files.iter().map(|(name, _)| place.join(name)).collect())
}

/// The exporter's id: the folder's name, with or without `exporter-` in front.
fn id(place: &Path) -> Result<String, Refusal> {
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let id = name.strip_prefix("exporter-").unwrap_or(&name);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(plain) && !id.ends_with('-') {
        return Ok(id.to_owned());
    }
    Err(Finding::error("not-an-exporter-id", Place::default()).with("found", name).into())
}

/// How the crate depends on the boundary: by path where one is given, by version otherwise.
fn dependency(sdk: Option<&Path>) -> Result<String, Refusal> {
    let Some(sdk) = sdk else { return Ok(format!("{:?}", env!("CARGO_PKG_VERSION"))) };
    let found = sdk.canonicalize().ok().filter(|path| path.join("Cargo.toml").is_file());
    let Some(path) = found else {
        let file = sdk.join("Cargo.toml").display().to_string();
        return Err(Finding::error("file-missing", Place::default()).with("file", file).into());
    };
    Ok(format!("{{ path = {:?} }}", path.display().to_string()))
}

fn fill(template: &str, id: &str, sdk: &str) -> String {
    template
        .replace("{id}", id)
        .replace("{Type}", &type_name(id))
        .replace("{crate}", &id.replace('-', "_"))
        .replace("{library}", &library_name(id))
        .replace("{sdk}", sdk)
        .replace("{major}", &SCHEMA_MAJOR.to_string())
        .replace("{minor}", &SCHEMA_MINOR.to_string())
}

/// `open-text` becomes `OpenText`.
fn type_name(id: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    id.split('-').filter(|word| !word.is_empty()).map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_names_the_exporter() {
        assert_eq!(id(Path::new("x/exporter-open-text")).unwrap(), "open-text");
        assert_eq!(type_name("open-text"), "OpenText");
        for wrong in ["Exporter", "exporter-", "văn-bản", "a b", ".."] {
            assert!(id(Path::new(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_source_stays_short() {
        assert!(RUST[1].1.lines().count() < 60);
        let (own, protocol) = PYTHON[1].1.split_once("# ----").expect("a line stands between format and protocol");
        assert!(
            own.lines().count() < 130 && protocol.lines().count() < 130,
            "two pages for the format, two for the protocol"
        );
    }
}
