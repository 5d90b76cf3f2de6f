//! The report in a browser follows every save.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::installation::Desk;

const REPORT: &str = "examples/lai-chau-2023-q3";
/// A build machine may be busy; nobody waits for this long otherwise.
const PATIENCE: Duration = Duration::from_secs(120);

/// A watching command that ends with the test.
struct Watching {
    child: Child,
    address: String,
}

impl Watching {
    fn start(desk: &Desk) -> Self {
        let mut child = desk.command(&["watch", REPORT, "--lang", "vi"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| line.ok()?.strip_prefix("http://").map(str::to_owned));
        // What it says later is read, so that it does not wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: address.expect("it says where").trim_end_matches('/').to_owned() }
    }

    /// Status line and body.
    fn get(&self, path: &str, host: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.lines().next().unwrap_or_default().to_owned(), body.to_owned())
    }

    fn state(&self) -> Value {
        serde_json::from_str(&self.get("/state", &self.address).1).unwrap()
    }

    fn after(&self, version: &Value) -> Value {
        let started = Instant::now();
        loop {
            let state = self.state();
            if state["version"] != *version {
                return state;
            }
            assert!(started.elapsed() < PATIENCE, "nothing was composed");
            sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_page_follows_every_save_and_survives_what_cannot_be_composed() {
    let desk = Desk::alone();
    let watching = Watching::start(&desk);
    let first = watching.state();
    assert_eq!((first["stale"].as_bool(), first["findings"].as_array().map(Vec::len)), (Some(false), Some(0)));
    let page = watching.get("/report", &watching.address).1;
    assert!(page.contains("20.841"));

    desk.edit(&format!("{REPORT}/figures.toml"), "same_level = 621", "same_level = 629");
    let second = watching.after(&first["version"]);
    assert!(watching.get("/report", &watching.address).1.contains("629 "));
    let wrong = second["findings"].to_string();
    assert!(wrong.contains("error") && wrong.contains("figures.toml"), "the contradiction is shown: {wrong}");

    let figures = desk.work().join(REPORT).join("figures.toml");
    let kept = fs::read_to_string(&figures).unwrap();
    fs::write(&figures, "[not closed").unwrap();
    let third = watching.after(&second["version"]);
    assert_eq!(third["stale"], true);
    assert!(watching.get("/report", &watching.address).1.contains("629 "), "the last page stays");

    fs::write(&figures, kept.replace("same_level = 629", "same_level = 621")).unwrap();
    let mut state = watching.after(&third["version"]);
    while state["stale"] == true {
        state = watching.after(&state["version"]);
    }
    assert!(watching.get("/report", &watching.address).1.contains("20.841"));
}

#[test]
fn only_a_browser_that_asks_by_address_gets_the_report() {
    let desk = Desk::alone();
    let watching = Watching::start(&desk);
    assert!(watching.get("/", &watching.address).0.contains("200"));
    for path in ["/", "/report", "/state"] {
        let (status, body) = watching.get(path, "somewhere.example");
        assert!(status.contains("403") && !body.contains("20.841"), "{path}: {status}");
    }
    assert!(watching.get("/../config", &watching.address).0.contains("404"));
    let port = watching.address.split(':').nth(1).unwrap();
    assert!(watching.get("/report", &format!("localhost:{port}")).0.contains("200"));
    let ran = desk.run(&["watch", REPORT, "--port", port, "--format", "json"]);
    assert_eq!((ran.code, ran.stdout.contains("cannot-serve")), (2, true), "{ran:?}");
}

#[test]
fn shells_get_their_completions() {
    let desk = Desk::alone();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let ran = desk.run(&["completions", shell]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.stdout.contains("aggregate"), "{shell}");
    }
}
