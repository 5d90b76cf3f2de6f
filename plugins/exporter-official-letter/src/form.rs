use baocao_exporter::{Document, Letterhead};

use crate::Options;

/// What the whole letter is written with.
#[derive(Debug)]
pub struct Form<'a> {
    pub letterhead: &'a Letterhead,
    pub font: &'a str,
    pub language: &'a str,
    pub two_sided: bool,
}

impl<'a> Form<'a> {
    /// Joins the letterhead with the options.
    pub fn new(document: &'a Document, options: &'a Options) -> Self {
        let letterhead = &document.envelope.letterhead;
        Self {
            letterhead,
            font: options.font.as_deref().unwrap_or(&letterhead.font),
            language: &document.language,
            two_sided: options.two_sided,
        }
    }
}
