use baocao_model::{Figures, Form, Period, ReportNamed, Rule};

/// What is known of a report beyond its figures.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The period that the figures are for.
    pub period: Option<Period>,
    /// The organisation's tier, in its own words.
    pub tier: &'a str,
    /// The groups of rules that the organisation has switched off.
    pub off: &'a [String],
    /// The figures of the period before, with their form.
    pub previous: Option<(&'a Form, &'a Figures)>,
    /// The figures of the same period last year, with their form.
    pub same_period_last_year: Option<(&'a Form, &'a Figures)>,
    /// The figures of the units below, rolled up, with their form.
    pub children: Option<(&'a Form, &'a Figures)>,
}

impl<'a> Context<'a> {
    /// Another report that the figures are compared with; none if there is no such report.
    pub fn other(&self, report: ReportNamed) -> Option<(&'a Form, &'a Figures)> {
        match report {
            ReportNamed::This => None,
            ReportNamed::Previous => self.previous,
            ReportNamed::LastYear => self.same_period_last_year,
            ReportNamed::Children => self.children,
        }
    }

    /// True if the rule is meant for this report.
    pub fn asks_for(&self, rule: &Rule) -> bool {
        let on = rule.group.as_ref().is_none_or(|group| !self.off.contains(group));
        let tier =
            rule.tiers.is_empty() || rule.tiers.iter().any(|tier| tier.to_lowercase() == self.tier.to_lowercase());
        let last_day = self.period.map(|period| period.days().1);
        let begun = last_day.zip(rule.from).is_none_or(|(day, from)| day >= from);
        let lasts = last_day.zip(rule.until).is_none_or(|(day, until)| day <= until);
        on && tier && begun && lasts
    }
}
