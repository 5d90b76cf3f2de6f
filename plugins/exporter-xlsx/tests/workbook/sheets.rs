use baocao_exporter::specimen::{add_rows, first_table_mut, specimen};
use baocao_exporter::{Block, Heading, Inline};
use calamine::Reader as _;
use std::io::Cursor;
use std::io::Read as _;

use crate::reading::{assert_holds_all, book, bytes, cells, part};

#[test]
fn header_levels_are_merged() {
    let mut book = book(&specimen());
    let name = book.sheet_names()[2].clone();
    let merged = book.merge_cells_by_sheet_name(&name).unwrap();
    let merged: Vec<_> = merged.iter().map(|at| (at.start, at.end)).collect();
    for region in [((3, 0), (4, 0)), ((3, 3), (3, 4)), ((5, 0), (5, 5))] {
        assert!(merged.contains(&region), "{region:?} in {merged:?}");
    }
}

#[test]
fn table_sheets_are_set_up_for_screen_and_paper() {
    let workbook = bytes(&specimen());
    let [upright, turned] = ["xl/worksheets/sheet3.xml", "xl/worksheets/sheet5.xml"].map(|p| part(workbook.clone(), p));
    assert!(upright.contains(r#"<pane xSplit="2" ySplit="5" topLeftCell="C6""#), "{upright}");
    assert!(upright.contains(r#"<pageMargins left="1.18"#) && upright.contains(r#"fitToHeight="0""#), "{upright}");
    assert!(upright.contains("&amp;P") && upright.contains("DỰ THẢO"), "the header has number and draft mark");
    assert!(!upright.contains("landscape") && turned.contains(r#"orientation="landscape""#));
    let names = part(workbook.clone(), "xl/workbook.xml");
    assert!(names.contains("Print_Titles") && names.contains("giám'!$4:$5"), "{names}");
    let styles = part(workbook, "xl/styles.xml");
    for code in ["\"[$-42A]#,##0\"", "\"[$-42A]#,##0.0&quot;%&quot;\""] {
        assert!(styles.contains(code), "{code} in {styles}");
    }
}

#[test]
fn every_cell_of_a_list_has_a_look() {
    let workbook = bytes(&specimen());
    // Contents, findings, units and sources.
    for sheet in [2, 7, 8, 9] {
        let sheet = part(workbook.clone(), &format!("xl/worksheets/sheet{sheet}.xml"));
        let cells: Vec<&str> = sheet.split("<c ").skip(1).filter_map(|cell| cell.split('>').next()).collect();
        assert!(!cells.is_empty() && cells.iter().all(|cell| cell.contains(r#" s=""#)), "{cells:?}");
    }
}

#[test]
fn no_link_of_the_contents_has_to_wrap() {
    let titles = ["Kết quả", &"Công tác kiểm tra, giám sát ".repeat(3), &"Công tác kiểm tra, giám sát ".repeat(9)];
    let mut document = specimen();
    document.body.extend(titles.map(|title| {
        let content = vec![Inline::text(title.trim())];
        Block::Heading(Heading { level: 1, number: String::new(), content, id: "muc".to_owned() })
    }));
    let held = cells(&mut book(&document));
    let workbook = bytes(&document);
    let (contents, styles) = (part(workbook.clone(), "xl/worksheets/sheet2.xml"), part(workbook, "xl/styles.xml"));
    let looks: Vec<_> = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1).collect();
    let seen = titles.map(|title| {
        let at = held.iter().find(|(at, text)| at.0 == "Mục lục" && **text == *title.trim());
        let row = at.unwrap().0.1 + 1;
        let linked = ["B", "C"].map(|column| contents.contains(&format!(r#"<hyperlink ref="{column}{row}""#)));
        let cell = contents.split(&format!(r#"<c r="B{row}" s=""#)).nth(1).unwrap();
        let look: usize = cell.split('"').next().unwrap().parse().unwrap();
        (linked, looks[look].contains("shrinkToFit"))
    });
    assert_eq!(seen, [([true, false], false), ([true, false], true), ([false, true], false)]);
}

#[test]
fn captions_that_are_alike_get_sheets_of_their_own() {
    let mut document = specimen();
    let mut table = first_table_mut(&mut document).clone();
    for caption in ["Mục lục", "BÁO CÁO", "", "", "History", "'"] {
        table.caption = caption.to_owned();
        document.body.push(Block::Table(table.clone()));
    }
    assert_eq!(book(&document).sheet_names().len(), 9 + 6);
    assert_holds_all(&document);
}

#[test]
fn a_table_of_a_thousand_rows_and_one_without_anything() {
    let mut document = specimen();
    let table = first_table_mut(&mut document);
    add_rows(table, 1000);
    let mut empty = table.clone();
    (empty.columns, empty.header, empty.rows, empty.notes) = Default::default();
    document.body.push(Block::Table(empty));
    assert_holds_all(&document);
}

#[test]
fn links_lead_to_cells_of_files_nearby_and_to_nothing_hostile() {
    let workbook = bytes(&specimen());
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut xml = String::new();
    for name in names.iter().filter(|name| name.starts_with("xl/worksheets/")) {
        archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    }
    for cell in ["C5", "B5"] {
        assert!(xml.contains(&format!("location=\"'Biểu 1'!{cell}\"")), "{cell}");
    }
    assert!(xml.contains("Target=\"../so%20lieu/figures.ods\" TargetMode=\"External\""), "{xml}");
    assert!(!xml.contains("javascript"));
}
