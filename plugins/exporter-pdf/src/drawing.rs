use baocao_layout::{Face, Fonts, Item, Layout, Page, Rule, Text};
use genpdf::error::Error;
use genpdf::fonts::{FontCache, FontData, FontFamily};
use genpdf::render::{Area, Renderer};
use genpdf::style::Style;
use genpdf::{Mm, Position, Size};

use crate::face::UsedCharacters;
use crate::thin::thin_face;

/// genpdf counts sizes in whole points, a report in half points: pages are drawn this much larger and scaled down.
pub(crate) const SCALE: f64 = 2.0;

/// Draws the pages. Every page has its own size, which only genpdf's renderer offers, not its document.
pub(crate) fn draw(layout: &Layout, fonts: &Fonts, used: &UsedCharacters) -> Result<Vec<u8>, Error> {
    let mut cache = FontCache::new(family(fonts, used)?);
    let mut pages = layout.pages.iter();
    let first = pages.next().map_or(Size::new(0, 0), size);
    let mut renderer = Renderer::new(first, "")?;
    cache.load_pdf_fonts(&renderer)?;
    for (index, page) in layout.pages.iter().enumerate() {
        if index > 0 {
            renderer.add_page(size(page));
        }
        let area = renderer.last_page().last_layer().area();
        for item in &page.items {
            match item {
                Item::Text(text) => draw_text(&area, &cache, text)?,
                Item::Rule(rule) => draw_rule(&area, rule),
                // genpdf fills nothing; the last pass over the file draws charts.
                Item::Area(_) | Item::Stroke(_) | Item::Room(_) => {}
            }
        }
    }
    let mut bytes = Vec::new();
    renderer.write(&mut bytes)?;
    Ok(bytes)
}

fn family(fonts: &Fonts, used: &UsedCharacters) -> Result<FontFamily<FontData>, Error> {
    let data = |face: Face| {
        let whole = &fonts.face(face).data;
        FontData::new(thin_face(whole, used.glyphs(face)).unwrap_or_else(|| whole.to_vec()), None)
    };
    Ok(FontFamily {
        regular: data(Face::Regular)?,
        bold: data(Face::Bold)?,
        italic: data(Face::Italic)?,
        bold_italic: data(Face::BoldItalic)?,
    })
}

fn draw_text(area: &Area<'_>, cache: &FontCache, text: &Text) -> Result<(), Error> {
    let mut style = Style::new().with_font_size((text.size * SCALE) as u8);
    if text.face.is_bold() {
        style.set_bold();
    }
    if text.face.is_italic() {
        style.set_italic();
    }
    // genpdf puts the baseline at the foot of the glyphs' box.
    let box_height = f64::from(style.font(cache).glyph_height(style.font_size()));
    let position = Position::new(length(text.x), Mm::from(f64::from(length(text.baseline)) - box_height));
    area.print_str(cache, position, style, &text.text)?;
    Ok(())
}

fn draw_rule(area: &Area<'_>, rule: &Rule) {
    let ends = [(rule.x0, rule.y0), (rule.x1, rule.y1)];
    area.draw_line(ends.map(|(x, y)| Position::new(length(x), length(y))).to_vec(), Style::new());
}

fn size(page: &Page) -> Size {
    Size::new(length(page.width), length(page.height))
}

fn length(points: f64) -> Mm {
    Mm::from(points * SCALE * 25.4 / 72.0)
}
