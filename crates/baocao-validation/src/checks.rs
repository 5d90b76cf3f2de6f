use baocao_model::{Catalogue, Figures, Finding, Form, Values};

use crate::relation::{Given, Others, Relation, Relations};
use crate::scope::Scope;
use crate::{Context, rules};

/// All that a form asks of figures, read once and then held against any number of submissions.
pub struct Checks {
    rules: Vec<(String, Relations)>,
}

/// A relation that figures were held against and that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The name of the rule: a code of findings, or the id of one that the form states in words of its own.
    pub rule: String,
    /// The numbers of the figures, the one that it is about first.
    pub figures: Vec<usize>,
}

impl std::fmt::Debug for Checks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sizes = self.rules.iter().map(|(name, relations)| (name, relations.len()));
        f.debug_map().entries(sizes).finish()
    }
}

impl Checks {
    /// Reads a form: what it declares on rows and columns, then the rules that it states in words of its own. The
    /// catalogue is the form's.
    pub fn of(form: &Form, catalogue: &Catalogue, context: &Context<'_>) -> Self {
        let declared =
            rules::DECLARED.into_iter().map(|(name, read)| (name.to_owned(), read(form, catalogue, context)));
        let written = form.rules.iter().enumerate().filter(|(_, rule)| context.asks_for(rule));
        let written = written.map(|(index, rule)| {
            (rule.id.clone(), rules::rule_not_met::relations(form, catalogue, context, index, rule))
        });
        Self { rules: declared.chain(written).collect() }
    }

    /// The same without the rule of this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.rules.retain(|(own, _)| own != name);
        self
    }

    /// True if nothing contradicts the form: the quick question, which `findings` answers at length.
    pub fn hold(&self, given: &Given<'_>) -> bool {
        self.rules.iter().flat_map(|(_, relations)| relations).all(|relation| relation.holds(given))
    }

    /// What contradicts the form, in the order of the rules. `done` is told the name of each rule when it was asked,
    /// `holds` each relation that nothing contradicts.
    pub(crate) fn findings(
        &self,
        scope: &Scope<'_>,
        done: &mut dyn FnMut(&str),
        holds: &mut dyn FnMut(&str, &dyn Relation),
    ) -> Vec<Finding> {
        let given = scope.given();
        let mut findings = Vec::new();
        for (name, relations) in &self.rules {
            for relation in relations {
                if relation.holds(&given) {
                    holds(name, &**relation);
                } else {
                    findings.extend(relation.findings(scope));
                }
            }
            done(name);
        }
        findings
    }
}

impl Passed {
    /// A relation that holds; none if it asked nothing of figures that are there.
    pub(crate) fn of(rule: &str, relation: &dyn Relation, given: &Given<'_>) -> Option<Self> {
        let applies = |figure: &usize| given.values.applies(*figure);
        let figures = || relation.figures().into_iter().filter(applies).collect();
        relation.was_asked(given).then(|| Self { rule: rule.to_owned(), figures: figures() })
    }
}

/// Completed figures, taken apart as rules look at them.
pub struct Taken {
    values: Values,
    reported: Vec<bool>,
    doubtful: Vec<usize>,
}

impl Taken {
    /// Takes figures of a form apart.
    pub fn from(form: &Form, figures: &Figures) -> Self {
        let completed = || (0..figures.catalogue().len()).map(|number| figures.numbered(number));
        let place = |id: &str| form.tables.iter().position(|table| table.id == id);
        Self {
            values: completed().map(|figure| figure.value.clone()).collect(),
            reported: completed().map(|figure| figure.origin.is_some()).collect(),
            doubtful: figures.doubtful_units().iter().filter_map(|doubt| place(&doubt.table)).collect(),
        }
    }

    /// The values in the order of the figures.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// What rules look at.
    pub fn given<'a>(&'a self, others: Others<'a>) -> Given<'a> {
        Given { values: &self.values, reported: &self.reported, doubtful: &self.doubtful, others }
    }
}
