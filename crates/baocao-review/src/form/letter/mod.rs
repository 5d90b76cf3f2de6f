//! The parts of a letter, found by their words and their places, whoever made the file.

mod annexes;
mod body;
mod closing;
mod fold;
mod head;
mod line;
mod opening;
mod vocabulary;

use super::formatted::Formatted;
use super::part::Part;
use super::profile::Profile;

pub use annexes::Annex;
pub use body::is_roman;
pub use fold::{fold, is_capitals, letters, tone_moved};
pub use line::{Line, lines};
pub use vocabulary::{Vocabulary, begins_with_academic_title, mark_letters};

/// A letter in its parts. What was not found is empty.
#[derive(Debug, Default)]
pub struct Letter {
    /// The title of the state or the Party.
    pub national: Option<Line>,
    /// The motto, where the letterhead has one.
    pub motto: Option<Line>,
    /// The title of the other family, state for Party and Party for state.
    pub other_national: Option<Line>,
    pub parent: Vec<Line>,
    pub issuer: Vec<Line>,
    pub number: Option<Line>,
    pub date: Option<Line>,
    pub kind: Option<Line>,
    pub subject: Vec<Line>,
    /// The subject of a letter without a kind, below the number.
    pub plain_subject: Vec<Line>,
    /// `Kính gửi` and the lines below it.
    pub addressee: Vec<Line>,
    /// Paragraphs of legal grounds.
    pub grounds: Vec<usize>,
    /// Paragraphs of running text.
    pub prose: Vec<usize>,
    /// Paragraphs that are headings.
    pub headings: Vec<usize>,
    /// Paragraphs that belong to the body and to none of these: captions, centred lines, cells.
    pub others: Vec<usize>,
    pub authority: Vec<Line>,
    pub office: Vec<Line>,
    pub signer: Option<Line>,
    pub recipients: Option<Line>,
    pub recipient_list: Vec<Line>,
    pub annexes: Vec<Annex>,
    /// Parts that come a second time.
    pub repeated: Vec<(Part, Line)>,
    /// The paragraphs of the head, in which lines may be drawn.
    pub head: std::ops::Range<usize>,
}

impl Letter {
    /// Finds the parts of a document.
    pub fn find(document: &Formatted, profile: &Profile) -> Self {
        let mut letter = Self::default();
        let vocabulary = Vocabulary::of(profile);
        let opening = opening::find(document, &vocabulary, &mut letter);
        head::find(document, profile, &opening, &mut letter);
        let annexes_from = annexes::first(document, opening.end);
        let closing = closing::find(document, &vocabulary, opening.end..annexes_from, &mut letter);
        body::find(document, opening.end..closing, &mut letter);
        annexes::find(document, annexes_from, &mut letter);
        letter
    }

    /// The lines of a part.
    pub fn part(&self, part: Part) -> Vec<&Line> {
        match part {
            Part::National => self.national.iter().collect(),
            Part::Motto => self.motto.iter().collect(),
            Part::Parent => self.parent.iter().collect(),
            Part::Issuer => self.issuer.iter().collect(),
            Part::Number => self.number.iter().collect(),
            Part::Date => self.date.iter().collect(),
            Part::Kind => self.kind.iter().collect(),
            Part::Subject if self.kind.is_none() => self.plain_subject.iter().collect(),
            Part::Subject => self.subject.iter().collect(),
            Part::Addressee => self.addressee.iter().collect(),
            Part::Authority => self.authority.iter().collect(),
            Part::Office => self.office.iter().collect(),
            Part::Signer => self.signer.iter().collect(),
            Part::Recipients => self.recipients.iter().collect(),
            Part::RecipientList => self.recipient_list.iter().collect(),
            Part::Document
            | Part::Page
            | Part::Grounds
            | Part::Body
            | Part::Heading
            | Part::PageNumber
            | Part::AnnexLabel
            | Part::AnnexTitle
            | Part::AnnexReference => Vec::new(),
        }
    }
}
