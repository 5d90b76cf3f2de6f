//! What office programs show as document properties.

use baocao_exporter::Document;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

use crate::text::one_line;

/// The day that stands in for a letter without a date; never today.
const NO_DATE: (u16, u8, u8) = (1980, 1, 1);

/// How many characters a title or a subject has at most.
const LONGEST: usize = 255;

pub fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let properties = &document.properties;
    let envelope = &document.envelope;
    let own = [
        ("Language", &document.language),
        ("Code", &envelope.code),
        ("Organization", &properties.organization),
        ("Form", &properties.form),
        ("Period", &properties.period),
        ("Generator", &properties.generator),
    ];
    let set = DocProperties::new()
        .set_title(short(&properties.title))
        .set_subject(short(&envelope.subject.join(" ")))
        .set_author(one_line(&properties.author))
        .set_company(one_line(&properties.author))
        .set_status(if envelope.draft { one_line(&envelope.draft_mark) } else { String::new() })
        .set_creation_datetime(&creation_date(&properties.date)?);
    Ok(own
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .fold(set, |set, (name, value)| set.set_custom_property(name, one_line(value).as_str())))
}

/// Office programs show no more of a title, and some refuse a file that has more.
fn short(text: &str) -> String {
    one_line(text).chars().take(LONGEST).collect()
}

fn creation_date(date: &str) -> Result<ExcelDateTime, XlsxError> {
    let mut parts = date.splitn(3, '-');
    let parsed = (|| {
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        ExcelDateTime::from_ymd(year, month, day).ok()
    })();
    match parsed {
        Some(date) => Ok(date),
        None => ExcelDateTime::from_ymd(NO_DATE.0, NO_DATE.1, NO_DATE.2),
    }
}
