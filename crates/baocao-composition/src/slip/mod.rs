//! What goes back to a unit whose figures must be corrected: a letter about findings instead of figures.

mod envelope;
mod finding_text;
mod group;
mod list;
mod wording;

use std::collections::BTreeMap;

use baocao_document::{Block, Document, Inline, Letterhead, Link, Paragraph, ParagraphRole, Properties, SchemaVersion};
use baocao_model::{Counts, Finding, FindingGroup, Form, Organization, Place, Report};

use crate::close_body;

/// What a slip is composed of.
#[derive(Clone, Copy, Debug)]
pub struct Slip<'a> {
    /// What report was checked.
    pub report: &'a Report,
    /// The organisation that reported.
    pub organization: &'a Organization,
    /// The body that asks for corrections; the organisation itself if nobody stands above it.
    pub issuer: &'a Organization,
    /// The form.
    pub form: &'a Form,
    /// The rules of form.
    pub letterhead: &'a Letterhead,
    /// The findings that are shown, their files named as the reader shall see them.
    pub findings: &'a [Finding],
    /// The same findings grouped, in the order in which they are shown.
    pub groups: &'a [FindingGroup],
    /// How many findings there are of each severity.
    pub counts: Counts,
    /// How many of them are not shown.
    pub omitted: Counts,
    /// The file of the figures.
    pub figures: FiguresFile<'a>,
    /// Where a link to a place leads; a place without one is only named.
    pub links: &'a BTreeMap<Place, String>,
    /// The program and version, for the document's properties.
    pub generator: &'a str,
}

/// The figures file as a slip names it.
#[derive(Clone, Copy, Debug)]
pub struct FiguresFile<'a> {
    /// Its name, as the reader shall see it.
    pub name: &'a str,
    /// Where a link to it leads; none for no link.
    pub href: Option<&'a str>,
    /// Whether a copy of it goes with the slip.
    pub enclosed: bool,
}

/// Composes the slip that asks a unit to correct its figures.
pub fn compose_slip(slip: &Slip<'_>) -> Document {
    let mut body = vec![paragraph(vec![Inline::text(slip.request())])];
    body.push(list::facts(slip));
    if slip.findings.is_empty() {
        body.push(paragraph(vec![Inline::text(wording::NOTHING)]));
    } else {
        body.extend(group::blocks(slip));
        body.extend(slip.announcement().map(|text| paragraph(vec![Inline::text(text)])));
        body.push(paragraph(vec![Inline::text(wording::CLOSING)]));
    }
    close_body(&mut body, &slip.letterhead.body.end_mark);
    Document {
        schema: SchemaVersion::CURRENT,
        language: "vi-VN".to_owned(),
        properties: slip.properties(),
        envelope: envelope::envelope(slip),
        body,
        annexes: list::annex(slip).into_iter().collect(),
        findings: Vec::new(),
        provenance: BTreeMap::new(),
        lower_units: None,
    }
}

impl Slip<'_> {
    fn properties(&self) -> Properties {
        Properties {
            title: format!("{} – {}", wording::KIND, self.organization.name),
            author: self.issuer.name.clone(),
            organization: self.issuer.id.clone(),
            form: self.form.id.clone(),
            period: self.report.period.words(),
            // A slip has no date until someone writes it in.
            date: self.report.as_of.unwrap_or(self.report.letter.date).to_string(),
            generator: self.generator.to_owned(),
        }
    }

    fn request(&self) -> String {
        let who = if self.issuer.id == self.organization.id { wording::OWN_CHECKER } else { &*self.issuer.name };
        let (title, period) = (&self.form.title, self.report.period.words());
        let organization = &self.organization.name;
        format!("Qua kiểm tra “{title}” {period} của {organization}, {who} {}", wording::REQUEST)
    }

    /// Says how much is not shown, if anything is.
    fn announcement(&self) -> Option<String> {
        let (shown, total) = (self.findings.len(), self.counts.total());
        let others = wording::others(self.omitted)?;
        Some(format!("Phiếu này in {shown} trong {total} nội dung; … và {others} khác, xem bằng --limit 0."))
    }

    /// The place of a finding as words, which lead there if there is a way.
    fn place(&self, place: &Place) -> Inline {
        let text = wording::place(place);
        match self.link(place) {
            Some(href) => Inline::Link(Link { text, href: href.to_owned() }),
            None => Inline::text(text),
        }
    }

    fn link(&self, place: &Place) -> Option<&str> {
        self.links.get(place).map(String::as_str)
    }
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { content, role: ParagraphRole::Body })
}
