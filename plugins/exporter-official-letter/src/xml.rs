use std::fmt::{Display, Write};

/// XML text in the making. Elements are closures, so that what is opened is closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Xml {
    text: String,
}

/// The attributes of one element in the order in which they are written.
pub type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

impl Xml {
    /// Starts a part of the package.
    pub fn part() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// Writes an element with content.
    pub fn element(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        self.text.push('>');
        content(self);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// Writes an element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.text.push_str("/>");
    }

    /// Writes an element whose only attribute is `w:val`.
    pub fn value(&mut self, name: &str, value: impl Display) {
        self.empty(name, &[("w:val", &value)]);
    }

    /// Writes an element that holds nothing but text.
    pub fn leaf(&mut self, name: &str, text: &str) {
        self.element(name, &[], |xml| xml.text(text));
    }

    /// Writes characters.
    pub fn text(&mut self, text: &str) {
        push_escaped(&mut self.text, text);
    }

    /// Takes over what was written elsewhere.
    pub fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }

    /// Tells whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns the bytes of the part.
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes {
            self.text.push(' ');
            self.text.push_str(attribute);
            self.text.push_str("=\"");
            write!(Escaped(&mut self.text), "{value}").expect("a string takes all text");
            self.text.push('"');
        }
    }
}

/// Escapes what a `Display` writes.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        push_escaped(self.0, text);
        Ok(())
    }
}

fn push_escaped(target: &mut String, text: &str) {
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let (length, written) = match byte {
            b'&' => (1, "&amp;"),
            b'<' => (1, "&lt;"),
            b'>' => (1, "&gt;"),
            b'"' => (1, "&quot;"),
            // XML 1.0 has no way to write these, escaped or not.
            0..=8 | 0x0b..=0x1f => (1, ""),
            0xef if text[at..].starts_with(['\u{fffe}', '\u{ffff}']) => (3, ""),
            _ => continue,
        };
        target.push_str(&text[start..at]);
        target.push_str(written);
        start = at + length;
    }
    target.push_str(&text[start..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped_and_control_characters_dropped() {
        let mut xml = Xml::default();
        xml.element("a", &[("b", &"\"<\u{0}&")], |xml| xml.text("1 < 2 & \u{1}3\u{fffe}\r\u{ffff}ữ\t\u{fffd}\n"));
        let expected = "<a b=\"&quot;&lt;&amp;\">1 &lt; 2 &amp; 3ữ\t\u{fffd}\n</a>";
        assert_eq!(String::from_utf8(xml.into_bytes()).unwrap(), expected);
    }
}
