//! Drawings as pictures of points, in the type that documents are measured with, so that they look alike everywhere.

use baocao_exporter::drawing::{Anchor, Colour, Drawing, Place, Shape};
use baocao_exporter::{ExportError, typeface};
use tiny_skia::{FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};
use ttf_parser::{Face, OutlineBuilder};

/// What printers of letters show.
const DOTS_PER_INCH: f64 = 300.0;
const DOTS_PER_MM: f64 = DOTS_PER_INCH / 25.4;
const DOTS_PER_POINT: f64 = DOTS_PER_INCH / 72.0;
/// No picture has more dots on a side, whatever it is of.
const MOST_DOTS: f64 = 4_000.0;
const BLACK: Colour = Colour([0; 3]);

/// Draws a picture and packs it as PNG.
pub fn png(drawing: &Drawing) -> Result<Vec<u8>, ExportError> {
    let dots = |millimetres: f64| (millimetres * DOTS_PER_MM).round().clamp(1.0, MOST_DOTS) as u32;
    let (width, height) = (dots(drawing.width), dots(drawing.height));
    let face = Face::parse(typeface::FILES[0], 0).map_err(ExportError::failed)?;
    let map = Pixmap::new(width, height).ok_or_else(|| ExportError::failed("the picture has no size"))?;
    let mut canvas = Canvas { map, face };
    canvas.map.fill(tiny_skia::Color::WHITE);
    drawing.shapes.iter().for_each(|shape| canvas.draw(shape));
    packed(&canvas.map)
}

struct Canvas {
    map: Pixmap,
    face: Face<'static>,
}

impl Canvas {
    fn draw(&mut self, shape: &Shape) {
        match shape {
            Shape::Area { corners, fill } => {
                let mut path = PathBuilder::new();
                push_line(&mut path, corners);
                path.close();
                self.fill(path.finish(), *fill);
            }
            Shape::Stroke { lines, colour, thickness, dash } => {
                let mut path = PathBuilder::new();
                lines.iter().for_each(|line| push_line(&mut path, line));
                let lengths = dash.iter().map(|length| (length * DOTS_PER_MM) as f32).collect();
                let stroke = Stroke {
                    width: (thickness * DOTS_PER_MM) as f32,
                    line_join: LineJoin::Round,
                    dash: StrokeDash::new(lengths, 0.0),
                    ..Stroke::default()
                };
                if let Some(path) = path.finish() {
                    self.map.stroke_path(&path, &paint(*colour), &stroke, Transform::identity(), None);
                }
            }
            Shape::Text { at, anchor, size, text } => self.text(*at, *anchor, *size, text),
        }
    }

    fn text(&mut self, [x, baseline]: Place, anchor: Anchor, size: f64, text: &str) {
        let size = size * DOTS_PER_POINT;
        let width = typeface::width(text, false, false) * size;
        let mut x = x * DOTS_PER_MM
            - match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => width / 2.0,
                Anchor::End => width,
            };
        let scale = size / f64::from(self.face.units_per_em());
        for character in text.chars() {
            let shown = if character == '\u{a0}' { ' ' } else { character };
            // What the face lacks is a question mark, as in print.
            let glyph = self.face.glyph_index(shown).or_else(|| self.face.glyph_index('?'));
            if let Some(glyph) = glyph.filter(|_| !character.is_control()) {
                let mut outline = Outline { path: PathBuilder::new(), x, y: baseline * DOTS_PER_MM, scale };
                self.face.outline_glyph(glyph, &mut outline);
                self.fill(outline.path.finish(), BLACK);
            }
            x += typeface::width(character.encode_utf8(&mut [0; 4]), false, false) * size;
        }
    }

    fn fill(&mut self, path: Option<Path>, colour: Colour) {
        if let Some(path) = path {
            self.map.fill_path(&path, &paint(colour), FillRule::Winding, Transform::identity(), None);
        }
    }
}

fn paint(Colour([red, green, blue]): Colour) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

fn push_line(path: &mut PathBuilder, corners: &[Place]) {
    for (index, [x, y]) in corners.iter().enumerate() {
        let (x, y) = ((x * DOTS_PER_MM) as f32, (y * DOTS_PER_MM) as f32);
        if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
}

/// The outline of a letter at its place; faces count upwards, pictures downwards.
struct Outline {
    path: PathBuilder,
    x: f64,
    y: f64,
    scale: f64,
}

impl Outline {
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        ((self.x + f64::from(x) * self.scale) as f32, (self.y - f64::from(y) * self.scale) as f32)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.place(x1, y1), self.place(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.place(x1, y1), self.place(x2, y2), self.place(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

/// Packs the points as they are. None is transparent.
fn packed(map: &Pixmap) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, map.width(), map.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    // Most lines are like the one above. Packing harder takes eight times as long for a tenth of the size.
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::Up);
    let per_metre = (DOTS_PER_INCH / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header().map_err(ExportError::failed)?;
    writer.write_image_data(map.data()).map_err(ExportError::failed)?;
    writer.finish().map_err(ExportError::failed)?;
    Ok(bytes)
}
