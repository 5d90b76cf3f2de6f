//! The sections of a template, each replaceable by the report's own narrative.

use std::collections::BTreeSet;

use baocao_model::{Finding, Place};

use crate::Text;

/// A heading with the text up to the next heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's id; empty for the text before the first heading.
    pub id: String,
    /// The file it was read from.
    pub file: String,
    /// The line of its heading, from 1.
    pub line: u32,
    /// Heading and text.
    pub text: String,
}

/// Lays the narrative over the template: a section of the same id replaces the template's, a new one follows the
/// section that it follows in the narrative.
pub fn merge(template: Text<'_>, narrative: Option<Text<'_>>, findings: &mut Vec<Finding>) -> Vec<Section> {
    let mut sections = split(template, findings);
    let Some(narrative) = narrative else { return sections };
    let mut after = 0;
    for own in split(narrative, findings) {
        match sections.iter().position(|section| section.id == own.id) {
            Some(at) => {
                sections[at] = own;
                after = at + 1;
            }
            None => {
                sections.insert(after, own);
                after += 1;
            }
        }
    }
    sections
}

fn split(text: Text<'_>, findings: &mut Vec<Finding>) -> Vec<Section> {
    let mut sections = vec![Section { id: String::new(), file: text.name.to_owned(), line: 1, text: String::new() }];
    let mut seen = BTreeSet::new();
    let mut fenced = false;
    for (index, line) in text.text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if !fenced && let Some(heading) = heading(line) {
            let number = index as u32 + 1;
            let id = id_of(heading);
            if !seen.insert(id.clone()) {
                let place = Place { line: Some(number), column: Some(1), ..Place::file(text.name) };
                findings.push(Finding::error("duplicate-section", place).with("name", &id));
            }
            sections.push(Section { id, file: text.name.to_owned(), line: number, text: String::new() });
        }
        let section = sections.last_mut().expect("there is always the text before the first heading");
        section.text.push_str(line);
        section.text.push('\n');
    }
    sections.retain(|section| !section.id.is_empty() || !section.text.trim().is_empty());
    sections
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' ')).then(|| text.trim())
}

/// The id written as `{#id}`, else one made from the words.
fn id_of(heading: &str) -> String {
    if let Some((_, attributes)) = heading.rsplit_once("{#")
        && let Some((id, _)) = attributes.split_once('}')
    {
        return id.trim().to_owned();
    }
    slug(heading)
}

/// Makes an id of words: lower case letters without marks, joined by `-`.
pub fn slug(words: &str) -> String {
    let plain = words.to_lowercase().chars().map(without_marks).collect::<String>();
    let parts = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

fn without_marks(c: char) -> char {
    match c {
        'à'..='å' | 'ă' | 'ạ'..='ặ' => 'a',
        'è'..='ë' | 'ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'ĩ' | 'ỉ' | 'ị' => 'i',
        'ò'..='ö' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ù'..='ü' | 'ũ' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => 'y',
        'đ' => 'd',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<'a>(name: &'a str, text: &'a str) -> Text<'a> {
        Text { name, text }
    }

    #[test]
    fn narrative_replaces_and_adds_sections() {
        let template = text("t.md", "# Một {#a}\nt1\n## Hai {#b}\nt2\n# Ba\nt3\n");
        let narrative = text("n.md", "## Hai mới {#b}\nn2\n## Thêm\nn4\n");
        let mut findings = Vec::new();
        let merged = merge(template, Some(narrative), &mut findings);
        let ids: Vec<_> = merged.iter().map(|s| (&*s.id, &*s.file, s.line)).collect();
        assert_eq!(ids, [("a", "t.md", 1), ("b", "n.md", 1), ("them", "n.md", 3), ("ba", "t.md", 5)]);
        assert!(findings.is_empty());
    }

    #[test]
    fn ids_are_made_of_plain_letters() {
        assert_eq!(slug("Công tác Nữ công, Đại hội"), "cong-tac-nu-cong-dai-hoi");
        assert_eq!(slug("Hưởng ứng ưu đãi"), "huong-ung-uu-dai");
    }
}
