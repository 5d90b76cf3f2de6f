use serde::{Deserialize, Serialize};

/// A feature of documents that a format can show or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// The letter's head, number, date, subject, signature and recipients.
    Envelope,
    /// Headings by level.
    Headings,
    /// Lists.
    Lists,
    /// Bold and italic text.
    Emphasis,
    /// Footnotes at the foot of the page, or reachable by a link where there are no pages.
    Footnotes,
    /// Tables.
    Tables,
    /// Headers of several levels with merged cells.
    MergedHeaders,
    /// Headers repeated on every page.
    RepeatedHeaders,
    /// Pages turned to landscape.
    Landscape,
    /// Annexes with titles and pages of their own.
    Annexes,
    /// Page numbers.
    PageNumbers,
    /// The mark of a draft.
    Draft,
    /// Numbers stored as numbers.
    TypedNumbers,
    /// Totals and ratios stored as formulas.
    Formulas,
    /// The findings.
    Findings,
    /// Where each figure comes from.
    Provenance,
    /// Charts.
    Charts,
    /// Links to files and pages, in text and in cells of tables.
    Links,
    /// What each part is, for programs that read a document out.
    Tags,
    /// A standard of archives, everything needed to show the document in the file itself.
    Archival,
    /// An empty field for a digital signature.
    SignatureField,
    /// A feature that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Feature {
    /// What the feature is called, in Vietnamese and in English.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Envelope => {
                ("phần thể thức: quốc hiệu, số, ngày, chữ ký, nơi nhận", "head, number, date, signature, recipients")
            }
            Self::Headings => ("đề mục", "headings"),
            Self::Lists => ("danh sách", "lists"),
            Self::Emphasis => ("chữ đậm, chữ nghiêng", "bold and italic text"),
            Self::Footnotes => ("chú thích", "footnotes"),
            Self::Tables => ("bảng", "tables"),
            Self::MergedHeaders => ("đầu bảng nhiều tầng", "headers of several levels"),
            Self::RepeatedHeaders => ("lặp lại đầu bảng ở mỗi trang", "headers repeated on every page"),
            Self::Landscape => ("trang ngang", "landscape pages"),
            Self::Annexes => ("phụ lục", "annexes"),
            Self::PageNumbers => ("số trang", "page numbers"),
            Self::Draft => ("dấu DỰ THẢO", "the mark of a draft"),
            Self::TypedNumbers => ("số liệu lưu dạng số", "numbers stored as numbers"),
            Self::Formulas => ("công thức của tổng, tỷ lệ", "formulas of totals and ratios"),
            Self::Findings => ("các phát hiện khi kiểm tra", "findings"),
            Self::Provenance => ("nguồn của từng số liệu", "where each figure comes from"),
            Self::Charts => ("biểu đồ", "charts"),
            Self::Links => ("liên kết đến tệp, đến ô của sổ tính", "links to files and to cells of workbooks"),
            Self::Tags => (
                "cấu trúc cho phần mềm đọc thành tiếng: đề mục, ô tiêu đề của bảng, lời thay hình",
                "structure for programs that read aloud: headings, header cells, words for pictures",
            ),
            Self::Archival => ("chuẩn lưu trữ lâu dài", "a standard of archives"),
            Self::SignatureField => ("ô trống cho chữ ký số", "an empty field for a digital signature"),
            Self::Unknown => ("một tính năng mới hơn chương trình này", "a feature newer than this program"),
        }
    }

    /// The word that descriptions write, `merged_headers`.
    pub fn word(self) -> String {
        let word = serde_json::to_value(self).expect("a feature is a word");
        word.as_str().expect("a feature is a word").to_owned()
    }

    /// The feature that a word stands for; none if this version knows no such word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.word() == word)
    }

    /// All features that this version knows, in the order of the published matrix.
    pub const ALL: [Self; 21] = [
        Self::Envelope,
        Self::Headings,
        Self::Lists,
        Self::Emphasis,
        Self::Footnotes,
        Self::Tables,
        Self::MergedHeaders,
        Self::RepeatedHeaders,
        Self::Landscape,
        Self::Annexes,
        Self::PageNumbers,
        Self::Draft,
        Self::TypedNumbers,
        Self::Formulas,
        Self::Findings,
        Self::Provenance,
        Self::Charts,
        Self::Links,
        Self::Tags,
        Self::Archival,
        Self::SignatureField,
    ];
}
