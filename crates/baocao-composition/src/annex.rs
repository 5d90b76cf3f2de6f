use baocao_document::{Annex, Block, Orientation};
use baocao_model::PageOrientation;

use crate::numbering::roman;
use crate::table::{self, Numbers};
use crate::{Input, envelope};

/// The annexes that the form asks for.
pub fn annexes(input: &Input<'_>, numbers: &mut Numbers) -> Vec<Annex> {
    let count = input.form.annexes.len();
    let annex = |(index, annex): (usize, &baocao_model::Annex)| {
        // A repeating table without rows belongs to a part that this report does not have.
        let tables = annex.tables.iter().filter_map(|id| input.form.table(id)).filter(|table| !table.rows.is_empty());
        let tables = tables.map(|table| {
            let mut table = table::table(table, input.figures);
            numbers.number(&mut table);
            Block::Table(table)
        });
        let title = envelope::filled(&annex.title, input);
        let caps = input.letterhead.envelope.annex_title.caps;
        Annex {
            label: if count > 1 { format!("Phụ lục {}", roman(index + 1)) } else { "Phụ lục".to_owned() },
            title: if caps { title.to_uppercase() } else { title },
            reference: Some(envelope::annex_reference(input)),
            orientation: match annex.orientation {
                PageOrientation::Portrait => Orientation::Portrait,
                PageOrientation::Landscape => Orientation::Landscape,
            },
            blocks: tables.collect(),
        }
    };
    let annexes = input.form.annexes.iter().enumerate().map(annex);
    annexes.filter(|annex| !annex.blocks.is_empty()).collect()
}
