//! Rolls figures up: over the units of a dated tree, and over the parts of a period. What is missing stays missing, and
//! every result keeps what it was made of.

mod completeness;
mod contribution;
mod entry;
mod over_time;
mod packed;
mod partial;
mod plan;
mod roll_up;

pub use completeness::{Completeness, Standing};
pub use contribution::{Contribution, Giver};
pub use entry::{Carried, Entries, EntryId, Kept, Selected, Source, Submitted};
pub use over_time::{Part, over_time};
pub use packed::Spot;
pub use partial::{Partial, Stamp};
pub use plan::{Combination, Plan};
pub use roll_up::{Arrived, RollUp, Rolled, StatementDiffers, UnitValues, roll_up};
