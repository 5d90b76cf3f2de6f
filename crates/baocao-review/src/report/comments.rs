//! The comments part of a marked copy, and where its ranges go into the text.

use std::fmt::Write as _;

/// A comment: its words, and the bytes of the main part between which it stands.
#[derive(Debug)]
pub struct Comment {
    /// The byte of the main part where it begins; within the words of a run.
    pub start: usize,
    /// The byte where it ends.
    pub end: usize,
    /// Its words, a paragraph each.
    pub words: Vec<String>,
}

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The comments part. The numbers go on after those that the document has.
pub fn part(comments: &[Comment], first: usize, existing: Option<&str>) -> String {
    let mut body = String::new();
    for (index, comment) in comments.iter().enumerate() {
        let _ = write!(body, "<w:comment w:id=\"{}\" w:author=\"baocao\" w:initials=\"bc\">", first + index);
        for words in &comment.words {
            let _ = write!(body, "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(words));
        }
        body.push_str("</w:comment>");
    }
    match existing.and_then(|part| part.rfind("</w:comments>").map(|at| (part, at))) {
        Some((part, at)) => format!("{}{body}{}", &part[..at], &part[at..]),
        None => format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{NAMESPACE}\">{body}</w:comments>"
        ),
    }
}

/// Puts the ranges of comments into the main part; all else stays byte for byte.
pub fn anchored(main: &str, comments: &[Comment], first: usize) -> String {
    let runs = runs(main);
    // The pieces to insert, by byte; what ends comes before what begins.
    let mut cuts: Vec<(usize, u8, String)> = Vec::new();
    for (index, comment) in comments.iter().enumerate() {
        let id = first + index;
        let (Some(start), Some(end)) = (run_at(&runs, comment.start), run_at(&runs, comment.end.saturating_sub(1)))
        else {
            continue;
        };
        cuts.push((start.start, 1, format!("<w:commentRangeStart w:id=\"{id}\"/>")));
        let reference = format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>");
        cuts.push((end.end, 0, reference));
    }
    cuts.sort_by_key(|(place, rank, _)| (*place, *rank));
    let mut text = String::with_capacity(main.len() + cuts.len() * 120);
    let mut at = 0;
    for (place, _, insert) in cuts {
        text.push_str(&main[at..place]);
        text.push_str(&insert);
        at = place;
    }
    text.push_str(&main[at..]);
    text
}

/// The bytes of every run, tags included. A run within a text box lies within another run; the innermost counts.
fn runs(main: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(next) = main[at..].find('<').map(|index| at + index) {
        let rest = &main[next..];
        let end = rest.find('>').map_or(main.len(), |index| next + index + 1);
        let starts = rest.starts_with("<w:r>") || rest.starts_with("<w:r ");
        if starts && !main[..end].ends_with("/>") {
            open.push(next);
        } else if rest.starts_with("</w:r>")
            && let Some(start) = open.pop()
        {
            found.push(start..end);
        }
        at = end;
    }
    found.sort_by_key(|run| run.end);
    found
}

fn run_at(runs: &[std::ops::Range<usize>], byte: usize) -> Option<&std::ops::Range<usize>> {
    runs[runs.partition_point(|run| run.end <= byte)..].iter().find(|run| run.contains(&byte))
}

/// Words as XML has them.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
