use super::FigureNames;
use super::quoted_name::QuotedName;

/// The order in which files name the figures, learnt from what was read. Programs write their names in one order, so
/// the name that is due is tried before the index is asked.
#[derive(Clone, Debug)]
pub struct FigureOrder {
    /// The name that mostly follows each; the first entry is for the start.
    follows: Vec<u32>,
    /// The name before.
    before: usize,
}

/// How many of the names that mostly follow are tried: blanks may be left out.
const NEAR: usize = 4;

impl FigureOrder {
    /// The form's own order.
    pub fn new(names: &FigureNames) -> Self {
        Self { follows: names.follows().to_vec(), before: 0 }
    }

    /// Begins the next submission.
    #[inline]
    pub fn start(&mut self) {
        self.before = 0;
    }

    /// The first of the figures that are due whose name is here, as `is_here` says.
    #[inline]
    pub fn due<T>(&mut self, names: &FigureNames, is_here: impl Fn(&QuotedName) -> Option<T>) -> Option<(usize, T)> {
        let mut before = self.before;
        for _ in 0..NEAR {
            let at = self.follows[before] as usize;
            let named = names.named().get(at)?;
            before = at + 1;
            if let Some(found) = is_here(&named.quoted) {
                self.before = before;
                return Some((named.figure, found));
            }
        }
        None
    }

    /// The figure that a name stands for, which is due here from now on.
    pub fn figure(&mut self, names: &FigureNames, name: &str) -> Option<usize> {
        let at = names.place(name)?;
        self.follows[self.before] = at as u32;
        self.before = at + 1;
        Some(names.named()[at].figure)
    }
}
