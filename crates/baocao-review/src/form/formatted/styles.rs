//! Styles, theme fonts and numberings, and how they come together with what a place says itself.

use std::collections::BTreeMap;

use super::element::Element;
use super::properties::{Font, ParagraphProperties, RunProperties};

/// How many styles may be based on each other.
const LONGEST_CHAIN: usize = 32;
/// The family that Word uses where no part of a file names one.
const NO_FONT: &str = "Times New Roman";
/// The size that Word uses where no part of a file names one.
const NO_SIZE: f64 = 10.0;

/// What a style says, with the styles that it is based on.
#[derive(Clone, Debug, Default)]
pub struct Style {
    pub paragraph: ParagraphProperties,
    pub run: RunProperties,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    defaults: Style,
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    normal: Option<String>,
    /// Families by their place in the theme, `minorHAnsi`.
    theme: BTreeMap<String, String>,
    /// What the levels of numberings say of paragraphs, by number and level.
    lists: BTreeMap<(String, u8), ParagraphProperties>,
}

/// How a run looks in the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The family of letters without and with marks.
    pub fonts: [String; 2],
    /// The size in points.
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    pub capitals: bool,
    pub underlined: bool,
    pub hidden: bool,
    /// None is the program's own: black.
    pub color: Option<[u8; 3]>,
    /// Whether it is a link, which programs colour.
    pub link: bool,
}

impl Styles {
    /// Reads what the parts have; all may be missing.
    pub fn read(styles: Option<&Element>, theme: Option<&Element>, numbering: Option<&Element>) -> Self {
        let mut read = Self::default();
        if let Some(theme) = theme {
            read.read_theme(theme);
        }
        if let Some(numbering) = numbering {
            read.read_lists(numbering);
        }
        if let Some(styles) = styles {
            read.read_styles(styles);
        }
        read
    }

    fn read_theme(&mut self, theme: &Element) {
        for (scheme, name) in [("majorFont", "major"), ("minorFont", "minor")] {
            let latin = theme.find(scheme).and_then(|fonts| fonts.child("latin")?.attribute("typeface"));
            for end in ["HAnsi", "Ascii"] {
                self.theme.extend(latin.map(|family| (format!("{name}{end}"), family.to_owned())));
            }
        }
    }

    fn read_lists(&mut self, numbering: &Element) {
        let kinds: BTreeMap<&str, &Element> =
            numbering.all("abstractNum").filter_map(|kind| Some((kind.attribute("abstractNumId")?, kind))).collect();
        for list in numbering.all("num") {
            let kind = list.child("abstractNumId").and_then(Element::value).and_then(|id| kinds.get(id));
            let (Some(id), Some(kind)) = (list.attribute("numId"), kind) else { continue };
            for level in kind.all("lvl") {
                let number = level.attribute("ilvl").and_then(|number| number.parse().ok()).unwrap_or(0);
                let properties = level.child("pPr").map(ParagraphProperties::read).unwrap_or_default();
                self.lists.insert((id.to_owned(), number), properties);
            }
        }
    }

    fn read_styles(&mut self, styles: &Element) {
        if let Some(defaults) = styles.child("docDefaults") {
            self.defaults = Style {
                paragraph: defaults.find("pPr").map(ParagraphProperties::read).unwrap_or_default(),
                run: defaults.find("rPr").map(RunProperties::read).unwrap_or_default(),
            };
        }
        let own: BTreeMap<&str, &Element> =
            styles.all("style").filter_map(|style| Some((style.attribute("styleId")?, style))).collect();
        for (id, style) in &own {
            self.styles.insert((*id).to_owned(), resolve(style, &own));
            let is_default = matches!(style.attribute("default"), Some("1" | "true" | "on"));
            if is_default && style.attribute("type") == Some("paragraph") {
                self.normal = Some((*id).to_owned());
            }
        }
    }

    /// What a paragraph says in the end; `table` is the style of the table that it stands in.
    pub fn paragraph(&self, direct: &ParagraphProperties, table: Option<&Style>) -> ParagraphProperties {
        let mut found = self.defaults.paragraph.clone();
        if let Some(table) = table {
            found.overlay(&table.paragraph);
        }
        let style = self.style_of(direct);
        let of_style = style.map(|style| &style.paragraph);
        let level = |from: Option<&ParagraphProperties>| from?.list.as_ref().and_then(|list| self.lists.get(list));
        // A numbering gives way to the style that names it, and stands over the style otherwise.
        if let Some(level) = level(of_style) {
            found.overlay(level);
        }
        if let Some(style) = of_style {
            found.overlay(style);
        }
        if let Some(level) = level(Some(direct)) {
            found.overlay(level);
        }
        found.overlay(direct);
        found.list = found.list.filter(|(id, _)| id != "0");
        found
    }

    /// How a run looks in the end.
    pub fn look(&self, direct: &RunProperties, paragraph: &ParagraphProperties, table: Option<&Style>) -> Look {
        let nothing = RunProperties::default();
        let of_table = table.map_or(&nothing, |table| &table.run);
        let of_paragraph = self.style_of(paragraph).map_or(&nothing, |style| &style.run);
        let of_character =
            direct.style.as_ref().and_then(|id| self.styles.get(id)).map_or(&nothing, |style| &style.run);
        let mut found = self.defaults.run.clone();
        [of_table, of_paragraph, of_character, direct].iter().for_each(|place| found.overlay(place));
        // Switches of styles turn each other off; the run's own word is the last.
        let switch = |of: fn(&RunProperties) -> Option<bool>| {
            let on = |place: &RunProperties| of(place).unwrap_or(false);
            let styled = on(of_table) ^ on(of_paragraph) ^ on(of_character);
            of(direct).unwrap_or(styled || on(&self.defaults.run))
        };
        Look {
            fonts: [self.family(found.ascii.as_ref()), self.family(found.high_ansi.as_ref().or(found.ascii.as_ref()))],
            size: found.size.unwrap_or(NO_SIZE),
            bold: switch(|place| place.bold),
            italic: switch(|place| place.italic),
            capitals: switch(|place| place.capitals),
            underlined: found.underlined.unwrap_or(false),
            hidden: switch(|place| place.hidden),
            color: found.color.flatten(),
            link: false,
        }
    }

    /// A style by its id.
    pub fn get(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }

    fn style_of(&self, paragraph: &ParagraphProperties) -> Option<&Style> {
        let named = paragraph.style.as_ref().and_then(|id| self.styles.get(id));
        named.or_else(|| self.styles.get(self.normal.as_ref()?))
    }

    fn family(&self, font: Option<&Font>) -> String {
        match font {
            Some(Font::Name(name)) => name.clone(),
            Some(Font::Theme(place)) => self.theme.get(place).cloned().unwrap_or_else(|| NO_FONT.to_owned()),
            None => NO_FONT.to_owned(),
        }
    }
}

fn resolve(style: &Element, all: &BTreeMap<&str, &Element>) -> Style {
    let mut chain = vec![style];
    while let Some(base) = chain.last().and_then(|style| all.get(style.child("basedOn")?.value()?)) {
        if chain.len() == LONGEST_CHAIN {
            break;
        }
        chain.push(base);
    }
    let mut resolved = Style::default();
    for style in chain.into_iter().rev() {
        if let Some(properties) = style.child("pPr") {
            resolved.paragraph.overlay(&ParagraphProperties::read(properties));
        }
        if let Some(properties) = style.child("rPr") {
            resolved.run.overlay(&RunProperties::read(properties));
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::super::element::read_whole;
    use super::*;

    const STYLES: &str = r#"<w:styles>
        <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsi="Arial"/><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="A"><w:pPr><w:jc w:val="both"/><w:ind w:left="200"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="B"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
        <w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style>
    </w:styles>"#;
    const THEME: &str = r#"<a:theme><a:minorFont><a:latin typeface="Cambria"/></a:minorFont></a:theme>"#;
    const LISTS: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:pPr><w:ind w:left="400" w:hanging="100"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

    fn styles() -> Styles {
        let [styles, theme, lists] = [STYLES, THEME, LISTS].map(|part| read_whole(part.as_bytes()).unwrap());
        Styles::read(Some(&styles), Some(&theme), Some(&lists))
    }

    fn look(paragraph: &str, run: &str) -> Look {
        let paragraph = ParagraphProperties { style: Some(paragraph.to_owned()), ..ParagraphProperties::default() };
        let run = RunProperties::read(&read_whole(format!("<w:rPr>{run}</w:rPr>").as_bytes()).unwrap());
        styles().look(&run, &paragraph, None)
    }

    #[test]
    fn looks_come_from_defaults_theme_and_base_styles() {
        let plain = look("A", "");
        assert_eq!((plain.fonts, plain.size, plain.bold), (["Cambria".to_owned(), "Arial".to_owned()], 13.0, false));
        let based = look("C", "");
        assert_eq!((based.bold, based.italic, based.size), (true, true, 13.0));
        assert_eq!(look("Loop", "").size, 13.0, "a style based on itself ends");
    }

    #[test]
    fn switches_of_styles_turn_each_other_off_and_the_run_has_the_last_word() {
        let strong = "<w:rStyle w:val=\"Strong\"/>";
        assert!(look("A", strong).bold);
        assert!(!look("B", strong).bold, "bold in both");
        assert_eq!(look("B", strong).size, 15.0, "what is no switch is replaced");
        assert!(look("B", &format!("{strong}<w:b/>")).bold);
        assert!(!look("B", "<w:b w:val=\"0\"/>").bold);
    }

    #[test]
    fn a_numbering_stands_over_the_style_and_below_the_paragraph() {
        let read = |text: &str| ParagraphProperties::read(&read_whole(text.as_bytes()).unwrap());
        let listed = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
        let found = styles().paragraph(&read(&format!("<w:pPr>{listed}</w:pPr>")), None);
        assert_eq!((found.left, found.first), (Some(20.0), Some(-5.0)));
        let own = read(&format!("<w:pPr>{listed}<w:ind w:left=\"600\"/></w:pPr>"));
        assert_eq!(styles().paragraph(&own, None).left, Some(30.0));
    }
}
