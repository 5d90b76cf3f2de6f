//! Files of one submission a line.

use std::fmt::Write as _;
use std::fs;
use std::sync::Mutex;

use baocao_intake::submissions::{find, read_all};

use crate::desk::{Desk, Kept, number};

#[test]
fn blocks_and_threads_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("units.ndjson");
    let mut text = String::new();
    // Longer than several blocks, so that lines are cut by their ends.
    let note = "x".repeat(900);
    for unit in 0..12_000 {
        let _ = writeln!(
            text,
            r#"{{"unit":"U{unit:05}","values":{{"A01":{unit},"A03":{}.50}},"note":"{note}"}}"#,
            unit % 90
        );
    }
    fs::write(&path, text.trim_end()).unwrap();
    let desk = Desk::new();
    let (_, one, _) = desk.read(&path, 1);
    let (_, three, _) = desk.read(&path, 3);
    assert_eq!(one, three);
    assert_eq!(one.len(), 12_000);
    for (at, taken) in one.iter().enumerate() {
        assert_eq!((taken.unit.as_str(), taken.source.record), (&*format!("U{at:05}"), at as u64 + 1));
        let figures = [("A01", number(&at.to_string())), ("A03", number(&format!("{}.50", at % 90)))];
        assert_eq!(taken.values, desk.values(&figures));
        assert!(!taken.faulty);
        let bytes = taken.source.start as usize..taken.source.end as usize;
        assert!(text[bytes].starts_with(&format!(r#"{{"unit":"U{at:05}""#)));
    }
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("units.ndjson");
    let long = "y".repeat(17 << 20);
    let text = format!("{{\"unit\":\"A\"}}\n{{\"unit\":\"B\",\"note\":\"{long}\"}}\n{{\"unit\":\"C\"}}\n");
    fs::write(&path, text).unwrap();
    let (_, taken, findings) = Desk::new().read(&path, 2);
    let units: Vec<_> = taken.iter().map(|taken| (&*taken.unit, taken.source.record)).collect();
    assert_eq!(units, [("A", 1), ("C", 3)]);
    let found: Vec<_> = findings.iter().map(|finding| (finding.code, finding.place.line)).collect();
    assert_eq!(found, [("submission-line-too-long", Some(2))]);
}

#[test]
fn progress_ends_at_all() {
    let folder = tempfile::tempdir().unwrap();
    for unit in 0..200 {
        fs::write(folder.path().join(format!("{unit}.json")), format!(r#"{{"unit":"U{unit}"}}"#)).unwrap();
    }
    let submissions = find(folder.path()).unwrap();
    let last = Mutex::new((0, 0.0));
    let desk = Desk::new();
    read_all(&submissions, &desk.expected(), 2, |_| Kept::default(), &|progress| {
        let mut last = last.lock().unwrap();
        last.0 = progress.submissions.max(last.0);
        last.1 = progress.share.max(last.1);
    });
    assert_eq!(*last.lock().unwrap(), (200, 1.0));
}
