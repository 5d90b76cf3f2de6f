//! The web page in a browser: figures that open, units that unfold, tables that sort; on a phone, in the dark, on paper.

mod accessible;
mod chromium;
mod deep;
mod figures;
mod places;
mod tables;

use std::path::PathBuf;

use crate::installation::Desk;
use chromium::Browser;

/// The examples whose pages are looked at.
const EXAMPLES: [&str; 5] = [
    "lai-chau-2023-q3",
    "nghe-an-congress-2017-2022",
    "ha-giang-congress-2012-2017",
    "yen-bai-emulation-2023-h1",
    "emulation-block-2019",
];

/// Writes the page of an example.
fn page_of(desk: &Desk, example: &str) -> PathBuf {
    let ran = desk.run(&["bundle", &format!("examples/{example}"), "--only", "html", "-o", &format!("out-{example}")]);
    assert_eq!(ran.code, 0, "{ran:?}");
    desk.work().join(format!("out-{example}/{example}.html"))
}

/// The page of the province whose upper unions report, open in a browser.
fn opened() -> Option<(Desk, PathBuf, Browser)> {
    let mut browser = Browser::start()?;
    let desk = Desk::new();
    let page = page_of(&desk, EXAMPLES[0]);
    browser.open(&page);
    Some((desk, page, browser))
}

fn assert_quiet(browser: &mut Browser) {
    assert_eq!(browser.complaints(), Vec::<String>::new());
    assert_eq!(browser.requests(), Vec::<String>::new(), "nothing is loaded");
}
