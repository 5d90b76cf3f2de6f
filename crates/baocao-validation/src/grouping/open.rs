use baocao_model::{Cause, Finding, FindingGroup};

/// The findings that belong to no group yet, and the groups so far.
pub struct Open<'a> {
    findings: &'a [Finding],
    taken: Vec<bool>,
    groups: Vec<FindingGroup>,
}

impl<'a> Open<'a> {
    pub fn new(findings: &'a [Finding]) -> Self {
        Self { findings, taken: vec![false; findings.len()], groups: Vec::new() }
    }

    /// The findings that belong to no group, with their places in the list.
    pub fn rest(&self) -> impl Iterator<Item = (usize, &'a Finding)> {
        self.findings.iter().enumerate().filter(|(index, _)| !self.taken[*index])
    }

    /// Makes a group of findings that belong to none; fewer than two have nothing in common.
    pub fn take(&mut self, cause: Cause, members: &[usize]) {
        let mut members: Vec<usize> = members.iter().copied().filter(|index| !self.taken[*index]).collect();
        members.sort_unstable();
        members.dedup();
        if members.len() > 1 {
            self.push(cause, members);
        }
    }

    /// All groups; what belongs to none is one by itself.
    pub fn finish(mut self) -> Vec<FindingGroup> {
        let single: Vec<usize> = self.rest().map(|(index, _)| index).collect();
        single.into_iter().for_each(|index| self.push(Cause::Single, vec![index]));
        self.groups
    }

    fn push(&mut self, cause: Cause, members: Vec<usize>) {
        members.iter().for_each(|index| self.taken[*index] = true);
        let severity = members.iter().map(|index| self.findings[*index].severity).min();
        let severity = severity.expect("a group has members");
        self.groups.push(FindingGroup { cause, severity, count: members.len(), members });
    }
}
