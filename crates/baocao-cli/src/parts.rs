//! A period made of parts: a year of its quarters, nine months of three. Flows are added, of what has run up the last counts.

use std::collections::BTreeMap;
use std::path::PathBuf;

use baocao_aggregation::{Combination, Part, Plan, over_time};
use baocao_composition::source_of;
use baocao_document::{Contribution, Source};
use baocao_intake::{Library, ReportFolder, open_report};
use baocao_model::{Address, Catalogue, Figures, Finding, Operand, Origin, Place, Refusal, Report, Values};

use crate::whole::Whole;

/// What the parts of a period gave to a report.
#[derive(Debug, Default)]
pub struct FromParts {
    /// Which part gave how much.
    pub contributions: BTreeMap<Address, Vec<Contribution>>,
    /// What does not fit.
    pub findings: Vec<Finding>,
    /// The files, with the names that the manifest shows.
    pub inputs: Vec<(String, PathBuf)>,
}

/// A part that was read.
struct Opened<'a> {
    /// Its folder, as the report names it.
    name: &'a str,
    whole: Whole,
    figures: Figures,
    values: Values,
}

/// Brings what the parts of a report's period make into its own figures: what it leaves blank is filled in, what it states
/// is held against them. Parts that are no parts of it, or that leave days out, fill in nothing.
pub fn fill_in(folder: &mut ReportFolder, library: &Library) -> Result<FromParts, Refusal> {
    if folder.report.value.parts.is_empty() {
        return Ok(FromParts::default());
    }
    let names = folder.report.value.parts.clone();
    let (form, catalogue) = (&folder.form.value, Catalogue::of(&folder.form.value));
    let mut findings = Vec::new();
    let mut refused = Vec::new();
    let mut parts: Vec<Opened<'_>> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        match open(folder, &format!("/parts/{at}"), name, library) {
            Ok(Ok(whole)) => {
                let figures = whole.figures();
                let values = catalogue.addresses().iter().map(|address| figures.value(address).clone()).collect();
                parts.push(Opened { name, whole, figures, values });
            }
            Ok(Err(finding)) => findings.push(*finding),
            Err(refusal) => refused.extend(refusal.0),
        }
    }
    if !refused.is_empty() {
        return Err(Refusal(refused));
    }
    parts.sort_by_key(|part| part.whole.folder.report.value.period.days());
    findings.extend(gap(folder, &parts).filter(|_| findings.is_empty()));
    if !findings.is_empty() {
        return Ok(FromParts { findings, ..FromParts::default() });
    }
    let plan = Plan::over_time(form, &catalogue);
    let given = parts.iter().map(|part| Part { period: part.whole.folder.report.value.period, values: &part.values });
    let made = over_time(&plan, &catalogue, &given.collect::<Vec<_>>());
    let mut from_parts = FromParts { inputs: parts.iter().flat_map(inputs).collect(), ..FromParts::default() };
    let own_place = folder.report.place("/parts");
    folder.submission.bring_to_units_of(form, &catalogue);
    for (number, address) in catalogue.addresses().iter().enumerate() {
        if made.is_blank(number) || !plan.combinations()[number].brings_together() {
            continue;
        }
        let last_counts = plan.combinations()[number] == Combination::Last;
        let counting = parts.iter().rposition(|part| !part.values.is_blank(number)).filter(|_| last_counts);
        let counting = &parts[counting.unwrap_or(0)..];
        from_parts.contributions.insert(address.clone(), contributions(counting, number, address));
        let origin = || Origin {
            file: own_place.file.as_str().into(),
            line: own_place.line,
            column: own_place.column,
            ..Origin::default()
        };
        if let Some(stated) = folder.submission.fill_in(address, &made.get(number), origin) {
            let mut finding = Finding::error("period-differs-from-parts", Place::from(&stated.origin));
            finding.operands =
                counting.iter().map(|part| operand(part, number, address, form.unit_of(address))).collect();
            let finding = finding.with("label", form.label(address)).with("address", address);
            from_parts.findings.push(finding.compared(stated.value.number(), made.get(number).number()));
        }
    }
    Ok(from_parts)
}

/// Opens a part; what keeps it from being one is a finding. A part is shorter than the whole, so parts of parts end.
fn open(
    folder: &ReportFolder,
    pointer: &str,
    name: &str,
    library: &Library,
) -> Result<Result<Whole, Box<Finding>>, Refusal> {
    let part = open_report(&folder.path.join(name), library)?;
    if let Some((what, what_en)) = difference(&folder.report.value, &part.report.value) {
        let finding = Finding::error("part-not-fitting", folder.report.place(pointer)).with("name", name);
        let finding = finding.with("what", what).with("what_en", what_en);
        return Ok(Err(Box::new(finding.with("period", folder.report.value.period.words()))));
    }
    Ok(Ok(Whole::of(part, library)?))
}

/// Why a report is no part of another, in both languages.
fn difference(own: &Report, part: &Report) -> Option<(&'static str, &'static str)> {
    let is_part = part.period != own.period && part.period.is_within(own.period);
    let differs = [
        (own.organization != part.organization, ("của tổ chức khác", "of another organisation")),
        (own.form != part.form, ("theo mẫu khác", "of another form")),
        (!is_part, ("không nằm trong kỳ này", "not within this period")),
    ];
    differs.into_iter().find_map(|(differs, what)| differs.then_some(what))
}

/// What is wrong if the parts do not cover every day of the period once.
fn gap(folder: &ReportFolder, parts: &[Opened<'_>]) -> Option<Finding> {
    let period = folder.report.value.period;
    let periods: Vec<_> = parts.iter().map(|part| part.whole.folder.report.value.period).collect();
    if period.is_made_of(&periods) {
        return None;
    }
    let found = periods.iter().map(|period| period.words()).collect::<Vec<_>>().join(", ");
    let finding = Finding::error("parts-do-not-make-period", folder.report.place("/parts"));
    Some(finding.with("found", found).with("expected", period.words()))
}

fn inputs(part: &Opened<'_>) -> Vec<(String, PathBuf)> {
    let folder = &part.whole.folder;
    let own = [&folder.report.source.path, &folder.figures.path].map(|path| {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        (format!("parts/{}/{file}", folder.name), path.clone())
    });
    let of_parts = part.whole.inputs.iter().map(|(name, path)| (format!("parts/{}/{name}", folder.name), path.clone()));
    own.into_iter().chain(of_parts).collect()
}

fn contributions(parts: &[Opened<'_>], number: usize, address: &Address) -> Vec<Contribution> {
    let given = parts.iter().filter(|part| !part.values.is_blank(number));
    let contribution = |part: &Opened<'_>| {
        let period = part.whole.folder.report.value.period;
        let origin = part.figures.get(address).and_then(|figure| figure.origin.as_ref());
        Contribution {
            unit: period.to_string(),
            name: period.words(),
            value: part.values.get(number).digits(),
            source: origin.map(|origin| within(part.name, source_of(origin))),
            contributions: Vec::new(),
        }
    };
    given.map(contribution).collect()
}

/// A place in a part's folder, named from the report's own.
fn within(folder: &str, source: Source) -> Source {
    Source { file: format!("{folder}/{}", source.file), ..source }
}

fn operand(part: &Opened<'_>, number: usize, address: &Address, unit: &str) -> Operand {
    let period = part.whole.folder.report.value.period;
    Operand {
        address: format!("{period}:{address}"),
        label: period.words(),
        value: part.values.get(number).digits(),
        unit: unit.to_owned(),
    }
}
