use baocao_exporter::specimen::{first_table_mut, paragraph, specimen, stripped};
use baocao_exporter::testing::describe;
use baocao_exporter::testing::export;
use baocao_exporter::testing::exported;
use baocao_exporter::{Block, Provenance, Value};
use exporter_html::HtmlExporter;
use serde_json::json;

use crate::reading::{assert_sound, html, html_with, parse};

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
fn unknown_kinds_are_shown_and_reported() {
    let diagnostics = exported::<HtmlExporter>(&specimen(), &json!({})).diagnostics;
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
fn an_empty_document_leaves_no_trace_of_what_is_missing() {
    let document = stripped();
    let html = html(&document);
    assert_sound(&document, &html);
    for word in ["Kính gửi", "Nơi nhận", "Chú thích", "Mục lục", "DỰ THẢO", "Phát hiện", "Nguồn số liệu"]
    {
        assert!(!html.contains(word), "{word}");
    }
}

/// A report as people send it: 2,000 words and ten tables.
#[test]
fn a_usual_page_stays_small() {
    let mut document = specimen();
    let table = first_table_mut(&mut document).clone();
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
    document.body.push(paragraph("một hai ba bốn năm ".repeat(200)));
    let size = html(&document).len();
    assert!(size < 200_000, "{size}");
}
