//! Figures that open: where they come from, and back.

use std::fs;

use super::{EXAMPLES, assert_quiet, opened, page_of};
use crate::installation::Desk;
use crate::tools;

const BOX: &str = "document.querySelector('dialog')";

/// The first figure of running text that units gave to.
const FIGURE: &str = "[...document.querySelectorAll('p a.figure')].find(link => \
    document.getElementById(link.hash.slice(1)).querySelector('.given'))";

#[test]
fn a_figure_opens_with_the_units_that_gave_to_it_and_closes_again() {
    let Some((_desk, _, mut browser)) = opened() else { return };
    browser.click(FIGURE);
    assert_eq!(browser.ask(&format!("{BOX}.open")), true);
    let title = browser.text(&format!("{BOX}.querySelector('h2').textContent"));
    let printed = browser.text(&format!("({FIGURE}).textContent"));
    assert!(title.ends_with(&format!(": {printed}")), "{title} and {printed}");
    let rows =
        browser.ask(&format!("[...{BOX}.querySelectorAll('tbody tr')].map(r => [...r.cells].map(c => c.textContent))"));
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 11, "{rows:?}");
    let tam_duong = rows.iter().find(|row| row[0] == "Liên đoàn Lao động huyện Tam Đường").expect("a unit");
    assert!(tam_duong[2].as_str().unwrap().starts_with("submissions/ldld-tam-duong.toml, dòng "), "{tam_duong}");
    browser.press("Escape");
    assert_eq!(browser.ask(&format!("{BOX}.open")), false);
    assert_eq!(browser.ask(&format!("document.activeElement === ({FIGURE})")), true, "focus is back where it was");
    assert_quiet(&mut browser);
}

#[test]
fn a_keyboard_does_what_a_mouse_does() {
    let Some((_desk, _, mut browser)) = opened() else { return };
    browser.ask(&format!("({FIGURE}).focus()"));
    browser.press("Enter");
    assert_eq!(browser.ask(&format!("{BOX}.open")), true);
    browser.press("Tab");
    assert_eq!(browser.ask(&format!("{BOX}.contains(document.activeElement)")), true);
    // The way round stays within the box, but for the browser's own parts.
    for _ in 0..60 {
        browser.press("Tab");
        let within = format!("{BOX}.contains(document.activeElement) || document.activeElement === document.body");
        assert_eq!(browser.ask(&within), true);
    }
    browser.ask(&format!("{BOX}.querySelector('.close').focus()"));
    browser.press("Enter");
    assert_eq!(browser.ask(&format!("{BOX}.open")), false);
    // Everything that answers a click can be reached.
    let unreachable = "[...document.querySelectorAll('.sort, .down, .filter input, a.figure, summary')]\
        .filter(e => e.checkVisibility()).filter(e => 0 > e.tabIndex).length";
    assert_eq!(browser.ask(unreachable), 0);
}

#[test]
fn a_computed_figure_leads_to_what_it_is_computed_from_and_back() {
    let Some((_desk, _, mut browser)) = opened() else { return };
    let total = "[...document.querySelectorAll('td a.figure')].find(link => \
        /Tổng của/.test(document.getElementById(link.hash.slice(1)).textContent))";
    browser.click(total);
    let title = |browser: &mut super::Browser| browser.text(&format!("{BOX}.querySelector('h2').textContent"));
    let first = title(&mut browser);
    browser.click(&format!("{BOX}.querySelector(\".about a[href^='#n.']\")"));
    assert_ne!(title(&mut browser), first);
    browser.click(&format!("{BOX}.querySelector('.back')"));
    assert_eq!(title(&mut browser), first);
    assert_eq!(browser.ask(&format!("{BOX}.querySelector('.back').hidden")), true);
    // Into the report: the box closes and the place is in sight.
    browser.click(&format!("{BOX}.querySelector(\".about a[href^='#f.']\")"));
    assert_eq!(browser.ask(&format!("{BOX}.open")), false);
    assert!(browser.text("location.hash").starts_with("#f."));
}

#[test]
fn without_scripts_the_sources_are_there_to_read() {
    let Some((_desk, page, mut browser)) = opened() else { return };
    browser.scripts(false);
    browser.open(&page);
    browser.scripts(true);
    let source = "document.querySelector('a.figure').hash.slice(1)";
    assert_eq!(browser.ask(&format!("document.getElementById({source}).checkVisibility()")), true);
    assert_eq!(browser.ask("document.querySelectorAll('.sort, .filter').length"), 0, "nothing that would not answer");
    assert_eq!(browser.ask("[...document.querySelectorAll('.sources > details')].every(d => d.open)"), true);
}

#[test]
fn every_example_reads_on_a_phone_in_the_dark_and_on_paper() {
    let Some(mut browser) = super::Browser::start() else { return };
    let desk = Desk::new();
    for example in EXAMPLES {
        let page = page_of(&desk, example);
        assert!(fs::metadata(&page).unwrap().len() < 400_000, "{example}");
        for (width, looks) in [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")] {
            browser.size(width, 844);
            browser.prefer(looks);
            browser.open(&page);
            let needed = browser.ask("document.documentElement.scrollWidth").as_u64().unwrap();
            assert!(needed <= u64::from(width), "{example} needs {needed} of {width}");
            assert_quiet(&mut browser);
        }
        browser.ask("document.querySelector('a.figure')?.click()");
        let pdf = desk.work().join("page.pdf");
        browser.print(&pdf);
        let Some(text) = tools::pdf_text(&pdf) else { return };
        assert!(text.contains("Nguyễn Văn A"), "{example}");
        // A header is repeated with its words, though they stand in buttons on screen.
        let torn = text.split('\u{c}').find(|page| page.contains("Mức lương cơ sở (đồng/tháng)"));
        assert!(torn.is_none_or(|page| page.contains("Mức tiền")), "{torn:?}");
        for only_on_screen in ["Nguồn số liệu", "Lọc bảng", "⇅", "Đóng ✕"] {
            assert!(!text.contains(only_on_screen), "{example}: {only_on_screen}");
        }
    }
}
