//! Charts of the form as charts of the document.

use baocao_document::{Chart as ShownChart, ChartKind as ShownKind, DataPoint, Series};
use baocao_model::{Address, Categories, Chart, ChartKind, Column, Figures, Row, RowKind, Table, Value};

use crate::figure_text::{in_table, in_text};

/// Why a chart cannot be drawn, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

const NO_FIGURES: LeftOut = LeftOut { vi: "chưa có số liệu", en: "there are no figures" };
const BELOW_ZERO: LeftOut = LeftOut {
    vi: "biểu đồ tròn không thể hiện được số âm",
    en: "a pie cannot show numbers below zero",
};
const ALL_ZERO: LeftOut = LeftOut { vi: "mọi số liệu đều bằng 0", en: "all figures are 0" };

/// Makes a chart with its figures; its caption gets a number later.
pub fn chart(chart: &Chart, table: &Table, figures: &Figures) -> Result<ShownChart, LeftOut> {
    let shown = Shown::new(chart, table, figures);
    let (categories, series) = shown.matrix();
    let numbers: Vec<_> = series.iter().flat_map(|series| &series.points).filter_map(DataPoint::number).collect();
    if numbers.is_empty() {
        return Err(NO_FIGURES);
    }
    if chart.kind == ChartKind::Pie && numbers.iter().any(|number| *number < 0.0) {
        return Err(BELOW_ZERO);
    }
    if chart.kind == ChartKind::Pie && numbers.iter().all(|number| *number == 0.0) {
        return Err(ALL_ZERO);
    }
    let sentence = shown.sentence(&categories, &series);
    Ok(ShownChart {
        id: chart.id.clone(),
        caption: chart.title.clone(),
        kind: match chart.kind {
            ChartKind::Bar => ShownKind::Bar,
            ChartKind::StackedBar => ShownKind::StackedBar,
            ChartKind::Line => ShownKind::Line,
            ChartKind::Pie => ShownKind::Pie,
        },
        unit: shown.unit().to_owned(),
        alt: chart.alt.clone().unwrap_or_else(|| format!("{}: {}. {sentence}", kind_in_words(chart.kind), chart.title)),
        text: sentence,
        categories,
        series,
    })
}

fn kind_in_words(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Bar => "Biểu đồ cột",
        ChartKind::StackedBar => "Biểu đồ cột chồng",
        ChartKind::Line => "Biểu đồ đường",
        ChartKind::Pie => "Biểu đồ tròn",
    }
}

/// The rows and columns that a chart shows.
struct Shown<'a> {
    chart: &'a Chart,
    table: &'a Table,
    figures: &'a Figures,
    rows: Vec<&'a Row>,
    columns: Vec<&'a Column>,
}

impl<'a> Shown<'a> {
    fn new(chart: &'a Chart, table: &'a Table, figures: &'a Figures) -> Self {
        let columns: Vec<_> = chart.columns.iter().filter_map(|id| table.column(id)).collect();
        let rows = if chart.shows_all_rows() {
            let data = table.rows.iter().filter(|row| row.kind == RowKind::Data);
            data.filter(|row| columns.iter().any(|column| row.applies(column))).collect()
        } else {
            // A row of a repeating table that this report does not have is no part of its chart.
            chart.rows.iter().filter_map(|id| table.row(id)).collect()
        };
        Self { chart, table, figures, rows, columns }
    }

    fn unit(&self) -> &str {
        let own =
            self.rows.first().zip(self.columns.first()).map_or("", |(row, column)| self.table.unit_of(row, column));
        self.chart.unit.as_deref().unwrap_or(own)
    }

    fn matrix(&self) -> (Vec<String>, Vec<Series>) {
        let rows: Vec<String> = self.rows.iter().map(|row| row.label.clone()).collect();
        let columns = column_names(&self.columns);
        match self.chart.categories {
            Categories::Rows => {
                let series = columns.into_iter().zip(&self.columns).map(|(name, column)| Series {
                    name,
                    points: self.rows.iter().map(|row| self.point(row, column)).collect(),
                });
                (rows, series.collect())
            }
            Categories::Columns => {
                let series = rows.into_iter().zip(&self.rows).map(|(name, row)| Series {
                    name,
                    points: self.columns.iter().map(|column| self.point(row, column)).collect(),
                });
                (columns, series.collect())
            }
        }
    }

    fn point(&self, row: &Row, column: &Column) -> DataPoint {
        let address = Address::new(&*self.table.id, &*row.id, &*column.id);
        let Some(figure) = self.figures.get(&address) else {
            return DataPoint { value: None, address: String::new(), text: "x".to_owned() };
        };
        DataPoint {
            value: figure.value.number().map(|number| number.normalize().to_string()),
            address: address.to_string(),
            text: in_table(column, row, figure),
        }
    }

    /// All values in a sentence, for those who cannot see the chart.
    fn sentence(&self, categories: &[String], series: &[Series]) -> String {
        let unit = match self.unit() {
            "" | "%" => String::new(),
            unit => format!("Đơn vị tính: {unit}. "),
        };
        let values = categories.iter().enumerate().map(|(at, category)| {
            let named = series.iter().map(|own| {
                let value = self.in_words(&own.points[at]);
                if series.len() == 1 { value } else { format!("{} {value}", own.name) }
            });
            format!("{category}: {}", named.collect::<Vec<_>>().join(", "))
        });
        format!("{unit}{}.", values.collect::<Vec<_>>().join("; "))
    }

    fn in_words(&self, point: &DataPoint) -> String {
        let figure = Address::parse(&point.address).and_then(|address| {
            let (row, column) = (self.table.row(&address.row)?, self.table.column(&address.column)?);
            Some((row, column, self.figures.get(&address)?))
        });
        match figure {
            Some((row, column, figure)) if figure.value != Value::Blank => in_text(column, row, figure, false),
            Some(_) => "chưa có số liệu".to_owned(),
            None => "không áp dụng".to_owned(),
        }
    }
}

/// The labels of columns, with the headings above them where labels alone would not tell them apart.
fn column_names(columns: &[&Column]) -> Vec<String> {
    let name = |column: &&Column| {
        let alike = columns.iter().filter(|other| other.label == column.label).count() > 1;
        let groups = column.group.levels().iter().filter(|_| alike);
        groups.chain([&column.label]).cloned().collect::<Vec<_>>().join(": ")
    };
    columns.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use baocao_model::{Figure, Form, Origin, Submission};

    use super::*;

    const FORM: &str = r#"
        id = "f"
        version = 1
        title = "F"
        template = "f.md"
        [[table]]
        id = "t"
        title = "T"
        unit = "người"
        rows = [{ id = "all", kind = "total", label = "Cộng" }, { id = "a", label = "A" }, { id = "b", label = "B" }]
        [[table.column]]
        id = "x"
        label = "Nam"
        [[table.column]]
        id = "y"
        label = "Nữ"
        [[table.column]]
        id = "z"
        label = "Nữ"
        group = "Cán bộ"
    "#;

    fn drawn(keys: &str, values: &[(&str, Value)]) -> Result<ShownChart, LeftOut> {
        let form: Form =
            toml::from_str(&format!("{FORM}\n[[chart]]\nid = 'c'\ntitle = 'Cơ cấu'\ntable = 't'\n{keys}")).unwrap();
        assert_eq!(form.problems(), []);
        let figures = values.iter().map(|(address, value)| {
            let figure = Figure { value: value.clone(), origin: Origin::default() };
            (Address::parse(address).unwrap(), figure)
        });
        let submission = Submission { figures: figures.collect(), ..Submission::default() };
        chart(&form.charts[0], &form.tables[0], &Figures::complete(&form, &submission))
    }

    fn number(n: i64) -> Value {
        Value::Number(n.into())
    }

    fn values(chart: &ShownChart) -> Vec<Vec<Option<&str>>> {
        chart.series.iter().map(|series| series.points.iter().map(|point| point.value.as_deref()).collect()).collect()
    }

    #[test]
    fn columns_are_series_over_rows_or_the_other_way_round() {
        let given = [("t.a.x", number(1200)), ("t.a.y", number(2)), ("t.b.x", Value::Nil), ("t.all.x", number(9))];
        let chart = drawn("columns = ['x', 'y']", &given).unwrap();
        assert_eq!(
            (chart.categories.as_slice(), chart.unit.as_str()),
            (&["A".to_owned(), "B".to_owned()][..], "người")
        );
        assert_eq!(chart.series.iter().map(|series| &*series.name).collect::<Vec<_>>(), ["Nam", "Nữ"]);
        // Totals stay out; nil is zero, what was not reported is a gap.
        assert_eq!(values(&chart), [[Some("1200"), Some("0")], [Some("2"), None]]);
        assert_eq!(chart.series[0].points[0].address, "t.a.x");
        assert_eq!(chart.series[0].points[0].text, "1.200");
        let turned = drawn("columns = ['x', 'y']\ncategories = 'columns'", &given).unwrap();
        assert_eq!(turned.categories, ["Nam", "Nữ"]);
        assert_eq!(values(&turned), [[Some("1200"), Some("2")], [Some("0"), None]]);
    }

    #[test]
    fn the_numbers_stand_in_the_words_too() {
        let given = [("t.a.x", number(1200)), ("t.a.y", number(2)), ("t.b.x", Value::Nil)];
        let sentence = "Đơn vị tính: người. A: Nam 1.200, Nữ 2; B: Nam không phát sinh, Nữ chưa có số liệu.";
        let chart = drawn("columns = ['x', 'y']", &given).unwrap();
        assert_eq!(chart.alt, format!("Biểu đồ cột: Cơ cấu. {sentence}"));
        let own = drawn("columns = ['x', 'y']\nalt = 'Nam nhiều hơn nữ.'", &given).unwrap();
        assert_eq!((&*own.alt, &*own.text), ("Nam nhiều hơn nữ.", sentence));
    }

    #[test]
    fn columns_that_are_called_alike_are_told_apart() {
        let chart = drawn("columns = ['y', 'z']", &[("t.a.y", number(1))]).unwrap();
        assert_eq!(chart.series[1].name, "Cán bộ: Nữ");
    }

    #[test]
    fn a_chart_without_anything_to_show_is_left_out() {
        assert_eq!(drawn("columns = ['x']", &[("t.a.y", number(1))]), Err(NO_FIGURES));
        assert_eq!(drawn("columns = ['x']\nkind = 'pie'", &[("t.a.x", number(-1))]), Err(BELOW_ZERO));
        assert_eq!(drawn("columns = ['x']\nkind = 'pie'", &[("t.a.x", Value::Nil)]), Err(ALL_ZERO));
        assert!(drawn("columns = ['x']", &[("t.a.x", Value::Nil)]).is_ok(), "a bar of zero says something");
    }
}
