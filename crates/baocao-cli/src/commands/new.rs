use std::path::{Path, PathBuf};

use baocao_intake::{Library, units_below, workbook};
use baocao_model::{Finding, Form, Organization, Period, Place, Refusal};

use crate::arguments::New;
use crate::bundle_folder::{BundleFolder, not_writable};
use crate::outcome::Outcome;

const REPORT: &str = include_str!("new/report.toml");
const NARRATIVE: &str = include_str!("new/narrative.md");

/// Makes a report's folder with the workbook to fill in. Either all of it is there afterwards or nothing.
pub fn run(arguments: &New, config: Option<&Path>) -> Outcome {
    match make(arguments, config) {
        Ok(created) => Outcome { created, ..Outcome::default() },
        Err(refusal) => Outcome::could_not_run(refusal.0),
    }
}

fn make(arguments: &New, config: Option<&Path>) -> Result<Vec<PathBuf>, Refusal> {
    let place = &arguments.report;
    is_free(place)?;
    let library = Library::discover(config, existing(place))?;
    let (form, organization, period) = named(arguments, &library)?;
    let superior = organization.parent.as_ref().and_then(|id| library.organization(id, Place::default()).ok());
    let superior = superior.map(|superior| superior.value.name);
    let units = units_below(&form, &organization.id, period.days().1, &library)?;
    let figures = workbook::write(&form, &organization, period, &units).map_err(|error| not_writable(place, &error))?;
    let files = [
        ("report.toml", report_toml(&form, &organization, period, superior.as_deref()).into_bytes()),
        (workbook::FILE_NAME, figures),
        ("narrative.md", narrative(&form).into_bytes()),
    ];
    let folder = BundleFolder::start(place)?;
    for (name, content) in &files {
        std::fs::write(folder.path().join(name), content).map_err(|error| not_writable(place, &error))?;
    }
    let place = folder.finish()?;
    Ok(files.iter().map(|(name, _)| place.join(name)).collect())
}

/// A folder that holds anything is left alone, an earlier bundle included.
pub fn is_free(place: &Path) -> Result<(), Refusal> {
    let in_the_way = match std::fs::read_dir(place) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => place.exists(),
    };
    if !in_the_way {
        return Ok(());
    }
    let name = place.display().to_string();
    Err(Finding::error("folder-not-empty", Place::file(&*name)).with("file", name).into())
}

/// The nearest folder above that is there: configuration is looked for from it.
fn existing(place: &Path) -> &Path {
    let above = place.ancestors().find(|above| above.exists());
    above.filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What the command line names; everything wrong with it at once.
fn named(arguments: &New, library: &Library) -> Result<(Form, Organization, Period), Refusal> {
    let form = library.form(&arguments.form, Place::default());
    let organization = library.organization(&arguments.organization, Place::default());
    let period = Period::parse(&arguments.period)
        .map_err(|_| Finding::error("not-a-period", Place::default()).with("found", &arguments.period).into());
    let period = period.and_then(|period| match &form {
        Ok(form) if !form.value.periods.is_empty() && !form.value.periods.contains(&period.kind()) => {
            let finding = Finding::error("period-does-not-fit", Place::default());
            Err(Refusal::from(finding.with("form", &form.value.id).with("period", period)))
        }
        _ => Ok(period),
    });
    match (form, organization, period) {
        (Ok(form), Ok(organization), Ok(period)) => Ok((form.value, organization.value, period)),
        (form, organization, period) => {
            let refused = [form.err(), organization.err(), period.err()];
            Err(Refusal(refused.into_iter().flatten().flat_map(|refusal| refusal.0).collect()))
        }
    }
}

fn report_toml(form: &Form, organization: &Organization, period: Period, superior: Option<&str>) -> String {
    let (_, last) = period.days();
    let addressees = match superior {
        Some(superior) => format!("addressees = [{superior:?}]"),
        None => "# addressees = [\"…\"]".to_owned(),
    };
    REPORT
        .replace("{organization}", &organization.id)
        .replace("{organization_name}", &organization.name)
        .replace("{form}", &form.id)
        .replace("{form_title}", &form.title)
        .replace("{period}", &period.to_string())
        .replace("{period_words}", &period.words())
        .replace("{last_day}", &last.to_string())
        .replace("{addressees}", &addressees)
}

fn narrative(form: &Form) -> String {
    NARRATIVE.replace("{template}", &form.template)
}
