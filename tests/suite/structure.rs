//! The crates depend on each other as the drawing says.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

use crate::installation::root;

/// The drawing: who may know whom. `docs/ARCHITECTURE.md` has it as a picture.
const DRAWING: [(&str, &[&str]); 19] = [
    ("baocao-model", &[]),
    ("baocao-document", &[]),
    ("baocao-intake", &["baocao-model"]),
    ("baocao-validation", &["baocao-model"]),
    ("baocao-aggregation", &["baocao-model"]),
    ("baocao-composition", &["baocao-document", "baocao-model"]),
    ("baocao-exporter", &["baocao-document"]),
    ("baocao-layout", &["baocao-document"]),
    ("baocao-host", &["baocao-exporter"]),
    ("baocao-review", &["baocao-document", "baocao-model"]),
    (
        "baocao-cli",
        &[
            "baocao-aggregation",
            "baocao-composition",
            "baocao-document",
            "baocao-host",
            "baocao-intake",
            "baocao-model",
            "baocao-review",
            "baocao-validation",
        ],
    ),
    ("exporter-official-letter", &["baocao-exporter"]),
    ("exporter-pdf", &["baocao-exporter", "baocao-layout"]),
    ("exporter-pdf-archive", &["baocao-exporter", "baocao-layout"]),
    ("exporter-xlsx", &["baocao-exporter"]),
    ("exporter-html", &["baocao-exporter"]),
    ("exporter-markdown", &["baocao-exporter"]),
    ("baocao-tests", &[]),
    ("xtask", &["baocao-document", "baocao-review"]),
];

fn workspace() -> cargo_metadata::Metadata {
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec();
    metadata.expect("cargo knows the workspace")
}

#[test]
fn crates_know_only_whom_the_drawing_allows() {
    let metadata = workspace();
    let ours: BTreeSet<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    let drawing: BTreeMap<_, _> = DRAWING.into_iter().collect();
    for package in metadata.packages.iter().filter(|package| !package.name.starts_with("faulty-")) {
        let real: BTreeSet<&str> = package
            .dependencies
            .iter()
            .filter(|dependency| dependency.kind == DependencyKind::Normal && ours.contains(&*dependency.name))
            .map(|dependency| &*dependency.name)
            .collect();
        let drawn = drawing.get(package.name.as_str()).unwrap_or_else(|| panic!("{} is not drawn", package.name));
        assert_eq!(real, drawn.iter().copied().collect(), "{} knows others than the drawing says", package.name);
    }
    let missing: Vec<_> = drawing.keys().filter(|name| !ours.contains(*name)).collect();
    assert!(missing.is_empty(), "drawn but not there: {missing:?}");
}

#[test]
fn no_core_crate_names_a_format() {
    let formats = ["docx", "xlsx", "genpdf", "WordprocessingML"];
    // Intake reads and writes the workbook that people fill in, review reads finished documents: inputs, not output formats.
    let core = std::fs::read_dir(root().join("crates")).unwrap().flatten();
    for entry in core.filter(|entry| entry.file_name() != "baocao-intake" && entry.file_name() != "baocao-review") {
        for file in sources(&entry.path().join("src")) {
            let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
            for format in formats {
                assert!(!text.contains(&format.to_lowercase()), "{} names {format}", file.display());
            }
        }
    }
}

fn sources(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}
