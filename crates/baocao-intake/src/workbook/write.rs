//! Writes the workbook that people fill in.

use baocao_model::{Form, Organization, Period, Repeat};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::instructions::{self, Listed};
use super::layout::{OfferedForm, SheetLayout};
use super::mark::Mark;
use super::sheet_names::sheet_names;
use super::table_sheet::{self, Shared};

/// The workbook of a form for one organisation and period; `units` are those right below it, id and name. Without any,
/// tables by unit are left out. The same input gives the same bytes.
pub fn write(
    form: &Form,
    organization: &Organization,
    period: Period,
    units: &[(String, String)],
) -> std::io::Result<Vec<u8>> {
    let mut form = form.clone();
    form.tables.retain(|table| table.repeat != Some(Repeat::Unit) || !units.is_empty());
    build(&form, organization, period, units).map_err(std::io::Error::other)
}

fn build(
    form: &Form,
    organization: &Organization,
    period: Period,
    units: &[(String, String)],
) -> Result<Vec<u8>, XlsxError> {
    let offered = OfferedForm::new(form, period, units);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(form, organization, period)?);
    let titles: Vec<&str> = form.tables.iter().map(|table| &*table.title).collect();
    let names = sheet_names(&titles, instructions::NAME);
    let listed: Vec<_> = names
        .iter()
        .zip(&form.tables)
        .map(|(sheet, table)| Listed { sheet, title: &table.title, unit: table.unit.as_deref().unwrap_or_default() })
        .collect();
    let mark = |table: &str| Mark::new(form, period, &organization.id, table);
    let first = workbook.add_worksheet().set_name(instructions::NAME)?;
    instructions::write(first, (form, organization, period), &mark(""), &listed)?;
    let shared = Shared { form: &offered, report: format!("{}, {}", organization.name, period.words()) };
    for ((name, table), declared) in names.iter().zip(&offered.form.tables).zip(&form.tables) {
        let sheet = workbook.add_worksheet().set_name(name)?;
        table_sheet::write(sheet, &SheetLayout::new(table, declared), &mark(&table.id), &shared)?;
    }
    workbook.save_to_buffer()
}

/// The period's last day stands in for the day of creation: there is no clock in what we write.
fn properties(form: &Form, organization: &Organization, period: Period) -> Result<DocProperties, XlsxError> {
    let (_, last) = period.days();
    let created =
        ExcelDateTime::from_ymd(last.year().unsigned_abs(), last.month().unsigned_abs(), last.day().unsigned_abs())?;
    Ok(DocProperties::new()
        .set_title(format!("{}, {}", form.title, period.words()))
        .set_author(&organization.name)
        .set_company(&organization.name)
        .set_creation_datetime(&created))
}
