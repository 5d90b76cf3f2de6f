//! From the province to an upper union to a grassroots union, with as many as a province has.

use std::fs;
use std::process::Command;

use serde_json::json;

use super::{assert_quiet, chromium::Browser};
use crate::installation::{Desk, build, root};

const BOX: &str = "document.querySelector('dialog')";

/// The page of a report that so many grassroots unions below eleven upper ones made.
fn page_of(desk: &Desk, unions: usize) -> std::path::PathBuf {
    let folder = desk.work().join("many");
    let program = build().join(format!("xtask{}", std::env::consts::EXE_SUFFIX));
    let made =
        Command::new(program).args(["submissions", &unions.to_string()]).arg(&folder).current_dir(root()).status();
    assert!(made.unwrap().success());
    let ran = desk.run(&["--config", "many/config", "bundle", "many/report", "--draft", "--only", "html", "-o", "out"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    desk.work().join("out/report.html")
}

#[test]
fn a_province_s_figure_is_followed_down_to_a_grassroots_union() {
    let Some(mut browser) = Browser::start() else { return };
    let desk = Desk::new();
    let page = page_of(&desk, 778);
    let bytes = fs::metadata(&page).unwrap().len();
    assert!(bytes < 5_000_000, "{bytes}");
    browser.open(&page);
    let loaded =
        browser.ask("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd").as_f64().unwrap();
    let figure = "[...document.querySelectorAll('a.figure')].find(link => \
        document.getElementById(link.hash.slice(1)).querySelector('[data-u]'))";
    browser.click(figure);
    let of_province = browser.ask(&format!("({figure}).querySelector('data').value"));
    let sum = "[...document.querySelectorAll('dialog tbody tr')].map(r => Number(r.cells[1].textContent.replaceAll('.', '')))\
        .reduce((a, b) => a + b, 0)";
    assert_eq!(browser.ask(sum).to_string(), of_province.as_str().unwrap(), "the upper unions make the province");
    let of_union = browser.ask(&format!("Number({BOX}.querySelector('tbody tr').cells[1].textContent)"));
    let took = browser
        .ask(&format!(
            "(() => {{ const start = performance.now(); {BOX}.querySelector('tbody .down').click(); \
             {BOX}.getBoundingClientRect(); return performance.now() - start; }})()"
        ))
        .as_f64()
        .unwrap();
    assert_eq!(browser.ask(sum), of_union, "the grassroots unions make the upper one");
    let way = browser.text(&format!("{BOX}.querySelector('.way').innerText"));
    assert!(way.contains("Liên đoàn Lao động tỉnh Lai Châu"), "{way}");
    // What the file says there is what the page says that it says.
    let row = browser.ask(&format!("[...{BOX}.querySelector('tbody tr').cells].map(c => c.textContent)"));
    let (file, place) = row[2].as_str().unwrap().split_once(", dòng ").unwrap();
    let (line, column) = place.split_once(", cột ").unwrap();
    let text = fs::read_to_string(desk.work().join("many/report").join(file)).unwrap();
    let line = text.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
    let there: String = line.chars().skip(column.parse::<usize>().unwrap() - 1).collect();
    let digits: String = there.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    assert_eq!(digits, row[1].as_str().unwrap(), "{there}");
    // Up again by the way that leads down.
    browser.click(&format!("{BOX}.querySelector('.way button')"));
    assert_eq!(browser.ask(&format!("{BOX}.querySelectorAll('tbody tr').length")), 11);
    assert_quiet(&mut browser);
    println!("{bytes} bytes, {loaded:.0} ms until it can be read, {took:.1} ms for a level down");
    assert!(took < 250.0, "{took} ms for a level down");
}

#[test]
fn who_has_not_reported_is_told_level_by_level() {
    let Some(mut browser) = Browser::start() else { return };
    let desk = Desk::new();
    let page = page_of(&desk, 778);
    browser.open(&page);
    let missing =
        browser.ask("[...document.querySelectorAll('.units tr.missing th')].map(h => h.firstChild.data.trim())");
    let missing = missing.as_array().unwrap();
    assert!(!missing.is_empty());
    let above = browser.text("document.querySelector('.units tr.missing').cells[3].textContent");
    browser.ask(
        "[...document.querySelectorAll('a.figure')].find(link => \
         document.getElementById(link.hash.slice(1)).querySelector('[data-u]')).click()",
    );
    browser.ask(&format!("[...{BOX}.querySelectorAll('.down')].find(b => b.textContent === {}).click()", json!(above)));
    let lacking = browser.text(&format!("{BOX}.querySelector('.lacking').textContent"));
    assert!(lacking.contains(&format!("{} (chưa gửi)", missing[0].as_str().unwrap())), "{lacking}");
}

#[test]
fn more_units_than_a_document_carries_are_told_where_to_be_found() {
    let desk = Desk::new();
    let page = fs::read_to_string(page_of(&desk, 2_000)).unwrap();
    assert!(page.contains("2011 đơn vị cấp dưới"), "all are counted");
    assert!(page.contains("tất cả các đơn vị ở levels.csv và units.parquet"));
    assert!(page.contains("Công đoàn Viên chức tỉnh Lai Châu") && !page.contains("Công đoàn cơ sở số 1999"));
    assert!(!page.contains("data-u=") && !page.contains("class=\"scriptless\""), "no unit unfolds into nothing");
}
