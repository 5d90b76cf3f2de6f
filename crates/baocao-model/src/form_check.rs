//! What a form must hold in itself, before any figure is read with it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::dependency_check::find_loop;
use crate::form::signed;
use crate::{Address, Categories, Chart, ChartKind, Column, ColumnKind, Form, Operator, Row, RowKind, Table, nearest};

/// Something wrong in a form, at a JSON pointer into its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    /// The code of the finding.
    pub code: &'static str,
    /// Where in the file, `/table/3/column/1/sum_of/0`.
    pub pointer: String,
    /// The name that is wrong.
    pub name: String,
    /// The known name that is most like it.
    pub nearest: Option<String>,
    /// The characters of the text that are meant, if not all of it.
    pub span: Option<Range<usize>>,
}

impl Form {
    /// Everything that is wrong with the form itself.
    pub fn problems(&self) -> Vec<FormProblem> {
        let mut check = Check::default();
        check.unique("/table", self.tables.iter().map(|table| &*table.id));
        for (index, table) in self.tables.iter().enumerate() {
            check.table(&format!("/table/{index}"), table);
            let per = table.plausible.as_ref().map(|plausible| &plausible.per);
            if let Some(per) =
                per.filter(|per| Address::parse(per).is_none_or(|address| self.locate(&address).is_none()))
            {
                let addresses: Vec<_> = self.addresses().map(|address| address.to_string()).collect();
                let known: Vec<_> = addresses.iter().map(String::as_str).collect();
                check.known("unknown-figure-in-form", &format!("/table/{index}/plausible/per"), per, &known);
            }
        }
        check.unique("/chart", self.charts.iter().map(|chart| &*chart.id));
        for (index, chart) in self.charts.iter().enumerate() {
            check.chart(&format!("/chart/{index}"), chart, self);
        }
        for (index, annex) in self.annexes.iter().enumerate() {
            let tables: Vec<_> = self.tables.iter().map(|table| &*table.id).collect();
            for (place, id) in annex.tables.iter().enumerate() {
                check.known("unknown-table", &format!("/annex/{index}/tables/{place}"), id, &tables);
            }
        }
        check.problems.extend(crate::unit_table_check::problems(self));
        // Unknown names and sums of themselves would only come up again.
        if check.problems.is_empty() {
            check.problems.extend(crate::dependency_check::problems(self));
        }
        check.problems.extend(crate::rule_check::problems(self));
        check.problems
    }
}

#[derive(Default)]
struct Check {
    problems: Vec<FormProblem>,
}

impl Check {
    fn table(&mut self, pointer: &str, table: &Table) {
        self.unique(&format!("{pointer}/rows"), table.rows.iter().map(|row| &*row.id));
        self.unique(&format!("{pointer}/column"), table.columns.iter().map(|column| &*column.id));
        let rows: Vec<_> = table.rows.iter().map(|row| &*row.id).collect();
        let columns: Vec<_> = table.columns.iter().map(|column| &*column.id).collect();
        for (index, row) in table.rows.iter().enumerate() {
            self.row(&format!("{pointer}/rows/{index}"), row, &rows, &columns);
        }
        for (index, column) in table.columns.iter().enumerate() {
            self.column(&format!("{pointer}/column/{index}"), column, table, &columns);
        }
        self.loops(&format!("{pointer}/rows"), table.rows.iter().map(|row| (&*row.id, &*row.sum_of)));
        self.loops(&format!("{pointer}/column"), table.columns.iter().map(|column| (&*column.id, &*column.sum_of)));
    }

    fn chart(&mut self, pointer: &str, chart: &Chart, form: &Form) {
        let Some(table) = form.table(&chart.table) else {
            let tables: Vec<_> = form.tables.iter().map(|table| &*table.id).collect();
            return self.known("unknown-table", &format!("{pointer}/table"), &chart.table, &tables);
        };
        let rows: Vec<_> = table.rows.iter().map(|row| &*row.id).collect();
        let columns: Vec<_> = table.columns.iter().map(|column| &*column.id).collect();
        for (index, id) in chart.rows.iter().enumerate().filter(|(_, id)| *id != "*") {
            let pointer = format!("{pointer}/rows/{index}");
            match table.row(id) {
                Some(row) if row.kind == RowKind::Section => self.push("chart-without-numbers", &pointer, id, None),
                // The rows of a repeating table are known with the figures only.
                None if table.repeat.is_none() => self.known("unknown-row", &pointer, id, &rows),
                _ => {}
            }
        }
        for (index, id) in chart.columns.iter().enumerate() {
            let pointer = format!("{pointer}/columns/{index}");
            match table.column(id).map(|column| column.kind) {
                Some(ColumnKind::Number | ColumnKind::Percent) => {}
                Some(_) => self.push("chart-without-numbers", &pointer, id, None),
                None => self.known("unknown-column", &pointer, id, &columns),
            }
        }
        self.series(pointer, chart, table);
    }

    /// What a chart shows together must be of one unit, and a pie is one whole.
    fn series(&mut self, pointer: &str, chart: &Chart, table: &Table) {
        let shown = |row: &&Row| chart.rows.contains(&row.id) || (chart.shows_all_rows() && row.kind == RowKind::Data);
        let rows: Vec<&Row> = table.rows.iter().filter(shown).collect();
        let columns: Vec<&Column> = chart.columns.iter().filter_map(|id| table.column(id)).collect();
        let figures = rows.iter().flat_map(|row| columns.iter().map(move |column| (*row, *column)));
        let units: BTreeSet<&str> = figures
            .filter(|(row, column)| row.applies(column))
            .map(|(row, column)| table.unit_of(row, column))
            .collect();
        if units.len() > 1 && chart.unit.is_none() {
            self.push("chart-mixes-units", pointer, &units.into_iter().collect::<Vec<_>>().join(", "), None);
        }
        let (several_rows, several_columns) =
            (chart.shows_all_rows() || chart.rows.len() != 1, chart.columns.len() != 1);
        let several = match chart.categories {
            Categories::Rows => several_columns,
            Categories::Columns => several_rows,
        };
        if chart.kind == ChartKind::Pie && several {
            self.push("pie-of-several-series", pointer, &chart.id, None);
        }
    }

    fn row(&mut self, pointer: &str, row: &Row, rows: &[&str], columns: &[&str]) {
        for (index, part) in row.sum_of.iter().enumerate().filter(|(_, part)| *part != "*") {
            self.known("unknown-row", &format!("{pointer}/sum_of/{index}"), signed(part).0, rows);
        }
        for (at, group) in row.partitions.iter().enumerate() {
            for (index, id) in group.iter().enumerate() {
                self.known("unknown-row", &format!("{pointer}/partitions/{at}/{index}"), id, rows);
            }
        }
        if let Some(id) = &row.carried_from {
            self.known("unknown-row", &format!("{pointer}/carried_from"), id, rows);
        }
        if let Some(id) = &row.within {
            self.known("unknown-row", &format!("{pointer}/within"), id, rows);
        }
        for (index, id) in row.columns.iter().enumerate() {
            self.known("unknown-column", &format!("{pointer}/columns/{index}"), id, columns);
        }
    }

    fn column(&mut self, pointer: &str, column: &Column, table: &Table, columns: &[&str]) {
        for (index, id) in column.sum_of.iter().enumerate() {
            self.addend(&format!("{pointer}/sum_of/{index}"), signed(id).0, table, columns);
        }
        if let Some(id) = &column.rank_of {
            self.known("unknown-column", &format!("{pointer}/rank_of"), id, columns);
        }
        if let Some(score) = &column.score_of {
            let named = [Some(&score.most), score.grade.as_ref(), score.result.as_ref(), score.target.as_ref()];
            for id in named.into_iter().flatten() {
                self.known("unknown-column", &format!("{pointer}/score_of"), id, columns);
            }
        }
        if let Some(id) = &column.within {
            self.known("unknown-column", &format!("{pointer}/within"), id, columns);
        }
        if let Some(ratio) = &column.percent_of {
            self.known("unknown-column", &format!("{pointer}/percent_of/part"), &ratio.part, columns);
            self.known("unknown-column", &format!("{pointer}/percent_of/whole"), &ratio.whole, columns);
        }
        if let Some(evaluation) = &column.evaluation_of {
            self.known("unknown-column", &format!("{pointer}/evaluation_of/result"), &evaluation.result, columns);
            self.known("unknown-column", &format!("{pointer}/evaluation_of/target"), &evaluation.target, columns);
        }
        let kind_fits = match column.kind {
            ColumnKind::Number => column.percent_of.is_none() && column.evaluation_of.is_none(),
            ColumnKind::Percent => column.sum_of.is_empty() && column.evaluation_of.is_none(),
            ColumnKind::Text | ColumnKind::Any | ColumnKind::Unit => {
                column.sum_of.is_empty() && column.percent_of.is_none() && column.within.is_none()
            }
        };
        if !kind_fits {
            self.push("kind-does-not-fit", pointer, &column.id, None);
        }
        for (key, operator) in [("over_units", &column.over_units), ("over_time", &column.over_time)] {
            self.operator(&format!("{pointer}/{key}"), operator, column, columns);
        }
        let words = matches!(column.kind, ColumnKind::Text | ColumnKind::Any);
        if !words && !column.allowed.is_empty() {
            self.push("kind-does-not-fit", &format!("{pointer}/allowed"), &column.id, None);
        }
    }

    /// What cannot be added must not be: percentages, ranks, words.
    fn operator(&mut self, pointer: &str, operator: &Operator, column: &Column, columns: &[&str]) {
        let numbers = column.kind == ColumnKind::Number && column.rank_of.is_none();
        match operator {
            Operator::Sum if !numbers => self.push("meaningless-total", pointer, &column.id, None),
            Operator::Ratio if column.percent_of.is_none() => {
                self.push("kind-does-not-fit", pointer, &column.id, None);
            }
            Operator::Mean(weight) => self.known("unknown-column", pointer, weight, columns),
            _ => {}
        }
    }

    fn addend(&mut self, pointer: &str, id: &str, table: &Table, columns: &[&str]) {
        match table.column(id) {
            Some(column) if column.kind != ColumnKind::Number => self.push("meaningless-total", pointer, id, None),
            _ => self.known("unknown-column", pointer, id, columns),
        }
    }

    fn unique<'a>(&mut self, pointer: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            if id.is_empty() || id.contains(['.', ' ']) {
                self.push("bad-id", &format!("{pointer}/{index}"), id, None);
            } else if !seen.insert(id) {
                self.push("duplicate-id", &format!("{pointer}/{index}"), id, None);
            }
        }
    }

    fn known(&mut self, code: &'static str, pointer: &str, id: &str, known: &[&str]) {
        if !known.contains(&id) {
            self.push(code, pointer, id, nearest(id, known.iter().copied()));
        }
    }

    /// Sums of themselves, near or far: one finding for each loop.
    fn loops<'a>(&mut self, pointer: &str, sums: impl Iterator<Item = (&'a str, &'a [String])>) {
        let parts = |(id, parts): (&'a str, &'a [String])| (id, parts.iter().map(|part| signed(part).0).collect());
        let sums: Vec<(&str, Vec<&str>)> = sums.map(parts).collect();
        let follows: BTreeMap<&str, Vec<&str>> = sums.iter().cloned().collect();
        let mut settled = BTreeSet::new();
        for (index, (id, _)) in sums.iter().enumerate() {
            if find_loop(id, &follows, &mut settled).is_some() {
                self.push("sum-of-itself", &format!("{pointer}/{index}"), id, None);
            }
        }
    }

    fn push(&mut self, code: &'static str, pointer: &str, name: &str, nearest: Option<&str>) {
        let (pointer, name, nearest) = (pointer.to_owned(), name.to_owned(), nearest.map(str::to_owned));
        self.problems.push(FormProblem { code, pointer, name, nearest, span: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"
        id = "f"
        version = 1
        title = "F"
        template = "f.md"
        [[table]]
        id = "t"
        title = "T"
        rows = [
          { id = "part", kind = "section", label = "P" },
          { id = "a", label = "A", unit = "người" },
          { id = "b", label = "B", unit = "người" },
          { id = "c", label = "C", unit = "đồng" },
        ]
        [[table.column]]
        id = "x"
        label = "X"
        [[table.column]]
        id = "y"
        label = "Y"
        [[table.column]]
        id = "words"
        label = "W"
        kind = "text"
        [[table]]
        id = "years"
        title = "N"
        repeat = "year"
        [[table.column]]
        id = "x"
        label = "X"
    "#;

    /// What is wrong with a form that has this chart: code, pointer and name.
    fn problems(chart: &str) -> Vec<(&'static str, String, String)> {
        let form: Form = toml::from_str(&format!("{TABLE}\n[[chart]]\ntitle = \"C\"\n{chart}")).unwrap();
        form.problems().into_iter().map(|problem| (problem.code, problem.pointer, problem.name)).collect()
    }

    fn problem(code: &'static str, pointer: &str, name: &str) -> Vec<(&'static str, String, String)> {
        vec![(code, pointer.to_owned(), name.to_owned())]
    }

    #[test]
    fn charts_show_what_the_form_has() {
        assert_eq!(problems("id = 'c'\ntable = 't'\nrows = ['a', 'b']\ncolumns = ['x', 'y']"), []);
        assert_eq!(problems("id = 'c'\ntable = 'years'\nrows = ['2020']\ncolumns = ['x']"), []);
        let wrong = [
            ("table = 'u'\nrows = ['a']\ncolumns = ['x']", problem("unknown-table", "/chart/0/table", "u")),
            ("table = 't'\nrows = ['aa']\ncolumns = ['x']", problem("unknown-row", "/chart/0/rows/0", "aa")),
            ("table = 't'\nrows = ['a']\ncolumns = ['z']", problem("unknown-column", "/chart/0/columns/0", "z")),
            (
                "table = 't'\nrows = ['a', 'part']\ncolumns = ['x']",
                problem("chart-without-numbers", "/chart/0/rows/1", "part"),
            ),
            (
                "table = 't'\nrows = ['a']\ncolumns = ['x', 'words']",
                problem("chart-without-numbers", "/chart/0/columns/1", "words"),
            ),
        ];
        for (chart, expected) in wrong {
            assert_eq!(problems(&format!("id = 'c'\n{chart}")), expected, "{chart}");
        }
        let twice = "id = 'c'\ntable = 't'\nrows = ['a']\ncolumns = ['x']";
        let twice = problems(&format!("{twice}\n[[chart]]\ntitle = 'D'\n{twice}"));
        assert_eq!(twice, problem("duplicate-id", "/chart/1", "c"));
    }

    #[test]
    fn a_chart_has_one_unit() {
        let mixed = "id = 'c'\ntable = 't'\ncolumns = ['x']";
        assert_eq!(problems(mixed), problem("chart-mixes-units", "/chart/0", "người, đồng"));
        assert_eq!(problems(&format!("{mixed}\nunit = 'số'")), []);
    }

    #[test]
    fn a_pie_is_one_whole() {
        let pie = "id = 'c'\nkind = 'pie'\ntable = 't'\n";
        let several = problem("pie-of-several-series", "/chart/0", "c");
        assert_eq!(problems(&format!("{pie}rows = ['a', 'b']\ncolumns = ['x', 'y']")), several);
        assert_eq!(problems(&format!("{pie}rows = ['a', 'b']\ncolumns = ['x']")), []);
        assert_eq!(problems(&format!("{pie}rows = ['a']\ncolumns = ['x', 'y']\ncategories = 'columns'")), []);
        assert_eq!(problems(&format!("{pie}rows = ['a', 'b']\ncolumns = ['x']\ncategories = 'columns'")), several);
    }
}
