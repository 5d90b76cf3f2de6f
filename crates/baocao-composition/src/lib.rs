//! Figures, form and narrative in, the format-neutral document out.

mod annex;
mod braced;
mod broken_braces;
mod chart;
mod condition;
mod envelope;
mod figure_text;
mod helpers;
mod lint;
mod mark;
mod markdown;
mod numbering;
mod phrases;
mod provenance;
mod section;
mod slip;
mod table;
mod words;

use std::collections::BTreeMap;

use baocao_document::{Block, Contribution, Document, Inline, Letterhead, Properties, SchemaVersion, Source, Waiver};
use baocao_model::{Address, Figures, Finding, Form, Language, Organization, Reference, Refusal, Report, Severity};

pub use crate::provenance::source_of;
pub use slip::{FiguresFile, Slip, compose_slip};

/// What a document is composed of.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// What report, by whom, for when.
    pub report: &'a Report,
    /// The issuing organisation.
    pub organization: &'a Organization,
    /// The superior organisation, if there is one.
    pub parent: Option<&'a Organization>,
    /// The form.
    pub form: &'a Form,
    /// The figures, computed ones included.
    pub figures: &'a Figures,
    /// The figures of the period before, if they are known.
    pub previous: Option<&'a Figures>,
    /// The figures of the same period last year, if they are known.
    pub same_period_last_year: Option<&'a Figures>,
    /// What lower units gave to the figures, if they were rolled up.
    pub lower_units: Option<LowerUnits<'a>>,
    /// What the figures were held against and agreed with.
    pub passed: &'a [PassedRule],
    /// The subject line by line, if it is neither the report's nor the form's.
    pub subject: &'a [String],
    /// Whether the annexes go with the letter.
    pub annexes: bool,
    /// The rules of form.
    pub letterhead: &'a Letterhead,
    /// The form's narrative skeleton.
    pub template: Text<'a>,
    /// The report's own narrative, if there is one.
    pub narrative: Option<Text<'a>>,
    /// The pieces of text that templates include as `{{> name}}`, each named after its file.
    pub partials: &'a [Text<'a>],
    /// The dated texts that `{{muc "id"}}` prints.
    pub references: &'a [Reference],
    /// Whether the letter bears the mark of a draft.
    pub draft: bool,
    /// The program and version, for the document's properties.
    pub generator: &'a str,
}

/// What lower units gave to the figures.
#[derive(Clone, Copy, Debug)]
pub struct LowerUnits<'a> {
    /// Who gave how much to each figure.
    pub contributions: &'a BTreeMap<Address, Vec<Contribution>>,
    /// Where the cells stand that hold what one unit gave, in its own file.
    pub sources: &'a BTreeMap<Address, Source>,
    /// What tables of such figures must say, if units are missing.
    pub note: Option<&'a str>,
    /// The units themselves, if there are such: figures may be made of the parts of a period alone.
    pub units: Option<&'a baocao_document::LowerUnits>,
}

/// A rule that figures agree with.
#[derive(Clone, Debug)]
pub struct PassedRule {
    /// The code of the finding that it would have given, or the id of the form's own rule.
    pub rule: String,
    /// The numbers of the figures in their catalogue, the one that it is about first.
    pub figures: Vec<usize>,
}

/// A text with the name that messages show.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The file's name.
    pub name: &'a str,
    /// The text, cleaned.
    pub text: &'a str,
}

/// A document with what was found on the way.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The document.
    pub document: Document,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Composes a document. A text that cannot be read as a template is refused; everything else is a finding.
pub fn compose(input: &Input<'_>) -> Result<Composed, Refusal> {
    let mut findings = Vec::new();
    let sections = section::merge(input.template, input.narrative, &mut findings);
    let sections = section::include(sections, input.partials, &mut findings);
    let marks = mark::Marks::default();
    let rendered = helpers::render(input, &sections, &marks, &mut findings)?;
    let mut body = markdown::parse(input, &rendered, &marks, &mut findings);
    numbering::number_headings(&mut body, input, &rendered, &mut findings);
    close_body(&mut body, &input.letterhead.body.end_mark);
    let mut tables = table::Numbers::default();
    tables.number_blocks(&mut body);
    let document = Document {
        schema: SchemaVersion::CURRENT,
        language: "vi-VN".to_owned(),
        properties: properties(input),
        envelope: envelope::envelope(input),
        body,
        annexes: if input.annexes { annex::annexes(input, &mut tables) } else { Vec::new() },
        findings: Vec::new(),
        provenance: provenance::provenance(input),
        lower_units: input.lower_units.and_then(|lower| lower.units.cloned()),
    };
    Ok(Composed { document, findings })
}

/// Everything that a form's template, with the pieces of text that it includes, names and the form does not have, before
/// there are any figures.
pub fn lint_template(form: &Form, template: Text<'_>, partials: &[Text<'_>]) -> Result<Vec<Finding>, Refusal> {
    let mut findings = Vec::new();
    let sections = section::merge(template, None, &mut findings);
    let sections = section::include(sections, partials, &mut findings);
    helpers::compile(form, &sections, true, &mut findings)?;
    Ok(findings)
}

/// Puts findings into a document, for exporters that show them.
pub fn attach_findings(document: &mut Document, findings: &[Finding]) {
    document.findings = findings
        .iter()
        .map(|finding| baocao_document::Finding {
            code: finding.code.to_owned(),
            severity: match finding.severity {
                Severity::Error => baocao_document::Severity::Error,
                Severity::Warning => baocao_document::Severity::Warning,
                Severity::Note => baocao_document::Severity::Note,
            },
            message: finding.message(Language::Vietnamese),
            place: finding.place.to_string(),
            addresses: finding.operands.iter().map(|operand| operand.address.clone()).collect(),
            unit: finding.arguments.get("unit").cloned(),
            waiver: waiver(finding),
        })
        .collect();
}

/// What became of an error that someone answers for; none for any other finding.
fn waiver(finding: &Finding) -> Option<Waiver> {
    let argument = |name| finding.arguments.get(name).cloned().unwrap_or_default();
    (finding.code == "waived").then(|| Waiver {
        code: argument("code"),
        message: argument("text"),
        reason: argument("reason"),
        name: argument("name"),
    })
}

fn properties(input: &Input<'_>) -> Properties {
    let subject = envelope::subject(input).join(" ");
    Properties {
        title: [&*input.form.kind_name, &*subject].join(" ").trim().to_owned(),
        author: input.organization.name.clone(),
        organization: input.organization.id.clone(),
        form: input.form.id.clone(),
        period: input.report.period.words(),
        date: input.report.letter.date.to_string(),
        generator: input.generator.to_owned(),
    }
}

/// Ends the last paragraph with the mark that the letterhead asks for, `./.` or `.`.
fn close_body(blocks: &mut [Block], end_mark: &str) {
    match blocks.last_mut() {
        Some(Block::Paragraph(paragraph)) => close_text(&mut paragraph.content, end_mark),
        Some(Block::List(list)) => {
            if let Some(item) = list.items.last_mut() {
                close_body(&mut item.blocks, end_mark);
            }
        }
        _ => {}
    }
}

fn close_text(content: &mut Vec<Inline>, end_mark: &str) {
    if let Some(Inline::Text { text }) = content.last_mut() {
        let kept = text.trim_end().trim_end_matches(['.', '/', ';']).len();
        text.truncate(kept);
        text.push_str(end_mark);
    } else {
        content.push(Inline::text(end_mark));
    }
}
