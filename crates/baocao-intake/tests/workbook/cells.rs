//! What stands in a cell, and what it is read as.

use baocao_model::{Language, Value, parse_number};

use crate::desk::{form, quarterly, read, written};
use crate::fill::{Parts, Put, addresses};

const COUNT: &str = "inspections.charter.same_level";
const MONEY: &str = "care.total.money";
const VISITS: &str = "care.visits.money";
const PERCENT: &str = "rates.launch.share";

fn text(text: &str) -> Put {
    Put::Text(text.to_owned())
}

fn number(digits: &str) -> Value {
    Value::Number(parse_number(digits).unwrap())
}

/// Puts something into a figure's cell and reads it back: the value, and what was found at that very cell.
fn reading(address: &str, put: &Put) -> (Value, Vec<&'static str>) {
    let (form, mut parts, at) = quarterly();
    let cell = &at[address];
    parts.put(cell, put);
    let read = read(&parts.bytes(), &form).unwrap();
    let expected = format!("{}!{}", cell.name, cell.cell);
    let codes = read.codes().into_iter().map(|(code, place)| {
        assert_eq!(place, expected, "{code} names another cell");
        code
    });
    (read.value(address), codes.collect())
}

#[test]
fn cells_are_read_rightly() {
    let cases = [
        (COUNT, Put::Number("626".into()), number("626")),
        (COUNT, Put::Number("0".into()), number("0")),
        (COUNT, text("02"), number("2")),
        (COUNT, text(" 626\u{a0}"), number("626")),
        (COUNT, text("1.234,5"), number("1234.5")),
        (COUNT, text("626 cuộc"), number("626")),
        (COUNT, text("không phát sinh"), Value::Nil),
        (COUNT, text("Không phát sinh "), Value::Nil),
        (COUNT, text("KHÔNG\u{a0}PHÁT  SINH"), Value::Nil),
        (COUNT, text("Kho\u{302}ng pha\u{301}t sinh"), Value::Nil),
        (COUNT, text("Không áp dụng"), Value::NotApplicable),
        (COUNT, text("   "), Value::Blank),
        (COUNT, Put::Formula("600+26", Some("626")), number("626")),
        (COUNT, Put::Number("0.30000000000000004".into()), number("0.3")),
        (COUNT, Put::Number("6.26E2".into()), number("626")),
        (VISITS, text("4.067.150.000 đ"), number("4067150000")),
        (VISITS, text("4.067.150.000 đồng"), number("4067150000")),
        (VISITS, text("4.067.150.000^d"), number("4067150000")),
        (PERCENT, text("90.6%"), number("90.6")),
        (PERCENT, text("90,6%"), number("90.6")),
        (PERCENT, Put::Number("90.6".into()), number("90.6")),
        (PERCENT, Put::Number("90.599999999999994".into()), number("90.6")),
    ];
    for (address, put, value) in cases {
        assert_eq!(reading(address, &put), (value, vec![]), "{put:?}");
    }
}

#[test]
fn what_cannot_be_told_is_a_finding_at_its_cell() {
    let cases = [
        (COUNT, text("1,234.5"), "number-ambiguous"),
        (COUNT, text("1,234"), "number-ambiguous"),
        (PERCENT, text("90.625%"), "number-ambiguous"),
        (COUNT, text("khoảng 50"), "cell-not-a-number"),
        (COUNT, text("KPS"), "cell-not-a-number"),
        (COUNT, text("-"), "cell-not-a-number"),
        (COUNT, text("x"), "cell-not-a-number"),
        (COUNT, text("50%"), "percent-not-asked"),
        (COUNT, text("50 người"), "unit-in-cell-differs"),
        (VISITS, text("5 triệu đồng"), "unit-in-cell-differs"),
        (COUNT, Put::Bool(true), "cell-is-a-truth-value"),
        (COUNT, Put::Error("#REF!"), "cell-is-an-error"),
        (COUNT, Put::Formula("1/0", Some("#DIV/0!")), "cell-is-an-error"),
        (COUNT, Put::Formula("B2+1", None), "formula-without-result"),
        (COUNT, Put::Date("2023-09-12"), "cell-is-a-date"),
        (COUNT, Put::Number("1E300".into()), "number-too-long"),
        (COUNT, Put::Number("12345678901234567890".into()), "number-too-long"),
    ];
    for (address, put, code) in cases {
        assert_eq!(reading(address, &put), (Value::Blank, vec![code]), "{put:?}");
    }
}

#[test]
fn a_share_below_one_is_read_as_it_stands_but_asked_about() {
    assert_eq!(reading(PERCENT, &Put::Number("0.906".into())), (number("0.906"), vec!["percent-doubtful"]));
}

#[test]
fn percent_formats_say_what_the_number_means() {
    let (form, mut parts, at) = quarterly();
    parts.put(&at[PERCENT], &Put::Number("0.906".into()));
    parts.put(&at[COUNT], &Put::Number("5".into()));
    parts.replace("xl/styles.xml", "General&quot;%&quot;", "0.0%");
    let as_percent = read(&parts.bytes(), &form).unwrap();
    assert_eq!((as_percent.value(PERCENT), as_percent.codes()), (number("90.6"), vec![]));
    // The same format on a count is a contradiction.
    parts.replace("xl/styles.xml", "formatCode=\"#,##0\"", "formatCode=\"0.00%\"");
    let as_percent = read(&parts.bytes(), &form).unwrap();
    let place = format!("{}!{}", at[COUNT].name, at[COUNT].cell);
    assert_eq!((as_percent.value(COUNT), as_percent.codes()), (Value::Blank, vec![("percent-not-asked", place)]));
}

#[test]
fn dates_in_number_cells_are_found() {
    let (form, mut parts, at) = quarterly();
    parts.put(&at[COUNT], &Put::Number("45181".into()));
    parts.replace("xl/styles.xml", "formatCode=\"#,##0\"", "formatCode=\"dd/mm/yyyy\"");
    let read = read(&parts.bytes(), &form).unwrap();
    assert_eq!(read.findings[0].code, "cell-is-a-date");
    assert!(read.findings[0].message(Language::Vietnamese).contains("12/9/2023"), "{:?}", read.findings);
}

#[test]
fn computed_cells_may_be_left_alone_or_overwritten() {
    let (form, mut parts, at) = quarterly();
    parts.put(&at["inspections.charter.same_level"], &Put::Number("621".into()));
    parts.put(&at["inspections.charter.lower_level"], &Put::Number("5".into()));
    let left = read(&parts.bytes(), &form).unwrap();
    let total = baocao_model::Address::parse("inspections.charter.total").unwrap();
    assert_eq!((left.figures().value(&total), left.codes()), (&number("626"), vec![]));
    parts.put(&at["inspections.charter.total"], &Put::Number("630".into()));
    let stated = read(&parts.bytes(), &form).unwrap();
    assert_eq!(stated.figures().value(&total), &number("630"), "a stated total is checked by the rules");
    assert!(stated.figures().get(&total).unwrap().origin.is_some());
    parts.put(&at["inspections.charter.total"], &Put::Formula("C7+D7+1", Some("627")));
    let altered = read(&parts.bytes(), &form).unwrap();
    assert_eq!(altered.figures().value(&total), &number("626"));
    let cell = &at["inspections.charter.total"];
    assert_eq!(altered.codes(), [("formula-differs", format!("{}!{}", cell.name, cell.cell))]);
}

#[test]
fn columns_of_words_take_words() {
    let form = form("union-congress");
    let bytes = written(&form);
    let at = addresses(&bytes);
    let mut parts = Parts::new(&bytes);
    let put = [
        ("resolution.d01.#label", text("§¹i héi c«ng ®oµn c¸c cÊp")),
        ("resolution.d01.measure", text(" lần ")),
        ("resolution.d01.target", text("Vững mạnh")),
        ("resolution.d01.result", text("1.234,5")),
        ("resolution.d02.#label", text("Coâng ñoaøn cô sôû")),
        ("resolution.d02.measure", Put::Number("2015".into())),
        ("resolution.d02.target", text("90,6%")),
        ("resolution.d02.result", text("1.234")),
    ];
    for (address, put) in &put {
        parts.put(&at[*address], put);
    }
    let read = read(&parts.bytes(), &form).unwrap();
    let labels: Vec<_> = read.form.table("resolution").unwrap().rows.iter().map(|row| &*row.label).collect();
    assert_eq!(labels, ["Đại hội công đoàn các cấp", "Công đoàn cơ sở"]);
    assert_eq!(read.value("resolution.d01.measure"), Value::Text("lần".into()));
    assert_eq!(read.value("resolution.d01.target"), Value::Text("Vững mạnh".into()));
    assert_eq!(read.value("resolution.d01.result"), number("1234.5"));
    assert_eq!(read.value("resolution.d02.measure"), Value::Text("2015".into()));
    assert_eq!(read.value("resolution.d02.target"), Value::Text("90,6%".into()));
    let place = |address: &str| format!("{}!{}", at[address].name, at[address].cell);
    let expected = [
        ("legacy-text", place("resolution.d01.#label")),
        ("legacy-text", place("resolution.d02.#label")),
        ("number-ambiguous", place("resolution.d02.result")),
    ];
    assert_eq!(read.codes(), expected);
    let note = read.findings[0].message(Language::Vietnamese);
    assert!(note.contains("§¹i héi") && note.contains("Đại hội") && note.contains("TCVN3"), "{note}");
}

#[test]
fn money_without_a_sheet_total_follows_from_its_parts() {
    let (form, mut parts, at) = quarterly();
    for (address, money) in [("care.classrooms.money", "650000000"), (VISITS, "31000000")] {
        parts.put(&at[address], &Put::Number(money.into()));
    }
    parts.put(&at["care.martyrs.money"], &text("không phát sinh"));
    let read = read(&parts.bytes(), &form).unwrap();
    assert_eq!(read.figures().value(&baocao_model::Address::parse(MONEY).unwrap()), &number("681000000"));
}
