//! From a report's folder to its figures and findings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use baocao_composition::{Input, LowerUnits, PassedRule, Text, attach_findings, compose};
use baocao_document::{Document, Letterhead};
use baocao_intake::{Library, Loaded, ReportFolder, Source, clean};
use baocao_model::{Address, Date, Figures, Finding, Place, Reference, Refusal, Severity};
use baocao_validation::{Context, Passed, validate_and_tell};

use crate::edition::Edition;
use crate::libraries::Libraries;
use crate::lower_units::{self, LowerLevel};
use crate::others::Others;
use crate::whole::Whole;
use crate::{envelope, history, waivers, wording};

/// The program's name and version, as documents and manifests bear it.
pub const GENERATOR: &str = concat!("baocao ", env!("CARGO_PKG_VERSION"));

/// A report that was read, checked and composed.
#[derive(Debug)]
pub struct Prepared {
    /// The report's folder.
    pub folder: ReportFolder,
    /// The figures, completed.
    pub figures: Figures,
    /// The report for each of its readers; the first is the main one.
    pub editions: Vec<Edition>,
    /// Everything found, worst first.
    pub findings: Vec<Finding>,
    /// The files that the result depends on, with the names that the manifest shows.
    pub inputs: Vec<(String, PathBuf)>,
    /// What lower units gave to the figures, if they were rolled up.
    pub lower_level: Option<LowerLevel>,
    /// How long each rule took.
    pub timings: Vec<(String, Duration)>,
    others: Others,
}

impl Prepared {
    /// What is known of the report beyond its figures.
    pub fn context(&self) -> Context<'_> {
        self.others.context(&self.folder)
    }

    /// Puts the findings into the documents, for exporters that show them.
    pub fn attach_findings(&mut self) {
        for document in self.editions.iter_mut().filter_map(|edition| edition.document.as_mut()) {
            attach_findings(document, &self.findings);
        }
    }

    /// The report's figures for the level above.
    pub fn submission(&self) -> String {
        match &self.lower_level {
            Some(lower_level) => lower_level.submission.clone(),
            None => lower_units::own_submission(&self.folder, self.figures.catalogue()),
        }
    }

    /// True if the report must not be issued.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Reads, checks and composes a report.
pub fn prepare(path: &Path, libraries: &Libraries, draft: bool) -> Result<Prepared, Refusal> {
    let library = libraries.of(path)?;
    tracing::info!(config = %library.config.display(), report = %path.display(), "reading");
    let (whole, mut lower_level) = Whole::open_with_units(path, &library)?;
    let figures = whole.figures();
    let Whole { mut folder, findings: found, inputs: made_of, from_parts: mut contributions } = whole;
    let mut sources = BTreeMap::new();
    if let Some(lower_level) = &mut lower_level {
        contributions.append(&mut lower_level.contributions);
        sources.append(&mut lower_level.sources);
    }
    let mut findings = std::mem::take(&mut folder.findings);
    findings.extend(found);
    let others = Others::open(&folder, &library)?;
    let shared = Shared::open(&folder.organization.value.id, &library)?;
    let context = others.context(&folder);
    let mut timings = Vec::new();
    let mut started = Instant::now();
    let mut done = |rule: &str| {
        timings.push((rule.to_owned(), started.elapsed()));
        started = Instant::now();
    };
    let verdict = validate_and_tell(&folder.form.value, &figures, &folder.figures.name, &context, &mut done);
    findings.extend(verdict.findings.into_iter().map(|finding| at_blank_cell(finding, &folder)));
    let passed: Vec<PassedRule> = verdict.passed.into_iter().map(passed_rule).collect();
    findings.extend(history::findings(&folder, &figures, &others));
    done("history");
    let mut refused = others.refused.clone();

    let mut inputs = inputs(&folder, &library);
    inputs.extend(made_of);
    let waivers = waivers::open(&folder.path)?;
    inputs.extend(
        waivers.iter().map(|waivers| (library_name("report", &waivers.source.path), waivers.source.path.clone())),
    );
    let mut editions = Vec::new();
    for edition in Edition::of(&folder) {
        let letterhead =
            match choose_letterhead(&library, &edition.letterheads, &edition.place, folder.report.value.letter.date) {
                Ok(letterhead) => letterhead,
                Err(refusal) => {
                    refused.extend(refusal.0);
                    continue;
                }
            };
        findings.extend(letterhead_finding(&folder, &edition, &letterhead));
        match envelope::check(&folder, &edition, &letterhead.value.id, &library) {
            Ok((found, conventions)) => {
                findings.extend(found);
                let named = |path: PathBuf| (library_name("config/conventions", &path), path);
                inputs.extend(conventions.map(|loaded| named(loaded.source.path.clone())));
            }
            Err(refusal) => refused.extend(refusal.0),
        }
        inputs.push((library_name("config/letterheads", &letterhead.source.path), letterhead.source.path.clone()));
        let template = edition
            .template
            .as_ref()
            .map(|(name, place)| library.template(&folder.organization.value.id, name, place.clone()));
        let template = match template.transpose() {
            Ok(template) => template,
            Err(refusal) => {
                refused.extend(refusal.0);
                continue;
            }
        };
        if let Some(template) = &template {
            inputs.push((library_name("templates", &template.path), template.path.clone()));
        }
        let template = template.as_deref();
        let lower_units = LowerUnits {
            contributions: &contributions,
            sources: &sources,
            note: lower_level.as_ref().and_then(|lower_level| lower_level.note.as_deref()),
            units: lower_level.as_ref().map(|lower_level| &lower_level.units),
        };
        let sources = Sources {
            folder: &folder,
            figures: &figures,
            others: &others,
            shared: &shared,
            passed: &passed,
            template,
            lower_units,
        };
        match sources.compose(&edition, &letterhead.value, draft) {
            Ok((document, found)) => {
                // The same text for another reader would only repeat its findings.
                findings.extend(found.into_iter().filter(|_| editions.is_empty() || edition.template.is_some()));
                editions.push(Edition { document: Some(document), ..edition });
            }
            Err(refusal) => refused.extend(refusal.0),
        }
    }
    if !refused.is_empty() {
        findings.extend(refused);
        findings = without_follow_ups(findings);
        return Err(Refusal(findings));
    }
    let mut findings = without_follow_ups(findings);
    if let Some(waivers) = &waivers {
        waivers::apply(waivers, &mut findings);
    }
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.severity, finding.place.line, finding.place.column);
        (a.severity, &a.place.file).cmp(&(b.severity, &b.place.file)).then_with(|| key(a).cmp(&key(b)))
    });
    inputs.sort();
    inputs.dedup();
    Ok(Prepared { folder, figures, editions, findings, inputs, lower_level, timings, others })
}

/// What figures were held against and agreed with.
fn passed_rule(passed: Passed) -> PassedRule {
    PassedRule { rule: passed.rule, figures: passed.figures }
}

/// A figure that is not reported is asked for in the cell that was left blank.
fn at_blank_cell(finding: Finding, folder: &ReportFolder) -> Finding {
    let address = finding.arguments.get("address").filter(|_| finding.code == "figure-not-reported");
    let blank = address.and_then(|address| folder.submission.figures.get(&Address::parse(address)?));
    match blank {
        Some(figure) => Finding { place: Place::from(&figure.origin), ..finding },
        None => finding,
    }
}

/// The findings that say why a figure could not be read.
const UNREAD: &[&str] = &[
    "figure-not-a-number",
    "figure-not-words",
    "number-too-long",
    "cell-not-a-number",
    "cell-not-words",
    "number-ambiguous",
    "unit-in-cell-differs",
    "percent-not-asked",
    "cell-is-a-date",
    "cell-is-a-truth-value",
    "cell-is-an-error",
    "formula-without-result",
    "cells-merged",
];

/// One finding per cause: a figure that could not be read is not missing as well, and a missing figure is reported once,
/// where the narrative first needs it.
fn without_follow_ups(findings: Vec<Finding>) -> Vec<Finding> {
    let address = |finding: &Finding| finding.arguments.get("address").cloned();
    let with_code = |codes: &[&str]| -> BTreeSet<String> {
        findings.iter().filter(|finding| codes.contains(&finding.code)).filter_map(address).collect()
    };
    let unread = with_code(UNREAD);
    let needed = with_code(&["missing-figure"]);
    let mut seen = BTreeSet::new();
    let mut kept: Vec<Finding> = Vec::new();
    let mut at_place: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for finding in findings {
        let about = address(&finding).unwrap_or_default();
        let follows = match finding.code {
            "missing-figure" => unread.contains(&about) || !seen.insert(about),
            "figure-not-reported" => unread.contains(&about) || needed.contains(&about),
            // A million findings are not compared with each other, only those of one place.
            _ => at_place.get(&finding.place).is_some_and(|there| there.iter().any(|at| kept[*at] == finding)),
        };
        if !follows {
            at_place.entry(finding.place.clone()).or_default().push(kept.len());
            kept.push(finding);
        }
    }
    kept
}

/// Texts that all reports of an organisation share.
struct Shared {
    /// The pieces that templates include: name and text.
    partials: Vec<(String, String)>,
    /// The dated texts.
    references: Vec<Reference>,
}

impl Shared {
    fn open(organization: &str, library: &Library) -> Result<Self, Refusal> {
        let partials = library.partials(organization)?;
        let partials = partials.into_iter().map(|source| (source.name.to_string(), clean(&source.text).into_owned()));
        Ok(Self { partials: partials.collect(), references: library.references()? })
    }
}

/// What the editions of a report are composed of.
struct Sources<'a> {
    folder: &'a ReportFolder,
    figures: &'a Figures,
    others: &'a Others,
    shared: &'a Shared,
    passed: &'a [PassedRule],
    template: Option<&'a Source>,
    lower_units: LowerUnits<'a>,
}

impl Sources<'_> {
    fn compose(
        &self,
        edition: &Edition,
        letterhead: &Letterhead,
        draft: bool,
    ) -> Result<(Document, Vec<Finding>), Refusal> {
        let folder = self.folder;
        let report = &folder.report.value;
        let template = self.template.unwrap_or(&folder.template);
        let template_text = clean(&template.text);
        // A reader with a template of its own gets another text altogether.
        let narrative = folder.narrative.as_ref().filter(|_| self.template.is_none());
        let narrative = narrative.map(|source| (&*source.name, clean(&source.text)));
        let partials = self.shared.partials.iter().map(|(name, text)| Text { name, text });
        let composed = compose(&Input {
            partials: &partials.collect::<Vec<_>>(),
            references: &self.shared.references,
            report,
            organization: &folder.organization.value,
            parent: folder.parent.as_ref().map(|parent| &parent.value),
            form: &folder.form.value,
            figures: self.figures,
            previous: self.others.previous(report).map(|other| &other.figures),
            same_period_last_year: self.others.same_period_last_year(report).map(|other| &other.figures),
            lower_units: Some(self.lower_units),
            passed: self.passed,
            subject: &edition.subject,
            annexes: edition.annexes,
            letterhead,
            template: Text { name: &template.name, text: &template_text },
            narrative: narrative.as_ref().map(|(name, text)| Text { name, text }),
            draft,
            generator: GENERATOR,
        })?;
        let mut findings = composed.findings;
        findings.extend(wording::findings(&composed.document, folder, template));
        Ok((composed.document, findings))
    }
}

/// The first of the named letterheads that holds on the letter's date, else the last.
pub fn choose_letterhead(
    library: &Library,
    letterheads: &[String],
    place: &Place,
    date: Date,
) -> Result<Arc<Loaded<Letterhead>>, Refusal> {
    let mut chosen = None;
    for id in letterheads {
        let letterhead = library.letterhead::<Letterhead>(id, place.clone())?;
        if holds(&letterhead.value, date) {
            return Ok(letterhead);
        }
        chosen = Some(letterhead);
    }
    match chosen {
        Some(letterhead) => Ok(letterhead),
        None => library.letterhead("", place.clone()),
    }
}

fn holds(letterhead: &Letterhead, date: Date) -> bool {
    let date = date.to_string();
    letterhead.valid_from <= date && letterhead.valid_to.as_ref().is_none_or(|last| date <= *last)
}

fn letterhead_finding(folder: &ReportFolder, edition: &Edition, letterhead: &Loaded<Letterhead>) -> Option<Finding> {
    let profile = &letterhead.value;
    let holds = holds(profile, folder.report.value.letter.date);
    let finding = || {
        let finding = Finding::warning("letterhead-not-valid", edition.place.clone());
        finding.with("name", &profile.id).with("date", folder.report.value.letter.date.in_text())
    };
    (!holds).then(finding)
}

/// The files that a report depends on, named independently of where they lie.
fn inputs(folder: &ReportFolder, library: &Library) -> Vec<(String, PathBuf)> {
    let own = [Some(&*folder.report.source), Some(&folder.figures), folder.narrative.as_ref()];
    let mut inputs: Vec<_> =
        own.into_iter().flatten().map(|source| (library_name("report", &source.path), source.path.clone())).collect();
    let organizations = [Some(&folder.organization), folder.parent.as_ref()];
    for organization in organizations.into_iter().flatten() {
        let path = &organization.source.path;
        inputs.push((library_name("config/organizations", path), path.clone()));
    }
    inputs.push((library_name("config/forms", &folder.form.source.path), folder.form.source.path.clone()));
    inputs.push((library_name("templates", &folder.template.path), folder.template.path.clone()));
    tracing::debug!(templates = %library.templates.display(), files = inputs.len(), "inputs");
    inputs
}

fn library_name(folder: &str, path: &Path) -> String {
    format!("{folder}/{}", path.file_name().unwrap_or_default().to_string_lossy())
}
