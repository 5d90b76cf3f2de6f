//! Forms, organisations and workbooks to test with.

use std::path::{Path, PathBuf};

use baocao_intake::Library;
use baocao_intake::workbook::{self, Book};
use baocao_model::{
    Figures, Finding, Form, Organization, Period, PeriodKind, Place, Refusal, Report, Submission, Value,
};
use tempfile::TempDir;

use crate::fill::{Parts, addresses};

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

pub fn library() -> Library {
    Library::new(root().join("config"), root().join("templates"))
}

/// All forms of the repository.
pub fn forms() -> Vec<Form> {
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(root().join("config/forms")).unwrap().flatten().map(|entry| entry.path()).collect();
    names.sort();
    let form = |path: &PathBuf| form(path.file_stem().unwrap().to_str().unwrap());
    let forms: Vec<_> = names.iter().map(form).collect();
    assert!(!forms.is_empty(), "there are forms");
    forms
}

pub fn form(id: &str) -> Form {
    library().form(id, Place::default()).unwrap().value
}

pub fn organization() -> Organization {
    library().organization("ldld-lai-chau", Place::default()).unwrap().value
}

/// A period that the form is used for.
pub fn period(form: &Form) -> Period {
    match form.periods.first().copied().unwrap_or(PeriodKind::Year) {
        PeriodKind::Month => Period::Month(2023, 8),
        PeriodKind::Quarter => Period::Quarter(2023, 3),
        PeriodKind::Half => Period::Half(2023, 1),
        PeriodKind::NineMonths => Period::NineMonths(2023),
        PeriodKind::Year => Period::Year(2023),
        PeriodKind::Term => Period::Term(2017, 2022),
        PeriodKind::Free => Period::parse("2023-01-15..2023-03-14").unwrap(),
    }
}

pub fn report(form: &Form) -> Report {
    report_for(form, period(form), "ldld-lai-chau")
}

pub fn report_for(form: &Form, period: Period, organization: &str) -> Report {
    let text = format!(
        "organization = \"{organization}\"\nform = \"{}\"\nperiod = \"{period}\"\n\
         [letter]\ndate = 2023-10-01\nsigner = {{ title = \"CHỦ TỊCH\", name = \"Nguyễn Văn A\" }}\n",
        form.id
    );
    let source = baocao_intake::Source::new("report.toml", "report.toml", text);
    baocao_intake::read_toml(source).unwrap().value
}

/// The units right below the organisation, id and name.
pub const UNITS: [(&str, &str); 2] = [("cd-mot", "Công đoàn Một"), ("cd-hai", "Công đoàn Hai")];

/// The workbook of a form, ready to be filled in.
pub fn written(form: &Form) -> Vec<u8> {
    let units = UNITS.map(|(id, name)| (id.to_owned(), name.to_owned()));
    workbook::write(form, &organization(), period(form), &units).unwrap()
}

/// What a workbook was read as.
#[derive(Debug)]
pub struct Read {
    pub form: Form,
    pub submission: Submission,
    pub findings: Vec<Finding>,
}

impl Read {
    /// The reported value; blank if there is none.
    pub fn value(&self, address: &str) -> Value {
        self.submission.value(&baocao_model::Address::parse(address).unwrap()).clone()
    }

    pub fn figures(&self) -> Figures {
        Figures::complete(&self.form, &self.submission)
    }

    /// Code and place of each finding.
    pub fn codes(&self) -> Vec<(&'static str, String)> {
        self.findings.iter().map(|finding| (finding.code, place(finding))).collect()
    }
}

fn place(finding: &Finding) -> String {
    match (&finding.place.sheet, &finding.place.cell) {
        (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
        _ => String::new(),
    }
}

pub fn read(bytes: &[u8], form: &Form) -> Result<Read, Refusal> {
    read_for(bytes, form, &report(form))
}

pub fn read_for(bytes: &[u8], form: &Form, report: &Report) -> Result<Read, Refusal> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(workbook::FILE_NAME);
    std::fs::write(&path, bytes).unwrap();
    let book = Book::open(&path)?;
    let (form, submission, findings) = workbook::read(&book, form, report)?;
    Ok(Read { form, submission, findings })
}

/// The codes of a refusal.
pub fn refused(bytes: &[u8], form: &Form) -> Vec<&'static str> {
    read(bytes, form).expect_err("it is refused").0.iter().map(|finding| finding.code).collect()
}

/// The quarterly form's workbook as parts, with where everything stands.
pub fn quarterly() -> (Form, Parts, std::collections::BTreeMap<String, crate::fill::At>) {
    let form = form("union-quarterly");
    let bytes = written(&form);
    (form, Parts::new(&bytes), addresses(&bytes))
}
