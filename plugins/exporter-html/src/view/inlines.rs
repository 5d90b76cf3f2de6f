use baocao_exporter::{FigureText, Footnote, Inline, Link, Target, Value};
use handlebars::RenderError;
use serde::Serialize;

use super::blocks::Builder;
use crate::markup::Markup;
use crate::text;

/// A footnote's mark in the text.
#[derive(Debug, Serialize)]
struct MarkView {
    n: usize,
    number: u32,
}

/// Text that leads elsewhere.
#[derive(Debug, Serialize)]
pub struct LinkView<'t> {
    pub text: &'t str,
    pub href: &'t str,
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
    /// How it stands on the page.
    pub ready: Markup,
}

/// A footnote at its place.
#[derive(Debug, Serialize)]
pub struct NoteView {
    pub n: usize,
    pub number: u32,
    pub content: Markup,
}

impl<'a> Builder<'a> {
    pub fn inlines(&mut self, content: &'a [Inline], at: &str) -> Result<Markup, RenderError> {
        let mut markup = Markup::default();
        self.write_inlines(content, at, &mut markup)?;
        Ok(markup)
    }

    fn write_inlines(&mut self, content: &'a [Inline], at: &str, to: &mut Markup) -> Result<(), RenderError> {
        content.iter().try_for_each(|inline| self.write_inline(inline, at, to))
    }

    fn write_inline(&mut self, inline: &'a Inline, at: &str, to: &mut Markup) -> Result<(), RenderError> {
        match inline {
            Inline::Text { text } => to.text(&text::clean(text)),
            Inline::Strong { content } => {
                to.tag("<strong>");
                self.write_inlines(content, at, to)?;
                to.tag("</strong>");
            }
            Inline::Emphasis { content } => {
                to.tag("<em>");
                self.write_inlines(content, at, to)?;
                to.tag("</em>");
            }
            Inline::LineBreak => to.tag("<br/>"),
            Inline::Figure(figure) => to.append(&self.figure(figure).ready),
            Inline::Footnote(note) => to.append(&self.footnote(note)?),
            Inline::Link(link) => to.append(&self.link(link)?),
            Inline::Unknown(unknown) => {
                self.unknown.push((at.to_owned(), unknown.kind.clone()));
                to.text(&text::clean(&unknown.text));
            }
        }
        Ok(())
    }

    fn link(&self, link: &Link) -> Result<Markup, RenderError> {
        let text = text::clean(&link.text);
        match followed(&link.href) {
            Some(href) => self.pieces.render("link", &LinkView { text: &text, href: &href }),
            None => {
                let mut plain = Markup::default();
                plain.text(&text);
                Ok(plain)
            }
        }
    }

    fn footnote(&mut self, note: &'a Footnote) -> Result<Markup, RenderError> {
        let n = self.anchors.note();
        self.open_notes.push_back((n, note));
        self.pieces.render("footnote", &MarkView { n, number: note.number })
    }

    fn figure(&mut self, figure: &'a FigureText) -> FigureView {
        let text = text::clean(&figure.text);
        let id = figure.addresses.iter().find_map(|address| self.anchors.figure_in_text(address, &text));
        let source = figure.addresses.iter().find_map(|address| self.anchors.source(address));
        FigureView::new(text, &figure.addresses.join(" "), Some(&figure.value), id, source)
    }

    /// Takes the footnotes met so far. A note's own notes join the end.
    pub fn take_notes(&mut self, at: &str) -> Result<Vec<NoteView>, RenderError> {
        let mut notes = Vec::new();
        while let Some((n, note)) = self.open_notes.pop_front() {
            let content = self.inlines(&note.content, at)?;
            notes.push(NoteView { n, number: note.number, content });
        }
        Ok(notes)
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
        let (value, addresses, id) = (text::clean(value), text::clean(addresses), id.unwrap_or_default());
        let mut view = Self { text, addresses, value, state, id, source, ready: Markup::default() };
        view.ready = view.markup();
        view
    }

    /// A value is data for programs, what is none says its state; either is a link to its source.
    fn markup(&self) -> Markup {
        let mut markup = Markup::default();
        let linked = !self.source.is_empty();
        if linked {
            markup.tag("<a class=\"figure\"");
            markup.attribute("id", &self.id);
            markup.tag(" href=\"#");
            markup.text(&self.source);
            markup.tag("\">");
        }
        let is_value = !self.value.is_empty();
        let (name, content) = if is_value { ("value", &*self.value) } else { ("data-state", self.state) };
        markup.tag(if is_value { "<data" } else { "<span" });
        markup.full_attribute(name, content);
        markup.full_attribute("data-address", &self.addresses);
        markup.attribute("id", if linked { "" } else { &self.id });
        markup.tag(">");
        markup.text(&self.text);
        markup.tag(if is_value { "</data>" } else { "</span>" });
        if linked {
            markup.tag("</a>");
        }
        markup
    }
}
