//! Measures how fast submissions are read, beside what reading alone and a typed parse of the same files take.
//!
//! `cargo run --release -p baocao-intake --example read_submissions -- CONFIG FORM PERIOD PATH [JOBS]`

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use baocao_intake::Library;
use baocao_intake::submissions::{Expected, FigureNames, Incoming, Kind, Sink, Submissions, find, read_all};
use baocao_model::{Catalogue, Period, Place};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

#[derive(Default)]
struct Count {
    submissions: usize,
    faulty: usize,
    reported: usize,
}

impl Sink for Count {
    fn take(&mut self, incoming: Incoming<'_>) {
        self.submissions += 1;
        self.faulty += usize::from(incoming.faulty);
        self.reported += incoming.values.iter().filter(|value| !value.is_blank()).count();
    }
}

/// What a lean program would parse a submission into: nothing is copied, no figure is looked up.
#[derive(Deserialize)]
#[allow(dead_code, reason = "the parse is what is measured")]
struct Typed<'t> {
    #[serde(borrow)]
    unit: Cow<'t, str>,
    parent: Option<Cow<'t, str>>,
    period: Option<Cow<'t, str>>,
    submitted_at: Option<Cow<'t, str>>,
    reporter: Option<Cow<'t, str>>,
    note: Option<Cow<'t, str>>,
    #[serde(borrow)]
    values: Option<Pairs<'t>>,
}

/// Names with their numbers, in the order of the file.
#[allow(dead_code, reason = "the parse is what is measured")]
struct Pairs<'t>(Vec<(&'t str, Option<f64>)>);

impl<'de: 't, 't> Deserialize<'de> for Pairs<'t> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("figures")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
        let mut pairs = Vec::with_capacity(128);
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [config, form, period, path, rest @ ..] = &arguments[..] else {
        return eprintln!("read_submissions CONFIG FORM PERIOD PATH [JOBS]");
    };
    let jobs = rest.first().and_then(|jobs| jobs.parse().ok()).unwrap_or(2);
    let library = Library::discover(Some(Path::new(config)), Path::new(".")).expect("the configuration can be read");
    let form = library.form(form, Place::default()).expect("the form is in order").value;
    let period = Period::parse(period).expect("a period such as 2026-Q3");
    let catalogue = Catalogue::of(&form);
    let names = FigureNames::of(&form, &catalogue);
    let expected = Expected { form: &form, written: &form, catalogue: &catalogue, names: &names, period };
    for _ in 0..3 {
        let started = Instant::now();
        let submissions = find(Path::new(path)).expect("the submissions can be found");
        let listed = started.elapsed();
        let (sinks, findings) = read_all(&submissions, &expected, jobs, |_| Count::default(), &|_| {});
        let read = started.elapsed() - listed;
        let sum = |of: fn(&Count) -> usize| sinks.iter().map(of).sum::<usize>();
        println!(
            "listed {listed:.0?}, read {read:.0?}: {} submissions, {} faulty, {} figures, {} findings",
            sum(|count| count.submissions),
            sum(|count| count.faulty),
            sum(|count| count.reported),
            findings.len(),
        );
        let (plain, typed) = floor(&submissions, jobs);
        println!("floor: read {plain:.0?}, read and typed {typed:.0?}: ratio {:.2}", ratio(read, typed));
    }
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(f64::EPSILON)
}

/// Reading all files, and reading and parsing them.
fn floor(submissions: &Submissions, jobs: usize) -> (Duration, Duration) {
    let paths: Vec<(PathBuf, Kind)> =
        (0..submissions.len() as u32).map(|file| (submissions.path(file), submissions.kind(file))).collect();
    let started = Instant::now();
    let bytes: usize = each(&paths, jobs, |bytes, _| bytes.len());
    let plain = started.elapsed();
    let started = Instant::now();
    let parsed = each(&paths, jobs, |bytes, kind| match kind {
        Kind::JsonLines => bytes.split(|byte| *byte == b'\n').filter(|line| is_typed(line)).count(),
        _ => usize::from(is_typed(bytes)),
    });
    println!("{bytes} bytes, {parsed} parsed");
    (plain, started.elapsed())
}

fn is_typed(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Typed<'_>>(bytes).is_ok()
}

fn each(paths: &[(PathBuf, Kind)], jobs: usize, one: impl Fn(&[u8], Kind) -> usize + Sync) -> usize {
    std::thread::scope(|scope| {
        let one = &one;
        let threads: Vec<_> = paths
            .chunks(paths.len().div_ceil(jobs).max(1))
            .map(|paths| {
                scope.spawn(move || {
                    let read = |path: &PathBuf| std::fs::read(path).unwrap_or_default();
                    paths.iter().map(|(path, kind)| one(&read(path), *kind)).sum::<usize>()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("no thread panics")).sum()
    })
}
