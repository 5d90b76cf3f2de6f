use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The rules of form of a family of letters, read from `config/letterheads`.
///
/// Lengths are millimetres, sizes are points, shares are fractions of the text they stand under.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Letterhead {
    /// The profile's id, `nd30`.
    pub id: String,
    /// The profile's name for people.
    pub title: String,
    /// The document that the numbers come from.
    pub source: String,
    /// The first day on which the profile holds, `YYYY-MM-DD`.
    #[schemars(extend("format" = "date"))]
    pub valid_from: String,
    /// The last day on which the profile holds; open if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub valid_to: Option<String>,
    /// The family of type, `Times New Roman`.
    pub font: String,
    /// Paper and margins.
    pub page: LetterheadPage,
    /// The parts of the envelope.
    pub envelope: EnvelopeParts,
    /// Running text.
    pub body: BodyStyle,
    /// Parts and chapters: a number on a line of its own over the title. In a document that has them, composition puts
    /// this style before `headings`, so that level 1 is a part.
    pub part: HeadingStyle,
    /// Headings by level, the first for level 1. Deeper levels look like the last.
    pub headings: Vec<HeadingStyle>,
}

/// Paper, margins and page numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LetterheadPage {
    /// Paper width in portrait.
    pub width: f64,
    /// Paper height in portrait.
    pub height: f64,
    /// Margins in portrait. A landscape page is turned as a whole: its top margin is the portrait's left one.
    pub margins: Margins,
    /// The page number.
    pub number: PageNumber,
}

/// The four margins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Margins {
    /// From the top edge.
    pub top: f64,
    /// From the right edge.
    pub right: f64,
    /// From the bottom edge.
    pub bottom: f64,
    /// From the left edge.
    pub left: f64,
}

/// The page number, centred in the top margin.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PageNumber {
    /// The size.
    pub size: f64,
    /// The distance of the number's top from the top edge.
    pub from_top: f64,
    /// The first page that bears it.
    pub first_page: u32,
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TextStyle {
    /// The size.
    pub size: f64,
    /// Bold.
    #[serde(default)]
    pub bold: bool,
    /// Italic.
    #[serde(default)]
    pub italic: bool,
    /// Underlined.
    #[serde(default)]
    pub underline: bool,
    /// In capitals. Composition has applied it to the text already.
    #[serde(default)]
    pub caps: bool,
}

/// A fixed line of the head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StyledLine {
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: TextStyle,
}

/// What stands under a line of the head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct UnderMark {
    /// A drawn line, characters, or nothing.
    pub kind: UnderMarkKind,
    /// The length of a drawn line as a share of the text above it, from 0 to 1.
    #[serde(default)]
    pub share: f64,
    /// The characters, `*` or `-----`.
    #[serde(default)]
    pub text: String,
}

/// The kinds of mark under a line of the head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnderMarkKind {
    /// Nothing.
    #[default]
    None,
    /// A drawn line, centred.
    Line,
    /// Characters, centred.
    Text,
}

/// The parts of the envelope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EnvelopeParts {
    /// The right side of the head.
    pub national: NationalPart,
    /// The left side of the head.
    pub issuer: IssuerPart,
    /// Number and symbol.
    pub number: NumberPart,
    /// Place and date.
    pub date: DateParts,
    /// Kind and subject.
    pub title: TitlePart,
    /// `Kính gửi`.
    pub addressee: TextStyle,
    /// Signature.
    pub signature: SignaturePart,
    /// `Nơi nhận`.
    pub recipients: RecipientsPart,
    /// `DỰ THẢO`.
    pub draft: StyledLine,
    /// `Phụ lục` and its number.
    pub annex_label: TextStyle,
    /// The annex's title.
    pub annex_title: TextStyle,
    /// The line in brackets under the annex's title.
    pub annex_reference: TextStyle,
}

/// The right side of the head: the state's or the Party's title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NationalPart {
    /// The lines from top to bottom.
    pub lines: Vec<StyledLine>,
    /// What stands under the last line.
    pub under: UnderMark,
}

/// The left side of the head: the superior and the issuing body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct IssuerPart {
    /// The superior body.
    pub parent: TextStyle,
    /// The issuing body.
    pub own: TextStyle,
    /// What stands under the issuing body.
    pub under: UnderMark,
    /// The left side's share of the line; the right side has the rest.
    pub width_share: f64,
}

/// Number and symbol.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NumberPart {
    /// How it looks.
    pub style: TextStyle,
    /// The pattern, `Số: {number}/{kind}-{symbol}`.
    pub pattern: String,
    /// Numbers below 10^(digits-1) get leading zeros up to this many digits.
    pub digits: u8,
}

/// Place and date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DateParts {
    /// How it looks.
    pub style: TextStyle,
    /// The pattern, `{place}, ngày {day} tháng {month} năm {year}`.
    pub pattern: String,
    /// Months up to this one get a leading zero; days below 10 always do.
    pub zero_months_to: u8,
}

/// Kind and subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TitlePart {
    /// The kind, `BÁO CÁO`.
    pub kind: TextStyle,
    /// The subject.
    pub subject: TextStyle,
    /// What stands under the subject.
    pub under: UnderMark,
}

/// The signature block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SignaturePart {
    /// On whose behalf.
    pub authority: TextStyle,
    /// The signer's office.
    pub title: TextStyle,
    /// The signer's name.
    pub name: TextStyle,
    /// The space for signature and seal between office and name.
    pub gap: f64,
}

/// The list of recipients.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RecipientsPart {
    /// The heading.
    pub heading: StyledLine,
    /// The lines.
    pub items: TextStyle,
    /// What stands before each line, `- `.
    pub dash: String,
    /// What ends each line but the last, `;`.
    #[serde(default = "semicolon")]
    pub separator: String,
    /// The last line, `Lưu: VT`.
    pub archive: String,
}

fn semicolon() -> String {
    ";".to_owned()
}

/// How text stands between the margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// Flush right.
    Right,
    /// Flush on both sides.
    Justify,
}

/// How lines follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LineSpacing {
    /// How `value` is meant.
    pub rule: LineRule,
    /// A factor of single spacing, or points.
    pub value: f64,
}

/// How a line spacing is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineRule {
    /// A factor of single spacing (1.15 times the size).
    Multiple,
    /// Exactly so many points.
    Exact,
}

/// Running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct BodyStyle {
    /// The size.
    pub size: f64,
    /// The first line's indent in millimetres.
    pub indent: f64,
    /// The space after a paragraph in points.
    pub space_after: f64,
    /// How lines follow each other.
    pub line: LineSpacing,
    /// Whether legal grounds are italic.
    pub grounds_italic: bool,
    /// What ends the body, `./.` or `.`.
    pub end_mark: String,
    /// The size of footnotes.
    pub footnote_size: f64,
    /// The size of text in tables.
    pub table_size: f64,
    /// How a table's caption looks.
    pub caption: TextStyle,
    /// How a table's unit line looks.
    pub unit: TextStyle,
    /// The words that follow the caption of a table that goes on, `(tiếp theo)`.
    pub continued: String,
}

/// A level of headings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HeadingStyle {
    /// How it looks.
    pub style: TextStyle,
    /// How it stands.
    #[serde(default)]
    pub align: Align,
    /// Whether its first line is indented as running text is.
    #[serde(default)]
    pub indent: bool,
}
