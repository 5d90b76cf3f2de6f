use baocao_layout::{Metrics, Text};
use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use crate::faces::Faces;

/// A place that is met this well, in points, is met: a hundredth of what a reader could see.
const CLOSE_ENOUGH: f32 = 0.002;

/// Draws the texts of one element. Neighbours in one style are one run of glyphs however many words and lines they have:
/// krilla sets the state of the page anew for each run, which takes longer than its glyphs do.
pub(crate) fn draw(surface: &mut Surface<'_>, texts: &[&Text], faces: &Faces<'_>) {
    for texts in texts.chunk_by(|one, other| (one.face, one.size) == (other.face, other.size)) {
        let (face, size) = (texts[0].face, texts[0].size as f32);
        let run = GlyphRun::of(texts, &faces.fonts.face(face).metrics);
        // Every line is reckoned from the top of the page, so that the same baseline is the same number in every run.
        let start = Point::from_xy(texts[0].x as f32, 0.0);
        surface.draw_glyphs(start, &run.glyphs, faces.face(face), &run.text, size, false);
    }
}

/// Glyphs in one style. Where a text starts elsewhere than the one before it ends, the last glyph between them is as wide
/// as it takes.
struct GlyphRun {
    text: String,
    glyphs: Vec<KrillaGlyph>,
    size: f32,
    /// Where the last glyph stands, added up as krilla does, so that no rounding is carried from word to word.
    last: f32,
    /// How wide the last gap was that was not the glyph's own; those of a line are alike.
    gap: f32,
}

impl GlyphRun {
    fn of(texts: &[&Text], metrics: &Metrics) -> Self {
        let first = texts[0];
        let bytes = texts.iter().map(|text| text.text.len()).sum();
        let (text, glyphs) = (String::with_capacity(bytes), Vec::with_capacity(bytes));
        let mut run = Self { text, glyphs, size: first.size as f32, last: first.x as f32, gap: 0.0 };
        for text in texts {
            run.go_to(text.x as f32);
            run.push(&text.text, -(text.baseline as f32) / run.size, metrics);
        }
        run
    }

    fn go_to(&mut self, x: f32) {
        let Some(glyph) = self.glyphs.last_mut() else {
            self.last = x;
            return;
        };
        let (size, last) = (self.size, self.last);
        let leads_there = |advance: &f32| (last + advance * size - x).abs() < CLOSE_ENOUGH;
        if leads_there(&glyph.x_advance) {
            return;
        }
        if !leads_there(&self.gap) {
            self.gap = (x - last) / size;
        }
        glyph.x_advance = self.gap;
    }

    fn push(&mut self, text: &str, rise: f32, metrics: &Metrics) {
        let start = self.text.len();
        self.text.push_str(text);
        for (at, character) in text.char_indices() {
            let Some(glyph) = metrics.glyph(character) else { continue };
            let range = start + at..start + at + character.len_utf8();
            if let Some(before) = self.glyphs.last() {
                self.last += before.x_advance * self.size;
            }
            let id = GlyphId::new(glyph.id.into());
            self.glyphs.push(KrillaGlyph::new(id, glyph.advance as f32, 0.0, rise, 0.0, range, None));
        }
    }
}

#[cfg(test)]
mod tests {
    use baocao_layout::{Face, Fonts};

    use super::*;

    fn text(x: f64, baseline: f64, text: &str) -> Text {
        Text { x, baseline, face: Face::Regular, size: 13.0, text: text.to_owned(), link: None, element: Some(0) }
    }

    /// Where each character stands as krilla adds it up.
    fn places(run: &GlyphRun, start: f64) -> Vec<(char, f32, f32)> {
        let mut x = start as f32;
        let place = |glyph: &KrillaGlyph| {
            let character = run.text[glyph.text_range.clone()].chars().next().unwrap();
            let place = (character, x, -glyph.y_offset * run.size);
            x += glyph.x_advance * run.size;
            place
        };
        run.glyphs.iter().map(place).collect()
    }

    #[test]
    fn every_text_of_a_run_stands_at_its_place() {
        let fonts = Fonts::embedded();
        let metrics = &fonts.face(Face::Regular).metrics;
        // Forty justified lines of words that are all stretched alike, then a piece where the one before it ends.
        let mut texts = Vec::new();
        for line in 0..40 {
            let baseline = 70.0 + 17.3 * f64::from(line);
            let mut x = 85.039_37;
            for word in ["Đại ", "hội ", "công ", "đoàn ", "đã ", "tổ ", "chức ", "đúng ", "hạn "] {
                texts.push(text(x, baseline, word));
                x += texts.last().unwrap().width(fonts) + 4.731_2;
            }
        }
        let last = texts.last().unwrap();
        let end = last.x + last.width(fonts);
        texts.last_mut().unwrap().text = "hạn".to_owned();
        texts.push(text(end, texts.last().unwrap().baseline, "."));
        let run = GlyphRun::of(&texts.iter().collect::<Vec<_>>(), metrics);
        let places = places(&run, texts[0].x);
        let mut at = 0;
        for text in &texts {
            let (first, x, baseline) = places[at];
            assert_eq!(Some(first), text.text.chars().next());
            let close = |found: f32, wanted: f64| (f64::from(found) - wanted).abs() < 0.003;
            assert!(close(x, text.x) && close(baseline, text.baseline), "{text:?} at {x}, {baseline}");
            at += text.text.chars().count();
        }
        assert_eq!(at, places.len());
        // Gaps that are alike are the same number, which is what makes the file small.
        let gaps: Vec<f32> = run
            .glyphs
            .iter()
            .filter(|glyph| run.text[glyph.text_range.clone()] == *" ")
            .map(|glyph| glyph.x_advance)
            .collect();
        assert!(gaps.windows(2).filter(|pair| pair[0] != pair[1]).count() <= 2 * 40, "{gaps:?}");
    }
}
