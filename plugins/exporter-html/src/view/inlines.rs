use baocao_exporter::{FigureText, Footnote, Inline, Target, Value};
use serde::Serialize;

use super::blocks::Builder;
use crate::text;

/// A piece of text. `as` names the template that writes it.
#[derive(Debug, Serialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum InlineView {
    Text { text: String },
    Strong { content: Vec<InlineView> },
    Emphasis { content: Vec<InlineView> },
    Footnote { n: usize, number: u32 },
    Figure(FigureView),
    Link { text: String, href: String },
    LineBreak,
}

/// A figure, in running text or in a cell.
#[derive(Debug, Serialize)]
pub struct FigureView {
    pub text: String,
    pub addresses: String,
    /// The value for programs; empty unless it is a number or words.
    pub value: String,
    /// What kind of value it is, where it is none.
    pub state: &'static str,
    pub id: String,
    /// The id of its source; empty for no link.
    pub source: String,
}

/// A footnote at its place.
#[derive(Debug, Serialize)]
pub struct NoteView {
    pub n: usize,
    pub number: u32,
    pub content: Vec<InlineView>,
}

impl<'a> Builder<'a> {
    pub fn inlines(&mut self, content: &'a [Inline], at: &str) -> Vec<InlineView> {
        content.iter().map(|inline| self.inline(inline, at)).collect()
    }

    fn inline(&mut self, inline: &'a Inline, at: &str) -> InlineView {
        match inline {
            Inline::Text { text } => InlineView::Text { text: text::clean(text) },
            Inline::Strong { content } => InlineView::Strong { content: self.inlines(content, at) },
            Inline::Emphasis { content } => InlineView::Emphasis { content: self.inlines(content, at) },
            Inline::LineBreak => InlineView::LineBreak,
            Inline::Figure(figure) => InlineView::Figure(self.figure(figure)),
            Inline::Footnote(note) => self.footnote(note),
            Inline::Link(link) => match followed(&link.href) {
                Some(href) => InlineView::Link { text: text::clean(&link.text), href },
                None => InlineView::Text { text: text::clean(&link.text) },
            },
            Inline::Unknown(unknown) => {
                self.unknown.push((at.to_owned(), unknown.kind.clone()));
                InlineView::Text { text: text::clean(&unknown.text) }
            }
        }
    }

    fn footnote(&mut self, note: &'a Footnote) -> InlineView {
        let n = self.anchors.note();
        self.open_notes.push_back((n, note));
        InlineView::Footnote { n, number: note.number }
    }

    fn figure(&mut self, figure: &'a FigureText) -> FigureView {
        let text = text::clean(&figure.text);
        let id = figure.addresses.iter().find_map(|address| self.anchors.figure_in_text(address, &text));
        let source = figure.addresses.iter().find_map(|address| self.anchors.source(address));
        FigureView::new(text, &figure.addresses.join(" "), Some(&figure.value), id, source)
    }

    /// Takes the footnotes met so far. A note's own notes join the end.
    pub fn take_notes(&mut self, at: &str) -> Vec<NoteView> {
        let mut notes = Vec::new();
        while let Some((n, note)) = self.open_notes.pop_front() {
            let content = self.inlines(&note.content, at);
            notes.push(NoteView { n, number: note.number, content });
        }
        notes
    }
}

/// The link's target as it was written, if it may be followed.
pub fn followed(href: &str) -> Option<String> {
    Target::of(href).map(|_| href.to_owned())
}

impl FigureView {
    pub fn new(
        text: String,
        addresses: &str,
        value: Option<&Value>,
        id: Option<String>,
        source: Option<String>,
    ) -> Self {
        let (value, state) = match value {
            Some(Value::Number { number }) => (number.as_str(), ""),
            Some(Value::Text { text }) => (text.as_str(), ""),
            Some(Value::Nil) => ("", "nil"),
            Some(Value::NotApplicable) => ("", "not-applicable"),
            Some(Value::Blank) | None => ("", "blank"),
        };
        // A link around nothing cannot be seen or reached.
        let source = source.filter(|_| !text.trim().is_empty()).unwrap_or_default();
        let (value, addresses) = (text::clean(value), text::clean(addresses));
        Self { text, addresses, value, state, id: id.unwrap_or_default(), source }
    }
}
