use baocao_layout::FontChoice;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The options of `[exporter.pdf]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Which faces to write with.
    #[schemars(description = "Dùng phông chữ nào.\nWhich faces to write with.")]
    pub font: FontChoice,
    /// Whether the file's contents are compressed. A file that is not can be read in a text editor.
    #[schemars(
        description = "Nén nội dung tệp; tệp không nén thì đọc được bằng trình soạn thảo văn bản.\nWhether the contents are compressed; a file that is not can be read in a text editor."
    )]
    pub compress: bool,
    /// Whether a viewer shows headings and annexes beside the pages.
    #[schemars(
        description = "Trình xem hiện đề mục và phụ lục bên cạnh trang.\nWhether a viewer shows headings and annexes beside the pages."
    )]
    pub bookmarks: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { font: FontChoice::Auto, compress: true, bookmarks: true }
    }
}
