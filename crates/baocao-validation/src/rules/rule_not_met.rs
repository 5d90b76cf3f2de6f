use std::collections::BTreeMap;
use std::sync::Arc;

use baocao_model::{
    Catalogue, Expression, FigureName, Finding, Form, Missing, NamedFigure, Operand, Place, ReportNamed, Rule, Subject,
    Value, trimmed,
};
use rust_decimal::Decimal;

use crate::Context;
use crate::evaluation::{Answer, Bound, Compared, evaluate};
use crate::linear::Linear;
use crate::relation::{Given, Relation, Relations, boxed};
use crate::scope::{self, Scope, shown};

/// A rule that the form states in its own words must be met, for each row or cell that it is about. `index` is the
/// rule's place in the form.
pub fn relations(form: &Form, catalogue: &Catalogue, context: &Context<'_>, index: usize, rule: &Rule) -> Relations {
    // A form with a rule that cannot be read is refused before any figure is read.
    let Ok(expression) = Expression::parse(&rule.check) else { return Relations::new() };
    let expression = Arc::new(expression);
    let subjects = rule.subjects(form).into_iter().enumerate();
    boxed(subjects.map(|(subject, about)| {
        let mut own = Vec::new();
        let bound = expression.renamed(&mut |name, report| match context.other(report) {
            Some((form, figures)) => Some(numbered(form, figures.catalogue(), name, about.as_ref())),
            None if report == ReportNamed::This => {
                let figures = numbered(form, catalogue, name, about.as_ref());
                own.extend(&figures);
                Some(figures)
            }
            None => None,
        });
        own.sort_unstable();
        own.dedup();
        let expression = Arc::clone(&expression);
        let linear = Linear::of(&bound, rule.missing).filter(|_| rule.tolerance().is_zero());
        let (missing, tolerance) = (rule.missing, rule.tolerance());
        Written { index, subject, expression, bound, linear, own, missing, tolerance }
    }))
}

/// The numbers of the figures that a name stands for.
fn numbered(form: &Form, catalogue: &Catalogue, name: &FigureName, subject: Option<&Subject<'_>>) -> Vec<usize> {
    form.figures_named(name, subject).iter().filter_map(|address| catalogue.number(address)).collect()
}

/// A written rule about one row, one cell or nothing in particular.
struct Written {
    index: usize,
    subject: usize,
    expression: Arc<Expression>,
    bound: Bound,
    /// The same where it only adds and compares.
    linear: Option<Linear>,
    /// The figures of this report that it names.
    own: Vec<usize>,
    missing: Missing,
    tolerance: Decimal,
}

impl Relation for Written {
    fn figures(&self) -> Vec<usize> {
        self.own.clone()
    }

    fn was_asked(&self, given: &Given<'_>) -> bool {
        evaluate(&self.bound, given, self.missing, self.tolerance) == Answer::Met
    }

    fn holds(&self, given: &Given<'_>) -> bool {
        if let Some(holds) = self.linear.as_ref().and_then(|linear| linear.holds(given.values)) {
            return holds;
        }
        match evaluate(&self.bound, given, self.missing, self.tolerance) {
            Answer::Met | Answer::NotChecked => true,
            Answer::Blank => self.missing != Missing::Fail,
            Answer::NotMet(_) => false,
        }
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let rule = scope.form().rules.get(self.index)?;
        let subject = rule.subjects(scope.form()).into_iter().nth(self.subject)?;
        let check = Check { scope, rule, expression: &self.expression, subject };
        match evaluate(&self.bound, &scope.given(), self.missing, self.tolerance) {
            Answer::Met | Answer::NotChecked => None,
            Answer::Blank => Some(check.blank()),
            Answer::NotMet(compared) => Some(check.not_met(compared)),
        }
    }
}

struct Check<'a> {
    scope: &'a Scope<'a>,
    rule: &'a Rule,
    expression: &'a Expression,
    subject: Option<Subject<'a>>,
}

impl Check<'_> {
    fn not_met(&self, compared: Option<Compared>) -> Finding {
        let mut finding = self.finding("rule-not-met").with("check", &self.rule.check);
        if let Some(Compared { left, right, .. }) = compared {
            finding = scope::compared(finding, left, right);
            finding.tolerance = Some(self.rule.tolerance().normalize().to_string());
        }
        let names = self.names(compared);
        let text = fill(&self.rule.message, &names);
        let text_en = self.rule.message_en.as_ref().map_or_else(|| text.clone(), |message| fill(message, &names));
        finding.with("text", text).with("text_en", text_en)
    }

    fn blank(&self) -> Finding {
        let finding = self.finding("rule-needs-figure");
        let blank = finding.operands.iter().filter(|operand| operand.value.is_empty());
        let missing = blank.map(|operand| operand.label.clone()).collect::<Vec<_>>().join("; ");
        finding.with("missing", missing)
    }

    fn finding(&self, code: &'static str) -> Finding {
        let mut operands: Vec<Operand> = Vec::new();
        for operand in self.expression.references().iter().flat_map(|reference| self.operands(reference)) {
            if !operands.contains(&operand) {
                operands.push(operand);
            }
        }
        let label = match (&self.subject, operands.first()) {
            (Some(subject), _) => subject.label(),
            (None, Some(first)) => first.label.clone(),
            (None, None) => self.rule.id.clone(),
        };
        let mut finding = Finding::new(code, self.rule.severity, self.place());
        finding.operands = operands;
        finding.with("label", label).with("rule", &self.rule.id)
    }

    /// Where to look: at the first figure of the rule that was reported, else at one that it follows from.
    fn place(&self) -> Place {
        let references = self.expression.references();
        let own = references.iter().filter(|reference| reference.report == ReportNamed::This);
        let addresses: Vec<_> =
            own.flat_map(|reference| self.scope.form().figures_named(reference.name, self.subject.as_ref())).collect();
        let mut origins = addresses.iter().filter_map(|address| self.scope.figures().get(address)?.origin.as_ref());
        match (origins.next(), addresses.first()) {
            (Some(origin), _) => Place::from(origin),
            (None, Some(first)) => self.scope.nearest_place(first),
            (None, None) => Place::file(self.scope.file()),
        }
    }

    fn operands(&self, reference: &NamedFigure<'_>) -> Vec<Operand> {
        let Some((form, figures)) = self.scope.report(reference.report) else { return Vec::new() };
        let addresses = form.figures_named(reference.name, self.subject.as_ref());
        let operand = |address: &baocao_model::Address| {
            let operand = Operand { value: shown(figures.value(address)), ..self.scope.operand(address) };
            let (suffix, function) = match reference.report {
                ReportNamed::This => return operand,
                ReportNamed::Previous => ("kỳ trước", "previous"),
                ReportNamed::LastYear => ("cùng kỳ năm trước", "last_year"),
                ReportNamed::Children => ("cộng từ các đơn vị", "children"),
            };
            let address = format!("{function}({})", operand.address);
            Operand { label: format!("{}, {suffix}", operand.label), address, ..operand }
        };
        addresses.iter().map(operand).collect()
    }

    /// What the message may name, as readers write it.
    fn names(&self, compared: Option<Compared>) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        if let Some(subject) = &self.subject {
            names.insert("row".to_owned(), subject.row.label.clone());
            names.insert("table".to_owned(), subject.table.title.clone());
        }
        if let Some(Compared { left, right, .. }) = compared {
            names.insert("left".to_owned(), trimmed(left));
            names.insert("right".to_owned(), trimmed(right));
            names.insert("difference".to_owned(), trimmed((left - right).abs()));
        }
        for reference in self.expression.references() {
            let value = self.scope.report(reference.report).and_then(|(form, figures)| {
                let addresses = form.figures_named(reference.name, self.subject.as_ref());
                addresses.first().map(|address| figures.value(address))
            });
            let words = match value {
                Some(Value::Number(number)) => trimmed(*number),
                Some(Value::Blank) | None => "trống".to_owned(),
                Some(value) => shown(value),
            };
            names.insert(reference.to_string(), words);
        }
        names
    }
}

/// Fills the names in braces; the form has been checked for unknown ones.
fn fill(message: &str, names: &BTreeMap<String, String>) -> String {
    let mut text = message.to_owned();
    for (name, value) in names {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
