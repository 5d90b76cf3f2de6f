use std::io::{IsTerminal as _, Write as _};

use baocao_host::{Candidate, Installation, Trusted};
use baocao_model::{Finding, Language, Place, Refusal};
use serde_json::json;

use super::{no_installation, refused};
use crate::arguments::Trust;
use crate::outcome::{Outcome, Page};

/// Records an exporter's library as trusted, once somebody has said so who saw its hash.
pub fn run(trust: &Trust, language: Language) -> Outcome {
    let installation = match Installation::of_this_program() {
        Ok(installation) => installation,
        Err(error) => return no_installation(&error),
    };
    let candidate = match installation.named(&trust.exporter).and_then(Candidate::read) {
        Ok(candidate) => candidate,
        Err(error) => return refused(&trust.exporter, &error, &installation),
    };
    if !installation.searches(&candidate.installed) {
        return out_of_reach(&candidate, &installation);
    }
    if let Err(refusal) = confirm(trust, &candidate, language) {
        return Outcome::could_not_run(refusal.0);
    }
    let (installed, sha256) = (candidate.installed.clone(), candidate.sha256.clone());
    match candidate.trust() {
        Ok(trusted) => {
            let page = page(&trusted, &installed.path.display().to_string(), &sha256, language);
            let findings = left_out(&trusted).into_iter().collect();
            Outcome { findings, page: Some(page), ..Outcome::default() }
        }
        Err(error) => refused(&installed.id, &error, &installation),
    }
}

/// A lock in a folder that nobody searches would be written and never read.
fn out_of_reach(candidate: &Candidate, installation: &Installation) -> Outcome {
    let installed = &candidate.installed;
    let finding = Finding::error("trust-out-of-reach", Place::file(installed.path.display().to_string()));
    let folders: Vec<_> = installation.folders().map(|folder| folder.display().to_string()).collect();
    let finding = finding.with("name", &installed.id).with("file", installed.folder().display());
    Outcome::could_not_run(vec![finding.with("folders", folders.join(", "))])
}

/// A script names the hash that it means; a person is shown it and asked.
fn confirm(trust: &Trust, candidate: &Candidate, language: Language) -> Result<(), Refusal> {
    let finding = |code: &'static str| {
        let finding = Finding::error(code, Place::file(candidate.installed.path.display().to_string()));
        finding.with("name", &candidate.installed.id).with("found", &candidate.sha256)
    };
    match &trust.sha256 {
        Some(expected) if expected.eq_ignore_ascii_case(&candidate.sha256) => {}
        Some(expected) => return Err(finding("hash-differs").with("expected", expected).into()),
        None if trust.yes => return Err(finding("trust-needs-hash").into()),
        None => {}
    }
    if trust.yes {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        return Err(finding("trust-needs-yes").into());
    }
    match ask(candidate, language) {
        Ok(true) => Ok(()),
        _ => Err(finding("not-confirmed").into()),
    }
}

/// The question goes to stderr: stdout is for results.
fn ask(candidate: &Candidate, language: Language) -> std::io::Result<bool> {
    let (installed, sha256) = (&candidate.installed, &candidate.sha256);
    let question = match language {
        Language::Vietnamese => "Tin cậy tệp này? Nó sẽ được chạy khi xuất báo cáo [c/K]",
        Language::English => "Trust this file? It will run when reports are written [y/N]",
    };
    let mut terminal = std::io::stderr();
    write!(terminal, "{}\n{}\nSHA-256 {sha256}\n{question} ", installed.id, installed.path.display())?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    let answer = answer.trim().to_lowercase();
    Ok(["y", "yes", "c", "có"].contains(&&*answer))
}

fn page(trusted: &Trusted, file: &str, sha256: &str, language: Language) -> Page {
    let (description, lock) = (&trusted.description, trusted.lock.display());
    let done = match language {
        Language::Vietnamese => format!("Đã ghi vào {lock}"),
        Language::English => format!("Recorded in {lock}"),
    };
    Page {
        text: format!("{} {}\n{file}\nSHA-256 {sha256}\n{done}\n", description.id, description.version),
        json: json!({
            "id": description.id,
            "version": description.version,
            "file": file,
            "sha256": sha256,
            "lock": lock.to_string(),
        }),
    }
}

/// A lock is complete: what it does not name is no longer opened.
fn left_out(trusted: &Trusted) -> Option<Finding> {
    if trusted.left_out.is_empty() {
        return None;
    }
    let finding = Finding::warning("exporters-left-out", Place::file(trusted.lock.display().to_string()));
    Some(finding.with("names", trusted.left_out.join(", ")))
}
