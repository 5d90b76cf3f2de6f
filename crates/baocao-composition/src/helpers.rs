//! The helpers of narrative templates. Each prints figures and keeps their addresses.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use baocao_document::Block;
use baocao_model::{Address, Computation, Date, Finding, Form, Place, Refusal, Value, nearest, parse_number, trimmed};
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError, TemplateError, no_escape,
};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use crate::braced::Braced;
use crate::broken_braces::{self, Fault};
use crate::lint::{self, Names, PLACE_KEY};
use crate::mark::{Marked, Marks};
use crate::section::Section;
use crate::{Input, chart, figure_text, phrases, table, words};

/// A section's text as Markdown, with marks for figures and tables.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The file the section was read from.
    pub file: String,
    /// The line of the section's heading.
    pub line: u32,
    /// The Markdown.
    pub text: String,
}

const VARIABLES: [&str; 4] = ["ky", "ky_sau", "don_vi", "tinh_den"];

/// Renders all sections. Unknown names and missing figures are findings; a section that is no template is refused.
pub fn render(
    input: &Input<'_>,
    sections: &[Section],
    marks: &Marks,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Rendered>, Refusal> {
    let (braced, places) = compile(input.form, sections, false, findings)?;
    let scope = Scope { input, marks, places: &places, findings: Mutex::new(Vec::new()) };
    let rendered = run(&scope, sections, braced);
    findings.extend(scope.findings.into_inner().unwrap_or_else(PoisonError::into_inner));
    rendered
}

/// Reads the sections as templates and looks them over: unknown names are findings. A section without braces is no template;
/// it is printed as it stands.
pub fn compile<'a>(
    form: &Form,
    sections: &'a [Section],
    arguments_too: bool,
    findings: &mut Vec<Finding>,
) -> Result<(Vec<Option<Braced<'a>>>, Vec<Place>), Refusal> {
    let helpers = HELPERS.map(|(name, most, _)| (name, most));
    let names = Names { form, helpers: &helpers, variables: &VARIABLES, arguments_too };
    let mut all = Vec::new();
    let mut places = Vec::new();
    let mut refused = Vec::new();
    for section in sections {
        if let Some(fault) = broken_braces::too_deep(&section.text) {
            refused.push(at_fault(section, fault));
            continue;
        }
        match Braced::read(section).transpose() {
            Ok(mut read) => {
                if let Some(braced) = &mut read {
                    findings.extend(lint::prepare(&mut braced.template, &braced.lines, names, &mut places));
                }
                all.push(read);
            }
            Err(error) => refused.push(not_a_template(section, &error)),
        }
    }
    if refused.is_empty() { Ok((all, places)) } else { Err(Refusal(refused)) }
}

fn not_a_template(section: &Section, error: &TemplateError) -> Finding {
    if let Some(fault) = broken_braces::fault(&section.text) {
        return at_fault(section, fault);
    }
    let reason = error.reason().to_string();
    syntax(section, error.pos().unwrap_or((1, 1)), UNREADABLE.to_owned(), first_line(&reason).to_owned())
}

fn at_fault(section: &Section, Fault { at, vi, en }: Fault) -> Finding {
    let before = &section.text[..at];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    syntax(section, (before.matches('\n').count() + 1, before[start..].chars().count() + 1), vi, en)
}

fn syntax(section: &Section, (line, column): (usize, usize), vi: String, en: String) -> Finding {
    let line = section.line + line as u32 - 1;
    let place = Place { line: Some(line), column: Some(column as u32), ..Place::file(&*section.file) };
    Finding::error("template-syntax", place).with("reason", vi).with("reason_en", en)
}

/// What is said where the library alone knows what is wrong.
const UNREADABLE: &str = "không hiểu phần trong ngoặc nhọn `{{…}}` ở đây";

fn run(scope: &Scope<'_>, sections: &[Section], braced: Vec<Option<Braced<'_>>>) -> Result<Vec<Rendered>, Refusal> {
    // Not in strict mode: names were looked over before, and a row that no figures brought is like one without figures.
    let mut registry = Handlebars::new();
    registry.register_escape_fn(no_escape);
    for (name, _, print) in HELPERS {
        registry.register_helper(name, Box::new(Call { scope, print }));
    }
    // Every section asks the same data, which rendering by name would copy for each.
    let data = Context::from(data(scope.input));
    let mut rendered = Vec::with_capacity(sections.len());
    for (index, (section, braced)) in sections.iter().zip(braced).enumerate() {
        let text = match braced {
            None => section.text.clone(),
            Some(Braced { before, lines, template, after }) => {
                let name = index.to_string();
                registry.register_template(&name, template);
                let printed = registry.render_with_context(&name, &data).map_err(|error| refuse(&lines, &error))?;
                [before, &printed, after].concat()
            }
        };
        rendered.push(Rendered { file: section.file.clone(), line: section.line, text });
    }
    Ok(rendered)
}

fn refuse(section: &Section, error: &RenderError) -> Refusal {
    let line = section.line + error.line_no.unwrap_or(1) as u32 - 1;
    let column = error.column_no.unwrap_or(1) as u32;
    let place = Place { line: Some(line), column: Some(column), ..Place::file(&*section.file) };
    let (reason, reason_en) = (UNREADABLE, error.reason().to_string());
    Finding::error("template-error", place).with("reason", reason).with("reason_en", first_line(&reason_en)).into()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// What templates can ask about: the variables, and each figure for conditions.
fn data(input: &Input<'_>) -> Json {
    let mut tables: BTreeMap<&str, Map<String, Json>> = BTreeMap::new();
    let addresses = input.figures.catalogue().addresses();
    let mut numbers = 0..;
    for row in addresses.chunk_by(|one, other| (&one.table, &one.row) == (&other.table, &other.row)) {
        let asked = |number| figure_text::asked(&input.figures.numbered(number).value);
        let columns = row.iter().zip(&mut numbers).map(|(address, number)| (address.column.clone(), asked(number)));
        let columns: Map<_, _> = columns.collect();
        tables.entry(&row[0].table).or_default().insert(row[0].row.clone(), columns.into());
    }
    let tables = tables.into_iter().map(|(table, rows)| (table.to_owned(), rows.into()));
    let mut data = Json::Object(tables.collect());
    let (_, last_day) = input.report.period.days();
    data["ky"] = input.report.period.words().into();
    data["ky_sau"] = input.report.period.next().words().into();
    data["don_vi"] = input.organization.name.clone().into();
    data["tinh_den"] = input.report.as_of.unwrap_or(last_day).in_text().into();
    data
}

/// What helpers work with.
pub struct Scope<'a> {
    pub input: &'a Input<'a>,
    marks: &'a Marks,
    places: &'a [Place],
    findings: Mutex<Vec<Finding>>,
}

/// A finding is large and rare.
pub type Outcome<T> = Result<T, Box<Finding>>;

type Print = fn(&Scope<'_>, &Arguments<'_>) -> Outcome<String>;

/// Our helpers: the name, the most values that it takes, and what prints it.
const HELPERS: [(&str, usize, Print); 16] = [
    ("so", 1, figure),
    ("tien", 2, money),
    ("tyle", 3, percentage),
    ("tyso", 2, fraction),
    ("bang", 1, whole_table),
    ("bieu-do", 1, whole_chart),
    ("tren", 2, bound),
    ("hon", 2, bound),
    ("gan", 2, bound),
    ("it-nhat", 2, bound),
    ("chu", 1, in_words),
    ("so-sanh", 2, comparison),
    ("danh-sach", 2, phrases::list),
    ("xep-hang", 4, phrases::ranked),
    ("ngay", 1, phrases::date),
    ("muc", 1, phrases::dated_text),
];

/// A helper of ours as Handlebars calls it.
struct Call<'a> {
    scope: &'a Scope<'a>,
    print: Print,
}

impl HelperDef for Call<'_> {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        output: &mut dyn Output,
    ) -> HelperResult {
        let arguments = Arguments::of(helper, self.scope.places);
        match (self.print)(self.scope, &arguments) {
            Ok(mark) => output.write(&mark)?,
            Err(finding) => {
                self.scope.report(*finding);
                output.write(&format!("[{}?]", arguments.words().join(" ")))?;
            }
        }
        Ok(())
    }
}

/// What a call in a template says.
pub struct Arguments<'a> {
    name: &'a str,
    place: Place,
    /// Paths as written, and literals as text.
    values: Vec<Argument>,
}

enum Argument {
    Path(String),
    Literal(String),
}

impl<'a> Arguments<'a> {
    fn of(helper: &'a Helper<'_>, places: &[Place]) -> Self {
        let place = helper.hash_get(PLACE_KEY).and_then(|index| index.value().as_u64());
        let place = place.and_then(|index| places.get(index as usize)).cloned().unwrap_or_default();
        let values = helper.params().iter().map(|param| match (param.relative_path(), param.value()) {
            (Some(path), _) => Argument::Path(path.clone()),
            (None, Json::String(text)) => Argument::Literal(text.clone()),
            (None, value) => Argument::Literal(value.to_string()),
        });
        Self { name: helper.name(), place, values: values.collect() }
    }

    fn words(&self) -> Vec<&str> {
        let words = self.values.iter().map(|value| match value {
            Argument::Path(text) | Argument::Literal(text) => text.as_str(),
        });
        std::iter::once(self.name).chain(words).collect()
    }

    pub fn error(&self, code: &'static str) -> Finding {
        Finding::error(code, self.place.clone())
    }

    pub fn wrong(&self, expected: &str, expected_en: &str) -> Finding {
        let finding = self.error("helper-arguments").with("name", self.name);
        finding.with("expected", expected).with("expected_en", expected_en)
    }

    pub fn literal(&self, index: usize) -> Option<&str> {
        match self.values.get(index)? {
            Argument::Literal(text) => Some(text),
            Argument::Path(_) => None,
        }
    }
}

impl Scope<'_> {
    fn report(&self, finding: Finding) {
        self.findings.lock().unwrap_or_else(PoisonError::into_inner).push(finding);
    }

    /// The address that an argument names.
    fn address(&self, arguments: &Arguments<'_>, index: usize) -> Outcome<Address> {
        let Some(Argument::Path(path)) = arguments.values.get(index) else {
            let expected = "địa chỉ bảng.dòng.cột, không có ngoặc kép";
            return Err(arguments.wrong(expected, "an address table.row.column without quotes").into());
        };
        let known = Address::parse(path).filter(|address| self.input.form.locate(address).is_some());
        known.ok_or_else(|| {
            let addresses: Vec<_> = self.input.form.addresses().map(|address| address.to_string()).collect();
            let finding = arguments.error("unknown-name").with("name", path);
            finding.with_nearest(nearest(path, addresses.iter().map(String::as_str))).into()
        })
    }

    /// Reports a figure without a value; the text then shows a gap.
    fn value<'f>(&'f self, arguments: &Arguments<'_>, address: &Address) -> &'f Value {
        let value = self.input.figures.value(address);
        if value.is_blank() {
            self.report(arguments.error("missing-figure").with("address", address));
        }
        value
    }

    /// The day up to which figures were counted.
    pub fn day(&self) -> Date {
        let (_, last_day) = self.input.report.period.days();
        self.input.report.as_of.unwrap_or(last_day)
    }

    /// The figure as running text prints it.
    pub fn text(&self, address: &Address) -> String {
        let (_, row, column) = self.input.form.locate(address).expect("`address` returns known addresses");
        let completed = self.input.figures.get(address).cloned().unwrap_or_default();
        figure_text::in_text(column, row, &completed, self.input.form.leading_zero)
    }

    pub fn mark(&self, text: String, addresses: &[&Address], value: &Value) -> String {
        self.marks.add(Marked::Figure(figure_text::figure_text(text, addresses, value)))
    }
}

/// `{{so a.b.c}}`: the figure as it is.
fn figure(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let address = scope.address(arguments, 0)?;
    let value = scope.value(arguments, &address);
    let text = scope.text(&address);
    Ok(scope.mark(text, &[&address], value))
}

/// `{{tien a.b.c}}`, `{{tien a.b.c "triệu đồng"}}`: an amount in full đồng, in the unit asked for.
fn money(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let address = scope.address(arguments, 0)?;
    let unit = arguments.literal(1).unwrap_or("đồng");
    let value = scope.value(arguments, &address);
    let zeros = match unit {
        "đồng" => 0,
        "nghìn đồng" => 3,
        "triệu đồng" => 6,
        "tỷ đồng" => 9,
        _ => return Err(arguments.error("not-money").with("address", address).with("unit", unit).into()),
    };
    let text = match value {
        Value::Number(number) => format!("{} {unit}", trimmed(number * Decimal::new(1, zeros))),
        Value::Nil => "không phát sinh".to_owned(),
        Value::Blank => format!("{} {unit}", figure_text::BLANK),
        _ => return Err(arguments.error("not-money").with("address", address).with("unit", unit).into()),
    };
    Ok(scope.mark(text, &[&address], value))
}

/// `{{tyle a b}}`: a in per cent of b with one decimal, or as many as a third argument says.
fn percentage(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let (part, whole) = (scope.address(arguments, 0)?, scope.address(arguments, 1)?);
    let decimals = match arguments.literal(2) {
        Some(text) => {
            text.parse().map_err(|_| Box::new(arguments.wrong("số chữ số thập phân", "a number of decimals")))?
        }
        None => 1,
    };
    scope.value(arguments, &part);
    scope.value(arguments, &whole);
    let computed = scope.input.figures.compute(&Computation::Percent(part.clone(), whole.clone()));
    let value = computed.unwrap_or_default();
    let text = match &value {
        Value::Number(number) => format!("{}%", trimmed(rounded(*number, decimals))),
        _ => format!("{}%", figure_text::BLANK),
    };
    Ok(scope.mark(text, &[&part, &whole], &value))
}

fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

/// `{{tyso a b}}`: both counts, `778/778`.
fn fraction(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let (part, whole) = (scope.address(arguments, 0)?, scope.address(arguments, 1)?);
    let shown = |address| match scope.value(arguments, address).number() {
        Some(number) => figure_text::count(number, scope.input.form.leading_zero),
        None => figure_text::BLANK.to_owned(),
    };
    let text = format!("{}/{}", shown(&part), shown(&whole));
    Ok(scope.mark(text, &[&part, &whole], scope.input.figures.value(&part)))
}

/// `{{tren a.b.c 92}}`: a round figure instead of the exact one, which must lie on the side that the word says. "Trên" and
/// "hơn" mean more, "gần" less, "ít nhất" no less.
fn bound(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let address = scope.address(arguments, 0)?;
    let Some(limit) = arguments.literal(1).and_then(parse_number) else {
        return Err(arguments.wrong("địa chỉ và một số", "an address and a number").into());
    };
    let value = scope.value(arguments, &address);
    let (table, row, column) = scope.input.form.locate(&address).expect("`address` returns known addresses");
    let unit = if table.unit_of(row, column) == "%" { "%" } else { "" };
    let (word, holds): (&str, fn(Decimal, Decimal) -> bool) = match arguments.name {
        "tren" => ("trên", |number, limit| number > limit),
        "hon" => ("hơn", |number, limit| number > limit),
        "gan" => ("gần", |number, limit| number < limit),
        _ => ("ít nhất", |number, limit| number >= limit),
    };
    let text = format!("{word} {}{unit}", trimmed(limit));
    if let Some(number) = value.number().filter(|number| !holds(*number, limit)) {
        let shown = format!("{}{unit}", trimmed(rounded(number, 2)));
        let mut finding = arguments.error("bound-not-met").with("text", &text).with("found", shown);
        finding.found = Some(number.normalize().to_string());
        finding.expected = Some(limit.normalize().to_string());
        finding.difference = Some((number - limit).normalize().to_string());
        scope.report(finding);
    }
    Ok(scope.mark(text, &[&address], value))
}

/// `{{chu a.b.c}}`: a whole number in words.
fn in_words(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let address = scope.address(arguments, 0)?;
    let value = scope.value(arguments, &address);
    let text = value.number().and_then(words::number_in_words);
    Ok(scope.mark(text.unwrap_or_else(|| scope.text(&address)), &[&address], value))
}

/// `{{so-sanh a.b.c "cùng kỳ"}}`: the change against another period, `tăng 12, bằng 105,2%`.
fn comparison(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let address = scope.address(arguments, 0)?;
    let what = arguments.literal(1).unwrap_or("kỳ trước");
    let other = match what {
        "kỳ trước" => scope.input.previous,
        "cùng kỳ" => scope.input.same_period_last_year,
        _ => return Err(arguments.wrong("“kỳ trước” hoặc “cùng kỳ”", "\"kỳ trước\" or \"cùng kỳ\"").into()),
    };
    let Some(other) = other else { return Err(arguments.error("nothing-to-compare").with("what", what).into()) };
    let value = scope.value(arguments, &address);
    let Some((now, then)) = value.number().zip(other.value(&address).number()) else {
        return Err(arguments.error("missing-figure").with("address", &address).into());
    };
    let change = match now.cmp(&then) {
        std::cmp::Ordering::Greater => format!("tăng {}", trimmed(now - then)),
        std::cmp::Ordering::Less => format!("giảm {}", trimmed(then - now)),
        std::cmp::Ordering::Equal => "không đổi".to_owned(),
    };
    let ratio = (now * Decimal::ONE_HUNDRED).checked_div(then);
    let text = match ratio {
        Some(ratio) if now != then => format!("{change}, bằng {}%", trimmed(rounded(ratio, 1))),
        _ => change,
    };
    Ok(scope.mark(text, &[&address], value))
}

/// `{{bang "id"}}`: a table of the form.
fn whole_table(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let Some(id) = arguments.literal(0) else {
        return Err(arguments.wrong("tên bảng trong ngoặc kép", "a table's id in quotes").into());
    };
    let Some(found) = scope.input.form.table(id) else {
        let known = scope.input.form.tables.iter().map(|table| &*table.id);
        return Err(arguments.error("unknown-table").with("name", id).with_nearest(nearest(id, known)).into());
    };
    // A repeating table without rows belongs to a part that this report does not have.
    if found.rows.is_empty() {
        return Ok(String::new());
    }
    let table = table::table(found, scope.input);
    Ok(scope.marks.add(Marked::Block(Box::new(Block::Table(table)))))
}

/// `{{bieu-do "id"}}`: a chart of the form; one without figures is left out.
fn whole_chart(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let Some(id) = arguments.literal(0) else {
        return Err(arguments.wrong("tên biểu đồ trong ngoặc kép", "a chart's id in quotes").into());
    };
    let form = scope.input.form;
    let found = form.chart(id).and_then(|chart| Some((chart, form.table(&chart.table)?)));
    let Some((chart, table)) = found else {
        let known = form.charts.iter().map(|chart| &*chart.id);
        return Err(arguments.error("unknown-chart").with("name", id).with_nearest(nearest(id, known)).into());
    };
    match chart::chart(chart, table, scope.input.figures) {
        Ok(chart) => Ok(scope.marks.add(Marked::Block(Box::new(Block::Chart(chart))))),
        Err(reason) => {
            let finding = Finding::note("chart-left-out", arguments.place.clone()).with("name", id);
            scope.report(finding.with("reason", reason.vi).with("reason_en", reason.en));
            Ok(String::new())
        }
    }
}
