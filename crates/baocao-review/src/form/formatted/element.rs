//! The XML of a part as a small tree.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::text::package::meant_by;

/// How deep elements may lie in each other; office programs stay far below.
const DEEPEST: usize = 512;
/// What does not count: deleted text and what stands in for drawings in old programs.
const LEFT_OUT: [&str; 3] = ["del", "moveFrom", "Fallback"];
/// The elements whose text counts.
const WORDS: [&str; 2] = ["t", "instrText"];

/// An element with its local names.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// The local name.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// The elements within.
    pub children: Vec<Element>,
    /// The text of an element that holds words.
    pub text: String,
    /// For a paragraph, its number in the part from 1, as the readers of text count them.
    pub number: u32,
}

impl Element {
    /// An attribute by its local name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The attribute `val`.
    pub fn value(&self) -> Option<&str> {
        self.attribute("val")
    }

    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element of this name below.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.children.iter().find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }

    /// Whether a switch such as `w:b` is on; none if there is no such child.
    pub fn switch(&self, name: &str) -> Option<bool> {
        self.child(name).map(|child| !matches!(child.value(), Some("0" | "false" | "off")))
    }
}

/// Reads a whole part.
pub fn read_whole(part: &[u8]) -> Result<Element, String> {
    let mut root = Element::default();
    read(part, |_| false, &mut |element| root = element)?;
    Ok(root)
}

/// Reads the blocks of the main part one after the other, so that only one is held at a time.
pub fn read_blocks(part: &[u8], each: &mut dyn FnMut(Element)) -> Result<(), String> {
    read(part, |open| open.len() == 2 && open[1].name == "body", &mut |element| {
        if element.name != "document" {
            each(element);
        }
    })
}

/// Hands over the root at its end, and before it every element whose open parents satisfy `streams`.
fn read(part: &[u8], streams: impl Fn(&[Element]) -> bool, each: &mut dyn FnMut(Element)) -> Result<(), String> {
    let part = std::str::from_utf8(part).map_err(|error| error.to_string())?;
    let mut reader = Reader::from_str(part.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = Vec::new();
    let mut paragraphs = 0;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                if open.len() >= DEEPEST {
                    return Err(format!("<{}> > {DEEPEST}", tag.local_name().as_ref()));
                }
                open.push(element(&tag, &mut paragraphs));
            }
            Event::Empty(tag) => {
                let one = element(&tag, &mut paragraphs);
                close(one, &mut open, &streams, each);
            }
            Event::End(_) => {
                let one = open.pop().ok_or("</>")?;
                close(one, &mut open, &streams, each);
            }
            Event::Text(piece) => push(&mut open, &piece.xml10_content()),
            Event::GeneralRef(name) => push(&mut open, &meant_by(&name)),
            Event::DocType(_) => return Err("DOCTYPE".to_owned()),
            Event::Eof if open.is_empty() => return Ok(()),
            Event::Eof => return Err(format!("<{}> … EOF", open.last().expect("not empty").name)),
            _ => {}
        }
    }
}

fn close(mut one: Element, open: &mut [Element], streams: &impl Fn(&[Element]) -> bool, each: &mut dyn FnMut(Element)) {
    if LEFT_OUT.contains(&one.name.as_str()) {
        one.children.clear();
    }
    if open.is_empty() || streams(open) {
        return each(one);
    }
    open.last_mut().expect("not empty").children.push(one);
}

fn push(open: &mut [Element], piece: &str) {
    if let Some(top) = open.last_mut().filter(|top| WORDS.contains(&top.name.as_str())) {
        top.text.push_str(piece);
    }
}

fn element(tag: &BytesStart<'_>, paragraphs: &mut u32) -> Element {
    let name = tag.local_name().as_ref().to_owned();
    if name == "p" {
        *paragraphs += 1;
    }
    let attributes = tag.attributes().flatten().filter_map(|attribute| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some((attribute.key.local_name().as_ref().to_owned(), value.into_owned()))
    });
    Element { name, attributes: attributes.collect(), number: *paragraphs, ..Element::default() }
}
