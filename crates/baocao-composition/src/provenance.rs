use std::collections::BTreeMap;

use baocao_document::{EarlierValue, PassedCheck, Provenance, Source};
use baocao_model::{Address, Column, Figures, Form, Origin, Row, Table};

use crate::figure_text::in_table;
use crate::table::shown_computation;
use crate::{Input, PassedRule};

/// Where each figure of the form comes from.
pub fn provenance(input: &Input<'_>) -> BTreeMap<String, Provenance> {
    let given = |address: &Address| {
        let of_units = input.lower_units.and_then(|units| units.contributions.get(address));
        of_units.cloned().unwrap_or_default()
    };
    let of_unit = |address: &Address| input.lower_units.and_then(|units| units.sources.get(address)).cloned();
    let catalogue = input.figures.catalogue();
    let mut passed = passed_by_figure(input);
    let places: Vec<(&Table, &Row, &Column)> = input.form.figures().collect();
    let entry = |(key, number): (String, usize)| {
        let (address, figure) = (catalogue.address(number), input.figures.numbered(number));
        let computation = shown_computation(catalogue, number);
        if figure.origin.is_none() && computation.is_none() {
            return None;
        }
        let (table, row, column) = places[number];
        let provenance = Provenance {
            label: [&*table.title, &row.label, &column.label].join(" – "),
            source: figure.origin.as_ref().map(|origin| of_unit(address).unwrap_or_else(|| source_of(origin))),
            computation,
            contributions: given(address),
            earlier: earlier(input, address, row, column),
            passed: std::mem::take(&mut passed[number]),
        };
        Some((key, provenance))
    };
    // The map is made of entries in order: keys are moved about more cheaply than what they stand for.
    let mut keys: Vec<(String, usize)> =
        catalogue.addresses().iter().enumerate().map(|(number, address)| (address.to_string(), number)).collect();
    keys.sort_unstable();
    keys.into_iter().filter_map(entry).collect()
}

/// The figure in the reports that this one is compared with.
fn earlier(input: &Input<'_>, address: &Address, row: &Row, column: &Column) -> Vec<EarlierValue> {
    let value = |period: &str, figures: Option<&Figures>| {
        let figure = figures?.get(address).filter(|figure| !figure.value.is_blank())?;
        Some(EarlierValue { period: period.to_owned(), text: in_table(column, row, figure) })
    };
    let earlier = [value("Kỳ trước", input.previous), value("Cùng kỳ năm trước", input.same_period_last_year)];
    earlier.into_iter().flatten().collect()
}

/// What each figure agrees with. The figure that a rule is about is told all others, and each of them is told of it: a total
/// of many parts would else be written out as often as it has parts.
///
/// In the order of the figures' numbers.
fn passed_by_figure(input: &Input<'_>) -> Vec<Vec<PassedCheck>> {
    let catalogue = input.figures.catalogue();
    let mut passed = vec![Vec::new(); catalogue.len()];
    for rule in input.passed {
        let Some((about, others)) = rule.figures.split_first() else { continue };
        let text = holds(rule, input.form);
        let mut tell = |figure: usize, others: &[usize]| {
            let addresses = others.iter().map(|other| catalogue.address(*other).to_string()).collect();
            passed[figure].push(PassedCheck { rule: rule.rule.clone(), text: text.clone(), addresses });
        };
        tell(*about, others);
        others.iter().for_each(|figure| tell(*figure, &[*about]));
    }
    passed
}

/// What holds, in words.
fn holds(passed: &PassedRule, form: &Form) -> String {
    let declared = match &*passed.rule {
        "total-differs-from-parts" => "tổng bằng các phần cộng lại",
        "partition-differs-from-whole" => "các phần chia ra cộng lại bằng số chung",
        "carried-forward-differs" => "số đầu kỳ bằng số chuyển sang",
        "evaluation-differs-from-result" => "đánh giá đúng với kết quả và chỉ tiêu",
        "percent-differs-from-ratio" => "tỷ lệ đúng với tử số và mẫu số",
        "part-exceeds-whole" => "phần không lớn hơn số chung",
        _ => "",
    };
    match form.rules.iter().find(|rule| rule.id == passed.rule) {
        Some(rule) if declared.is_empty() => format!("quy tắc của mẫu: {}", rule.check),
        _ => declared.to_owned(),
    }
}

/// Where a figure came from, with the file's own name: a document does not tell where on someone's machine the report lay.
pub fn source_of(origin: &Origin) -> Source {
    let file = origin.file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    Source { file, line: origin.line, column: origin.column, sheet: origin.sheet.clone(), cell: origin.cell.clone() }
}
