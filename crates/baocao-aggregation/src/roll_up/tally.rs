//! The quick way to bring short numbers together: nearly all figures go it, and a partial is made of them once.

use baocao_model::ShortNumber;

use crate::{Combination, Partial};

/// What short numbers of one figure make so far.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    made: ShortNumber,
    reported: u32,
}

impl Tally {
    /// Nothing yet.
    pub const EMPTY: Self = Self { made: ShortNumber::ZERO, reported: 0 };

    /// Takes a number in; false if this is not the way to do it.
    #[inline]
    pub fn take(&mut self, combination: Combination, number: ShortNumber) -> bool {
        let made = match combination {
            Combination::Sum => self.made.plus(number),
            Combination::Min | Combination::Max if self.reported == 0 => Some(number),
            Combination::Min => self.made.compared(number).map(|order| if order.is_gt() { number } else { self.made }),
            Combination::Max => self.made.compared(number).map(|order| if order.is_lt() { number } else { self.made }),
            _ => None,
        };
        let Some(made) = made else { return false };
        *self = Self { made, reported: self.reported + 1 };
        true
    }

    /// The same as a partial.
    pub fn partial(self) -> Partial {
        if self.reported == 0 { Partial::default() } else { Partial::of_number(self.made.into(), self.reported) }
    }
}
