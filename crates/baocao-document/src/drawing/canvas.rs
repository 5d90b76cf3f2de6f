use super::look::{BLACK, EDGE, HATCHING, Look, Mark, WHITE};
use super::wrap::{POINT, pitch, width};
use super::{Anchor, Colour, Drawing, Hatch, Place, Shape};

/// Half the size of a mark at a point, and the distance of the lines of hatching.
const MARK: f64 = 0.9;
const HATCH_STEP: f64 = 1.3;

/// A picture in the making.
#[derive(Debug, Default)]
pub struct Canvas {
    shapes: Vec<Shape>,
}

impl Canvas {
    pub fn finish(self, width: f64, height: f64) -> Drawing {
        Drawing { width, height, shapes: self.shapes }
    }

    pub fn area(&mut self, corners: Vec<Place>, fill: Colour) {
        self.shapes.push(Shape::Area { corners: rounded(corners), fill });
    }

    pub fn stroke(&mut self, lines: Vec<Vec<Place>>, colour: Colour, thickness: f64, dash: &'static [f64]) {
        let lines: Vec<_> = lines.into_iter().map(rounded).filter(|line| line.len() > 1).collect();
        if !lines.is_empty() {
            self.shapes.push(Shape::Stroke { lines, colour, thickness, dash });
        }
    }

    pub fn line(&mut self, from: Place, to: Place, colour: Colour, thickness: f64) {
        self.stroke(vec![vec![from, to]], colour, thickness, &[]);
    }

    /// A filled and hatched polygon with its edge.
    pub fn filled(&mut self, corners: Vec<Place>, look: Look) {
        self.area(corners.clone(), look.fill);
        if let Some((hatch, colour)) = look.hatch {
            self.stroke(hatching(&corners, hatch), colour, HATCHING, &[]);
        }
        let closed = corners.iter().chain(corners.first()).copied().collect();
        self.stroke(vec![closed], BLACK, EDGE, &[]);
    }

    pub fn mark(&mut self, [x, y]: Place, look: Look) {
        let at = |dx: f64, dy: f64| [x + dx * MARK, y + dy * MARK];
        let corners = match look.mark {
            Mark::Square => vec![at(-1.0, -1.0), at(1.0, -1.0), at(1.0, 1.0), at(-1.0, 1.0)],
            Mark::Triangle => vec![at(0.0, -1.3), at(1.2, 0.9), at(-1.2, 0.9)],
            Mark::Diamond => vec![at(0.0, -1.4), at(1.4, 0.0), at(0.0, 1.4), at(-1.4, 0.0)],
            Mark::Disc => arc([x, y], MARK * 1.1, 0.0, 1.0),
        };
        self.area(corners, look.line);
    }

    pub fn text(&mut self, [x, y]: Place, anchor: Anchor, size: f64, text: impl Into<String>) {
        let (text, [x, y]) = (text.into(), place([x, y]));
        if !text.trim().is_empty() {
            self.shapes.push(Shape::Text { at: [x, y], anchor, size, text });
        }
    }

    /// Lines of text under each other, the first with its top at `top`.
    pub fn lines(&mut self, lines: &[String], x: f64, top: f64, anchor: Anchor, size: f64) {
        for (index, line) in lines.iter().enumerate() {
            let baseline = top + pitch(size) * index as f64 + size * POINT * 0.9;
            self.text([x, baseline], anchor, size, line.as_str());
        }
    }

    /// A line of text in the middle of a place, on white where it stands on colours.
    pub fn label(&mut self, [x, y]: Place, size: f64, text: &str, on_white: bool) {
        let (half_width, half_height) = (width(text, size) / 2.0 + 0.5, size * POINT * 0.48);
        if on_white {
            let (left, right) = (x - half_width, x + half_width);
            let (top, bottom) = (y - half_height, y + half_height);
            self.area(vec![[left, top], [right, top], [right, bottom], [left, bottom]], WHITE);
        }
        self.text([x, y + size * POINT * 0.34], Anchor::Middle, size, text);
    }
}

/// Returns the corners of a part of a circle's edge; turns count clockwise from the top.
pub fn arc([x, y]: Place, radius: f64, from: f64, to: f64) -> Vec<Place> {
    const STEP: f64 = 1.0 / 180.0;
    let steps = ((to - from).abs() / STEP).ceil().clamp(1.0, 400.0) as u32;
    let corner = |n: u32| {
        let angle = (from + (to - from) * f64::from(n) / f64::from(steps)) * std::f64::consts::TAU;
        [x + radius * angle.sin(), y - radius * angle.cos()]
    };
    (0..=steps).map(corner).collect()
}

/// Returns the lines of hatching within a polygon. They run through neighbours as through one cloth.
fn hatching(corners: &[Place], hatch: Hatch) -> Vec<Vec<Place>> {
    match hatch {
        Hatch::Rising => lines_within(corners, [1.0, -1.0]),
        Hatch::Falling => lines_within(corners, [1.0, 1.0]),
        Hatch::Level => lines_within(corners, [1.0, 0.0]),
        Hatch::Upright => lines_within(corners, [0.0, 1.0]),
        Hatch::Crossed => {
            let mut lines = lines_within(corners, [1.0, -1.0]);
            lines.extend(lines_within(corners, [1.0, 1.0]));
            lines
        }
    }
}

fn lines_within(corners: &[Place], direction: [f64; 2]) -> Vec<Vec<Place>> {
    let length = direction[0].hypot(direction[1]);
    let (dx, dy) = (direction[0] / length, direction[1] / length);
    let along = |[x, y]: Place| x * dx + y * dy;
    let across = |[x, y]: Place| y * dx - x * dy;
    let (least, most) = corners
        .iter()
        .map(|corner| across(*corner))
        .fold((f64::MAX, f64::MIN), |(least, most), at| (least.min(at), most.max(at)));
    if !(most - least).is_finite() || most <= least {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let mut step = (least / HATCH_STEP).floor();
    while step * HATCH_STEP < most {
        let level = step * HATCH_STEP;
        let edges = corners.iter().zip(corners.iter().cycle().skip(1));
        let mut crossings: Vec<f64> = edges
            .filter_map(|(from, to)| {
                let (a, b) = (across(*from), across(*to));
                let crosses = (a <= level) != (b <= level);
                crosses.then(|| along(*from) + (along(*to) - along(*from)) * (level - a) / (b - a))
            })
            .collect();
        crossings.sort_by(f64::total_cmp);
        let at = |along: f64| [along * dx - level * dy, along * dy + level * dx];
        lines.extend(crossings.chunks_exact(2).map(|pair| vec![at(pair[0]), at(pair[1])]));
        step += 1.0;
    }
    lines
}

/// Hundredths of a millimetre cannot be seen, and the same picture has the same numbers on every machine.
fn place([x, y]: Place) -> Place {
    let hundredths = |length: f64| (length * 100.0).round() / 100.0 + 0.0;
    [hundredths(x), hundredths(y)]
}

fn rounded(places: Vec<Place>) -> Vec<Place> {
    places.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_within_its_area() {
        let corners = [[10.0, 10.0], [30.0, 10.0], [30.0, 40.0], [10.0, 40.0]];
        for hatch in [Hatch::Rising, Hatch::Falling, Hatch::Crossed, Hatch::Level, Hatch::Upright] {
            let lines = hatching(&corners, hatch);
            assert!(lines.len() > 10, "{hatch:?}");
            for [x, y] in lines.into_iter().flatten() {
                assert!((9.99..30.01).contains(&x) && (9.99..40.01).contains(&y), "{hatch:?} {x} {y}");
            }
        }
        // A bay in the area stays free.
        let bay = [[0.0, 0.0], [30.0, 0.0], [30.0, 20.0], [15.0, 5.0], [0.0, 20.0]];
        let level = lines_within(&bay, [1.0, 0.0]);
        assert!(level.iter().any(|line| line[0][1] > 10.0 && line[1][0] < 15.0), "{level:?}");
    }

    #[test]
    fn a_whole_turn_is_closed() {
        let circle = arc([5.0, 5.0], 2.0, 0.0, 1.0);
        let (first, last) = (circle[0], circle[circle.len() - 1]);
        assert!((first[0] - last[0]).abs() < 1e-9 && (first[1] - 3.0).abs() < 1e-9);
    }
}
