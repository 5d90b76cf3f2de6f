use std::collections::BTreeMap;

use baocao_layout::{Fonts, Item, Page, Text};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::{Quadrilateral, Rect};

use crate::tags::Tags;

/// How far an area reaches below the baseline, for a size of 1.
const DEPTH: f64 = 0.25;

/// Adds the areas of a page that lead elsewhere, one for each link, in as many pieces as it has lines.
pub(crate) fn add_links(
    page: &mut krilla::page::Page<'_>,
    laid_out: &Page,
    links: &[String],
    fonts: &Fonts,
    tags: &mut Tags<'_>,
) {
    let mut runs: BTreeMap<usize, Vec<&Text>> = BTreeMap::new();
    for item in &laid_out.items {
        if let Item::Text(text) = item
            && let Some(link) = text.link
        {
            runs.entry(link).or_default().push(text);
        }
    }
    for (link, texts) in runs {
        let pieces: Vec<Quadrilateral> = texts.iter().filter_map(|text| area(text, fonts)).map(Into::into).collect();
        let (Some(href), Some(element)) = (links.get(link), texts[0].element) else { continue };
        if pieces.is_empty() {
            continue;
        }
        let words: String = texts.iter().map(|text| text.text.as_str()).collect();
        let target = Target::Action(Action::Link(LinkAction::new(href.clone())));
        let annotation = LinkAnnotation::new_with_quad_points(pieces, target);
        let annotation = Annotation::new_link(annotation, Some(words.trim().to_owned()));
        tags.add(element, page.add_tagged_annotation(annotation));
    }
}

fn area(text: &Text, fonts: &Fonts) -> Option<Rect> {
    let (top, bottom) = (text.baseline - text.size, text.baseline + DEPTH * text.size);
    let right = text.x + text.width(fonts);
    let [left, top, right, bottom] = [text.x, top, right, bottom].map(|edge| edge as f32);
    Rect::from_ltrb(left, top, right, bottom).filter(|area| area.width() > 0.0)
}
