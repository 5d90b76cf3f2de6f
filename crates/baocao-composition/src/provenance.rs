use std::collections::BTreeMap;

use baocao_document::{EarlierValue, PassedCheck, Provenance, Source};
use baocao_model::{Address, Column, Completed, Figures, Form, Origin, Row};

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
    let mut passed = passed_by_figure(input);
    let entry = |(address, figure): (&Address, &Completed)| {
        let computation = input.figures.computation(address);
        if figure.origin.is_none() && computation.is_none() {
            return None;
        }
        let (table, row, column) = input.form.locate(address)?;
        let provenance = Provenance {
            label: format!("{} – {} – {}", table.title, row.label, column.label),
            source: figure.origin.as_ref().map(|origin| of_unit(address).unwrap_or_else(|| source_of(origin))),
            computation: computation.as_ref().map(shown_computation),
            contributions: given(address),
            earlier: earlier(input, address, row, column),
            passed: passed.remove(address).unwrap_or_default(),
        };
        Some((address.to_string(), provenance))
    };
    input.figures.iter().filter_map(entry).collect()
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
fn passed_by_figure(input: &Input<'_>) -> BTreeMap<Address, Vec<PassedCheck>> {
    let mut passed: BTreeMap<Address, Vec<PassedCheck>> = BTreeMap::new();
    for rule in input.passed {
        let Some((about, others)) = rule.figures.split_first() else { continue };
        let text = holds(rule, input.form);
        let mut tell = |figure: &Address, others: &[&Address]| {
            let addresses = others.iter().map(ToString::to_string).collect();
            let check = PassedCheck { rule: rule.rule.clone(), text: text.clone(), addresses };
            passed.entry(figure.clone()).or_default().push(check);
        };
        tell(about, &others.iter().collect::<Vec<_>>());
        others.iter().for_each(|figure| tell(figure, &[about]));
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
