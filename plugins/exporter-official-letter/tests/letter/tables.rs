use baocao_exporter::specimen::specimen;
use baocao_exporter::{Align, Block, Cell, Document, HeaderCell, Row, RowKind, Table};

use crate::opened::{Letter, Node, letter};

#[test]
fn merged_headers_are_merged() {
    let letter = letter(&specimen());
    let rows = inspections(&letter).all("w:tr");
    let cells = |row: &Node| -> Vec<(String, String, String)> {
        let cells = row.all("w:tc");
        cells.iter().map(|c| (c.words(), c.value("w:gridSpan", "w:val"), c.value("w:vMerge", "w:val"))).collect()
    };
    let [cell, merged] =
        ["restart", "continue"].map(|merge| move |text: &str| (text.to_owned(), String::new(), merge.to_owned()));
    let plain = |text: &str, span: &str| (text.to_owned(), span.to_owned(), String::new());
    assert_eq!(
        cells(rows[0]),
        [cell("TT"), cell("Nội dung"), cell("Tổng số"), plain("Trong đó", "2"), cell("Tỷ lệ cùng cấp")]
    );
    assert_eq!(
        cells(rows[1]),
        [merged(""), merged(""), merged(""), plain("Cùng cấp", ""), plain("Cấp dưới", ""), merged("")]
    );
    assert_eq!(cells(rows[2]), [plain("A. Kiểm tra", "6")]);
}

#[test]
fn headers_are_repeated_and_rows_stay_whole() {
    let letter = letter(&specimen());
    let rows = inspections(&letter).all("w:tr");
    let repeated: Vec<bool> = rows.iter().map(|row| row.find("w:tblHeader").is_some()).collect();
    assert_eq!(repeated, [true, true, false, false, false, false, false]);
    assert!(rows.iter().all(|row| row.find("w:cantSplit").is_some()));
}

#[test]
fn every_row_fills_the_grid() {
    let letter = letter(&specimen());
    for table in letter.document().all("w:tbl") {
        let grid: Vec<i64> = table.all("w:gridCol").iter().map(|c| c.attribute("w:w").parse().unwrap()).collect();
        for row in table.all("w:tr") {
            let spans: i64 = row.all("w:tc").iter().map(|c| c.value("w:gridSpan", "w:val").parse().unwrap_or(1)).sum();
            let widths: i64 = row.all("w:tc").iter().map(|c| c.number("w:tcW", "w:w")).sum();
            assert_eq!((spans, widths), (grid.len() as i64, grid.iter().sum()), "{}", row.words());
        }
    }
}

#[test]
fn totals_and_sections_are_bold_and_columns_aligned() {
    let letter = letter(&specimen());
    let rows = inspections(&letter).all("w:tr");
    let bold: Vec<bool> = rows[2..].iter().map(|row| row.find("w:b").is_some()).collect();
    assert_eq!(bold, [true, false, false, false, true]);
    let cells = rows[3].all("w:tc");
    let align = cells.iter().map(|cell| letter.style(&cell.value("w:pStyle", "w:val")).value("w:jc", "w:val"));
    assert_eq!(align.collect::<Vec<_>>(), ["center", "left", "right", "right", "right", "right"]);
}

#[test]
fn what_belongs_to_a_table_stays_with_it() {
    let letter = letter(&specimen());
    for (words, style) in [("Biểu 1. Công tác", "Caption"), ("Đơn vị tính: cuộc", "TableUnit")] {
        assert_eq!(letter.paragraph(words).value("w:pStyle", "w:val"), style);
        assert!(letter.style(style).find("w:keepNext").is_some());
    }
    let kept: Vec<bool> = inspections(&letter).all("w:tr").iter().map(|row| row.find("w:keepNext").is_some()).collect();
    // Header, section heading, the row before the total, and the total because a note follows.
    assert_eq!(kept, [true, true, true, false, false, true, true]);
    assert_eq!(letter.paragraph("Số liệu tính đến").value("w:pStyle", "w:val"), "TableNote");
}

#[test]
fn tables_that_follow_each_other_stay_apart() {
    let mut document = specimen();
    let table = bare_table();
    document.body = vec![Block::Table(table.clone()), Block::PageBreak, Block::Table(table)];
    let letter = letter(&document);
    let body = &letter.document().find("w:body").unwrap().children;
    let touching = body.windows(2).any(|pair| pair.iter().all(|node| node.name == "w:tbl"));
    assert!(!touching, "Word joins tables that touch");
    assert_eq!(letter.document().all("w:pageBreakBefore").len(), 1);
}

#[test]
fn a_header_that_does_not_fit_its_grid_is_still_shown() {
    let cell = |text: &str, column, colspan, rowspan| HeaderCell { text: text.to_owned(), column, colspan, rowspan };
    let mut table = bare_table();
    table.header = vec![vec![cell("Đè", 0, 2, 3), cell("Lên", 1, 1, 1)], vec![cell("Dưới", 0, 1, 1)]];
    table.rows[0].cells.push(Cell::words("Thừa"));
    let mut document = specimen();
    document.body = vec![Block::Table(table)];
    let letter = letter(&document);
    let lines = letter.lines();
    for text in ["Đè", "Lên", "Dưới", "Thừa"] {
        assert!(lines.iter().any(|line| line == text), "{text}");
    }
}

#[test]
fn spans_that_do_not_fit_are_cut() {
    let mut table = bare_table();
    let wide = |text: &str| Cell { colspan: usize::MAX, ..Cell::words(text) };
    table.rows = vec![Row { cells: vec![wide("Rộng"), wide("Sau")], ..data_row("") }, data_row("Hẹp")];
    let mut document = specimen();
    document.body = vec![Block::Table(table)];
    let letter = letter(&document);
    let rows = letter.document().all("w:tbl")[1].all("w:tr");
    let cells: Vec<usize> = rows.iter().map(|row| row.all("w:tc").len()).collect();
    assert_eq!(cells, [2, 2]);
    assert_eq!(rows[0].words(), "RộngSau");
}

#[test]
fn a_table_of_a_thousand_rows_is_written_whole() {
    let letter = letter(&thousand_rows());
    let rows = letter.document().all("w:tbl")[1].all("w:tr").len();
    assert_eq!(rows, 1_001);
}

pub fn thousand_rows() -> Document {
    let mut document = specimen();
    let mut table = bare_table();
    table.header = vec![vec![HeaderCell { text: "Nội dung".to_owned(), column: 0, colspan: 1, rowspan: 1 }]];
    table.rows = (0..1_000).map(|number| data_row(&format!("Dòng {number}"))).collect();
    document.body = vec![Block::Table(table)];
    document
}

fn bare_table() -> Table {
    let format = baocao_exporter::Format::default();
    let column = |id: &str| baocao_exporter::Column {
        id: id.to_owned(),
        label: id.to_owned(),
        format,
        align: Align::Left,
        width: 1.0,
    };
    Table {
        id: "bare".to_owned(),
        caption: String::new(),
        unit: String::new(),
        columns: vec![column("label")],
        header: Vec::new(),
        rows: vec![data_row("Một")],
        notes: Vec::new(),
    }
}

fn data_row(text: &str) -> Row {
    Row { id: text.to_owned(), kind: RowKind::Data, cells: vec![Cell::words(text)] }
}

fn inspections(letter: &Letter) -> &Node {
    letter.document().all("w:tbl")[1]
}
