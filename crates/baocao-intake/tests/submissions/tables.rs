//! Files of columns.

use std::fs;

use baocao_intake::submissions::{WideRow, reread, write_parquet_wide};
use baocao_model::{Scope, Value, Values};

use crate::desk::{Desk, number};

fn rows(desk: &Desk) -> Vec<Values> {
    let one = [("A01", number("896")), ("A03", number("46.5")), ("T1", number("4067150000")), ("X", Value::Nil)];
    let other = [
        ("A01", Value::NotApplicable),
        ("A03", number("46.50")),
        ("T2", number("1234567890123456789.25")),
        ("X", Value::Text("Tốt".to_owned())),
    ];
    vec![desk.values(&one), desk.values(&other), desk.values(&[])]
}

fn wide(desk: &Desk, rows: &[Values]) -> Vec<u8> {
    let units: Vec<String> = (1..=rows.len()).map(|unit| format!("U{unit}")).collect();
    let row = |at: usize, values: &mut Values| {
        values.clone_from(&rows[at]);
        WideRow {
            unit: &units[at],
            parent: (at > 0).then_some("L1"),
            submitted_at: (at > 0).then_some(1_693_900_800),
            scope: if at == 1 { Scope::Own } else { Scope::Whole },
        }
    };
    let mut bytes = Vec::new();
    write_parquet_wide(&mut bytes, &desk.names, rows.len(), &row).unwrap();
    bytes
}

#[test]
fn what_is_written_is_read_again() {
    let desk = Desk::new();
    let rows = rows(&desk);
    let bytes = wide(&desk, &rows);
    assert_eq!(bytes, wide(&desk, &rows), "same figures, same bytes");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("units.parquet"), bytes).unwrap();
    let (submissions, taken, findings) = desk.read(folder.path(), 2);
    assert_eq!(findings, []);
    assert_eq!(taken.len(), 3);
    for (at, taken) in taken.iter().enumerate() {
        assert_eq!(
            (taken.unit.as_str(), taken.source.record, taken.faulty),
            (&*format!("U{}", at + 1), at as u64 + 1, false)
        );
        assert_eq!(taken.values, rows[at]);
        let (read, findings) = reread(&submissions, &taken.source, &desk.expected());
        let read = read.unwrap();
        assert_eq!((findings, &read.unit, read.scope), (vec![], &taken.unit, taken.scope));
        assert_eq!((read.parent, read.submitted_at), (taken.parent.clone(), taken.submitted_at));
        for (number, value) in taken.values.iter().enumerate() {
            assert_eq!(read.submission.value(desk.catalogue.address(number)), &value);
        }
    }
    assert_eq!((taken[1].scope, taken[1].submitted_at), (Scope::Own, Some(1_693_900_800)));
}

#[test]
fn rows_by_year_are_written_for_others_alone() {
    let desk = Desk::new();
    let mut row = desk.values(&[("A01", number("1"))]);
    row.set(row.len() - 1, number("5"));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("units.parquet"), wide(&desk, &[row])).unwrap();
    let (_, taken, findings) = desk.read(folder.path(), 1);
    assert_eq!(taken[0].values, desk.values(&[("A01", number("1"))]));
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["parquet-column-not-read"]);
}

/// Files that another program wrote are in `tables`; `tables/make.py` says how.
fn table(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/submissions/tables").join(name)
}

#[test]
fn tables_of_other_programs_are_read() {
    let desk = Desk::new();
    let (_, taken, findings) = desk.read(&table("wide.parquet"), 2);
    let found: Vec<_> = findings.iter().map(|finding| (finding.code, finding.arguments.values().next())).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(findings[0].code, "unknown-figure");
    assert_eq!(findings[1].code, "parquet-column-kind");
    let units: Vec<_> = taken.iter().map(|taken| (&*taken.unit, taken.faulty)).collect();
    assert_eq!(units, [("U1", false), ("U2", false), ("U3", true), ("", true)]);
    assert_eq!(
        taken[0].values,
        desk.values(&[("A01", number("896")), ("A03", number("54.3")), ("T1", number("1.25"))])
    );
    assert_eq!(taken[1].values, desk.values(&[("B01", number("3"))]));
    assert_eq!((taken[0].submitted_at, taken[1].submitted_at), (Some(1_693_900_800), None));
}

#[test]
fn rows_of_figures_are_gathered_by_unit() {
    let desk = Desk::new();
    let (submissions, taken, findings) = desk.read(&table("long.parquet"), 3);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["unknown-figure"]);
    let units: Vec<_> = taken.iter().map(|taken| (&*taken.unit, taken.faulty, taken.parent.as_deref())).collect();
    // One figure of U3 comes twice in a group of rows, one of U5 in two groups. U4 is on the list of units and has no figures.
    let mut expected = vec![
        ("", true, None),
        ("U1", false, Some("L1")),
        ("U2", false, Some("L1")),
        ("U3", true, None),
        ("U4", false, Some("L2")),
        ("U5", true, None),
    ];
    expected.sort_by_key(|(unit, ..)| taken.iter().position(|taken| taken.unit == *unit));
    assert_eq!(units, expected);
    let of = |unit: &str| taken.iter().find(|taken| taken.unit == unit).unwrap();
    assert_eq!(of("U1").values, desk.values(&[("A01", number("10")), ("A02", number("2")), ("A03", number("20.5"))]));
    assert_eq!(of("U2").values, desk.values(&[("A01", number("7"))]));
    for unit in ["U3", "U5"] {
        let (_, findings) = reread(&submissions, &of(unit).source, &desk.expected());
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["duplicate-id"], "{unit}");
    }
}

#[test]
fn a_table_that_does_not_say_whose_it_is() {
    let desk = Desk::new();
    let (_, taken, findings) = desk.read(&table("without-unit.parquet"), 1);
    assert_eq!(taken.len(), 0);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["parquet-column-missing"]);
}

#[test]
fn a_table_that_was_cut_is_refused() {
    let whole = fs::read(table("wide.parquet")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.parquet");
    for length in (0..whole.len()).step_by(97) {
        fs::write(&path, &whole[..length]).unwrap();
        let (_, taken, findings) = Desk::new().read(&path, 1);
        assert_eq!((taken.len(), findings[0].code), (0, "parquet-not-readable"), "{length}");
    }
    // Bytes in the middle that are not what they were: refused or read, but never a crash.
    for at in (4..whole.len()).step_by(53) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        fs::write(&path, &bytes).unwrap();
        Desk::new().read(&path, 1);
    }
}
