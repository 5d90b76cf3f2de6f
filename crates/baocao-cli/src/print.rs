//! Results on stdout: one JSON object, or text for people.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use baocao_model::{Cause, Counts, Finding, FindingGroup, Language};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::arguments::{Arguments, Color, Command, Exporters, Format, Forms};
use crate::finding_json::FindingJson;
use crate::finding_print::FindingPrinter;
use crate::outcome::{Listed, Outcome, Written};

/// Prints what a command found and did. A closed pipe is the reader's choice.
pub fn outcome(arguments: &Arguments, outcome: &Outcome) {
    let text = match arguments.format {
        Format::Json => {
            let json = outcome_json(arguments, outcome);
            serde_json::to_string_pretty(&json).expect("findings and pages are always JSON") + "\n"
        }
        Format::Human => Human::new(arguments).outcome(arguments, outcome),
    };
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// True if log records may be coloured.
pub fn color_on_stderr(arguments: &Arguments) -> bool {
    colored(arguments, std::io::stderr().is_terminal())
}

fn colored(arguments: &Arguments, terminal: bool) -> bool {
    match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// An outcome as scripts read it.
#[derive(Serialize)]
struct OutcomeJson<'a> {
    /// A line each, which is written by all threads: there may be many thousands.
    findings: Vec<Box<RawValue>>,
    /// What else the command has to say.
    #[serde(flatten)]
    rest: BTreeMap<&'a str, Cow<'a, Value>>,
}

fn outcome_json<'a>(arguments: &Arguments, outcome: &'a Outcome) -> OutcomeJson<'a> {
    let language = arguments.language();
    let own = |finding: &Finding| line(&FindingJson::of(finding, language));
    let page = || outcome.page.iter().filter_map(|page| page.json.as_object()).flatten();
    let page = || page().map(|(name, value)| (name.as_str(), Cow::Borrowed(value))).collect();
    // The page of a review tells the review's own findings itself, with more.
    let is_told = |finding: &Finding| {
        matches!(arguments.command, Command::Review(_))
            && ["computation", "part_key"].iter().any(|name| finding.arguments.contains_key(name))
    };
    let mut findings: Vec<_> = outcome.findings.par_iter().filter(|finding| !is_told(finding)).map(own).collect();
    let mut rest: BTreeMap<_, _> = BTreeMap::new();
    match &arguments.command {
        Command::New(_) => drop(rest.insert("created", Cow::Owned(shown(&outcome.created)))),
        Command::Bundle(_) => {
            rest.insert("outputs", Cow::Owned(outcome.outputs.iter().map(written_json).collect()));
            rest.insert("bundles", Cow::Owned(shown(&outcome.bundles)));
        }
        Command::Exporters { command: Exporters::List } => {
            rest.insert("exporters", Cow::Owned(outcome.exporters.iter().map(listed_json).collect()));
        }
        Command::Review(_) => {
            rest = page();
            if let Some(Value::Array(relations)) = rest.remove("relations").map(Cow::into_owned) {
                findings.extend(relations.iter().map(line));
            }
        }
        Command::Exporters { .. }
        | Command::Forms { .. }
        | Command::Check(_)
        | Command::Aggregate(_)
        | Command::Watch(_)
        | Command::Completions { .. }
        | Command::Diff(_) => {
            rest = page();
            if !outcome.created.is_empty() {
                rest.insert("created", Cow::Owned(shown(&outcome.created)));
            }
            if let Command::Check(_) = &arguments.command {
                let groups = outcome.groups.iter().filter(|group| group.cause != Cause::Single);
                rest.insert("groups", Cow::Owned(groups.map(|group| group_json(group, language)).collect()));
            }
            if !outcome.slips.is_empty() {
                rest.insert("outputs", Cow::Owned(outcome.outputs.iter().map(written_json).collect()));
                rest.insert("slips", Cow::Owned(shown(&outcome.slips)));
            }
        }
    }
    OutcomeJson { findings, rest }
}

fn line(finding: &impl Serialize) -> Box<RawValue> {
    serde_json::value::to_raw_value(finding).expect("findings are always JSON")
}

fn shown(paths: &[PathBuf]) -> Value {
    paths.iter().map(|path| path.display().to_string()).collect()
}

/// Findings with one cause as scripts read them; `findings` counts from 0.
fn group_json(group: &FindingGroup, language: Language) -> Value {
    let change = |change: &baocao_model::Change| {
        json!({
            "address": change.address,
            "label": change.label,
            "from": change.from,
            "to": change.to,
            "unit": change.unit,
            "place": change.place,
        })
    };
    json!({
        "cause": group.cause.name(),
        "message": group.sentence(language),
        "count": group.count,
        "findings": group.members,
        "changes": group.changes().iter().map(change).collect::<Vec<_>>(),
    })
}

fn written_json(written: &Written) -> Value {
    json!({
        "report": written.report,
        "exporter": written.exporter,
        "path": written.path.display().to_string(),
        "bytes": written.bytes,
        "sha256": written.sha256,
        "ms": written.milliseconds,
    })
}

fn listed_json(listed: &Listed) -> Value {
    json!({
        "id": listed.description.id,
        "name": listed.description.name,
        "version": listed.description.version,
        "media_type": listed.description.media_type,
        "extension": listed.description.extension,
        "features": listed.description.features,
        "path": listed.path.display().to_string(),
    })
}

/// Prints for people.
struct Human {
    language: Language,
    findings: FindingPrinter,
}

impl Human {
    fn new(arguments: &Arguments) -> Self {
        let color = colored(arguments, std::io::stdout().is_terminal());
        let language = arguments.language();
        Self { language, findings: FindingPrinter::new(language, color) }
    }

    fn outcome(&mut self, arguments: &Arguments, outcome: &Outcome) -> String {
        let mut text = self.findings.all(&outcome.findings, &outcome.groups);
        text.push_str(&self.others(outcome.omitted));
        for written in &outcome.outputs {
            text.push_str(&format!("  {:<10} {}\n", size(written.bytes), written.path.display()));
        }
        for created in &outcome.created {
            text.push_str(&format!("  {}\n", created.display()));
        }
        for listed in &outcome.exporters {
            let Listed { description, path } = listed;
            let line = [&*description.id, &*description.version, &*description.name];
            text.push_str(&format!("{:<18} {:<8} .{:<6} {}\n", line[0], line[1], description.extension, line[2]));
            text.push_str(&format!("{:<18} {}\n", "", path.display()));
        }
        if let Some(page) = &outcome.page {
            text.push_str(&page.text);
        }
        text.push_str(&self.summary(arguments, outcome));
        text
    }

    /// How many findings of each severity there are, each with its words.
    fn counted(&self, counts: Counts) -> [(usize, String); 3] {
        let Counts { errors, warnings, notes } = counts;
        let words = [(errors, "lỗi", "error"), (warnings, "cảnh báo", "warning"), (notes, "lưu ý", "note")];
        words.map(|(count, vietnamese, english)| match self.language {
            Language::Vietnamese => (count, format!("{count} {vietnamese}")),
            Language::English => (count, in_english(count, english)),
        })
    }

    /// Says how many findings were counted and are not shown, if there are such.
    fn others(&self, omitted: Counts) -> String {
        let counts = self.counted(omitted).into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(_, words)| words).collect();
        match (counts.is_empty(), self.language) {
            (true, _) => String::new(),
            (false, Language::Vietnamese) => format!("… và {} khác, xem bằng --limit 0\n\n", counts.join(", ")),
            (false, Language::English) => format!("… and {} more, shown by --limit 0\n\n", counts.join(", ")),
        }
    }

    fn summary(&self, arguments: &Arguments, outcome: &Outcome) -> String {
        let counts = outcome.counts();
        let errors = counts.errors;
        let issued = outcome.bundles.len();
        let vietnamese = self.language == Language::Vietnamese;
        let counts = self.counted(counts).map(|(_, words)| words).join(", ");
        let result = match (&arguments.command, vietnamese) {
            (Command::New(_), true) if outcome.created.is_empty() => "Chưa tạo được".to_owned(),
            (Command::New(_), false) if outcome.created.is_empty() => "Nothing was made".to_owned(),
            (Command::New(_), true) => {
                return "Đã tạo thư mục báo cáo; điền sổ tính rồi chạy `baocao check`\n".to_owned();
            }
            (Command::New(_), false) => {
                return "The report folder is made; fill in the workbook, then run `baocao check`\n".to_owned();
            }
            (Command::Forms { command: Forms::List | Forms::Show { .. } }, _) if errors == 0 => return String::new(),
            (Command::Diff(_), _) if !outcome.could_not_run => return String::new(),
            (Command::Diff(_), true) => "Không so được".to_owned(),
            (Command::Diff(_), false) => "The two cannot be compared".to_owned(),
            (Command::Aggregate(_), true) if outcome.could_not_run => "Chưa tổng hợp được".to_owned(),
            (Command::Aggregate(_), false) if outcome.could_not_run => "Nothing was rolled up".to_owned(),
            (Command::Aggregate(_), true) => "Đã tổng hợp".to_owned(),
            (Command::Aggregate(_), false) => "Rolled up".to_owned(),
            (Command::Check(_) | Command::Forms { .. }, true) if errors == 0 => "Không có lỗi".to_owned(),
            (Command::Check(_) | Command::Forms { .. }, false) if errors == 0 => "No errors".to_owned(),
            (Command::Check(_) | Command::Forms { .. }, true) => "Có lỗi cần sửa".to_owned(),
            (Command::Check(_) | Command::Forms { .. }, false) => "There are errors to correct".to_owned(),
            (Command::Bundle(_), true) if issued == 0 && outcome.could_not_run => "Chưa xuất được".to_owned(),
            (Command::Bundle(_), false) if issued == 0 && outcome.could_not_run => "Nothing was issued".to_owned(),
            (Command::Bundle(_), true) if issued == 0 => {
                "Chưa xuất được; sửa các lỗi trên, hoặc thêm --draft để xuất bản có chữ DỰ THẢO".to_owned()
            }
            (Command::Bundle(_), false) if issued == 0 => {
                "Nothing was issued; correct the errors above, or add --draft for a copy marked DỰ THẢO".to_owned()
            }
            (Command::Bundle(_), true) => format!("Đã xuất {issued} bộ báo cáo"),
            (Command::Bundle(_), false) => format!("{} written", in_english(issued, "bundle")),
            (Command::Review(_), true) if outcome.could_not_run => "Có tệp không đọc được".to_owned(),
            (Command::Review(_), false) if outcome.could_not_run => "Some files cannot be read".to_owned(),
            (Command::Review(_), true) if errors == 0 => "Không thấy mâu thuẫn".to_owned(),
            (Command::Review(_), false) if errors == 0 => "No contradiction found".to_owned(),
            (Command::Review(_), true) if only_form(outcome) => "Có chỗ sai thể thức".to_owned(),
            (Command::Review(_), false) if only_form(outcome) => "Rules of form are broken".to_owned(),
            (Command::Review(_), true) => "Có mâu thuẫn".to_owned(),
            (Command::Review(_), false) => "There are contradictions".to_owned(),
            (Command::Watch(_), true) => "Bản xem trước".to_owned(),
            (Command::Watch(_), false) => "Preview".to_owned(),
            (Command::Exporters { .. } | Command::Completions { .. }, _) => return String::new(),
        };
        format!("{result}: {counts}\n")
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// True if every error is about the form of a document.
fn only_form(outcome: &Outcome) -> bool {
    let mut errors = outcome.findings.iter().filter(|finding| finding.severity == baocao_model::Severity::Error);
    errors.all(|finding| finding.arguments.contains_key("part_key"))
}

/// A count with its word, which only one of the thing has without an s.
fn in_english(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
