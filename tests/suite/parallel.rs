//! Reports and exports run side by side; what comes out does not depend on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::examples::IN_ORDER;
use crate::installation::{Desk, Ran};

/// Everything below a folder by its name from there.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(contents(&entry.path()).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

fn bundle(desk: &Desk, out: &str, jobs: &str, more: &[&str]) -> Ran {
    let folders: Vec<_> = IN_ORDER.iter().map(|name| format!("examples/{name}")).collect();
    let mut arguments = vec!["bundle", "-o", out, "--jobs", jobs];
    arguments.extend(more);
    arguments.extend(folders.iter().map(String::as_str));
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran
}

#[test]
fn the_number_of_jobs_does_not_show_in_the_bytes() {
    let desk = Desk::new();
    let said = ["1", "4"].map(|jobs| bundle(&desk, &format!("out-{jobs}"), jobs, &["--zip"]).stdout);
    assert_eq!(said[0].replace("out-1", "out"), said[1].replace("out-4", "out"), "they are told in the same order");
    let [one, four] = ["out-1", "out-4"].map(|out| contents(&desk.work().join(out)));
    assert!(one.len() >= IN_ORDER.len() * 6, "{:?}", one.keys());
    assert_eq!(one.keys().collect::<Vec<_>>(), four.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(bytes == &four[name], "{name} differs between one job and four");
    }
}

#[test]
fn a_worker_serves_all_the_reports_of_a_batch() {
    let desk = Desk::new();
    let ran = bundle(&desk, "out", "1", &["-vv", "--only", "html"]);
    assert_eq!(ran.stderr.matches("worker started").count(), 1, "{}", ran.stderr);
    let ran = bundle(&desk, "out", "4", &["-vv", "--only", "html,xlsx"]);
    let started = ran.stderr.matches("worker started").count();
    assert!((2..=8).contains(&started), "no more workers of an exporter than jobs: {started}");
}
