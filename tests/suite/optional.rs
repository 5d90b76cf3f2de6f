//! An exporter that is optional and fails is a warning, and the bundle stands.

use crate::installation::{Desk, Ran, library};

const REPORT: &str = "examples/lai-chau-2023-q3";
const ORGANIZATION: &str = "config/organizations/ldld-lai-chau.toml";

/// A desk whose organisation says something of its PDF exporter.
fn desk(options: &str) -> Desk {
    let desk = Desk::new();
    desk.edit(ORGANIZATION, "[exporter.xlsx]", &format!("[exporter.pdf]\n{options}\n\n[exporter.xlsx]"));
    desk
}

fn bundle(desk: &Desk) -> Ran {
    desk.run(&["bundle", REPORT, "-o", "out", "--format", "json"])
}

/// The bundle stands without the PDF, and one warning says why.
fn assert_warned(desk: &Desk, code: &str) {
    let ran = bundle(desk);
    assert_eq!(ran.code, 0, "{ran:?}");
    let found = &ran.json()["findings"];
    assert_eq!((found.as_array().unwrap().len(), &found[0]["code"]), (1, &code.into()), "{found:#}");
    assert_eq!(found[0]["severity"], "warning", "{found:#}");
    assert_eq!(desk.names("out").len(), 5, "{:?}", desk.names("out"));
    let manifest = std::fs::read_to_string(desk.work().join("out/manifest.json")).unwrap();
    assert!(manifest.contains(code), "the manifest says what is missing");
}

#[test]
fn one_that_fails_is_a_warning() {
    for (deed, code) in [("panic", "exporter-panicked"), ("abort", "exporter-crashed")] {
        let desk = desk(&format!("optional = true\ndeed = \"{deed}\""));
        desk.install("faulty_misbehaves", "exporter_pdf");
        assert_warned(&desk, code);
        desk.edit(ORGANIZATION, "optional = true", "optional = false");
        assert_eq!(bundle(&desk).code, 3, "one that is needed and fails is told by the exit code");
    }
}

#[test]
fn one_that_is_not_installed_is_a_warning() {
    let desk = desk("optional = true");
    std::fs::remove_file(desk.exporters().join(library("exporter_pdf"))).unwrap();
    assert_warned(&desk, "unknown-exporter");
    desk.edit(ORGANIZATION, "optional = true", "optional = false");
    assert_eq!(bundle(&desk).code, 2);
}

#[test]
fn one_that_works_is_written() {
    let desk = desk("optional = true");
    let ran = bundle(&desk);
    assert_eq!((ran.code, desk.names("out").len()), (0, 6), "{ran:?}");
}

#[test]
fn the_word_itself_is_checked() {
    let desk = desk("optionel = true\noptional = \"yes\"");
    let ran = desk.run(&["bundle", REPORT, "-o", "out", "--lang", "en"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stdout.contains("unknown-key") && ran.stdout.contains("did you mean `optional`?"), "{ran:?}");
    assert!(ran.stdout.contains("wrong-type"), "{ran:?}");
}
