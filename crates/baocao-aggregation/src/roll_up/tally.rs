//! The quick way to bring short numbers together: nearly all figures go it, and a partial is made of them once.

use std::cmp::Ordering;

use baocao_model::{ShortNumber, Values};

use crate::{Combination, Partial};

/// What short numbers of one figure make so far.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    made: ShortNumber,
    /// The sum of the weights of a mean.
    weight: ShortNumber,
    reported: u32,
}

impl Tally {
    /// Nothing yet.
    pub const EMPTY: Self = Self { made: ShortNumber::ZERO, weight: ShortNumber::ZERO, reported: 0 };

    /// Takes in a number that was reported, one of these values; false, and nothing is taken, if this is not the way to do it.
    #[inline]
    pub fn take(&mut self, combination: Combination, number: ShortNumber, values: &Values) -> bool {
        // Nearly all figures are added, and this is gone through for each of every unit.
        if combination == Combination::Sum {
            self.set(self.made.plus(number))
        } else {
            self.join(combination, number, values)
        }
    }

    fn join(&mut self, combination: Combination, number: ShortNumber, values: &Values) -> bool {
        let made = match combination {
            Combination::Sum => self.made.plus(number),
            Combination::Count => self.made.plus(1.into()),
            Combination::Mean(weight) => values.short(weight).and_then(|weight| self.weigh(number, weight)),
            Combination::Min => self.further(Ordering::Less, number),
            Combination::Max => self.further(Ordering::Greater, number),
            // That it was reported is all that counts.
            Combination::Recomputed | Combination::None => Some(self.made),
            Combination::Last | Combination::List => None,
        };
        self.set(made)
    }

    #[inline]
    fn set(&mut self, made: Option<ShortNumber>) -> bool {
        let Some(made) = made else { return false };
        self.made = made;
        self.reported += 1;
        true
    }

    /// Adds a weight; what the sum is with a number of that weight.
    fn weigh(&mut self, number: ShortNumber, weight: ShortNumber) -> Option<ShortNumber> {
        let made = self.made.plus(number.times(weight)?)?;
        self.weight = self.weight.plus(weight)?;
        Some(made)
    }

    /// The number if it goes beyond what there is.
    fn further(&self, side: Ordering, number: ShortNumber) -> Option<ShortNumber> {
        if self.reported == 0 {
            return Some(number);
        }
        Some(if number.compared(self.made)? == side { number } else { self.made })
    }

    /// The same as a partial.
    pub fn partial(self, combination: Combination) -> Partial {
        let made = self.made.into();
        match combination {
            _ if self.reported == 0 => Partial::default(),
            Combination::Mean(_) => Partial::of_mean(made, self.weight.into(), self.reported),
            _ if combination.brings_together() => Partial::of_number(made, self.reported),
            _ => Partial::counted(self.reported),
        }
    }
}
