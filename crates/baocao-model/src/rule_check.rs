//! What written rules must hold in themselves: names, units, examples.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::rule::split;
use crate::{
    Arithmetic, ColumnKind, Example, Expression, ExpressionKind, FigureName, Form, FormProblem, Function, NamedFigure,
    Row, Rule, Subject, nearest,
};

/// Everything that is wrong with the rules of a form.
pub fn problems(form: &Form) -> Vec<FormProblem> {
    let form = &with_a_row_where_rows_repeat(form);
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, rule) in form.rules.iter().enumerate() {
        let mut check = Check { form, rule, pointer: format!("/rule/{index}"), problems: Vec::new() };
        if rule.id.is_empty() || rule.id.contains(['.', ' ']) {
            check.push("bad-id", "/id", &rule.id, None);
        } else if !seen.insert(&*rule.id) {
            check.push("duplicate-id", "/id", &rule.id, None);
        }
        check.rule();
        problems.extend(check.problems);
    }
    problems
}

/// The rows of a repeating table are known with the figures only; one stands for them here.
fn with_a_row_where_rows_repeat(form: &Form) -> Form {
    let mut form = form.clone();
    for table in form.tables.iter_mut().filter(|table| table.repeat.is_some()) {
        let any = Row { id: ANY_ROW.to_owned(), ..Row::default() };
        table.rows = std::iter::once(any).chain(std::mem::take(&mut table.rows)).collect();
    }
    form
}

const ANY_ROW: &str = "?";

const PERCENT: &str = "%";

struct Check<'f> {
    form: &'f Form,
    rule: &'f Rule,
    pointer: String,
    problems: Vec<FormProblem>,
}

/// What an expression gives: true or false, or a number of a unit. A number that is written goes with any unit; a figure
/// without one, a bare count, goes with any but a percentage.
#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Truth,
    Number(Option<String>),
}

/// A fault at some characters of the expression.
type Fault = (&'static str, Range<usize>, String, Option<String>);

impl Check<'_> {
    fn rule(&mut self) {
        if !self.patterns() {
            return;
        }
        let expression = match Expression::parse(&self.rule.check) {
            Ok(expression) => expression,
            Err(error) => return self.fault((error.code, error.span, error.found, error.nearest.map(str::to_owned))),
        };
        let before = self.problems.len();
        let subjects = self.rule.subjects(self.form);
        let references = expression.references();
        if references.is_empty() {
            return self.push("rule-names-no-figure", "/check", &self.rule.check, None);
        }
        if subjects.is_empty() && !self.awaits_rows() {
            return self.push("rule-for-nothing", "/for", &self.rule.over.all().join(", "), None);
        }
        for reference in &references {
            self.name(reference, &subjects);
        }
        // What follows from a name that is not known would only repeat it.
        if self.problems.len() > before {
            return;
        }
        self.kinds(&expression, &subjects);
        self.words(&references);
        for (index, example) in self.rule.examples.iter().enumerate() {
            self.example(&format!("/example/{index}"), example, &references);
        }
    }

    /// True if all patterns name something.
    fn patterns(&mut self) -> bool {
        let before = self.problems.len();
        for (index, pattern) in self.rule.over.all().iter().enumerate() {
            let (table, row, column) = split(pattern);
            let at = match &self.rule.over {
                crate::Patterns::One(_) => "/for".to_owned(),
                crate::Patterns::Several(_) => format!("/for/{index}"),
            };
            let tables: Vec<_> = self.form.tables.iter().filter(|own| table == "*" || own.id == table).collect();
            if tables.is_empty() || (table != "*" && !pattern.contains('.')) {
                let known = self.form.tables.iter().map(|table| &*table.id);
                // A table's name alone may mean its rows or one of its columns.
                let nearest = nearest(table, known).map(|near| format!("{near}.*"));
                self.push("unknown-table", &at, pattern, nearest.as_deref());
            } else if !tables.iter().any(|own| row == "*" || own.row(row).is_some() || own.repeat.is_some()) {
                let known = tables.iter().flat_map(|table| &table.rows).map(|row| &*row.id);
                self.push("unknown-row", &at, row, nearest(row, known));
            } else if let Some(column) = column.filter(|column| *column != "*")
                && !tables.iter().any(|table| table.column(column).is_some())
            {
                let known = tables.iter().flat_map(|table| &table.columns).map(|column| &*column.id);
                self.push("unknown-column", &at, column, nearest(column, known));
            }
        }
        self.problems.len() == before
    }

    /// True if the rule names a row that may come with the figures.
    fn awaits_rows(&self) -> bool {
        let named = |id: &str| self.rule.over.all().iter().any(|pattern| ["*", id].contains(&split(pattern).0));
        self.form.tables.iter().any(|table| table.repeat.is_some() && named(&table.id))
    }

    fn name(&mut self, reference: &NamedFigure<'_>, subjects: &[Option<Subject<'_>>]) {
        let found = |subject: &Option<Subject<'_>>| !self.figures(reference.name, subject.as_ref()).is_empty();
        // A pattern of rows that are not there yet names nothing yet.
        if subjects.iter().any(found) || subjects.is_empty() {
            return;
        }
        let written = reference.name.to_string();
        let addresses = self.form.addresses().map(|address| address.to_string());
        let rows = subjects.iter().flatten().flat_map(|subject| &subject.table.rows);
        let columns = subjects.iter().flatten().flat_map(|subject| &subject.table.columns);
        let known: BTreeSet<String> = match reference.name.0.len() {
            1 => columns.map(|column| column.id.clone()).collect(),
            2 => {
                let columns: BTreeSet<_> = columns.map(|column| &*column.id).collect();
                rows.flat_map(|row| columns.iter().map(move |column| format!("{}.{column}", row.id))).collect()
            }
            _ => addresses.collect(),
        };
        let nearest = nearest(&written, known.iter().map(String::as_str)).map(str::to_owned);
        self.fault(("unknown-name-in-rule", reference.span.clone(), written, nearest));
    }

    /// The figures of a name; a row of a repeating table that is named before it is there stands for any.
    fn figures(&self, name: &FigureName, subject: Option<&Subject<'_>>) -> Vec<crate::Address> {
        let found = self.form.figures_named(name, subject);
        let mut parts = name.0.clone();
        let (Some(row), true) = (parts.len().checked_sub(2), found.is_empty()) else { return found };
        let table = match (&*parts, subject) {
            ([table, ..], _) if row == 1 => self.form.table(table),
            (_, subject) => subject.map(|subject| subject.table),
        };
        if table.is_none_or(|table| table.repeat.is_none()) {
            return found;
        }
        parts[row] = ANY_ROW.to_owned();
        self.form.figures_named(&FigureName(parts), subject)
    }

    /// Numbers where numbers belong, truths where truths belong, and one unit on both sides.
    fn kinds(&mut self, expression: &Expression, subjects: &[Option<Subject<'_>>]) {
        for subject in subjects {
            match self.kind(expression, subject.as_ref()) {
                Ok(Kind::Truth) => {}
                Ok(Kind::Number(_)) => {
                    let found = self.rule.check.clone();
                    return self.fault(("rule-compares-nothing", expression.span.clone(), found, None));
                }
                Err(fault) => return self.fault(fault),
            }
        }
    }

    fn kind(&self, expression: &Expression, subject: Option<&Subject<'_>>) -> Result<Kind, Fault> {
        let kind = |part: &Expression| self.kind(part, subject);
        match &expression.kind {
            ExpressionKind::Number(_) => Ok(Kind::Number(None)),
            ExpressionKind::Name(name) => self.unit(name, &expression.span, subject).map(Kind::Number),
            ExpressionKind::Negative(part) => number(part, kind(part)?).map(Kind::Number),
            ExpressionKind::Not(part) => truth(part, &kind(part)?),
            ExpressionKind::And(left, right) | ExpressionKind::Or(left, right) => {
                truth(left, &kind(left)?)?;
                truth(right, &kind(right)?)
            }
            ExpressionKind::Compare(_, left, right) => {
                one_unit(expression, number(left, kind(left)?)?, number(right, kind(right)?)?)?;
                Ok(Kind::Truth)
            }
            ExpressionKind::Arithmetic(operation, left, right) => {
                let (first, second) = (number(left, kind(left)?)?, number(right, kind(right)?)?);
                match operation {
                    Arithmetic::Add | Arithmetic::Subtract => one_unit(expression, first, second).map(Kind::Number),
                    Arithmetic::Divide if constant(right).is_some_and(|number| number.is_zero()) => {
                        Err(("rule-divides-by-zero", expression.span.clone(), String::new(), None))
                    }
                    Arithmetic::Divide => Ok(Kind::Number(scaled(first, second.as_deref()))),
                    Arithmetic::Multiply if first.as_deref().is_none_or(str::is_empty) => {
                        Ok(Kind::Number(scaled(second, first.as_deref())))
                    }
                    Arithmetic::Multiply => Ok(Kind::Number(scaled(first, second.as_deref()))),
                }
            }
            ExpressionKind::Call(function, arguments) => self.call(*function, expression, arguments, subject),
        }
    }

    fn call(
        &self,
        function: Function,
        expression: &Expression,
        arguments: &[Expression],
        subject: Option<&Subject<'_>>,
    ) -> Result<Kind, Fault> {
        if let (Function::If, [condition, ..]) = (function, arguments) {
            truth(condition, &self.kind(condition, subject)?)?;
            let branches = (self.kind(&arguments[1], subject)?, self.kind(&arguments[2], subject)?);
            return match branches {
                (Kind::Truth, Kind::Truth) => Ok(Kind::Truth),
                (first, second) => {
                    let (first, second) = (number(&arguments[1], first)?, number(&arguments[2], second)?);
                    one_unit(expression, first, second).map(Kind::Number)
                }
            };
        }
        if function == Function::Count {
            // Figures of all kinds can be counted.
            return Ok(Kind::Number(None));
        }
        let mut unit = None;
        for argument in arguments {
            unit = one_unit(expression, unit, number(argument, self.kind(argument, subject)?)?)?;
        }
        if function == Function::Sum && unit.as_deref() == Some(PERCENT) {
            let found = expression.span.clone();
            return Err(("meaningless-total", found, PERCENT.to_owned(), None));
        }
        Ok(Kind::Number(unit))
    }

    /// The unit of the figures with a name; they must have one in common.
    fn unit(
        &self,
        name: &FigureName,
        span: &Range<usize>,
        subject: Option<&Subject<'_>>,
    ) -> Result<Option<String>, Fault> {
        let mut units = BTreeSet::new();
        for address in self.figures(name, subject) {
            let Some((table, row, column)) = self.form.locate(&address) else { continue };
            if matches!(column.kind, ColumnKind::Text | ColumnKind::Unit) {
                return Err(("rule-without-numbers", span.clone(), name.to_string(), None));
            }
            units.insert(table.unit_of(row, column).to_owned());
        }
        if units.len() > 1 {
            let units: Vec<_> = units.into_iter().collect();
            return Err(("rule-mixes-units", span.clone(), units.join(", "), None));
        }
        Ok(units.into_iter().next())
    }

    /// The names in the messages.
    fn words(&mut self, references: &[NamedFigure<'_>]) {
        let single = references.iter().filter(|reference| !reference.name.is_pattern());
        let mut known: Vec<_> = single.map(ToString::to_string).collect();
        known.extend(["row", "table", "left", "right", "difference"].map(str::to_owned));
        let messages = [("/message", Some(&self.rule.message)), ("/message_en", self.rule.message_en.as_ref())];
        for (at, message) in messages {
            for name in message.iter().flat_map(|message| names_in_braces(message)) {
                if !known.iter().any(|known| known == name) {
                    let nearest = nearest(name, known.iter().map(String::as_str));
                    self.push("unknown-name-in-message", at, name, nearest);
                }
            }
        }
    }

    fn example(&mut self, at: &str, example: &Example, references: &[NamedFigure<'_>]) {
        let needed: Vec<_> = references.iter().map(ToString::to_string).collect();
        for name in needed.iter().filter(|name| !example.values.contains_key(*name)) {
            self.push("example-without-figure", at, name, None);
        }
        for name in example.values.keys() {
            if !needed.contains(name) {
                let nearest = nearest(name, needed.iter().map(String::as_str));
                self.push("unknown-name-in-rule", &format!("{at}/{name}"), name, nearest);
            } else if example.figures(name).is_none() {
                self.push("example-not-a-figure", &format!("{at}/{name}"), name, None);
            }
        }
    }

    fn fault(&mut self, (code, span, name, nearest): Fault) {
        let pointer = format!("{}/check", self.pointer);
        self.problems.push(FormProblem { code, pointer, name, nearest, span: Some(span) });
    }

    fn push(&mut self, code: &'static str, at: &str, name: &str, nearest: Option<&str>) {
        let pointer = format!("{}{at}", self.pointer);
        let (name, nearest) = (name.to_owned(), nearest.map(str::to_owned));
        self.problems.push(FormProblem { code, pointer, name, nearest, span: None });
    }
}

fn number(part: &Expression, kind: Kind) -> Result<Option<String>, Fault> {
    match kind {
        Kind::Number(unit) => Ok(unit),
        Kind::Truth => Err(("rule-needs-number", part.span.clone(), String::new(), None)),
    }
}

fn truth(part: &Expression, kind: &Kind) -> Result<Kind, Fault> {
    match kind {
        Kind::Truth => Ok(Kind::Truth),
        Kind::Number(_) => Err(("rule-compares-nothing", part.span.clone(), String::new(), None)),
    }
}

/// The unit of a number that is multiplied with or divided by another: its own if the other has none. A share of a count
/// is a count of something else.
fn scaled(unit: Option<String>, other: Option<&str>) -> Option<String> {
    match other {
        None => unit,
        Some("") => unit.filter(|unit| !unit.is_empty() && unit != PERCENT),
        Some(_) => None,
    }
}

fn one_unit(at: &Expression, first: Option<String>, second: Option<String>) -> Result<Option<String>, Fault> {
    match (first, second) {
        (Some(bare), Some(unit)) | (Some(unit), Some(bare)) if bare.is_empty() && unit == PERCENT => {
            Err(("rule-mixes-percent", at.span.clone(), String::new(), None))
        }
        (Some(bare), Some(unit)) | (Some(unit), Some(bare)) if bare.is_empty() => Ok(Some(unit)),
        (Some(first), Some(second)) if first != second => {
            Err(("rule-mixes-units", at.span.clone(), format!("{first}, {second}"), None))
        }
        (first, second) => Ok(first.or(second)),
    }
}

/// The number that a part without figures gives.
fn constant(part: &Expression) -> Option<Decimal> {
    match &part.kind {
        ExpressionKind::Number(number) => Some(*number),
        ExpressionKind::Negative(part) => constant(part).map(|number| -number),
        ExpressionKind::Arithmetic(operation, left, right) => {
            let (left, right) = (constant(left)?, constant(right)?);
            match operation {
                Arithmetic::Add => left.checked_add(right),
                Arithmetic::Subtract => left.checked_sub(right),
                Arithmetic::Multiply => left.checked_mul(right),
                Arithmetic::Divide => left.checked_div(right),
            }
        }
        ExpressionKind::Call(function, arguments) => {
            let numbers = arguments.iter().map(constant).collect::<Option<Vec<_>>>()?;
            match function {
                Function::Sum => numbers.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add),
                Function::Min => numbers.into_iter().min(),
                Function::Max => numbers.into_iter().max(),
                Function::Abs => numbers.first().map(Decimal::abs),
                _ => None,
            }
        }
        _ => None,
    }
}

fn names_in_braces(message: &str) -> impl Iterator<Item = &str> {
    message.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
