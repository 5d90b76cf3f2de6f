//! Inline content as runs of characters in one look, which is what a cell can hold.

use baocao_exporter::{FigureText, Footnote, Inline, Link, Target, TextStyle, Unknown};

use crate::text;

/// Characters in one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    /// Set above the line, as the mark of a footnote is.
    pub raised: bool,
    /// Blue and underlined, as links are.
    pub linked: bool,
}

impl Run {
    /// Makes a run in the look of a style.
    pub fn styled(text: &str, style: &TextStyle) -> Self {
        Self { text: text::clean(text), bold: style.bold, italic: style.italic, raised: false, linked: false }
    }

    fn looks_like(&self, other: &Self) -> bool {
        let look = |run: &Self| (run.bold, run.italic, run.raised, run.linked);
        look(self) == look(other)
    }
}

/// What a run of inlines holds.
#[derive(Debug, Default)]
pub struct Content<'a> {
    pub runs: Vec<Run>,
    pub notes: Vec<&'a Footnote>,
    pub figures: Vec<&'a FigureText>,
    pub links: Vec<&'a Link>,
    pub unknown: Vec<&'a Unknown>,
}

impl<'a> Content<'a> {
    /// Reads inlines that stand in text of the given look.
    pub fn read(inlines: &'a [Inline], style: &TextStyle) -> Self {
        let mut content = Self::default();
        content.push(inlines, style.bold, style.italic);
        content
    }

    fn push(&mut self, inlines: &'a [Inline], bold: bool, italic: bool) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.push_text(text, bold, italic, false),
                Inline::Strong { content } => self.push(content, true, italic),
                Inline::Emphasis { content } => self.push(content, bold, true),
                Inline::LineBreak => self.push_text("\n", bold, italic, false),
                Inline::Figure(figure) => {
                    self.push_text(&figure.text, bold, italic, false);
                    self.figures.push(figure);
                }
                Inline::Link(link) => {
                    let linked = Target::of(&link.href).is_some();
                    push_run(
                        &mut self.runs,
                        Run { text: text::clean(&link.text), bold, italic, raised: false, linked },
                    );
                    self.links.push(link);
                }
                Inline::Footnote(note) => {
                    self.push_text(&note_mark(note.number), bold, italic, true);
                    self.notes.push(note);
                }
                Inline::Unknown(unknown) => {
                    self.push_text(&unknown.text, bold, italic, false);
                    self.unknown.push(unknown);
                }
            }
        }
    }

    fn push_text(&mut self, text: &str, bold: bool, italic: bool, raised: bool) {
        push_run(&mut self.runs, Run { text: text::clean(text), bold, italic, raised, linked: false });
    }
}

/// Returns the mark of a footnote. The brackets keep it apart from a figure where a program shows no raised text.
pub fn note_mark(number: u32) -> String {
    format!("({number})")
}

/// Returns the characters of runs.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Cuts runs into pieces that fit into cells; nearly always one.
pub fn cell_pieces(runs: &[Run]) -> Vec<Vec<Run>> {
    let whole: usize = runs.iter().map(|run| run.text.encode_utf16().count()).sum();
    if whole <= text::CELL_LIMIT {
        return vec![runs.to_vec()];
    }
    runs.iter()
        .flat_map(|run| text::pieces(&run.text).into_iter().map(|text| vec![Run { text, ..run.clone() }]))
        .collect()
}

fn push_run(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        _ if run.text.is_empty() => {}
        Some(last) if last.looks_like(&run) => {
            last.text.push_str(&run.text);
        }
        _ => runs.push(run),
    }
}
