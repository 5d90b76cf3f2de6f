//! From a cell to a value. What can be read in more than one way is a finding.

use baocao_model::{Column, ColumnKind, Date, Finding, Place, Value, trimmed};
use calamine::{Data, ExcelDateTime};
use rust_decimal::Decimal;

use super::book::Cell;
use super::number_text::{self, Expected, Trouble};
use crate::figures::state_of_words;
use crate::{clean, legacy_text};

/// What a figure's cell is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub address: &'a str,
    pub column: &'a Column,
    pub unit: &'a str,
}

/// Reads cells and collects what is wrong with them.
#[derive(Debug, Default)]
pub struct CellReader {
    pub findings: Vec<Finding>,
}

impl CellReader {
    /// The value of a figure; none if the cell cannot be read.
    pub fn value(&mut self, cell: &Cell, asked: Asked<'_>, place: Place) -> Option<Value> {
        let number = |reader: &mut Self, number: f64| reader.number(number, cell, asked, place.clone());
        match &cell.data {
            Data::Int(integer) => number(self, *integer as f64),
            Data::Float(float) => number(self, *float),
            Data::String(text) => self.text(text, asked, place),
            Data::DateTime(date) if asked.column.kind == ColumnKind::Text => self.date_as_words(*date, asked, place),
            Data::DateTime(date) => self.wrong("cell-is-a-date", date_words(*date), asked, place),
            Data::DateTimeIso(text) | Data::DurationIso(text) => self.wrong("cell-is-a-date", text, asked, place),
            Data::Bool(bool) => self.wrong("cell-is-a-truth-value", if *bool { "TRUE" } else { "FALSE" }, asked, place),
            Data::Error(error) => self.wrong("cell-is-an-error", error, asked, place),
            Data::Empty => self.wrong("formula-without-result", "", asked, place),
        }
    }

    /// The words of a label; numbers such as years count as words.
    pub fn words(&mut self, cell: &Cell, place: Place) -> String {
        match &cell.data {
            Data::String(text) => self.tidy(text, place),
            Data::Float(number) if number.fract() == 0.0 => number.to_string(),
            Data::Int(number) => number.to_string(),
            Data::Empty => String::new(),
            other => {
                let finding = Finding::error("label-not-words", place).with("found", other);
                self.findings.push(finding);
                String::new()
            }
        }
    }

    fn text(&mut self, text: &str, asked: Asked<'_>, place: Place) -> Option<Value> {
        let text = self.tidy(text, place.clone());
        if let Some(value) = state_of_words(&text) {
            return Some(value);
        }
        let words = match asked.column.kind {
            ColumnKind::Text => true,
            ColumnKind::Any => !number_text::looks_like_number(&text),
            _ => false,
        };
        if words {
            return Some(Value::Text(text));
        }
        let whole = asked.column.kind == ColumnKind::Number && asked.column.printed_decimals() == 0;
        match number_text::read(&text, Expected { whole, unit: asked.unit }) {
            Ok(number) => Some(Value::Number(number)),
            Err(Trouble::NotANumber) => self.wrong("cell-not-a-number", text, asked, place),
            Err(Trouble::Ambiguous) => self.wrong("number-ambiguous", text, asked, place),
            Err(Trouble::Percent) => self.wrong("percent-not-asked", text, asked, place),
            Err(Trouble::OtherUnit(_)) => {
                let finding = self.finding("unit-in-cell-differs", &text, asked, place);
                let finding = if asked.unit.is_empty() { finding } else { finding.with("measure", asked.unit) };
                self.findings.push(finding);
                None
            }
        }
    }

    fn number(&mut self, number: f64, cell: &Cell, asked: Asked<'_>, place: Place) -> Option<Value> {
        let Some(exact) = decimal(number) else {
            return self.wrong("number-too-long", number, asked, place);
        };
        let is_percent = asked.unit == "%";
        match (asked.column.kind, cell.shown_as_percent) {
            (ColumnKind::Text, false) if exact.is_integer() => Some(Value::Text(exact.to_string())),
            (ColumnKind::Text, _) => self.wrong("cell-not-words", trimmed(exact), asked, place),
            (_, true) if is_percent => Some(Value::Number((exact * Decimal::ONE_HUNDRED).normalize())),
            (_, true) => self.wrong("percent-not-asked", trimmed(exact * Decimal::ONE_HUNDRED) + "%", asked, place),
            (_, false) => {
                if is_percent && exact > Decimal::ZERO && exact <= Decimal::ONE {
                    self.doubtful_share(exact, asked, place);
                }
                Some(Value::Number(exact))
            }
        }
    }

    /// 0.906 may be meant as 90,6 %.
    fn doubtful_share(&mut self, number: Decimal, asked: Asked<'_>, place: Place) {
        let finding = Finding::warning("percent-doubtful", place).with("address", asked.address);
        let finding = finding.with("found", trimmed(number));
        self.findings.push(finding.with("meant", trimmed(number * Decimal::ONE_HUNDRED)));
    }

    /// Office programs make dates of what people type; in a column of words the day is what they meant.
    fn date_as_words(&mut self, date: ExcelDateTime, asked: Asked<'_>, place: Place) -> Option<Value> {
        let words = date_words(date);
        let finding = Finding::note("date-read-as-words", place).with("address", asked.address);
        self.findings.push(finding.with("found", &words));
        Some(Value::Text(words))
    }

    fn tidy(&mut self, text: &str, place: Place) -> String {
        if let Some((encoding, after)) = legacy_text::convert(text) {
            self.findings.push(legacy_text::note(place, encoding, text, &after));
        }
        // No-break spaces are spaces here.
        clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn wrong<T>(
        &mut self,
        code: &'static str,
        found: impl std::fmt::Display,
        asked: Asked<'_>,
        place: Place,
    ) -> Option<T> {
        let finding = self.finding(code, found, asked, place);
        self.findings.push(finding);
        None
    }

    fn finding(&self, code: &'static str, found: impl std::fmt::Display, asked: Asked<'_>, place: Place) -> Finding {
        Finding::error(code, place).with("address", asked.address).with("found", found)
    }
}

/// The number as an office program shows it: whole numbers exactly, others to 15 digits. None if digits would be lost.
pub fn decimal(number: f64) -> Option<Decimal> {
    /// Above, floating-point numbers do not hold every whole number.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 {
        return (number.abs() < EXACT).then(|| Decimal::from(number as i64));
    }
    Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|number| number.normalize())
}

fn date_words(date: ExcelDateTime) -> String {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let (Ok(year), Ok(month), Ok(day)) = parts else { return date.as_f64().to_string() };
    Date::new(year, month, day).map_or_else(|| date.as_f64().to_string(), Date::in_text)
}
