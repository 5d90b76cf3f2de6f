use std::borrow::Cow;
use std::fmt::{Arguments, Write};

/// XML text in the making. Elements are closures, so that what is opened is closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Xml {
    text: String,
}

/// The attributes of one element in the order in which they are written.
pub type Attributes<'a> = &'a [(&'a str, &'a dyn Value)];

/// What can be the value of an attribute.
pub trait Value {
    /// Writes the value, escaped.
    fn write(&self, text: &mut String);
}

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
    pub fn value(&mut self, name: &str, value: impl Value) {
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
            value.write(&mut self.text);
            self.text.push('"');
        }
    }
}

impl Value for str {
    fn write(&self, text: &mut String) {
        push_escaped(text, self);
    }
}

impl Value for String {
    fn write(&self, text: &mut String) {
        push_escaped(text, self);
    }
}

impl Value for Cow<'_, str> {
    fn write(&self, text: &mut String) {
        push_escaped(text, self);
    }
}

impl Value for Arguments<'_> {
    fn write(&self, text: &mut String) {
        push_escaped(text, &self.to_string());
    }
}

impl<V: Value + ?Sized> Value for &V {
    fn write(&self, text: &mut String) {
        (**self).write(text);
    }
}

macro_rules! numbers_are_values {
    ($($number:ty),*) => {
        $(impl Value for $number {
            fn write(&self, text: &mut String) {
                write!(text, "{self}").expect("a string takes all text");
            }
        })*
    };
}

numbers_are_values!(u8, i32, u32, i64, usize);

/// The bytes that are not written as they are, or may not be: 0xef begins the two characters that XML lacks.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        special[byte] = matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | 0..=8 | 0x0b..=0x1f | 0xef);
        byte += 1;
    }
    special
};

fn push_escaped(target: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| SPECIAL[usize::from(byte)]) {
        let (before, special) = rest.split_at(at);
        let (length, written) = match special.as_bytes()[0] {
            b'&' => (1, "&amp;"),
            b'<' => (1, "&lt;"),
            b'>' => (1, "&gt;"),
            b'"' => (1, "&quot;"),
            0xef if !special.starts_with(['\u{fffe}', '\u{ffff}']) => (3, &special[..3]),
            // XML 1.0 has no way to write these, escaped or not.
            0xef => (3, ""),
            _ => (1, ""),
        };
        target.push_str(before);
        target.push_str(written);
        rest = &special[length..];
    }
    target.push_str(rest);
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
