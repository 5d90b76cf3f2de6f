use baocao_exporter::specimen::specimen;
use baocao_exporter::{Block, Chart, Document};

use crate::opened::{Letter, Node, letter};

const UNITS_PER_DOT: f64 = 36_000.0 * 25.4 / 300.0;

fn charts(document: &Document) -> Vec<&Chart> {
    let annexes = document.annexes.iter().flat_map(|annex| &annex.blocks);
    let blocks = document.body.iter().chain(annexes);
    blocks.filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None }).collect()
}

fn paragraphs(letter: &Letter) -> Vec<&Node> {
    letter.document().all("w:p")
}

/// The points of a picture in lines, four bytes each.
fn points(png: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut points = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut points).unwrap();
    assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgba, png::BitDepth::Eight));
    (info.width, info.height, points)
}

#[test]
fn a_chart_is_a_picture_with_words_under_its_caption() {
    let document = specimen();
    let letter = letter(&document);
    let pictures: Vec<_> = letter.pictures.keys().map(String::as_str).collect();
    assert_eq!(pictures, ["word/media/picture1.png", "word/media/picture2.png"]);
    let paragraphs = paragraphs(&letter);
    for (chart, file) in charts(&document).into_iter().zip(pictures) {
        let at = paragraphs.iter().position(|p| p.value("wp:docPr", "descr") == chart.alt).unwrap();
        let (caption, picture) = (paragraphs[at - 1], paragraphs[at]);
        assert_eq!(caption.words(), chart.caption);
        assert_eq!(caption.value("w:pStyle", "w:val"), "Caption");
        assert!(caption.find("w:keepNext").is_some());
        assert_eq!(picture.value("w:jc", "w:val"), "center");
        assert_eq!(picture.value("w:spacing", "w:lineRule"), "auto", "a line of exact height cuts pictures off");
        let relation = picture.value("a:blip", "r:embed");
        let relations = letter.part("word/_rels/document.xml.rels").all("Relationship");
        let target = relations.iter().find(|r| r.attribute("Id") == relation).unwrap().attribute("Target");
        assert_eq!(format!("word/{target}"), file);
        let (width, height, _) = points(&letter.pictures[file]);
        for (name, dots) in [("cx", width), ("cy", height)] {
            let units = picture.number("wp:extent", name) as f64;
            assert!((units / UNITS_PER_DOT - f64::from(dots)).abs() < 1.0, "{units} for {dots} dots");
        }
    }
    let defaults = letter.part("[Content_Types].xml").all("Default");
    assert!(defaults.iter().any(|d| (d.attribute("Extension"), d.attribute("ContentType")) == ("png", "image/png")));
}

#[test]
fn the_picture_shows_colours_and_letters_and_stays_small() {
    let letter = letter(&specimen());
    let picture = &letter.pictures["word/media/picture1.png"];
    let (width, _, points) = points(picture);
    assert_eq!(width, 1949, "the width of the text at 300 dots to the inch");
    assert!(points.iter().skip(3).step_by(4).all(|opaque| *opaque == 255));
    let count = |colour: [u8; 3]| points.chunks_exact(4).filter(|point| point[..3] == colour).count();
    assert!(count([0x1F, 0x4E, 0x79]) > 50_000 && count([255; 3]) > 1_000_000);
    assert!(count([0; 3]) > 2_000, "letters and edges");
    assert!(picture.len() < 60_000, "{} bytes", picture.len());
}

#[test]
fn pictures_have_numbers_of_their_own() {
    let letter = letter(&specimen());
    let numbers: Vec<_> = letter.document().all("wp:docPr").iter().map(|d| d.attribute("id").to_owned()).collect();
    assert_eq!(numbers, ["1", "2"]);
}

#[test]
fn a_letter_without_charts_has_no_pictures() {
    let mut document = specimen();
    document.body.retain(|block| !matches!(block, Block::Chart(_)));
    document.annexes.clear();
    let letter = letter(&document);
    assert!(letter.pictures.is_empty());
    assert_eq!(letter.part("[Content_Types].xml").all("Default").len(), 2);
}

#[test]
fn odd_charts_are_drawn_all_the_same() {
    let mut document = specimen();
    let chart = charts(&document)[0].clone();
    let odd = [
        Chart { categories: Vec::new(), series: Vec::new(), ..chart.clone() },
        Chart { caption: String::new(), alt: "<&>\"\u{1}".to_owned(), ..chart.clone() },
        Chart { categories: vec!["中文 \u{7}".to_owned(), "x".repeat(400)], ..chart },
    ];
    document.body.extend(odd.into_iter().map(Block::Chart));
    document.envelope.letterhead.page.width = 10.0;
    assert_eq!(letter(&document).pictures.len(), 5);
}
