//! An office document as it comes out in the end: every paragraph with the looks that styles, tables, theme and the
//! place itself give it together.

mod drawn_line;
mod element;
mod length;
mod paragraph;
mod properties;
mod section;
mod story;
mod styles;

use std::collections::BTreeMap;

use baocao_model::{Finding, Place, Refusal};

use crate::text::{MAIN_PART, Package};
use element::{Element, read_blocks, read_whole};
use story::Story;
use styles::Styles;

pub use length::to_millimetres;
pub use paragraph::{Paragraph, Piece};
pub use properties::{Alignment, LineHeight};
pub use section::Section;
pub use styles::Look;

/// The distance between tab stops where no part says it.
const TAB: f64 = 36.0;

/// A document with its looks.
#[derive(Debug)]
pub struct Formatted {
    /// The paragraphs of the text in reading order, those of text boxes after the paragraph that they hang on.
    pub paragraphs: Vec<Paragraph>,
    /// At least one.
    pub sections: Vec<Section>,
    /// The paragraphs of headers and footers by relationship.
    pub margins: BTreeMap<String, Vec<Paragraph>>,
    /// Whether left and right pages have headers of their own.
    pub even_pages_differ: bool,
    /// The parts that are missing although looks depend on them.
    pub missing: Vec<&'static str>,
}

impl Formatted {
    /// Reads a package. A part that is broken is refused; one that is missing is told.
    pub fn open(file: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        Parts { package: Package::open(file, bytes)?, file }.read()
    }

    /// The width that a paragraph has for its text; none if the file leaves it to the program.
    pub fn available(&self, paragraph: &Paragraph) -> Option<f64> {
        let around = match paragraph.cell {
            Some(cell) => cell.width,
            None if paragraph.boxed => None,
            None => Some(self.sections[paragraph.section].text_width()),
        };
        around.map(|width| (width - paragraph.left - paragraph.right).max(1.0))
    }
}

/// The parts of a package on their way to a document.
struct Parts<'a> {
    package: Package<'a>,
    file: &'a str,
}

impl Parts<'_> {
    fn broken(&self, part: &str, reason: &str) -> Refusal {
        Finding::error("review-broken-package", Place::file(self.file))
            .with("reason", format!("{part}: {reason}"))
            .into()
    }

    fn part(&self, name: &str) -> Result<Option<Element>, Refusal> {
        let Some(bytes) = self.package.part(name)? else { return Ok(None) };
        read_whole(&bytes).map(Some).map_err(|reason| self.broken(name, &reason))
    }

    fn read(&self) -> Result<Formatted, Refusal> {
        let relationships = self.part("word/_rels/document.xml.rels")?.unwrap_or_default();
        let target = |kind: &str| {
            let named = relationships.children.iter().find(|one| ends_with(one.attribute("Type"), kind));
            named.and_then(|one| one.attribute("Target")).map_or(format!("word/{kind}.xml"), full_name)
        };
        let styles = self.part(&target("styles"))?;
        let settings = self.part(&target("settings"))?;
        let (theme, numbering) = (self.part(&target("theme"))?, self.part(&target("numbering"))?);
        let missing = styles.is_none().then_some("word/styles.xml").into_iter().collect();
        let styles = Styles::read(styles.as_ref(), theme.as_ref(), numbering.as_ref());
        let setting = |name: &str| settings.as_ref().and_then(|settings| settings.child(name));
        let tab = setting("defaultTabStop").and_then(|tab| length::twips(tab.value()?)).filter(|tab| *tab > 0.0);
        let tab = tab.unwrap_or(TAB);
        let mut margins = BTreeMap::new();
        for one in &relationships.children {
            if !ends_with(one.attribute("Type"), "header") && !ends_with(one.attribute("Type"), "footer") {
                continue;
            }
            let (Some(id), Some(target)) = (one.attribute("Id"), one.attribute("Target")) else { continue };
            let mut story = Story::new(&styles, tab);
            if let Some(part) = self.part(&full_name(target))? {
                story.push(&part);
            }
            margins.insert(id.to_owned(), story.paragraphs);
        }
        let mut story = Story::new(&styles, tab);
        let main = self.package.part(MAIN_PART)?.unwrap_or_default();
        read_blocks(&main, &mut |block| story.push(&block)).map_err(|reason| self.broken(MAIN_PART, &reason))?;
        let Story { paragraphs, mut sections, .. } = story;
        // Paragraphs after the last mark of a section stand in one that the file does not describe.
        if sections.is_empty() || paragraphs.last().is_some_and(|last| last.section >= sections.len()) {
            sections.push(Section::unstated());
        }
        let even_pages_differ =
            settings.as_ref().and_then(|settings| settings.switch("evenAndOddHeaders")).unwrap_or(false);
        Ok(Formatted { paragraphs, sections, margins, even_pages_differ, missing })
    }
}

fn ends_with(kind: Option<&str>, end: &str) -> bool {
    kind.is_some_and(|kind| kind.rsplit('/').next() == Some(end))
}

/// The name of a part in the package from a relationship of the main part.
fn full_name(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("word/{}", target.trim_start_matches("./")),
    }
}
