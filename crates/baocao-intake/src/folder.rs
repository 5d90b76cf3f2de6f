use std::path::{Path, PathBuf};
use std::sync::Arc;

use baocao_model::{Finding, Form, Organization, Place, Refusal, Report, Submission};

use crate::read::{Loaded, open_toml};
use crate::workbook::{self, Book};
use crate::{Library, Node, Source, figures, json, legacy_text, toml_file, unit_rows};

/// A report's folder with all that belongs to it.
#[derive(Clone, Debug)]
pub struct ReportFolder {
    /// The folder.
    pub path: PathBuf,
    /// The folder's own name; outputs are named after it.
    pub name: String,
    /// `report.toml`.
    pub report: Loaded<Report>,
    /// The issuing organisation.
    pub organization: Loaded<Organization>,
    /// The superior organisation, if there is one.
    pub parent: Option<Loaded<Organization>>,
    /// The form.
    pub form: Loaded<Form>,
    /// The form's narrative template.
    pub template: Arc<Source>,
    /// The report's own narrative, if there is one.
    pub narrative: Option<Source>,
    /// The figures file; of a workbook there is no text.
    pub figures: Source,
    /// The figures.
    pub submission: Submission,
    /// What was wrong with the figures.
    pub findings: Vec<Finding>,
}

/// The organisation of a report's folder, for those who need no more of it; none if either cannot be read.
pub fn organization_of(path: &Path, library: &Library) -> Option<Organization> {
    let report = open_toml::<Report>(&path.join("report.toml"), "report-missing").ok()?;
    let organization = library.organization(&report.value.organization, report.place("/organization"));
    organization.ok().map(|organization| organization.value)
}

/// Opens a report's folder. Everything that cannot be read is reported at once.
pub fn open_report(path: &Path, library: &Library) -> Result<ReportFolder, Refusal> {
    let report = open_toml::<Report>(&path.join("report.toml"), "report-missing");
    let figures = open_figures(path);
    let narrative = open_narrative(path);
    let report = match report {
        Ok(report) => report,
        Err(mut refusal) => {
            if path.is_dir() {
                refusal.0.extend(figures.err().into_iter().chain(narrative.err()).flat_map(|refusal| refusal.0));
            }
            return Err(refusal);
        }
    };
    let organization = library.organization(&report.value.organization, report.place("/organization"));
    let parent = match &organization {
        Ok(own) => own.value.parent.as_ref().map(|id| library.organization(id, own.place("/parent"))).transpose(),
        Err(_) => Ok(None),
    };
    let form = library.kept_form(&report.value.form, report.place("/form"));
    let template = match &form {
        Ok(form) => {
            library.template(&report.value.organization, &form.value.template, form.place("/template")).map(Some)
        }
        Err(_) => Ok(None),
    };
    let mut refused = Vec::new();
    let organization = keep(organization, &mut refused);
    let parent = keep(parent, &mut refused);
    let form = keep(form, &mut refused);
    let template = keep(template, &mut refused);
    let narrative = keep(narrative, &mut refused);
    let figures = keep(figures, &mut refused);
    let (Some(organization), Some(parent), Some(form), Some(Some(template)), Some(narrative), Some(figures)) =
        (organization, parent, form, template, narrative, figures)
    else {
        return Err(Refusal(refused));
    };
    let (mut expanded, submission, mut findings) = figures.read(&form.value, &report.value)?;
    let figures = figures.source();
    let day = report.value.period.days().1;
    findings.extend(unit_rows::name_rows(&mut expanded, &form.value, &submission, day, &figures.name, library)?);
    for source in [Some(&*report.source), Some(&figures), narrative.as_ref()].into_iter().flatten() {
        findings.extend(legacy_text::notes(source));
    }
    let form = Loaded { value: expanded, source: Arc::clone(&form.source), node: Arc::clone(&form.node) };
    let name = folder_name(path);
    let path = path.to_owned();
    Ok(ReportFolder {
        path,
        name,
        report,
        organization,
        parent,
        form,
        template,
        narrative,
        figures,
        submission,
        findings,
    })
}

fn keep<T>(result: Result<T, Refusal>, refused: &mut Vec<Finding>) -> Option<T> {
    result.map_err(|refusal| refused.extend(refusal.0)).ok()
}

/// The figures as they lie in the folder.
pub(crate) enum FiguresFile {
    Text(Source, Node),
    Workbook(PathBuf, Book),
}

impl FiguresFile {
    pub(crate) fn read(&self, form: &Form, report: &Report) -> Result<(Form, Submission, Vec<Finding>), Refusal> {
        match self {
            Self::Text(source, node) => Ok(figures::read(source, node, form)),
            Self::Workbook(_, book) => workbook::read(book, form, report),
        }
    }

    fn source(self) -> Source {
        match self {
            Self::Text(source, _) => source,
            Self::Workbook(path, book) => Source::new(book.name, path, String::new()),
        }
    }
}

pub(crate) fn open_figures(path: &Path) -> Result<FiguresFile, Refusal> {
    let names = ["figures.toml", "figures.json", workbook::FILE_NAME];
    let there: Vec<_> = names.into_iter().filter(|name| path.join(name).exists()).collect();
    match there[..] {
        [first, second, ..] => {
            let place = Place::file(path.join(second).display().to_string());
            Err(Finding::error("two-figures-files", place).with("first", first).with("second", second).into())
        }
        [workbook::FILE_NAME] => {
            let path = path.join(workbook::FILE_NAME);
            Book::open(&path).map(|book| FiguresFile::Workbook(path, book))
        }
        [name] => open_figures_text(&path.join(name)),
        [] => open_figures_text(&path.join(names[0])),
    }
}

fn open_figures_text(path: &Path) -> Result<FiguresFile, Refusal> {
    let source = Source::open_limited(path, "figures-missing", "figures-too-large")?;
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    let node = if is_json { json::parse(&source)? } else { toml_file::parse(&source)? };
    Ok(FiguresFile::Text(source, node))
}

fn open_narrative(path: &Path) -> Result<Option<Source>, Refusal> {
    let path = path.join("narrative.md");
    if !path.exists() {
        return Ok(None);
    }
    let source = Source::open(&path, "file-missing")?;
    Ok(Some(Source::new(source.name, source.path, without_first_comment(&source.text))))
}

/// The text with spaces for the comment that it begins with: before the first heading it would count as a section.
fn without_first_comment(text: &str) -> String {
    let start = text.len() - text.trim_start().len();
    let end = text[start..].strip_prefix("{{!--").and_then(|rest| rest.find("--}}")).map(|end| start + 5 + end + 4);
    let Some(end) = end else { return text.to_owned() };
    let blanks = text[..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' });
    blanks.chain(text[end..].chars()).collect()
}

fn folder_name(path: &Path) -> String {
    let resolved = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    resolved.file_name().map_or_else(|| "report".to_owned(), |name| name.to_string_lossy().into_owned())
}
