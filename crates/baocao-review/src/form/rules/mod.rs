//! The rules of form, one subject per file.

mod addressee;
mod annexes;
mod body;
mod date;
mod grounds;
mod heading;
mod held;
mod list;
mod look;
mod number;
mod order;
mod page_number;
mod paper;
mod plain_subject;
mod presence;
mod recipients;
mod signature;
mod typeface;
mod under_mark;
mod wording;

pub use held::Held;
pub use plain_subject::SIZE as PLAIN_SUBJECT;

/// Every rule, in the order in which a reader meets what it is about.
pub const RULES: &[fn(&mut Held<'_>)] = &[
    presence::hold,
    paper::hold,
    typeface::hold,
    wording::hold,
    look::hold,
    plain_subject::hold,
    under_mark::hold,
    number::hold,
    date::hold,
    addressee::hold,
    grounds::hold,
    heading::hold,
    body::hold,
    signature::hold,
    recipients::hold,
    page_number::hold,
    annexes::hold,
    order::hold,
];
