//! What a sheet says of itself in its hidden corner, so that it is known wherever it is moved and however it is called.

use baocao_model::{Form, Period};

/// The column that holds the rows' labels.
pub const LABEL: &str = "#label";
/// A column that shows units.
pub const UNIT: &str = "#unit";
/// Rows of headings and of notes.
pub const HEAD: &str = "#head";
pub const NOTE: &str = "#note";
/// In front of the number of a row by year whose year is still to be filled in.
pub const FREE: char = '+';

const NAME: &str = "baocao";
/// Rises when sheets are laid out in a way that older readers do not understand.
const LAYOUT: &str = "1";

/// The mark of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The form's id.
    pub form: String,
    /// The form's version.
    pub version: String,
    /// The period.
    pub period: String,
    /// The organisation's id.
    pub organization: String,
    /// The table's id; empty for the sheet of instructions.
    pub table: String,
}

impl Mark {
    /// The mark of a sheet of this form.
    pub fn new(form: &Form, period: Period, organization: &str, table: &str) -> Self {
        Self {
            form: form.id.clone(),
            version: form.version.to_string(),
            period: period.to_string(),
            organization: organization.to_owned(),
            table: table.to_owned(),
        }
    }

    /// The mark as the corner holds it.
    pub fn text(&self) -> String {
        [NAME, LAYOUT, &self.form, &self.version, &self.period, &self.organization, &self.table].join("|")
    }

    /// Reads a mark; none for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<_> = text.trim().split('|').collect();
        let [NAME, LAYOUT, form, version, period, organization, table] = parts[..] else { return None };
        let [form, version, period, organization, table] =
            [form, version, period, organization, table].map(str::to_owned);
        Some(Self { form, version, period, organization, table })
    }
}
