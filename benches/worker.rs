//! What a worker costs: the same export in this process, in a worker that is started for it, and in a worker of a batch.
//!
//! `cargo bench --package baocao-host` after `cargo build --release --workspace`. A number after `--` is how often.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use baocao_exporter::specimen::SPECIMEN_JSON;
use baocao_host::{Exporter, Installed, Interpreters, Isolation, Limits, WORKER_ARGUMENT, library_name, run_worker};
use serde_json::{Value, json};

/// What the worker may add, as the design has it.
const COLD: Duration = Duration::from_millis(5);
const IN_BATCH: Duration = Duration::from_millis(1);

/// The argument with which this program starts itself to export once, in its own process.
const HERE: &str = "__here";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == WORKER_ARGUMENT) {
        run_worker(&arguments[1..]);
    }
    if let [HERE, folder, id, name] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        return first_here(Path::new(folder), id, name);
    }
    let times = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(30);
    let folder = built();
    println!("least / median of {times}, in milliseconds; `adds` is the least more than in this process");
    println!(
        "{:<26} {:>15} {:>15} {:>15} {:>15} {:>11} {:>11}",
        "", "cold, here", "cold, worker", "again, here", "again, worker", "adds cold", "again"
    );
    for (name, document) in documents() {
        for id in ["markdown", "html", "xlsx", "official-letter", "pdf"] {
            measure(&folder, id, name, &document, times);
        }
    }
}

/// The folder that a release build leaves libraries in: this program lies below it.
fn built() -> PathBuf {
    let program = std::env::current_exe().expect("this program is somewhere");
    program.parent().and_then(Path::parent).expect("programs of benches lie in `deps`").to_owned()
}

fn documents() -> [(&'static str, Vec<u8>); 2] {
    let mut long: Value = serde_json::from_str(SPECIMEN_JSON).expect("the specimen is JSON");
    let body = long["body"].as_array().cloned().unwrap_or_default();
    long["body"] = (0..20).flat_map(|_| body.clone()).collect();
    [("specimen", SPECIMEN_JSON.into()), ("20 times", long.to_string().into_bytes())]
}

fn measure(folder: &Path, id: &str, name: &str, document: &[u8], times: usize) {
    let path = folder.join(library_name(id));
    if !path.is_file() {
        println!("{id}: not built; cargo build --release --workspace");
        return;
    }
    // What a library does when it is first used, a worker does every time it is started, and this process once: it is
    // compared with a process that is started to export by itself.
    let cold_here = of_times((0..times).map(|_| in_own_process(folder, id, name)).collect());
    let cold = timed(times, || export(&load(&path, id, Isolation::Worker), document));
    let (here, batch) = (load(&path, id, Isolation::InProcess), load(&path, id, Isolation::Worker));
    export(&here, document);
    export(&batch, document);
    let warm_here = timed(times, || export(&here, document));
    let in_batch = timed(times, || export(&batch, document));
    let (adds_cold, adds_in_batch) = (cold.0.saturating_sub(cold_here.0), in_batch.0.saturating_sub(warm_here.0));
    println!(
        "{:<26} {} {} {} {} {:>8.2} {} {:>8.2} {}",
        format!("{id}, {name}"),
        shown(cold_here),
        shown(cold),
        shown(warm_here),
        shown(in_batch),
        milliseconds(adds_cold),
        verdict(adds_cold, COLD),
        milliseconds(adds_in_batch),
        verdict(adds_in_batch, IN_BATCH),
    );
}

fn load(path: &Path, id: &str, isolation: Isolation) -> Exporter {
    let (id, path) = (id.to_owned(), path.to_owned());
    let installed = Installed { id, path, lock_needed: false, interpreters: Interpreters::default() };
    Exporter::load(&installed, isolation, Limits::default()).expect("it loads")
}

/// Loads and exports in a process of its own, which says how long it took.
fn in_own_process(folder: &Path, id: &str, name: &str) -> Duration {
    let program = std::env::current_exe().expect("this program is somewhere");
    let output = Command::new(program).args([HERE, &folder.display().to_string(), id, name]).output();
    let told = String::from_utf8(output.expect("this program starts").stdout).expect("it tells a number");
    Duration::from_nanos(told.trim().parse().expect("it tells a number"))
}

fn first_here(folder: &Path, id: &str, name: &str) {
    let (_, document) = documents().into_iter().find(|(own, _)| *own == name).expect("a document of this name");
    let started = Instant::now();
    export(&load(&folder.join(library_name(id)), id, Isolation::InProcess), &document);
    println!("{}", started.elapsed().as_nanos());
}

fn export(exporter: &Exporter, document: &[u8]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    exporter.export(&json!({}), document, folder.path(), "main").expect("the specimen can be exported");
}

/// The least and the median time of `work`.
fn timed(times: usize, mut work: impl FnMut()) -> (Duration, Duration) {
    let one = |_| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    of_times((0..times).map(one).collect())
}

fn of_times(mut taken: Vec<Duration>) -> (Duration, Duration) {
    taken.sort();
    (taken[0], taken[taken.len() / 2])
}

fn shown((least, median): (Duration, Duration)) -> String {
    format!("{:>6.2} / {:>6.2}", milliseconds(least), milliseconds(median))
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn verdict(found: Duration, limit: Duration) -> &'static str {
    if found < limit { "ok" } else { ">>" }
}
