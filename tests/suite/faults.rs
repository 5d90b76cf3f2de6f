//! An exporter that misbehaves costs its own output and nothing else.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::installation::{Desk, Ran};

const REPORT: &str = "examples/lai-chau-2023-q3";

/// A desk whose PDF exporter does a deed.
fn desk(deed: &str) -> Desk {
    let desk = Desk::new();
    desk.install("faulty_misbehaves", "exporter_pdf");
    let options = format!("[exporter.pdf]\ndeed = \"{deed}\"\n\n[exporter.xlsx]");
    desk.edit("config/organizations/ldld-lai-chau.toml", "[exporter.xlsx]", &options);
    desk
}

fn bundle(desk: &Desk) -> Ran {
    desk.run(&["bundle", REPORT, "-o", "out", "--format", "json"])
}

/// Runs a deed and returns the code of its finding. Everything else must be intact.
fn code_of(deed: &str) -> (String, Ran) {
    let desk = desk(deed);
    let ran = bundle(&desk);
    (only_the_pdf_failed(&desk, &ran, deed), ran)
}

/// The code of the one finding. The other files are written, and nothing else is left.
pub fn only_the_pdf_failed(desk: &Desk, ran: &Ran, deed: &str) -> String {
    assert_eq!(ran.code, 3, "{deed}: {ran:?}");
    let others = ["docx", "html", "xlsx"].map(|extension| format!("lai-chau-2023-q3.{extension}"));
    let expected = [&others[..], &["manifest.json".to_owned(), "submission.json".to_owned()]].concat();
    assert_eq!(desk.names("out"), expected, "{deed}: the other files are written, and no partial one");
    let left: Vec<_> = desk.names(".").into_iter().filter(|name| name.starts_with(".baocao")).collect();
    assert!(left.is_empty(), "{deed}: left behind {left:?}");
    let json = ran.json();
    let codes: Vec<_> = json["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), 1, "{deed}: {json:#}");
    codes[0].to_owned()
}

#[test]
fn every_deed_gets_its_own_answer() {
    let expected = [
        ("panic", "exporter-panicked"),
        ("panic_in_thread", "exporter-wrote-nothing"),
        ("abort", "exporter-crashed"),
        ("exit", "exporter-ended"),
        ("overflow", "exporter-crashed"),
        ("segfault", "exporter-crashed"),
        ("nothing", "exporter-wrote-nothing"),
        ("open", "exporter-left-output-open"),
        ("escape", "exporter-failed"),
        ("error", "exporter-failed"),
    ];
    for (deed, code) in expected {
        assert_eq!(code_of(deed).0, code, "{deed}");
    }
}

#[test]
fn memory_has_a_limit() {
    // An allocation that fails ends the worker with a signal.
    let (code, ran) = code_of("allocate");
    assert!(["exporter-crashed", "exporter-memory-limit"].contains(&&*code), "{ran:?}");
}

#[test]
fn what_an_exporter_prints_is_no_result() {
    let desk = desk("print");
    let ran = bundle(&desk);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.stdout.contains("noise"), "{ran:?}");
    assert_eq!(fs::read(desk.work().join("out/lai-chau-2023-q3.pdf")).unwrap(), b"half a file");
}

#[test]
fn files_programs_and_network_are_out_of_reach() {
    let (_, ran) = code_of("read");
    if !cfg!(target_os = "linux") || ran.stdout.contains("read allowed, start allowed") {
        // A kernel without Landlock: the host says so in its log.
        eprintln!("SKIPPED: this kernel cannot lock files and network away");
        assert!(std::env::var_os("BAOCAO_NO_SKIP").is_none(), "{ran:?}");
        return;
    }
    assert!(ran.stdout.contains("read refused, start refused, connect refused"), "{ran:?}");
}

#[test]
fn a_loop_ends_at_its_time_and_with_its_children() {
    for deed in ["loop", "fork"] {
        let desk = desk(deed);
        let limit = "[exporter_limits.pdf]\nseconds = 1\n\n[exporter.pdf]";
        desk.edit("config/organizations/ldld-lai-chau.toml", "[exporter.pdf]", limit);
        let started = Instant::now();
        let ran = bundle(&desk);
        assert_eq!(ran.code, 3, "{ran:?}");
        assert_eq!(ran.json()["findings"][0]["code"], "exporter-time-limit", "{ran:?}");
        assert!(started.elapsed() < Duration::from_secs(20), "{deed} took {:?}", started.elapsed());
        assert_no_worker(&desk);
    }
}

#[test]
fn a_killed_host_leaves_no_worker_and_no_half_bundle() {
    let desk = desk("loop");
    let mut host = desk.command(&["bundle", REPORT, "-o", "out"]).stdout(Stdio::null()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(20);
    while workers(&desk).is_empty() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(!workers(&desk).is_empty(), "the exporter runs");
    host.kill().unwrap();
    host.wait().unwrap();
    assert_no_worker(&desk);
    assert_eq!(desk.names("out"), [""; 0]);
}

fn assert_no_worker(desk: &Desk) {
    let until = Instant::now() + Duration::from_secs(5);
    while !workers(desk).is_empty() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(workers(desk), [""; 0], "no worker outlives its host");
}

/// The processes of this desk's program.
fn workers(desk: &Desk) -> Vec<String> {
    let program = desk.program().display().to_string();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let lines = entries.filter_map(|entry| fs::read_to_string(entry.path().join("cmdline")).ok());
    lines.filter(|line| line.starts_with(&program) && line.contains("__worker")).collect()
}
