use baocao_exporter::specimen::{first_table_mut, specimen};
use baocao_exporter::{Block, Chart, ChartKind, Document, Value};
use calamine::Data;

use crate::reading::{assert_holds_all, book, bytes, cells, part};

#[test]
fn a_chart_shows_the_cells_of_its_table() {
    let workbook = bytes(&specimen());
    let chart = part(workbook.clone(), "xl/charts/chart1.xml");
    let sheet = "'Biểu 1. Công tác kiểm tra, giám'";
    for cells in ["$B$7:$B$8", "$D$7:$D$8", "$E$7:$E$8"] {
        assert!(chart.contains(&format!("<c:f>{sheet}!{cells}</c:f>")), "{cells} in {chart}");
    }
    for words in
        ["Biểu đồ 1. Số cuộc kiểm tra theo cấp", "Cùng cấp", "cuộc", "[$-42A]#,##0", "<c:barChart>", "<a:pattFill"]
    {
        assert!(chart.contains(words), "{words} in {chart}");
    }
    assert!(chart.contains(r#"<c:dispBlanksAs val="gap"/>"#), "{chart}");
    let drawing = part(workbook, "xl/drawings/drawing1.xml");
    assert!(drawing.contains("descr=\"Biểu đồ cột: Số cuộc kiểm tra theo cấp."), "{drawing}");
}

#[test]
fn a_chart_whose_figures_no_table_has_gets_a_sheet_of_its_own() {
    let document = specimen();
    let chart = part(bytes(&document), "xl/charts/chart2.xml");
    let sheet = "'Biểu đồ 2. Tỷ trọng các cuộc'";
    assert!(chart.contains(&format!("<c:f>{sheet}!$A$5:$A$7</c:f>")), "{chart}");
    assert!(chart.contains(&format!("<c:f>{sheet}!$B$5:$B$7</c:f>")) && chart.contains("<c:pieChart>"), "{chart}");
    let cells = cells(&mut book(&document));
    let cell = |row, column| cells.get(&(sheet.trim_matches('\'').to_owned(), row, column));
    assert_eq!(cell(4, 1), Some(&Data::Float(626.0)));
    // A missing value is no text either: spreadsheets draw text as zero.
    assert_eq!(cell(6, 1), None);
    assert_eq!(cell(6, 0), Some(&Data::String("Đánh giá chung".to_owned())));
}

#[test]
fn lying_bars_read_from_top_to_bottom() {
    let mut document = specimen();
    let chart = body_chart(&mut document);
    let name = "Kiểm tra công tác quản lý tài chính, tài sản công đoàn các cấp trong toàn tỉnh và các ngành";
    chart.categories = (0..6).map(|n| format!("{name} {n}")).collect();
    let chart = part(bytes(&document), "xl/charts/chart1.xml");
    let (_, axis) = chart.split_once("<c:catAx>").unwrap();
    let (axis, values) = axis.split_once("</c:catAx>").unwrap();
    assert!(chart.contains(r#"<c:barDir val="bar"/>"#) && axis.contains(r#"<c:orientation val="maxMin"/>"#), "{axis}");
    assert!(values.contains(r#"<c:orientation val="minMax"/>"#) && values.contains(">cuộc<"), "{values}");
}

#[test]
fn a_chart_with_a_gap_that_its_table_prints_leaves_the_table() {
    let mut document = specimen();
    let cell = &mut first_table_mut(&mut document).rows[2].cells[3];
    (cell.text, cell.value) = ("…".to_owned(), Some(Value::Blank));
    let chart = body_chart(&mut document);
    chart.series[0].points[1].value = None;
    let chart = part(bytes(&document), "xl/charts/chart1.xml");
    assert!(chart.contains("<c:f>'Biểu đồ 1. Số cuộc kiểm tra'!$B$5:$B$6</c:f>"), "{chart}");
}

#[test]
fn hostile_charts_are_written_and_stay_words() {
    let mut document = specimen();
    let chart = body_chart(&mut document).clone();
    for (n, name) in ["=1+1", "'X'!A1", "=(Sheet1!$A$1)", "", "<&>\"'", "\u{1}x"].into_iter().enumerate() {
        let mut own = chart.clone();
        own.id = name.to_owned();
        own.caption = name.to_owned();
        own.unit = name.to_owned();
        own.alt = name.repeat(200);
        own.categories[0] = name.to_owned();
        own.series[0].name = name.to_owned();
        own.series[1].points.truncate(n % 2);
        own.kind = [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line, ChartKind::Pie][n % 4];
        document.body.push(Block::Chart(own));
    }
    let empty = Chart { categories: Vec::new(), series: Vec::new(), ..chart };
    document.body.push(Block::Chart(empty));
    assert_holds_all(&document);
}

fn body_chart(document: &mut Document) -> &mut Chart {
    document.body.iter_mut().find_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None }).unwrap()
}
