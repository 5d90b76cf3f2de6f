//! A Chromium without a window, spoken to through a pipe: no port, no network, no driver in between.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::tools;

/// A browser with one page open.
pub struct Browser {
    child: Child,
    to: File,
    from: BufReader<File>,
    session: String,
    number: u64,
    /// What the browser told without being asked.
    events: Vec<Value>,
    _folder: TempDir,
}

/// A browser reads commands from descriptor 3 and answers to descriptor 4.
const LAUNCH: &str = r#"exec chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
    --remote-debugging-pipe "--user-data-dir=$1/profile" about:blank 3<"$1/to" 4>"$1/from" 2>/dev/null >/dev/null"#;

impl Browser {
    /// Starts one; none if there is no Chromium here.
    pub fn start() -> Option<Self> {
        tools::run("chromium", "chromium", &["--version"])?;
        let folder = TempDir::new().expect("a temporary folder");
        let (to, from) = (folder.path().join("to"), folder.path().join("from"));
        let made = Command::new("mkfifo").args([&to, &from]).status().expect("mkfifo runs");
        assert!(made.success());
        let child = Command::new("sh").args(["-c", LAUNCH, "sh"]).arg(folder.path()).stdin(Stdio::null()).spawn();
        let child = child.expect("a shell runs");
        let to = File::options().write(true).open(to).expect("the pipe to the browser");
        let from = BufReader::new(File::open(from).expect("the pipe from the browser"));
        let mut browser =
            Self { child, to, from, session: String::new(), number: 0, events: Vec::new(), _folder: folder };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }))["targetId"].clone();
        let attached = browser.call("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        browser.session = attached["sessionId"].as_str().expect("a session").to_owned();
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser.size(1280, 900);
        Some(browser)
    }

    /// Opens a file.
    pub fn open(&mut self, page: &Path) {
        self.events.clear();
        self.call("Page.navigate", json!({ "url": format!("file://{}", page.display()) }));
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let message = self.read();
            self.events.push(message);
        }
    }

    /// Evaluates an expression in the page.
    pub fn ask(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", asked);
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer:#}");
        answer["result"]["value"].clone()
    }

    /// The same for what is text.
    pub fn text(&mut self, expression: &str) -> String {
        let answer = self.ask(expression);
        answer.as_str().unwrap_or_else(|| panic!("{expression} gives {answer}")).to_owned()
    }

    /// Presses a key such as `Escape`, as a person does.
    pub fn press(&mut self, key: &str) {
        let code = match key {
            "Enter" => 13,
            "Escape" => 27,
            "Tab" => 9,
            _ => 0,
        };
        let text = if key == "Enter" { "\r" } else { "" };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Clicks in the middle of an element, with the mouse.
    pub fn click(&mut self, element: &str) {
        let place = self.ask(&format!(
            "(e => {{ e.scrollIntoView({{ block: 'center' }}); const [r] = e.getClientRects(); \
             return [r.x + r.width / 2, r.y + r.height / 2]; }})({element})"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// Sets the size of the window.
    pub fn size(&mut self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.call("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Sets what the reader's device prefers, `light` or `dark`.
    pub fn prefer(&mut self, looks: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": looks }]);
        self.call("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Allows or forbids scripts on pages that are opened from now on.
    pub fn scripts(&mut self, allowed: bool) {
        self.call("Emulation.setScriptExecutionDisabled", json!({ "value": !allowed }));
    }

    /// Prints the page, as its own style asks for.
    pub fn print(&mut self, to: &Path) {
        let printed =
            self.call("Page.printToPDF", json!({ "preferCSSPageSize": true, "transferMode": "ReturnAsStream" }));
        let mut pdf = Vec::new();
        loop {
            let part = self.call("IO.read", json!({ "handle": printed["stream"] }));
            pdf.extend(
                base64::Engine::decode(&base64::prelude::BASE64_STANDARD, part["data"].as_str().unwrap()).unwrap(),
            );
            if part["eof"] == true {
                break;
            }
        }
        std::fs::write(to, pdf).unwrap();
    }

    /// What the page complained of since it was opened: errors, refusals of its policy, words on the console.
    pub fn complaints(&mut self) -> Vec<String> {
        self.ask("0");
        let told = ["Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"];
        let events = self.events.iter().filter(|event| told.iter().any(|method| event["method"] == *method));
        events.map(ToString::to_string).collect()
    }

    /// What the page asked for beside itself.
    pub fn requests(&mut self) -> Vec<String> {
        self.ask("0");
        let asked = self.events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        let urls = asked.map(|event| event["params"]["request"]["url"].as_str().unwrap_or_default().to_owned());
        urls.skip(1).collect()
    }

    fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.number += 1;
        let mut command = json!({ "id": self.number, "method": method, "params": parameters });
        if !self.session.is_empty() {
            command["sessionId"] = self.session.clone().into();
        }
        self.to.write_all(format!("{command}\0").as_bytes()).expect("the browser listens");
        loop {
            let message = self.read();
            if message["id"] == self.number {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
            self.events.push(message);
        }
    }

    fn read(&mut self) -> Value {
        let mut message = Vec::new();
        self.from.read_until(0, &mut message).expect("the browser answers");
        message.pop();
        serde_json::from_slice(&message).expect("the browser answers in JSON")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have gone already; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
