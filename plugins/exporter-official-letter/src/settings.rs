use crate::footnote::SEPARATORS;
use crate::form::Form;
use crate::length::millimetres;
use crate::package::WORD_NAMESPACE;
use crate::xml::Xml;

/// Writes the part `word/settings.xml`. Nothing in it makes Word ask a question on opening.
pub fn part(form: &Form<'_>, without_notes: bool) -> Xml {
    let mut xml = Xml::part();
    xml.element("w:settings", &[WORD_NAMESPACE], |xml| {
        xml.empty("w:zoom", &[("w:percent", &100)]);
        if form.two_sided {
            xml.empty("w:mirrorMargins", &[]);
        }
        xml.value("w:defaultTabStop", millimetres(form.letterhead.body.indent));
        xml.value("w:characterSpacingControl", "doNotCompress");
        if !without_notes {
            xml.element("w:footnotePr", &[], |xml| {
                SEPARATORS.iter().for_each(|(_, id)| xml.empty("w:footnote", &[("w:id", id)]));
            });
        }
        write_compatibility(xml);
        xml.empty("w:themeFontLang", &[("w:val", &form.language)]);
        xml.value("w:decimalSymbol", ",");
        xml.value("w:listSeparator", ";");
    });
    xml
}

fn write_compatibility(xml: &mut Xml) {
    xml.element("w:compat", &[], |xml| {
        // A line that ends by hand within justified text is not stretched.
        xml.empty("w:doNotExpandShiftReturn", &[]);
        // The layout of Word 2013 and later; anything lower opens in "compatibility mode".
        xml.empty(
            "w:compatSetting",
            &[("w:name", &"compatibilityMode"), ("w:uri", &"http://schemas.microsoft.com/office/word"), ("w:val", &15)],
        );
    });
}
