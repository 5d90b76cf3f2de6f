//! Submissions of grassroots unions in any number: made up, the same for the same seed, with planted faults and a list of
//! them. They are for trying roll-ups at full size.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What is asked for.
#[derive(Debug)]
pub struct Asked {
    pub units: usize,
    pub folder: PathBuf,
    pub seed: u64,
}

/// The upper unions of the example's province; the grassroots unions hang below them.
const UPPER: [&str; 11] = [
    "ldld-thanh-pho-lai-chau",
    "ldld-tam-duong",
    "ldld-phong-tho",
    "ldld-sin-ho",
    "ldld-nam-nhun",
    "ldld-muong-te",
    "ldld-than-uyen",
    "ldld-tan-uyen",
    "cd-vien-chuc-lai-chau",
    "cd-giao-duc-lai-chau",
    "cd-y-te-lai-chau",
];

/// One in so many submissions has a fault.
const ONE_IN: u64 = 40;

/// Writes `DIR/config` with the tree, `DIR/report` with the submissions, and `DIR/faults.tsv`.
pub fn run(root: &Path, asked: &Asked) -> Result<(), String> {
    let report = asked.folder.join("report");
    if report.exists() {
        return Err(format!("{} is there already\n", report.display()));
    }
    for part in ["config/organizations", "config/forms", "config/letterheads", "config/units", "templates"] {
        copy_folder(&root.join(part), &asked.folder.join(part))?;
    }
    for file in ["config/references.toml"] {
        write(&asked.folder.join(file), &read(&root.join(file))?)?;
    }
    for file in ["report.toml", "narrative.md"] {
        write(&report.join(file), &read(&root.join("examples/lai-chau-2023-q3").join(file))?)?;
    }
    write(&report.join("figures.toml"), b"# Made of the submissions.\n")?;
    let mut tree = String::from("id,name,tier,parent,from,to\n");
    let mut faults = String::from("unit\tfile\tcode\taddress\n");
    let mut random = Random(asked.seed);
    let mut kinds = Fault::ALL.into_iter().cycle();
    for number in 0..asked.units {
        let upper = UPPER[number % UPPER.len()];
        let id = format!("cdcs-{number:06}");
        let _ = writeln!(tree, "{id},Công đoàn cơ sở số {number},cơ sở,{upper},,2025-06-30");
        let mut union = Union::new(&id, upper, &mut random);
        let fault = (random.below(ONE_IN) == 0).then(|| kinds.next().expect("kinds come round again"));
        let file = format!("{upper}/{id}.json");
        if let Some(fault) = fault {
            fault.plant(&mut union);
            for (code, address) in fault.expected() {
                let _ = writeln!(faults, "{id}\t{file}\t{code}\t{address}");
            }
        }
        if let Some(bytes) = fault.map_or_else(|| Some(union.json().into_bytes()), |fault| fault.written(&union)) {
            write(&report.join("submissions").join(&file), &bytes)?;
        }
        if fault == Some(Fault::Twice) {
            let second = format!("{upper}/{id}.second.json");
            union.advice.0 += 1;
            write(&report.join("submissions").join(second), union.json().as_bytes())?;
        }
    }
    write(&asked.folder.join("config/units/grassroots.csv"), tree.as_bytes())?;
    write(&asked.folder.join("faults.tsv"), faults.as_bytes())?;
    println!("{}: {} units, {} planted faults", asked.folder.display(), asked.units, faults.lines().count() - 1);
    Ok(())
}

/// What a grassroots union reports.
struct Union<'a> {
    id: &'a str,
    upper: &'a str,
    unions: u64,
    members: (u64, u64),
    percent: Option<String>,
    advice: (u64, u64),
    charter: (u64, u64),
    charter_total: Option<u64>,
    visits: u64,
    period: &'static str,
    extra: &'static str,
}

impl<'a> Union<'a> {
    fn new(id: &'a str, upper: &'a str, random: &mut Random) -> Self {
        let members = 8 + random.below(90);
        Self {
            id,
            upper,
            unions: 1,
            members: (members, members - random.below(members / 4 + 1)),
            percent: None,
            advice: (random.below(4), random.below(9)),
            charter: (random.below(3), random.below(2)),
            charter_total: None,
            visits: random.below(3),
            period: "2023-Q3",
            extra: "",
        }
    }

    fn json(&self) -> String {
        let Self { id, upper, unions, members, advice, charter, visits, period, extra, .. } = self;
        let percent = self.percent.as_ref().map_or_else(String::new, |percent| format!(", \"percent\": {percent}"));
        let total = self.charter_total.map_or_else(String::new, |total| format!("\"total\": {total}, "));
        format!(
            r#"{{"unit": "{id}", "parent": "{upper}", "form": "union-quarterly", "form_version": 1, "period": "{period}",
 "submitted_at": "2023-09-01T08:00:00Z",
 "figures": {{
  "congress": {{"grassroots": {{"total": 1, "held": 1}}}},
  "advice": {{"legal": {{"direct": {}, "indirect": {}}}}},
  "care": {{"visits": {{"count": {visits}, "money": {}}}}},{extra}
  "software": {{"unions": {{"total": {unions}, "updated": 1}}, "members": {{"total": {}, "updated": {}{percent}}}}},
  "inspections": {{"charter": {{{total}"same_level": {}, "lower_level": {}}}}}
 }}}}
"#,
            advice.0,
            advice.1,
            visits * 500_000,
            members.0,
            members.1,
            charter.0,
            charter.1
        )
    }
}

/// What can be wrong with a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// A total that is not its parts.
    Total,
    /// More updated than there are.
    Part,
    /// A percentage that does not follow.
    Percent,
    /// A written rule that is not met.
    Rule,
    /// A figure that the form does not have.
    Unknown,
    /// Words where a number belongs.
    Words,
    /// The file ends in the middle.
    CutOff,
    /// The file is not UTF-8.
    Encoding,
    /// The figures of another quarter.
    Period,
    /// Two different submissions and no order.
    Twice,
    /// Nothing came.
    Missing,
}

impl Fault {
    /// Each kind in turn, so that none is left out.
    const ALL: [Self; 11] = [
        Self::Total,
        Self::Part,
        Self::Percent,
        Self::Rule,
        Self::Unknown,
        Self::Words,
        Self::CutOff,
        Self::Encoding,
        Self::Period,
        Self::Twice,
        Self::Missing,
    ];

    fn plant(self, union: &mut Union<'_>) {
        match self {
            Self::Total => union.charter_total = Some(union.charter.0 + union.charter.1 + 1),
            Self::Part => union.members.1 = union.members.0 + 2,
            Self::Percent => union.percent = Some((union.members.1 * 100 / union.members.0 + 7).to_string()),
            Self::Rule => union.unions = 2,
            Self::Unknown => union.extra = "\n  \"congres\": {\"upper\": {\"total\": 1}},",
            Self::Words => union.extra = "\n  \"information\": {\"news\": {\"count\": \"nhiều\"}},",
            Self::Period => union.period = "2023-Q2",
            Self::CutOff | Self::Encoding | Self::Twice | Self::Missing => {}
        }
    }

    /// The findings that it must give, and no others: code and figure.
    fn expected(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Self::Total => vec![("total-differs-from-parts", "inspections.charter.total")],
            Self::Part => vec![("part-exceeds-whole", "software.members.updated")],
            Self::Percent => vec![("percent-differs-from-ratio", "software.members.percent")],
            Self::Rule => vec![("rule-not-met", "software.unions.total")],
            Self::Unknown => vec![("unknown-figure", "congres")],
            Self::Words => vec![("figure-not-a-number", "information.news.count")],
            Self::CutOff => vec![("json-syntax", "")],
            Self::Encoding => vec![("file-not-utf8", "")],
            Self::Period => vec![("submission-of-another-period", "")],
            Self::Twice => vec![("submission-twice", "")],
            Self::Missing => vec![("units-missing", "")],
        }
    }

    /// The file's bytes; none if nothing is written.
    fn written(self, union: &Union<'_>) -> Option<Vec<u8>> {
        let mut bytes = union.json().into_bytes();
        match self {
            Self::Missing => return None,
            Self::CutOff => bytes.truncate(bytes.len() / 2),
            Self::Encoding => bytes.splice(2..3, [b'"', 0xff]).for_each(drop),
            _ => {}
        }
        Some(bytes)
    }
}

/// Numbers that look random and are always the same (the mixing function of SplitMix64, public domain).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

pub fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    let entries = fs::read_dir(from).map_err(|error| format!("{}: {error}\n", from.display()))?;
    for entry in entries.flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy_folder(&from, &to)? } else { write(&to, &read(&from)?)? }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}\n", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| format!("{}: {error}\n", path.display()))
}
