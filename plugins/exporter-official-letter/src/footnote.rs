use crate::package::WORD_NAMESPACE;
use crate::style::{FOOTNOTE_REFERENCE, FOOTNOTE_TEXT};
use crate::xml::Xml;

/// Word's own ids of the lines between text and notes.
pub const SEPARATORS: [(&str, i32); 2] = [("separator", -1), ("continuationSeparator", 0)];

/// The footnotes of the letter. Word numbers them by their order.
#[derive(Debug, Default)]
pub struct Footnotes {
    notes: Xml,
    count: u32,
}

impl Footnotes {
    /// Keeps the runs of a note and writes its mark.
    pub fn push(&mut self, runs: &mut Xml, text: &Xml) {
        self.count += 1;
        mark(runs, |xml| xml.empty("w:footnoteReference", &[("w:id", &self.count)]));
        self.notes.element("w:footnote", &[("w:id", &self.count)], |xml| {
            xml.element("w:p", &[], |xml| {
                xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", FOOTNOTE_TEXT));
                mark(xml, |xml| xml.empty("w:footnoteRef", &[]));
                xml.element("w:r", &[], |xml| xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text(" ")));
                xml.append(text);
            });
        });
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Writes the part `word/footnotes.xml`.
    pub fn part(&self) -> Xml {
        let mut xml = Xml::part();
        xml.element("w:footnotes", &[WORD_NAMESPACE], |xml| {
            for (kind, id) in SEPARATORS {
                xml.element("w:footnote", &[("w:type", &kind), ("w:id", &id)], |xml| {
                    xml.element("w:p", &[], |xml| {
                        xml.element("w:r", &[], |xml| xml.empty(&format!("w:{kind}"), &[]));
                    });
                });
            }
            xml.append(&self.notes);
        });
        xml
    }
}

fn mark(xml: &mut Xml, content: impl FnOnce(&mut Xml)) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", FOOTNOTE_REFERENCE));
        content(xml);
    });
}
