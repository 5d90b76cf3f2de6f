//! The parts of a page, each rendered by itself: a template that another one calls gets a copy of all that it is given, and
//! so does every loop within it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use handlebars::{Handlebars, RenderError};
use serde::Serialize;

use crate::markup::Markup;

/// Renders parts of the page.
#[derive(Clone, Copy, Debug)]
pub struct Pieces<'a> {
    pub templates: &'a Handlebars<'static>,
    /// The organisation's own templates.
    pub own: &'a BTreeMap<String, String>,
}

impl Pieces<'_> {
    /// Renders a part with the template of this name.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<Markup, RenderError> {
        self.templates.render(name, view).map(Markup::of_template)
    }

    /// What is ready, unless the organisation has a template of its own for it.
    pub fn replaceable<'m>(
        &self,
        template: &str,
        view: &impl Serialize,
        ready: &'m Markup,
    ) -> Result<Cow<'m, Markup>, RenderError> {
        match self.own.contains_key(template) {
            true => self.render(template, view).map(Cow::Owned),
            false => Ok(Cow::Borrowed(ready)),
        }
    }

    /// What a template loops over: ready for ours, as plain data for one of the organisation's own.
    pub fn piece<T: Serialize>(
        &self,
        template: &str,
        data: T,
        ready: impl FnOnce(&T) -> Result<Markup, RenderError>,
    ) -> Result<Piece<T>, RenderError> {
        match self.own.contains_key(template) {
            true => Ok(Piece::Data(data)),
            false => ready(&data).map(Piece::Ready),
        }
    }
}

/// A part of what a template is given.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Piece<T> {
    Ready(Markup),
    Data(T),
}

impl<T> Piece<T> {
    /// Adds a piece to those that a template writes on lines of their own. What is ready becomes one piece: a loop of a
    /// template takes longer for an entry than it took to write it.
    pub fn push_line(self, to: &mut Vec<Self>) {
        match (to.last_mut(), self) {
            (Some(Self::Ready(lines)), Self::Ready(line)) => {
                lines.tag("\n");
                lines.append(&line);
            }
            (_, piece) => to.push(piece),
        }
    }
}
