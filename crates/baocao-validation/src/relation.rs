use baocao_model::{Column, Finding, Form, ReportNamed, Row, Table, Values};

use crate::scope::Scope;

/// The figures of one submission as rules look at them, numbered as in the form's catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The values, completed.
    pub values: &'a Values,
    /// Which of them were reported. A computed figure agrees with its parts by construction.
    pub reported: &'a [bool],
    /// The tables whose stated unit was not to be believed, by their place in the form.
    pub doubtful: &'a [usize],
    /// The values of other reports, numbered as in the catalogues of their own forms.
    pub others: Others<'a>,
}

/// The values of the reports that a report is compared with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Others<'a> {
    /// Those of the period before.
    pub previous: Option<&'a Values>,
    /// Those of the same period last year.
    pub last_year: Option<&'a Values>,
    /// Those of the units below, rolled up.
    pub children: Option<&'a Values>,
}

impl<'a> Given<'a> {
    /// The values of a report; none if there is no such report.
    pub fn report(&self, report: ReportNamed) -> Option<&'a Values> {
        match report {
            ReportNamed::This => Some(self.values),
            ReportNamed::Previous => self.others.previous,
            ReportNamed::LastYear => self.others.last_year,
            ReportNamed::Children => self.others.children,
        }
    }
}

/// What must hold between figures of a form: read from the form once, then asked of every submission.
pub trait Relation: Send + Sync {
    /// True unless the figures contradict it. Where a figure is blank there is nothing to contradict.
    fn holds(&self, given: &Given<'_>) -> bool;

    /// The figures that it relates, the one that it is about first; none where there is nothing to tell if it holds.
    fn figures(&self) -> Vec<usize> {
        Vec::new()
    }

    /// True if the figures were there to be held against each other. What was computed agrees by construction, and with a
    /// blank there is no question.
    fn was_asked(&self, given: &Given<'_>) -> bool {
        let figures = self.figures();
        let applies = |figure: &&usize| given.values.applies(**figure);
        let own = figures.first().is_some_and(|own| given.reported[*own] && applies(&own));
        // With nothing to compare with, nothing was asked.
        own && figures.iter().all(|figure| !given.values.is_blank(*figure))
            && figures.iter().filter(applies).count() > 1
    }

    /// What to say of a submission for which it does not hold.
    fn finding(&self, _scope: &Scope<'_>) -> Option<Finding> {
        None
    }

    /// The same for a relation that may have more than one thing to say.
    fn findings(&self, scope: &Scope<'_>) -> Vec<Finding> {
        self.finding(scope).into_iter().collect()
    }
}

/// The relations of one rule.
pub type Relations = Vec<Box<dyn Relation>>;

/// Puts relations of one kind in a list of any kind.
pub fn boxed<R: Relation + 'static>(relations: impl IntoIterator<Item = R>) -> Relations {
    relations.into_iter().map(|relation| Box::new(relation) as Box<dyn Relation>).collect()
}

/// A figure that a form asks for, with its number.
#[derive(Clone, Copy)]
pub struct Asked<'f> {
    pub number: usize,
    pub table: &'f Table,
    pub row: &'f Row,
    pub column: &'f Column,
}

/// The figures of a form in the order of their numbers.
pub fn asked(form: &Form) -> impl Iterator<Item = Asked<'_>> {
    form.figures().enumerate().map(|(number, (table, row, column))| Asked { number, table, row, column })
}
