use baocao_exporter::{Document, ExportError};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};

use crate::properties::date;

/// The data that the pages were made from, as the exporter was given them.
pub(crate) fn attachment(document: &Document) -> Result<EmbeddedFile, ExportError> {
    let data = serde_json::to_vec(document).map_err(ExportError::failed)?;
    Ok(EmbeddedFile {
        path: "report.json".to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some("Dữ liệu của báo cáo / The data of the report".to_owned()),
        association_kind: AssociationKind::Data,
        data: data.into(),
        modification_date: date(&document.properties.date),
        compress: Some(true),
        location: None,
    })
}
