use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The language that messages are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vietnamese,
    /// English.
    English,
}

/// The sentences of one code. Names in braces are filled in from the finding's arguments.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    vi: String,
    en: String,
    /// Advice; the first whose names are all filled in is shown.
    #[serde(default)]
    hint_vi: Vec<String>,
    #[serde(default)]
    hint_en: Vec<String>,
}

impl Message {
    /// The sentence in a language.
    pub fn sentence(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }

    /// The advice in a language.
    pub fn hints(&self, language: Language) -> &[String] {
        match language {
            Language::Vietnamese => &self.hint_vi,
            Language::English => &self.hint_en,
        }
    }
}

/// All sentences by code, from `messages.toml`. A code is never reused for something else.
pub static MESSAGES: LazyLock<BTreeMap<String, Message>> =
    LazyLock::new(|| toml::from_str(include_str!("../messages.toml")).expect("a test reads messages.toml"));

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text
            .split('{')
            .skip(1)
            .map(|rest| rest.split('}').next().unwrap_or_default())
            // An argument that is itself words comes once per language.
            .map(|name| name.strip_suffix("_en").unwrap_or(name))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn both_languages_say_the_same() {
        for (code, message) in MESSAGES.iter() {
            assert_eq!(names(&message.vi), names(&message.en), "{code}: other names in the two languages");
            assert_eq!(message.hint_vi.len(), message.hint_en.len(), "{code}: advice in one language only");
            for (vi, en) in message.hint_vi.iter().zip(&message.hint_en) {
                assert_eq!(names(vi), names(en), "{code}: other names in the advice");
            }
        }
    }
}
