use baocao_document::{Letterhead, StyledLine};
use baocao_model::Conventions;

use super::part::Part;
use super::ranges::Ranges;

/// What a document is held against.
#[derive(Debug)]
pub struct Profile {
    /// What our own letters are printed with.
    pub letterhead: Letterhead,
    /// What the document of form allows; without it, the letterhead's own values.
    pub ranges: Ranges,
    /// What letters of the family may say; without it, their words are not checked.
    pub conventions: Option<Conventions>,
}

impl Profile {
    /// The title of the state or the Party.
    pub fn national(&self) -> &str {
        self.letterhead.envelope.national.lines.first().map_or("", |line| line.text.as_str())
    }

    /// The motto below it, if the family has one.
    pub fn motto(&self) -> Option<&str> {
        self.motto_line().map(|line| line.text.as_str())
    }

    /// The motto with its style.
    pub fn motto_line(&self) -> Option<&StyledLine> {
        self.letterhead.envelope.national.lines.get(1)
    }

    /// Where the rules about a part stand.
    pub fn source(&self, part: Part) -> String {
        self.source_of(part.topic())
    }

    /// Where the rules about a topic stand.
    pub fn source_of(&self, topic: &str) -> String {
        self.ranges.source(topic, &self.letterhead)
    }
}
