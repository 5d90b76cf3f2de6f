use baocao_document::{Annex, Block, Orientation};
use baocao_model::PageOrientation;

use crate::numbering::roman;
use crate::table::{self, Numbers};
use crate::{Input, envelope};

/// The annexes that the form asks for. A repeating table without rows belongs to a part that this report does not have;
/// an annex without tables is left out.
pub fn annexes(input: &Input<'_>, numbers: &mut Numbers) -> Vec<Annex> {
    let tables = |annex: &baocao_model::Annex| -> Vec<Block> {
        let tables = annex.tables.iter().filter_map(|id| input.form.table(id)).filter(|table| !table.rows.is_empty());
        tables.map(|table| Block::Table(table::table(table, input))).collect()
    };
    let annexes = input.form.annexes.iter().map(|annex| (annex, tables(annex)));
    let annexes: Vec<_> = annexes.filter(|(_, tables)| !tables.is_empty()).collect();
    let count = annexes.len();
    let annex = |(index, (annex, mut blocks)): (usize, (&baocao_model::Annex, Vec<Block>))| {
        numbers.number_blocks(&mut blocks);
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
            blocks,
        }
    };
    annexes.into_iter().enumerate().map(annex).collect()
}
