//! What the page holds, read back as a browser would.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::collections::BTreeSet;

use baocao_exporter::testing::{Recorded, describe, export};
use baocao_exporter::{
    Block, Cell, Chart, Contribution, Document, Footnote, Heading, Inline, LineRule, LineSpacing, List, ListItem,
    ListMarker, Paragraph, Provenance, Row, RowKind, Source, Table, Target, UnderMark, UnderMarkKind, Value,
    document_text, specimen::specimen,
};
use exporter_html::HtmlExporter;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::json;

fn run(document: &Document, options: serde_json::Value) -> Recorded {
    let recorded = export::<HtmlExporter>(document, &options);
    assert_eq!(recorded.status, 0, "{:?}", recorded.diagnostics);
    recorded
}

fn html(document: &Document) -> String {
    html_with(document, json!({}))
}

fn html_with(document: &Document, options: serde_json::Value) -> String {
    String::from_utf8(run(document, options).main.expect("there is a page")).unwrap()
}

/// An element of the page with its attributes.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Self {
        let name = start.name().as_ref().to_owned();
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let key = attribute.key.as_ref().to_owned();
            (key, quick_xml::escape::unescape(&attribute.value).unwrap().into_owned())
        });
        Self { name, attributes: attributes.collect() }
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }
}

/// The page taken apart. It is written so that an XML reader takes it, which is stricter than any browser.
struct Parsed {
    elements: Vec<Element>,
    /// The text of each block-level element, without marks of footnotes.
    text: String,
}

fn parse(html: &str) -> Parsed {
    let mut reader = Reader::from_str(html);
    let (mut elements, mut text, mut open) = (Vec::new(), String::new(), Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.buffer_position())) {
            Event::Start(start) => {
                let element = Element::new(&start);
                if !["a", "strong", "em", "data", "span", "sup", "code"].contains(&element.name.as_str())
                    || is_line(&element)
                {
                    text.push('\n');
                }
                open.push(element.name.clone());
                elements.push(element);
            }
            Event::Empty(start) => {
                text.push(' ');
                elements.push(Element::new(&start));
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(part) if !open.iter().any(|name| name == "style" || name == "sup") => {
                text.push_str(&part);
            }
            Event::GeneralRef(part) if !open.iter().any(|name| name == "style" || name == "sup") => {
                let reference = format!("&{};", &*part);
                text.push_str(&quick_xml::escape::unescape(&reference).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
    Parsed { elements, text: text.lines().map(normal).collect::<Vec<_>>().join("\n") }
}

fn is_line(element: &Element) -> bool {
    element
        .get("class")
        .is_some_and(|class| ["line", "label", "caption", "unit", "mark"].iter().any(|c| class.contains(c)))
}

fn normal(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ids(parsed: &Parsed) -> Vec<&str> {
    parsed.elements.iter().filter_map(|element| element.get("id")).collect()
}

/// Asserts what holds for every page.
fn assert_sound(document: &Document, html: &str) -> Parsed {
    let parsed = parse(html);
    for line in document_text(document) {
        let line = normal(&line);
        // A soft line break of the source may fall between lines here.
        let found = parsed.text.contains(&line) || parsed.text.replace('\n', " ").contains(&line);
        assert!(found, "missing: {line}");
    }
    let ids = ids(&parsed);
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id is there twice: {ids:?}");
    for element in &parsed.elements {
        if let Some(target) = element.get("href") {
            match target.strip_prefix('#') {
                Some(target) => assert!(unique.contains(&target), "#{target} leads nowhere"),
                None => assert!(Target::of(target).is_some(), "{target} leaves the page"),
            }
        }
        let named = element.get("headers").into_iter().chain(element.get("aria-labelledby"));
        for id in named.flat_map(str::split_whitespace) {
            assert!(unique.contains(&id), "`{id}` is not there");
        }
        for loading in ["src", "srcset", "data", "action", "background", "style"] {
            assert_eq!(element.get(loading), None, "{element:?}");
        }
        assert!(!element.attributes.iter().any(|(key, _)| key.starts_with("on")), "{element:?}");
        assert!(!["script", "link", "iframe", "object", "img", "base", "form"].contains(&element.name.as_str()));
    }
    assert_eq!(parsed.elements.iter().filter(|element| element.name == "h1").count(), 1);
    parsed
}

fn body_table(document: &mut Document) -> &mut Table {
    document.body.iter_mut().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).unwrap()
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { content: vec![Inline::text(text)], role: Default::default() })
}

#[test]
fn it_describes_itself() {
    let description = describe::<HtmlExporter>();
    assert_eq!((description.id.as_str(), description.extension.as_str()), ("html", "html"));
    let options = &description.options_schema["properties"];
    for option in ["accent", "theme", "provenance", "findings"] {
        assert!(options[option]["description"].is_string(), "{options}");
    }
}

#[test]
fn every_line_of_the_specimen_is_there() {
    let document = specimen();
    let html = html(&document);
    // Kept for a look with a browser.
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/specimen.html"), &html).unwrap();
    assert_sound(&document, &html);
}

#[test]
fn same_document_same_bytes() {
    assert_eq!(html(&specimen()), html(&specimen()));
}

#[test]
fn nothing_is_loaded_and_only_the_own_style_counts() {
    let html = html(&specimen());
    let parsed = parse(&html);
    let policy = parsed.elements.iter().find(|e| e.get("http-equiv").is_some()).unwrap().get("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    let style = &html[html.find("<style>").unwrap()..html.find("</style>").unwrap()];
    assert!(!style.contains("url(") && !style.contains("@import") && !style.contains('&'), "{style}");
    assert!(!html.contains("http://") && !html.contains("https://"));
}

#[test]
fn figures_lead_to_their_sources_and_back() {
    let document = specimen();
    let html = html(&document);
    let parsed = parse(&html);
    let figures: Vec<_> = parsed.elements.iter().filter(|e| e.get("data-address").is_some()).collect();
    assert!(figures.iter().any(|e| e.get("value") == Some("626")), "a number keeps its value");
    assert!(figures.iter().any(|e| e.get("data-state") == Some("nil")), "a nil is no number");
    let links = parsed.elements.iter().filter(|e| e.get("class") == Some("figure")).count();
    // Every figure of the body's table but the blank one, four of them in the chart again, and the one in running text.
    assert_eq!(links, 20);
    assert!(parsed.text.contains("Nguồn: figures.toml, dòng 4, cột 1"), "{}", parsed.text);
    assert!(parsed.text.contains("Tổng của 621 inspections.charter.same_level + 5 inspections.charter.lower_level"));
}

#[test]
fn contributions_are_listed() {
    let mut document = specimen();
    let source =
        Source { file: "a.xlsx".into(), sheet: Some("III".into()), cell: Some("D14".into()), ..Source::default() };
    let contribution = Contribution {
        unit: "cdcs-a".to_owned(),
        name: "CĐCS Công ty A".to_owned(),
        value: "1234.5".to_owned(),
        source: Some(source),
    };
    let entry = Provenance { contributions: vec![contribution], ..Provenance::default() };
    document.provenance.insert("inspections.charter.same_level".to_owned(), entry);
    let html = html(&document);
    let parsed = assert_sound(&document, &html);
    let expected = "CĐCS Công ty A: 1.234,5 (a.xlsx, trang tính III, ô D14)";
    assert!(parsed.text.contains(expected), "{}", parsed.text);
}

#[test]
fn findings_are_listed_with_their_figures() {
    let document = specimen();
    let text = parse(&html(&document)).text;
    for finding in &document.findings {
        assert!(text.contains(&finding.message) && text.contains(&finding.place), "{}", finding.message);
    }
    assert!(text.contains("Có 2 phát hiện khi kiểm tra số liệu, trong đó có 1 lỗi."), "{text}");
}

#[test]
fn tables_tell_their_structure() {
    let document = specimen();
    let parsed = parse(&html(&document));
    let scopes = |scope: &str| parsed.elements.iter().filter(|e| e.get("scope") == Some(scope)).count();
    assert_eq!((scopes("colgroup"), scopes("rowgroup")), (3, 3));
    // Three tables, and the values of two charts.
    assert_eq!(scopes("row"), 4 + 44 + 4 + 2 + 3);
    assert_eq!(parsed.elements.iter().filter(|e| e.name == "caption").count(), 3);
    let cell =
        parsed.elements.iter().find(|e| e.name == "td" && e.get("headers").is_some_and(|h| h.contains(".r1"))).unwrap();
    assert_eq!(cell.get("headers"), Some("t1.0.2 t1.r1"));
}

#[test]
fn charts_are_pictures_with_words_and_values() {
    let document = specimen();
    let html = html(&document);
    let parsed = parse(&html);
    let pictures: Vec<_> = parsed.elements.iter().filter(|e| e.name == "svg").collect();
    assert_eq!(pictures.len(), 2);
    for picture in &pictures {
        assert_eq!(picture.get("role"), Some("img"));
        assert_eq!(picture.get("aria-labelledby").unwrap().split(' ').count(), 2);
    }
    for chart in charts(&document) {
        assert!(parsed.text.contains(&chart.alt), "{}", chart.alt);
        for point in chart.series.iter().flat_map(|series| &series.points) {
            let shown = parsed
                .elements
                .iter()
                .any(|e| e.get("data-address") == Some(&point.address) && e.get("value") == point.value.as_deref());
            assert!(shown || point.value.is_none(), "{point:?}");
        }
    }
    assert!(html.contains("<text ") && html.contains("fill=\"#1f4e79\""));
    // Another chart has ids of its own; `assert_sound` looks at them.
    let mut twice = document.clone();
    twice.body.extend(charts(&document).into_iter().cloned().map(Block::Chart));
    assert_sound(&twice, &self::html(&twice));
}

#[test]
fn charts_can_be_read_in_dark_looks_and_their_values_do_not_print() {
    let turned = ".picture svg{filter:invert(1) hue-rotate(180deg)}";
    assert!(html(&specimen()).contains(turned));
    assert!(!html_with(&specimen(), json!({"theme": "light"})).contains(turned));
    let style = html(&specimen());
    let print = &style[style.find("@media print").unwrap()..];
    assert!(print.contains(".values{display:none}"), "closed values would print as a lonely heading");
}

fn charts(document: &Document) -> Vec<&Chart> {
    let annexes = document.annexes.iter().flat_map(|annex| &annex.blocks);
    let blocks = document.body.iter().chain(annexes);
    blocks.filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None }).collect()
}

#[test]
fn footnotes_link_both_ways() {
    let document = specimen();
    let parsed = parse(&html(&document));
    for n in [1, 2] {
        let (note, mark) = (format!("c.{n}"), format!("m.{n}"));
        assert!(ids(&parsed).contains(&note.as_str()) && ids(&parsed).contains(&mark.as_str()));
    }
}

#[test]
fn footnotes_of_the_letter_stand_before_the_annexes() {
    let mut document = specimen();
    let page = html(&document);
    let at = |text: &str| page.find(text).unwrap();
    assert!(at("id=\"c.1\"") > at("Nguyễn Văn A") && at("id=\"c.1\"") < at("class=\"annex-head\""));
    document.annexes.clear();
    assert_sound(&document, &html(&document));
}

#[test]
fn a_figure_that_stands_twice_is_shown_where_it_stands_first() {
    let mut document = specimen();
    let table = body_table(&mut document).clone();
    document.body.push(Block::Table(table));
    let parsed = parse(&html(&document));
    let numbered = ids(&parsed).into_iter().filter(|id| id.starts_with("f.")).count();
    let addresses: BTreeSet<_> = parsed.elements.iter().filter_map(|e| e.get("data-address")).collect();
    assert_eq!(numbered, addresses.len());
}

#[test]
fn a_draft_says_so_in_title_and_text() {
    let mut document = specimen();
    assert!(html(&document).contains("<title>DỰ THẢO – "));
    document.envelope.draft = false;
    assert!(!html(&document).contains("DỰ THẢO"));
}

#[test]
fn unknown_kinds_are_shown_and_reported() {
    let diagnostics = run(&specimen(), json!({})).diagnostics;
    assert_eq!(diagnostics.iter().filter(|d| d.starts_with("html.unknown")).count(), 2, "{diagnostics:?}");
}

#[test]
fn options_are_honoured() {
    let document = specimen();
    let plain = html_with(&document, json!({"provenance": false, "findings": false}));
    assert_sound(&document, &plain);
    assert!(!plain.contains("Nguồn số liệu") && !plain.contains("Phát hiện") && !plain.contains("class=\"figure\""));
    assert!(html_with(&document, json!({"accent": "#0A7F5A"})).contains("--accent:#0a7f5a"));
    assert!(html(&document).contains("prefers-color-scheme:dark"));
    assert!(!html_with(&document, json!({"theme": "light"})).contains("prefers-color-scheme"));
    assert!(html_with(&document, json!({"theme": "dark"})).contains("@media screen{:root{--ground:#1b1d21"));
}

#[test]
fn wrong_options_are_refused() {
    let wrong = [
        json!({"accent": "red"}),
        json!({"accent": "#12345"}),
        json!({"accent": "#12345g"}),
        json!({"accent": "#fff;}</style>"}),
        json!({"theme": "blue"}),
        json!({"colour": "#123456"}),
    ];
    for options in wrong {
        let recorded = export::<HtmlExporter>(&specimen(), &options);
        assert_ne!(recorded.status, 0, "{options}");
        assert!(recorded.main.is_none());
    }
}

#[test]
fn hostile_text_is_inert() {
    let mut document = specimen();
    let hostile = [
        "<script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "{{title}} {{{style}}} {{> page}}",
        "<&>\"' ]]> <!-- --> \u{1}\u{7}\u{FFFE}x",
        &"ữ".repeat(300),
        "😀 \u{202E}abc",
        "javascript:alert(1)",
    ];
    for text in hostile {
        let clean: String = text.chars().filter(|c| *c != '\u{FFFE}').collect();
        document.body.push(paragraph(&clean));
        document.body.push(Block::Heading(Heading {
            level: 200,
            number: clean.clone(),
            content: vec![Inline::text(clean.clone())],
            id: clean.clone(),
        }));
        document.envelope.recipients.push(clean.clone());
        document.provenance.insert(clean.clone(), Provenance { label: text.to_owned(), ..Provenance::default() });
        document.findings[0].addresses.push(clean.clone());
        let table = body_table(&mut document);
        table.notes.push(clean.clone());
        table.rows.push(Row {
            id: clean.clone(),
            kind: RowKind::Data,
            cells: vec![Cell::words(""), Cell { address: Some(clean.clone()), ..Cell::words(clean.clone()) }],
        });
    }
    document.language = "vi\"><script>".to_owned();
    document.envelope.letterhead.font = "x;}</style><script>".to_owned();
    let html = html(&document);
    assert_sound(&document, &html);
    assert!(!html.contains("<script") && !html.contains("<img"));
    assert!(!html.contains("x;}"), "a font's name ends where the style would go on");
    assert!(!html.contains(|c: char| c.is_control() && c != '\n' || c == '\u{FFFE}'));
}

#[test]
fn ids_that_are_alike_or_missing_become_unique() {
    let mut document = specimen();
    for id in ["kiem-tra", "kiem-tra", "kiem-tra-2", "", "", "bc.nguon", "f.1", "n.1", " ", "phu-luc-i"] {
        let heading = Heading { level: 1, number: String::new(), content: vec![Inline::text("X")], id: id.to_owned() };
        document.body.push(Block::Heading(heading));
    }
    let note = |content| Inline::Footnote(Footnote { number: 1, content });
    let nested = vec![note(vec![Inline::text("ngoài "), note(vec![Inline::text("trong")])])];
    document.body.push(Block::Paragraph(Paragraph { content: nested, role: Default::default() }));
    let table = body_table(&mut document).clone();
    document.body.push(Block::Table(table));
    assert_sound(&document, &html(&document));
}

#[test]
fn an_empty_document_leaves_no_trace_of_what_is_missing() {
    let mut document = specimen();
    document.body.clear();
    document.annexes.clear();
    document.findings.clear();
    document.provenance.clear();
    let envelope = &mut document.envelope;
    envelope.draft = false;
    envelope.urgency = None;
    envelope.kind.clear();
    envelope.subject.clear();
    envelope.addressees.clear();
    envelope.parent_lines.clear();
    envelope.recipients.clear();
    envelope.signature = Default::default();
    let html = html(&document);
    assert_sound(&document, &html);
    for word in ["Kính gửi", "Nơi nhận", "Chú thích", "Mục lục", "DỰ THẢO", "Phát hiện", "Nguồn số liệu"]
    {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn addressees_stand_in_a_line_or_a_list() {
    let mut document = specimen();
    let text = parse(&html(&document)).text;
    assert!(text.contains("- Tỉnh ủy;\n") && text.contains("- Tổng Liên đoàn Lao động Việt Nam."), "{text}");
    document.envelope.addressees.truncate(1);
    assert!(parse(&html(&document)).text.contains("Kính gửi: Tỉnh ủy\n"));
}

/// A profile of another family: characters under the names, exact lines, numbers from the first page on.
fn with_characters_as_marks() -> Document {
    let mut document = specimen();
    let letterhead = &mut document.envelope.letterhead;
    let parts = &mut letterhead.envelope;
    parts.national.lines.truncate(1);
    parts.national.lines[0].text = "ĐẢNG CỘNG SẢN VIỆT NAM".to_owned();
    parts.issuer.under = UnderMark { kind: UnderMarkKind::Text, share: 0.0, text: "*".to_owned() };
    parts.title.under = UnderMark { kind: UnderMarkKind::Text, share: 0.0, text: "-----".to_owned() };
    parts.recipients.heading.style.underline = true;
    letterhead.body.line = LineSpacing { rule: LineRule::Exact, value: 18.0 };
    letterhead.page.number.first_page = 1;
    document
}

#[test]
fn the_profile_decides_marks_lines_and_page_numbers() {
    let document = with_characters_as_marks();
    let html = html(&document);
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/party.html"), &html).unwrap();
    let parsed = assert_sound(&document, &html);
    assert!(
        parsed.text.contains("LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU\n*\n") && parsed.text.contains("\n-----\n"),
        "{}",
        parsed.text
    );
    assert!(html.contains("line-height:18pt") && html.contains("@counter-style page-number{system:extends decimal}"));
    assert!(self::html(&specimen()).contains("@counter-style page-number{system:fixed;symbols:\"\" ;"));
}

#[test]
fn a_subject_without_a_kind_stands_under_the_number() {
    let mut document = specimen();
    document.envelope.kind.clear();
    document.envelope.subject = vec!["V/v báo cáo quý".to_owned()];
    let html = html(&document);
    assert_sound(&document, &html);
    assert!(html.contains("<h1 class=\"about\">"), "{html}");
}

#[test]
fn nested_emphasis_and_lists_are_written() {
    let mut document = specimen();
    let deep = Inline::Strong {
        content: vec![Inline::Strong { content: vec![Inline::Emphasis { content: vec![Inline::text("sâu")] }] }],
    };
    let item = |blocks| ListItem { label: "-".to_owned(), blocks };
    let list = |items| Block::List(List { marker: ListMarker::Dash, items });
    let inner = list(vec![item(vec![list(vec![item(vec![paragraph("đáy")])])]), item(Vec::new())]);
    document.body.push(list(vec![item(vec![inner])]));
    document.body.push(Block::Paragraph(Paragraph { content: vec![deep], role: Default::default() }));
    let html = html(&document);
    assert_sound(&document, &html);
    assert!(html.contains("<strong><strong><em>sâu</em></strong></strong>"));
}

#[test]
fn a_table_of_a_thousand_rows_and_one_without_anything() {
    let mut document = specimen();
    let table = body_table(&mut document);
    let row = table.rows[1].clone();
    table.rows.extend((0..1000).map(|n| {
        let mut row = row.clone();
        row.cells[1].text = format!("Đơn vị số {n}");
        row.cells.iter_mut().for_each(|cell| cell.address = None);
        row
    }));
    let mut empty = table.clone();
    (empty.columns, empty.header, empty.rows, empty.notes, empty.caption) = Default::default();
    document.body.push(Block::Table(empty));
    assert_sound(&document, &html(&document));
}

/// A report as people send it: 2,000 words and ten tables.
#[test]
fn a_usual_page_stays_small() {
    let mut document = specimen();
    let table = body_table(&mut document).clone();
    for n in 0..7 {
        let mut table = table.clone();
        table.id = format!("table_{n}");
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.address = cell.address.as_ref().map(|address| address.replace("inspections", &table.id));
            if let (Some(address), Some(Value::Number { .. })) = (&cell.address, &cell.value) {
                document
                    .provenance
                    .insert(address.clone(), Provenance { label: "Chỉ tiêu".to_owned(), ..Provenance::default() });
            }
        }
        document.body.push(Block::Table(table));
    }
    document.body.push(paragraph(&"một hai ba bốn năm ".repeat(200)));
    let size = html(&document).len();
    assert!(size < 200_000, "{size}");
}

#[test]
fn links_lead_to_files_nearby_and_to_nothing_hostile() {
    let page = parse(&html(&specimen()));
    let targets: BTreeSet<_> = page.elements.iter().filter_map(|element| element.get("href")).collect();
    for cell in ["C5", "B5"] {
        let href = format!("../so%20lieu/figures.ods#%27Bi%E1%BB%83u%201%27!{cell}");
        assert!(targets.contains(href.as_str()), "{targets:?}");
    }
    assert!(targets.iter().all(|href| href.starts_with(['#', '.'])), "{targets:?}");
    assert!(page.text.contains("Liên kết không mở được."));
}
