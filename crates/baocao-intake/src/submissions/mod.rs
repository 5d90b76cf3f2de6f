//! The submissions of lower units: found in a folder or a file, read fast and in any number, read again precisely where
//! something is wrong.
//!
//! The fast reader vouches for what it takes: values as written, in the catalogue's order. Whatever it cannot vouch for
//! it marks as faulty, and [`reread`] reads that one submission with the place of every value and says what is wrong.

mod content;
mod figure_names;
mod folder_kind;
mod header;
mod incoming;
mod json_record;
mod line_blocks;
mod listing;
mod number_token;
mod precise;
mod reading;
mod sources;
mod time;
mod work;

pub use figure_names::FigureNames;
pub use incoming::{Expected, Incoming, Located, Progress, Scope, Sink};
pub use listing::{Kind, Submissions, find};
pub use precise::{Reread, reread};
pub use reading::read_all;
