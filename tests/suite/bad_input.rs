//! Bad input: each case is a folder in `cases/` with what is changed and what the command says to it.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::installation::{Desk, library, root};

/// A case: the example report, changed, and the command's answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What is wrong, for whoever reads the case.
    about: String,
    /// The command's arguments; `--lang vi` is added.
    arguments: Vec<String>,
    /// The exit code.
    exit: i32,
    /// Words replaced in files of the working folder.
    #[serde(default)]
    edit: Vec<Edit>,
    /// Files of the working folder that are removed.
    #[serde(default)]
    remove: Vec<String>,
    /// Files of the working folder that are written.
    #[serde(default)]
    write: Vec<Write>,
    /// Exporters whose library is missing.
    #[serde(default)]
    uninstall: Vec<String>,
    /// Exporters whose library is no library.
    #[serde(default)]
    garbage: Vec<String>,
    /// Exporters whose library is another one: a faulty crate's.
    #[serde(default)]
    faulty: Vec<Faulty>,
    /// What the output folder holds afterwards; nothing if it must not be there.
    #[serde(default)]
    output: Vec<String>,
}

#[derive(Deserialize)]
struct Edit {
    file: String,
    from: String,
    to: String,
}

#[derive(Deserialize)]
struct Write {
    file: String,
    /// The content; `\xNN` escapes stand for bytes.
    content: String,
}

#[derive(Deserialize)]
struct Faulty {
    exporter: String,
    library: String,
}

#[test]
fn every_case_gets_its_answer() {
    let mut names: Vec<_> = fs::read_dir(root().join("tests/cases")).unwrap().flatten().map(|e| e.path()).collect();
    names.sort();
    assert!(names.len() >= 15, "the cases are there");
    let failures: Vec<_> = names.iter().filter_map(|folder| run(folder).err()).collect();
    assert!(failures.is_empty(), "{} of {} cases fail:\n\n{}", failures.len(), names.len(), failures.join("\n\n"));
}

fn run(folder: &Path) -> Result<(), String> {
    let name = folder.file_name().unwrap().to_string_lossy();
    let case: Case =
        toml::from_str(&fs::read_to_string(folder.join("case.toml")).unwrap()).map_err(|e| format!("{name}: {e}"))?;
    let desk = prepare(&case);
    let mut arguments: Vec<&str> = case.arguments.iter().map(String::as_str).collect();
    arguments.extend(["--lang", "vi"]);
    let ran = desk.run(&arguments);
    let said = ran.stdout.lines().map(without_varying_words).collect::<Vec<_>>().join("\n") + "\n";
    let expected = folder.join("expected.txt");
    if std::env::var_os("BAOCAO_BLESS").is_some() {
        fs::write(&expected, &said).unwrap();
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    let mut wrong = Vec::new();
    if ran.code != case.exit {
        wrong.push(format!("exit {} instead of {}", ran.code, case.exit));
    }
    if said != expected {
        wrong.push(format!("said:\n{said}\ninstead of:\n{expected}"));
    }
    if desk.names("out") != case.output {
        wrong.push(format!("out/ holds {:?} instead of {:?}", desk.names("out"), case.output));
    }
    let left: Vec<_> = desk.names(".").into_iter().filter(|name| name.starts_with(".baocao")).collect();
    if !left.is_empty() {
        wrong.push(format!("left behind: {left:?}"));
    }
    if ran.stderr.contains("panicked at") && case.faulty.is_empty() {
        wrong.push(format!("panicked: {}", ran.stderr));
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{name} ({}): {}\n{}", case.about, wrong.join("; "), ran.stderr))
    }
}

fn prepare(case: &Case) -> Desk {
    let desk = Desk::alone();
    for edit in &case.edit {
        desk.edit(&edit.file, &edit.from, &edit.to);
    }
    for file in &case.remove {
        fs::remove_file(desk.work().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    for write in &case.write {
        let path = desk.work().join(&write.file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes(&write.content)).unwrap();
    }
    let file = |exporter: &str| desk.exporters().join(library(&format!("exporter_{}", exporter.replace('-', "_"))));
    for exporter in &case.uninstall {
        fs::remove_file(file(exporter)).unwrap();
    }
    for exporter in &case.garbage {
        fs::write(file(exporter), "this is no library\n").unwrap();
    }
    for faulty in &case.faulty {
        desk.install(&faulty.library, &format!("exporter_{}", faulty.exporter.replace('-', "_")));
    }
    desk
}

fn bytes(content: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = content;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend_from_slice(before.as_bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).unwrap());
        rest = &after[2..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// A line without what differs between systems and from one version of an exporter to the next: sizes, loader's words.
fn without_varying_words(line: &str) -> String {
    if let Some((size, file)) = line.trim_start().split_once(" out/")
        && size.trim_end().ends_with('B')
    {
        return format!("  … out/{file}");
    }
    match line.split_once(".so): ") {
        Some((before, _)) => format!("{before}.so): …"),
        None => line.to_owned(),
    }
}

/// What is wrong with a file takes a hundred times its size, so there is a size beyond which it is not read at all.
#[test]
fn figures_beyond_all_measure_are_refused_and_a_hundred_thousand_faults_are_counted() {
    let desk = Desk::alone();
    let path = desk.work().join("examples/lai-chau-2023-q3/figures.toml");
    let kept = fs::read_to_string(&path).unwrap();
    let rows: String = (0..100_000).map(|row| format!("[advice.x{row}]\ntotal = 1\n")).collect();
    fs::write(&path, format!("{kept}\n{rows}")).unwrap();
    let ran = desk.run(&["check", "examples/lai-chau-2023-q3", "--lang", "en"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stdout.contains("There are errors to correct: 100000 errors"), "the cap changes no count");
    assert!(ran.stdout.len() < 100_000, "what is shown is capped: {} bytes", ran.stdout.len());
    fs::write(&path, " ".repeat((16 << 20) + 1)).unwrap();
    let ran = desk.run(&["check", "examples/lai-chau-2023-q3", "--format", "json"]);
    assert_eq!((ran.code, ran.json()["findings"][0]["code"].as_str()), (2, Some("figures-too-large")), "{ran:?}");
}
