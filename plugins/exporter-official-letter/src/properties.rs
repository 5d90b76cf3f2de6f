//! What office programs show under "properties".

use baocao_exporter::{Document, Properties};

use crate::xml::{Value, Xml};

/// Writes the part `docProps/core.xml`.
pub fn core(document: &Document) -> Xml {
    let properties = &document.properties;
    let created = instant(&properties.date);
    let mut xml = Xml::part();
    let namespaces = [
        ("xmlns:cp", &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties" as &dyn Value),
        ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
        ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        push(xml, "dc:title", &properties.title);
        push(xml, "dc:creator", &properties.author);
        push(xml, "dc:language", &document.language);
        push(xml, "cp:lastModifiedBy", &properties.author);
        if document.envelope.draft {
            push(xml, "cp:contentStatus", &document.envelope.draft_mark);
        }
        for name in ["dcterms:created", "dcterms:modified"] {
            if let Some(instant) = &created {
                xml.element(name, &[("xsi:type", &"dcterms:W3CDTF")], |xml| xml.text(instant));
            }
        }
    });
    xml
}

/// Writes the part `docProps/app.xml`.
pub fn extended(properties: &Properties) -> Xml {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut xml = Xml::part();
    xml.element("Properties", &[("xmlns", &namespace)], |xml| {
        push(xml, "Company", &properties.author);
        push(xml, "Application", &properties.generator);
    });
    xml
}

/// Writes the part `docProps/custom.xml`, if there is anything to say.
pub fn custom(properties: &Properties) -> Option<Xml> {
    let named =
        [("organization", &properties.organization), ("form", &properties.form), ("period", &properties.period)];
    let named: Vec<_> = named.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let mut xml = Xml::part();
    let namespaces = [
        ("xmlns", &"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" as &dyn Value),
        ("xmlns:vt", &"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    ];
    xml.element("Properties", &namespaces, |xml| {
        for (index, (name, value)) in named.iter().enumerate() {
            // The standard fixes the format's id and lets ids of properties start at 2.
            let attributes = [
                ("fmtid", &"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" as &dyn Value),
                ("pid", &(index + 2)),
                ("name", name),
            ];
            xml.element("property", &attributes, |xml| xml.leaf("vt:lpwstr", value));
        }
    });
    (!named.is_empty()).then_some(xml)
}

fn push(xml: &mut Xml, name: &str, text: &str) {
    if !text.is_empty() {
        xml.leaf(name, text);
    }
}

/// Returns the start of a day written `YYYY-MM-DD`. Word refuses a file whose date it cannot read.
fn instant(date: &str) -> Option<String> {
    let bytes = date.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let number = |range: std::ops::Range<usize>| date[range].parse::<u32>().unwrap_or(0);
    let real = shaped && (1..=12).contains(&number(5..7)) && (1..=31).contains(&number(8..10));
    real.then(|| format!("{date}T00:00:00Z"))
}
