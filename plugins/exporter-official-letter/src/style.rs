//! The named styles, so that a clerk changes the look of a part in one place.

use std::borrow::Cow;

use baocao_exporter::{Align, HeadingStyle, Letterhead, ParagraphRole, StyledLine, TextStyle};

use crate::form::Form;
use crate::length::{Twips, half_points, millimetres, points};
use crate::paragraph::{Indent, Line, ParagraphFormat, StyleId};
use crate::run::write_text_style;
use crate::xml::{Value, Xml};

pub const NORMAL: &str = "Normal";
pub const BODY: &str = "BodyText";
pub const GROUND: &str = "Ground";
pub const QUOTE: &str = "Quote";
pub const CENTERED: &str = "Centered";
pub const LIST: &str = "ListParagraph";
pub const PARENT: &str = "IssuerParent";
pub const ISSUER: &str = "Issuer";
pub const NUMBER: &str = "LetterNumber";
pub const DATE: &str = "PlaceDate";
pub const DRAFT: &str = "Draft";
pub const URGENCY: &str = "Urgency";
pub const KIND: &str = "Title";
pub const SUBJECT: &str = "Subtitle";
pub const RULE: &str = "Rule";
pub const ADDRESSEE: &str = "Addressee";
pub const AUTHORITY: &str = "SignatureAuthority";
pub const OFFICE: &str = "SignatureOffice";
pub const SIGNER: &str = "SignatureName";
pub const RECIPIENTS_HEADING: &str = "RecipientsHeading";
pub const RECIPIENT: &str = "Recipient";
pub const ANNEX_LABEL: &str = "AnnexLabel";
pub const ANNEX_TITLE: &str = "AnnexTitle";
pub const ANNEX_REFERENCE: &str = "AnnexReference";
pub const CAPTION: &str = "Caption";
pub const UNIT: &str = "TableUnit";
pub const TABLE_HEADER: &str = "TableHeader";
pub const TABLE_TEXT: &str = "TableText";
pub const TABLE_NUMBER: &str = "TableNumber";
pub const TABLE_CENTERED: &str = "TableCentered";
pub const TABLE_JUSTIFIED: &str = "TableJustified";
pub const TABLE_NOTE: &str = "TableNote";
pub const PAGE_NUMBER: &str = "Header";
pub const FOOTNOTE_TEXT: &str = "FootnoteText";
pub const FOOTNOTE_REFERENCE: &str = "FootnoteReference";
/// Holds what Word wants a paragraph for although there is nothing to say.
pub const SPACER: &str = "Spacer";
pub const TABLE_GRID: &str = "TableGrid";

/// Word knows this many levels of headings.
const HEADING_LEVELS: u8 = 9;

/// A style of paragraphs.
struct ParagraphStyle {
    id: StyleId,
    /// The name in the list of styles: English for those that Word knows and translates, without a comma, which Word
    /// takes for the start of another name.
    name: Cow<'static, str>,
    next: Option<&'static str>,
    based_on: &'static str,
    format: ParagraphFormat,
    text: Option<TextStyle>,
}

/// Returns the style of a heading; deeper ones than Word knows look like its last.
pub fn heading(level: u8) -> StyleId {
    Cow::Owned(format!("Heading{}", level.clamp(1, HEADING_LEVELS)))
}

/// Returns the style of a line on the right side of the head, counted from 0.
pub fn national_line(index: usize) -> StyleId {
    Cow::Owned(format!("NationalLine{}", index + 1))
}

/// Returns the style of a paragraph of the body.
pub fn of_role(role: ParagraphRole) -> &'static str {
    match role {
        ParagraphRole::Ground => GROUND,
        ParagraphRole::Quote => QUOTE,
        ParagraphRole::Centered => CENTERED,
        ParagraphRole::Body | ParagraphRole::Unknown => BODY,
    }
}

/// Returns the style of text in a table of figures.
pub fn of_cell(align: Align) -> &'static str {
    match align {
        Align::Left => TABLE_TEXT,
        Align::Right => TABLE_NUMBER,
        Align::Center => TABLE_CENTERED,
        Align::Justify => TABLE_JUSTIFIED,
    }
}

/// Writes the part `word/styles.xml`.
pub fn part(form: &Form<'_>) -> Xml {
    let mut xml = Xml::part();
    xml.element("w:styles", &[crate::package::WORD_NAMESPACE], |xml| {
        write_defaults(xml, form);
        for style in paragraph_styles(form.letterhead) {
            style.write(xml);
        }
        write_footnote_reference(xml);
        write_table_styles(xml);
    });
    xml
}

fn paragraph_styles(letterhead: &Letterhead) -> Vec<ParagraphStyle> {
    let mut styles = body_styles(letterhead);
    styles.extend(heading_styles(letterhead));
    styles.extend(table_text_styles(letterhead));
    styles.extend(letterhead.envelope.national.lines.iter().enumerate().map(|(index, line)| national(index, line)));
    styles.extend(envelope_styles(letterhead));
    styles
}

fn body_styles(letterhead: &Letterhead) -> Vec<ParagraphStyle> {
    let body = &letterhead.body;
    let indent = millimetres(body.indent);
    let sized = |size| TextStyle { size, ..TextStyle::default() };
    let ground = TextStyle { size: body.size, italic: body.grounds_italic, ..TextStyle::default() };
    let narrow = Indent { left: indent, right: indent, first: 0 };
    let unindented = ParagraphFormat { indent: Some(Indent::default()), ..ParagraphFormat::default() };
    let centered = ParagraphFormat { align: Some(Align::Center), keep_lines: true, ..unindented };
    let footnote = ParagraphFormat { align: Some(Align::Justify), ..ParagraphFormat::default() };
    vec![
        ParagraphStyle::new(BODY, "Body Text", running_text(letterhead), None),
        ParagraphStyle::new(GROUND, "Căn cứ", ParagraphFormat::default(), Some(ground)).over(BODY),
        ParagraphStyle::new(
            QUOTE,
            "Quote",
            ParagraphFormat { indent: Some(narrow), ..ParagraphFormat::default() },
            None,
        )
        .over(BODY),
        ParagraphStyle::new(CENTERED, "Dòng giữa", centered, None).over(BODY),
        ParagraphStyle::new(LIST, "List Paragraph", ParagraphFormat::default(), None).over(BODY),
        ParagraphStyle::new(FOOTNOTE_TEXT, "footnote text", footnote, Some(sized(body.footnote_size))),
        ParagraphStyle::new(PAGE_NUMBER, "header", centered_line(), Some(sized(letterhead.page.number.size))),
        ParagraphStyle::new(SPACER, "Dòng đệm", flat(1.0), Some(sized(1.0))),
    ]
}

fn heading_styles(letterhead: &Letterhead) -> Vec<ParagraphStyle> {
    let bold = TextStyle { size: letterhead.body.size, bold: true, ..TextStyle::default() };
    let plain = HeadingStyle { style: bold, align: Align::Left, indent: true };
    let deepest = letterhead.headings.last().copied().unwrap_or(plain);
    (1..=HEADING_LEVELS)
        .map(|level| {
            let look = letterhead.headings.get(usize::from(level) - 1).copied().unwrap_or(deepest);
            let mut style =
                ParagraphStyle::new(heading(level), format!("heading {level}"), running_text(letterhead), None);
            style.format.keep_next = true;
            style.format.keep_lines = true;
            style.format.align = Some(look.align);
            style.format.outline_level = Some(level - 1);
            if !look.indent {
                style.format.indent = None;
            }
            style.text = Some(look.style);
            style.next = Some(BODY);
            style
        })
        .collect()
}

fn table_text_styles(letterhead: &Letterhead) -> Vec<ParagraphStyle> {
    let body = &letterhead.body;
    let text = TextStyle { size: body.table_size, ..TextStyle::default() };
    let header = TextStyle { bold: true, ..text };
    let cell = spaced(1.0, 1.0);
    let caption = ParagraphFormat { keep_next: true, align: Some(Align::Center), ..spaced(6.0, 3.0) };
    let unit = ParagraphFormat { keep_next: true, align: Some(Align::Right), ..spaced(0.0, 3.0) };
    let aligned = |align| ParagraphFormat { align: Some(align), ..cell };
    let like_text = |align, name| {
        let format = ParagraphFormat { align: Some(align), ..ParagraphFormat::default() };
        ParagraphStyle::new(of_cell(align), name, format, None).over(TABLE_TEXT)
    };
    vec![
        ParagraphStyle::new(CAPTION, "caption", caption, Some(body.caption)),
        ParagraphStyle::new(UNIT, "Đơn vị tính", unit, Some(body.unit)),
        ParagraphStyle::new(TABLE_HEADER, "Đầu bảng", aligned(Align::Center), Some(header)),
        ParagraphStyle::new(TABLE_TEXT, "Ô bảng", aligned(Align::Left), Some(text)),
        like_text(Align::Right, "Số trong bảng"),
        like_text(Align::Center, "Ô bảng căn giữa"),
        like_text(Align::Justify, "Ô bảng căn đều"),
        ParagraphStyle::new(TABLE_NOTE, "Ghi chú bảng", spaced(3.0, 6.0), Some(text)),
    ]
}

fn national(index: usize, line: &StyledLine) -> ParagraphStyle {
    ParagraphStyle::new(
        national_line(index),
        format!("Quốc hiệu và tiêu ngữ {}", index + 1),
        centered_line(),
        Some(line.style),
    )
}

fn envelope_styles(letterhead: &Letterhead) -> Vec<ParagraphStyle> {
    let envelope = &letterhead.envelope;
    let (issuer, title, signature) = (&envelope.issuer, &envelope.title, &envelope.signature);
    let line = centered_line();
    let flush = ParagraphFormat::default();
    let label = ParagraphFormat { keep_next: true, outline_level: Some(0), ..line };
    let kept = ParagraphFormat { keep_next: true, ..line };
    let reference = ParagraphFormat { after: Some(points(6.0)), ..line };
    let rule = ParagraphFormat { border: crate::paragraph::Border::Top, before: Some(points(4.0)), ..flat(2.0) };
    let rows = [
        (PARENT, "Cơ quan chủ quản", line, issuer.parent),
        (ISSUER, "Cơ quan ban hành", line, issuer.own),
        (NUMBER, "Số và ký hiệu", line, envelope.number.style),
        (DATE, "Địa danh và thời gian", line, envelope.date.style),
        (DRAFT, "Dự thảo", line, envelope.draft.style),
        // The letterhead has no style for it; the mark of a draft is its like in size and weight.
        (URGENCY, "Mức độ khẩn", line, envelope.draft.style),
        (KIND, "Title", ParagraphFormat { before: Some(points(12.0)), ..kept }, title.kind),
        (SUBJECT, "Subtitle", kept, title.subject),
        (RULE, "Đường kẻ", rule, TextStyle { size: 1.0, ..TextStyle::default() }),
        (ADDRESSEE, "Kính gửi", flush, envelope.addressee),
        (AUTHORITY, "Quyền hạn ký", line, signature.authority),
        (OFFICE, "Chức vụ ký", line, signature.title),
        (SIGNER, "Họ tên người ký", line, signature.name),
        (RECIPIENTS_HEADING, "Nơi nhận", flush, envelope.recipients.heading.style),
        (RECIPIENT, "Danh sách nơi nhận", flush, envelope.recipients.items),
        (ANNEX_LABEL, "Phụ lục", label, envelope.annex_label),
        (ANNEX_TITLE, "Tên phụ lục", kept, envelope.annex_title),
        (ANNEX_REFERENCE, "Dẫn chiếu phụ lục", reference, envelope.annex_reference),
    ];
    rows.into_iter().map(|(id, name, format, text)| ParagraphStyle::new(id, name, format, Some(text))).collect()
}

/// The running text of the letter: justified, first line indented.
fn running_text(letterhead: &Letterhead) -> ParagraphFormat {
    let body = &letterhead.body;
    ParagraphFormat {
        after: Some(points(body.space_after)),
        line: Some(Line::of(body.line)),
        indent: Some(Indent { first: millimetres(body.indent), ..Indent::default() }),
        align: Some(Align::Justify),
        ..ParagraphFormat::default()
    }
}

fn centered_line() -> ParagraphFormat {
    ParagraphFormat { align: Some(Align::Center), ..ParagraphFormat::default() }
}

fn spaced(before: f64, after: f64) -> ParagraphFormat {
    ParagraphFormat { before: Some(points(before)), after: Some(points(after)), ..ParagraphFormat::default() }
}

fn flat(height: f64) -> ParagraphFormat {
    ParagraphFormat { line: Some(Line::Exact(points(height))), ..ParagraphFormat::default() }
}

impl ParagraphStyle {
    fn new(
        id: impl Into<StyleId>,
        name: impl Into<Cow<'static, str>>,
        format: ParagraphFormat,
        text: Option<TextStyle>,
    ) -> Self {
        Self { id: id.into(), name: name.into(), next: None, based_on: NORMAL, format, text }
    }

    fn over(mut self, base: &'static str) -> Self {
        self.based_on = base;
        self
    }

    fn write(&self, xml: &mut Xml) {
        let custom = u8::from(!is_known_to_word(&self.name));
        let attributes = [("w:type", &"paragraph" as &dyn Value), ("w:customStyle", &custom), ("w:styleId", &self.id)];
        xml.element("w:style", &attributes, |xml| {
            xml.value("w:name", &self.name);
            xml.value("w:basedOn", self.based_on);
            if let Some(next) = self.next {
                xml.value("w:next", next);
            }
            xml.empty("w:qFormat", &[]);
            xml.element("w:pPr", &[], |xml| self.format.write(xml));
            if let Some(text) = &self.text {
                xml.element("w:rPr", &[], |xml| write_text_style(xml, text));
            }
        });
    }
}

fn is_known_to_word(name: &str) -> bool {
    let known = ["Body Text", "List Paragraph", "Quote", "Subtitle", "Title", "caption", "footnote text", "header"];
    known.contains(&name) || name.starts_with("heading ")
}

fn write_defaults(xml: &mut Xml, form: &Form<'_>) {
    let size = half_points(form.letterhead.body.size);
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                let font = &form.font;
                xml.empty("w:rFonts", &[("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font), ("w:cs", font)]);
                xml.value("w:sz", size);
                xml.value("w:szCs", size);
                xml.empty("w:lang", &[("w:val", &form.language), ("w:eastAsia", &"en-US"), ("w:bidi", &"ar-SA")]);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:widowControl", &[]);
                xml.empty("w:spacing", &[("w:before", &0), ("w:after", &0), ("w:line", &240), ("w:lineRule", &"auto")]);
            });
        });
    });
    let normal = [("w:type", &"paragraph" as &dyn Value), ("w:default", &1), ("w:styleId", &NORMAL)];
    xml.element("w:style", &normal, |xml| {
        xml.value("w:name", "Normal");
        xml.empty("w:qFormat", &[]);
    });
}

fn write_footnote_reference(xml: &mut Xml) {
    xml.element("w:style", &[("w:type", &"character"), ("w:styleId", &FOOTNOTE_REFERENCE)], |xml| {
        xml.value("w:name", "footnote reference");
        xml.element("w:rPr", &[], |xml| xml.value("w:vertAlign", "superscript"));
    });
}

fn write_table_styles(xml: &mut Xml) {
    let no_padding: Twips = 0;
    let normal = [("w:type", &"table" as &dyn Value), ("w:default", &1), ("w:styleId", &"TableNormal")];
    xml.element("w:style", &normal, |xml| {
        xml.value("w:name", "Normal Table");
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", &no_padding), ("w:type", &"dxa")]);
        });
    });
    xml.element("w:style", &[("w:type", &"table"), ("w:styleId", &TABLE_GRID)], |xml| {
        xml.value("w:name", "Table Grid");
        xml.value("w:basedOn", "TableNormal");
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                    xml.empty(side, &[("w:val", &"single"), ("w:sz", &4), ("w:space", &0), ("w:color", &"000000")]);
                }
            });
        });
        xml.element("w:tcPr", &[], |xml| xml.value("w:vAlign", "center"));
    });
}
