//! Reads a layout as a person would: line by line.

use baocao_document::{Block, Document, Inline, Paragraph, ParagraphRole, specimen};
use baocao_layout::{Fonts, Item, Layout, Page, Rule, Text, lay_out};

/// A line of text on a page.
#[derive(Debug)]
pub struct ReadLine {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
}

pub fn laid_out(document: &Document) -> Layout {
    lay_out(document, Fonts::embedded())
}

/// A letter with the specimen's envelope and the given body, no draft, no annexes.
pub fn letter(body: Vec<Block>) -> Document {
    let mut document = specimen::specimen();
    document.body = body;
    document.annexes.clear();
    document.envelope.draft = false;
    document.envelope.urgency = None;
    document
}

pub fn body(content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { content, role: ParagraphRole::Body })
}

pub fn text(text: impl Into<String>) -> Block {
    body(vec![Inline::text(text)])
}

pub fn texts(page: &Page) -> impl Iterator<Item = &Text> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text),
        Item::Rule(_) | Item::Area(_) | Item::Stroke(_) | Item::Room(_) => None,
    })
}

pub fn rules(page: &Page) -> impl Iterator<Item = &Rule> {
    page.items.iter().filter_map(|item| match item {
        Item::Rule(rule) => Some(rule),
        Item::Text(_) | Item::Area(_) | Item::Stroke(_) | Item::Room(_) => None,
    })
}

pub fn width(text: &Text) -> f64 {
    let metrics = &Fonts::embedded().face(text.face).metrics;
    text.text.trim_end().chars().map(|c| metrics.advance(c).unwrap_or(f64::NAN) * text.size).sum()
}

/// Runs that follow each other on a baseline, or nearly on it as marks do, make a line.
pub fn lines(page: &Page) -> Vec<ReadLine> {
    let mut lines: Vec<ReadLine> = Vec::new();
    for text in texts(page) {
        let right = text.x + width(text);
        match lines.last_mut() {
            Some(line) if (line.baseline - text.baseline).abs() < 7.0 && text.x >= line.left => {
                if text.x > line.right + 6.0 {
                    line.text.push(' ');
                }
                line.text.push_str(&text.text);
                line.right = right;
                line.baseline = line.baseline.max(text.baseline);
            }
            _ => lines.push(ReadLine { text: text.text.clone(), left: text.x, right, baseline: text.baseline }),
        }
    }
    lines
}

/// The text of all pages in the order it is drawn, without the marks of footnotes, which stand within words.
pub fn text_without_marks(layout: &Layout) -> String {
    let mut all = String::new();
    let mut end = (0.0, 0.0);
    for run in layout.pages.iter().flat_map(texts).filter(|run| run.size >= 10.0) {
        let continues = (run.x - end.0).abs() < 6.0 && (run.baseline - end.1).abs() < 0.01;
        all.push_str(if continues { "" } else { " " });
        all.push_str(&run.text);
        end = (run.x + width(run), run.baseline);
    }
    squeezed(&all)
}

/// All text of a page with its spaces made one.
pub fn page_text(page: &Page) -> String {
    let lines: Vec<String> = lines(page).into_iter().map(|line| line.text).collect();
    squeezed(&lines.join(" "))
}

pub fn layout_text(layout: &Layout) -> String {
    layout.pages.iter().map(page_text).collect::<Vec<_>>().join(" ")
}

pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn points(millimetres: f64) -> f64 {
    millimetres * 72.0 / 25.4
}
