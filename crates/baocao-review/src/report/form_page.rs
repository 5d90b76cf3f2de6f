//! The rules of form on the page.

use std::fmt::Write as _;

use baocao_model::{Language, Severity};

use super::comments::escaped;
use super::form::{in_language, severity};
use crate::form::{Check, Verdict};

/// Words of this part of the page.
struct Labels {
    title: &'static str,
    right: &'static str,
    none: &'static str,
    place: &'static str,
    paragraph: &'static str,
    found: &'static str,
    expected: &'static str,
    source: &'static str,
    hint: &'static str,
    more: &'static str,
}

const VIETNAMESE: Labels = Labels {
    title: "Thể thức",
    right: "Thể thức đã kiểm tra và đúng",
    none: "Không thấy chỗ sai thể thức.",
    place: "Chỗ",
    paragraph: "đoạn",
    found: "Trong văn bản",
    expected: "Quy định",
    source: "Căn cứ",
    hint: "Cách sửa",
    more: "chỗ khác",
};

const ENGLISH: Labels = Labels {
    title: "Rules of form",
    right: "Form checked and right",
    none: "No rule of form is broken.",
    place: "Place",
    paragraph: "paragraph",
    found: "In the document",
    expected: "Asked for",
    source: "Source",
    hint: "What to do",
    more: "more places",
};

/// Writes what is broken and what is kept; nothing if no rules were held against the document.
pub fn write(page: &mut String, checks: &[Check], language: Language) {
    if checks.is_empty() {
        return;
    }
    let labels = if language == Language::Vietnamese { &VIETNAMESE } else { &ENGLISH };
    let (right, wrong): (Vec<_>, Vec<_>) = checks.iter().partition(|check| check.is_right());
    let _ = writeln!(page, "<h3>{} ({})</h3>", labels.title, wrong.len());
    if wrong.is_empty() {
        let _ = writeln!(page, "<p class=\"none\">{}</p>", labels.none);
    }
    wrong.iter().for_each(|check| broken(page, check, labels, language));
    let _ = write!(
        page,
        "<details>\n<summary>{} ({})</summary>\n<table>\n<thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead>\n<tbody>\n",
        labels.right,
        right.len(),
        labels.place,
        labels.found,
        labels.expected
    );
    for check in right {
        let part = check.part.words();
        let _ = writeln!(
            page,
            "<tr><td>{} · {}</td><td>{}</td><td>{}</td></tr>",
            escaped(in_language(&part, language)),
            location(check, labels),
            escaped(in_language(&check.found, language)),
            escaped(in_language(&check.expected, language))
        );
    }
    page.push_str("</tbody>\n</table>\n</details>\n");
}

fn broken(page: &mut String, check: &Check, labels: &Labels, language: Language) {
    let (how_bad, class) = match check.verdict {
        Verdict::Wrong(Severity::Error) => (Severity::Error, "contradiction"),
        Verdict::Wrong(Severity::Warning) => (Severity::Warning, "possible"),
        _ => (Severity::Note, "style"),
    };
    let part = check.part.words();
    let _ = write!(
        page,
        "<article class=\"{class}\">\n<h4><span>{}</span> {}: {}</h4>\n",
        severity(how_bad, language),
        escaped(in_language(&part, language)),
        escaped(in_language(&check.found, language))
    );
    if let Some(spot) = check.spot.as_ref().filter(|spot| !spot.quote.is_empty()) {
        let _ = writeln!(page, "<blockquote>{}</blockquote>", escaped(&spot.quote));
    }
    let hint = check.finding("").and_then(|finding| finding.hint(language)).unwrap_or_default();
    let rows = [
        (labels.place, location(check, labels)),
        (labels.expected, escaped(in_language(&check.expected, language))),
        (labels.source, escaped(&check.source)),
        (labels.hint, escaped(&hint)),
    ];
    page.push_str("<dl>");
    for (label, words) in rows.iter().filter(|(_, words)| !words.is_empty()) {
        let _ = write!(page, "<dt>{label}</dt><dd>{words}</dd>");
    }
    page.push_str("</dl>\n</article>\n");
}

fn location(check: &Check, labels: &Labels) -> String {
    let place = check.spot.as_ref().map(|spot| format!("{} {}", labels.paragraph, spot.paragraph));
    let more = (check.more > 0).then(|| format!("+ {} {}", check.more, labels.more));
    place.into_iter().chain(more).collect::<Vec<_>>().join(" ")
}
