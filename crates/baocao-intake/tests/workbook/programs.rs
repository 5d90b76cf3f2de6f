//! Other programs that fill in or recalculate a workbook.

use std::path::Path;
use std::process::Command;

use crate::fill::{At, Put};

/// Fills cells in with openpyxl; false if it is missing, which fails where nothing may be skipped.
pub fn openpyxl(path: &Path, puts: &[(At, Put)]) -> bool {
    const SCRIPT: &str = "
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet, cell, value in json.load(open(sys.argv[2], encoding='utf-8')):
    book[sheet][cell].value = value
book.save(sys.argv[1])
";
    if !is_there("python3", &["-c", "import openpyxl"], "python3-openpyxl") {
        return false;
    }
    let cells: Vec<_> = puts
        .iter()
        .map(|(at, put)| match put {
            Put::Number(digits) => format!("[{:?}, {:?}, {digits}]", at.name, at.cell),
            Put::Text(text) => format!("[{:?}, {:?}, {text:?}]", at.name, at.cell),
            other => panic!("{other:?} is not put this way"),
        })
        .collect();
    let list = path.with_extension("json");
    std::fs::write(&list, format!("[{}]", cells.join(","))).unwrap();
    run(Command::new("python3").arg("-c").arg(SCRIPT).arg(path).arg(list));
    true
}

/// Opens a workbook in LibreOffice, recalculates it and saves it; none if it is missing.
pub fn libreoffice(path: &Path) -> Option<Vec<u8>> {
    if !is_there("soffice", &["--version"], "libreoffice-calc-nogui") {
        return None;
    }
    let folder = path.parent().unwrap();
    let (profile, output) = (folder.join("profile"), folder.join("out"));
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    let arguments = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"];
    run(Command::new("soffice").arg(profile).args(arguments).arg(&output).arg(path));
    Some(std::fs::read(output.join(path.file_name().unwrap())).expect("LibreOffice wrote it"))
}

fn is_there(program: &str, arguments: &[&str], package: &str) -> bool {
    let there = Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    if !there {
        let advice = format!("SKIPPED: apt-get install {package}");
        assert!(std::env::var_os("BAOCAO_NO_SKIP").is_none(), "{advice}");
        eprintln!("{advice}");
    }
    there
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
