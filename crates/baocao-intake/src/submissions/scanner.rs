//! JSON as it stands in a text, token by token. With a hundred million figures to read, each byte is looked at once and
//! nothing is built; all but plain strings and short numbers is left to serde_json.

use std::borrow::Cow;
use std::ops::Range;

use baocao_model::ShortNumber;
use serde::de::IgnoredAny;

use super::number_token;

/// A place in a text. Every step forward is none where the text is no JSON, or not what was asked for.
pub struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    /// The beginning of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Some if nothing follows.
    pub fn end(&mut self) -> Option<()> {
        self.peek().is_none().then_some(())
    }

    /// Reads an object; `entry` is told each key and reads the value.
    pub fn object(&mut self, mut entry: impl FnMut(&mut Self, &str) -> Option<()>) -> Option<()> {
        let mut goes_on = self.open()?;
        while goes_on {
            let key = self.string()?;
            self.colon()?;
            entry(self, &key)?;
            goes_on = self.goes_on()?;
        }
        Some(())
    }

    /// Begins an object; true if it has entries.
    #[inline]
    pub fn open(&mut self) -> Option<bool> {
        self.eat(b'{')?;
        let is_empty = self.peek()? == b'}';
        self.at += usize::from(is_empty);
        Some(!is_empty)
    }

    /// Passes what stands between a key and its value.
    #[inline]
    pub fn colon(&mut self) -> Option<()> {
        self.eat(b':')
    }

    /// Passes what stands behind an entry; true if another follows.
    #[inline]
    pub fn goes_on(&mut self) -> Option<bool> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b',' => Some(true),
            b'}' => Some(false),
            _ => None,
        }
    }

    /// What is yet to be read.
    #[inline]
    pub fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Goes on where a rest begins.
    #[inline]
    pub fn go_to(&mut self, rest: &[u8]) {
        self.at = self.text.len() - rest.len();
    }

    /// Reads a string.
    pub fn string(&mut self) -> Option<Cow<'t, str>> {
        let token = self.string_token()?;
        let content = &token[1..token.len() - 1];
        if content.contains('\\') {
            serde_json::from_str(token).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(content))
        }
    }

    /// Reads a string or null.
    pub fn string_or_null(&mut self) -> Option<Option<Cow<'t, str>>> {
        if self.peek()? == b'"' {
            return self.string().map(Some);
        }
        (self.value()? == "null").then_some(None)
    }

    /// Reads a number that is plain and short; none, and nothing is read, where there is another value.
    pub fn short_number(&mut self) -> Option<ShortNumber> {
        let (number, length) = number_token::leading(self.text.as_bytes().get(self.at..)?)?;
        self.at += length;
        Some(number)
    }

    /// Passes bytes that were looked at; where they stand.
    #[inline]
    pub fn pass(&mut self, length: usize) -> Range<usize> {
        let start = self.at;
        self.at += length;
        start..self.at
    }

    /// Passes white space; where the next value stands.
    #[inline]
    pub fn next(&mut self) -> usize {
        self.peek();
        self.at
    }

    /// What was read since a place.
    #[inline]
    pub fn since(&self, start: usize) -> Range<usize> {
        start..self.at
    }

    /// Reads any value and returns it as it stands.
    pub fn value(&mut self) -> Option<&'t str> {
        if self.peek()? == b'"' {
            return self.string_token();
        }
        let rest = &self.text[self.at..];
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        let length = values.byte_offset();
        self.at += length;
        Some(rest[..length].trim_ascii())
    }

    /// A string with its quotation marks.
    fn string_token(&mut self) -> Option<&'t str> {
        self.eat(b'"')?;
        let rest = &self.text.as_bytes()[self.at..];
        // What an escape says is looked at when the string is read.
        let mut length = 0;
        loop {
            length += memchr::memchr2(b'"', b'\\', &rest[length..])?;
            if rest[length] == b'"' {
                break;
            }
            length += 2;
            if length > rest.len() {
                return None;
            }
        }
        // Not `any`: where no byte ends the search, many are looked at together.
        if rest[..length].iter().fold(false, |found, byte| found | (*byte < b' ')) {
            return None;
        }
        let start = self.at - 1;
        self.at += length + 1;
        self.text.get(start..self.at)
    }

    #[inline]
    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// The next byte that is no white space.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        match self.text.as_bytes().get(self.at)? {
            byte @ b'!'.. => Some(*byte),
            _ => self.peek_behind_space(),
        }
    }

    fn peek_behind_space(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        let space = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.at += space;
        rest.get(space).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Option<Vec<(String, String)>> {
        let mut scanner = Scanner::new(text);
        let mut found = Vec::new();
        scanner.object(|own, key| {
            found.push((key.to_owned(), own.value()?.to_owned()));
            Some(())
        })?;
        scanner.end()?;
        Some(found)
    }

    #[test]
    fn values_come_as_they_stand() {
        let found = entries(" { \"a\" : 1.50 , \"b\\u0041\":[1, {\"c\":2}],\"d\":\"x\\\"y\" ,\"e\":null}\n").unwrap();
        let expected = [("a", "1.50"), ("bA", "[1, {\"c\":2}]"), ("d", "\"x\\\"y\""), ("e", "null")];
        assert_eq!(found, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(entries("{}"), Some(Vec::new()));
    }

    #[test]
    fn what_serde_json_refuses_is_refused() {
        let texts = [
            "",
            "{",
            "{\"a\":1",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "{\"a\":1}x",
            "[1]",
            "{\"a\":\"\u{1}\"}",
            "{\"a\":\"\\x\"}",
            "{\"\\ud800\":1}",
            "{\"a\":01}",
            "{\"a\":1.}",
            "{\"a\":tru}",
            "{\"a\":\"b\\\"}",
        ];
        for text in texts {
            let read = entries(text).is_some_and(|found| {
                found.iter().all(|(_, value)| serde_json::from_str::<serde_json::Value>(value).is_ok())
            });
            assert_eq!(read, serde_json::from_str::<serde_json::Map<_, _>>(text).is_ok(), "{text}");
        }
    }
}
