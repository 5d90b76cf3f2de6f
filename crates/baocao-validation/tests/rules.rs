//! Every declared rule has a folder: a form, figures that pass, figures that fail, and what is said of them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use baocao_intake::{Source, read_figures, read_toml};
use baocao_model::{Figures, Finding, Form, Language, Period};
use baocao_validation::{Context, validate};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(folder).expect("the cases").flatten().map(|entry| entry.path()).collect();
    cases.sort();
    cases
}

fn source(path: &Path) -> Source {
    let text = fs::read_to_string(path).expect("a file of the case");
    Source::new(path.file_name().expect("a file's name").to_string_lossy(), path, text)
}

fn findings(case: &Path, figures: &str) -> Vec<Finding> {
    let form = read_toml::<Form>(source(&case.join("form.toml"))).expect("a form").value;
    assert_eq!(form.problems(), [], "{}", case.display());
    let source = source(&case.join(figures));
    let (form, submission, found) = read_figures(&source, &form).expect("figures");
    assert_eq!(found, [], "{}", case.display());
    let figures = Figures::complete(&form, &submission);
    let context = Context { period: Period::parse("2017..2019").ok(), ..Context::default() };
    validate(&form, &figures, &source.name, &context)
}

#[test]
fn what_is_right_passes() {
    for case in cases() {
        assert_eq!(findings(&case, "pass.toml"), [], "{}", case.display());
    }
}

#[test]
fn what_is_wrong_is_found_with_its_numbers() {
    let cases = cases();
    assert!(cases.len() >= 12, "every rule has a case");
    for case in cases {
        let mut said = String::new();
        for finding in findings(&case, "fail.toml") {
            let operands: Vec<_> = finding.operands.iter().map(|o| format!("{}={}", o.address, o.value)).collect();
            let _ = writeln!(said, "{} {}: {}", finding.place, finding.code, finding.message(Language::Vietnamese));
            let _ = writeln!(
                said,
                "  found {:?}, expected {:?}, difference {:?}; {}",
                finding.found.unwrap_or_default(),
                finding.expected.unwrap_or_default(),
                finding.difference.unwrap_or_default(),
                operands.join(" ")
            );
        }
        let path = case.join("expected.txt");
        if std::env::var_os("BAOCAO_BLESS").is_some() {
            fs::write(&path, &said).unwrap();
        }
        assert_eq!(said, fs::read_to_string(&path).unwrap_or_default(), "{}", case.display());
    }
}
