//! The page number in the top margin.

use crate::package::WORD_NAMESPACE;
use crate::style::PAGE_NUMBER;
use crate::xml::Xml;

/// Writes the header of pages that bear their number.
pub fn numbered() -> Xml {
    header(|xml| {
        xml.element("w:fldSimple", &[("w:instr", &" PAGE ")], |xml| {
            // The field's last result; every program puts the real number in its place.
            xml.element("w:r", &[], |xml| xml.leaf("w:t", "2"));
        });
    })
}

/// Writes the header of pages that do not.
pub fn blank() -> Xml {
    header(|_| {})
}

fn header(content: impl FnOnce(&mut Xml)) -> Xml {
    let mut xml = Xml::part();
    xml.element("w:hdr", &[WORD_NAMESPACE], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", PAGE_NUMBER));
            content(xml);
        });
    });
    xml
}
