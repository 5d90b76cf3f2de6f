//! A page as it comes out of the printer: words, their sizes, and level lines, all in points from the upper left corner.

use std::path::Path;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId};

use crate::tools;

/// A page of a PDF.
#[derive(Debug)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub words: Vec<Word>,
    pub rules: Vec<Rule>,
}

/// A word; its size and baseline are those of the run it belongs to.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    pub x0: f64,
    pub x1: f64,
    pub baseline: f64,
    pub size: f64,
}

/// A level line.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub x0: f64,
    pub x1: f64,
    pub y: f64,
}

/// Words that stand beside each other.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub x0: f64,
    pub x1: f64,
    pub baseline: f64,
    pub size: f64,
}

/// Reads all pages; nothing if `pdftotext` is missing.
pub fn pages(pdf: &Path) -> Option<Vec<Page>> {
    let path = pdf.to_str().expect("a plain path");
    let output = tools::run("pdftotext", "poppler-utils", &["-bbox", "-enc", "UTF-8", path, "-"])?;
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let document = Document::load(pdf).unwrap();
    let drawn: Vec<Drawn> = document.get_pages().into_values().map(|page| Drawn::read(&document, page)).collect();
    let parts: Vec<&str> = text.split("<page ").skip(1).collect();
    assert_eq!(parts.len(), drawn.len(), "{path}");
    Some(parts.into_iter().zip(drawn).map(|(part, drawn)| page(part, drawn)).collect())
}

fn page(part: &str, drawn: Drawn) -> Page {
    let words = part.lines().filter(|line| line.contains("<word ")).filter_map(|line| word(line, &drawn)).collect();
    Page { width: number(part, "width"), height: number(part, "height"), words, rules: drawn.rules }
}

/// A word of the program's list with the run that it stands in: the last one to start before it on a baseline within it.
fn word(line: &str, drawn: &Drawn) -> Option<Word> {
    let [x0, y0, x1, y1] = ["xMin", "yMin", "xMax", "yMax"].map(|key| number(line, key));
    let on_line = drawn.runs.iter().filter(|run| y0 < run.baseline && run.baseline <= y1 && run.x <= x0 + 1.0);
    let run = on_line.max_by(|one, other| one.x.total_cmp(&other.x))?;
    let (_, text) = line.split_once("\">")?;
    let text = text.trim_end().trim_end_matches("</word>").replace("&amp;", "&");
    Some(Word { text, x0, x1, baseline: run.baseline, size: run.size })
}

fn number(text: &str, key: &str) -> f64 {
    let (_, after) = text.split_once(&format!("{key}=\"")).expect(key);
    after.split('"').next().unwrap().parse().unwrap()
}

impl Page {
    /// The lines of the page, from the top. Words far apart, as in two columns, are lines of their own.
    pub fn lines(&self) -> Vec<Line> {
        let mut words: Vec<&Word> = self.words.iter().collect();
        words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x0.total_cmp(&b.x0)));
        let mut lines: Vec<Line> = Vec::new();
        for word in words {
            match lines.last_mut() {
                Some(line)
                    if (line.baseline - word.baseline).abs() < 0.5
                        && word.x0 >= line.x1 - 1.0
                        && word.x0 - line.x1 < 1.2 * word.size =>
                {
                    line.text.push(' ');
                    line.text.push_str(&word.text);
                    line.x1 = word.x1;
                }
                _ => {
                    let Word { text, x0, x1, baseline, size } = word.clone();
                    lines.push(Line { text, x0, x1, baseline, size });
                }
            }
        }
        lines
    }
}

impl Line {
    pub fn middle(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }
}

impl Rule {
    pub fn length(&self) -> f64 {
        self.x1 - self.x0
    }

    pub fn middle(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }
}

#[derive(Debug, Default)]
struct Drawn {
    runs: Vec<Run>,
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Run {
    x: f64,
    baseline: f64,
    size: f64,
}

/// `a b c d e f` of a change of coordinates.
type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `inner`, then `outer`.
fn after(inner: Matrix, outer: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = inner;
    let [x, y] = moved(outer, [e, f]);
    let turned = |one: f64, other: f64| [one * outer[0] + other * outer[2], one * outer[1] + other * outer[3]];
    let ([a, b], [c, d]) = (turned(a, b), turned(c, d));
    [a, b, c, d, x, y]
}

fn moved(matrix: Matrix, [x, y]: [f64; 2]) -> [f64; 2] {
    let [a, b, c, d, e, f] = matrix;
    [a * x + c * y + e, b * x + d * y + f]
}

impl Drawn {
    fn read(document: &Document, page: ObjectId) -> Self {
        let edges = document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap();
        let edges = document.dereference(edges).unwrap().1.as_array().unwrap();
        let mut pen = Pen { height: f64::from(edges[3].as_float().unwrap()), ..Pen::default() };
        for operation in Content::decode(&document.get_page_content(page)).unwrap().operations {
            pen.follow(&operation);
        }
        pen.drawn
    }
}

/// Follows the operations of a page.
#[derive(Debug)]
struct Pen {
    height: f64,
    matrix: Matrix,
    saved: Vec<Matrix>,
    text: Matrix,
    size: f64,
    corners: Vec<[f64; 2]>,
    drawn: Drawn,
}

impl Default for Pen {
    fn default() -> Self {
        let (saved, corners, drawn) = (Vec::new(), Vec::new(), Drawn::default());
        Self { height: 0.0, matrix: IDENTITY, saved, text: IDENTITY, size: 0.0, corners, drawn }
    }
}

impl Pen {
    fn follow(&mut self, operation: &Operation) {
        let numbers: Vec<f64> =
            operation.operands.iter().filter_map(|operand| Object::as_float(operand).ok().map(f64::from)).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("q", _) => self.saved.push(self.matrix),
            ("Q", _) => self.matrix = self.saved.pop().unwrap_or(IDENTITY),
            ("cm", &[a, b, c, d, e, f]) => self.matrix = after([a, b, c, d, e, f], self.matrix),
            ("BT", _) => self.text = IDENTITY,
            ("Tm", &[a, b, c, d, e, f]) => self.text = [a, b, c, d, e, f],
            ("Td", &[x, y]) => self.text = after([1.0, 0.0, 0.0, 1.0, x, y], self.text),
            ("Tf", &[size]) => self.size = size,
            ("Tj" | "TJ", _) => self.write(),
            ("m", &[x, y]) => self.corners = vec![[x, y]],
            ("l", &[x, y]) => self.corners.push([x, y]),
            ("S", _) => self.draw(),
            _ => {}
        }
    }

    fn write(&mut self) {
        let whole = after(self.text, self.matrix);
        let [x, y] = moved(whole, [0.0, 0.0]);
        let size = self.size * whole[2].hypot(whole[3]);
        self.drawn.runs.push(Run { x, baseline: self.height - y, size });
    }

    fn draw(&mut self) {
        let corners: Vec<[f64; 2]> = self.corners.drain(..).map(|corner| moved(self.matrix, corner)).collect();
        for pair in corners.windows(2) {
            let [[x0, y0], [x1, y1]] = [pair[0], pair[1]];
            if (y0 - y1).abs() < 0.01 {
                self.drawn.rules.push(Rule { x0: x0.min(x1), x1: x0.max(x1), y: self.height - y0 });
            }
        }
    }
}
