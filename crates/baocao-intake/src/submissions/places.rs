use std::sync::Arc;

use baocao_model::Origin;

use super::record::Record;
use super::{Expected, Kind, Located, Submissions, json_record, precise};
use crate::source::Counted;

/// Where each figure of a submission stands, in the order of the figures; none if only [`reread`](super::reread) can say
/// it. A row of columns has no places within.
pub fn places(submissions: &Submissions, located: &Located, expected: &Expected<'_>) -> Option<Vec<Option<Origin>>> {
    let path = submissions.path(located.file);
    let line = u32::try_from(located.record).ok().filter(|record| *record > 0);
    let source = match submissions.kind(located.file) {
        Kind::Json => precise::open(&path),
        Kind::JsonLines => precise::open_line(&path, located),
        Kind::Parquet => {
            let origin = Origin { file: submissions.name(located.file).into(), line, ..Origin::default() };
            return Some(vec![Some(origin); expected.catalogue.len()]);
        }
        Kind::Toml | Kind::Workbook | Kind::ReportFolder => return None,
    };
    let source = source.ok()?;
    let mut record = Record::placing(*expected);
    json_record::read(source.text.as_bytes(), &mut record);
    let before = line.map_or(0, |line| line - 1);
    let mut counted = Counted::default();
    let mut origin = |span: &std::ops::Range<usize>| {
        let origin = source.origin_behind(span, &mut counted);
        Origin { file: Arc::clone(&source.name), line: origin.line.map(|line| before + line), ..origin }
    };
    Some(record.into_spans()?.iter().map(|span| (!span.is_empty()).then(|| origin(span))).collect())
}
