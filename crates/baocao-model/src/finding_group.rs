use crate::{Finding, Language, Place, Severity, parse_number, trimmed};

/// Findings that probably have one cause.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingGroup {
    /// What probably makes them.
    pub cause: Cause,
    /// The worst of them.
    pub severity: Severity,
    /// Which findings they are, by their place in the list that was grouped.
    pub members: Vec<usize>,
    /// How many there are, with those that were counted and not kept.
    pub count: usize,
}

/// What probably makes several findings.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// One wrong figure. Each of these changes would by itself settle all the findings and make no other.
    Figure(Vec<Change>),
    /// A table that was filled in with another unit than the form's.
    Unit {
        /// The table's title.
        table: String,
        /// How many times too large or too small its figures are.
        factor: String,
    },
    /// A figure that is missing or could not be read.
    Missing {
        /// What the form calls it, or its address.
        label: String,
    },
    /// One difference around one figure, which no single change would settle.
    Shared {
        /// What the form calls the figure.
        label: String,
        /// The difference as plain digits.
        difference: String,
    },
    /// The same thing said of many figures of a table.
    Repeated {
        /// The table's title.
        table: String,
    },
    /// A finding on its own.
    Single,
}

/// A figure that would settle findings if it were another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The figure's address.
    pub address: String,
    /// What the form calls it.
    pub label: String,
    /// What was reported, as plain digits.
    pub from: String,
    /// What would agree with the others, as plain digits.
    pub to: String,
    /// The unit that both are in; empty for none.
    pub unit: String,
    /// Where it was reported.
    pub place: Place,
}

impl FindingGroup {
    /// Says what the findings have in common; nothing for a finding on its own.
    pub fn sentence(&self, language: Language) -> Option<String> {
        let said = |code| Finding::note(code, Place::default()).with("count", self.count);
        let said = match &self.cause {
            Cause::Figure(changes) => {
                let words = |or: &str, language| {
                    changes.iter().map(|change| change.words(language)).collect::<Vec<_>>().join(or)
                };
                let said = said("cause-figure").with("changes", words(" hoặc ", Language::Vietnamese));
                said.with("changes_en", words(" or ", Language::English))
            }
            Cause::Unit { table, factor } => said("cause-unit").with("table", table).with("factor", shown(factor)),
            Cause::Missing { label } => said("cause-missing").with("label", label),
            Cause::Shared { label, difference } => {
                said("cause-shared").with("label", label).with("difference", shown(difference))
            }
            Cause::Repeated { table } => said("cause-repeated").with("table", table),
            Cause::Single => return None,
        };
        Some(said.message(language))
    }

    /// The changes of which each would settle all the findings.
    pub fn changes(&self) -> &[Change] {
        if let Cause::Figure(changes) = &self.cause { changes } else { &[] }
    }
}

impl Cause {
    /// The cause's name for scripts.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Figure(_) => "figure",
            Self::Unit { .. } => "unit",
            Self::Missing { .. } => "missing",
            Self::Shared { .. } => "shared",
            Self::Repeated { .. } => "repeated",
            Self::Single => "single",
        }
    }
}

impl Change {
    fn words(&self, language: Language) -> String {
        let (label, from, to) = (&self.label, shown(&self.from), shown(&self.to));
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        match language {
            Language::Vietnamese => format!("{label} từ {from} thành {to}{unit}"),
            Language::English => format!("{label} from {from} to {to}{unit}"),
        }
    }
}

/// Plain digits the Vietnamese way; anything else as it is.
pub fn shown(digits: &str) -> String {
    parse_number(digits).map_or_else(|| digits.to_owned(), trimmed)
}
