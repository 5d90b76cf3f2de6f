use baocao_exporter::{Footnote, Inline, Target};

/// Text that Markdown takes for what it is: no mark means anything, and all of it stands on one line.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#' => escaped.extend(['\\', character]),
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push(' '),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A link, or its words alone where no reader may follow. Brackets in the target would end it.
pub fn link(words: &str, href: &str) -> String {
    match Target::of(href) {
        Some(_) => format!("[{}]({})", escaped(words), href.replace('(', "%28").replace(')', "%29")),
        None => escaped(words),
    }
}

/// A line of text that starts a paragraph: what would make a list or a heading of it is escaped too.
pub fn line(text: &str) -> String {
    let text = text.trim();
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text[digits..].chars().next() {
        Some(mark @ ('.' | ')')) if digits > 0 => format!("{}\\{mark}{}", &text[..digits], &text[digits + 1..]),
        Some('-' | '+' | '=') if digits == 0 => format!("\\{text}"),
        _ => text.to_owned(),
    }
}

/// Turns inlines into Markdown; footnotes are collected for the end of the document.
#[derive(Default)]
pub struct Notes<'d>(pub Vec<&'d Footnote>);

impl<'d> Notes<'d> {
    /// The inlines as one line.
    pub fn inlines(&mut self, content: &'d [Inline]) -> String {
        let mut text = String::new();
        for inline in content {
            match inline {
                Inline::Text { text: plain } => text.push_str(&escaped(plain)),
                Inline::Strong { content } => text.push_str(&self.marked(content, "**")),
                Inline::Emphasis { content } => text.push_str(&self.marked(content, "*")),
                Inline::Footnote(note) => {
                    text.push_str(&format!("[^{}]", note.number));
                    self.0.push(note);
                }
                Inline::Figure(figure) => text.push_str(&escaped(&figure.text)),
                Inline::Link(own) => text.push_str(&link(&own.text, &own.href)),
                Inline::LineBreak => text.push_str("<br>"),
                Inline::Unknown(unknown) => text.push_str(&escaped(&unknown.text)),
            }
        }
        text
    }

    /// A mark holds only where no space stands beside it within.
    fn marked(&mut self, content: &'d [Inline], mark: &str) -> String {
        let text = self.inlines(content);
        let words = text.trim();
        if words.is_empty() {
            return text;
        }
        let before = text.len() - text.trim_start().len();
        let after = text.trim_end().len();
        format!("{}{mark}{words}{mark}{}", &text[..before], &text[after..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_taken_for_a_mark() {
        assert_eq!(escaped("a*b_c|d\n#<e>\0"), r"a\*b\_c\|d \#\<e\>");
        assert_eq!(line("1. một"), r"1\. một");
        assert_eq!(line("- hai"), r"\- hai");
        assert_eq!(line("2023 là năm"), "2023 là năm");
    }

    #[test]
    fn a_link_stays_within_its_brackets() {
        assert_eq!(link("ô [C5]", "../a%20b.c#(1)!C5"), r"[ô \[C5\]](../a%20b.c#%281%29!C5)");
        assert_eq!(link("ô", "javascript:alert(1)"), "ô");
    }

    #[test]
    fn marks_stand_close_to_their_words() {
        let content = [Inline::Strong { content: vec![Inline::text(" đậm ")] }, Inline::text("thường")];
        assert_eq!(Notes::default().inlines(&content), " **đậm** thường");
    }
}
