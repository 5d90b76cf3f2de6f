use baocao_layout::OutlineEntry;
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};

/// Makes bookmarks of the headings and annexes.
pub(crate) fn outline(entries: &[OutlineEntry]) -> Outline {
    let mut outline = Outline::new();
    for (entry, below) in families(entries) {
        outline.push_child(node(entry, below));
    }
    outline
}

fn node(entry: &OutlineEntry, below: &[OutlineEntry]) -> OutlineNode {
    let place = XyzDestination::new(entry.page, Point::from_xy(0.0, entry.y as f32));
    let mut made = OutlineNode::new(entry.title.clone(), place);
    for (entry, below) in families(below) {
        made.push_child(node(entry, below));
    }
    made
}

/// The entries that stand under no other, each with those below it: an entry belongs to the last one above it of a higher
/// level.
fn families(entries: &[OutlineEntry]) -> Vec<(&OutlineEntry, &[OutlineEntry])> {
    let mut families = Vec::new();
    let mut rest = entries;
    while let Some((first, after)) = rest.split_first() {
        let count = after.iter().take_while(|entry| entry.level > first.level).count();
        let (below, others) = after.split_at(count);
        families.push((first, below));
        rest = others;
    }
    families
}
