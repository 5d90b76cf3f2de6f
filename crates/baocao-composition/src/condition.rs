//! The conditions that templates may use, and where helpers belong.

use std::ops::RangeInclusive;

/// The conditions that Handlebars brings and that templates may use, each with the fewest and the most values it takes.
const CONDITIONS: [(&str, usize, usize); 11] = [
    ("if", 1, 1),
    ("unless", 1, 1),
    ("not", 1, 1),
    ("eq", 2, 2),
    ("ne", 2, 2),
    ("gt", 2, 2),
    ("gte", 2, 2),
    ("lt", 2, 2),
    ("lte", 2, 2),
    ("and", 2, usize::MAX),
    ("or", 2, usize::MAX),
];

/// Those that stand around text only, and never within another.
pub const AROUND_TEXT: [&str; 2] = ["if", "unless"];

/// The option of those: whether nought counts as something.
pub const INCLUDE_ZERO: &str = "includeZero";

/// Whether the name is that of a condition.
pub fn is_condition(name: &str) -> bool {
    values_of(name).is_some()
}

/// How many values a condition takes; none if it is no condition.
pub fn values_of(name: &str) -> Option<RangeInclusive<usize>> {
    CONDITIONS.iter().find(|(known, ..)| *known == name).map(|(_, fewest, most)| *fewest..=*most)
}

/// How a helper is used that is meant for something else.
#[derive(Clone, Copy, Debug)]
pub enum Misplaced {
    /// A condition where text is printed.
    Printed,
    /// A helper that prints, around text.
    AroundText,
    /// A helper that prints, or stands around text, within a condition.
    InCondition,
}

impl Misplaced {
    /// What is to be written instead, in Vietnamese and in English.
    pub fn expected(self, name: &str) -> (String, String) {
        match self {
            Self::Printed if AROUND_TEXT.contains(&name) => {
                let pair = format!("{{{{#{name} …}}}}…{{{{/{name}}}}}");
                (format!("viết thành cặp `{pair}`"), format!("write it as a pair `{pair}`"))
            }
            Self::Printed => {
                let pair = format!("{{{{#if ({name} …)}}}}…{{{{/if}}}}");
                (format!("đây là điều kiện, viết `{pair}`"), format!("it is a condition; write `{pair}`"))
            }
            Self::AroundText => {
                let call = format!("{{{{{name} …}}}}");
                (format!("hàm in ra chữ, viết `{call}`"), format!("it prints text; write `{call}`"))
            }
            Self::InCondition => {
                let vi = "trong điều kiện viết thẳng địa chỉ của số liệu, hoặc (gt …), (lt …), (eq …), (not …)…";
                let en = "in a condition write the figure's address itself, or (gt …), (lt …), (eq …), (not …)…";
                (vi.to_owned(), en.to_owned())
            }
        }
    }
}
