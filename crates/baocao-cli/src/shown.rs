use baocao_model::{Counts, Finding, FindingGroup, Findings, Form};
use baocao_validation::{Settlement, group};

use crate::arguments::{Arguments, Format};

/// How many findings of a report people are shown unless they ask for another number.
const USUAL_LIMIT: usize = 200;

/// How many findings are shown: what was asked for, 0 for all of them, else the usual number.
pub fn limit(asked: Option<usize>) -> Option<usize> {
    Some(asked.unwrap_or(USUAL_LIMIT)).filter(|limit| *limit > 0)
}

/// How many findings are printed; scripts get all unless they ask for fewer.
pub fn printed(asked: Option<usize>, arguments: &Arguments) -> Option<usize> {
    if arguments.format == Format::Json && asked.is_none() { None } else { limit(asked) }
}

/// The findings of a report that are shown, grouped, with the count of all.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What is shown, in the order in which it was found.
    pub findings: Vec<Finding>,
    /// The same by what probably makes it: the worst first, then the largest.
    pub groups: Vec<FindingGroup>,
    /// How many findings there are.
    pub counts: Counts,
}

impl Shown {
    /// Groups findings. Of each code at most `limit` are held on to, but all are counted.
    pub fn new(
        found: Vec<Finding>,
        limit: Option<usize>,
        form: Option<&Form>,
        settle: impl FnOnce(&[Finding]) -> Vec<Settlement>,
    ) -> Self {
        let mut findings = Findings::keeping(limit);
        findings.extend(found);
        let settlements = settle(findings.kept());
        let groups = group(&findings, form, &settlements);
        let counts = findings.counts();
        Self { findings: findings.into_kept(), groups, counts }
    }

    /// All findings, not grouped.
    pub fn all(findings: Vec<Finding>) -> Self {
        Self { counts: Counts::of(&findings), findings, groups: Vec::new() }
    }

    /// Leaves the first `limit` findings in the order of their groups.
    #[must_use]
    pub fn cut(self, limit: Option<usize>) -> Self {
        let Some(limit) = limit.filter(|limit| *limit < self.findings.len()) else { return self };
        let mut chosen: Vec<usize> = self.groups.iter().flat_map(|group| &group.members).copied().take(limit).collect();
        chosen.sort_unstable();
        let new_place = |index: &usize| chosen.binary_search(index).ok();
        let groups = self.groups.iter().map(|group| {
            let members = group.members.iter().filter_map(new_place).collect();
            FindingGroup { members, ..group.clone() }
        });
        let groups = groups.filter(|group| !group.members.is_empty()).collect();
        let is_chosen = |(index, finding)| chosen.binary_search(&index).is_ok().then_some(finding);
        let findings = self.findings.into_iter().enumerate().filter_map(is_chosen).collect();
        Self { findings, groups, counts: self.counts }
    }

    /// How many findings are not shown.
    pub fn omitted(&self) -> Counts {
        self.counts.without(Counts::of(&self.findings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use baocao_model::{Operand, Place};

    fn finding(line: u32, table: &str) -> Finding {
        let operand = Operand {
            address: format!("{table}.r{line}.c"),
            label: String::new(),
            value: String::new(),
            unit: String::new(),
        };
        let place = Place { line: Some(line), ..Place::default() };
        Finding { operands: vec![operand], ..Finding::error("below-minimum", place) }
    }

    #[test]
    fn a_cap_changes_no_count() {
        let found: Vec<_> =
            (1..=3).map(|line| finding(line, "a")).chain((4..=40).map(|line| finding(line, "b"))).collect();
        let all = Shown::new(found.clone(), None, None, |_| Vec::new());
        let cut = Shown::new(found, Some(10), None, |_| Vec::new()).cut(Some(5));
        assert_eq!((all.counts, all.omitted()), (cut.counts, Counts::default()));
        assert_eq!((cut.findings.len(), cut.omitted().errors), (5, 35));
        // The largest group comes first although only few of its members were held on to.
        assert_eq!(cut.groups[0].count, 37);
        assert!(cut.groups.iter().flat_map(|group| &group.members).all(|index| *index < 5));
    }
}
