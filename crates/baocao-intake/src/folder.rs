use std::path::{Path, PathBuf};

use baocao_model::{Finding, Form, Organization, Place, Refusal, Report, Submission};

use crate::read::{Loaded, open_toml};
use crate::{Library, Source, figures, json, toml_file};

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
    pub template: Source,
    /// The report's own narrative, if there is one.
    pub narrative: Option<Source>,
    /// The figures file.
    pub figures: Source,
    /// The figures.
    pub submission: Submission,
    /// What was wrong with the figures.
    pub findings: Vec<Finding>,
}

/// Opens a report's folder. Everything that cannot be read is reported at once.
pub fn open_report(path: &Path, library: &Library) -> Result<ReportFolder, Refusal> {
    let report = open_toml::<Report>(&path.join("report.toml"), "report-missing");
    let figures = open_figures(path).and_then(|source| parse_figures(&source).map(|node| (source, node)));
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
    let form = library.form(&report.value.form, report.place("/form"));
    let template = match &form {
        Ok(form) => library.template(&form.value.template, form.place("/template")).map(Some),
        Err(_) => Ok(None),
    };
    let mut refused = Vec::new();
    let organization = keep(organization, &mut refused);
    let parent = keep(parent, &mut refused);
    let form = keep(form, &mut refused);
    let template = keep(template, &mut refused);
    let narrative = keep(narrative, &mut refused);
    let figures = keep(figures, &mut refused);
    let (Some(organization), Some(parent), Some(form), Some(Some(template)), Some(narrative), Some((figures, node))) =
        (organization, parent, form, template, narrative, figures)
    else {
        return Err(Refusal(refused));
    };
    let (expanded, submission, findings) = figures::read(&figures, &node, &form.value);
    let form = Loaded { value: expanded, ..form };
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

fn open_figures(path: &Path) -> Result<Source, Refusal> {
    let (toml, json) = (path.join("figures.toml"), path.join("figures.json"));
    match (toml.exists(), json.exists()) {
        (true, true) => {
            let place = Place::file(json.display().to_string());
            Err(Finding::error("two-figures-files", place)
                .with("first", "figures.toml")
                .with("second", "figures.json")
                .into())
        }
        (false, true) => Source::open(&json, "figures-missing"),
        _ => Source::open(&toml, "figures-missing"),
    }
}

fn parse_figures(source: &Source) -> Result<crate::Node, Refusal> {
    if source.path.extension().is_some_and(|extension| extension == "json") {
        json::parse(source)
    } else {
        toml_file::parse(source)
    }
}

fn open_narrative(path: &Path) -> Result<Option<Source>, Refusal> {
    let path = path.join("narrative.md");
    if path.exists() { Source::open(&path, "file-missing").map(Some) } else { Ok(None) }
}

fn folder_name(path: &Path) -> String {
    let resolved = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    resolved.file_name().map_or_else(|| "report".to_owned(), |name| name.to_string_lossy().into_owned())
}
