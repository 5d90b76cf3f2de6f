use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use baocao_intake::submissions::{Expected, FigureNames, Located, find, reread};
use baocao_intake::{Library, open_report};
use baocao_model::{Address, Catalogue, Figure, Finding, Form, Period, Place, Refusal, Submission, Value};

use crate::lower_units::SUBMISSION;

/// One of two that are compared.
pub struct Side {
    /// What messages call it.
    pub name: String,
    /// The form with its own rows.
    pub form: Form,
    /// The figures as reported.
    pub figures: BTreeMap<Address, Figure>,
    /// The lines of the letter, if there is one.
    pub lines: Option<Vec<String>>,
}

impl Side {
    /// Opens a bundle, a report folder or a file with one submission.
    pub fn open(path: &Path, library: &Library) -> Result<Self, Refusal> {
        let name = path.display().to_string();
        if path.join("report.toml").is_file() {
            let folder = open_report(path, library)?;
            let refused = folder.findings.iter().any(|finding| finding.severity == baocao_model::Severity::Error);
            if refused {
                return Err(Refusal(folder.findings));
            }
            return Ok(Self::of(name, folder.form.value, folder.submission, None));
        }
        if !path.is_dir() {
            let (form, submission) = read(path, library)?;
            return Ok(Self::of(name, form, submission, None));
        }
        let (form, submission) = read(&path.join(SUBMISSION), library)?;
        let lines = letter(path).map(|letter| lines(&letter)).transpose()?;
        Ok(Self::of(name, form, submission, lines))
    }

    fn of(name: String, form: Form, submission: Submission, lines: Option<Vec<String>>) -> Self {
        let figures = submission.figures.into_iter().map(|(address, mut figure)| {
            if let Value::Number(number) = &mut figure.value {
                *number = number.normalize();
            }
            (address, figure)
        });
        let figures = figures.filter(|(_, figure)| !figure.value.is_blank()).collect();
        Self { name, form, figures, lines }
    }

    /// The value at an address; blank if there is none.
    pub fn value(&self, address: &Address) -> &Value {
        self.figures.get(address).map_or(&Value::Blank, |figure| &figure.value)
    }

    /// Where a figure stands, as messages write it.
    pub fn place(&self, address: &Address) -> Option<String> {
        self.figures.get(address).map(|figure| Place::from(&figure.origin).to_string())
    }
}

/// Reads a submission for the form and the period that it names itself.
fn read(path: &Path, library: &Library) -> Result<(Form, Submission), Refusal> {
    let submissions = find(path)?;
    let place = || Place::file(path.display().to_string());
    let refused = |code| Refusal::from(Finding::error(code, place()).with("file", path.display()));
    let (form, period) = header(path).ok_or_else(|| refused("diff-form-unknown"))?;
    let form = library.form(&form, place())?.value;
    let period = Period::parse(&period).map_err(|_| refused("diff-form-unknown"))?;
    let catalogue = Catalogue::of(&form);
    let names = FigureNames::of(&form, &catalogue);
    let expected = Expected { form: &form, written: &form, catalogue: &catalogue, names: &names, period };
    let (read, findings) = reread(&submissions, &Located::file(0), &expected);
    match read {
        Some(read) => Ok((read.form, read.submission)),
        None => Err(Refusal(findings)),
    }
}

/// The form and the period that a submission names.
fn header(path: &Path) -> Option<(String, String)> {
    let text = fs::read_to_string(path).ok()?;
    let value: serde_json::Value = match path.extension()?.to_str()? {
        "toml" => serde_json::to_value(text.parse::<toml::Table>().ok()?).ok()?,
        _ => serde_json::from_str(&text).ok()?,
    };
    let key = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    Some((key("form")?, key("period")?))
}

/// The letter in a bundle, in the format that tells most about the text.
fn letter(bundle: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(bundle).ok()?.flatten().map(|entry| entry.path());
    let ranked = entries.filter_map(|path| Some((baocao_review::rank(path.to_str()?)?, path)));
    ranked.min().map(|(_, path)| path)
}

fn lines(letter: &Path) -> Result<Vec<String>, Refusal> {
    let name = letter.display().to_string();
    let bytes = fs::read(letter).map_err(|error| Finding::unreadable(&name, &error))?;
    let text = baocao_review::read(&name, &bytes)?;
    Ok(text.passages.into_iter().map(|passage| passage.text).filter(|line| !line.trim().is_empty()).collect())
}
