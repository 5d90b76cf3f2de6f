//! What the tests of submissions work with: a form, a folder, and a sink that keeps what it takes.

use std::path::Path;

use baocao_intake::submissions::{Expected, FigureNames, Incoming, Located, Sink, Submissions, find, read_all};
use baocao_intake::{Source, read_toml};
use baocao_model::{Catalogue, Finding, Form, Period, Scope, Value, Values};

/// The form of all these tests.
pub fn form() -> Form {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/submissions/form.toml");
    read_toml::<Form>(Source::open(&path, "file-missing").unwrap()).unwrap().value
}

/// A form with its figures.
pub struct Desk {
    pub form: Form,
    pub catalogue: Catalogue,
    pub names: FigureNames,
    pub period: Period,
}

impl Desk {
    pub fn new() -> Self {
        let form = form();
        let catalogue = Catalogue::of(&form);
        Self { names: FigureNames::of(&form, &catalogue), catalogue, form, period: Period::Quarter(2026, 3) }
    }

    pub fn expected(&self) -> Expected<'_> {
        Expected {
            form: &self.form,
            written: &self.form,
            catalogue: &self.catalogue,
            names: &self.names,
            period: self.period,
        }
    }

    /// Reads everything below a path with some threads, in the order in which it lies there.
    pub fn read(&self, path: &Path, jobs: usize) -> (Submissions, Vec<Taken>, Vec<Finding>) {
        let submissions = find(path).unwrap();
        let (kept, findings) = read_all(&submissions, &self.expected(), jobs, |_| Kept::default(), &|_| {});
        let mut taken: Vec<Taken> = kept.into_iter().flat_map(|kept| kept.0).collect();
        taken.sort_by(|one, other| one.source.cmp(&other.source));
        (submissions, taken, findings)
    }

    /// The values that these names stand for, all others blank.
    pub fn values(&self, named: &[(&str, Value)]) -> Values {
        let mut values = Values::blank(self.catalogue.len());
        for (name, value) in named {
            values.set(self.names.number(name).unwrap(), value.clone());
        }
        values
    }
}

/// A submission as a sink took it.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    pub unit: String,
    pub parent: Option<String>,
    pub submitted_at: Option<i64>,
    pub scope: Scope,
    pub values: Values,
    pub source: Located,
    pub faulty: bool,
}

/// Keeps what it takes.
#[derive(Default)]
pub struct Kept(pub Vec<Taken>);

impl Sink for Kept {
    fn take(&mut self, incoming: Incoming<'_>) {
        self.0.push(Taken {
            unit: incoming.unit.to_owned(),
            parent: incoming.parent.map(str::to_owned),
            submitted_at: incoming.submitted_at,
            scope: incoming.scope,
            values: incoming.values.clone(),
            source: incoming.source.clone(),
            faulty: incoming.faulty,
        });
    }
}

/// A number from its digits.
pub fn number(digits: &str) -> Value {
    Value::Number(digits.parse().unwrap())
}
