//! Divisions with shares and without.

use std::collections::BTreeMap;

use baocao_model::{SuccessionKind, Tree};

use crate::forest::{date, number, row, sound, succession, unit};

fn divided(share_b: &str, share_c: &str) -> Tree {
    let split = |other, share| succession("a", SuccessionKind::SplitInto, other, "2025-07-01", share);
    sound(
        vec![
            unit("top", None),
            row("a", Some("top"), "", "2025-06-30"),
            row("b", Some("top"), "2025-07-01", ""),
            row("c", Some("top"), "2025-07-01", ""),
            unit("d", Some("top")),
        ],
        vec![split("b", share_b), split("c", share_c)],
    )
}

fn restated(tree: &Tree) -> (BTreeMap<String, String>, Vec<&'static str>) {
    let figures = [("a", 1000), ("d", 7)].map(|(id, figure)| (tree.index_of(id).unwrap(), number(figure)));
    let restated = tree.restate(&figures.into_iter().collect(), date("2025-06-30"), date("2025-07-01"));
    let named =
        restated.figures.iter().map(|(unit, figure)| (tree.id(*unit).to_owned(), figure.normalize().to_string()));
    (named.collect(), restated.findings.iter().map(|finding| finding.code).collect())
}

#[test]
fn shares_divide_the_figures() {
    let (figures, findings) = restated(&divided("0.35", "0.65"));
    assert_eq!(figures, [("b", "350"), ("c", "650"), ("d", "7")].map(|(id, n)| (id.into(), n.into())).into());
    assert!(findings.is_empty());
}

#[test]
fn without_shares_there_is_no_figure_and_a_finding_at_the_row() {
    let tree = divided("", "");
    let (figures, findings) = restated(&tree);
    assert_eq!(figures, BTreeMap::from([("d".into(), "7".into())]));
    assert_eq!(findings, ["restated-without-shares"]);
    let figures = BTreeMap::from([(tree.index_of("a").unwrap(), number(1))]);
    let restated = tree.restate(&figures, date("2025-06-30"), date("2025-07-01"));
    assert_eq!(restated.findings[0].place.file, "successions");
    assert_eq!(restated.unknown.iter().map(|unit| tree.id(*unit)).collect::<Vec<_>>(), ["b", "c"]);
}

#[test]
fn a_unit_that_took_an_unknown_part_has_no_figure_either() {
    let split = |other| succession("a", SuccessionKind::SplitInto, other, "2025-07-01", "");
    let units = vec![row("a", None, "", "2025-06-30"), unit("b", None), unit("c", None), unit("d", None)];
    let (figures, _) = restated(&sound(units, vec![split("b"), split("d")]));
    assert_eq!(figures, BTreeMap::new(), "the 7 of `d` alone would be too little");
}

#[test]
fn what_splits_off_takes_its_share_and_leaves_the_rest() {
    let tree = sound(
        vec![unit("a", None), row("b", None, "2024-01-01", ""), row("c", None, "2025-01-01", "")],
        vec![
            succession("b", SuccessionKind::SplitFrom, "a", "2024-01-01", "0.2"),
            succession("c", SuccessionKind::SplitFrom, "a", "2025-01-01", "0.5"),
        ],
    );
    let unit = |id: &str| tree.index_of(id).unwrap();
    let figures = BTreeMap::from([(unit("a"), number(100))]);
    let at = |from: &str, to: &str| {
        let restated = tree.restate(&figures, date(from), date(to)).figures;
        restated.into_iter().map(|(unit, n)| format!("{} {}", tree.id(unit), n.normalize())).collect::<Vec<_>>()
    };
    assert_eq!(at("2023-12-31", "2023-12-31"), ["a 100"]);
    assert_eq!(at("2023-12-31", "2024-01-01"), ["a 80", "b 20"]);
    assert_eq!(at("2023-12-31", "2025-01-01"), ["a 40", "b 20", "c 40"]);
    assert_eq!(at("2024-01-01", "2025-01-01"), ["a 50", "c 50"], "the first split had happened");
    assert_eq!(tree.successors(unit("a"), date("2025-01-01")), [unit("a")], "it lives on");
    assert!(tree.successors(unit("c"), date("2024-06-01")).is_empty(), "it has not begun");
}
