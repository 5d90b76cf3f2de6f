use baocao_intake::{Library, open_report};
use baocao_model::{Finding, Language, Place, Refusal, Snapshot, UnitIndex, format_number};
use serde_json::{Value, json};

use crate::arguments::{Aggregate, Arguments, Format};
use crate::lower_units::{self, Asked, Below, ByUnit, Gathered, RolledUp, fill_in};
use crate::outcome::{Outcome, Page};
use crate::progress::Bar;
use crate::shown::{Shown, printed};

/// Rolls lower units' submissions up into a report, and tells who reported.
pub fn run(asked: &Aggregate, arguments: &Arguments) -> Outcome {
    match aggregate(asked, arguments) {
        Ok(outcome) => outcome,
        Err(refusal) => Outcome::could_not_run(refusal.0),
    }
}

fn aggregate(asked: &Aggregate, arguments: &Arguments) -> Result<Outcome, Refusal> {
    let library = Library::discover(arguments.config.as_deref(), &asked.report)?;
    let folder = open_report(&asked.report, &library)?;
    let jobs = asked.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let as_of = asked.as_of.as_deref().map(day).transpose()?;
    let question = Asked { folder: &folder, library: &library, as_of, submissions: asked.submissions.as_deref(), jobs };
    let bar = Bar::new(arguments);
    let gathered = lower_units::gather(&question, &|progress| bar.tell(progress))?;
    bar.end();
    let snapshot = gathered.tree.as_of(gathered.day);
    let root = lower_units::root(&question, &snapshot)?;
    let mut rolled = lower_units::rolled_up(&question, &gathered, &snapshot)?;
    let mut submission = folder.submission.clone();
    let mut findings = folder.findings.clone();
    findings.extend(gathered.findings.iter().cloned());
    findings.append(&mut rolled.findings);
    let below = Below::new(&folder, &gathered, &snapshot, &rolled, root);
    let (form, differing) = fill_in(&mut submission, &folder.form.value, &ByUnit::new(&below));
    findings.extend(differing);
    findings.sort_by_key(|finding| finding.severity);
    let limit = printed(asked.limit, arguments);
    let told = Told { gathered: &gathered, snapshot: &snapshot, rolled: &rolled, root };
    let shown = || match (arguments.format, limit) {
        // Scripts get what was found as it is, people by what probably makes it.
        (Format::Json, None) => Shown::all(findings),
        _ => Shown::new(findings, limit, Some(&form), |_| Vec::new()).cut(limit),
    };
    // With many units both take a while.
    let (shown, json) = rayon::join(shown, || told.json());
    let (refused, omitted) = (shown.counts.errors > 0, shown.omitted());
    let mut outcome =
        Outcome { findings: shown.findings, groups: shown.groups, omitted, refused, ..Outcome::default() };
    if let Some(out) = &asked.output {
        outcome.created = crate::lower_units::write(out, asked.parquet, &gathered, &snapshot, &rolled, root)?;
    }
    let text = match arguments.format {
        Format::Human => told.text(&folder.report.value.period.words(), arguments.language()),
        Format::Json => String::new(),
    };
    outcome.page = Some(Page { text, json });
    // The process ends next: to give back piece by piece what 130,000 units took would only be time.
    std::mem::forget(rolled);
    std::mem::forget(snapshot);
    std::mem::forget(gathered);
    Ok(outcome)
}

fn day(text: &str) -> Result<baocao_model::Date, Refusal> {
    let wrong = || Finding::error("not-a-date", Place::file("--as-of")).with("found", text);
    baocao_model::Date::parse(text).ok_or_else(|| wrong().into())
}

/// What was rolled up, as it is told.
struct Told<'a> {
    gathered: &'a Gathered,
    snapshot: &'a Snapshot<'a>,
    rolled: &'a RolledUp<'a>,
    root: UnitIndex,
}

impl Told<'_> {
    fn json(&self) -> Value {
        let all = self.rolled.standings.all;
        let figures: serde_json::Map<String, Value> = self
            .figures()
            .map(|(figure, value)| {
                let address = self.gathered.catalogue.address(figure).to_string();
                let reported = self.of_root().partials[figure].reported;
                (
                    address,
                    json!({ "value": value.normalize().to_string(), "reported": reported, "expected": all.expected }),
                )
            })
            .collect();
        let mut told = json!({ "as_of": self.gathered.day.to_string() });
        told["completeness"] = self.rolled.standings.json();
        told["figures"] = Value::Object(figures);
        told
    }

    /// The figures that have a number, by their own.
    fn figures(&self) -> impl Iterator<Item = (usize, rust_decimal::Decimal)> {
        let rolled = self.of_root();
        let plan = &self.gathered.plan;
        let numbers = rolled.values.iter().enumerate().filter(|(figure, _)| plan.combines(*figure));
        numbers.filter_map(|(figure, value)| Some((figure, value.number()?)))
    }

    /// How many of those who were to report did report a figure; nothing for what is only recomputed.
    fn known(&self, figure: usize) -> String {
        let of_root = self.of_root();
        let asked = self.rolled.standings.all.expected + of_root.offices;
        let brought_together = self.gathered.plan.combinations()[figure].brings_together();
        if brought_together { format!("{}/{asked}", of_root.partials[figure].reported) } else { String::new() }
    }

    fn of_root(&self) -> &baocao_aggregation::Rolled {
        self.rolled.figures.of(self.root).expect("the report's own unit is rolled up")
    }

    fn text(&self, period: &str, language: Language) -> String {
        let all = self.rolled.standings.all;
        let name = self.snapshot.unit(self.root).map_or("", |unit| &unit.name);
        let vietnamese = language == Language::Vietnamese;
        let mut text = match vietnamese {
            true => format!("{name}, {period}, cây tổ chức ngày {}\n", self.gathered.day.in_text()),
            false => format!("{name}, {period}, tree of {}\n", self.gathered.day),
        };
        text.push_str(&match vietnamese {
            true => format!(
                "Đơn vị phải báo cáo {}, đã nhận {} (đúng hạn {}, trễ hạn {}, có lỗi {}), còn thiếu {}\n",
                all.expected, all.received, all.on_time, all.late, all.invalid, all.missing
            ),
            false => format!(
                "{} units expected, {} received ({} in time, {} late, {} invalid), {} missing\n",
                all.expected, all.received, all.on_time, all.late, all.invalid, all.missing
            ),
        });
        for table in &self.gathered.form.tables {
            self.table(table, &mut text);
        }
        text.push('\n');
        text
    }

    fn table(&self, table: &baocao_model::Table, text: &mut String) {
        let mut lines = String::new();
        for (figure, value) in self.figures() {
            let address = self.gathered.catalogue.address(figure);
            let Some((_, row, column)) = self.gathered.form.locate(address).filter(|(own, ..)| own.id == table.id)
            else {
                continue;
            };
            let decimals = value.normalize().scale().min(column.printed_decimals().max(2));
            let number = format!("{} {}", format_number(value, decimals), table.unit_of(row, column));
            let known = self.known(figure);
            let label = format!("{} – {}", row.label, column.label);
            lines.push_str(&format!("  {number:>24}  {known:>9}  {label}\n"));
        }
        if !lines.is_empty() {
            text.push_str(&format!("\n{}\n{lines}", table.title));
        }
    }
}
