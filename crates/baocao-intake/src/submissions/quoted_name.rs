/// A name as JSON writes it before a value, `"A01":`.
#[derive(Clone, Debug)]
pub struct QuotedName {
    text: Box<str>,
    /// The first eight bytes, and which bits of eight bytes those of a shorter name are: one look decides mostly. No text
    /// begins with a name that JSON cannot write as it is.
    start: u64,
    bits: u64,
}

/// How many bytes are looked at together.
const EIGHT: usize = size_of::<u64>();

impl QuotedName {
    /// The name in quotation marks.
    pub fn new(name: &str) -> Self {
        let text: Box<str> = format!("\"{name}\":").into();
        let eight = |byte: fn(u8) -> u8| {
            let mut eight = [0; EIGHT];
            eight.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = byte(from));
            u64::from_le_bytes(eight)
        };
        let is_plain = !name.chars().any(|c| matches!(c, '"' | '\\') || c.is_control());
        let bits = if is_plain { eight(|_| u8::MAX) } else { 0 };
        Self { start: eight(|byte| byte), bits, text }
    }

    /// The name.
    #[inline]
    pub fn name(&self) -> &str {
        &self.text[1..self.text.len() - 2]
    }

    /// What stands behind it in a text that begins with it. White space before the colon is not looked for: programs write
    /// none.
    #[inline]
    pub fn behind<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        match text.first_chunk() {
            Some(eight) if u64::from_le_bytes(*eight) & self.bits != self.start => None,
            Some(_) if self.text.len() <= EIGHT => text.get(self.text.len()..),
            _ => text.strip_prefix(self.text.as_bytes()).filter(|_| self.bits != 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_the_whole_name_only() {
        for name in ["", "A", "A0123", "A01234", "A012345", "bảng.dòng.cột"] {
            let quoted = QuotedName::new(name);
            assert_eq!(quoted.name(), name);
            for behind in ["", "1", " 1234567890"] {
                assert_eq!(quoted.behind(format!("\"{name}\":{behind}").as_bytes()), Some(behind.as_bytes()), "{name}");
                for other in ["\"@", "@\":", "\"@x\":", " \"@\":", "\"@\"", "\"@\" :"] {
                    let other = other.replace('@', name) + behind;
                    assert_eq!(quoted.behind(other.as_bytes()), None, "{name}: {other}");
                }
            }
        }
    }

    #[test]
    fn no_text_begins_with_what_json_escapes() {
        for name in ["a\"b", "a\\b", "a\nb"] {
            let quoted = QuotedName::new(name);
            assert_eq!(quoted.behind(format!("\"{name}\":1234567890").as_bytes()), None, "{name}");
            assert_eq!(quoted.behind(format!("\"{name}\":").as_bytes()), None, "{name}");
            assert_eq!(quoted.name(), name);
        }
    }
}
