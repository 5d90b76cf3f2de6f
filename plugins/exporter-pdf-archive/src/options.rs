use baocao_layout::FontChoice;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The options of `[exporter.pdf-archive]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Which faces to write with.
    #[schemars(description = "Dùng phông chữ nào.\nWhich faces to write with.")]
    pub font: FontChoice,
    /// Whether the report's data are attached as `report.json`. The file then follows PDF/A-3a, without them PDF/A-2a.
    #[schemars(
        description = "Kèm dữ liệu của báo cáo trong tệp (`report.json`); tệp theo PDF/A-3a, không kèm thì theo PDF/A-2a.\nAttaches the report's data as `report.json`; the file then follows PDF/A-3a, without them PDF/A-2a."
    )]
    pub attach_data: bool,
    /// Whether there is an empty field for a digital signature, between the signer's title and name.
    #[schemars(
        description = "Để ô trống cho chữ ký số giữa chức vụ và họ tên người ký.\nLeaves an empty field for a digital signature between the signer's title and name."
    )]
    pub signature_field: bool,
}
