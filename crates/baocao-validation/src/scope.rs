use baocao_model::{
    Address, Completed, Figures, Finding, Form, Operand, Origin, Period, Place, ReportNamed, Row, Value,
};
use rust_decimal::Decimal;

use crate::Context;
use crate::relation::Given;

/// What rules look at.
pub struct Scope<'a> {
    form: &'a Form,
    figures: &'a Figures,
    file: &'a str,
    context: Context<'a>,
    given: Given<'a>,
}

/// A reported figure.
pub struct Cell<'a> {
    pub row: &'a Row,
    pub address: Address,
    pub figure: &'a Completed,
    pub origin: &'a Origin,
}

impl<'a> Scope<'a> {
    pub fn new(form: &'a Form, figures: &'a Figures, file: &'a str, context: Context<'a>, given: Given<'a>) -> Self {
        Self { form, figures, file, context, given }
    }

    /// The figures as relations look at them.
    pub fn given(&self) -> Given<'a> {
        self.given
    }

    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// The period that the figures are for, if it is known.
    pub fn period(&self) -> Option<Period> {
        self.context.period
    }

    /// The figures of this report or of another one, with their form; none if there is no such report.
    pub fn report(&self, report: ReportNamed) -> Option<(&'a Form, &'a Figures)> {
        if report == ReportNamed::This { Some((self.form, self.figures)) } else { self.context.other(report) }
    }

    /// What the form calls the figure with this address.
    pub fn label_of(&self, address: &str) -> String {
        Address::parse(address).map_or_else(|| address.to_owned(), |address| self.label(&address))
    }

    /// Where to look for a computed figure: at the first reported figure that it follows from, near or far.
    pub fn nearest_place(&self, address: &Address) -> Place {
        let mut open = vec![address.clone()];
        for _ in 0..100 {
            let Some(next) = open.pop() else { break };
            let Some(figure) = self.figures.get(&next) else { continue };
            if let Some(origin) = &figure.origin {
                return Place::from(origin);
            }
            open.extend(self.figures.computation(&next).iter().flat_map(|c| c.operands()).rev().cloned());
        }
        Place::file(self.file)
    }

    /// The file that the figures were read from.
    pub fn file(&self) -> &'a str {
        self.file
    }

    pub fn figures(&self) -> &'a Figures {
        self.figures
    }

    /// A reported figure by its number; none if it was not reported.
    pub fn cell(&self, number: usize) -> Option<Cell<'a>> {
        let address = self.figures.catalogue().address(number).clone();
        let figure = self.figures.numbered(number);
        let origin = figure.origin.as_ref()?;
        let (_, row, _) = self.form.locate(&address)?;
        Some(Cell { row, address, figure, origin })
    }

    /// The address of a figure.
    pub fn address(&self, number: usize) -> &'a Address {
        self.figures.catalogue().address(number)
    }

    /// The value of a figure.
    pub fn value(&self, number: usize) -> &'a Value {
        &self.figures.numbered(number).value
    }

    /// What the form calls a figure, `Kiểm tra chấp hành Điều lệ – Tổng số (Công tác kiểm tra, giám sát)`.
    pub fn label(&self, address: &Address) -> String {
        self.form.label(address)
    }

    pub fn operand(&self, address: &Address) -> Operand {
        operand(self.form, self.figures, address)
    }

    /// Makes an error about a reported figure, with its operands.
    pub fn error(&self, code: &'static str, cell: &Cell<'_>, others: &[usize]) -> Finding {
        let mut finding = Finding::error(code, Place::from(cell.origin)).with("label", self.label(&cell.address));
        finding.operands.push(self.operand(&cell.address));
        finding.operands.extend(others.iter().map(|number| self.operand(self.address(*number))));
        finding
    }
}

/// A figure as findings name it.
pub fn operand(form: &Form, figures: &Figures, address: &Address) -> Operand {
    Operand {
        address: address.to_string(),
        label: form.label(address),
        value: shown(figures.value(address)),
        unit: form.unit_of(address).to_owned(),
    }
}

/// The same with what was found and expected, which had to be equal.
pub fn compared(finding: Finding, found: Decimal, expected: Decimal) -> Finding {
    Finding { tolerance: Some("0".to_owned()), ..finding.compared(found, expected) }
}

/// A value as plain digits or words; empty for a blank.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => number.normalize().to_string(),
        Value::Text(text) => text.clone(),
        Value::Nil => "0".to_owned(),
        Value::Blank | Value::NotApplicable => String::new(),
    }
}
