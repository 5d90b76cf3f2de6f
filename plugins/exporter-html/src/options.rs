use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The options of `[exporter.html]`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// The colour of links and marks on screen, as `#rrggbb`. Text in it is darkened or lightened until it can be read.
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    #[schemars(
        description = "Màu của liên kết và dấu trên màn hình, dạng `#rrggbb`; chữ mang màu này tự đậm lên hay nhạt đi đến khi đọc được.\nThe colour of links and marks on screen, as `#rrggbb`; text in it is darkened or lightened until it can be read."
    )]
    pub accent: String,
    /// Whether the page on screen is light or dark. Print is always black on white.
    #[schemars(
        description = "Trang trên màn hình sáng hay tối; bản in luôn là chữ đen trên giấy trắng.\nWhether the page on screen is light or dark; print is always black on white."
    )]
    pub theme: Theme,
    /// The grounds and the colours of text on screen, where they are other than usual.
    #[schemars(
        description = "Màu nền và màu chữ trên màn hình, nếu khác thường lệ.\nThe grounds and the colours of text on screen, where they are other than usual."
    )]
    pub colours: Colours,
    /// A picture above the letter's head on screen, as `data:image/png;base64,…`; PNG, JPEG or WebP.
    #[schemars(regex(pattern = r"^data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$"))]
    #[schemars(
        description = "Hình phía trên phần đầu văn bản trên màn hình, dạng `data:image/png;base64,…`; PNG, JPEG hoặc WebP.\nA picture above the letter's head on screen, as `data:image/png;base64,…`; PNG, JPEG or WebP."
    )]
    pub logo: Option<String>,
    /// Templates of the organisation's own in the place of the exporter's, by name: Handlebars, as in
    /// `plugins/exporter-html/templates`. `baocao forms check` tries them.
    #[schemars(
        description = "Mẫu trang của riêng tổ chức thay cho mẫu có sẵn, theo tên: Handlebars, xem docs/page-and-workbook.md; `baocao forms check` chạy thử.\nTemplates of the organisation's own in the place of the exporter's, by name: Handlebars; `baocao forms check` tries them."
    )]
    pub templates: BTreeMap<String, String>,
    /// Shows where each figure comes from, and makes figures links to it.
    #[schemars(
        description = "Cho biết nguồn của từng số liệu; bấm vào số liệu thì mở ra.\nShows where each figure comes from, and makes figures links to it."
    )]
    pub provenance: bool,
    /// Shows the findings when there are any.
    #[schemars(description = "Nêu các phát hiện khi kiểm tra, nếu có.\nShows the findings when there are any.")]
    pub findings: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            accent: "#a61b1b".to_owned(),
            theme: Theme::Auto,
            colours: Colours::default(),
            logo: None,
            templates: BTreeMap::new(),
            provenance: true,
            findings: true,
        }
    }
}

/// Colours as `#rrggbb`. Text must stand out from its ground by 4.5 to 1 at least.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Colours {
    /// The sheet in light looks.
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    #[schemars(description = "Nền của trang kiểu sáng.\nThe sheet in light looks.")]
    pub ground: String,
    /// Text in light looks.
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    #[schemars(description = "Chữ của trang kiểu sáng.\nText in light looks.")]
    pub ink: String,
    /// The sheet in dark looks.
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    #[schemars(description = "Nền của trang kiểu tối.\nThe sheet in dark looks.")]
    pub dark_ground: String,
    /// Text in dark looks.
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    #[schemars(description = "Chữ của trang kiểu tối.\nText in dark looks.")]
    pub dark_ink: String,
}

impl Default for Colours {
    fn default() -> Self {
        let [ground, ink, dark_ground, dark_ink] = ["#ffffff", "#111111", "#1b1d21", "#ececec"].map(str::to_owned);
        Self { ground, ink, dark_ground, dark_ink }
    }
}

/// The looks of the page on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the reader's device is set.
    #[schemars(description = "theo máy của người đọc / as the reader's device is set")]
    #[default]
    Auto,
    /// Dark on light.
    #[schemars(description = "chữ tối trên nền sáng / dark on light")]
    Light,
    /// Light on dark.
    #[schemars(description = "chữ sáng trên nền tối / light on dark")]
    Dark,
}
