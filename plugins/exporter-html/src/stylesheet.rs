//! The page's style: the fixed part from the template, the letterhead's numbers and the tables' columns from here.

use baocao_exporter::{
    Align, Document, ExportError, HeadingStyle, LineRule, Margins, TextStyle, UnderMark, UnderMarkKind,
};
use handlebars::Handlebars;
use serde::Serialize;

use crate::Theme;
use crate::palette::{Looks, Palette};
use crate::view::{Page, annex_class};

/// Single spacing is this factor of the size.
const SINGLE: f64 = 1.15;
/// Screens want lines further apart than paper does.
const LEAST_ON_SCREEN: f64 = 1.45;
const MOST_UNNUMBERED: u32 = 50;

/// What the style template is given.
#[derive(Debug, Serialize)]
pub struct Stylesheet {
    font: String,
    accent: String,
    light: Looks,
    dark_looks: Looks,
    /// The condition for dark looks; empty for never.
    dark: &'static str,
    /// What the browser may draw its own parts in.
    scheme: &'static str,
    portrait: Paper,
    landscape: Paper,
    number_size: f64,
    number_top: f64,
    /// One for each page at the start that bears no number.
    unnumbered: Vec<u32>,
    annexes: Vec<AnnexName>,
    issuer_share: f64,
    national_share: f64,
    indent: f64,
    space_after: f64,
    line: String,
    screen_line: f64,
    body_size: f64,
    gap: f64,
    grounds_italic: bool,
    rules: Vec<Rule>,
    widths: Vec<ColumnWidth>,
    tables: Vec<usize>,
}

#[derive(Debug, Serialize)]
struct Paper {
    width: f64,
    height: f64,
    top: f64,
    right: f64,
    bottom: f64,
    left: f64,
}

#[derive(Debug, Serialize)]
struct AnnexName {
    name: String,
}

#[derive(Debug, Serialize)]
struct Rule {
    selector: String,
    declarations: String,
}

#[derive(Debug, Serialize)]
struct ColumnWidth {
    name: u32,
    percent: f64,
}

impl Stylesheet {
    pub fn new(document: &Document, page: &Page, palette: &Palette, theme: Theme) -> Self {
        let letterhead = &document.envelope.letterhead;
        let columns = page.columns();
        let body = &letterhead.body;
        let issuer_share = letterhead.envelope.issuer.width_share.clamp(0.2, 0.8) * 100.0;
        let (line, factor) = match body.line.rule {
            LineRule::Multiple => (format!("{}", number(body.line.value * SINGLE)), body.line.value * SINGLE),
            LineRule::Exact => (format!("{}pt", number(body.line.value)), body.line.value / body.size.max(1.0)),
        };
        let (dark, scheme) = match theme {
            Theme::Auto => ("screen and (prefers-color-scheme:dark)", "light dark"),
            Theme::Light => ("", "light"),
            Theme::Dark => ("screen", "dark"),
        };
        Self {
            font: font(&letterhead.font),
            accent: palette.accent.hex(),
            light: palette.light.clone(),
            dark_looks: palette.dark.clone(),
            dark,
            scheme,
            portrait: Paper::upright(letterhead.page.width, letterhead.page.height, letterhead.page.margins),
            landscape: Paper::turned(letterhead.page.width, letterhead.page.height, letterhead.page.margins),
            number_size: number(letterhead.page.number.size),
            number_top: number(letterhead.page.number.from_top),
            unnumbered: (1..letterhead.page.number.first_page.min(MOST_UNNUMBERED)).collect(),
            annexes: (0..document.annexes.len()).map(|at| AnnexName { name: annex_class(at) }).collect(),
            issuer_share: number(issuer_share),
            national_share: number(100.0 - issuer_share),
            indent: number(body.indent),
            space_after: number(body.space_after),
            line,
            screen_line: number(factor.max(LEAST_ON_SCREEN)),
            body_size: number(body.size),
            gap: number(letterhead.envelope.signature.gap),
            grounds_italic: body.grounds_italic,
            rules: rules(document),
            widths: columns.widths.iter().map(|&name| ColumnWidth { name, percent: f64::from(name) / 10.0 }).collect(),
            tables: columns.counts.iter().copied().collect(),
        }
    }

    /// Writes the style without comments and line ends.
    pub fn render(&self, templates: &Handlebars<'_>) -> Result<String, ExportError> {
        let text = templates.render("style", self).map_err(ExportError::failed)?;
        Ok(text.lines().map(str::trim).filter(|line| !line.starts_with("/*")).collect())
    }
}

impl Paper {
    fn upright(width: f64, height: f64, margins: Margins) -> Self {
        Self {
            width: number(width),
            height: number(height),
            top: number(margins.top),
            right: number(margins.right),
            bottom: number(margins.bottom),
            left: number(margins.left),
        }
    }

    /// A landscape page is turned as a whole: its top margin is the portrait's left one.
    fn turned(width: f64, height: f64, margins: Margins) -> Self {
        let turned = Margins { top: margins.left, right: margins.top, bottom: margins.right, left: margins.bottom };
        Self::upright(height, width, turned)
    }
}

/// The looks of the letterhead's parts.
fn rules(document: &Document) -> Vec<Rule> {
    let letterhead = &document.envelope.letterhead;
    let (parts, body) = (&letterhead.envelope, &letterhead.body);
    let mut rules = vec![
        styled(".issuer .parent", &parts.issuer.parent),
        styled(".issuer", &parts.issuer.own),
        styled(".number,.number .about", &parts.number.style),
        styled(".draft", &parts.draft.style),
        styled(".date", &parts.date.style),
        styled("h1.title", &parts.title.subject),
        styled("h1 .kind", &parts.title.kind),
        styled(".addressee,.addressees", &parts.addressee),
        styled(".authority", &parts.signature.authority),
        styled(".office", &parts.signature.title),
        styled(".name", &parts.signature.name),
        styled(".recipients .heading", &parts.recipients.heading.style),
        styled(".recipients", &parts.recipients.items),
        styled(".annex-head .label", &parts.annex_label),
        styled(".annex-head .title", &parts.annex_title),
        styled(".reference", &parts.annex_reference),
        styled("table", &TextStyle { size: body.table_size, ..TextStyle::default() }),
        styled(".caption", &body.caption),
        styled(".unit", &body.unit),
        styled(".notes", &TextStyle { size: body.footnote_size, ..TextStyle::default() }),
    ];
    for (line, n) in parts.national.lines.iter().zip(1..) {
        rules.push(styled(&format!(".national .line:nth-child({n})"), &line.style));
    }
    rules.extend(ruled(".national", &parts.national.under));
    rules.extend(ruled(".issuer", &parts.issuer.under));
    rules.extend(ruled("h1.title", &parts.title.under));
    rules.extend(letterhead.headings.iter().zip(1..).map(|(heading, level)| heading_rule(heading, level)));
    rules
}

fn heading_rule(heading: &HeadingStyle, level: usize) -> Rule {
    let align = match heading.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "justify",
    };
    let indent = if heading.indent { "text-indent:var(--indent);" } else { "" };
    let declarations = format!("{indent}text-align:{align};{}", declarations(&heading.style));
    Rule { selector: format!(".h{level}"), declarations }
}

fn styled(selector: &str, style: &TextStyle) -> Rule {
    Rule { selector: selector.to_owned(), declarations: declarations(style) }
}

/// A drawn line is as long as its share of the text above it.
fn ruled(selector: &str, mark: &UnderMark) -> Option<Rule> {
    let share = number(mark.share.clamp(0.0, 1.0) * 100.0);
    let rule = || Rule { selector: format!("{selector} .ruled::after"), declarations: format!("width:{share}%") };
    (mark.kind == UnderMarkKind::Line).then(rule)
}

fn declarations(style: &TextStyle) -> String {
    let weight = if style.bold { "bold" } else { "normal" };
    let slope = if style.italic { "italic" } else { "normal" };
    let line = if style.underline { ";text-decoration:underline" } else { "" };
    format!("font-size:calc({}*var(--pt));font-weight:{weight};font-style:{slope}{line}", number(style.size))
}

/// Font names go into the style unquoted, so that only letters may be in them.
fn font(name: &str) -> String {
    let plain: String = name.chars().filter(|c| c.is_alphabetic() || matches!(c, ' ' | '-')).collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    if words.is_empty() { "serif".to_owned() } else { words.join(" ") }
}

/// Lengths with three decimals at most; nothing that is no number gets into the style.
fn number(value: f64) -> f64 {
    if value.is_finite() { (value.clamp(0.0, 10_000.0) * 1000.0).round() / 1000.0 } else { 0.0 }
}
