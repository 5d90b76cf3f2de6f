use std::collections::HashMap;

use baocao_model::Severity;

use crate::form::check::{Check, Spot, Verdict};
use crate::form::formatted::Formatted;
use crate::form::letter::{Letter, Line};
use crate::form::part::Part;
use crate::form::profile::Profile;
use crate::relation::Words;

/// A document that is being held against a profile, and what has come out so far.
#[derive(Debug)]
pub struct Held<'a> {
    pub document: &'a Formatted,
    pub letter: &'a Letter,
    pub profile: &'a Profile,
    pub checks: Vec<Check>,
    /// The checks by what they say, so that what is the same in many places is told once.
    told: HashMap<(&'static str, Part, String, String, bool), usize>,
}

impl<'a> Held<'a> {
    /// Begins with nothing.
    pub fn new(document: &'a Formatted, letter: &'a Letter, profile: &'a Profile) -> Self {
        Self { document, letter, profile, checks: Vec::new(), told: HashMap::new() }
    }

    /// The place of a line.
    pub fn spot(&self, line: &Line) -> Spot {
        Spot::new(self.document.paragraphs[line.paragraph].number, &line.text())
    }

    /// The place of a paragraph.
    pub fn spot_at(&self, paragraph: usize) -> Spot {
        let paragraph = &self.document.paragraphs[paragraph];
        Spot::new(paragraph.number, &paragraph.text())
    }

    /// Tells how a rule came out.
    pub fn tell(&mut self, code: &'static str, part: Part, spot: Option<Spot>, verdict: Verdict, words: [Words; 2]) {
        let source = self.profile.source(part);
        self.tell_from(code, part, spot, verdict, words, source);
    }

    /// Tells how a rule came out that stands elsewhere than the other rules about the part.
    pub fn tell_from(
        &mut self,
        code: &'static str,
        part: Part,
        spot: Option<Spot>,
        verdict: Verdict,
        [expected, found]: [Words; 2],
        source: String,
    ) {
        let right = verdict == Verdict::Right;
        let key = (code, part, expected.vietnamese.clone(), found.vietnamese.clone(), right);
        if let Some(at) = self.told.get(&key) {
            self.checks[*at].more += 1;
            return;
        }
        self.told.insert(key, self.checks.len());
        self.checks.push(Check { code, verdict, part, spot, expected, found, source, more: 0 });
    }

    /// Tells of a rule whether it is kept, and how bad it is if not.
    pub fn hold(
        &mut self,
        code: &'static str,
        severity: Severity,
        part: Part,
        spot: Spot,
        right: bool,
        words: [Words; 2],
    ) {
        let verdict = if right { Verdict::Right } else { Verdict::Wrong(severity) };
        self.tell(code, part, Some(spot), verdict, words);
    }
}

/// A number without needless digits, with a decimal comma.
pub fn number(value: f64) -> String {
    let text = format!("{:.1}", (value * 10.0).round() / 10.0);
    text.strip_suffix(".0").unwrap_or(&text).replace('.', ",")
}

/// `13–14 pt`, or `12 pt` where there is no choice.
pub fn span([least, most]: [f64; 2], unit: &str) -> String {
    if (least - most).abs() < 0.001 {
        format!("{} {unit}", number(least))
    } else {
        format!("{}–{} {unit}", number(least), number(most))
    }
}

/// True if a value lies in a range, give or take.
pub fn within(value: f64, [least, most]: [f64; 2], tolerance: f64) -> bool {
    value >= least - tolerance && value <= most + tolerance
}
