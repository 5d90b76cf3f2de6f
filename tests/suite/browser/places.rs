//! Three figures of every example lead, in the page and in the workbook, to the place in the file that they were read from.

use std::fs;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use super::{Browser, EXAMPLES};
use crate::installation::Desk;

/// A figure as an output shows it, and where it says that it was read.
#[derive(Debug, PartialEq)]
struct Told {
    address: String,
    value: String,
    file: String,
    line: usize,
    column: usize,
}

/// Three of them, others in each example.
fn picked(told: Vec<Told>, example: &str) -> Vec<Told> {
    let seed = example.bytes().fold(7_usize, |seed, byte| (seed * 31 + usize::from(byte)) % 1_000_003);
    let (count, mut left) = (told.len(), told);
    let mut at: Vec<usize> = [0, 1, 2].iter().map(|k| (seed + k * (count / 3 + 1)) % count).collect();
    at.sort_unstable();
    at.dedup();
    assert_eq!(at.len(), 3, "{example} has {count} figures with a place");
    at.into_iter().rev().map(|at| left.swap_remove(at)).collect()
}

/// What a file says at a line and a column: a value, which stands behind its name.
fn said(folder: &Path, told: &Told) -> String {
    let text = fs::read_to_string(folder.join(&told.file)).unwrap_or_else(|error| panic!("{told:?}: {error}"));
    let line = text.lines().nth(told.line - 1).unwrap_or_else(|| panic!("{told:?}: no such line"));
    let (before, value) = line.split_at(line.char_indices().nth(told.column - 1).expect("a column of the line").0);
    let name = told.address.rsplit('.').next().unwrap();
    let named = before.trim_end().strip_suffix('=').is_some_and(|before| before.trim_end().ends_with(name));
    assert!(named, "{told:?}: `{before}` does not name `{name}`");
    value.split([',', '}', '#']).next().unwrap().trim().trim_matches('"').to_owned()
}

fn assert_right(folder: &Path, told: &Told) {
    let said = said(folder, told);
    let number = |text: &str| text.replace('_', "").parse::<f64>().ok();
    match (number(&said), number(&told.value)) {
        // A table may be filled in in thousands, millions or billions of đồng.
        (Some(said), Some(shown)) => {
            let fits = [1.0, 1e3, 1e6, 1e9].iter().any(|factor| (said * factor - shown).abs() < 1e-6);
            assert!(fits, "{told:?}: the file says {said}");
        }
        _ => assert_eq!(said.to_lowercase(), told.value.to_lowercase(), "{told:?}"),
    }
}

fn bundled(desk: &Desk, example: &str) -> std::path::PathBuf {
    let ran = desk.run(&["bundle", &format!("examples/{example}"), "--only", "html,xlsx", "-o", example]);
    assert_eq!(ran.code, 0, "{ran:?}");
    desk.work().join(example)
}

#[test]
fn the_page_leads_to_the_line_of_the_file() {
    let Some(mut browser) = Browser::start() else { return };
    let desk = Desk::alone();
    for example in EXAMPLES {
        let out = bundled(&desk, example);
        browser.open(&out.join(format!("{example}.html")));
        let told = browser.ask(
            "[...document.querySelectorAll('a.figure data')].map(data => {\
             data.closest('a').click(); const box = document.querySelector('dialog');\
             const source = [...box.querySelectorAll('.about p')].find(p => p.textContent.startsWith('Nguồn: '));\
             const told = [data.dataset.address, data.value, source ? source.textContent : ''];\
             box.close(); return told; })",
        );
        let told = told.as_array().unwrap().iter().filter_map(|told| {
            let [address, value, source] = [0, 1, 2].map(|at| told[at].as_str().unwrap());
            let (file, place) = source.strip_prefix("Nguồn: ")?.split_once(", dòng ")?;
            let (line, column) = place.split_once(", cột ")?;
            let is_one = !address.contains(' ');
            is_one.then(|| Told {
                address: address.to_owned(),
                value: value.to_owned(),
                file: file.to_owned(),
                line: line.parse().unwrap(),
                column: column.parse().unwrap(),
            })
        });
        for told in picked(told.collect(), example) {
            assert_right(&desk.work().join("examples").join(example), &told);
        }
    }
}

#[test]
fn the_workbook_leads_to_the_line_of_the_file() {
    let desk = Desk::alone();
    for example in EXAMPLES {
        let out = bundled(&desk, example);
        let mut book: Xlsx<_> = open_workbook(out.join(format!("{example}.xlsx"))).unwrap();
        let sources = book.worksheet_range("Nguồn số liệu").unwrap();
        let heads: Vec<String> = sources.rows().nth(2).unwrap().iter().map(ToString::to_string).collect();
        let column =
            |name: &str| heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("{name}: {heads:?}"));
        let told = sources.rows().skip(3).filter_map(|row| {
            let text = |name: &str| row[column(name)].to_string();
            let (line, column) =
                text("Dòng").trim_end_matches(')').split_once(" (cột ").map(|(l, c)| (l.to_owned(), c.to_owned()))?;
            let value = match &row[1] {
                Data::Empty => return None,
                // What is no number is printed as tables print it.
                Data::String(sign) if sign == "-" => "không phát sinh".to_owned(),
                Data::String(sign) if sign == "x" => "không áp dụng".to_owned(),
                value => value.to_string(),
            };
            Some(Told {
                address: text("Địa chỉ"),
                value,
                file: text("Tệp nguồn"),
                line: line.parse().unwrap(),
                column: column.parse().unwrap(),
            })
        });
        let told: Vec<Told> = told.filter(|told| !told.value.is_empty()).collect();
        for told in picked(told, example) {
            assert_right(&desk.work().join("examples").join(example), &told);
        }
    }
}
