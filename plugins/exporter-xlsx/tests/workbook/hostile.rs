use baocao_exporter::specimen::{first_table_mut, specimen};
use baocao_exporter::{Block, Cell, Inline, Row, RowKind};
use calamine::Reader as _;

use crate::reading::{assert_holds_all, book};

#[test]
fn hostile_text_stays_text() {
    let mut document = specimen();
    let hostile = [
        "=HYPERLINK(\"http://example.invalid\";\"x\")",
        "+1+1",
        "@SUM(A1)",
        "-2+3",
        "\t=1+1",
        "\r@SUM(A1)",
        "<&>\"' ]]> _x0041_ \u{1}\u{7}",
        &"ữ".repeat(300),
        "😀 \u{202E}abc",
        "http://example.invalid/",
    ];
    for text in hostile {
        document.body.push(Block::Paragraph(baocao_exporter::Paragraph {
            content: vec![Inline::text(text)],
            role: Default::default(),
        }));
        document.envelope.recipients.push(text.to_owned());
        let units = document.lower_units.as_mut().unwrap();
        units.units[1].name = text.to_owned();
        units.units[1].submitted_at = Some(text.to_owned());
        document.findings[0].message = text.to_owned();
        let given = &mut document.provenance.get_mut("inspections.charter.lower_level").unwrap().contributions[1];
        given.contributions[0].value = text.to_owned();
        let table = first_table_mut(&mut document);
        table.notes.push(text.to_owned());
        table.rows.push(Row {
            id: String::new(),
            kind: RowKind::Data,
            cells: vec![Cell::words("9"), Cell::words(text), Cell::words(text)],
        });
    }
    let table = first_table_mut(&mut document);
    table.caption = "'=Biểu [1]: */?\\'".repeat(9);
    table.header[0][0].text = "=1+1".to_owned();
    assert_holds_all(&document);
    let mut book = book(&document);
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        for (.., formula) in formulas.used_cells().filter(|(.., formula)| !formula.is_empty()) {
            assert!(formula.starts_with("SUM(") || formula.starts_with("ROUND("), "{formula}");
        }
    }
}
