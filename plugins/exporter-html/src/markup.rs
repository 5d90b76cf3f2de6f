//! Ready markup: what stands on a page a thousand times is written here and given to the templates whole.

use serde::Serialize;

/// HTML in the making. What it is made of is either our own words in the code or text, which is always escaped; so the
/// templates may take it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Markup(String);

impl Markup {
    /// Writes markup that stands in the code.
    pub fn tag(&mut self, tag: &'static str) {
        self.0.push_str(tag);
    }

    /// Writes text, escaped as the templates do it.
    pub fn text(&mut self, text: &str) {
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if matches!(byte, b'<' | b'>' | b'"' | b'&' | b'\'' | b'`' | b'=') {
                self.0.push_str(&text[start..at]);
                self.0.push_str(&handlebars::html_escape(&text[at..=at]));
                start = at + 1;
            }
        }
        self.0.push_str(&text[start..]);
    }

    /// Writes an attribute, unless its value is empty.
    pub fn attribute(&mut self, name: &'static str, value: &str) {
        if !value.is_empty() {
            self.full_attribute(name, value);
        }
    }

    /// Writes an attribute, even an empty one.
    pub fn full_attribute(&mut self, name: &'static str, value: &str) {
        self.tag(" ");
        self.tag(name);
        self.tag("=\"");
        self.text(value);
        self.tag("\"");
    }

    /// Writes what is ready.
    pub fn append(&mut self, ready: &Self) {
        self.0.push_str(&ready.0);
    }

    /// What a template made, which escapes by itself.
    pub(crate) fn of_template(rendered: String) -> Self {
        Self(rendered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_as_templates_do() {
        let text = "a<b> & \"c\" 'd' `e` = ữ &";
        let mut markup = Markup::default();
        markup.text(text);
        assert_eq!(markup.0, handlebars::html_escape(text));
    }

    #[test]
    fn an_attribute_cannot_end_early() {
        let mut markup = Markup::default();
        markup.attribute("id", "");
        markup.attribute("href", "\" onload=\"x");
        assert_eq!(markup.0, " href=\"&quot; onload&#x3D;&quot;x\"");
    }
}
