use baocao_exporter::specimen::{letter, paragraph};
use baocao_exporter::{Block, document_text, specimen, testing};
use exporter_pdf::PdfExporter;
use lopdf::content::Operation;

use crate::reading::{File, export, exported, squeezed};

/// Footnote marks stand within the words of a line.
fn without_marks(text: &str) -> String {
    text.replace("kèm theo 1 .", "kèm theo.").replace("Ý thứ hai 2 .", "Ý thứ hai.")
}

#[test]
fn everything_in_the_specimen_can_be_copied_out() {
    let document = specimen::specimen();
    let text = without_marks(&File::read(&exported(&document)).all_text());
    for line in document_text(&document) {
        let line = squeezed(&line);
        // Bold and italic words are runs of their own, parted by a space that is not in the sentence.
        let found = text.contains(&line) || text.replace(' ', "").contains(&line.replace(' ', ""));
        assert!(found, "missing: {line}");
    }
}

#[test]
fn pages_have_their_own_sizes() {
    let file = File::read(&exported(&specimen::specimen()));
    let sizes: Vec<_> = (0..file.pages.len()).map(|page| file.size(page)).collect();
    assert_eq!(sizes.iter().filter(|size| **size == (297, 210)).count(), 3, "{sizes:?}");
    assert!(sizes.iter().all(|size| [(210, 297), (297, 210)].contains(size)), "{sizes:?}");
    assert!(
        file.text(sizes.iter().position(|size| *size == (297, 210)).unwrap()).contains("Nội dung trên trang ngang")
    );
}

/// Charts come first on their page, in a state of their own.
fn without_charts(mut operations: Vec<Operation>) -> Vec<Operation> {
    match operations.iter().position(|operation| operation.operator == "Q") {
        Some(end) => operations.split_off(end + 1),
        None => operations,
    }
}

#[test]
fn charts_are_filled_hatched_and_drawn_under_the_text() {
    let file = File::read(&exported(&specimen::specimen()));
    let page = (0..file.pages.len()).find(|page| file.text(*page).contains("Biểu đồ 1.")).unwrap();
    let operations = file.operations(page).operations;
    assert_eq!(operations[0].operator, "q");
    let end = operations.iter().position(|operation| operation.operator == "Q").unwrap();
    let count = |operator: &str| operations[..end].iter().filter(|operation| operation.operator == operator).count();
    // Four bars and two samples in the legend.
    assert_eq!(count("f"), 6);
    assert!(count("l") > 60, "{} lines", count("l"));
    let (height, width) = (841.9, 595.3);
    for corner in operations[..end].iter().filter(|operation| ["m", "l"].contains(&operation.operator.as_str())) {
        let [x, y] = [0, 1].map(|at| corner.operands[at].as_float().unwrap());
        assert!((0.0..width).contains(&x) && (0.0..height).contains(&y), "{x} {y}");
    }
    let text = file.text(page);
    assert!(["621", "616", "Cùng cấp", "Đơn vị tính: cuộc"].iter().all(|words| text.contains(words)), "{text}");
    assert!(!operations[end..].iter().any(|operation| operation.operator == "f"));
}

#[test]
fn lines_are_drawn_in_their_thickness() {
    let file = File::read(&exported(&specimen::specimen()));
    for page in 0..file.pages.len() {
        let operations = without_charts(file.operations(page).operations);
        let scale = operations[0].operands[0].as_float().unwrap();
        assert_eq!((operations[0].operator.as_str(), scale), ("cm", 0.5));
        let widths: Vec<_> = operations.iter().filter(|operation| operation.operator == "w").collect();
        let lines = operations.iter().filter(|operation| operation.operator == "S").count();
        assert_eq!(widths.is_empty(), lines == 0, "page {page}: {lines} lines");
        let mut thicknesses = widths.iter().map(|width| width.operands[0].as_float().unwrap() * scale);
        // Rules are hairlines; a link is underlined in keeping with its size, 14 points in text and 12 in tables.
        let is_known = |thickness: f32| [0.5, 0.7, 0.6].iter().any(|known| (known - thickness).abs() < 0.001);
        assert!(thicknesses.all(is_known), "page {page}: {widths:?}");
    }
}

#[test]
fn a_table_of_a_thousand_rows_is_written() {
    let mut document = specimen::specimen();
    let Some(Block::Table(table)) = document.annexes[0].blocks.first_mut() else {
        panic!("the annex begins with a table")
    };
    specimen::add_rows(table, 1000);
    let file = File::read(&exported(&document));
    let text = file.all_text();
    assert!((0..1000).all(|n| text.contains(&format!("Dòng{n}hết"))));
    let pages = (0..file.pages.len()).filter(|page| file.text(*page).contains("Biểu 2. Số cuộc kiểm tra theo đơn vị"));
    let repeated = pages.inspect(|page| assert!(file.text(*page).contains("Tổng số"), "page {page}")).count();
    assert!(repeated > 20, "{repeated}");
}

#[test]
fn an_empty_document_is_one_page() {
    let mut document = letter(Vec::new());
    document.envelope.letterhead.envelope.national.lines.clear();
    document.envelope.parent_lines.clear();
    let file = File::read(&exported(&document));
    assert_eq!(file.pages.len(), 1);
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
    let description = testing::describe::<PdfExporter>();
    assert_eq!((description.id.as_str(), description.extension.as_str()), ("pdf", "pdf"));
    assert!(exported(&letter(vec![paragraph("Thân.")])).starts_with(b"%PDF-"));
}
