//! The columns of the letter sheet. They stand where an edge is needed, so that drawn lines get their true length.

/// Edges closer than this, in millimetres, count as one.
const NEAR: f64 = 1.5;
const PIXELS_PER_MM: f64 = 96.0 / 25.4;

/// Vertical edges from left to right, in millimetres; columns lie between them.
#[derive(Debug)]
pub struct Grid {
    edges: Vec<f64>,
}

/// A run of columns between two edges, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub first: u16,
    pub last: u16,
    /// The distance between the edges, in millimetres.
    pub width: f64,
}

impl Grid {
    /// Makes the columns for a sheet of the given width that has an edge near each of the wanted places.
    pub fn new(width: f64, wanted: impl IntoIterator<Item = f64>) -> Self {
        let mut places: Vec<f64> = wanted.into_iter().filter(|at| (NEAR..width - NEAR).contains(at)).collect();
        places.sort_by(f64::total_cmp);
        let mut edges = vec![0.0];
        for at in places {
            if at - edges.last().expect("the left edge is there") >= NEAR {
                edges.push(at);
            }
        }
        edges.push(width);
        Self { edges }
    }

    /// Returns the columns between the edges nearest to two places, at least one column.
    pub fn span(&self, from: f64, to: f64) -> Span {
        let first = self.nearest(from).min(self.edges.len() - 2);
        let last = self.nearest(to).max(first + 1);
        Span { first: first as u16, last: last as u16 - 1, width: self.edges[last] - self.edges[first] }
    }

    /// Returns all columns.
    pub fn whole(&self) -> Span {
        self.span(0.0, self.edges[self.edges.len() - 1])
    }

    /// Returns the first column to the right of the sheet's content.
    pub fn after(&self) -> u16 {
        self.edges.len() as u16 - 1
    }

    /// Returns the width of each column in pixels.
    pub fn pixels(&self) -> impl Iterator<Item = u32> + '_ {
        self.edges.windows(2).map(|pair| pixels(pair[1] - pair[0]))
    }

    fn nearest(&self, place: f64) -> usize {
        let distance = |edge: &f64| (edge - place).abs();
        self.edges
            .iter()
            .enumerate()
            .min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)))
            .map_or(0, |(index, _)| index)
    }
}

/// Returns a length on screen.
pub fn pixels(millimetres: f64) -> u32 {
    (millimetres * PIXELS_PER_MM).round().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_meet_the_wanted_edges() {
        let grid = Grid::new(165.0, [72.6, 36.3, 50.0, 36.9, 400.0, -3.0]);
        assert_eq!(grid.span(0.0, 72.6), Span { first: 0, last: 2, width: 72.6 });
        assert_eq!(grid.span(72.6, 165.0).first, 3);
        assert_eq!(grid.whole(), Span { first: 0, last: 3, width: 165.0 });
        assert_eq!(grid.after(), 4);
        assert_eq!(grid.span(165.0, 165.0).width, 165.0 - 72.6);
    }
}
