//! The submissions of lower units: found in a folder or a file, read fast and in any number, read again precisely where
//! something is wrong.
//!
//! The fast reader vouches for what it takes: values as written, in the catalogue's order. Whatever it cannot vouch for
//! it marks as faulty, and [`reread`] reads that one submission with the place of every value and says what is wrong.

mod content;
mod figure_names;
mod figure_order;
mod folder_kind;
mod header;
mod incoming;
mod json_record;
mod line_blocks;
mod listing;
mod number_token;
mod parquet;
mod places;
mod precise;
mod quoted_name;
mod reading;
mod record;
mod scanner;
mod sources;
mod time;
mod words;
mod work;
mod write_json;

pub use figure_names::FigureNames;
pub use incoming::{Expected, Incoming, Located, Progress, Sink};
pub use listing::{Kind, Submissions, find};
pub use parquet::{WideRow, write_parquet_wide};
pub use places::places;
pub use precise::{Reread, reread};
pub use reading::read_all;
pub use write_json::{Stated, write_submission_json};
