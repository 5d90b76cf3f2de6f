//! A library that does not do as the boundary says is told by a message, and costs nothing but its own output.

use crate::installation::{Desk, library, root};
use crate::tools;

const REPORT: &str = "examples/lai-chau-2023-q3";

/// Builds the library that breaks its word in one way, as the PDF exporter.
fn build(desk: &Desk, lie: u32, id: &str) -> Option<()> {
    let (source, to) = (root().join("tests/faulty/lies.c"), desk.exporters().join(library("exporter_pdf")));
    let include = root().join("crates/baocao-exporter/include");
    let (lie, id) = (format!("-DLIE={lie}"), format!("-DID=\"{id}\""));
    tools::c_library(&source, &to, &["-I", include.to_str().unwrap(), &lie, &id])
}

#[test]
fn who_cannot_be_loaded_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    for (lie, code) in [
        (1, "exporter-not-described"),
        (2, "exporter-not-described"),
        (3, "exporter-not-loaded"),
        (4, "exporter-not-loaded"),
        (5, "exporter-not-described"),
        (6, "exporter-without-entry"),
        (7, "exporter-too-new"),
        (8, "exporter-not-described"),
    ] {
        if build(&desk, lie, if lie == 8 { "other" } else { "pdf" }).is_none() {
            return;
        }
        let ran = desk.run(&["bundle", REPORT, "-o", "out", "--format", "json"]);
        assert_eq!((ran.code, &ran.json()["findings"][0]["code"]), (2, &code.into()), "lie {lie}: {ran:?}");
        assert_eq!(desk.names("out"), [""; 0], "lie {lie}");
    }
}

#[test]
fn a_panic_while_it_describes_itself_says_its_words() {
    let desk = Desk::new();
    desk.install("faulty_panics_in_describe", "exporter_pdf");
    let ran = desk.run(&["bundle", REPORT, "-o", "out", "--lang", "en"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stdout.contains("it does not know itself"), "{ran:?}");
}

#[test]
fn who_lies_while_it_writes_costs_its_own_output() {
    let desk = Desk::new();
    for (lie, code) in [(9, "exporter-ended"), (10, "exporter-wrote-nothing"), (11, "exporter-failed")] {
        if build(&desk, lie, "pdf").is_none() {
            return;
        }
        let ran = desk.run(&["bundle", REPORT, "-o", "out", "--format", "json"]);
        let json = ran.json();
        let codes: Vec<_> = json["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
        assert_eq!((ran.code, codes.contains(&code)), (3, true), "lie {lie}: {ran:?}");
        let extensions: Vec<_> =
            desk.names("out").iter().filter_map(|name| name.split_once('.')).map(|(_, e)| e.to_owned()).collect();
        assert_eq!(extensions, ["docx", "html", "xlsx", "json", "json"], "lie {lie}");
    }
}
