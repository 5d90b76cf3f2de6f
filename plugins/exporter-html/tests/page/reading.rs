//! The page taken apart.

use baocao_exporter::testing::exported;
use baocao_exporter::{Document, Target, document_text};
use exporter_html::HtmlExporter;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::json;
use std::collections::BTreeSet;

pub fn html(document: &Document) -> String {
    html_with(document, json!({}))
}

pub fn html_with(document: &Document, options: serde_json::Value) -> String {
    String::from_utf8(exported::<HtmlExporter>(document, &options).main.expect("there is a page")).unwrap()
}

/// An element of the page with its attributes.
#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Element {
    pub fn new(start: &BytesStart<'_>) -> Self {
        let name = start.name().as_ref().to_owned();
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let key = attribute.key.as_ref().to_owned();
            (key, quick_xml::escape::unescape(&attribute.value).unwrap().into_owned())
        });
        Self { name, attributes: attributes.collect() }
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }
}

/// The page taken apart. It is written so that an XML reader takes it, which is stricter than any browser.
pub struct Parsed {
    pub elements: Vec<Element>,
    /// The text of each block-level element, without marks of footnotes.
    pub text: String,
}

/// The elements whose text is not read in its place.
const HIDDEN: [&str; 3] = ["style", "sup", "script"];

pub fn parse(html: &str) -> Parsed {
    let mut reader = Reader::from_str(html);
    let (mut elements, mut text, mut open) = (Vec::new(), String::new(), Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.buffer_position())) {
            Event::Start(start) => {
                let element = Element::new(&start);
                if !["a", "strong", "em", "data", "span", "sup", "code"].contains(&element.name.as_str())
                    || is_line(&element)
                {
                    text.push('\n');
                }
                open.push(element.name.clone());
                elements.push(element);
            }
            Event::Empty(start) => {
                text.push(' ');
                elements.push(Element::new(&start));
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(part) if !open.iter().any(|name| HIDDEN.contains(&name.as_str())) => {
                text.push_str(&part);
            }
            Event::GeneralRef(part) if !open.iter().any(|name| HIDDEN.contains(&name.as_str())) => {
                let reference = format!("&{};", &*part);
                text.push_str(&quick_xml::escape::unescape(&reference).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
    Parsed { elements, text: text.lines().map(normal).collect::<Vec<_>>().join("\n") }
}

pub fn is_line(element: &Element) -> bool {
    element
        .get("class")
        .is_some_and(|class| ["line", "label", "caption", "unit", "mark"].iter().any(|c| class.contains(c)))
}

pub fn normal(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn ids(parsed: &Parsed) -> Vec<&str> {
    parsed.elements.iter().filter_map(|element| element.get("id")).collect()
}

/// Asserts what holds for every page.
pub fn assert_sound(document: &Document, html: &str) -> Parsed {
    let parsed = parse(html);
    for line in document_text(document) {
        let line = normal(&line);
        // A soft line break of the source may fall between lines here.
        let found = parsed.text.contains(&line) || parsed.text.replace('\n', " ").contains(&line);
        assert!(found, "missing: {line}");
    }
    let ids = ids(&parsed);
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id is there twice: {ids:?}");
    for element in &parsed.elements {
        if let Some(target) = element.get("href") {
            match target.strip_prefix('#') {
                Some(target) => assert!(unique.contains(&target), "#{target} leads nowhere"),
                None => assert!(Target::of(target).is_some(), "{target} leaves the page"),
            }
        }
        let named = element.get("headers").into_iter().chain(element.get("aria-labelledby"));
        for id in named.flat_map(str::split_whitespace) {
            assert!(unique.contains(&id), "`{id}` is not there");
        }
        for loading in ["src", "srcset", "data", "action", "background", "style"] {
            assert_eq!(element.get(loading), None, "{element:?}");
        }
        assert!(!element.attributes.iter().any(|(key, _)| key.starts_with("on")), "{element:?}");
        assert!(!["link", "iframe", "object", "img", "base", "form"].contains(&element.name.as_str()));
    }
    // The data that nothing runs, and the page's own script.
    let scripts: Vec<_> = parsed.elements.iter().filter(|element| element.name == "script").collect();
    let data = document.lower_units.is_some() && html.contains("id=\"bc.du-lieu\"");
    assert_eq!(scripts.len(), 1 + usize::from(data), "{scripts:?}");
    assert!(scripts.iter().all(|script| script.get("src").is_none()));
    assert_eq!(parsed.elements.iter().filter(|element| element.name == "h1").count(), 1);
    parsed
}
