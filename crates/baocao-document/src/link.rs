use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// What is read.
    pub text: String,
    /// Where it leads: a URL reference, percent-encoded. Exporters follow it only through [`Target::of`].
    pub href: String,
}

/// Where a link leads, if it may be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page on the web.
    Web {
        /// The address as it was written.
        url: String,
    },
    /// A file that lies near the output, by a relative path.
    File {
        /// The path with `/` between its parts, decoded. Only its first parts may be `..`.
        path: String,
        /// The place within the file, decoded: `'Biểu 1'!C5` in a workbook.
        place: Option<String>,
    },
}

impl Target {
    /// Returns the target of a link; none for what no reader should be led to by a click: scripts, embedded data, other
    /// schemes, and files named from the root of a disk or on another computer.
    pub fn of(href: &str) -> Option<Self> {
        if href.chars().any(|c| c.is_control() || c.is_whitespace() || "\"<>\\^`{|}".contains(c)) {
            return None;
        }
        let lower = href.to_ascii_lowercase();
        if lower.starts_with("https://") || lower.starts_with("http://") {
            return Some(Self::Web { url: href.to_owned() });
        }
        let (path, place) = match href.split_once('#') {
            Some((path, place)) => (decoded(path)?, Some(decoded(place)?)),
            None => (decoded(href)?, None),
        };
        is_near(&path).then_some(Self::File { path, place })
    }
}

/// Percent-encodes a path and a place within the file into a link's `href`.
pub fn href_of_file(path: &str, place: Option<&str>) -> String {
    let path = encoded(path);
    place.map_or_else(|| path.clone(), |place| format!("{path}#{}", encoded(place)))
}

/// True for a relative path that steps out of its folder at its beginning only. A colon would make a scheme or a disk of
/// it, a question mark a query.
fn is_near(path: &str) -> bool {
    let parts: Vec<_> = path.split('/').skip_while(|part| *part == "..").collect();
    !parts.is_empty()
        && parts.iter().all(|part| !part.is_empty() && !matches!(*part, "." | ".."))
        && !path.contains([':', '\\', '?'])
        && !path.chars().any(char::is_control)
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
        rest = after;
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.chars().any(char::is_control)).then_some(text)
}

fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b'!' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_a_workbook_nearby_is_found_again() {
        let href = href_of_file("../báo cáo/quý 3#1.bin", Some("'Biểu 1 (a)'!C5"));
        assert!(href.is_ascii() && !href.contains(' '), "{href}");
        let place = Some("'Biểu 1 (a)'!C5".to_owned());
        assert_eq!(Target::of(&href), Some(Target::File { path: "../báo cáo/quý 3#1.bin".to_owned(), place }));
    }

    #[test]
    fn what_no_click_should_open_leads_nowhere() {
        let hostile = [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java%73cript:alert(1)",
            "javascript%3Aalert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "/etc/passwd",
            "%2Fetc/passwd",
            "//host/share",
            "\\\\host\\share",
            "%5C%5Chost%5Cshare",
            "C:/Windows/x.exe",
            "C%3A/Windows/x.exe",
            "a/../../b",
            "a/%2E%2E/b",
            "..",
            "",
            "#place",
            "a b",
            "a\nb",
            "a%0Ab",
            "a%00b",
            "a\"onclick=x",
            "a%zz",
            "a%f",
            "a%FF",
            "mailto:a@b",
        ];
        for href in hostile {
            assert_eq!(Target::of(href), None, "{href}");
        }
        assert!(matches!(Target::of("https://example.vn/a?b=c#d"), Some(Target::Web { .. })));
        assert!(matches!(Target::of("../../a/b.c"), Some(Target::File { .. })));
    }
}
