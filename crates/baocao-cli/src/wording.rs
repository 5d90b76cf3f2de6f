//! What the words of a composed report say about figures, held against each other and against the report's own figures.

use std::ops::Range;

use baocao_document::{Block, Document, Inline};
use baocao_intake::{ReportFolder, Source};
use baocao_model::{Finding, Place};
use baocao_review::{Composer, Context, Operand, Relation, Text, finding, review};

/// Finds what the text contradicts. Figures that were printed from the report's own are checked by its form; what is looked
/// for here has at least one that somebody typed, or is about no figures: numbers of headings and documents, dates, lists.
pub fn findings(document: &Document, folder: &ReportFolder, template: &Source) -> Vec<Finding> {
    let mut words = Words { composer: Composer::new(&*template.name), bound: Vec::new(), typed: Vec::new() };
    words.blocks(&document.body);
    document.annexes.iter().for_each(|annex| words.blocks(&annex.blocks));
    let Words { composer, bound, typed } = words;
    let text = composer.finish();
    let context = Context { year: Some(i32::from(folder.report.value.period.days().1.year())) };
    let relations = review(&text, &context);
    let doubtful = relations.iter().filter(|relation| !relation.holds && !is_bound(relation, &bound));
    let sources: Vec<&Source> = folder.narrative.iter().chain([template]).collect();
    doubtful.map(|relation| at_its_place(&text, relation, &typed, &sources)).collect()
}

/// True if every figure of a relation was printed from the report's own.
fn is_bound(relation: &Relation, bound: &[Vec<Range<usize>>]) -> bool {
    let is_bound = |operand: &Operand| {
        let spans = bound.get(operand.passage).map(Vec::as_slice).unwrap_or_default();
        spans.iter().any(|span| span.start < operand.span.end && operand.span.start < span.end)
    };
    !relation.operands.is_empty() && relation.operands.iter().all(is_bound)
}

/// A composed text has no lines; its longest typed words lead to the line that they were typed in.
fn at_its_place(text: &Text, relation: &Relation, typed: &[Vec<String>], sources: &[&Source]) -> Finding {
    let found = finding(text, relation);
    let mut pieces: Vec<&str> =
        typed.get(relation.passage).into_iter().flatten().flat_map(|piece| piece.lines()).map(str::trim).collect();
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    let place = pieces.iter().filter(|piece| !piece.is_empty()).find_map(|piece| {
        sources.iter().find_map(|source| source.text.find(piece).map(|at| source.place(&(at..at + piece.len()))))
    });
    let file = || sources.first().map_or_else(Place::default, |source| Place::file(&*source.name));
    Finding { place: place.unwrap_or_else(file), ..found }
}

/// The words of a document on their way to the review.
struct Words {
    composer: Composer,
    /// By passage: the bytes that were printed from figures.
    bound: Vec<Vec<Range<usize>>>,
    /// By passage: the words that somebody typed.
    typed: Vec<Vec<String>>,
}

impl Words {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    let line = Line::of(&heading.content);
                    let shift = if heading.number.is_empty() { 0 } else { heading.number.len() + 1 };
                    self.composer.heading(heading.level, &heading.number, &line.text, 0);
                    self.keep(line, shift);
                }
                Block::Paragraph(paragraph) => self.paragraph("", &paragraph.content),
                Block::List(list) => list.items.iter().for_each(|item| {
                    let mut rest = item.blocks.as_slice();
                    if let [Block::Paragraph(first), others @ ..] = rest {
                        self.paragraph(&item.label, &first.content);
                        rest = others;
                    }
                    self.blocks(rest);
                }),
                Block::Section(section) => self.blocks(&section.blocks),
                // The cells of a table are figures, and their relations are the form's.
                Block::Table(_) | Block::Chart(_) | Block::PageBreak | Block::Unknown(_) => {}
            }
        }
    }

    fn paragraph(&mut self, label: &str, content: &[Inline]) {
        let line = Line::of(content);
        let notes = line.notes.clone();
        let shift = if label.is_empty() { 0 } else { label.len() + 1 };
        match label {
            "" => self.composer.paragraph(&line.text, &[], 0),
            label => self.composer.item(label, &line.text, &[], 0),
        };
        self.keep(line, shift);
        for note in notes {
            let line = Line::of(&note);
            self.composer.footnote(&line.text, &[], 0);
            self.keep(line, 0);
        }
    }

    fn keep(&mut self, line: Line, shift: usize) {
        self.bound.push(line.bound.into_iter().map(|span| span.start + shift..span.end + shift).collect());
        self.typed.push(line.typed);
    }
}

/// The text of inlines.
#[derive(Default)]
struct Line {
    text: String,
    bound: Vec<Range<usize>>,
    typed: Vec<String>,
    notes: Vec<Vec<Inline>>,
}

impl Line {
    fn of(content: &[Inline]) -> Self {
        let mut line = Self::default();
        line.add(content);
        line
    }

    fn add(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text { text } => {
                    self.text.push_str(text);
                    self.typed.push(text.clone());
                }
                Inline::Strong { content } | Inline::Emphasis { content } => self.add(content),
                Inline::Footnote(note) => self.notes.push(note.content.clone()),
                Inline::Figure(figure) => {
                    let start = self.text.len();
                    self.text.push_str(&figure.text);
                    self.bound.push(start..self.text.len());
                }
                Inline::Link(link) => self.text.push_str(&link.text),
                Inline::LineBreak => self.text.push('\n'),
                Inline::Unknown(unknown) => self.text.push_str(&unknown.text),
            }
        }
    }
}
