//! Forms: what there is, what one asks for, and whether it is right in itself.

mod looks;

use std::fmt::Write as _;
use std::path::Path;

use baocao_composition::{Text, lint_template};
use baocao_intake::{Library, Loaded, clean};
use baocao_model::{Column, Finding, Form, Language, Missing, Place, Refusal, Repeat, Rule, Severity, Table, nearest};
use baocao_validation::check_examples;
use serde_json::{Value, json};

use crate::arguments::{Arguments, Forms};
use crate::outcome::{Outcome, Page};

/// Runs what was asked for.
pub fn run(command: &Forms, arguments: &Arguments) -> Outcome {
    let library = match Library::discover(arguments.config.as_deref(), Path::new(".")) {
        Ok(library) => library,
        Err(refusal) => return Outcome::could_not_run(refusal.0),
    };
    match command {
        Forms::List => list(&library),
        Forms::Show { id } => match library.form(id, Place::default()) {
            Ok(form) => Outcome { page: Some(page(&form.value, arguments.language())), ..Outcome::default() },
            Err(refusal) => Outcome::could_not_run(refusal.0),
        },
        Forms::Check { ids } => check(&library, ids),
    }
}

/// All forms by title. One that is wrong is a finding beside the others.
fn list(library: &Library) -> Outcome {
    let mut outcome = Outcome::default();
    let (mut text, mut items) = (String::new(), Vec::new());
    for id in library.form_ids() {
        match library.form(&id, Place::default()) {
            Ok(form) => {
                let form = form.value;
                let _ = writeln!(text, "{:<24} {:<4} {}", form.id, format!("v{}", form.version), form.title);
                items.push(json!({ "id": form.id, "version": form.version, "title": form.title }));
            }
            Err(refusal) => outcome.merge(Outcome::could_not_run(refusal.0)),
        }
    }
    outcome.page = Some(Page { text, json: json!({ "forms": items }) });
    outcome
}

/// Checks forms in themselves: their own words, their rules' examples, and the names in their templates.
fn check(library: &Library, ids: &[String]) -> Outcome {
    let mut outcome = Outcome::default();
    let all = library.form_ids();
    let mut checked = Vec::new();
    for id in if ids.is_empty() { &all } else { ids } {
        let findings = match library.form(id, Place::default()) {
            Ok(form) => form_findings(library, &form),
            Err(refusal) if all.contains(id) => refusal.0,
            Err(refusal) => {
                outcome.merge(Outcome::could_not_run(refusal.0));
                continue;
            }
        };
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        outcome.refused |= errors > 0;
        checked.push(json!({ "id": id, "errors": errors, "warnings": findings.len() - errors }));
        outcome.findings.extend(findings);
    }
    outcome.findings.extend(templates_of_nobody(library));
    if ids.is_empty() {
        let looks = looks::findings(library);
        outcome.refused |= looks.iter().any(|finding| finding.severity == Severity::Error);
        outcome.findings.extend(looks);
    }
    outcome.page = Some(Page { text: String::new(), json: json!({ "forms": checked }) });
    outcome
}

/// Folders of templates that no organisation will ever read: their names are misspelt.
fn templates_of_nobody(library: &Library) -> Vec<Finding> {
    let known = library.organization_ids();
    let unknown = library.organizations_with_templates().into_iter().filter(|id| !known.contains(id));
    let finding = |id: String| {
        let place = Place::file(library.templates_of(&id));
        let finding = Finding::warning("templates-of-nobody", place).with("name", &id);
        finding.with_nearest(nearest(&id, known.iter().map(String::as_str)))
    };
    unknown.map(finding).collect()
}

fn form_findings(library: &Library, form: &Loaded<Form>) -> Vec<Finding> {
    let examples = check_examples(&form.value).into_iter();
    let mut findings: Vec<_> =
        examples.map(|found| Finding { place: form.place(&found.pointer), ..found.finding }).collect();
    findings.extend(template_findings(library, form));
    findings
}

/// Looks at the common template, then at what each organisation has of its own. What several share is told once.
fn template_findings(library: &Library, form: &Loaded<Form>) -> Vec<Finding> {
    let own = library.organizations_with_templates();
    let mut findings: Vec<Finding> = Vec::new();
    for organization in std::iter::once("").chain(own.iter().map(String::as_str)) {
        let found = lint_for(library, form, organization).unwrap_or_else(|refusal| refusal.0);
        for finding in found {
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    findings
}

/// What is wrong with the template as an organisation's reports are composed of it; no organisation for the common one.
fn lint_for(library: &Library, form: &Loaded<Form>, organization: &str) -> Result<Vec<Finding>, Refusal> {
    let template = library.template(organization, &form.value.template, form.place("/template"))?;
    let partials = library.partials(organization)?;
    let texts: Vec<_> = partials.iter().map(|source| clean(&source.text)).collect();
    let partials: Vec<_> =
        partials.iter().zip(&texts).map(|(source, text)| Text { name: &source.name, text }).collect();
    lint_template(&form.value, Text { name: &template.name, text: &clean(&template.text) }, &partials)
}

/// A form as its readers see it: tables, columns, what is declared of them, and rules in words.
fn page(form: &Form, language: Language) -> Page {
    let mut text = format!("{} ({}, v{})\n", form.title, form.id, form.version);
    for table in &form.tables {
        table_text(&mut text, table, language);
    }
    if !form.rules.is_empty() {
        text.push_str(in_language(language, "\nQuy tắc\n", "\nRules\n"));
    }
    for rule in &form.rules {
        rule_text(&mut text, rule, language);
    }
    let tables: Vec<_> = form.tables.iter().map(table_json).collect();
    let rules: Vec<_> = form.rules.iter().map(|rule| json!(rule)).collect();
    let json = json!({
        "id": form.id, "version": form.version, "title": form.title, "template": form.template,
        "tables": tables, "rules": rules,
    });
    Page { text, json }
}

fn table_text(text: &mut String, table: &Table, language: Language) {
    let unit = table.unit.as_ref().map(|unit| format!(", {unit}")).unwrap_or_default();
    let _ = writeln!(text, "\n{} ({}{unit})", table.title, table.id);
    match table.repeat {
        Some(Repeat::Unit) => {
            let words = ("  mỗi đơn vị trực thuộc một dòng\n", "  a row for each unit right below\n");
            text.push_str(in_language(language, words.0, words.1));
        }
        Some(Repeat::Year | Repeat::Item) => {
            text.push_str(in_language(language, "  dòng lấy từ tệp số liệu\n", "  rows come from the figures file\n"));
        }
        None => {}
    }
    for row in &table.rows {
        let _ = write!(text, "  {:<24} {}", row.id, row.label);
        relation(text, "=", &row.sum_of.join(" + "));
        relation(text, "≤", row.within.as_deref().unwrap_or_default());
        text.push('\n');
    }
    text.push_str(in_language(language, "  cột:\n", "  columns:\n"));
    for column in &table.columns {
        let _ = write!(text, "    {:<22} {}", column.id, column.label);
        column_relations(text, column);
        text.push('\n');
    }
}

fn column_relations(text: &mut String, column: &Column) {
    relation(text, "←", column.of.as_deref().unwrap_or_default());
    relation(text, "=", &column.sum_of.join(" + "));
    relation(text, "≤", column.within.as_deref().unwrap_or_default());
    if let Some(ratio) = &column.percent_of {
        relation(text, "=", &format!("{} / {}", ratio.part, ratio.whole));
    }
    if let Some(evaluation) = &column.evaluation_of {
        relation(text, "←", &format!("{}, {}", evaluation.result, evaluation.target));
    }
}

fn relation(text: &mut String, sign: &str, other: &str) {
    if !other.is_empty() {
        let other = other.replace("+ -", "- ");
        let _ = write!(text, "  [{sign} {other}]");
    }
}

fn rule_text(text: &mut String, rule: &Rule, language: Language) {
    let severity = match (rule.severity, language) {
        (Severity::Error, Language::Vietnamese) => "lỗi",
        (Severity::Warning, Language::Vietnamese) => "cảnh báo",
        (Severity::Note, Language::Vietnamese) => "lưu ý",
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Note, Language::English) => "note",
    };
    let _ = writeln!(text, "  {} ({severity}): {}", rule.id, rule.check);
    let over = rule.over.all().join(", ");
    if !over.is_empty() {
        let _ = writeln!(text, "    {}: {over}", in_language(language, "áp dụng cho", "for"));
    }
    let missing = match rule.missing {
        Missing::Skip => ("ô trống: không kiểm tra", "blank: not checked"),
        Missing::Zero => ("ô trống: tính là 0", "blank: counts as 0"),
        Missing::Fail => ("ô trống: không đạt", "blank: not met"),
    };
    let _ = writeln!(text, "    {}", in_language(language, missing.0, missing.1));
    let _ = writeln!(text, "    “{}”", rule.message);
}

fn table_json(table: &Table) -> Value {
    let named = |id: &str, label: &str| json!({ "id": id, "label": label });
    let column = |column: &Column| match &column.of {
        Some(of) => json!({ "id": column.id, "label": column.label, "of": of }),
        None => named(&column.id, &column.label),
    };
    json!({
        "id": table.id, "title": table.title, "unit": table.unit, "repeat": table.repeat,
        "rows": table.rows.iter().map(|row| named(&row.id, &row.label)).collect::<Vec<_>>(),
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
    })
}

fn in_language<'t>(language: Language, vietnamese: &'t str, english: &'t str) -> &'t str {
    match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    }
}
