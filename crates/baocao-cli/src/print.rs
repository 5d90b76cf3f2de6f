//! Results on stdout: one JSON object, or text for people.

use std::collections::HashMap;
use std::io::{IsTerminal as _, Write as _};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use baocao_model::{Finding, Language, Severity};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Color, Command, Exporters, Format, Forms};
use crate::outcome::{Listed, Outcome, Written};

/// Prints what a command found and did. A closed pipe is the reader's choice.
pub fn outcome(arguments: &Arguments, outcome: &Outcome) {
    let text = match arguments.format {
        Format::Json => format!("{:#}\n", outcome_json(arguments, outcome)),
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

fn outcome_json(arguments: &Arguments, outcome: &Outcome) -> Value {
    let language = arguments.language();
    let findings: Vec<_> = outcome.findings.iter().map(|finding| finding_json(finding, language)).collect();
    match &arguments.command {
        Command::New(_) => json!({
            "findings": findings,
            "created": outcome.created.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        }),
        Command::Bundle(_) => json!({
            "findings": findings,
            "outputs": outcome.outputs.iter().map(written_json).collect::<Vec<_>>(),
            "bundles": outcome.bundles.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        }),
        Command::Exporters { command: Exporters::List } => json!({
            "findings": findings,
            "exporters": outcome.exporters.iter().map(listed_json).collect::<Vec<_>>(),
        }),
        Command::Review(_) => {
            let mut page = outcome.page.as_ref().map_or_else(|| json!({}), |page| page.json.clone());
            let refusals = outcome.findings.iter().filter(|finding| !finding.arguments.contains_key("computation"));
            let mut all: Vec<_> = refusals.map(|finding| finding_json(finding, language)).collect();
            if let Some(Value::Array(relations)) = page.as_object_mut().and_then(|page| page.remove("relations")) {
                all.extend(relations);
            }
            page["findings"] = all.into();
            page
        }
        Command::Exporters { .. } | Command::Forms { .. } | Command::Check(_) => {
            let mut page = outcome.page.as_ref().map_or_else(|| json!({}), |page| page.json.clone());
            if !outcome.created.is_empty() {
                page["created"] = outcome.created.iter().map(|path| path.display().to_string()).collect();
            }
            page["findings"] = findings.into();
            page
        }
    }
}

/// A finding as scripts read it.
pub fn finding_json(finding: &Finding, language: Language) -> Value {
    let mut json = json!({
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message(language),
        "hint": finding.hint(language),
        "place": finding.place,
        "operands": finding.operands,
        "expected": finding.expected,
        "found": finding.found,
        "difference": finding.difference,
        "tolerance": finding.tolerance,
    });
    if let Some(rule) = finding.arguments.get("rule") {
        json["rule"] = rule.as_str().into();
    }
    json
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

/// Prints for people, with the lines of the files that findings point at.
struct Human {
    language: Language,
    renderer: Renderer,
    files: HashMap<String, Option<String>>,
}

impl Human {
    fn new(arguments: &Arguments) -> Self {
        let color = colored(arguments, std::io::stdout().is_terminal());
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Self {
            language: arguments.language(),
            renderer: renderer.decor_style(DecorStyle::Ascii),
            files: HashMap::new(),
        }
    }

    fn outcome(&mut self, arguments: &Arguments, outcome: &Outcome) -> String {
        let mut text = String::new();
        for finding in &outcome.findings {
            text.push_str(&self.finding(finding));
            text.push_str("\n\n");
        }
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

    fn summary(&self, arguments: &Arguments, outcome: &Outcome) -> String {
        let count = |severity| outcome.findings.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
        let issued = outcome.bundles.len();
        let vietnamese = self.language == Language::Vietnamese;
        let counts = match vietnamese {
            true => format!("{errors} lỗi, {warnings} cảnh báo, {notes} lưu ý"),
            false => format!("{errors} errors, {warnings} warnings, {notes} notes"),
        };
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
            (Command::Bundle(_), false) => format!("{issued} bundles written"),
            (Command::Review(_), true) if outcome.could_not_run => "Có tệp không đọc được".to_owned(),
            (Command::Review(_), false) if outcome.could_not_run => "Some files cannot be read".to_owned(),
            (Command::Review(_), true) if errors == 0 => "Không thấy mâu thuẫn".to_owned(),
            (Command::Review(_), false) if errors == 0 => "No contradiction found".to_owned(),
            (Command::Review(_), true) => "Có mâu thuẫn".to_owned(),
            (Command::Review(_), false) => "There are contradictions".to_owned(),
            (Command::Exporters { .. }, _) => return String::new(),
        };
        format!("{result}: {counts}\n")
    }

    fn finding(&mut self, finding: &Finding) -> String {
        let (level, word) = match (finding.severity, self.language) {
            (Severity::Error, Language::Vietnamese) => (Level::ERROR, "lỗi"),
            (Severity::Error, Language::English) => (Level::ERROR, "error"),
            (Severity::Warning, Language::Vietnamese) => (Level::WARNING, "cảnh báo"),
            (Severity::Warning, Language::English) => (Level::WARNING, "warning"),
            (Severity::Note, Language::Vietnamese) => (Level::NOTE, "lưu ý"),
            (Severity::Note, Language::English) => (Level::NOTE, "note"),
        };
        let hint_word = if self.language == Language::Vietnamese { "gợi ý" } else { "hint" };
        let message = finding.message(self.language);
        let hint = finding.hint(self.language);
        let source = self.source(&finding.place.file);
        let mut group = level.with_name(word).primary_title(message).id(finding.code);
        let span = source.as_deref().and_then(|text| span(text, finding));
        let place = finding.place.to_string();
        let mut report = match (&source, span) {
            (Some(text), Some(span)) => group.element(
                Snippet::source(text.as_str())
                    .path(finding.place.file.as_str())
                    .annotation(AnnotationKind::Primary.span(span)),
            ),
            _ if place.is_empty() => {
                group = group.id(finding.code);
                annotate_snippets::Group::with_title(group)
            }
            _ => group.element(annotate_snippets::Origin::path(place.as_str())),
        };
        if let Some(hint) = hint {
            report = report.element(Level::HELP.with_name(hint_word).message(hint));
        }
        self.renderer.render(&[report])
    }

    fn source(&mut self, file: &str) -> Option<String> {
        let read = || std::fs::read_to_string(file).ok();
        self.files.entry(file.to_owned()).or_insert_with(read).clone()
    }
}

/// The bytes that a finding points at in its file as it is now.
fn span(text: &str, finding: &Finding) -> Option<Range<usize>> {
    let (line, column) = (finding.place.line?, finding.place.column?);
    let mut start = 0;
    for found in text.split_inclusive('\n').take(line as usize - 1) {
        start += found.len();
    }
    let line = text.get(start..)?.split('\n').next()?;
    let at = |characters: u32| line.char_indices().nth(characters as usize).map_or(line.len(), |(at, _)| at);
    let from = at(column - 1);
    let to = finding.place.length.map_or(line.len(), |length| at(column - 1 + length));
    Some(start + from..start + to.max(from))
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}
