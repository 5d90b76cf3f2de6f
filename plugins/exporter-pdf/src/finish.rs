use std::collections::BTreeMap;

use baocao_exporter::{Document, ExportError};
use baocao_layout::{Face, Fonts, Item, Layout, Page};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::Options;
use crate::drawing::SCALE;
use crate::face::{UsedCharacters, describe_face};
use crate::links::annotations;
use crate::outline::add_outline;
use crate::picture;

/// Turns what genpdf wrote into the file that is issued.
pub(crate) fn finish(
    drawn: &[u8],
    layout: &Layout,
    fonts: &Fonts,
    used: &UsedCharacters,
    document: &Document,
    options: &Options,
) -> Result<Vec<u8>, ExportError> {
    let mut pdf = lopdf::Document::load_mem(drawn).map_err(ExportError::failed)?;
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let resources = resources(&mut pdf, &pages, fonts, used).map_err(ExportError::failed)?;
    let mut digest = Sha256::new();
    for (&id, page) in pages.iter().zip(&layout.pages) {
        let content = content(&pdf, id, page).map_err(ExportError::failed)?;
        digest.update(&content);
        let links = annotations(page, layout, fonts);
        finish_page(&mut pdf, id, page, content, resources, links).map_err(ExportError::failed)?;
    }
    let outline = options.bookmarks.then(|| add_outline(&mut pdf, layout, &pages)).flatten();
    set_catalog(&mut pdf, document, outline).map_err(ExportError::failed)?;
    let information = pdf.add_object(information(document));
    pdf.trailer.set("Info", information);
    digest.update(document.properties.title.as_bytes());
    digest.update(document.properties.date.as_bytes());
    let id = Object::String(digest.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    save(pdf, options)
}

fn save(mut pdf: lopdf::Document, options: &Options) -> Result<Vec<u8>, ExportError> {
    pdf.version = "1.7".to_owned();
    pdf.prune_objects();
    pdf.renumber_objects();
    let mut bytes = Vec::new();
    if options.compress {
        pdf.compress();
        pdf.save_modern(&mut bytes)?;
    } else {
        pdf.save_to(&mut bytes)?;
    }
    Ok(bytes)
}

/// Describes the faces that are used, and makes the one dictionary of resources that all pages share.
fn resources(
    pdf: &mut lopdf::Document,
    pages: &[ObjectId],
    fonts: &Fonts,
    used: &UsedCharacters,
) -> lopdf::Result<ObjectId> {
    let embedded: BTreeMap<Vec<u8>, ObjectId> = match pages.first() {
        Some(&page) => font_references(pdf, page)?,
        None => BTreeMap::new(),
    };
    let mut drawn = Dictionary::new();
    for face in Face::ALL {
        let characters = used.glyphs(face);
        // genpdf loads the faces in this order and the library names them by their place.
        let name = format!("F{}", face as usize);
        if let Some(&font) = embedded.get(name.as_bytes()).filter(|_| !characters.is_empty()) {
            describe_face(pdf, font, face, &fonts.face(face).metrics, characters)?;
            drawn.set(name, font);
        }
    }
    Ok(pdf.add_object(dictionary! { "Font" => drawn }))
}

fn font_references(pdf: &lopdf::Document, page: ObjectId) -> lopdf::Result<BTreeMap<Vec<u8>, ObjectId>> {
    let resources = pdf.get_dictionary(page)?.get(b"Resources")?;
    let resources = pdf.dereference(resources)?.1.as_dict()?;
    let fonts = pdf.dereference(resources.get(b"Font")?)?.1.as_dict()?;
    fonts.iter().map(|(name, font)| Ok((name.clone(), font.as_reference()?))).collect()
}

fn finish_page(
    pdf: &mut lopdf::Document,
    id: ObjectId,
    page: &Page,
    content: Vec<u8>,
    resources: ObjectId,
    links: Vec<Object>,
) -> lopdf::Result<()> {
    let content = pdf.add_object(Stream::new(Dictionary::new(), content));
    let parent = pdf.get_dictionary(id)?.get(b"Parent")?.clone();
    let edges = [0.0, 0.0, page.width, page.height].map(|edge| Object::Real(edge as f32));
    let mut finished = dictionary! {
        "Type" => "Page",
        "Parent" => parent,
        "MediaBox" => edges.to_vec(),
        "Resources" => resources,
        "Contents" => content,
    };
    if !links.is_empty() {
        finished.set("Annots", links);
    }
    pdf.set_object(id, finished);
    Ok(())
}

/// Rewrites a page's drawing: scaled down, lines in their thickness, words in one piece, no layers.
fn content(pdf: &lopdf::Document, id: ObjectId, page: &Page) -> lopdf::Result<Vec<u8>> {
    let drawn = Content::decode(&pdf.get_page_content(id))?;
    let scale = Object::Real((1.0 / SCALE) as f32);
    let zero = || Object::Integer(0);
    let mut operations = picture::operations(page);
    operations.push(Operation::new("cm", vec![scale.clone(), zero(), zero(), scale, zero(), zero()]));
    let mut thicknesses = page.items.iter().filter_map(|item| match item {
        Item::Rule(rule) => Some(rule.thickness),
        Item::Text(_) | Item::Area(_) | Item::Stroke(_) | Item::Room(_) => None,
    });
    let (mut thickness, mut font) = (0.0, Vec::new());
    for operation in drawn.operations {
        match operation.operator.as_str() {
            // Marked layers, line heights and saved states are of no use on a page of one layer.
            "BDC" | "EMC" | "TL" | "q" | "Q" => {}
            "m" => {
                // genpdf knows one thickness only; lines come in the layout's order.
                let wanted = thicknesses.next().unwrap_or(thickness);
                if wanted != thickness {
                    thickness = wanted;
                    operations.push(Operation::new("w", vec![Object::Real((wanted * SCALE) as f32)]));
                }
                operations.push(operation);
            }
            "Tf" if operation.operands == font => {}
            "Tf" => {
                font = operation.operands.clone();
                operations.push(operation);
            }
            "TJ" => operations.push(Operation::new("Tj", vec![glyphs(operation)])),
            _ => operations.push(operation),
        }
    }
    Content { operations }.encode()
}

/// Joins the glyphs of a run, which genpdf writes one by one with the kerning that the layout does not count with.
fn glyphs(operation: Operation) -> Object {
    let mut glyphs = Vec::new();
    for part in operation.operands.iter().filter_map(|operand| operand.as_array().ok()).flatten() {
        if let Object::String(bytes, _) = part {
            glyphs.extend_from_slice(bytes);
        }
    }
    Object::String(glyphs, StringFormat::Hexadecimal)
}

fn set_catalog(pdf: &mut lopdf::Document, document: &Document, outline: Option<ObjectId>) -> lopdf::Result<()> {
    let root = pdf.trailer.get(b"Root")?.as_reference()?;
    let tree = pdf.get_dictionary(root)?.get(b"Pages")?.clone();
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => tree,
        "Lang" => Object::String(document.language.clone().into_bytes(), StringFormat::Literal),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
    };
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    pdf.set_object(root, catalog);
    Ok(())
}

fn information(document: &Document) -> Dictionary {
    let properties = &document.properties;
    let mut information = Dictionary::new();
    let texts = [
        ("Title", &properties.title),
        ("Author", &properties.author),
        ("Subject", &properties.period),
        ("Creator", &properties.generator),
    ];
    for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        information.set(key, text_string(text));
    }
    information.set("Producer", text_string(concat!("exporter-pdf ", env!("CARGO_PKG_VERSION"))));
    if let Some(date) = date(&properties.date) {
        information.set("CreationDate", date.clone());
        information.set("ModDate", date);
    }
    information
}

/// The letter's own date at midnight; a clock would make every file another.
fn date(date: &str) -> Option<Object> {
    let digits: String = date.split('-').collect();
    let is_date = date.len() == 10 && digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_date.then(|| Object::string_literal(format!("D:{digits}000000Z")))
}

/// A string that every viewer reads: UTF-16 with its mark.
pub(crate) fn text_string(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
