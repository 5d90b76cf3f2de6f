//! The kit that measures peers on the same files: its tree as ours, and our results in its form, so that its own check can
//! hold every figure and every finding against the truth.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// The nation's id in the kit and here, where ids are as small as those of organisations.
const NATION: (&str, &str) = ("VN", "vn");

const TIERS: [&str; 4] = ["trung ương", "tỉnh", "cấp trên trực tiếp cơ sở", "cơ sở"];

/// Writes `OUT/config` and `OUT/report` for the kit's tree in `DATA`.
pub fn input(root: &Path, data: &Path, out: &Path) -> Result<(), String> {
    super::submissions::copy_folder(&root.join("benches/peer/config"), &out.join("config"))?;
    super::submissions::copy_folder(&root.join("config/letterheads"), &out.join("config/letterheads"))?;
    let tree = read(&data.join("tree.csv"))?;
    let mut units = String::from("id,name,tier,parent,from,to\n");
    for line in tree.lines().skip(1) {
        let fields: Vec<&str> = line.splitn(4, ',').collect();
        let [node, parent, level, name] = fields[..] else { return Err(format!("tree.csv: {line}\n")) };
        let tier = level.parse().ok().and_then(|level: usize| TIERS.get(level)).unwrap_or(&"");
        let (node, parent) = (named(node, NATION), named(parent, NATION));
        let _ = writeln!(units, "{node},{name},{tier},{parent},,");
    }
    write(&out.join("config/units/units.csv"), &units)?;
    let report = "organization = \"vn\"\nform = \"peer-units\"\nperiod = \"2026-Q3\"\n\n[letter]\ndate = 2026-10-30\n\
        signer = { title = \"CHỦ TỊCH\", name = \"Nguyễn Văn A\" }\n";
    write(&out.join("report/report.toml"), report)?;
    write(&out.join("report/figures.toml"), "# Made of the submissions.\n")
}

/// Reads `RUN/levels.csv` and `RUN/findings.json` (what `aggregate --format json` printed) and writes `agg.csv` and
/// `violations.csv` beside them.
pub fn output(run: &Path) -> Result<(), String> {
    let mut agg = String::from("node,indicator,value,n_reported,n_units,n_expected\n");
    let levels = read(&run.join("levels.csv"))?;
    let mut codes = BTreeMap::new();
    for line in levels.lines().skip(1) {
        // No name of this kit has a comma in it.
        let fields: Vec<&str> = line.split(',').collect();
        let [unit, _, address, code, value, reported, received, expected] = fields[..] else {
            return Err(format!("levels.csv: {line}\n"));
        };
        let unit = named(unit, (NATION.1, NATION.0));
        codes.insert(address.to_owned(), code.to_owned());
        let _ = writeln!(agg, "{unit},{code},{value},{reported},{received},{expected}");
    }
    write(&run.join("agg.csv"), &agg)?;
    let printed: Value =
        serde_json::from_str(&read(&run.join("findings.json"))?).map_err(|error| format!("{error}\n"))?;
    let mut violations = String::from("unit,rule\n");
    for finding in printed["findings"].as_array().into_iter().flatten() {
        let word = |name: &str| finding[name].as_str().unwrap_or_default();
        let first = finding["operands"][0]["address"].as_str().unwrap_or_default();
        let Some(code) = codes.get(first) else { continue };
        let group = &code[..1];
        let rule = match (word("code"), word("rule")) {
            ("rule-not-met", "sum") => format!("S-{group}01"),
            ("rule-not-met", "women-within-total") => format!("W-{group}06"),
            ("rule-not-met", "party-members-within-total") => format!("W-{group}07"),
            ("percent-differs-from-ratio" | "percent-of-nothing", _) => format!("R-{group}08"),
            ("below-minimum" | "above-maximum", _) => format!("N-{code}"),
            _ => continue,
        };
        let _ = writeln!(violations, "{},{rule}", word("unit"));
    }
    write(&run.join("violations.csv"), &violations)
}

fn named<'a>(id: &'a str, (from, to): (&str, &'a str)) -> &'a str {
    if id == from { to } else { id }
}

pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}\n", path.display()))
}

pub fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}\n", path.display()))
}
