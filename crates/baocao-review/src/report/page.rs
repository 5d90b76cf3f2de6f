use std::fmt::Write as _;

use baocao_model::Language;

use super::comments::escaped;
use super::findings::{finding, shortened, would_be_true};
use super::form_page;
use super::reviewed::Reviewed;
use crate::passage::Text;
use crate::relation::{Certainty, Relation};

const STYLE: &str = include_str!("page.css");

/// Words of the page in both languages.
struct Labels {
    title: &'static str,
    wrong: &'static str,
    right: &'static str,
    none: &'static str,
    truth: &'static str,
    place: &'static str,
    computation: &'static str,
    certainty: [&'static str; 3],
    code: &'static str,
}

const VIETNAMESE: Labels = Labels {
    title: "Soát mâu thuẫn trong văn bản",
    wrong: "Cần xem",
    right: "Đã kiểm tra và đúng",
    none: "Không thấy mâu thuẫn.",
    truth: "Đúng nếu",
    place: "Dòng, đoạn",
    computation: "Phép tính",
    certainty: ["Mâu thuẫn", "Nên xem lại", "Cách ghi"],
    code: "vi",
};

const ENGLISH: Labels = Labels {
    title: "Contradictions in a finished document",
    wrong: "To look at",
    right: "Checked and right",
    none: "No contradiction found.",
    truth: "True with",
    place: "Line",
    computation: "Computation",
    certainty: ["Contradiction", "Worth a look", "Style"],
    code: "en",
};

/// A page of its own with everything that was found: no script, nothing loaded from elsewhere.
pub fn html_page(reviewed: &[Reviewed<'_>], language: Language) -> String {
    let labels = if language == Language::Vietnamese { &VIETNAMESE } else { &ENGLISH };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        labels.code, labels.title, labels.title
    );
    for one in reviewed {
        document(&mut page, one, labels, language);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn document(page: &mut String, reviewed: &Reviewed<'_>, labels: &Labels, language: Language) {
    let Reviewed { text, relations, checks } = *reviewed;
    let (right, wrong): (Vec<_>, Vec<_>) = relations.iter().partition(|relation| relation.holds);
    let _ = write!(page, "<section>\n<h2>{}</h2>\n<h3>{} ({})</h3>\n", escaped(&text.file), labels.wrong, wrong.len());
    if wrong.is_empty() {
        let _ = writeln!(page, "<p class=\"none\">{}</p>", labels.none);
    }
    for relation in wrong {
        broken(page, text, relation, labels, language);
    }
    let _ = write!(
        page,
        "<details>\n<summary>{} ({})</summary>\n<table>\n<thead><tr><th>{}</th><th></th><th>{}</th></tr></thead>\n<tbody>\n",
        labels.right,
        right.len(),
        labels.place,
        labels.computation
    );
    for relation in right {
        let place = text.place(relation.passage, &relation.span);
        let quote = escaped(&shortened(&relation.quote));
        let _ = writeln!(
            page,
            "<tr><td>{}</td><td>{quote}</td><td>{}</td></tr>",
            where_it_is(&place),
            escaped(&relation.computation)
        );
    }
    page.push_str("</tbody>\n</table>\n</details>\n");
    form_page::write(page, checks, language);
    page.push_str("</section>\n");
}

fn broken(page: &mut String, text: &Text, relation: &Relation, labels: &Labels, language: Language) {
    let found = finding(text, relation);
    let message = found.message(language);
    let title = message.split(": “").next().unwrap_or_default();
    let (class, index) = match relation.certainty {
        Certainty::Contradiction => ("contradiction", 0),
        Certainty::Possible => ("possible", 1),
        Certainty::Style => ("style", 2),
    };
    let _ = write!(
        page,
        "<article class=\"{class}\">\n<h4><span>{}</span> {}</h4>\n",
        labels.certainty[index],
        escaped(title)
    );
    let _ = writeln!(page, "<blockquote>{}</blockquote>", escaped(&relation.quote));
    let _ = write!(
        page,
        "<dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd>",
        labels.place,
        where_it_is(&found.place),
        labels.computation,
        escaped(&relation.computation)
    );
    if let Some(truth) = would_be_true(relation, language) {
        let _ = write!(page, "<dt>{}</dt><dd>{}</dd>", labels.truth, escaped(truth));
    }
    page.push_str("</dl>\n</article>\n");
}

/// The line, and in a table the cell.
fn where_it_is(place: &baocao_model::Place) -> String {
    let line = place.line.unwrap_or(1);
    match (&place.sheet, &place.cell) {
        (Some(sheet), Some(cell)) => format!("{line} · {sheet} {cell}"),
        _ => line.to_string(),
    }
}
