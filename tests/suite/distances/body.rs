//! Paper, margins, indents and page numbers.

use super::Measured;
use super::wrong::{LENGTH, SIZE, Wrong};
use crate::measured::{Line, Page};

/// Each deeper list is indented by half the indent more.
const INDENTS: [f64; 4] = [0.0, 1.0, 1.5, 2.0];
/// The height of letters over the baseline, and the space of a line of single spacing above them, for a size of 1.
const ASCENT: f64 = 0.891;
const LEADING: f64 = 0.05;

impl Measured<'_> {
    fn upright(&self) -> impl Iterator<Item = (usize, &Page)> {
        self.pages.iter().enumerate().filter(|(_, page)| page.width < page.height)
    }

    pub fn paper(&self, wrong: &mut Wrong) {
        let [width, height] = ["page.width", "page.height"].map(|path| self.profile.length(path));
        for (index, page) in self.pages.iter().enumerate() {
            let turned = page.width > page.height;
            let (short, long) = if turned { (page.height, page.width) } else { (page.width, page.height) };
            wrong.length(&format!("width of page {}", index + 1), short, width);
            wrong.length(&format!("height of page {}", index + 1), long, height);
        }
    }

    /// Text reaches the margins and goes no further.
    pub fn margins(&self, wrong: &mut Wrong) {
        let (mut left, mut right) = (f64::MAX, f64::MIN);
        let bottom = self.profile.length("page.height") - self.profile.length("page.margins.bottom");
        for (index, page) in self.upright() {
            for word in &page.words {
                left = left.min(word.x0);
                right = right.max(word.x1);
                if word.baseline > bottom {
                    wrong.0.push(format!("`{}` stands in the bottom margin of page {}", word.text, index + 1));
                }
            }
        }
        wrong.length("left edge of the text", left, self.profile.left());
        wrong.length("right edge of the text", right, self.profile.right());
        let first = self.pages[0].lines().into_iter().next().expect("a page with text");
        let top = self.profile.length("page.margins.top") + (ASCENT + LEADING) * first.size;
        wrong.length("first baseline", first.baseline, top);
    }

    /// A justified line begins at the margin or at an indent.
    pub fn indents(&self, wrong: &mut Wrong) {
        let (left, right, indent) = (self.profile.left(), self.profile.right(), self.profile.length("body.indent"));
        let size = self.profile.number("body.size");
        let mut indented = 0;
        for (index, page) in self.upright() {
            let justified = |line: &&Line| {
                (line.x1 - right).abs() < 0.3
                    && line.x0 < left + 2.5 * indent
                    && line.x1 - line.x0 > (right - left) / 2.0
            };
            for line in page.lines().iter().filter(justified).filter(|line| (line.size - size).abs() < SIZE) {
                let nearest =
                    INDENTS.map(|share| (line.x0 - left - share * indent).abs()).into_iter().fold(f64::MAX, f64::min);
                if nearest > LENGTH {
                    wrong.0.push(format!(
                        "`{}` on page {} begins {:.2} pt from the margin",
                        line.text,
                        index + 1,
                        line.x0 - left
                    ));
                }
                indented += usize::from((line.x0 - left - indent).abs() < LENGTH);
            }
        }
        if indented == 0 {
            wrong.0.push("no indented line".to_owned());
        }
    }

    pub fn page_numbers(&self, wrong: &mut Wrong) {
        let size = self.profile.number("page.number.size");
        let baseline = self.profile.length("page.number.from_top") + ASCENT * size;
        let mut numbers = 0;
        for (index, page) in self.upright() {
            let top = page.lines().into_iter().find(|line| line.baseline < self.profile.length("page.margins.top"));
            let Some(number) = top else { continue };
            numbers += 1;
            if index == 0 || !number.text.bytes().all(|byte| byte.is_ascii_digit()) {
                wrong.0.push(format!("`{}` stands in the top margin of page {}", number.text, index + 1));
            }
            wrong.length("middle of the page number", number.middle(), self.profile.middle());
            wrong.length("baseline of the page number", number.baseline, baseline);
            wrong.size("page number", number.size, size);
        }
        if self.pages.len() > 1 && numbers == 0 {
            wrong.0.push("no page has a number".to_owned());
        }
    }
}
