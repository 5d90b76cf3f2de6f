use schemars::JsonSchema;
use serde::Deserialize;

/// The options of `[exporter.official-letter]`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// The family of type instead of the letterhead's. The lengths of drawn lines fit families with the widths of
    /// Times New Roman.
    #[schemars(length(min = 1))]
    #[schemars(
        description = "Phông chữ thay cho phông của thể thức; độ dài các đường kẻ tính theo phông có bề rộng như Times New Roman.\nThe family of type instead of the letterhead's; the lengths of drawn lines fit families with the widths of Times New Roman."
    )]
    pub font: Option<String>,
    /// Whether the letter is printed on both sides: left and right margins change places on every other page.
    #[schemars(
        description = "In hai mặt: lề trái và lề phải đổi chỗ ở trang chẵn.\nPrinted on both sides: left and right margins change places on every other page."
    )]
    pub two_sided: bool,
}
