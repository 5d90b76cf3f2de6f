//! The lines of a section that Handlebars has to read.

use handlebars::TemplateError;
use handlebars::template::Template;

use crate::section::Section;

/// A section with braces. Handlebars reads running text letter by letter, so it is given only the lines from the first
/// brace to the last; what stands before and after them is printed as it is written.
#[derive(Debug)]
pub struct Braced<'a> {
    /// The text before the lines.
    pub before: &'a str,
    /// The lines, as a section of their own.
    pub lines: Section,
    /// The lines as a template.
    pub template: Template,
    /// The text after the lines.
    pub after: &'a str,
}

impl<'a> Braced<'a> {
    /// Reads a section as a template; nothing if it has no braces. What is wrong is said of the whole section.
    pub fn read(section: &'a Section) -> Option<Result<Self, TemplateError>> {
        if !section.text.contains("{{") {
            return None;
        }
        let (before, lines, after) = parts(&section.text);
        let part = |before: &'a str, lines: &str, after: &'a str| {
            let template = Template::compile(lines)?;
            let line = section.line + before.matches('\n').count() as u32;
            Ok(Self { before, lines: Section { line, text: lines.to_owned(), ..section.clone() }, template, after })
        };
        Some(part(before, lines, after).or_else(|_: TemplateError| part("", &section.text, "")))
    }
}

/// The text before the lines with braces, the lines, and the text after them. The line end before the lines is one of
/// theirs: a call that stands alone on a line takes the line away.
fn parts(text: &str) -> (&str, &str, &str) {
    let whole = ("", text, "");
    let (Some(first), Some(last)) = (text.find("{{"), text.rfind("}}")) else { return whole };
    // `{{~` takes away blank lines too, however many there are.
    if last < first || text.contains("{{~") || text.contains("~}}") {
        return whole;
    }
    let start = text[..first].rfind('\n').unwrap_or(0);
    let end = text[last..].find('\n').map_or(text.len(), |end| last + end + 1);
    if text[end..].contains("{{") { whole } else { (&text[..start], &text[start..end], &text[end..]) }
}

#[cfg(test)]
mod tests {
    use handlebars::Handlebars;
    use serde_json::json;

    use super::*;

    fn section(text: &str) -> Section {
        Section { id: "a".into(), file: "n.md".into(), line: 10, text: text.into() }
    }

    #[test]
    fn what_is_printed_is_what_the_whole_section_prints() {
        let texts = [
            "# Một\n\nchữ\n\n{{x}}\n\nchữ }} \\ cuối\n",
            "chữ {{x}} chữ\nhai\n",
            "{{x}}",
            "chữ\n  {{#if x}}\ncó\n  {{/if}}\nhết\n",
            "chữ\n\n\n{{~x~}}\n\n\nhết\n",
            "chữ\n{{! ghi chú }}\nhết\n",
            "chữ\n\\{{x}}\nhết\n",
            "một {{x}}\nhai\nba {{x\n}}\nbốn",
        ];
        for text in texts {
            let section = section(text);
            let braced = Braced::read(&section).unwrap().unwrap();
            let mut registry = Handlebars::new();
            let whole = registry.render_template(text, &json!({ "x": "số" })).unwrap();
            registry.register_template("lines", braced.template);
            let lines = registry.render("lines", &json!({ "x": "số" })).unwrap();
            assert_eq!(format!("{}{lines}{}", braced.before, braced.after), whole, "{text}");
        }
    }

    #[test]
    fn lines_keep_their_numbers_and_mistakes_their_places() {
        let ten = section("# Một\n\nchữ\n{{x}}\nhết\n");
        let braced = Braced::read(&ten).unwrap().unwrap();
        assert_eq!((braced.lines.line, &*braced.lines.text, braced.after), (12, "\n{{x}}\n", "hết\n"));
        for text in ["một\nhai {{#if x}}\nba\n", "một\n{{x\nhai\nba\n", "một\n{{x}}\nhai {{\nba\n"] {
            let (wrong, whole) = (section(text), Template::compile(text).unwrap_err());
            assert_eq!(Braced::read(&wrong).unwrap().unwrap_err().pos(), whole.pos(), "{text}");
        }
        assert!(Braced::read(&section("không có }} gì")).is_none());
    }
}
