//! Programs of the system that some tests look through.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::installation::root;

/// Runs a program. If it is missing the test says SKIPPED and how to install it; with `BAOCAO_NO_SKIP` it fails.
pub fn run(program: &str, package: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) => {
            let advice = format!("SKIPPED: {program} is missing; apt-get install {package}");
            assert!(std::env::var_os("BAOCAO_NO_SKIP").is_none(), "{advice} ({error})");
            eprintln!("{advice}");
            None
        }
    }
}

/// A file or folder that npm installs from a folder of tests. If it is missing the test says SKIPPED and how to install it; with
/// `BAOCAO_NO_SKIP` it fails.
pub fn from_npm(folder: &str, name: &str) -> Option<PathBuf> {
    let path = root().join(folder).join("node_modules").join(name);
    if path.exists() {
        return Some(path);
    }
    let advice = format!("SKIPPED: {name} is missing; npm ci --prefix {folder} --ignore-scripts");
    assert!(std::env::var_os("BAOCAO_NO_SKIP").is_none(), "{advice}");
    eprintln!("{advice}");
    None
}

/// The files of some kinds in a folder.
pub fn files(folder: &Path, kinds: &[&str]) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|kind| kinds.iter().any(|wanted| kind == *wanted))).collect()
}

/// The text of a PDF in reading order.
pub fn pdf_text(pdf: &Path) -> Option<String> {
    let pdf = pdf.to_str().expect("a plain path");
    let output = run("pdftotext", "poppler-utils", &["-enc", "UTF-8", pdf, "-"])?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// Builds a library from C with the system's compiler.
pub fn c_library(source: &Path, to: &Path, more: &[&str]) -> Option<()> {
    let (source, to) = (source.to_str().expect("a plain path"), to.to_str().expect("a plain path"));
    let mut arguments = vec!["-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-shared", "-fPIC", "-o", to];
    arguments.extend(more);
    arguments.push(source);
    let output = run("cc", "gcc", &arguments)?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(())
}
