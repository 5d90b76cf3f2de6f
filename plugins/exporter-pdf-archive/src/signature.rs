use baocao_exporter::{Document, ExportError};
use baocao_layout::{Item, Layout, Room};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary, text_string};

/// Annotations that are printed, as PDF/A asks of every one.
const PRINTED: i64 = 4;

/// Adds an empty field for a digital signature where the letter leaves room for one. A letter that nobody is named to sign
/// stays as it is.
pub(crate) fn with_field(written: Vec<u8>, layout: &Layout, document: &Document) -> Result<Vec<u8>, ExportError> {
    let rooms = layout.pages.iter().enumerate().flat_map(|(page, laid_out)| {
        laid_out
            .items
            .iter()
            .filter_map(move |item| if let Item::Room(room) = item { Some((page, *room)) } else { None })
    });
    let Some((page, room)) = rooms.last() else { return Ok(written) };
    let title = &document.envelope.signature.title;
    let height = layout.pages[page].height;
    add(&written, page, &upright(&room, height), title).map_err(ExportError::failed)
}

/// The room's edges from the foot of the page, as PDF counts: left, lower, right, upper.
fn upright(room: &Room, height: f64) -> [f64; 4] {
    [room.x0, height - room.y1, room.x1, height - room.y0]
}

fn add(written: &[u8], page: usize, edges: &[f64; 4], title: &str) -> lopdf::Result<Vec<u8>> {
    let mut pdf = lopdf::Document::load_mem(written)?;
    let page = pdf.get_pages().into_values().nth(page).ok_or(lopdf::Error::PageNumberNotFound(page as u32))?;
    let tag = form_tag(&pdf)?;
    let key = next_key(&pdf)?;
    let [left, lower, right, upper] = *edges;
    let real = |length: f64| Object::Real(length as f32);
    let appearance = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![real(0.0), real(0.0), real(right - left), real(upper - lower)],
    };
    let appearance = pdf.add_object(Stream::new(appearance, Vec::new()));
    let field = pdf.add_object(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => text_string("signature"),
        "TU" => text_string(&format!("Chữ ký số: {title}")),
        "F" => PRINTED,
        "Rect" => edges.map(real).to_vec(),
        "P" => page,
        "StructParent" => key,
        "AP" => dictionary! { "N" => appearance },
    });
    push(pdf.get_dictionary_mut(page)?, b"Annots", field.into())?;
    pdf.catalog_mut()?.set("AcroForm", dictionary! { "Fields" => vec![field.into()] });
    let held = dictionary! { "Type" => "OBJR", "Obj" => field, "Pg" => page };
    pdf.get_dictionary_mut(tag)?.set("K", held);
    let tree = tree(&pdf)?;
    let tree = pdf.get_dictionary_mut(tree)?;
    let parents = tree.get_mut(b"ParentTree")?.as_dict_mut()?;
    push(parents, b"Nums", key.into())?;
    push(parents, b"Nums", tag.into())?;
    tree.set("ParentTreeNextKey", key + 1);
    let mut bytes = Vec::new();
    pdf.save_modern(&mut bytes)?;
    Ok(bytes)
}

/// The tag that was left empty for the field.
fn form_tag(pdf: &lopdf::Document) -> lopdf::Result<ObjectId> {
    let is_form = |object: &Object| {
        let tag = |tag: &Dictionary| tag.get(b"S").is_ok_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Form"));
        object.as_dict().is_ok_and(tag)
    };
    let found = pdf.objects.iter().find(|(_, object)| is_form(object)).map(|(id, _)| *id);
    found.ok_or_else(|| lopdf::Error::DictKey("Form".to_owned()))
}

/// The root of the tree of tags.
fn tree(pdf: &lopdf::Document) -> lopdf::Result<ObjectId> {
    pdf.catalog()?.get(b"StructTreeRoot")?.as_reference()
}

/// The number under which the next object that belongs to a tag is listed.
fn next_key(pdf: &lopdf::Document) -> lopdf::Result<i64> {
    pdf.get_dictionary(tree(pdf)?)?.get(b"ParentTreeNextKey")?.as_i64()
}

/// Adds to a list in a dictionary, which begins with it if it was not there.
fn push(dictionary: &mut Dictionary, key: &[u8], value: Object) -> lopdf::Result<()> {
    match dictionary.get_mut(key) {
        Ok(list) => list.as_array_mut()?.push(value),
        Err(_) => dictionary.set(key, vec![value]),
    }
    Ok(())
}
