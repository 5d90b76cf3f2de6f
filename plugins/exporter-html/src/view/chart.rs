use std::fmt::Write as _;

use baocao_exporter::drawing::{self, Anchor, Place, Shape};
use baocao_exporter::{Chart, DataPoint, Value};
use serde::Serialize;

use super::blocks::Builder;
use super::inlines::FigureView;
use crate::text;

/// The picture in millimetres: as wide as a page's text, and low enough for a screen.
const WIDTH: f64 = 165.0;
const TALLEST: f64 = 200.0;

/// A chart: a picture and the values behind it.
#[derive(Debug, Serialize)]
pub struct ChartView {
    /// The chart's name among the ids of the page.
    pub id: String,
    pub caption: String,
    pub alt: String,
    pub unit: String,
    pub width: f64,
    pub height: f64,
    pub shapes: Vec<ShapeView>,
    /// The names of the series.
    pub series: Vec<String>,
    pub rows: Vec<ValuesView>,
}

/// A part of the picture. `as` names the template that writes it.
#[derive(Debug, Serialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum ShapeView {
    Area { points: String, fill: String },
    Stroke { path: String, colour: String, thickness: f64, dash: String },
    Label { x: f64, y: f64, anchor: &'static str, size: f64, text: String },
}

/// The values of a category.
#[derive(Debug, Serialize)]
pub struct ValuesView {
    pub name: String,
    pub cells: Vec<FigureView>,
}

impl<'a> Builder<'a> {
    pub fn chart(&mut self, chart: &'a Chart) -> ChartView {
        let drawing = drawing::draw(chart, WIDTH, TALLEST);
        let names = chart.categories.iter().enumerate();
        ChartView {
            id: format!("g.{}", self.anchors.chart()),
            caption: text::clean(&chart.caption),
            alt: text::clean(&chart.alt),
            unit: text::clean(&chart.unit),
            width: drawing.width,
            height: (drawing.height * 100.0).ceil() / 100.0,
            shapes: drawing.shapes.iter().map(shape).collect(),
            series: chart.series.iter().map(|series| text::clean(&series.name)).collect(),
            rows: names
                .map(|(category, name)| {
                    let points = chart.series.iter().map(|series| series.points.get(category));
                    ValuesView { name: text::clean(name), cells: points.map(|point| self.value(point)).collect() }
                })
                .collect(),
        }
    }

    fn value(&mut self, point: Option<&'a DataPoint>) -> FigureView {
        let Some(point) = point else { return FigureView::new(String::new(), "", None, None, None) };
        let print = text::clean(&point.text);
        let (id, source) = match point.address.as_str() {
            "" => (None, None),
            address => (self.anchors.figure_in_text(address, &print), self.anchors.source(address)),
        };
        let value = point.value.as_ref().map(|number| Value::Number { number: number.clone() });
        FigureView::new(print, &point.address, value.as_ref(), id, source)
    }
}

fn shape(shape: &Shape) -> ShapeView {
    match shape {
        Shape::Area { corners, fill } => {
            let points: Vec<_> = corners.iter().map(|[x, y]| format!("{x},{y}")).collect();
            ShapeView::Area { points: points.join(" "), fill: colour(*fill) }
        }
        Shape::Stroke { lines, colour: own, thickness, dash } => {
            let dash: Vec<_> = dash.iter().map(ToString::to_string).collect();
            let path = lines.iter().map(|line| path(line)).collect();
            ShapeView::Stroke { path, colour: colour(*own), thickness: *thickness, dash: dash.join(" ") }
        }
        Shape::Text { at: [x, y], anchor, size, text } => ShapeView::Label {
            x: *x,
            y: *y,
            anchor: match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            },
            // The picture counts in millimetres, type in points.
            size: (size * 25.4 / 72.0 * 1000.0).round() / 1000.0,
            text: text::clean(text),
        },
    }
}

fn path(line: &[Place]) -> String {
    let mut path = String::new();
    for (index, [x, y]) in line.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if index == 0 { 'M' } else { 'L' });
    }
    path
}

fn colour(colour: drawing::Colour) -> String {
    let [red, green, blue] = colour.0;
    format!("#{red:02x}{green:02x}{blue:02x}")
}
