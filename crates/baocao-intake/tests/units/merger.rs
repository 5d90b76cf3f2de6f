//! The shipped tree, and the merger of 1 July 2025 in it: 63 provinces before, 34 after.

use std::collections::{BTreeMap, BTreeSet};

use baocao_model::{Tree, UnitIndex};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::{date, ids, shipped};

const BEFORE: &str = "2025-06-30";
const AFTER: &str = "2025-07-01";

/// The provinces that no other merged into, by their official list.
const UNCHANGED: [&str; 11] = [
    "ldld-cao-bang",
    "ldld-dien-bien",
    "ldld-ha-noi",
    "ldld-ha-tinh",
    "ldld-hue",
    "ldld-lai-chau",
    "ldld-lang-son",
    "ldld-nghe-an",
    "ldld-quang-ninh",
    "ldld-son-la",
    "ldld-thanh-hoa",
];

fn provinces(tree: &Tree, day: &str) -> Vec<UnitIndex> {
    tree.as_of(date(day)).children(tree.index_of("tong-ldld").unwrap()).to_vec()
}

#[test]
fn there_were_63_provinces_and_there_are_34() {
    let tree = shipped();
    for (day, count) in [("2018-01-01", 63), ("2023-08-31", 63), (BEFORE, 63), (AFTER, 34), ("2026-12-31", 34)] {
        assert_eq!(provinces(&tree, day).len(), count, "{day}");
        let snapshot = tree.as_of(date(day));
        let nation = tree.index_of("tong-ldld").unwrap();
        assert_eq!(snapshot.descendants_of_tier(nation, "tỉnh"), provinces(&tree, day));
    }
}

#[test]
fn every_province_went_to_one_and_11_stayed_alone() {
    let tree = shipped();
    let mut members: BTreeMap<UnitIndex, Vec<UnitIndex>> = BTreeMap::new();
    for old in provinces(&tree, BEFORE) {
        let [stand_in] = tree.stand_ins(old, date(BEFORE), date(AFTER))[..] else { panic!("{}", tree.id(old)) };
        assert_eq!(stand_in.share, Some(Decimal::ONE));
        members.entry(stand_in.unit).or_default().push(old);
    }
    assert_eq!(members.keys().copied().collect::<Vec<_>>(), provinces(&tree, AFTER));
    let alone: Vec<_> = members.iter().filter(|(_, old)| old.len() == 1).map(|(new, _)| tree.id(*new)).collect();
    assert_eq!(alone, UNCHANGED);
    assert_eq!(members.values().filter(|old| old.len() > 1).map(Vec::len).sum::<usize>(), 52);
    for (new, old) in members {
        assert_eq!(tree.predecessors(new, date(BEFORE), date(AFTER)), old, "{}", tree.id(new));
    }
}

#[test]
fn mergers_and_new_names_are_followed() {
    let tree = shipped();
    let after = |id: &str, day: &str| ids(&tree, &tree.successors(tree.index_of(id).unwrap(), date(day)));
    assert_eq!(after("ldld-ha-giang", AFTER), ["ldld-tuyen-quang"]);
    assert_eq!(after("ldld-ha-giang", BEFORE), ["ldld-ha-giang"]);
    assert_eq!(after("ldld-thua-thien-hue", AFTER), ["ldld-hue"]);
    assert_eq!(after("ldld-thanh-pho-lai-chau", AFTER), ["cd-phuong-doan-ket", "cd-phuong-tan-phong"]);
    assert_eq!(after("ldld-sin-ho", AFTER), [""; 0]);
    let before =
        |id: &str, day: &str| ids(&tree, &tree.predecessors(tree.index_of(id).unwrap(), date(day), date(AFTER)));
    assert_eq!(before("ldld-phu-tho", BEFORE), ["ldld-hoa-binh", "ldld-phu-tho", "ldld-vinh-phuc"]);
    assert_eq!(before("ldld-hue", "2024-12-31"), ["ldld-thua-thien-hue"]);
    assert_eq!(before("cd-xa-khoen-on", "2023-01-01"), ["ldld-than-uyen"]);
}

#[test]
fn lai_chau_had_eleven_upper_unions_in_2023() {
    let tree = shipped();
    let province = tree.index_of("ldld-lai-chau").unwrap();
    let expected = tree.expected(province, date("2023-08-31"));
    assert_eq!(expected.len(), 11);
    let snapshot = tree.as_of(date("2023-08-31"));
    assert!(expected.iter().all(|unit| snapshot.parent(*unit) == Some(province)));
    let path = snapshot.path(tree.index_of("ldld-sin-ho").unwrap());
    assert_eq!(ids(&tree, &path), ["tong-ldld", "ldld-lai-chau", "ldld-sin-ho"]);
    let after = ids(&tree, &tree.expected(province, date(AFTER)));
    assert!(!after.contains(&"ldld-sin-ho".to_owned()) && after.contains(&"cd-phuong-doan-ket".to_owned()));
}

#[test]
fn organisations_give_their_names_and_symbols() {
    let tree = shipped();
    let unit = |id: &str| tree.unit_on(tree.index_of(id).unwrap(), date("2023-08-31")).unwrap();
    assert_eq!(unit("ldld-lai-chau").symbol.as_deref(), Some("LĐLĐ"));
    assert_eq!(&*unit("khoi-thi-dua-7").name, "Khối thi đua 7", "it stands in config/organizations alone");
    assert_eq!(unit("khoi-thi-dua-7").parent, tree.index_of("hoi-dong-thi-dua-khen-thuong-tinh"));
}

#[test]
fn a_split_without_shares_cannot_be_restated() {
    let tree = shipped();
    let unit = |id: &str| tree.index_of(id).unwrap();
    let figures = [("ldld-than-uyen", 100), ("ldld-sin-ho", 20), ("cd-y-te-lai-chau", 3)];
    let figures = figures.into_iter().map(|(id, figure)| (unit(id), Decimal::from(figure))).collect();
    let restated = tree.restate(&figures, date(BEFORE), date(AFTER));
    assert_eq!(restated.figures, BTreeMap::from([(unit("cd-y-te-lai-chau"), Decimal::from(3))]));
    let unknown: BTreeSet<_> =
        ["cd-xa-than-uyen", "cd-xa-muong-than", "cd-xa-muong-kim", "cd-xa-khoen-on"].into_iter().map(unit).collect();
    assert_eq!(restated.unknown, unknown, "no figure rather than a wrong one");
    let mut codes: Vec<_> =
        restated.findings.iter().map(|finding| (finding.code, finding.place.line.is_some())).collect();
    codes.sort_unstable();
    assert_eq!(codes, [("restated-without-shares", true), ("restated-without-successor", true)]);
    let backwards = tree.restate(&figures, date(AFTER), date(BEFORE));
    assert_eq!(backwards.findings[0].code, "restated-backwards");
    assert!(backwards.figures.is_empty());
}

proptest! {
    /// Whatever the provinces reported, the nation's total is the same on both trees, and so is every province's.
    #[test]
    fn the_national_total_is_the_same_on_both_trees(numbers in proptest::collection::vec(-9_000_000_000_i64..9_000_000_000, 63), decimals in 0_u32..4) {
        let tree = shipped();
        let old = provinces(&tree, "2023-08-31");
        let figures: BTreeMap<_, _> = old.into_iter().zip(numbers.iter().map(|n| Decimal::new(*n, decimals))).collect();
        let restated = tree.restate(&figures, date("2023-08-31"), date("2026-01-01"));
        prop_assert!(restated.findings.is_empty() && restated.unknown.is_empty());
        prop_assert_eq!(restated.figures.keys().copied().collect::<Vec<_>>(), provinces(&tree, "2026-01-01"));
        prop_assert_eq!(restated.figures.values().sum::<Decimal>(), figures.values().sum::<Decimal>());
        for (new, sum) in &restated.figures {
            let members = tree.predecessors(*new, date("2023-08-31"), date("2026-01-01"));
            prop_assert_eq!(members.iter().map(|old| figures[old]).sum::<Decimal>(), *sum);
        }
    }
}
