//! Marks on the cells of figures that findings name: the sentence as a note, and a ground that goes when the value does.

use std::collections::BTreeMap;

use baocao_exporter::{Document, Finding, Severity};
use rust_xlsxwriter::{ConditionalFormatFormula, Format, Note, Worksheet, XlsxError};

use crate::figures::{Figures, Place, exact_number};
use crate::formula::cell_name;
use crate::{text, words};

/// A note holds this much; the sheet of findings has all of it.
const LONGEST: usize = 1_000;
const NOTE_WIDTH: u32 = 320;
const NOTE_HEIGHT: u32 = 140;

/// The findings by the figures that they name.
#[derive(Debug)]
pub struct Marks<'a> {
    by_address: BTreeMap<&'a str, Vec<&'a Finding>>,
}

impl<'a> Marks<'a> {
    /// What is about a lower unit's submission marks none of the report's own figures.
    pub fn of(document: &'a Document, wanted: bool) -> Self {
        let mut by_address: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for finding in document.findings.iter().filter(|finding| wanted && finding.unit.is_none()) {
            for address in &finding.addresses {
                by_address.entry(address.as_str()).or_default().push(finding);
            }
        }
        Self { by_address }
    }

    /// Marks the cells of one sheet.
    pub fn put(&self, sheet: &mut Worksheet, index: usize, figures: &Figures<'_>) -> Result<(), XlsxError> {
        for (address, findings) in &self.by_address {
            for place in figures.on_sheet(address, index) {
                let note = Note::new(sentences(findings)).set_author("baocao").add_author_prefix(false);
                sheet.insert_note(place.row, place.column, &note.set_width(NOTE_WIDTH).set_height(NOTE_HEIGHT))?;
                let mark = ConditionalFormatFormula::new().set_rule(&*condition(place)).set_format(look(findings));
                sheet.add_conditional_format(place.row, place.column, place.row, place.column, &mark)?;
            }
        }
        Ok(())
    }
}

/// The mark stands for the value that was checked: with another value it goes.
fn condition(place: &Place<'_>) -> String {
    match exact_number(place.cell) {
        Some(number) => format!("={}={number}", cell_name(place.row, place.column)),
        None => "=TRUE".to_owned(),
    }
}

fn sentences(findings: &[&Finding]) -> String {
    let sentence = |finding: &&Finding| {
        let kind = match (&finding.waiver, finding.severity) {
            (Some(_), _) => words::WAIVED,
            (None, Severity::Error) => words::ERROR,
            (None, Severity::Warning) => words::WARNING,
            (None, Severity::Note) => words::REMARK,
        };
        format!(
            "{kind}: {}",
            text::one_line(finding.waiver.as_ref().map_or(&finding.message, |waiver| &waiver.message))
        )
    };
    let all = findings.iter().map(sentence).collect::<Vec<_>>().join("\n");
    all.chars().take(LONGEST).collect()
}

fn look(findings: &[&Finding]) -> Format {
    let worst = findings.iter().map(|finding| finding.severity).min().unwrap_or(Severity::Note);
    let ground = match worst {
        Severity::Error => 0x00F8_CBCB,
        Severity::Warning => 0x00FF_E699,
        Severity::Note => 0x00DD_EBF7,
    };
    Format::new().set_background_color(ground)
}
