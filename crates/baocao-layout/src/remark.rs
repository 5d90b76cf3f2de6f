use std::collections::BTreeMap;

/// Something that could not be shown as it stands in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The code, `layout.missing-character`.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Where it first stands, `document:/body/12`.
    pub at: String,
}

/// How many characters are named one by one; a text in a foreign script has hundreds.
const NAMED_CHARACTERS: usize = 20;

/// Collects remarks while a document is laid out.
#[derive(Debug, Default)]
pub(crate) struct Remarks {
    others: Vec<Remark>,
    missing: BTreeMap<char, (usize, String)>,
}

impl Remarks {
    pub(crate) fn missing_character(&mut self, character: char, at: &str) {
        self.missing.entry(character).or_insert_with(|| (0, at.to_owned())).0 += 1;
    }

    pub(crate) fn unknown(&mut self, code: &'static str, kind: &str, at: &str) {
        self.others.push(Remark {
            code,
            message: format!("`{kind}` is newer than this exporter; its plain text is shown"),
            help: "a newer version of the exporter may show it as it is meant".to_owned(),
            at: at.to_owned(),
        });
    }

    pub(crate) fn crowded_table(&mut self, columns: usize, at: &str) {
        self.others.push(Remark {
            code: "layout.crowded-table",
            message: format!("{columns} columns are too many for this page; words are cut"),
            help: "put the table on a landscape page, or split it".to_owned(),
            at: at.to_owned(),
        });
    }

    pub(crate) fn into_vec(self) -> Vec<Remark> {
        let mut remarks = self.others;
        let unnamed = self.missing.len().saturating_sub(NAMED_CHARACTERS);
        for (character, (count, at)) in self.missing.into_iter().take(NAMED_CHARACTERS) {
            remarks.push(missing(
                format!("no face can show `{character}` (U+{:04X}), found {count} times", character as u32),
                at,
            ));
        }
        if unnamed > 0 {
            remarks.push(missing(format!("no face can show {unnamed} more characters"), String::new()));
        }
        remarks
    }
}

fn missing(message: String, at: String) -> Remark {
    Remark { code: "layout.missing-character", message, help: "it is printed as `?`".to_owned(), at }
}
