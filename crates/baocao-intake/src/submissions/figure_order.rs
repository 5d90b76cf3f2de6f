use super::FigureNames;

/// The order in which files name the figures, learnt from what was read. Programs write their names in one order, so
/// the figure that is due is tried before the index is asked.
#[derive(Clone, Debug)]
pub struct FigureOrder {
    /// The figure that mostly follows each; the first entry is for the start.
    follows: Vec<u32>,
}

/// How many of the figures that mostly follow are tried: blanks may be left out.
const NEAR: usize = 4;

impl FigureOrder {
    /// The form's own order.
    pub fn new(names: &FigureNames) -> Self {
        Self { follows: (0..=names.len() as u32).collect() }
    }

    /// The first of the figures that are due whose name is here, as `is_here` says. `before` is the number of the figure
    /// before it and 1, or 0 at the start.
    pub fn due(&self, names: &FigureNames, before: usize, mut is_here: impl FnMut(&str) -> bool) -> Option<usize> {
        let mut at = before;
        for _ in 0..NEAR {
            let number = self.follows[at] as usize;
            if number == names.len() {
                break;
            }
            if names.plain(number).any(&mut is_here) {
                return Some(number);
            }
            at = number + 1;
        }
        None
    }

    /// The figure that a name stands for, which is the next that is due here from now on.
    pub fn figure(&mut self, names: &FigureNames, name: &str, before: usize) -> Option<usize> {
        let number = names.number(name)?;
        self.follows[before] = number as u32;
        Some(number)
    }
}
