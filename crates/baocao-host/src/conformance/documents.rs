//! The documents that exporters are examined with: the specimen, and the specimen made difficult.

use baocao_exporter::Document;
use baocao_exporter::specimen::SPECIMEN_JSON;
use serde_json::{Value, json};

/// The specimen as it is.
pub fn specimen() -> Vec<u8> {
    SPECIMEN_JSON.as_bytes().to_vec()
}

/// A document that says nothing beyond its letterhead, as the host writes it: what is empty and may be absent is absent.
pub fn empty() -> Vec<u8> {
    let document: Document = serde_json::from_slice(&emptied()).expect("it is a document; a test reads it");
    serde_json::to_vec(&document).expect("a document is always JSON")
}

fn emptied() -> Vec<u8> {
    changed(|document| {
        for part in ["body", "annexes", "findings"] {
            document[part] = json!([]);
        }
        document["provenance"] = json!({});
        let envelope = &mut document["envelope"];
        for lines in ["parent_lines", "issuer_lines", "subject", "addressees", "recipients"] {
            envelope[lines] = json!([]);
        }
        for line in ["number", "code", "place_date", "kind", "draft_mark"] {
            envelope[line] = json!("");
        }
        envelope["signature"] = json!({ "title": "", "name": "" });
        envelope["draft"] = json!(false);
        envelope["urgency"] = Value::Null;
    })
}

/// The specimen as a later minor version may have it.
pub fn with_additions() -> Vec<u8> {
    changed(|document| {
        document["schema"]["minor"] = json!(99);
        let hologram = json!({ "type": "hologram", "text": "a hologram", "depth": [1, { "mm": 3 }] });
        let sound = json!({ "type": "sound", "text": "a sound", "seconds": 3 });
        add_everywhere(document);
        if let Some(body) = document["body"].as_array_mut() {
            body.insert(0, hologram.clone());
            body.push(json!({ "type": "paragraph", "role": "whisper", "content": [sound] }));
            body.push(json!({ "type": "list", "marker": "star", "items": [{ "label": "*", "blocks": [hologram] }] }));
        }
    })
}

/// A table with many rows in the body.
pub fn with_rows(count: usize) -> Vec<u8> {
    changed(|document| {
        let column = |id: &str, kind: &str, align: &str, width: f64| json!({ "id": id, "label": id, "format": { "kind": kind }, "align": align, "width": width });
        let header = |text: &str, at: usize| json!({ "text": text, "column": at, "colspan": 1, "rowspan": 1 });
        let row = |at: usize| {
            let value = json!({ "state": "number", "number": at.to_string() });
            let address = format!("many.r{at}.value");
            json!({
                "id": format!("r{at}"),
                "cells": [{ "text": format!("Row {at}") }, { "text": at.to_string(), "value": value, "address": address }],
            })
        };
        let table = json!({
            "type": "table",
            "id": "many",
            "columns": [column("label", "text", "left", 0.6), column("value", "number", "right", 0.4)],
            "header": [[header("Row", 0), header("Value", 1)]],
            "rows": (1..=count).map(row).collect::<Vec<_>>(),
        });
        document["body"] = json!([table]);
    })
}

/// Texts that have broken programs before.
pub fn hostile_texts() -> [(&'static str, String); 4] {
    [
        ("right-to-left", "\u{202e}مرحبا\u{202c} שלום \u{200f}123\u{2067}".to_owned()),
        ("emoji and marks", format!("👩‍👩‍👧‍👦🇻🇳 e{} \u{fffe}\u{10ffff}", "\u{301}".repeat(60))),
        ("NUL and controls", "a\0b\u{1}\u{8}\u{b}\u{1f}\u{7f}\r\n\tc".to_owned()),
        ("markup", "</text>]]><script>\"'&amp;{{x}}\\begin %s =1+1 | * _ `".to_owned()),
    ]
}

/// A title of 1 MiB: that of the document, of its letter, of an annex, of a heading and of a table.
pub fn with_long_titles() -> Vec<u8> {
    changed(|document| {
        let text = long_text();
        document["properties"]["title"] = json!(text);
        document["envelope"]["subject"] = json!([text]);
        if let Some(annex) = document["annexes"].get_mut(0) {
            annex["title"] = json!(text);
        }
        for block in document["body"].as_array_mut().into_iter().flatten() {
            if block["type"] == "table" {
                block["caption"] = json!(text);
            }
        }
        let words = json!([{ "type": "text", "text": text }]);
        document["body"][0] = json!({ "type": "heading", "level": 1, "number": "I.", "content": words, "id": "i" });
    })
}

/// A text of 1 MiB.
fn long_text() -> String {
    "dài lắm ".repeat((1 << 20) / "dài lắm ".len())
}

/// One paragraph of 1 MiB.
pub fn with_long_paragraph() -> Vec<u8> {
    changed(|document| {
        let text = long_text();
        document["body"] = json!([{ "type": "paragraph", "content": [{ "type": "text", "text": text }] }]);
    })
}

/// The specimen with a text in every kind of place.
pub fn with_text(text: &str) -> Vec<u8> {
    changed(|document| {
        document["properties"]["title"] = json!(text);
        document["envelope"]["subject"] = json!([text]);
        document["envelope"]["signature"]["name"] = json!(text);
        if let Some(annex) = document["annexes"].get_mut(0) {
            annex["title"] = json!(text);
        }
        let words = json!([{ "type": "text", "text": text }]);
        let note = json!([{ "type": "footnote", "number": 1, "content": words }]);
        document["body"] = json!([
            { "type": "heading", "level": 1, "number": "I.", "content": words, "id": "i" },
            { "type": "paragraph", "content": words },
            { "type": "paragraph", "content": note },
            { "type": "list", "marker": "dash", "items": [
                { "label": "-", "blocks": [{ "type": "paragraph", "content": words }] },
            ] },
            {
                "type": "table",
                "id": "one",
                "caption": text,
                "columns": [{ "id": "label", "label": text, "format": { "kind": "text" }, "align": "left", "width": 1.0 }],
                "header": [[{ "text": text, "column": 0, "colspan": 1, "rowspan": 1 }]],
                "rows": [{ "id": "a", "cells": [{ "text": text }] }],
            },
        ]);
    })
}

fn changed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut document = serde_json::from_str(SPECIMEN_JSON).expect("the specimen is JSON; a test reads it");
    change(&mut document);
    document.to_string().into_bytes()
}

/// Adds a field that nobody knows to every object but those whose keys are names of figures.
fn add_everywhere(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (_, field) in fields.iter_mut().filter(|(key, _)| *key != "provenance") {
                add_everywhere(field);
            }
            fields.insert("x-future".to_owned(), json!({ "since": "1.99", "list": [1, null, "a"] }));
        }
        Value::Array(items) => items.iter_mut().for_each(add_everywhere),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_can_be_read() {
        let texts = hostile_texts().map(|(_, text)| with_text(&text));
        for json in
            [empty(), with_additions(), with_rows(3), with_long_paragraph(), with_long_titles()].iter().chain(&texts)
        {
            let document: Document = serde_json::from_slice(json).unwrap();
            assert_eq!(document.schema.major, 1);
        }
    }
}
