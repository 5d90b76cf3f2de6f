use std::collections::BTreeMap;

use crate::{Finding, Severity};

/// Findings of a run: all of them counted, and of each code only so many kept as someone will read.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    limit: Option<usize>,
    by_code: BTreeMap<&'static str, usize>,
    by_kind: BTreeMap<Kind, usize>,
    total: Counts,
}

/// What findings have in common that say the same of figures of one table: their code, their rule and the table's id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// The code.
    pub code: &'static str,
    /// The rule that the form writes, if it is one.
    pub rule: Option<String>,
    /// The id of the table of the first operand, if there is one.
    pub table: Option<String>,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Findings of error severity.
    pub errors: usize,
    /// Findings of warning severity.
    pub warnings: usize,
    /// Findings of note severity.
    pub notes: usize,
}

impl Findings {
    /// Keeps at most `limit` findings of each code; all of them without a limit.
    pub fn keeping(limit: Option<usize>) -> Self {
        Self { limit, ..Self::default() }
    }

    /// Counts a finding, and keeps it while there is room for its code.
    pub fn push(&mut self, finding: Finding) {
        self.total.add(finding.severity);
        *self.by_kind.entry(finding.kind()).or_default() += 1;
        let of_code = self.by_code.entry(finding.code).or_default();
        *of_code += 1;
        if self.limit.is_none_or(|limit| *of_code <= limit) {
            self.kept.push(finding);
        }
    }

    /// The findings that were kept, in the order in which they came.
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// How many findings came, kept or not.
    pub fn counts(&self) -> Counts {
        self.total
    }

    /// How many findings of this kind came, kept or not.
    pub fn count_of(&self, kind: &Kind) -> usize {
        self.by_kind.get(kind).copied().unwrap_or_default()
    }

    /// Takes the findings that were kept.
    pub fn into_kept(self) -> Vec<Finding> {
        self.kept
    }
}

impl Extend<Finding> for Findings {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, findings: T) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}

impl Finding {
    /// What the finding has in common with others that say the same.
    pub fn kind(&self) -> Kind {
        let table = self.operands.first().and_then(|operand| operand.address.split('.').next());
        Kind { code: self.code, rule: self.arguments.get("rule").cloned(), table: table.map(str::to_owned) }
    }
}

impl Counts {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        findings.into_iter().for_each(|finding| counts.add(finding.severity));
        counts
    }

    /// All findings together.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// What is left when others are taken away.
    #[must_use]
    pub fn without(self, others: Self) -> Self {
        Self {
            errors: self.errors.saturating_sub(others.errors),
            warnings: self.warnings.saturating_sub(others.warnings),
            notes: self.notes.saturating_sub(others.notes),
        }
    }

    /// Both together.
    #[must_use]
    pub fn with(self, others: Self) -> Self {
        Self {
            errors: self.errors + others.errors,
            warnings: self.warnings + others.warnings,
            notes: self.notes + others.notes,
        }
    }

    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    #[test]
    fn everything_is_counted_and_little_is_kept() {
        let mut findings = Findings::keeping(Some(3));
        for line in 1..=1_000_000 {
            findings.push(Finding::error("below-minimum", Place { line: Some(line), ..Place::default() }));
        }
        findings.push(Finding::warning("waiver-unused", Place::default()));
        assert_eq!(findings.counts(), Counts { errors: 1_000_000, warnings: 1, notes: 0 });
        assert_eq!(findings.counts().total(), 1_000_001);
        let lines: Vec<_> = findings.kept().iter().map(|finding| finding.place.line).collect();
        assert_eq!(lines, [Some(1), Some(2), Some(3), None], "the first of each code are kept");
        assert_eq!(findings.count_of(&findings.kept()[0].kind()), 1_000_000);
        assert_eq!(findings.counts().without(Counts::of(findings.kept())).errors, 999_997);
    }

    #[test]
    fn without_a_limit_all_are_kept() {
        let mut findings = Findings::keeping(None);
        findings.extend((0..500).map(|_| Finding::note("waived", Place::default())));
        assert_eq!(findings.into_kept().len(), 500);
    }
}
