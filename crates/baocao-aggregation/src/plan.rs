use baocao_model::{Address, Catalogue, Column, ColumnKind, Form, Operator, Row};

/// How each figure of a form is brought together, in the order of the form's catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    combinations: Vec<Combination>,
}

/// How several values of one figure become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combination {
    /// Added.
    Sum,
    /// Counted.
    Count,
    /// The mean, weighted by the figure with this number.
    Mean(usize),
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// The last in time.
    Last,
    /// One after the other.
    List,
    /// Not brought together, but it follows from figures that are: a ratio, an evaluation, a rank, a score.
    Recomputed,
    /// Left out.
    None,
}

impl Combination {
    /// True if lower values are brought together; a recomputed figure only follows from such figures.
    pub fn brings_together(self) -> bool {
        !matches!(self, Self::Recomputed | Self::None)
    }
}

impl Plan {
    /// How a form's figures are brought together over units.
    pub fn over_units(form: &Form, catalogue: &Catalogue) -> Self {
        Self::of(form, catalogue, |row, column| row.over_units.as_ref().unwrap_or(&column.over_units))
    }

    /// How a form's figures are brought together over the parts of a period.
    pub fn over_time(form: &Form, catalogue: &Catalogue) -> Self {
        Self::of(form, catalogue, |row, column| row.over_time.as_ref().unwrap_or(&column.over_time))
    }

    fn of(form: &Form, catalogue: &Catalogue, operator: for<'o> fn(&'o Row, &'o Column) -> &'o Operator) -> Self {
        let combination = |address: &Address| {
            let Some((_, row, column)) = form.locate(address) else { return Combination::None };
            let own = operator(row, column);
            // What each unit gave of a figure runs up, or is added over time, as that figure does.
            let figure = column.of_units().filter(|_| *own == Operator::Default);
            if let Some((_, row, column)) = figure.as_ref().and_then(|figure| form.locate(figure)) {
                return one(operator(row, column), column, |_| None);
            }
            one(own, column, |id| catalogue.number(&Address { column: id.to_owned(), ..address.clone() }))
        };
        Self { combinations: catalogue.addresses().iter().map(combination).collect() }
    }

    /// The combinations in the order of the figures.
    pub fn combinations(&self) -> &[Combination] {
        &self.combinations
    }

    /// True if the figure with this number is brought together from lower ones, or follows from such figures.
    pub fn combines(&self, figure: usize) -> bool {
        self.combinations[figure] != Combination::None
    }
}

/// How the figures of a column become one. `weight` knows the number of the figure that a mean is weighted by.
fn one(operator: &Operator, column: &Column, weight: impl Fn(&str) -> Option<usize>) -> Combination {
    match operator {
        Operator::Default => by_kind(column),
        Operator::Sum => Combination::Sum,
        Operator::Count => Combination::Count,
        // A row without the weight has no mean.
        Operator::Mean(id) => weight(id).map_or(Combination::None, Combination::Mean),
        Operator::Ratio => Combination::Recomputed,
        Operator::Min => Combination::Min,
        Operator::Max => Combination::Max,
        Operator::Last => Combination::Last,
        Operator::List => Combination::List,
        Operator::None => Combination::None,
    }
}

/// What a form means that does not say how: counts and money are added. Percentages, ranks, scores and evaluations never
/// are: they follow from what was added, or are left out.
fn by_kind(column: &Column) -> Combination {
    let follows = column.percent_of.is_some()
        || column.evaluation_of.is_some()
        || column.rank_of.is_some()
        || column.score_of.is_some();
    match column.kind {
        _ if follows => Combination::Recomputed,
        ColumnKind::Number => Combination::Sum,
        ColumnKind::Percent | ColumnKind::Text | ColumnKind::Any | ColumnKind::Unit => Combination::None,
    }
}
