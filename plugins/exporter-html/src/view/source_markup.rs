//! How sources stand on the page: there may be thousands of them.

use handlebars::RenderError;

use super::findings::{AboutView, FigureLink};
use super::sources::{ComputationView, ContributionView, OriginView, PassedView, SourceEntry};
use crate::markup::Markup;
use crate::pieces::Pieces;

impl SourceEntry {
    /// The entry as an item of a list.
    pub fn markup(&self, pieces: Pieces<'_>) -> Result<Markup, RenderError> {
        let mut to = Markup::default();
        to.tag("<li");
        to.full_attribute("id", &self.id);
        to.tag("><p class=\"what\"><span>");
        to.text(&self.label);
        to.tag("</span>");
        if !self.figure.href.is_empty() {
            to.tag(": ");
            write_link(&self.figure, "(để trống)", &mut to);
        }
        to.tag(" ");
        write_address(&self.figure, &mut to);
        to.tag("</p>\n");
        if let Some(origin) = &self.origin {
            to.tag("<p class=\"small\">Nguồn: ");
            write_origin(origin, pieces, &mut to)?;
            to.tag("</p>\n");
        }
        if let Some(computation) = &self.computation {
            to.tag("<p class=\"small\">");
            let words = pieces.replaceable("computation", computation, &computation.ready)?;
            to.append(&words);
            to.tag("</p>\n");
        }
        self.write_earlier(&mut to);
        self.findings.iter().for_each(|finding| write_finding(finding, &mut to));
        self.passed.iter().for_each(|passed| write_passed(passed, &mut to));
        self.write_contributions(pieces, &mut to)?;
        to.tag("</li>");
        Ok(to)
    }

    fn write_earlier(&self, to: &mut Markup) {
        for (at, earlier) in self.earlier.iter().enumerate() {
            to.tag(if at == 0 { "<p class=\"small\">" } else { "; " });
            to.text(&earlier.period);
            to.tag(": ");
            to.text(&earlier.text);
        }
        if !self.earlier.is_empty() {
            to.tag("</p>\n");
        }
    }

    fn write_contributions(&self, pieces: Pieces<'_>, to: &mut Markup) -> Result<(), RenderError> {
        if self.contributions.is_empty() {
            return Ok(());
        }
        to.tag("<p class=\"small\">Các đơn vị đóng góp:</p>\n<ul class=\"small given\">");
        self.contributions.iter().try_for_each(|given| write_contribution(given, pieces, to))?;
        to.tag("</ul>\n");
        Ok(())
    }
}

impl OriginView {
    /// The place in words.
    pub fn markup(&self) -> Markup {
        let mut to = Markup::default();
        to.tag("<span class=\"file\">");
        to.text(&self.file);
        to.tag("</span>");
        let parts =
            [(", trang tính ", &self.sheet), (", ô ", &self.cell), (", dòng ", &self.line), (", cột ", &self.column)];
        for (word, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
            to.tag(word);
            to.text(part);
        }
        to
    }
}

impl ComputationView {
    /// The computation in words.
    pub fn markup(&self) -> Markup {
        let (words, between) = match (self.is_sum, self.is_percent, self.is_evaluation) {
            (true, ..) => ("Tổng của ", " + "),
            (_, true, _) => ("Tỷ lệ phần trăm của ", " so với "),
            (.., true) => ("Đánh giá kết quả ", " so với chỉ tiêu "),
            _ => ("Tính từ ", ", "),
        };
        let mut to = Markup::default();
        to.tag(words);
        for (at, operand) in self.operands.iter().enumerate() {
            to.tag(if at == 0 { "" } else { between });
            write_figure(operand, &mut to);
        }
        to
    }
}

fn write_origin(origin: &OriginView, pieces: Pieces<'_>, to: &mut Markup) -> Result<(), RenderError> {
    let place = pieces.replaceable("origin", origin, &origin.ready)?;
    to.append(&place);
    Ok(())
}

fn write_finding(finding: &AboutView, to: &mut Markup) {
    to.tag(match (finding.is_waived, finding.is_error) {
        (true, _) => "<p class=\"small waived\"><strong>Đã chấp nhận:</strong> <a",
        (false, true) => "<p class=\"small error\"><strong>Không khớp:</strong> <a",
        (false, false) => "<p class=\"small warning\"><strong>Không khớp:</strong> <a",
    });
    to.full_attribute("href", &finding.href);
    to.tag(">");
    to.text(&finding.message);
    to.tag("</a></p>\n");
}

fn write_passed(passed: &PassedView, to: &mut Markup) {
    to.tag("<p class=\"small passed\">✓ Khớp: ");
    to.text(&passed.text);
    for (at, figure) in passed.figures.iter().enumerate() {
        to.tag(if at == 0 { " (" } else { ", " });
        write_figure(figure, to);
    }
    to.tag(if passed.figures.is_empty() { "</p>\n" } else { ")</p>\n" });
}

fn write_contribution(given: &ContributionView, pieces: Pieces<'_>, to: &mut Markup) -> Result<(), RenderError> {
    to.tag("<li");
    to.attribute("data-u", &given.below);
    to.tag("><span>");
    to.text(&given.name);
    to.tag("</span>: <data");
    to.full_attribute("value", &given.number);
    to.tag(">");
    to.text(&given.value);
    to.tag("</data>");
    if let Some(origin) = &given.origin {
        to.tag(" <span>(");
        write_origin(origin, pieces, to)?;
        to.tag(")</span>");
    }
    to.tag("</li>");
    Ok(())
}

/// A figure with a link to it, if it stands on the page, and its address.
fn write_figure(figure: &FigureLink, to: &mut Markup) {
    if !figure.href.is_empty() {
        write_link(figure, "xem", to);
        to.tag(" ");
    }
    write_address(figure, to);
}

fn write_link(figure: &FigureLink, without_print: &'static str, to: &mut Markup) {
    to.tag("<a");
    to.full_attribute("href", &figure.href);
    to.tag(">");
    match figure.text.as_str() {
        "" => to.tag(without_print),
        print => to.text(print),
    }
    to.tag("</a>");
}

fn write_address(figure: &FigureLink, to: &mut Markup) {
    to.tag("<code>");
    to.text(&figure.address);
    to.tag("</code>");
}
