use baocao_exporter::specimen::{first_table_mut, specimen};
use baocao_exporter::{Computation, Operator, RowKind, Table, Value};
use calamine::Data;
use calamine::Reader as _;

use crate::reading::{book, tables, texts};

/// Numbers are numbers, computed ones are formulas, and both hold the document's value.
#[test]
fn figures_are_typed_and_totals_are_live() {
    let document = specimen();
    let mut book = book(&document);
    let names = book.sheet_names();
    let mut formulas = 0;
    for (table, name) in tables(&document).iter().zip(&names[2..]) {
        let range = book.worksheet_range(name).unwrap();
        let formula = book.worksheet_formula(name).unwrap();
        let first = first_row(&range, table);
        for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.kind != RowKind::Section) {
            for (column, cell) in row.cells.iter().enumerate() {
                let at = (first + index as u32, column as u32);
                let found = range.get_value(at).cloned().unwrap_or(Data::Empty);
                match &cell.value {
                    Some(Value::Number { number }) => {
                        assert_eq!(found, Data::Float(number.parse().unwrap()), "{name} {at:?}");
                        let live = formula.get_value(at).is_some_and(|text| !text.is_empty());
                        assert_eq!(live, cell.computation.is_some(), "{name} {at:?}");
                        formulas += usize::from(live);
                    }
                    _ if cell.text.is_empty() => assert_eq!(found, Data::Empty),
                    _ => assert_eq!(found, Data::String(cell.text.clone()), "{name} {at:?}"),
                }
            }
        }
    }
    assert!(formulas > 90, "{formulas}");
}

fn first_row(range: &calamine::Range<Data>, table: &Table) -> u32 {
    let label = Data::String(table.rows[1].cells[1].text.clone());
    let (row, ..) = range.used_cells().find(|(.., value)| **value == label).unwrap();
    range.start().unwrap().0 + row as u32 - 1
}

#[test]
fn formulas_name_their_operands() {
    let document = specimen();
    let mut book = book(&document);
    let formula = book.worksheet_formula("Biểu 1. Công tác kiểm tra, giám").unwrap();
    let all: Vec<_> = formula.used_cells().map(|(.., text)| text.as_str()).collect();
    assert!(all.contains(&"SUM(D7:E7)"), "{all:?}");
    assert!(all.contains(&"ROUND(D7*100/C7,1)"), "{all:?}");
}

#[test]
fn a_formula_that_would_show_another_value_is_not_written() {
    let mut document = specimen();
    let cell = &mut first_table_mut(&mut document).rows[1].cells[2];
    cell.value = Some(Value::Number { number: "627".to_owned() });
    cell.text = "627".to_owned();
    let mut book = book(&document);
    let name = &book.sheet_names()[2];
    let formulas = book.worksheet_formula(name).unwrap();
    assert_eq!(formulas.get_value((6, 2)).map_or("", String::as_str), "");
    assert_eq!(book.worksheet_range(name).unwrap().get_value((6, 2)), Some(&Data::Float(627.0)));
}

#[test]
fn sums_reach_over_sheets_and_never_into_themselves() {
    let mut document = specimen();
    let wanted = ["annex_inspections.charter.total", "annex_inspections.finance.total"].map(str::to_owned);
    let sum = |operands: &[String]| {
        Some(Computation { operator: Operator::Sum, operands: operands.to_vec(), subtracted: Vec::new() })
    };
    let rows = &mut first_table_mut(&mut document).rows;
    rows[4].cells[2].computation = sum(&wanted);
    rows[4].cells[3].computation = sum(&["inspections.sum.same_level".to_owned()]);
    let mut book = book(&document);
    let name = &book.sheet_names()[2];
    let formulas = book.worksheet_formula(name).unwrap();
    let over = formulas.get_value((9, 2)).unwrap();
    assert!(over.starts_with("SUM('Biểu 2. Số cuộc kiểm tra theo'!C"), "{over}");
    assert_eq!(formulas.get_value((9, 3)).map_or("", String::as_str), "");
}

#[test]
fn numbers_too_long_for_a_spreadsheet_stay_exact() {
    let mut document = specimen();
    let cell = &mut first_table_mut(&mut document).rows[1].cells[3];
    cell.text = "12.345.678.901.234.567,89".to_owned();
    cell.value = Some(Value::Number { number: "12345678901234567.89".to_owned() });
    assert!(texts(&mut book(&document)).contains("12.345.678.901.234.567,89"));
}
