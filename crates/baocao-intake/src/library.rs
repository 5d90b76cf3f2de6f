use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use baocao_model::{
    Conventions, Finding, Form, FormProblem, Organization, Place, Reference, References, Refusal, nearest,
};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::kept::Kept;
use crate::read::{Loaded, open_toml};
use crate::source::display_name;
use crate::{Kind, Source};

/// The folders that hold organisations, forms, letterheads and templates. What all reports share is read once, also by its
/// clones; organisations, of which there may be as many as reports, are read each time.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The configuration folder.
    pub config: PathBuf,
    /// The folder of narrative templates.
    pub templates: PathBuf,
    kept: Kept,
}

impl Library {
    /// A library of which nothing is read yet.
    pub fn new(config: impl Into<PathBuf>, templates: impl Into<PathBuf>) -> Self {
        Self { config: config.into(), templates: templates.into(), kept: Kept::default() }
    }

    /// Finds the library of a report: the folder named on the command line, else `config` above the report, above the
    /// working directory, or beside the installed program.
    pub fn discover(named: Option<&Path>, report: &Path) -> Result<Self, Refusal> {
        if let Some(config) = named {
            let within = config.join("templates");
            let beside = config.parent().unwrap_or(Path::new(".")).join("templates");
            let templates = if within.is_dir() { within } else { beside };
            return Ok(Self::new(config, templates));
        }
        let places = [report.canonicalize().ok(), std::env::current_dir().ok(), std::env::current_exe().ok()];
        let roots = places.iter().flatten().flat_map(|place| place.ancestors());
        roots
            .flat_map(|root| [root.to_owned(), root.join("share/baocao")])
            .find(|root| root.join("config/organizations").is_dir())
            .map(|root| Self::new(root.join("config"), root.join("templates")))
            .ok_or_else(|| {
                let file = report.display().to_string();
                Finding::error("config-missing", Place::file(&*file)).with("file", file).into()
            })
    }

    /// Reads an organisation; `place` is where it was named.
    pub fn organization(&self, id: &str, place: Place) -> Result<Loaded<Organization>, Refusal> {
        let path = self.named("organizations", "unknown-organization", id, place)?;
        let loaded = open_toml::<Organization>(&path, "file-missing")?;
        same_id(&loaded, &loaded.value.id, id)?;
        Ok(loaded)
    }

    /// Reads a form and checks it in itself; `place` is where it was named.
    pub fn form(&self, id: &str, place: Place) -> Result<Loaded<Form>, Refusal> {
        self.kept_form(id, place).map(Arc::unwrap_or_clone)
    }

    /// The same form for all who only look at it.
    pub(crate) fn kept_form(&self, id: &str, place: Place) -> Result<Arc<Loaded<Form>>, Refusal> {
        let path = self.named("forms", "unknown-form", id, place)?;
        self.kept.get(&path, || {
            let loaded = open_toml::<Form>(&path, "file-missing")?;
            same_id(&loaded, &loaded.value.id, id)?;
            let problems = loaded.value.problems();
            if problems.is_empty() {
                return Ok(loaded);
            }
            let findings = problems.iter().map(|problem| {
                let place = narrowed(&loaded, problem);
                let finding = Finding::error(problem.code, place);
                finding.with("name", &problem.name).with_nearest(problem.nearest.as_deref())
            });
            Err(Refusal(findings.collect()))
        })
    }

    /// The ids of all organisations, in order.
    pub fn organization_ids(&self) -> Vec<String> {
        let names = names_in(&self.config.join("organizations"));
        names.iter().filter_map(|name| name.strip_suffix(".toml")).map(str::to_owned).collect()
    }

    /// The ids of all forms, in order.
    pub fn form_ids(&self) -> Vec<String> {
        let names = names_in(&self.config.join("forms"));
        names.iter().filter_map(|name| name.strip_suffix(".toml")).map(str::to_owned).collect()
    }

    /// Reads a letterhead profile as the type that the caller uses; `place` is where it was named.
    pub fn letterhead<T: DeserializeOwned + JsonSchema + Send + Sync + 'static>(
        &self,
        id: &str,
        place: Place,
    ) -> Result<Arc<Loaded<T>>, Refusal> {
        let path = self.named("letterheads", "unknown-letterhead", id, place)?;
        self.kept.get(&path, || open_toml(&path, "file-missing"))
    }

    /// Reads what letters under a letterhead profile may say in their envelope; none if no file names the profile.
    pub fn conventions(&self, letterhead: &str) -> Result<Option<Arc<Loaded<Conventions>>>, Refusal> {
        let folder = self.config.join("conventions");
        let files = names_in(&folder).into_iter().filter(|name| name.ends_with(".toml"));
        let open = |path: PathBuf| self.kept.get(&path, || open_toml::<Conventions>(&path, "file-missing"));
        let all: Result<Vec<_>, _> = files.map(|name| open(folder.join(name))).collect();
        Ok(all?.into_iter().find(|loaded| loaded.value.letterheads.iter().any(|id| id == letterhead)))
    }

    /// Reads what a letterhead's document of form allows, as the type that the caller uses; none if no file is named
    /// after the profile.
    pub fn ranges<T: DeserializeOwned + JsonSchema>(&self, letterhead: &str) -> Result<Option<Loaded<T>>, Refusal> {
        let path = self.config.join("ranges").join(format!("{letterhead}.toml"));
        if !is_plain(letterhead) || !path.is_file() {
            return Ok(None);
        }
        open_toml(&path, "file-missing").map(Some)
    }

    /// Reads a narrative template: the organisation's own in `templates/<organization>`, else the common one. `place` is
    /// where it was named.
    pub fn template(&self, organization: &str, name: &str, place: Place) -> Result<Arc<Source>, Refusal> {
        let own = self.templates.join(organization).join(name);
        let path = if own.is_file() { own } else { self.templates.join(name) };
        if is_plain(name) && path.is_file() {
            return self.kept.get(&path, || Source::open(&path, "file-missing"));
        }
        Err(unknown("unknown-template", name, &self.templates, place, names_in(&self.templates)))
    }

    /// Reads the pieces of text that templates include: those in `templates/partials`, each replaced by the
    /// organisation's own in `templates/<organization>/partials`.
    pub fn partials(&self, organization: &str) -> Result<Vec<Arc<Source>>, Refusal> {
        let folders = [self.templates.join("partials"), self.templates.join(organization).join("partials")];
        let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
        for folder in folders {
            files.extend(names_in(&folder).into_iter().map(|name| (name.clone(), folder.join(name))));
        }
        let texts = files.values().filter(|path| path.extension().is_some_and(|extension| extension == "md"));
        texts.map(|path| self.kept.get(path, || Source::open(path, "file-missing"))).collect()
    }

    /// The ids of the organisations that have templates or pieces of text of their own, in order.
    pub fn organizations_with_templates(&self) -> Vec<String> {
        let folders = names_in(&self.templates).into_iter().filter(|name| self.templates.join(name).is_dir());
        folders.filter(|name| name != "partials").collect()
    }

    /// The folder of an organisation's own templates, as messages show it.
    pub fn templates_of(&self, organization: &str) -> String {
        display_name(&self.templates.join(organization))
    }

    /// Reads the dated texts of `config/references.toml`; none if there is no such file.
    pub fn references(&self) -> Result<Vec<Reference>, Refusal> {
        let path = self.config.join("references.toml");
        if !path.is_file() {
            return Ok(Vec::new());
        }
        let read = self.kept.get(&path, || open_toml::<References>(&path, "file-missing"))?;
        Ok(read.value.references.clone())
    }

    /// The file of what is named by its id.
    fn named(&self, folder: &str, code: &'static str, id: &str, place: Place) -> Result<PathBuf, Refusal> {
        let folder = self.config.join(folder);
        let path = folder.join(format!("{id}.toml"));
        if is_plain(id) && path.is_file() {
            return Ok(path);
        }
        let names = names_in(&folder);
        let ids = names.iter().filter_map(|name| name.strip_suffix(".toml")).map(str::to_owned).collect();
        Err(unknown(code, id, &folder, place, ids))
    }
}

/// The place of the characters that a problem is about, in a text that stands in plain quotes on one line.
fn narrowed(form: &Loaded<Form>, problem: &FormProblem) -> Place {
    let place = form.place(&problem.pointer);
    let (Some(span), Some(column), Some(length)) = (&problem.span, place.column, place.length) else { return place };
    let is_plain = matches!(&form.node.follow(&problem.pointer).kind,
        Kind::Text(text) if text.chars().count() + 2 == length as usize);
    if !is_plain {
        return place;
    }
    let length = span.len().max(1) as u32;
    Place { column: Some(column + 1 + span.start as u32), length: Some(length), ..place }
}

/// A name must stay within its folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.')
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn unknown(code: &'static str, name: &str, folder: &Path, place: Place, known: Vec<String>) -> Refusal {
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let finding = Finding::error(code, place).with("name", name).with("folder", display_name(folder));
    let finding = if known.is_empty() { finding } else { finding.with("known", list) };
    finding.with_nearest(nearest(name, known.iter().map(String::as_str))).into()
}

fn same_id<T>(loaded: &Loaded<T>, found: &str, expected: &str) -> Result<(), Refusal> {
    if found == expected {
        return Ok(());
    }
    debug_assert!(matches!(loaded.node.kind, Kind::Table(_)), "a TOML file is a table");
    let finding = Finding::error("id-differs-from-file", loaded.place("/id"));
    Err(finding.with("found", found).with("expected", expected).into())
}
