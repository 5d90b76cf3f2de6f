use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use baocao_exporter::testing::export;
use baocao_exporter::{Document, abi};
use exporter_official_letter::OfficialLetter;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};

/// A letter with its parts parsed.
pub struct Letter {
    pub bytes: Vec<u8>,
    pub diagnostics: Vec<String>,
    pub parts: BTreeMap<String, Node>,
    /// The parts that are pictures.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

/// An element with what is in it. Text stands in elements without a name.
#[derive(Clone, Debug, Default)]
pub struct Node {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Node>,
    pub text: String,
}

/// Writes a letter with every option at its default.
pub fn letter(document: &Document) -> Letter {
    letter_with(document, &json!({}))
}

/// Writes a letter and takes it apart. Every part must be well-formed.
pub fn letter_with(document: &Document, options: &Value) -> Letter {
    let recorded = export::<OfficialLetter>(document, options);
    assert_eq!(recorded.status, abi::OK, "{:?}", recorded.diagnostics);
    let bytes = recorded.main.expect("an export gives a main output");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
    let (mut parts, mut pictures) = (BTreeMap::new(), BTreeMap::new());
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.ends_with(".png") {
            let mut picture = Vec::new();
            file.read_to_end(&mut picture).unwrap();
            pictures.insert(name, picture);
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert!(!text.chars().any(|c| c < ' ' && !matches!(c, '\t' | '\n')), "control character in {name}");
        parts.insert(name, parse(&text));
    }
    Letter { bytes, diagnostics: recorded.diagnostics, parts, pictures }
}

impl Letter {
    pub fn part(&self, name: &str) -> &Node {
        self.parts.get(name).unwrap_or_else(|| panic!("no part `{name}` among {:?}", self.parts.keys()))
    }

    pub fn document(&self) -> &Node {
        self.part("word/document.xml")
    }

    /// The text of every paragraph of the story and of its notes, empty ones left out.
    pub fn lines(&self) -> Vec<String> {
        let parts = ["word/document.xml", "word/footnotes.xml"].into_iter().filter_map(|name| self.parts.get(name));
        let paragraphs = parts.flat_map(|part| part.all("w:p"));
        paragraphs.map(|paragraph| paragraph.words().trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }

    /// The first paragraph that holds these words.
    pub fn paragraph(&self, words: &str) -> &Node {
        let mut paragraphs = self.document().all("w:p").into_iter();
        paragraphs
            .find(|paragraph| paragraph.words().contains(words))
            .unwrap_or_else(|| panic!("no paragraph `{words}`"))
    }

    /// A style by its id.
    pub fn style(&self, id: &str) -> &Node {
        let mut styles = self.part("word/styles.xml").all("w:style").into_iter();
        styles.find(|style| style.attribute("w:styleId") == id).unwrap_or_else(|| panic!("no style `{id}`"))
    }
}

impl Node {
    /// All elements of this name below, in the order of the file.
    pub fn all(&self, name: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The first element of this name below.
    pub fn find(&self, name: &str) -> Option<&Node> {
        self.all(name).first().copied()
    }

    /// An attribute of this element, or nothing.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// An attribute of the first element of this name below.
    pub fn value(&self, element: &str, attribute: &str) -> String {
        self.find(element).map(|node| node.attribute(attribute).to_owned()).unwrap_or_default()
    }

    /// A number among the attributes of the first element of this name below.
    pub fn number(&self, element: &str, attribute: &str) -> i64 {
        self.value(element, attribute).parse().unwrap_or_else(|_| panic!("no number {element}/{attribute} in {self:?}"))
    }

    /// What a reader reads; a line break is a space.
    pub fn words(&self) -> String {
        match self.name.as_str() {
            "" => self.text.clone(),
            "w:br" | "w:tab" => " ".to_owned(),
            _ => self.children.iter().map(Node::words).collect(),
        }
    }
}

fn parse(text: &str) -> Node {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().expect("the part is well-formed") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => last(&mut open).children.push(element(&start)),
            Event::End(_) => {
                let closed = open.pop().unwrap();
                last(&mut open).children.push(closed);
            }
            Event::Text(text) => push_text(last(&mut open), &text.xml10_content()),
            Event::GeneralRef(reference) => push_text(last(&mut open), entity(&reference.xml10_content())),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element is left open");
    open.pop().unwrap()
}

fn element(start: &BytesStart<'_>) -> Node {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap().into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    Node { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Node::default() }
}

fn last(open: &mut [Node]) -> &mut Node {
    open.last_mut().expect("the root is never closed")
}

fn push_text(node: &mut Node, text: &str) {
    node.children.push(Node { text: text.to_owned(), ..Node::default() });
}

fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        other => panic!("an entity `{other}` that XML does not know"),
    }
}
