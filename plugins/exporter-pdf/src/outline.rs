use baocao_layout::{Layout, OutlineEntry};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::finish::text_string;

/// Adds the headings and annexes as bookmarks; returns the outline's root, or nothing for a document without headings.
pub(crate) fn add_outline(pdf: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Option<ObjectId> {
    if layout.outline.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = layout.outline.iter().map(|_| pdf.new_object_id()).collect();
    let mut items: Vec<Dictionary> = layout.outline.iter().map(|entry| item(entry, layout, pages)).collect();
    let mut top = dictionary! { "Type" => "Outlines" };
    for (parent, children) in families(&layout.outline) {
        for (at, &child) in children.iter().enumerate() {
            items[child].set("Parent", parent.map_or(root, |parent| ids[parent]));
            if at > 0 {
                items[child].set("Prev", ids[children[at - 1]]);
            }
            if let Some(&next) = children.get(at + 1) {
                items[child].set("Next", ids[next]);
            }
        }
        if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
            let holder = parent.map_or(&mut top, |parent| &mut items[parent]);
            holder.set("First", ids[first]);
            holder.set("Last", ids[last]);
            // A negative count keeps an entry closed, so that the list opens with the first level alone.
            let count = children.len() as i64;
            holder.set("Count", if parent.is_some() { -count } else { count });
        }
    }
    for (id, item) in ids.into_iter().zip(items) {
        pdf.set_object(id, item);
    }
    pdf.set_object(root, top);
    Some(root)
}

/// The children of the outline itself and of each entry: an entry belongs to the last one above it of a higher level.
fn families(entries: &[OutlineEntry]) -> Vec<(Option<usize>, Vec<usize>)> {
    let mut families: Vec<(Option<usize>, Vec<usize>)> = vec![(None, Vec::new())];
    families.extend((0..entries.len()).map(|at| (Some(at), Vec::new())));
    let mut open: Vec<usize> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        while open.last().is_some_and(|last| entries[*last].level >= entry.level) {
            open.pop();
        }
        families[open.last().map_or(0, |parent| parent + 1)].1.push(at);
        open.push(at);
    }
    families
}

fn item(entry: &OutlineEntry, layout: &Layout, pages: &[ObjectId]) -> Dictionary {
    let height = layout.pages[entry.page].height;
    let destination: Vec<Object> = vec![
        pages[entry.page].into(),
        "XYZ".into(),
        Object::Null,
        Object::Real((height - entry.y) as f32),
        Object::Null,
    ];
    dictionary! { "Title" => text_string(&entry.title), "Dest" => destination }
}
