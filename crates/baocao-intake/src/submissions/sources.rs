//! Submissions that are workbooks or whole report folders.

use std::path::Path;

use baocao_model::{Finding, Form, Place, Refusal, Report, Scope, Submission};

use super::Expected;
use super::folder_kind::REPORT;
use super::precise::{Precise, Reread};
use crate::folder::open_figures;
use crate::read::open_toml;
use crate::workbook::{self, Book};

/// A workbook of `baocao new`: its mark says whose it is.
pub fn workbook(path: &Path, expected: &Expected<'_>) -> Result<Precise, Refusal> {
    let book = Book::open(path)?;
    let mut marks = book.sheets.iter().filter_map(|sheet| sheet.mark.as_ref());
    let Some((_, mark)) = marks.next() else {
        return Err(Finding::error("workbook-without-mark", Place::file(&*book.name)).into());
    };
    let unit = mark.organization.clone();
    let (form, submission, findings) = workbook::read_for(&book, expected.written, expected.period, &unit)?;
    // The workbook's own findings say which form, version or period it is for.
    let belongs = !findings.iter().any(|finding| ANOTHER.contains(&finding.code));
    Ok((belongs.then(|| whole(unit, form, submission)), findings))
}

/// What a workbook for something else is reported as.
const ANOTHER: [&str; 2] = ["workbook-of-another-version", "workbook-of-another-period"];

/// A report's folder: `report.toml` says whose it is.
pub fn report_folder(path: &Path, expected: &Expected<'_>) -> Result<Precise, Refusal> {
    let report = open_toml::<Report>(&path.join(REPORT), "report-missing");
    let figures = open_figures(path);
    let (report, figures) = match (report, figures) {
        (Ok(report), Ok(figures)) => (report, figures),
        (report, figures) => {
            let refused = report.err().into_iter().chain(figures.err());
            return Err(Refusal(refused.flat_map(|refusal| refusal.0).collect()));
        }
    };
    let stated = &report.value;
    let differences = [
        ("submission-of-another-form", "/form", stated.form.clone(), expected.form.id.clone()),
        ("submission-of-another-period", "/period", stated.period.to_string(), expected.period.to_string()),
    ];
    let differences = differences.into_iter().filter(|(.., found, wanted)| found != wanted);
    let different: Vec<Finding> = differences
        .map(|(code, key, found, wanted)| {
            Finding::error(code, report.place(key)).with("found", found).with("expected", wanted)
        })
        .collect();
    if !different.is_empty() {
        return Err(Refusal(different));
    }
    let (form, submission, findings) = figures.read(expected.written, stated)?;
    Ok((Some(whole(stated.organization.clone(), form, submission)), findings))
}

fn whole(unit: String, form: Form, submission: Submission) -> Reread {
    Reread { unit, parent: None, submitted_at: None, scope: Scope::Whole, form, submission, rolled_up: None }
}
