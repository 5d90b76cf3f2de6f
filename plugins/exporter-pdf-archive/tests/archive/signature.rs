//! The empty field for a digital signature.

use baocao_exporter::Document;
use baocao_exporter::specimen::{letter, paragraph, specimen};
use baocao_layout::{Fonts, Item, lay_out};
use lopdf::{Dictionary, Object};
use serde_json::json;

use crate::reading::{File, export};

fn with_field(document: &Document) -> lopdf::Document {
    let written = export(document, json!({ "font": "embedded", "signature_field": true }));
    assert!(written.main.is_some(), "{:?}", written.diagnostics);
    lopdf::Document::load_mem(&written.main.unwrap()).unwrap()
}

/// How far above the foot of its page a line of the specimen stands.
fn baseline(words: &str) -> f32 {
    let layout = lay_out(&specimen(), Fonts::embedded());
    let lines = layout.pages.iter().flat_map(|page| page.items.iter().map(move |item| (page.height, item)));
    let mut found = lines.filter_map(|(height, item)| match item {
        Item::Text(text) if text.text.trim() == words => Some(height - text.baseline),
        _ => None,
    });
    found.next().unwrap() as f32
}

fn fields(pdf: &lopdf::Document) -> Vec<Dictionary> {
    let Ok(form) = pdf.catalog().unwrap().get(b"AcroForm") else { return Vec::new() };
    let form = pdf.dereference(form).unwrap().1.as_dict().unwrap();
    let fields = form.get(b"Fields").unwrap().as_array().unwrap();
    fields.iter().map(|field| pdf.get_dictionary(field.as_reference().unwrap()).unwrap().clone()).collect()
}

#[test]
fn the_field_is_empty_and_stands_in_the_right_half() {
    let pdf = with_field(&specimen());
    let fields = fields(&pdf);
    assert_eq!(fields.len(), 1);
    let field = &fields[0];
    assert_eq!(field.get(b"FT").unwrap().as_name().unwrap(), b"Sig");
    assert!(field.get(b"V").is_err(), "nobody has signed yet");
    let page = field.get(b"P").unwrap().as_reference().unwrap();
    let annotations = pdf.get_dictionary(page).unwrap().get(b"Annots").unwrap();
    let annotations = pdf.dereference(annotations).unwrap().1.as_array().unwrap();
    assert!(annotations.len() == 1, "the page of the signature has no links");
    let edges = field.get(b"Rect").unwrap().as_array().unwrap();
    let edges: Vec<f32> = edges.iter().map(|edge| edge.as_float().unwrap()).collect();
    let [left, lower, right, upper] = edges[..] else { panic!("{edges:?}") };
    // The right half of the text of an A4 page; thirty millimetres and less for a signature.
    assert!(left > 297.0 && right < 595.0 - 42.0, "{edges:?}");
    assert!((40.0..=90.0).contains(&(upper - lower)), "{edges:?}");
    let above = baseline(&specimen().envelope.signature.title);
    let below = baseline(&specimen().envelope.signature.name);
    assert!(above > upper && lower > below, "{above} {edges:?} {below}");
}

#[test]
fn the_field_is_read_between_title_and_name() {
    let written = export(&specimen(), json!({ "font": "embedded", "signature_field": true })).main.unwrap();
    let tree = File::read(&written).tree();
    let tags = tree.walk();
    let at = tags.iter().position(|tag| tag.role == "Form").unwrap();
    let signature = specimen().envelope.signature;
    assert_eq!((tags[at - 1].text.trim(), tags[at + 1].text.trim()), (&*signature.title, &*signature.name));
}

#[test]
fn the_tag_leads_to_the_field_and_back() {
    let pdf = with_field(&specimen());
    let field = &fields(&pdf)[0];
    let key = field.get(b"StructParent").unwrap().as_i64().unwrap();
    let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let root = pdf.get_dictionary(root).unwrap();
    let parents = root.get(b"ParentTree").unwrap().as_dict().unwrap();
    let listed = parents.get(b"Nums").unwrap().as_array().unwrap();
    let tag = listed.chunks(2).find(|pair| pair[0].as_i64().unwrap() == key).unwrap()[1].as_reference().unwrap();
    let tag = pdf.get_dictionary(tag).unwrap();
    assert_eq!(tag.get(b"S").unwrap().as_name().unwrap(), b"Form");
    assert!(matches!(tag.get(b"K").unwrap(), Object::Dictionary(held) if held.get(b"Obj").is_ok()));
    assert_eq!(root.get(b"ParentTreeNextKey").unwrap().as_i64().unwrap(), key + 1);
}

#[test]
fn there_is_none_unasked_nor_where_nobody_signs() {
    let unasked = export(&specimen(), json!({ "font": "embedded" })).main.unwrap();
    assert!(fields(&lopdf::Document::load_mem(&unasked).unwrap()).is_empty());
    let mut unsigned = letter(vec![paragraph("Thân.")]);
    unsigned.envelope.signature.name.clear();
    assert!(fields(&with_field(&unsigned)).is_empty());
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let options = json!({ "font": "embedded", "signature_field": true });
    let [one, other] = [(), ()].map(|()| export(&specimen(), options.clone()).main.unwrap());
    assert_eq!(one, other);
}
