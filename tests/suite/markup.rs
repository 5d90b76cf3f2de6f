//! Pages under the Nu Html Checker of the W3C.

use std::fs;
use std::path::PathBuf;

use crate::examples::IN_ORDER;
use crate::installation::Desk;
use crate::tools;

/// What is at fault in the pages; nothing where the checker is missing, which is said, and with `BAOCAO_NO_SKIP` fails.
fn faults(pages: &[PathBuf]) -> Option<String> {
    let checker = tools::from_npm("tests/checkers", "vnu-jar/build/dist/vnu.jar")?;
    let options = ["-jar", checker.to_str().unwrap(), "--errors-only", "--format", "gnu"].into_iter();
    let arguments: Vec<&str> = options.chain(pages.iter().map(|page| page.to_str().unwrap())).collect();
    let output = tools::run("java", "default-jdk-headless", &arguments)?;
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn every_page_is_valid() {
    let desk = Desk::new();
    for example in IN_ORDER {
        let (report, out) = (format!("examples/{example}"), format!("out/{example}"));
        let ran = desk.run(&["bundle", &report, "-o", &out, "--only", "html,official-letter", "--draft"]);
        assert!(ran.code <= 1, "{example}: {ran:?}");
    }
    assert_eq!(desk.run(&["check", "examples/broken", "--slip", "out/slip"]).code, 1);
    fs::create_dir_all(desk.work().join("out/review")).unwrap();
    let letter = format!("out/{0}/{0}.docx", IN_ORDER[0]);
    let reviewed = desk.run(&["review", &letter, "--html", "out/review/review.html"]);
    assert!(reviewed.code <= 1, "{reviewed:?}");
    let folders = fs::read_dir(desk.work().join("out")).unwrap().map(|entry| entry.unwrap().path());
    let pages: Vec<PathBuf> = folders.flat_map(|folder| tools::files(&folder, &["html"])).collect();
    assert!(pages.len() >= IN_ORDER.len() + 2, "{pages:?}");
    let Some(faults) = faults(&pages) else { return };
    assert!(faults.is_empty(), "{faults}");
}

/// The check would see what it looks for.
#[test]
fn the_check_sees_an_element_out_of_place() {
    let desk = Desk::new();
    let page = desk.work().join("page.html");
    fs::write(&page, "<!doctype html><html lang=\"vi\"><title>a</title><p><table><tr><td><li>a</table></html>")
        .unwrap();
    let Some(faults) = faults(&[page]) else { return };
    assert!(faults.contains("error"), "{faults}");
}
