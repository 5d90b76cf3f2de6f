//! What somebody meets who writes an exporter: the scaffold, the kit's words, trusting it, using it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use baocao_exporter::{SCHEMA_MAJOR, SCHEMA_MINOR};

use crate::installation::{Desk, Ran, root};
use crate::platform::failures;
use crate::programs::{install, python};
use crate::trust::sha256;

const REPORT: &str = "examples/lai-chau-2023-q3";

/// Makes an exporter in Python where its author works.
fn made(desk: &Desk) -> PathBuf {
    let made = desk.run(&["exporters", "new", "exporter-open-text", "--python"]);
    assert_eq!(made.code, 0, "{made:?}");
    desk.work().join("exporter-open-text")
}

/// Changes words in the exporter.
fn edit(folder: &Path, from: &str, to: &str) {
    let file = folder.join("exporter.py");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "no `{from}`");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

/// Installs it and writes the report with it alone.
fn bundle(desk: &Desk, folder: &Path, more: &[&str]) -> Ran {
    install(desk, folder, "exporter-open-text");
    desk.run(&[&["bundle", REPORT, "-o", "out", "--only", "open-text", "--format", "json"], more].concat())
}

fn found(ran: &Ran) -> Vec<(String, String)> {
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let json = ran.json();
    let findings = json["findings"].as_array().unwrap();
    findings.iter().map(|finding| (word(&finding["code"]), word(&finding["severity"]))).collect()
}

fn pair(code: &str, severity: &str) -> (String, String) {
    (code.to_owned(), severity.to_owned())
}

#[test]
fn a_new_exporter_in_python_works_at_once() {
    if !python() {
        return;
    }
    let desk = Desk::new();
    let folder = made(&desk);
    let test = Command::new("/usr/bin/python3").arg("test_exporter.py").current_dir(&folder).output().unwrap();
    assert!(test.status.success(), "{}", String::from_utf8_lossy(&test.stderr));
    assert_eq!(failures(&desk, "exporter-open-text"), [""; 0], "by its folder, where it was made");
    let ran = bundle(&desk, &folder, &["--draft"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = fs::read_to_string(desk.work().join("out/lai-chau-2023-q3.txt")).unwrap();
    for words in ["DỰ THẢO\n", "LIÊN ĐOÀN LAO ĐỘNG", "626", "PHÓ CHỦ TỊCH\nNguyễn Văn A\n", "Nơi nhận:\n- "]
    {
        assert!(text.contains(words), "`{words}` in {text}");
    }
    let json = desk.run(&["exporters", "show", "open-text", "--format", "json"]).json();
    assert_eq!(json["document"], serde_json::json!({ "major": SCHEMA_MAJOR, "minor": SCHEMA_MINOR }));
    assert!(json["options_toml"].as_str().unwrap().contains("spacing = 0"), "{json:#}");
}

#[test]
fn the_scaffolds_own_test_notices_what_is_lost() {
    if !python() {
        return;
    }
    let desk = Desk::new();
    for (from, to) in [
        ("signed + ([\"Nơi nhận:\"]", "[] + ([\"Nơi nhận:\"]"),
        ("annex[\"label\"], annex[\"title\"]", "annex[\"title\"]"),
        ("words.append(mark)", "pass"),
        ("put(notes)", "pass"),
        ("envelope[\"draft_mark\"] if", "\"\" if"),
        ("words.append(part.get(\"text\", \"\"))", "pass"),
        ("return f\"is not within", "return \"\" and f\"is not within"),
    ] {
        let folder = made(&desk);
        edit(&folder, from, to);
        let test = Command::new("/usr/bin/python3").arg("test_exporter.py").current_dir(&folder).output().unwrap();
        assert!(!test.status.success(), "nobody notices `{from}`");
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn who_starts_it_by_hand_is_told_what_is_awaited() {
    if !python() {
        return;
    }
    let desk = Desk::new();
    let folder = made(&desk);
    let document: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.join("specimen.json")).unwrap()).unwrap();
    let request = serde_json::json!({ "baocao": "export", "options": {}, "document": document }).to_string() + "\n";
    for (typed, words) in [(request.as_str(), "{\"baocao\":\"ok\"}"), ("hello\n", "no JSON")] {
        fs::write(folder.join("typed"), typed).unwrap();
        let mut program = Command::new("/usr/bin/python3");
        program
            .arg("exporter.py")
            .current_dir(&folder)
            .stdin(Stdio::from(fs::File::open(folder.join("typed")).unwrap()));
        let said = String::from_utf8_lossy(&program.output().unwrap().stderr).into_owned();
        assert!(said.contains(words) && !said.contains("Traceback"), "{said}");
    }
}

#[test]
fn the_kit_refuses_words_that_are_no_features() {
    if !python() {
        return;
    }
    let desk = Desk::new();
    let folder = made(&desk);
    edit(&folder, "\"tables\", \"annexes\"", "\"tabels\", \"bieu-do\", \"annexes\"");
    let failed = failures(&desk, "exporter-open-text");
    assert_eq!(failed.len(), 1, "{failed:?}");
    assert!(failed[0].contains("`tabels` is no feature; did you mean `tables`?"), "{failed:?}");
    assert!(failed[0].contains("`bieu-do` is no feature; there are envelope, "), "{failed:?}");

    let ran = bundle(&desk, &folder, &[]);
    assert_eq!(ran.code, 0, "a later version may know more: {ran:?}");
    assert!(found(&ran).contains(&pair("exporter-features-unknown", "warning")), "{ran:?}");
    assert!(desk.run(&["exporters", "list"]).stdout.contains("tabels, bieu-do"));
}

#[test]
fn all_that_a_format_cannot_show_is_one_warning() {
    if !python() {
        return;
    }
    let desk = Desk::new();
    let folder = made(&desk);
    let ran = bundle(&desk, &folder, &["--lang", "en"]);
    assert_eq!(found(&ran), [pair("feature-not-shown", "warning")], "{ran:?}");
    let message = ran.json()["findings"][0]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("bold and italic text; headers of several levels; charts"), "{message}");
}

#[test]
fn all_fields_that_a_description_lacks_are_told_at_once() {
    if !python() {
        return;
    }
    let desk = Desk::new();
    let folder = made(&desk);
    edit(&folder, "    \"version\": \"0.1.0\",\n    \"media_type\": \"text/plain\",", "    \"extensions\": 1,");
    edit(&folder, "\"features\": [", "\"features\": [7, ");
    let ran = desk.run(&["exporters", "test", "exporter-open-text", "--lang", "en"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    for words in
        ["missing fields: `version`, `media_type`; `features` is not a list of words", "\"media_type\":\"text/plain\""]
    {
        assert!(ran.stdout.contains(words), "`{words}` in {ran:?}");
    }
}

#[test]
fn an_exporter_that_nobody_would_find_is_not_recorded() {
    if !python() {
        return;
    }
    let desk = Desk::new();
    let folder = made(&desk);
    let trust = |exporter: &str, file: &Path| {
        let hash = sha256(&file.join("exporter.py"));
        desk.run(&["exporters", "trust", exporter, "--yes", "--sha256", &hash, "--format", "json"])
    };
    let ran = trust("exporter-open-text", &folder);
    assert_eq!((ran.code, found(&ran)), (2, vec![pair("trust-out-of-reach", "error")]), "{ran:?}");
    assert!(ran.stdout.contains("lib/baocao/exporters"), "it says where to copy it: {ran:?}");
    assert!(!desk.work().join("exporters.lock.toml").exists(), "nothing is recorded");

    let there = install(&desk, &folder, "exporter-open-text");
    assert_eq!(trust(there.to_str().unwrap(), &there).code, 0, "by its path, where it is found");
}

#[test]
fn a_program_makes_no_use_of_in_process() {
    if !python() {
        return;
    }
    let desk = Desk::new();
    let folder = made(&desk);
    let ran = bundle(&desk, &folder, &["--in-process"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(found(&ran).contains(&pair("in-process-is-for-libraries", "note")), "{ran:?}");
    let library = desk.run(&["bundle", REPORT, "-o", "out", "--only", "xlsx", "--in-process", "--format", "json"]);
    assert_eq!((library.code, found(&library)), (0, vec![]), "{library:?}");
}

#[test]
fn the_example_speaks_the_protocol_as_the_scaffold_does() {
    let protocol = |file: &str| {
        let text = fs::read_to_string(root().join(file)).unwrap();
        text.split_once("# ---- the protocol").expect("a line stands between format and protocol").1.to_owned()
    };
    let scaffold = protocol("crates/baocao-cli/scaffold/python/exporter.py");
    assert_eq!(protocol("examples/exporter-open-data-python/exporter.py"), scaffold);
}
