//! An exporter that does whatever a bad exporter does. `[exporter.pdf] deed = "…"` says what.

use std::io::Write as _;
use std::process::Command;
use std::thread;
use std::time::Duration;

use baocao_exporter::{Document, ExportError, Exporter, Feature, Job, Role, export_exporter};

/// What it does.
#[derive(serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// The deed.
    deed: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { deed: "panic".to_owned() }
    }
}

struct Misbehaves(Options);

impl Exporter for Misbehaves {
    const ID: &'static str = "pdf";
    const NAME: &'static str = "Misbehaves";
    const VERSION: &'static str = "0.0.1";
    const MEDIA_TYPE: &'static str = "text/plain";
    const EXTENSION: &'static str = "pdf";
    const FEATURES: &'static [Feature] = &Feature::ALL;
    type Options = Options;

    fn new(options: Options) -> Result<Self, ExportError> {
        Ok(Self(options))
    }

    fn export(&mut self, _: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let mut output = job.create(Role::Main, "", "")?;
        output.write_all(b"half a file")?;
        match self.0.deed.as_str() {
            "panic" => panic!("the paper has run out"),
            "panic_in_thread" => {
                let _ = thread::spawn(|| panic!("nobody hears this")).join();
                return Ok(());
            }
            "abort" => std::process::abort(),
            "exit" => std::process::exit(0),
            "overflow" => {
                println!("{}", deep(0));
            }
            "segfault" => {
                let nowhere = std::ptr::null_mut::<u8>();
                // SAFETY: none; a write to address 0 is what this deed is for.
                unsafe { nowhere.write_volatile(1) };
            }
            "loop" => loop {
                thread::sleep(Duration::from_secs(1));
            },
            "fork" => {
                // Whether a program can be started is the sandbox's business; a child must not outlive the worker.
                let _ = Command::new("/bin/sleep").arg("600").spawn();
                loop {
                    thread::sleep(Duration::from_secs(1));
                }
            }
            "allocate" => {
                let mut hoard = Vec::new();
                loop {
                    hoard.push(vec![1_u8; 16 << 20]);
                }
            }
            "print" => {
                println!("noise on stdout");
                output.commit()?;
                return Ok(());
            }
            "nothing" => {
                drop(output);
                return Ok(());
            }
            "open" => {
                std::mem::forget(output);
                return Ok(());
            }
            "escape" => drop(job.create(Role::Asset, "../../escaped.txt", "")?),
            "read" => {
                let read = std::fs::read("/etc/passwd").map(|bytes| bytes.len());
                let start = Command::new("/bin/true").status().map(|status| status.success());
                let connect = std::net::TcpStream::connect(("127.0.0.1", 9)).map(drop);
                return Err(ExportError::Failed(format!(
                    "read {}, start {}, connect {}",
                    outcome(&read),
                    outcome(&start),
                    outcome(&connect)
                )));
            }
            "error" => return Err(ExportError::Document("no such paper".to_owned())),
            other => return Err(ExportError::Failed(format!("no such deed: {other}"))),
        }
        Ok(())
    }
}

fn deep(level: u64) -> u64 {
    let room = [level; 1000];
    if level == u64::MAX { 0 } else { deep(level + 1) + std::hint::black_box(room)[7] }
}

fn outcome<T>(result: &std::io::Result<T>) -> &'static str {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => "refused",
        Err(_) => "failed",
        Ok(_) => "allowed",
    }
}

export_exporter!(Misbehaves);
