use baocao_exporter::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata, TextDirection};

use crate::Options;

/// The standards that the file follows.
pub(crate) fn settings(options: &Options) -> SerializeSettings {
    let archival = if options.attach_data { Archival::A3_A } else { Archival::A2_A };
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(archival)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("both standards build on PDF 1.7");
    SerializeSettings { configuration, ..SerializeSettings::default() }
}

/// What the file says of itself. No part of it is taken from a clock.
pub(crate) fn metadata(document: &Document) -> Metadata {
    let properties = &document.properties;
    let mut metadata = Metadata::new()
        .title(properties.title.clone())
        .description(properties.period.clone())
        .creator(properties.generator.clone())
        .producer(concat!("exporter-pdf-archive ", env!("CARGO_PKG_VERSION")).to_owned())
        .text_direction(TextDirection::LeftToRight);
    if !properties.author.is_empty() {
        metadata = metadata.authors(vec![properties.author.clone()]);
    }
    if !document.language.is_empty() {
        metadata = metadata.language(document.language.clone());
    }
    match date(&properties.date) {
        Some(date) => metadata.creation_date(date),
        None => metadata,
    }
}

/// The letter's own date at midnight.
pub(crate) fn date(date: &str) -> Option<DateTime> {
    let mut parts = date.splitn(3, '-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()));
        part.and_then(|part| part.parse::<u16>().ok())
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let holds = (1..=12).contains(&month) && (1..=31).contains(&day);
    holds.then(|| DateTime::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        assert!(date("2023-09-12").is_some());
        for wrong in ["", "12/9/2023", "2023-9-12", "2023-13-01", "2023-00-01", "2023-01-32", "2023-09-12T00:00"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
