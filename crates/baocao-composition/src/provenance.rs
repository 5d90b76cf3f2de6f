use std::collections::BTreeMap;

use baocao_document::{Provenance, Source};
use baocao_model::{Completed, Origin};

use crate::Input;
use crate::table::shown_computation;

/// Where each figure of the form comes from.
pub fn provenance(input: &Input<'_>) -> BTreeMap<String, Provenance> {
    let given = |address: &baocao_model::Address| {
        let of_units = input.lower_units.and_then(|units| units.contributions.get(address));
        of_units.cloned().unwrap_or_default()
    };
    let entry = |(address, figure): (&baocao_model::Address, &Completed)| {
        let computation = input.figures.computation(address);
        if figure.origin.is_none() && computation.is_none() {
            return None;
        }
        let (table, row, column) = input.form.locate(address)?;
        let provenance = Provenance {
            label: format!("{} – {} – {}", table.title, row.label, column.label),
            source: figure.origin.as_ref().map(source),
            computation: computation.as_ref().map(shown_computation),
            contributions: given(address),
        };
        Some((address.to_string(), provenance))
    };
    input.figures.iter().filter_map(entry).collect()
}

/// The file's own name: a document does not tell where on someone's machine the report lay.
fn source(origin: &Origin) -> Source {
    let file = origin.file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    Source { file, line: origin.line, column: origin.column, sheet: origin.sheet.clone(), cell: origin.cell.clone() }
}
