//! Holds an office document, whoever made it, against the rules of form of a letterhead.

mod check;
mod formatted;
mod letter;
mod part;
mod profile;
mod ranges;
mod rules;

use baocao_model::Refusal;

pub use check::{Check, Spot, Verdict};
pub use part::Part;
pub use profile::Profile;
pub use ranges::{AnnexRules, BodyRanges, NumberPlace, PageNumberRules, Range, Ranges, Side};

use formatted::Formatted;
use letter::Letter;
use rules::{Held, RULES};

/// Holds a file against a profile: what is broken first, then what could not be decided, then what is kept, each in the
/// order of the rules.
pub fn check_form(file: &str, bytes: &[u8], profile: &Profile) -> Result<Vec<Check>, Refusal> {
    let document = Formatted::open(file, bytes)?;
    let letter = Letter::find(&document, profile);
    let mut held = Held::new(&document, &letter, profile);
    RULES.iter().for_each(|rule| rule(&mut held));
    let mut checks = held.checks;
    checks.sort_by_key(|check| match check.verdict {
        Verdict::Wrong(_) => 0,
        Verdict::Undecided => 1,
        Verdict::Right => 2,
    });
    Ok(checks)
}
