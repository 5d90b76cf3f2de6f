use baocao_layout::{Area, Item, Page, Rule, Stroke, Text};
use krilla::color::{luma, rgb};
use krilla::geom::PathBuilder;
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineJoin, Paint, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use crate::faces::Faces;
use crate::glyph_run;
use crate::links::add_links;
use crate::tags::Tags;

/// Draws a page: charts, text upon them, lines.
pub(crate) fn draw(
    pdf: &mut krilla::Document,
    (index, page): (usize, &Page),
    links: &[String],
    faces: &Faces<'_>,
    tags: &mut Tags<'_>,
) {
    let settings = PageSettings::from_wh(page.width as f32, page.height as f32).unwrap_or_default();
    let mut drawn = pdf.start_page_with(settings);
    let mut surface = drawn.surface();
    draw_shapes(&mut surface, page, tags);
    draw_texts(&mut surface, page, faces, tags);
    draw_rules(&mut surface, page);
    surface.finish();
    add_links(&mut drawn, page, links, faces.fonts, tags);
    drawn.finish();
    for item in &page.items {
        // Of everything else the place is not asked, and measuring text takes long.
        if let Some(element) = element(item).filter(|element| tags.is_picture(*element)) {
            tags.place(element, index, &corners(item, faces));
        }
    }
}

fn draw_shapes(surface: &mut Surface<'_>, page: &Page, tags: &mut Tags<'_>) {
    let shapes: Vec<&Item> = page.items.iter().filter(|item| matches!(item, Item::Area(_) | Item::Stroke(_))).collect();
    for run in shapes.chunk_by(|one, other| element(one) == element(other)) {
        begin(surface, element(run[0]), tags);
        for shape in run {
            match shape {
                Item::Area(area) => draw_area(surface, area),
                Item::Stroke(stroke) => draw_stroke(surface, stroke),
                Item::Text(_) | Item::Rule(_) | Item::Room(_) => {}
            }
        }
        surface.end_tagged();
    }
}

fn draw_texts(surface: &mut Surface<'_>, page: &Page, faces: &Faces<'_>, tags: &mut Tags<'_>) {
    surface.set_stroke(None);
    surface.set_fill(Some(fill(luma::Color::black().into())));
    let texts = page.items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None });
    let texts: Vec<&Text> = texts.filter(|text| !text.text.is_empty()).collect();
    for run in texts.chunk_by(|one, other| one.element == other.element) {
        begin(surface, run[0].element, tags);
        glyph_run::draw(surface, run, faces);
        surface.end_tagged();
    }
}

/// All lines of the page are ornaments: what they part is told by the tags.
fn draw_rules(surface: &mut Surface<'_>, page: &Page) {
    let rules: Vec<&Rule> =
        page.items.iter().filter_map(|item| if let Item::Rule(rule) = item { Some(rule) } else { None }).collect();
    if rules.is_empty() {
        return;
    }
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_fill(None);
    for rule in rules {
        surface.set_stroke(Some(stroke(luma::Color::black().into(), rule.thickness)));
        draw_path(surface, &[[rule.x0, rule.y0], [rule.x1, rule.y1]], false);
    }
    surface.set_stroke(None);
    surface.end_tagged();
}

fn element(item: &Item) -> Option<usize> {
    match item {
        Item::Text(text) => text.element,
        Item::Area(area) => area.element,
        Item::Stroke(stroke) => stroke.element,
        Item::Rule(_) | Item::Room(_) => None,
    }
}

/// The places that enclose what is drawn.
fn corners(item: &Item, faces: &Faces<'_>) -> Vec<[f64; 2]> {
    match item {
        Item::Text(text) => {
            vec![[text.x, text.baseline - text.size], [text.x + text.width(faces.fonts), text.baseline]]
        }
        Item::Area(area) => area.corners.clone(),
        Item::Stroke(stroke) => stroke.lines.concat(),
        Item::Rule(_) | Item::Room(_) => Vec::new(),
    }
}

/// Starts what belongs to an element. Text of none is repeated on every page: numbers and headers.
fn begin(surface: &mut Surface<'_>, element: Option<usize>, tags: &mut Tags<'_>) {
    let Some(element) = element else {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
        return;
    };
    let drawn = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
    tags.add(element, drawn);
}

fn draw_area(surface: &mut Surface<'_>, area: &Area) {
    surface.set_stroke(None);
    surface.set_fill(Some(fill(colour(area.fill.0))));
    draw_path(surface, &area.corners, true);
}

fn draw_stroke(surface: &mut Surface<'_>, drawn: &Stroke) {
    let dash = StrokeDash { array: drawn.dash.iter().map(|length| *length as f32).collect(), offset: 0.0 };
    surface.set_fill(None);
    surface.set_stroke(Some(krilla::paint::Stroke {
        line_join: LineJoin::Round,
        dash: (!drawn.dash.is_empty()).then_some(dash),
        ..stroke(colour(drawn.colour.0), drawn.thickness)
    }));
    drawn.lines.iter().for_each(|line| draw_path(surface, line, false));
}

/// Draws from corner to corner.
fn draw_path(surface: &mut Surface<'_>, corners: &[[f64; 2]], closed: bool) {
    let mut path = PathBuilder::new();
    for (index, [x, y]) in corners.iter().enumerate() {
        let (x, y) = (*x as f32, *y as f32);
        if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    if closed {
        path.close();
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn fill(paint: Paint) -> Fill {
    Fill { paint, ..Fill::default() }
}

fn stroke(paint: Paint, thickness: f64) -> krilla::paint::Stroke {
    krilla::paint::Stroke { paint, width: thickness as f32, ..krilla::paint::Stroke::default() }
}

fn colour([red, green, blue]: [u8; 3]) -> Paint {
    rgb::Color::new(red, green, blue).into()
}
