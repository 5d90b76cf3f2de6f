//! The exporters of a run: loaded once, their options checked before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use baocao_host::{Exporter, Installation, Isolation, Limits};
use baocao_intake::{Entry, Loaded, check_schema};
use baocao_model::{Finding, Organization, Place, Refusal, Severity, nearest};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::refusals::{load_finding, unknown_features};

/// The option of every exporter that is this program's own: whether a bundle stands without it. Exporters never see it.
const OPTIONAL: &str = baocao_host::OPTIONAL;

/// The exporters of a run by id and by what they may use.
#[derive(Debug)]
pub struct Exporters {
    installation: Installation,
    isolation: Isolation,
    loaded: BTreeMap<(String, Limits), Loading>,
}

#[derive(Debug)]
enum Loading {
    Ready(Box<Exporter>),
    Refused(Box<Finding>),
}

impl Loading {
    fn of(id: &str, limits: Limits, installation: &Installation, isolation: Isolation) -> Self {
        match installation.load(id, isolation, limits) {
            Ok(exporter) => Self::Ready(Box::new(exporter)),
            Err(error) => Self::Refused(Box::new(load_finding(id, &error, Place::default(), installation))),
        }
    }
}

impl Exporters {
    /// No exporter is loaded yet.
    pub fn new(installation: Installation, isolation: Isolation) -> Self {
        Self { installation, isolation, loaded: BTreeMap::new() }
    }

    /// Loads exporters beside each other before anyone asks for them. What is wrong with one is told where it is named.
    pub fn load_ahead(&mut self, wanted: BTreeSet<(String, Limits)>) {
        let missing: Vec<_> = wanted.into_iter().filter(|key| !self.loaded.contains_key(key)).collect();
        let (installation, isolation) = (&self.installation, self.isolation);
        let load = |(id, limits): (String, Limits)| {
            let loading = Loading::of(&id, limits, installation, isolation);
            ((id, limits), loading)
        };
        let loaded: Vec<_> = missing.into_par_iter().map(load).collect();
        self.loaded.extend(loaded);
    }

    /// Loads an exporter unless it is loaded; `place` is where it was named.
    fn load(&mut self, id: &str, limits: Limits, place: &Place) -> Result<(), Refusal> {
        let (installation, isolation) = (&self.installation, self.isolation);
        let loading = self.loaded.entry((id.to_owned(), limits));
        match loading.or_insert_with(|| Loading::of(id, limits, installation, isolation)) {
            Loading::Ready(_) => Ok(()),
            Loading::Refused(finding) => Err(Finding { place: place.clone(), ..(**finding).clone() }.into()),
        }
    }

    /// Loads an exporter as an organisation wants it: one that is optional and cannot be loaded is only warned of.
    pub fn load_for(&mut self, organization: &Organization, id: &str, place: &Place) -> Vec<Finding> {
        let refused = self.load(id, limits(organization, id), place).err().into_iter().flat_map(|refusal| refusal.0);
        let mut findings: Vec<_> =
            if is_optional(organization, id) { as_warnings(refused).collect() } else { refused.collect() };
        findings.extend(
            self.with(id, limits(organization, id), |exporter| self.remarks(exporter, place)).into_iter().flatten(),
        );
        findings
    }

    /// What is worth knowing of an exporter that is loaded.
    fn remarks(&self, exporter: &Exporter, place: &Place) -> Vec<Finding> {
        let in_process = self.isolation == Isolation::InProcess && exporter.is_program();
        let note =
            || Finding::note("in-process-is-for-libraries", place.clone()).with("name", &exporter.description.id);
        unknown_features(&exporter.description, place).into_iter().chain(in_process.then(note)).collect()
    }

    /// Calls `work` with a loaded exporter.
    pub fn with<T>(&self, id: &str, limits: Limits, work: impl FnOnce(&Exporter) -> T) -> Option<T> {
        match self.loaded.get(&(id.to_owned(), limits))? {
            Loading::Ready(exporter) => Some(work(exporter)),
            Loading::Refused(_) => None,
        }
    }

    /// What is wrong with the organisation's options as far as the installed exporters tell. An exporter is opened only
    /// if there are options for it; one that is missing or cannot be opened is what issuing a bundle is about.
    pub fn check_installed_options(&mut self, organization: &Loaded<Organization>, ids: &[String]) -> Vec<Finding> {
        for table in tables(organization).iter().filter(|table| ids.contains(&table.key)) {
            let _ = self.load(&table.key, limits(&organization.value, &table.key), &Place::default());
        }
        self.check_options(organization, ids)
    }

    /// What is wrong with the organisation's options for the exporters in use.
    pub fn check_options(&self, organization: &Loaded<Organization>, ids: &[String]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for table in tables(organization) {
            let schema = self.with(&table.key, limits(&organization.value, &table.key), |exporter| {
                exporter.description.options_schema.clone()
            });
            if let Some(schema) = schema {
                findings.extend(check_schema(&organization.source, &table.node, &with_own_options(schema)));
            }
            let place = || organization.source.place(&table.key_span);
            findings.extend(self.of_no_use(&table.key, place, &organization.value, ids));
        }
        findings
    }

    /// Options that nothing reads: of an exporter that the organisation does not name, or of a name that was mistyped.
    fn of_no_use(
        &self,
        id: &str,
        place: impl Fn() -> Place,
        organization: &Organization,
        ids: &[String],
    ) -> Option<Finding> {
        let slips = organization.slip.exporters.iter().flatten();
        let known = || ids.iter().chain(&organization.exporters).chain(slips.clone()).map(String::as_str);
        if known().any(|known| known == id) {
            return None;
        }
        let installed = || self.installation.exporters().iter().any(|installed| installed.id == id);
        match nearest(id, known()) {
            Some(nearest) if !installed() => {
                let finding = Finding::error("options-of-no-exporter", place()).with("name", id);
                Some(finding.with_nearest(Some(nearest)))
            }
            _ => Some(Finding::note("options-not-used", place()).with("name", id)),
        }
    }
}

/// The organisation's tables of options, one for each exporter.
fn tables(organization: &Loaded<Organization>) -> &[Entry] {
    organization.node.entry("exporter").map_or(&[], |entry| entry.node.entries())
}

/// The organisation's options for an exporter as JSON.
pub fn options(organization: &Organization, id: &str) -> Value {
    let mut options = organization.exporter.get(id).cloned().unwrap_or_default();
    options.remove(OPTIONAL);
    Value::Object(options)
}

/// True if a bundle stands without this exporter's output.
pub fn is_optional(organization: &Organization, id: &str) -> bool {
    organization.exporter.get(id).and_then(|options| options.get(OPTIONAL)) == Some(&Value::Bool(true))
}

/// Findings about an exporter that the bundle can do without.
pub fn as_warnings(findings: impl IntoIterator<Item = Finding>) -> impl Iterator<Item = Finding> {
    findings.into_iter().map(|finding| Finding { severity: finding.severity.max(Severity::Warning), ..finding })
}

/// An exporter's schema with the options that this program has for every exporter.
fn with_own_options(mut schema: Value) -> Value {
    schema["properties"][OPTIONAL] = json!({ "type": "boolean", "default": false });
    schema
}

/// What the organisation lets an exporter use.
pub fn limits(organization: &Organization, id: &str) -> Limits {
    let own = organization.exporter_limits.get(id).copied().unwrap_or_default();
    let usual = Limits::default();
    Limits {
        time: own.seconds.map_or(usual.time, Duration::from_secs),
        memory: own.memory.map_or(usual.memory, |mebibytes| mebibytes << 20),
        output: own.output.map_or(usual.output, |mebibytes| mebibytes << 20),
    }
}
