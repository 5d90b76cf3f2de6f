use baocao_model::{Finding, Language, Operand, Severity};
use serde_json::{Value, json};

use crate::passage::Text;
use crate::relation::{Certainty, Relation};

/// How many characters of a place a message quotes.
const LONGEST_QUOTE: usize = 140;

impl Certainty {
    /// How bad a finding of this certainty is.
    pub fn severity(self) -> Severity {
        match self {
            Self::Contradiction => Severity::Error,
            Self::Possible => Severity::Warning,
            Self::Style => Severity::Note,
        }
    }
}

/// The finding that a relation which does not hold makes.
pub fn finding(text: &Text, relation: &Relation) -> Finding {
    let place = text.place(relation.passage, &relation.span);
    let mut finding = Finding::new(relation.kind.code(), relation.certainty.severity(), place)
        .with("quote", shortened(&relation.quote))
        .with("computation", &relation.computation);
    if let Some(truth) = &relation.would_be_true {
        finding = finding.with("truth", &truth.vietnamese).with("truth_en", &truth.english);
    }
    let operand = |operand: &crate::Operand| Operand {
        address: text.place(operand.passage, &operand.span).to_string(),
        label: shortened(&operand.text),
        value: shortened(&operand.text),
        unit: String::new(),
    };
    finding.operands = relation.operands.iter().map(operand).collect();
    finding
}

/// A finding as scripts read it.
pub fn finding_json(text: &Text, relation: &Relation, language: Language) -> Value {
    let finding = finding(text, relation);
    json!({
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message(language),
        "hint": finding.hint(language),
        "place": finding.place,
        "kind": relation.kind.name(),
        "certainty": relation.certainty,
        "quote": relation.quote,
        "computation": relation.computation,
        "would_be_true": would_be_true(relation, language),
        "operands": operands(text, relation),
    })
}

/// A relation that holds, as scripts read it.
pub fn checked_json(text: &Text, relation: &Relation) -> Value {
    json!({
        "kind": relation.kind.name(),
        "place": text.place(relation.passage, &relation.span),
        "quote": relation.quote,
        "computation": relation.computation,
        "operands": operands(text, relation),
    })
}

fn operands(text: &Text, relation: &Relation) -> Vec<Value> {
    let operand =
        |operand: &crate::Operand| json!({ "text": operand.text, "place": text.place(operand.passage, &operand.span) });
    relation.operands.iter().map(operand).collect()
}

/// What would make a relation true, in a language.
pub fn would_be_true(relation: &Relation, language: Language) -> Option<&str> {
    relation.would_be_true.as_ref().map(|words| match language {
        Language::Vietnamese => words.vietnamese.as_str(),
        Language::English => words.english.as_str(),
    })
}

/// The beginning and the end of a long quote.
pub fn shortened(quote: &str) -> String {
    let count = quote.chars().count();
    if count <= LONGEST_QUOTE {
        return quote.to_owned();
    }
    let half = LONGEST_QUOTE / 2;
    let begin: String = quote.chars().take(half).collect();
    let end: String = quote.chars().skip(count - half).collect();
    format!("{} … {}", begin.trim_end(), end.trim_start())
}
