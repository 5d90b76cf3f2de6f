use baocao_document::{Align, Block, Cell, Column, Format, Row, RowKind, Table, specimen};

use crate::reading::{laid_out, layout_text, letter, lines, page_text, points, rules, texts};

fn table(rows: usize) -> Table {
    let document = specimen::specimen();
    let mut table = document
        .annexes
        .iter()
        .flat_map(|annex| &annex.blocks)
        .find_map(|block| match block {
            Block::Table(table) => Some(table.clone()),
            _ => None,
        })
        .expect("the specimen has a table in an annex");
    let model = table.rows[1].clone();
    table.rows = (0..rows)
        .map(|n| {
            let mut row = model.clone();
            row.cells[0].text = format!("số{n}");
            row.cells[1].text = format!("Dòng {n} của bảng");
            row
        })
        .collect();
    table
}

fn row(cells: &[&str]) -> Row {
    Row { id: "r".into(), kind: RowKind::Data, cells: cells.iter().map(|text| Cell::words(*text)).collect() }
}

fn plain(columns: usize, rows: Vec<Row>) -> Table {
    let column = Column {
        id: "c".into(),
        label: "c".into(),
        format: Format::default(),
        align: Align::Left,
        width: 1.0 / columns as f64,
    };
    Table {
        id: "t".into(),
        caption: String::new(),
        unit: String::new(),
        columns: vec![column; columns],
        header: Vec::new(),
        rows,
        notes: Vec::new(),
    }
}

#[test]
fn the_header_and_the_caption_are_repeated_on_every_page() {
    let layout = laid_out(&letter(vec![Block::Table(table(150))]));
    let pages: Vec<String> = layout.pages.iter().map(page_text).filter(|text| text.contains(" của bảng")).collect();
    assert!(pages.len() > 3);
    for (at, page) in pages.iter().enumerate() {
        assert_eq!(page.matches("Tổng số").count(), 1, "page {at}");
        assert_eq!(page.matches("Cùng cấp").count(), 1, "page {at}");
        assert_eq!(page.contains("Số cuộc kiểm tra theo đơn vị (tiếp theo)"), at > 0, "page {at}");
        assert_eq!(page.matches("Số cuộc kiểm tra theo đơn vị").count(), 1, "page {at}");
    }
    let all = layout_text(&layout);
    for n in 0..150 {
        assert_eq!(all.matches(&format!("số{n} Dòng {n} của bảng")).count(), 1, "row {n}");
    }
}

#[test]
fn the_caption_stays_with_the_first_row_and_the_notes_with_the_last() {
    for before in 0..45 {
        let mut body: Vec<Block> = (0..before).map(|n| crate::reading::text(format!("dòng {n}"))).collect();
        body.push(Block::Table(table(3)));
        let layout = laid_out(&letter(body));
        let find = |words: &str| layout.pages.iter().position(|page| page_text(page).contains(words)).unwrap();
        assert_eq!(find("Số cuộc kiểm tra theo đơn vị"), find("Dòng 0 của bảng"), "{before} lines before");
        assert_eq!(find("Số liệu tính đến"), find("Dòng 2 của bảng"), "{before} lines before");
    }
}

#[test]
fn a_total_does_not_start_a_page_and_a_heading_does_not_end_one() {
    for before in 0..45 {
        let mut body: Vec<Block> = (0..before).map(|n| crate::reading::text(format!("dòng {n}"))).collect();
        let mut rows: Vec<Row> = (0..4).map(|n| row(&["x", &format!("hàng{n}")])).collect();
        rows[2] = Row { kind: RowKind::Section, ..row(&["", "mục"]) };
        rows.push(Row { kind: RowKind::Total, ..row(&["", "Cộng"]) });
        body.push(Block::Table(plain(2, rows)));
        let layout = laid_out(&letter(body));
        let find = |words: &str| layout.pages.iter().position(|page| page_text(page).contains(words)).unwrap();
        assert_eq!(find("mục"), find("hàng3"), "{before} lines before");
        assert_eq!(find("Cộng"), find("hàng3"), "{before} lines before");
    }
}

#[test]
fn a_row_does_not_break_over_pages() {
    let cell = "nhiều chữ trong một ô ".repeat(12);
    let rows = (0..40).map(|n| row(&[&format!("đầu{n} {cell} cuối{n}"), "x"])).collect();
    let layout = laid_out(&letter(vec![Block::Table(plain(2, rows))]));
    for n in 0..40 {
        let pages = layout.pages.iter().map(page_text);
        assert_eq!(
            pages.filter(|page| page.contains(&format!("đầu{n} ")) && page.contains(&format!("cuối{n} "))).count(),
            1
        );
    }
}

#[test]
fn a_row_taller_than_a_page_is_cut_without_loss() {
    let words: Vec<String> = (0..4000).map(|n| format!("từ{n}")).collect();
    let layout = laid_out(&letter(vec![Block::Table(plain(2, vec![row(&[&words.join(" "), "bên cạnh"])]))]));
    let all = layout_text(&layout);
    assert!(words.iter().all(|word| all.contains(word.as_str())) && all.contains("bên cạnh"));
    for page in &layout.pages {
        let lowest = lines(page).iter().map(|line| line.baseline).fold(0.0, f64::max);
        assert!(lowest <= points(297.0 - 20.0), "{lowest}");
        assert!(rules(page).all(|rule| rule.y1 <= points(297.0 - 20.0) + 0.5));
    }
}

#[test]
fn cells_stand_within_their_columns() {
    let layout = laid_out(&letter(vec![Block::Table(table(5))]));
    let page = &layout.pages[0];
    let mut edges: Vec<f64> = rules(page).filter(|rule| rule.x0 == rule.x1).map(|rule| rule.x0).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    assert_eq!(edges.len(), 7, "{edges:?}");
    assert!((edges[0] - points(30.0)).abs() < 0.01 && (edges[6] - points(195.0)).abs() < 0.01, "{edges:?}");
    for text in texts(page).filter(|text| text.text.contains("của bảng")) {
        assert!(text.x > edges[1] && text.x + crate::reading::width(text) < edges[2]);
    }
    for text in texts(page).filter(|text| text.text == "626") {
        assert!((edges[3] - text.x - crate::reading::width(text)).abs() < 6.0, "numbers stand on the right");
    }
}

#[test]
fn numbers_are_not_cut_where_other_columns_have_room() {
    let mut table = plain(6, vec![row(&["x", "x", "4.067.150.000", "x", "x", "x"])]);
    table.columns.iter_mut().for_each(|column| column.width = 0.19);
    table.columns[2].width = 0.05;
    let layout = laid_out(&letter(vec![Block::Table(table)]));
    assert!(texts(&layout.pages[0]).any(|text| text.text == "4.067.150.000"));
}

#[test]
fn a_table_too_wide_for_its_numbers_shrinks_its_text() {
    let number = "4.067.150.000";
    let layout = laid_out(&letter(vec![Block::Table(plain(8, vec![row(&[number; 8])]))]));
    let sizes: Vec<f64> = texts(&layout.pages[0]).filter(|text| text.text == number).map(|text| text.size).collect();
    assert_eq!(sizes.len(), 8, "no number is cut");
    assert!(sizes[0] < 12.0 && sizes[0] >= 8.0, "{}", sizes[0]);
}

#[test]
fn totals_and_headings_within_the_table_are_bold() {
    let layout = laid_out(&specimen::specimen());
    for words in ["A. Kiểm tra", "Cộng", "1.250"] {
        let bold =
            layout.pages.iter().flat_map(texts).filter(|text| text.text == words).all(|text| text.face.is_bold());
        assert!(bold, "{words}");
    }
}

#[test]
fn odd_tables_show_what_they_have() {
    let tables = [
        plain(1, Vec::new()),
        plain(2, vec![row(&["a", "b", "ô thừa"])]),
        plain(3, vec![row(&["ô thiếu"])]),
        Table { columns: Vec::new(), ..plain(1, vec![row(&["không cột"])]) },
    ];
    let layout = laid_out(&letter(tables.into_iter().map(Block::Table).collect()));
    let all = layout_text(&layout);
    assert!(["ô thừa", "ô thiếu", "không cột"].iter().all(|words| all.contains(words)), "{all}");
}

#[test]
fn ten_thousand_rows_are_laid_out_in_seconds() {
    let start = std::time::Instant::now();
    let layout = laid_out(&letter(vec![Block::Table(table(10_000))]));
    assert!(layout.pages.len() > 250);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
