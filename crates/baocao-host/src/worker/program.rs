//! A program as an exporter: a child of the worker, behind the same lock, that speaks [`message`](super::message)s.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use baocao_exporter::{Description, abi};

use super::message::{self, LONGEST_LINE, Line, PROTOCOL, Said, Told};
use super::outputs::{Outputs, Refusal};
use crate::callbacks::Sink;
use crate::frame::{LogRecord, Refused};
use crate::loaded::{Broken, Loaded};
use crate::source::Launch;
use crate::{Diagnostic, Severity};

/// How often it is asked whether the program is still there: a child of its own may hold its streams open.
const GLANCE: Duration = Duration::from_millis(100);

/// A running program.
#[derive(Debug)]
pub struct Program {
    child: Child,
    to: ChildStdin,
    /// What it says, line by line; an error if a line has no end.
    from: Receiver<Result<Vec<u8>, String>>,
}

impl Program {
    /// Starts the program in `file`.
    pub fn start(launch: &Launch, file: &str) -> Result<Self, Refused> {
        let mut child =
            command(launch, file).spawn().map_err(|error| Refused::NotStarted { reason: error.to_string() })?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Refused::NotStarted { reason: "it has no streams".to_owned() });
        };
        // One line waits at most: a program that says more than is heard has to wait.
        let (sender, receiver) = sync_channel(1);
        thread::spawn(move || read_lines(from, &sender));
        Ok(Self { child, to, from: receiver })
    }

    /// The next message.
    fn next(&mut self) -> Result<Said, Broken> {
        loop {
            match message::read(&self.line()?) {
                Line::Message(said) => return Ok(said),
                // The worker's own stderr is where the host looks for what exporters print.
                Line::Noise(text) => eprintln!("{text}"),
                Line::Wrong(why) => return Err(Broken::Protocol(why)),
            }
        }
    }

    fn line(&mut self) -> Result<Vec<u8>, Broken> {
        let mut ended = None;
        loop {
            match self.from.recv_timeout(GLANCE) {
                Ok(line) => return line.map_err(Broken::Protocol),
                Err(RecvTimeoutError::Disconnected) => return Err(self.end()),
                // What it had said before it ended has been heard by now.
                Err(RecvTimeoutError::Timeout) if ended.is_some() => return Err(self.end()),
                Err(RecvTimeoutError::Timeout) => ended = self.child.try_wait().ok().flatten(),
            }
        }
    }

    /// What became of a program that says nothing more. One that closed its streams and lives on is ended.
    fn end(&mut self) -> Broken {
        for _ in 0..10 {
            match self.child.try_wait() {
                Ok(Some(status)) => return Broken::Ended(status),
                _ => thread::sleep(GLANCE / 10),
            }
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        Broken::Protocol("it closed its output before it was done".to_owned())
    }

    fn send(&mut self, line: &[u8]) -> Result<(), Broken> {
        let sent = self.to.write_all(line).and_then(|()| self.to.flush());
        sent.map_err(|_| self.end())
    }
}

impl Loaded for Program {
    fn describe(&mut self) -> Result<Description, Refused> {
        let refuse = |reason: String| Refused::NoDescription { reason };
        let exporter = match self.next() {
            Ok(Said::Hello { protocol: PROTOCOL, exporter }) => exporter,
            Ok(Said::Hello { protocol, .. }) => {
                return Err(Refused::OtherVersion {
                    theirs: protocol.to_string(),
                    ours: PROTOCOL.to_string(),
                    exporter_is_newer: protocol > PROTOCOL,
                });
            }
            Ok(_) => return Err(refuse("its first message is not `hello`".to_owned())),
            Err(Broken::Protocol(why)) => return Err(refuse(why)),
            Err(Broken::Ended(status)) => {
                return Err(refuse(format!("it ended before it said `hello` ({})", in_words(status))));
            }
        };
        Description::read(&exporter).map_err(|reason| refuse(format!("`exporter` of `hello`: {reason}")))
    }

    fn export(&mut self, options: &[u8], document: &[u8], sink: &mut dyn Sink) -> Result<abi::Status, Broken> {
        let Some(request) = message::export(options, document) else {
            let message = "the document is no JSON".to_owned();
            sink.diagnostic(diagnostic(Told { severity: "error".to_owned(), message, ..Told::default() }));
            return Ok(abi::DOCUMENT);
        };
        self.send(&request)?;
        let mut export = Export { outputs: Outputs::default(), stop: None, sink };
        loop {
            match self.next()? {
                Said::Done { status } => return Ok(message::status(&status)),
                said => {
                    if export.take(said)? {
                        self.send(&message::answer(export.stop))?;
                    }
                }
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One document that is being written.
struct Export<'s> {
    outputs: Outputs,
    /// Why the program is to stop, once there is a reason.
    stop: Option<&'static str>,
    sink: &'s mut dyn Sink,
}

impl Export<'_> {
    /// Does what the program says; true if it waits for an answer.
    fn take(&mut self, said: Said) -> Result<bool, Broken> {
        let (outputs, sink) = (&mut self.outputs, &mut *self.sink);
        let (done, answered) = match said {
            Said::Write { output, text, base64 } => (outputs.write(&output, text, base64, sink), false),
            Said::Commit { output, bytes } => (outputs.commit(&output, bytes, sink), true),
            Said::Discard { output } => (outputs.discard(&output, sink), false),
            Said::Progress { done, total, what } => {
                if sink.progress(done, total, &what) {
                    self.stop.get_or_insert("cancelled");
                }
                (Ok(()), true)
            }
            Said::Diagnostic(told) => {
                sink.diagnostic(diagnostic(told));
                (Ok(()), false)
            }
            Said::Log { level, message, fields } => {
                let (target, fields) = ("program".to_owned(), fields.to_string());
                sink.log(LogRecord { level: message::level(&level), target, message, fields });
                (Ok(()), false)
            }
            Said::Hello { .. } | Said::Done { .. } => {
                return Err(Broken::Protocol("it says `hello` a second time".to_owned()));
            }
        };
        match done {
            Ok(()) => Ok(answered),
            Err(Refusal::Host) => {
                self.stop.get_or_insert("output");
                Ok(answered)
            }
            Err(Refusal::Program(why)) => Err(Broken::Protocol(why)),
        }
    }
}

fn diagnostic(told: Told) -> Diagnostic {
    let severity = match told.severity.as_str() {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        _ => Severity::Info,
    };
    Diagnostic { severity, code: told.code, message: told.message, help: told.help, at: told.at }
}

fn command(launch: &Launch, file: &str) -> Command {
    let mut command = match launch.interpreter.split_first() {
        Some((interpreter, arguments)) => {
            let mut command = Command::new(interpreter);
            command.args(arguments).arg(file);
            command
        }
        None => Command::new(file),
    };
    command.env_clear().env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    super::sandbox::end_with_parent(&mut command);
    command
}

fn read_lines(from: ChildStdout, to: &SyncSender<Result<Vec<u8>, String>>) {
    let mut from = BufReader::new(from);
    loop {
        let mut line = Vec::new();
        match from.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut line) {
            Ok(1..) => {}
            _ => return,
        }
        let endless = line.len() == LONGEST_LINE && !line.ends_with(b"\n");
        let line =
            if endless { Err(format!("it wrote a line of more than {} MiB", LONGEST_LINE >> 20)) } else { Ok(line) };
        if to.send(line).is_err() || endless {
            return;
        }
    }
}

fn in_words(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    format!("exit code {}", status.code().unwrap_or(-1))
}
