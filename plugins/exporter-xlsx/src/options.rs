use schemars::JsonSchema;
use serde::Deserialize;

/// The options of `[exporter.xlsx]`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Protects every sheet against changes by mistake; there is no password.
    #[schemars(
        description = "Khóa các trang tính để khỏi sửa nhầm; không có mật khẩu.\nProtects every sheet against changes by mistake; there is no password."
    )]
    pub protect: bool,
    /// Writes the sheet that says where each figure comes from.
    #[schemars(
        description = "Ghi trang tính cho biết nguồn của từng số liệu.\nWrites the sheet that says where each figure comes from."
    )]
    pub provenance: bool,
    /// Writes the sheet of findings when there are any.
    #[schemars(
        description = "Ghi trang tính nêu các phát hiện khi kiểm tra, nếu có.\nWrites the sheet of findings when there are any."
    )]
    pub findings: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { protect: false, provenance: true, findings: true }
    }
}
