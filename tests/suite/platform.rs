//! What authors of exporters rely on: the kit that examines them, the header, the commands that show and make them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::installation::{Desk, build, library, root};
use crate::tools;

/// Examines an exporter; returns what failed with its reason.
pub fn failures(desk: &Desk, exporter: &str) -> Vec<String> {
    let ran = desk.run(&["exporters", "test", exporter, "--format", "json"]);
    let json = ran.json();
    let checks = json["checks"].as_array().unwrap_or_else(|| panic!("{ran:?}"));
    assert_eq!(checks.len(), 12);
    let failed: Vec<_> = checks.iter().filter(|check| check["passed"] == false).collect();
    assert_eq!(ran.code, i32::from(!failed.is_empty()), "{ran:?}");
    failed.iter().map(|check| format!("{}: {}", check["name"], check["reason"])).collect()
}

/// Builds the C exporter against the header as it was published with version 1.0.
fn c_exporter(folder: &Path) -> Option<PathBuf> {
    let (frozen, current) =
        (root().join("tests/frozen/baocao_exporter_1_0.h"), root().join("crates/baocao-exporter/include"));
    let library = folder.join(library("exporter_csv"));
    let more = ["-include", frozen.to_str().unwrap(), "-I", current.to_str().unwrap()];
    tools::c_library(&root().join("examples/exporter-csv-c/exporter_csv.c"), &library, &more)?;
    Some(library)
}

#[test]
fn the_standard_exporters_keep_the_contract() {
    let desk = Desk::new();
    desk.install("exporter_markdown", "exporter_markdown");
    for id in ["official-letter", "pdf", "xlsx", "html", "markdown"] {
        assert_eq!(failures(&desk, id), [""; 0], "{id}");
    }
}

#[test]
fn the_kit_finds_what_is_wrong() {
    let desk = Desk::new();
    desk.install("faulty_misbehaves", "exporter_pdf");
    let failed = failures(&desk, "pdf").join("\n");
    for name in ["specimen", "same-bytes", "additions", "empty", "large-table", "hostile-text", "write-error"] {
        assert!(failed.contains(&format!("\"{name}\"")), "{name} in\n{failed}");
    }
}

#[test]
fn an_exporter_in_c_built_against_the_first_header_works() {
    let desk = Desk::new();
    if c_exporter(&desk.exporters()).is_none() {
        return;
    }
    assert_eq!(failures(&desk, "csv"), [""; 0]);
    desk.edit("config/organizations/ldld-lai-chau.toml", "exporters = [", "exporters = [\"csv\", ");
    let ran = desk.run(&["bundle", "examples/lai-chau-2023-q3", "-o", "out", "--only", "csv", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let csv = fs::read_to_string(desk.work().join("out/lai-chau-2023-q3.csv")).unwrap();
    assert!(csv.starts_with('\u{feff}') && csv.lines().count() > 20, "{csv}");
    assert!(csv.lines().any(|line| line.starts_with("\"1\",\"") && line.ends_with('"')), "{csv}");
}

#[test]
fn the_header_has_only_grown_since_1_0() {
    let read = |path: PathBuf| without_comments(&fs::read_to_string(path).unwrap());
    let current = read(root().join("crates/baocao-exporter/include/baocao_exporter.h"));
    let mut rest = current.as_str();
    for line in read(root().join("tests/frozen/baocao_exporter_1_0.h")).lines() {
        if line.starts_with("#define BAOCAO_ABI_MINOR") {
            continue;
        }
        let at = rest.find(line).unwrap_or_else(|| panic!("the header has lost or moved: {line}"));
        rest = &rest[at + line.len()..];
    }
}

/// What compilers see of a header: comments may be said better.
fn without_comments(header: &str) -> String {
    let mut pieces = header.split("/*");
    let before = pieces.next().unwrap_or_default().to_owned();
    let code = pieces.map(|piece| piece.split_once("*/").expect("a comment ends").1);
    let code = before + &code.collect::<String>();
    code.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn show_gives_options_to_copy_and_a_schema() {
    let desk = Desk::new();
    for id in ["official-letter", "pdf", "xlsx", "html"] {
        let shown = desk.run(&["exporters", "show", id]);
        assert_eq!(shown.code, 0, "{shown:?}");
        let table: toml::Table = toml::from_str(&shown.stdout).unwrap_or_else(|error| panic!("{error}: {shown:?}"));
        let options = table["exporter"][id].as_table().unwrap();
        let schema = desk.run(&["exporters", "show", id, "--schema"]).json();
        assert!(options.keys().all(|key| schema["properties"].get(key).is_some()), "{options:?}");
        assert!(
            schema["properties"].as_object().unwrap().keys().all(|key| shown.stdout.contains(&format!("{key} = ")))
        );
        let json = desk.run(&["exporters", "show", id, "--format", "json"]).json();
        assert_eq!((&json["id"], &json["options_schema"]), (&id.into(), &schema));
    }
}

#[test]
fn a_new_exporter_builds_and_keeps_the_contract() {
    let desk = Desk::new();
    let sdk = root().join("crates/baocao-exporter");
    let made = desk.run(&["exporters", "new", "exporter-open-text", "--sdk", sdk.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{made:?}");
    let folder = desk.work().join("exporter-open-text");
    // The versions that are at hand: the build goes to no registry.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let target = build().parent().unwrap().join("new-exporter");
    let cargo = |command: &str| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([command, "--offline", "--quiet"]).current_dir(&folder).env("CARGO_TARGET_DIR", &target);
        let output = cargo.output().unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        output
    };
    cargo("test");
    assert!(cargo("build").stderr.is_empty(), "it builds without a warning");
    let built = target.join("debug").join(library("exporter_open_text"));
    fs::copy(built, desk.exporters().join(library("exporter_open_text"))).unwrap();
    assert_eq!(failures(&desk, "open-text"), [""; 0]);

    let again = desk.run(&["exporters", "new", "exporter-open-text", "--format", "json"]);
    assert_eq!((again.code, &again.json()["findings"][0]["code"]), (2, &"folder-not-empty".into()));
    let wrong = desk.run(&["exporters", "new", "Sổ Tính", "--format", "json"]);
    assert_eq!((wrong.code, &wrong.json()["findings"][0]["code"]), (2, &"not-an-exporter-id".into()));
}
