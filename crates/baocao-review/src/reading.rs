use std::ops::Range;

use baocao_model::trimmed;
use rust_decimal::Decimal;

use crate::language::{Lexeme, LexemeKind, Quantity, lexemes, quantities, sentences};
use crate::passage::{Passage, Text};
use crate::relation::{Certainty, Kind, Operand, Relation, Words};

/// A text with the figures of each passage.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The text.
    pub text: &'a Text,
    /// What each passage says, in the order of the text's passages.
    pub parsed: Vec<Parsed<'a>>,
    /// What the caller knows of the report.
    pub context: Context,
}

/// What the caller knows of the report that a text belongs to.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The year reported on; without it the text's own dates tell.
    pub year: Option<i32>,
}

/// A passage as lexemes, sentences and figures.
#[derive(Debug)]
pub struct Parsed<'a> {
    /// The lexemes.
    pub lexemes: Vec<Lexeme<'a>>,
    /// The sentences as ranges of lexemes.
    pub sentences: Vec<Range<usize>>,
    /// The figures.
    pub quantities: Vec<Quantity<'a>>,
}

impl<'a> Reading<'a> {
    /// Reads every passage once, for all rules.
    pub fn new(text: &'a Text, context: Context) -> Self {
        let parsed = text.passages.iter().map(parse).collect();
        Self { text, parsed, context }
    }

    /// The passages that are no cells, with their indices.
    pub fn prose(&self) -> impl Iterator<Item = (usize, &'a Passage, &Parsed<'a>)> {
        let both = self.text.passages.iter().zip(&self.parsed).enumerate();
        both.filter(|(_, (passage, _))| !passage.is_cell()).map(|(index, (passage, parsed))| (index, passage, parsed))
    }

    /// The words of a passage.
    pub fn words(&self, passage: usize, span: &Range<usize>) -> &'a str {
        &self.text.passages[passage].text[span.clone()]
    }

    /// A figure as an operand.
    pub fn operand(&self, passage: usize, quantity: &Quantity) -> Operand {
        Operand { passage, span: quantity.span.clone(), text: self.words(passage, &quantity.span).to_owned() }
    }

    /// Begins a relation at bytes of a passage.
    pub fn relation(&self, kind: Kind, passage: usize, span: Range<usize>) -> Relation {
        Relation {
            kind,
            passage,
            quote: self.words(passage, &span).split_whitespace().collect::<Vec<_>>().join(" "),
            span,
            computation: String::new(),
            operands: Vec::new(),
            holds: true,
            certainty: Certainty::Contradiction,
            would_be_true: None,
        }
    }
}

impl Relation {
    /// Adds what was computed.
    #[must_use]
    pub fn computed(mut self, computation: impl Into<String>) -> Self {
        self.computation = computation.into();
        self
    }

    /// Adds the figures that were compared.
    #[must_use]
    pub fn with(mut self, operands: impl IntoIterator<Item = Operand>) -> Self {
        self.operands.extend(operands);
        self
    }

    /// Says that it does not hold.
    #[must_use]
    pub fn broken(mut self, certainty: Certainty) -> Self {
        self.holds = false;
        self.certainty = certainty;
        self
    }

    /// Says what would make it true.
    #[must_use]
    pub fn unless(mut self, vietnamese: impl Into<String>, english: impl Into<String>) -> Self {
        self.would_be_true = Some(Words { vietnamese: vietnamese.into(), english: english.into() });
        self
    }
}

/// What of a passage is looked at. Nobody writes paragraphs of fifteen pages; files made to do harm have them.
const LONGEST: usize = 50_000;
/// How many of its figures.
const MOST_FIGURES: usize = 500;

fn parse(passage: &Passage) -> Parsed<'_> {
    let end = passage.text.floor_char_boundary(LONGEST);
    let lexemes = lexemes(&passage.text[..end]);
    let sentences = sentences(&lexemes, &passage.text);
    let mut quantities = quantities(&lexemes, &passage.text);
    quantities.truncate(MOST_FIGURES);
    quantities.retain(|quantity| !passage.known.iter().any(|known| known.contains(&quantity.span.start)));
    Parsed { lexemes, sentences, quantities }
}

impl Parsed<'_> {
    /// The sentence that a lexeme stands in.
    pub fn sentence_of(&self, lexeme: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= lexeme).min(self.sentences.len().saturating_sub(1))
    }

    /// True if the words begin at this lexeme.
    pub fn phrase_at(&self, at: usize, phrase: &str) -> bool {
        let mut rest = phrase;
        for lexeme in self.lexemes.get(at..).unwrap_or_default() {
            let Some(after) = lexeme.word().and_then(|word| rest.strip_prefix(word)) else { return false };
            let Some(next) = after.strip_prefix(' ') else { return after.is_empty() };
            rest = next;
        }
        false
    }

    /// True if a word stands between two lexemes.
    pub fn has_word(&self, within: Range<usize>, word: &str) -> bool {
        self.lexemes.get(within).is_some_and(|lexemes| lexemes.iter().any(|lexeme| lexeme.word() == Some(word)))
    }

    /// True if a phrase stands between two lexemes.
    pub fn has_phrase(&self, within: Range<usize>, phrase: &str) -> bool {
        within.into_iter().any(|at| self.phrase_at(at, phrase))
    }

    /// True if a mark stands between two lexemes.
    pub fn has_mark(&self, within: Range<usize>, mark: char) -> bool {
        self.lexemes.get(within).is_some_and(|lexemes| lexemes.iter().any(|lexeme| lexeme.is(mark)))
    }

    /// True if something is left out between two lexemes: three dots, `v.v.`, `một số`.
    pub fn is_open(&self, within: Range<usize>) -> bool {
        let dots = |lexeme: &Lexeme| matches!(lexeme.kind, LexemeKind::Open);
        self.lexemes.get(within.clone()).is_some_and(|lexemes| lexemes.iter().any(dots))
            || [
                "vân vân",
                "chủ yếu",
                "một số",
                "nổi bật",
                "tiêu biểu",
                "đặc biệt",
                "điển hình",
                "nhiều nhất",
                "nhất là",
                "chưa kể",
                "ngoài ra",
                "cả hai",
                "vừa là",
            ]
            .iter()
            .any(|phrase| self.has_phrase(within.clone(), phrase))
            || self.has_phrase(within, "v")
    }
}

impl Quantity<'_> {
    /// The figure as the rules write it in computations.
    pub fn shown(&self) -> String {
        let number = shown(self.value);
        if self.percent { format!("{number}%") } else { number }
    }
}

/// What percentage one number is of another; none if there is no such number.
pub fn percentage(part: Decimal, base: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)
}

/// A number as computations show it: large sums of money in millions or billions.
pub fn shown(value: Decimal) -> String {
    for (scale, name) in [(1_000_000_000_i64, " tỷ"), (1_000_000, " triệu")] {
        let scale = Decimal::from(scale);
        let scaled = value / scale;
        if value.abs() >= scale && scaled.normalize().scale() <= 3 && value.normalize().scale() == 0 {
            return format!("{}{name}", trimmed(scaled));
        }
    }
    trimmed(value.round_dp(4))
}
