//! The page under axe-core, in light and dark, on a phone and on a desk, with and without the box open.

use std::fs;

use super::{Browser, EXAMPLES, page_of};
use crate::installation::Desk;
use crate::tools;

/// The text of axe-core, as npm installs it; none if it is not there.
fn axe() -> Option<String> {
    tools::from_npm("tests/browser", "axe-core/axe.min.js").map(|path| fs::read_to_string(path).unwrap())
}

/// Everything axe finds, as `rule: element`.
fn violations(browser: &mut Browser) -> Vec<String> {
    let found = browser.ask(
        "axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations\
         .flatMap(rule => rule.nodes.map(node => `${rule.impact} ${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))",
    );
    found.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
}

#[test]
fn nothing_keeps_anyone_from_reading() {
    let Some(axe) = axe() else { return };
    let Some(mut browser) = Browser::start() else { return };
    let desk = Desk::new();
    for example in EXAMPLES {
        let page = page_of(&desk, example);
        for (width, looks) in [(1280, "light"), (1280, "dark"), (390, "light")] {
            browser.size(width, 844);
            browser.prefer(looks);
            browser.open(&page);
            // What is only drawn when it comes into sight is looked at, too.
            browser.ask("document.querySelectorAll('.panel').forEach(p => p.style.contentVisibility = 'visible')");
            browser.ask("document.querySelectorAll('details').forEach(d => d.open = true)");
            browser.ask(&axe);
            assert_eq!(violations(&mut browser), Vec::<String>::new(), "{example}, {width}, {looks}");
            browser.ask("document.querySelector('a.figure').click()");
            assert_eq!(violations(&mut browser), Vec::<String>::new(), "{example}, {width}, {looks}, a figure open");
        }
    }
}

/// The check would see what it looks for.
#[test]
fn the_check_sees_what_it_looks_for() {
    let Some(axe) = axe() else { return };
    let Some(mut browser) = Browser::start() else { return };
    let desk = Desk::new();
    let page = page_of(&desk, EXAMPLES[0]);
    let html = fs::read_to_string(&page).unwrap();
    let broken = html.replace("lang=\"vi-VN\"", "").replace("--ink:#111", "--ink:#bbb");
    assert_ne!(broken, html);
    fs::write(&page, broken).unwrap();
    browser.open(&page);
    browser.ask(&axe);
    let found = violations(&mut browser).join("\n");
    assert!(found.contains("html-has-lang") && found.contains("critical") | found.contains("serious"), "{found}");
}
