//! Programs as exporters: they keep the contract as libraries do, and one that misbehaves costs its own output alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::faults::only_the_pdf_failed;
use crate::installation::{Desk, Ran, copy, library, root};
use crate::platform::failures;
use crate::tools;
use crate::trust::sha256;

const REPORT: &str = "examples/lai-chau-2023-q3";
const ORGANIZATION: &str = "config/organizations/ldld-lai-chau.toml";

/// True if there is Python to run programs with, else the test is skipped.
pub fn python() -> bool {
    tools::run("/usr/bin/python3", "python3", &["--version"]).is_some()
}

/// Puts a program's folder into the installation.
pub fn install(desk: &Desk, folder: &Path, name: &str) -> PathBuf {
    let to = desk.exporters().join(name);
    copy(folder, &to);
    to
}

/// A desk whose PDF exporter is a program that does a deed.
fn desk(deed: &str) -> Desk {
    let desk = Desk::new();
    fs::remove_file(desk.exporters().join(library("exporter_pdf"))).unwrap();
    install(&desk, &root().join("tests/faulty_program"), "exporter-pdf");
    desk.edit(ORGANIZATION, "[exporter.xlsx]", &format!("[exporter.pdf]\ndeed = \"{deed}\"\n\n[exporter.xlsx]"));
    desk
}

fn bundle(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["bundle", REPORT, "-o", "out", "--format", "json"], more].concat())
}

fn codes(ran: &Ran) -> Vec<String> {
    let json = ran.json();
    json["findings"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
}

/// Runs a deed. Everything but its own output must be intact, and nothing of it may still run.
fn after(deed: &str, limits: &str) -> (String, Ran) {
    let desk = desk(deed);
    desk.edit(ORGANIZATION, "[exporter.pdf]", &format!("[exporter_limits.pdf]\n{limits}\n\n[exporter.pdf]"));
    let ran = bundle(&desk, &[]);
    let code = only_the_pdf_failed(&desk, &ran, deed);
    assert_nothing_runs(deed);
    (code, ran)
}

/// No program of a memory file is left: every program of an exporter runs from one.
fn assert_nothing_runs(deed: &str) {
    let until = Instant::now() + Duration::from_secs(5);
    while !running().is_empty() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
    }
    // Programs of other tests come and go; one that stays is a leftover.
    assert_eq!(running(), [""; 0], "{deed}: nothing outlives its export");
}

/// The programs that this test started: children of nobody that run Python from a file descriptor.
fn running() -> Vec<String> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let orphan = |path: &Path| {
        let status = fs::read_to_string(path.join("status")).unwrap_or_default();
        status.lines().any(|line| line == "PPid:\t1")
    };
    let lines = entries
        .filter(|entry| orphan(&entry.path()))
        .filter_map(|entry| fs::read_to_string(entry.path().join("cmdline")).ok());
    lines.filter(|line| line.contains("python3") && line.contains("/proc/self/fd/")).collect()
}

#[test]
fn every_deed_gets_its_own_answer() {
    if !python() {
        return;
    }
    for (deed, code, words) in [
        ("crash", "exporter-crashed", "signal 11"),
        ("abort", "exporter-crashed", "signal 6"),
        ("exit", "exporter-ended", "exit code 0"),
        ("raise", "exporter-ended", "ValueError: the paper has run out"),
        ("garbage", "exporter-ended", "exit code 3"),
        ("half_a_line", "exporter-ended", "exit code 0"),
        ("long_line", "exporter-worker", "a line of more than 16 MiB"),
        ("long_message", "exporter-worker", "a line of more than 16 MiB"),
        ("size", "exporter-worker", "has 1 bytes and wrote 11"),
        ("base64", "exporter-worker", "is no base64"),
        ("jump", "exporter-worker", "jump"),
        ("hello", "exporter-worker", "a second time"),
        ("close", "exporter-worker", "closed its output"),
        ("fork_and_end", "exporter-ended", "exit code 0"),
        ("nothing", "exporter-wrote-nothing", ""),
        ("open", "exporter-left-output-open", ""),
        ("escape", "exporter-failed", "../../escaped.txt"),
        ("stubborn", "exporter-failed", "/etc/escaped.txt"),
        ("status", "exporter-silent", ""),
        ("error", "exporter-failed", "no such paper"),
    ] {
        let (found, ran) = after(deed, "seconds = 60");
        assert_eq!(found, code, "{deed}: {ran:?}");
        assert!(ran.json()["findings"][0]["message"].as_str().unwrap().contains(words), "{deed}: {ran:?}");
    }
}

#[test]
fn limits_hold_for_programs_and_their_children() {
    if !python() {
        return;
    }
    for deed in ["loop", "busy", "fork"] {
        let started = Instant::now();
        assert_eq!(after(deed, "seconds = 1").0, "exporter-time-limit", "{deed}");
        assert!(started.elapsed() < Duration::from_secs(30), "{deed} took {:?}", started.elapsed());
    }
    assert_eq!(after("allocate", "memory = 200").0, "exporter-memory-limit");
}

#[test]
fn a_killed_host_leaves_no_program() {
    if !python() {
        return;
    }
    for deed in ["loop", "fork", "busy"] {
        let desk = desk(deed);
        let mut host = desk.command(&["bundle", REPORT, "-o", "out"]);
        let mut host = host.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let until = Instant::now() + Duration::from_secs(20);
        while descendants(host.id()).len() < 2 && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(20));
        }
        // The export itself is under way a moment later.
        std::thread::sleep(Duration::from_millis(500));
        let family = descendants(host.id());
        assert!(family.len() >= 2, "{deed}: a worker and its program run");
        host.kill().unwrap();
        host.wait().unwrap();
        let alive = |id: &u32| Path::new(&format!("/proc/{id}")).exists();
        let until = Instant::now() + Duration::from_secs(10);
        while family.iter().any(alive) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(50));
        }
        let left: Vec<_> = family.iter().filter(|id| alive(id)).collect();
        assert!(left.is_empty(), "{deed}: {left:?} outlive the host");
        assert_eq!(desk.names("out"), [""; 0], "{deed}");
    }
}

/// The children of a process, and theirs.
fn descendants(of: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{of}/task")).into_iter().flatten().flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    let children: Vec<u32> =
        lists.flat_map(|list| list.split_whitespace().flat_map(str::parse).collect::<Vec<_>>()).collect();
    children.into_iter().flat_map(|child| [vec![child], descendants(child)].concat()).collect()
}

#[test]
fn what_a_program_prints_goes_to_the_log() {
    if !python() {
        return;
    }
    let desk = desk("print");
    let ran = bundle(&desk, &["-v"]);
    assert_eq!((ran.code, codes(&ran).len()), (0, 0), "{ran:?}");
    assert!(!ran.stdout.contains("noise"), "{ran:?}");
    assert!(ran.stderr.contains("noise on stdout") && ran.stderr.contains("noise on stderr"), "{ran:?}");
    assert_eq!(fs::read(desk.work().join("out/lai-chau-2023-q3.pdf")).unwrap(), b"half a file");

    let desk = self::desk("chatter");
    assert_eq!(bundle(&desk, &[]).code, 0, "who says more than is kept does not wait for ever");
}

#[test]
fn files_programs_and_network_are_out_of_reach() {
    if !python() {
        return;
    }
    let (_, ran) = after("reach", "seconds = 60");
    if !cfg!(target_os = "linux") || ran.stdout.contains("read allowed") {
        eprintln!("SKIPPED: this kernel cannot lock files and network away");
        assert!(std::env::var_os("BAOCAO_NO_SKIP").is_none(), "{ran:?}");
        return;
    }
    for word in ["read", "write", "start", "connect", "send", "leave"] {
        assert!(ran.stdout.contains(&format!("{word} refused")), "{word}: {ran:?}");
    }
    if ran.stdout.contains("kill allowed") {
        eprintln!("SKIPPED: this kernel is older than 6.12 and cannot keep signals within an exporter");
    }
}

#[test]
fn options_of_a_program_are_checked_before_it_runs() {
    if !python() {
        return;
    }
    let desk = desk("raise");
    desk.edit(ORGANIZATION, "deed = \"raise\"", "dead = \"raise\"\ntimes = \"often\"\ndeed = 7");
    let ran = bundle(&desk, &[]);
    assert_eq!((ran.code, codes(&ran)), (2, ["unknown-key", "wrong-type", "wrong-type"].map(str::to_owned).to_vec()));
    let (json, text) = (ran.json(), fs::read_to_string(desk.work().join(ORGANIZATION)).unwrap());
    for (at, key) in ["dead", "times", "deed"].into_iter().enumerate() {
        let line = text.lines().position(|line| line.starts_with(key)).unwrap() + 1;
        assert_eq!(json["findings"][at]["place"]["line"], line, "{json:#}");
        assert!(json["findings"][at]["place"]["file"].as_str().unwrap().ends_with(ORGANIZATION));
    }
    assert!(desk.run(&["bundle", REPORT, "--lang", "en"]).stdout.contains("did you mean `deed`?"));

    desk.edit(ORGANIZATION, "dead = \"raise\"\ntimes = \"often\"\ndeed = 7", "times = 10");
    let ran = bundle(&desk, &[]);
    assert_eq!((ran.code, ran.json()["findings"].as_array().unwrap().len()), (2, 1), "out of range: {ran:?}");
}

#[test]
fn a_program_runs_only_as_it_was_trusted() {
    if !python() {
        return;
    }
    let desk = desk("print");
    let folder = desk.exporters().join("exporter-pdf");
    let script = folder.join("exporter.py");
    let file = |id: &str| match id {
        "pdf" => script.clone(),
        id => desk.exporters().join(library(&format!("exporter_{}", id.replace('-', "_")))),
    };
    for id in ["official-letter", "pdf", "xlsx", "html"] {
        let trusted = desk.run(&["exporters", "trust", id, "--yes", "--sha256", &sha256(&file(id))]);
        assert_eq!(trusted.code, 0, "{trusted:?}");
    }
    assert_eq!(bundle(&desk, &[]).code, 0, "everything is in the lock");

    let (text, proof) = (fs::read_to_string(&script).unwrap(), "raise SystemExit('it ran')\n");
    fs::write(&script, format!("{proof}{text}")).unwrap();
    let ran = bundle(&desk, &["-v"]);
    assert_eq!((ran.code, codes(&ran)), (2, vec!["exporter-changed".to_owned()]), "{ran:?}");
    assert!(!ran.stderr.contains("it ran") && !ran.stdout.contains("it ran"), "{ran:?}");

    fs::write(&script, text).unwrap();
    fs::create_dir_all(desk.root().join("etc/baocao")).unwrap();
    let named = "[interpreters]\nother = [\"/usr/bin/python3\"]\n";
    fs::write(desk.root().join("etc/baocao/exporters.toml"), named).unwrap();
    fs::write(folder.join("exporter.toml"), "program = \"exporter.py\"\ninterpreter = \"other\"\n").unwrap();
    let ran = bundle(&desk, &[]);
    assert_eq!((ran.code, codes(&ran)), (2, vec!["exporter-other-interpreter".to_owned()]), "{ran:?}");

    fs::write(folder.join("exporter.toml"), "program = \"exporter.py\"\ninterpreter = \"nobody\"\n").unwrap();
    let ran = bundle(&desk, &[]);
    assert_eq!((ran.code, codes(&ran)), (2, vec!["exporter-without-interpreter".to_owned()]), "{ran:?}");

    fs::write(folder.join("exporter.toml"), "program = \"../exporter.py\"\ninterpreter = \"python3\"\n").unwrap();
    let ran = bundle(&desk, &[]);
    assert_eq!((ran.code, codes(&ran)), (2, vec!["exporter-manifest".to_owned()]), "{ran:?}");
}

#[test]
fn a_program_that_does_not_start_says_why() {
    if !python() {
        return;
    }
    let desk = desk("print");
    let script = desk.exporters().join("exporter-pdf/exporter.py");
    for (text, words) in [
        ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("print('hello')\n", "exit code 0"),
        ("print('{\"baocao\":\"hello\",\"protocol\":2,\"exporter\":{}}', flush=True)\ninput()\n", "newer"),
        ("print('{\"baocao\":\"hello\",\"protocol\":1,\"exporter\":{}}', flush=True)\ninput()\n", "missing field"),
        ("print('{\"baocao\":\"done\",\"status\":\"ok\"}', flush=True)\ninput()\n", "not `hello`"),
    ] {
        fs::write(&script, text).unwrap();
        let ran = desk.run(&["bundle", REPORT, "-o", "out", "--lang", "en"]);
        assert_eq!(ran.code, 2, "{text}: {ran:?}");
        assert!(ran.stdout.contains(words), "{text}: {ran:?}");
    }
}

#[test]
fn the_kit_finds_what_is_wrong_with_a_program() {
    if !python() {
        return;
    }
    let desk = desk("print");
    let failed = failures(&desk, "pdf").join("\n");
    for name in ["bad-options", "specimen", "same-bytes", "additions", "empty", "large-table", "hostile-text"] {
        assert!(failed.contains(&format!("\"{name}\"")), "{name} in\n{failed}");
    }
}

#[test]
fn the_example_in_python_keeps_the_contract_and_is_of_use() {
    if !python() {
        return;
    }
    let desk = Desk::new();
    install(&desk, &root().join("examples/exporter-open-data-python"), "exporter-open-data");
    assert_eq!(failures(&desk, "open-data"), [""; 0]);
    let options = "[exporter.open-data]\ncsv = true\n\n[exporter.xlsx]";
    desk.edit(ORGANIZATION, "[exporter.xlsx]", options);
    desk.edit(ORGANIZATION, "exporters = [", "exporters = [\"open-data\", ");
    let ran = bundle(&desk, &["--only", "open-data"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let read = |name: &str| fs::read_to_string(desk.work().join("out").join(name)).unwrap();
    let data: serde_json::Value = serde_json::from_str(&read("lai-chau-2023-q3.jsonld")).unwrap();
    assert_eq!((&data["@type"], &data["inLanguage"]), (&"Dataset".into(), &"vi-VN".into()));
    let variables = data["variableMeasured"].as_array().unwrap();
    let charter = variables.iter().find(|variable| variable["propertyID"] == "inspections.charter.total").unwrap();
    assert_eq!(charter["value"], 626, "{charter}");
    let files = data["distribution"].as_array().unwrap();
    assert!(!files.is_empty());
    for file in files {
        let csv = read(file["contentUrl"].as_str().unwrap());
        assert!(csv.lines().count() > 1, "{file}: {csv}");
    }
    assert!(read("open-data/inspections.csv").contains("626"));
}

#[test]
fn a_program_that_needs_no_interpreter_works_too() {
    let desk = Desk::new();
    let folder = desk.exporters().join("exporter-hello");
    fs::create_dir_all(&folder).unwrap();
    let (source, program) = (root().join("tests/faulty/says_hello.c"), folder.join("hello"));
    let arguments = ["-std=c99", "-O1", "-o", program.to_str().unwrap(), source.to_str().unwrap()];
    let Some(built) = tools::run("cc", "gcc", &arguments) else { return };
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    fs::write(folder.join("exporter.toml"), "program = \"hello\"\n").unwrap();
    desk.edit(ORGANIZATION, "exporters = [", "exporters = [\"hello\", ");
    let ran = bundle(&desk, &["--only", "hello"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(fs::read_to_string(desk.work().join("out/lai-chau-2023-q3.txt")).unwrap(), "hello\n");
}
