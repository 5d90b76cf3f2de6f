//! Tables that are sorted and filtered.

use super::{assert_quiet, opened};

const UNITS: &str = "document.querySelector('.units table')";

fn column(browser: &mut super::Browser, table: &str, column: usize) -> Vec<String> {
    let cells = browser.ask(&format!(
        "[...{table}.tBodies].flatMap(b => [...b.rows]).filter(r => !r.hidden && !r.matches('.total, .part'))\
         .map(r => r.cells[{column}].textContent)"
    ));
    cells.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap().to_owned()).collect()
}

#[test]
fn units_are_sorted_in_vietnamese_order_and_back() {
    let Some((_desk, _, mut browser)) = opened() else { return };
    let before = column(&mut browser, UNITS, 0);
    assert_eq!(before.len(), 11);
    let head = format!("{UNITS}.tHead.rows[0].cells[0]");
    let sort = |browser: &mut super::Browser| browser.click(&format!("{head}.querySelector('.sort')"));
    sort(&mut browser);
    assert_eq!(browser.ask(&format!("{head}.ariaSort")), "ascending");
    let rising = column(&mut browser, UNITS, 0);
    let place = |name: &str| rising.iter().position(|unit| unit.contains(name)).unwrap_or_else(|| panic!("{name}"));
    assert!(place("Công đoàn ngành Y tế") < place("Liên đoàn Lao động huyện Mường Tè"), "{rising:?}");
    // Letters with a stroke or a roof follow those without, which their numbers would not tell.
    assert!(place("Tam Đường") < place("Tân Uyên") && place("Tân Uyên") < place("Than Uyên"), "{rising:?}");
    sort(&mut browser);
    assert_eq!(browser.ask(&format!("{head}.ariaSort")), "descending");
    assert!(column(&mut browser, UNITS, 0).iter().eq(rising.iter().rev()));
    sort(&mut browser);
    assert_eq!(column(&mut browser, UNITS, 0), before);
    assert_eq!(browser.ask(&format!("{head}.hasAttribute('aria-sort')")), false);
}

#[test]
fn numbers_are_sorted_by_what_they_are_worth() {
    let Some((_desk, _, mut browser)) = opened() else { return };
    // The part of an annex with the most numbers in a column.
    browser.ask(
        "window.longest = [...document.querySelectorAll('.annex table.sorted')].flatMap(table =>\
         [...table.tBodies].flatMap(body => [2, 3].map(column => ({ table, column,\
         numbers: () => [...body.rows].filter(r => !r.matches('.total, .part'))\
         .map(r => r.cells[column]?.querySelector('data')).filter(d => d).map(d => Number(d.value)) }))))\
         .reduce((a, b) => b.numbers().length > a.numbers().length ? b : a); 0",
    );
    let numbers = |browser: &mut super::Browser| -> Vec<f64> {
        let cells = browser.ask("longest.numbers()");
        cells.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
    };
    let before = numbers(&mut browser);
    assert!(before.len() > 2, "{before:?}");
    // The buttons stand in the order of the columns unless a header has several levels.
    browser.click("longest.table.tHead.querySelectorAll('.sort')[longest.column]");
    let sorted = numbers(&mut browser);
    assert!(sorted.is_sorted(), "{sorted:?}");
    let mut same = before.clone();
    same.sort_by(f64::total_cmp);
    assert_eq!(sorted, same, "no row is lost");
}

#[test]
fn a_filter_takes_words_without_marks_and_says_how_much_is_left() {
    let Some((_desk, _, mut browser)) = opened() else { return };
    let filter = format!("{UNITS}.closest('.units').querySelector('.filter')");
    browser.ask(&format!(
        "(i => {{ i.value = 'tam duong'; i.dispatchEvent(new Event('input')) }})({filter}.querySelector('input'))"
    ));
    assert_eq!(column(&mut browser, UNITS, 0).len(), 1);
    assert_eq!(browser.text(&format!("{filter}.querySelector('output').textContent")), "Hiện 1/11 dòng");
    // A count in the summary filters for what it counts.
    browser.click("document.querySelector('.counts button')");
    assert_eq!(column(&mut browser, UNITS, 0).len(), 11, "all are in time");
    // A filtered table shows no totals of other rows than those in sight.
    browser.ask(
        "document.querySelectorAll('.annex .filter input').forEach(i => { i.value = 'a'; i.dispatchEvent(new Event('input')) })",
    );
    let totals = "[...document.querySelectorAll('.annex .filter + .scroll .total')].filter(r => !r.hidden).length";
    assert_eq!(browser.ask(totals), 0);
    assert_quiet(&mut browser);
}
