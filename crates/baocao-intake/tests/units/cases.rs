//! What is wrong with unit files: each case is a folder in `cases/`, a small configuration with what is said to it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use baocao_model::Language;

use crate::{here, tree_of};

#[test]
fn every_case_gets_its_answer() {
    let mut folders: Vec<_> = fs::read_dir(here().join("cases")).unwrap().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    assert!(folders.len() >= 20, "the cases are there");
    let failures: Vec<_> = folders.iter().filter_map(|folder| run(folder).err()).collect();
    assert!(failures.is_empty(), "{} of {} cases fail:\n\n{}", failures.len(), folders.len(), failures.join("\n\n"));
}

fn run(folder: &Path) -> Result<(), String> {
    let said = answer(folder);
    let expected = folder.join("expected.txt");
    if std::env::var_os("BAOCAO_BLESS").is_some() {
        fs::write(&expected, &said).unwrap();
    }
    let expected = fs::read_to_string(expected).unwrap_or_default();
    if said == expected { Ok(()) } else { Err(format!("{}:\n{said}\ninstead of:\n{expected}", folder.display())) }
}

/// Every finding in both languages, with its place; or the units and their parents if nothing is wrong.
fn answer(folder: &Path) -> String {
    let mut said = String::new();
    let refusal = match tree_of(folder) {
        Ok(tree) => return tree.indices().fold(said, |said, unit| said + tree.id(unit) + "\n"),
        Err(refusal) => refusal,
    };
    for finding in refusal.0 {
        let _ = writeln!(said, "{} [{}]", place(&finding.place.to_string(), folder), finding.code);
        for language in [Language::Vietnamese, Language::English] {
            let _ = writeln!(said, "  {}", place(&finding.message(language), folder));
            if let Some(hint) = finding.hint(language) {
                let _ = writeln!(said, "    = {}", place(&hint, folder));
            }
        }
    }
    said
}

/// A text with files named from the case's folder on.
fn place(text: &str, folder: &Path) -> String {
    let here = std::env::current_dir().unwrap();
    let folder = folder.strip_prefix(&here).unwrap_or(folder);
    text.replace(&format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR), "").replace('\\', "/")
}
