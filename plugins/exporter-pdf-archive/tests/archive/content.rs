use baocao_exporter::specimen::{letter, paragraph};
use baocao_exporter::{Block, specimen, testing};
use exporter_pdf_archive::PdfArchiveExporter;

use crate::reading::{File, export, exported};

#[test]
fn pages_have_their_own_sizes() {
    let file = File::read(&exported(&specimen::specimen()));
    let sizes: Vec<_> = (0..file.pages.len()).map(|page| file.size(page)).collect();
    assert_eq!(sizes.iter().filter(|size| **size == (297, 210)).count(), 3, "{sizes:?}");
    assert!(sizes.iter().all(|size| [(210, 297), (297, 210)].contains(size)), "{sizes:?}");
}

#[test]
fn charts_are_filled_and_their_text_lies_on_top() {
    let file = File::read(&exported(&specimen::specimen()));
    let page = (0..file.pages.len())
        .find(|page| file.marked(*page).tagged.values().any(|text| text.contains("Biểu đồ 1.")))
        .unwrap();
    let operations = file.operations(page);
    let first_text = operations.iter().position(|operation| operation.operator == "BT").unwrap();
    // Four bars and two samples in the legend.
    let fills = operations.iter().filter(|operation| operation.operator.starts_with('f')).count();
    assert_eq!(fills, 6);
    let last_fill = operations.iter().rposition(|operation| operation.operator.starts_with('f')).unwrap();
    assert!(last_fill < first_text);
}

#[test]
fn sizes_are_those_of_the_letterhead_to_the_half_point() {
    let mut document = letter(vec![paragraph("Thân.")]);
    document.envelope.letterhead.body.size = 13.5;
    let file = File::read(&exported(&document));
    let sizes = file.operations(0).into_iter().filter(|operation| operation.operator == "Tf");
    let sizes: Vec<f32> = sizes.map(|operation| operation.operands[1].as_float().unwrap()).collect();
    assert!(sizes.contains(&13.5), "{sizes:?}");
}

#[test]
fn a_table_of_a_thousand_rows_is_written() {
    let mut document = specimen::specimen();
    let Some(Block::Table(table)) = document.annexes[0].blocks.first_mut() else {
        panic!("the annex begins with a table")
    };
    specimen::add_rows(table, 1000);
    let text = File::read(&exported(&document)).tree().all_text();
    assert!((0..1000).all(|n| text.contains(&format!("Dòng{n}hết"))));
}

#[test]
fn an_empty_document_is_one_page() {
    let mut document = letter(Vec::new());
    document.envelope.letterhead.envelope.national.lines.clear();
    document.envelope.parent_lines.clear();
    assert_eq!(File::read(&exported(&document)).pages.len(), 1);
}

#[test]
fn unknown_kinds_are_shown_and_reported() {
    let recorded = export(&specimen::specimen(), serde_json::json!({}));
    assert_eq!(recorded.diagnostics.len(), 2, "{:?}", recorded.diagnostics);
    assert!(recorded.diagnostics[0].starts_with("layout.unknown-block: `hologram`"), "{:?}", recorded.diagnostics);
    assert!(recorded.diagnostics[1].starts_with("layout.unknown-inline: `sparkle`"), "{:?}", recorded.diagnostics);
}

#[test]
fn the_description_fits_what_is_written() {
    let description = testing::describe::<PdfArchiveExporter>();
    assert_eq!((description.id.as_str(), description.extension.as_str()), ("pdf-archive", "pdf"));
    assert!(exported(&letter(vec![paragraph("Thân.")])).starts_with(b"%PDF-1.7"));
}
