//! The sections of a template, each replaceable by the report's own narrative.

use std::collections::BTreeSet;

use baocao_model::{Finding, Place, nearest};

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

/// Puts the pieces that sections include on a line of their own, `{{> name}}`, in their places. A piece includes no others.
pub fn include(sections: Vec<Section>, partials: &[Text<'_>], findings: &mut Vec<Finding>) -> Vec<Section> {
    let mut all = Vec::with_capacity(sections.len());
    for section in sections {
        let mut piece = Section { text: String::new(), ..section.clone() };
        for (index, line) in section.text.lines().enumerate() {
            let Some(name) = included(line) else {
                piece.text.push_str(line);
                piece.text.push('\n');
                continue;
            };
            let at = section.line + index as u32;
            match partials.iter().find(|partial| stem(partial.name) == name) {
                Some(partial) => {
                    let rest = Section { id: String::new(), line: at + 1, text: String::new(), ..section.clone() };
                    all.push(std::mem::replace(&mut piece, rest));
                    let (file, text) = (partial.name.to_owned(), partial.text.to_owned());
                    all.push(Section { id: String::new(), file, line: 1, text });
                }
                None => {
                    let place = Place { line: Some(at), column: Some(1), ..Place::file(&*section.file) };
                    let known = partials.iter().map(|partial| stem(partial.name));
                    let finding = Finding::error("unknown-partial", place).with("name", name);
                    findings.push(finding.with_nearest(nearest(name, known)));
                }
            }
        }
        all.push(piece);
    }
    all.retain(|section| !section.text.trim().is_empty());
    all
}

/// The name in a line `{{> name}}`.
fn included(line: &str) -> Option<&str> {
    Some(line.trim().strip_prefix("{{>")?.strip_suffix("}}")?.trim())
}

/// A file's name without folder and extension.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".md").unwrap_or(name)
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
    fn pieces_stand_in_their_places_and_keep_their_lines() {
        let mut findings = Vec::new();
        let sections = split(text("t.md", "# Một {#a}\nt1\n{{> chung}}\nt2\n{{> la}}\n"), &mut findings);
        let all = include(sections, &[text("templates/partials/chung.md", "p1\n")], &mut findings);
        let seen: Vec<_> = all.iter().map(|s| (&*s.file, s.line, s.text.trim())).collect();
        let expected = [("t.md", 1, "# Một {#a}\nt1"), ("templates/partials/chung.md", 1, "p1"), ("t.md", 4, "t2")];
        assert_eq!(seen, expected);
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].code, findings[0].place.line), ("unknown-partial", Some(5)));
    }

    #[test]
    fn ids_are_made_of_plain_letters() {
        assert_eq!(slug("Công tác Nữ công, Đại hội"), "cong-tac-nu-cong-dai-hoi");
        assert_eq!(slug("Hưởng ứng ưu đãi"), "huong-ung-uu-dai");
    }
}
