//! What a document uses and an exporter may not be able to show.

use std::collections::BTreeSet;

use baocao_exporter::{Block, Description, Document, Feature, Inline, Orientation};

/// The features that `document` uses and the exporter lacks.
pub fn missing(document: &Document, description: &Description) -> Vec<Feature> {
    used(document).into_iter().filter(|feature| !description.features.contains(feature)).collect()
}

fn used(document: &Document) -> BTreeSet<Feature> {
    let mut used = BTreeSet::from([Feature::Envelope]);
    if document.envelope.draft {
        used.insert(Feature::Draft);
    }
    blocks(&document.body, &mut used);
    for annex in &document.annexes {
        used.insert(Feature::Annexes);
        blocks(&annex.blocks, &mut used);
    }
    used
}

fn blocks(content: &[Block], used: &mut BTreeSet<Feature>) {
    for block in content {
        match block {
            Block::Heading(heading) => {
                used.insert(Feature::Headings);
                inlines(&heading.content, used);
            }
            Block::Paragraph(paragraph) => inlines(&paragraph.content, used),
            Block::List(list) => {
                used.insert(Feature::Lists);
                list.items.iter().for_each(|item| blocks(&item.blocks, used));
            }
            Block::Table(table) => {
                used.insert(Feature::Tables);
                if table.header.len() > 1 {
                    used.insert(Feature::MergedHeaders);
                }
                if table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.href.is_some()) {
                    used.insert(Feature::Links);
                }
            }
            Block::Chart(_) => {
                used.insert(Feature::Charts);
            }
            Block::Section(section) => {
                if section.orientation == Orientation::Landscape {
                    used.insert(Feature::Landscape);
                }
                blocks(&section.blocks, used);
            }
            Block::PageBreak | Block::Unknown(_) => {}
        }
    }
}

fn inlines(content: &[Inline], used: &mut BTreeSet<Feature>) {
    for inline in content {
        match inline {
            Inline::Strong { content } | Inline::Emphasis { content } => {
                used.insert(Feature::Emphasis);
                inlines(content, used);
            }
            Inline::Footnote(_) => {
                used.insert(Feature::Footnotes);
            }
            Inline::Link(_) => {
                used.insert(Feature::Links);
            }
            _ => {}
        }
    }
}
