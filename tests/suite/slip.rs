//! The slip that goes back to a unit, from outside: in every format, with links to the cells, capped and grouped.

use std::fs;
use std::path::Path;

use crate::fill::Put;
use crate::installation::Desk;
use crate::outputs::{docx_text, html_text, workbook as cells};
use crate::tools::pdf_text;
use crate::workbook::{fill_in_example, new, workbook};

const BROKEN: &str = "examples/broken";
const EXAMPLE: &str = "examples/lai-chau-2023-q3";

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A part of an office file.
fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

/// A report whose figures come from a workbook, with one figure that its cell's neighbours contradict.
fn workbook_report(desk: &Desk) -> (String, String) {
    assert_eq!(new(desk, "q3").code, 0);
    fill_in_example(desk, "q3");
    fs::copy(desk.work().join(EXAMPLE).join("report.toml"), desk.work().join("q3/report.toml")).unwrap();
    let (mut parts, at) = workbook(desk, "q3");
    let cell = &at["software.unions.updated"];
    parts.put(cell, &Put::Number("786".to_owned()));
    fs::write(desk.work().join("q3/figures.xlsx"), parts.bytes()).unwrap();
    (cell.name.clone(), cell.cell.clone())
}

#[test]
fn every_format_names_the_fault_its_place_and_its_figures() {
    let desk = Desk::new();
    let ran = desk.run(&["check", BROKEN, "--slip", "out", "--format", "json"]);
    assert_eq!(ran.code, 1, "the slip changes nothing about the errors: {ran:?}");
    assert_eq!(
        desk.names("out"),
        ["phieu-broken.docx", "phieu-broken.html", "phieu-broken.pdf", "phieu-broken.xlsx", "slip.json"]
    );
    let json = ran.json();
    assert_eq!(json["slips"].as_array().unwrap().len(), 1);
    assert_eq!(json["outputs"].as_array().unwrap().len(), 4);
    let out = desk.work().join("out");
    let mut texts = vec![docx_text(&out.join("phieu-broken.docx")), html_text(&out.join("phieu-broken.html"))];
    let sheets = cells(&out.join("phieu-broken.xlsx"));
    texts.push(sheets.values().flatten().cloned().collect::<Vec<_>>().join("\n"));
    texts.extend(pdf_text(&out.join("phieu-broken.pdf")));
    for text in texts {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "PHIẾU YÊU CẦU CHỈNH SỬA SỐ LIỆU",
            "Kết quả kiểm tra: 5 lỗi phải sửa, 0 cảnh báo, 0 lưu ý",
            "Tổng là 642, nhưng 616 + 8 = 624 (lệch 18).",
            "figures.toml:146:9",
            "642 cuộc",
            "624 cuộc",
            "Xem lại tổng hoặc các số thành phần.",
        ] {
            assert!(text.contains(words), "{words} is missing in {text}");
        }
        assert!(!text.contains("examples/"), "a slip does not tell where the report lay");
    }
}

#[test]
fn a_click_opens_the_cell_of_a_copy_that_goes_with_the_slip() {
    let desk = Desk::new();
    let (sheet, cell) = workbook_report(&desk);
    let ran = desk.run(&["check", "q3", "--slip", "out", "--format", "json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let out = desk.work().join("out");
    let original = fs::read(desk.work().join("q3/figures.xlsx")).unwrap();
    assert_eq!(fs::read(out.join("figures.xlsx")).unwrap(), original);
    let encoded: String = format!("'{sheet}'!{cell}")
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"!.-_~/".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    let href = format!("href=\"figures.xlsx#{encoded}\"");
    let page = text(&out.join("phieu-q3.html"));
    assert!(page.matches(&href).count() >= 2, "in the text and in the list: {href}");
    let relations = part(&out.join("phieu-q3.docx"), "word/_rels/document.xml.rels");
    let target = format!("Target=\"figures.xlsx#{encoded}\" TargetMode=\"External\"");
    assert!(relations.contains(&target), "{relations}");
    assert!(part(&out.join("phieu-q3.docx"), "word/document.xml").contains("<w:hyperlink r:id=\"rIdLink"));
    let book = out.join("phieu-q3.xlsx");
    let names: Vec<String> = zip::ZipArchive::new(fs::File::open(&book).unwrap())
        .unwrap()
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let with = |folder: &str| {
        names.iter().filter(|name| name.starts_with(folder)).map(|name| part(&book, name)).collect::<String>()
    };
    assert!(with("xl/worksheets/sheet").contains(&format!("location=\"'{sheet}'!{cell}\"")), "{sheet} {cell}");
    assert!(with("xl/worksheets/_rels/").contains("Target=\"figures.xlsx\" TargetMode=\"External\""));
}

#[test]
fn a_slip_within_the_report_leads_to_the_report_s_own_workbook() {
    let desk = Desk::new();
    workbook_report(&desk);
    let ran = desk.run(&["check", "q3", "--slip", "q3/out/slip", "--exporters", "html"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(desk.names("q3/out/slip"), ["phieu-q3.html", "slip.json"]);
    let page = text(&desk.work().join("q3/out/slip/phieu-q3.html"));
    assert!(page.contains("href=\"../../figures.xlsx#%27"), "{page}");
}

#[test]
fn one_wrong_figure_is_named_with_what_it_should_be() {
    let desk = Desk::new();
    desk.edit(
        "examples/lai-chau-2023-q3/figures.toml",
        "[congress.grassroots]\ntotal = 778",
        "[congress.grassroots]\ntotal = 770",
    );
    let ran = desk.run(&["check", EXAMPLE, "--lang", "vi", "--slip", "out", "--exporters", "html"]);
    let sentence = "từ 770 thành 778 đơn vị thì hết 3 lỗi";
    assert!(ran.stdout.contains(sentence), "{}", ran.stdout);
    assert!(html_text(&desk.work().join("out/phieu-lai-chau-2023-q3.html")).contains(sentence));
    let json = desk.run(&["check", EXAMPLE, "--format", "json"]).json();
    let group = &json["groups"][0];
    assert_eq!((&group["cause"], &group["count"]), (&"figure".into(), &3.into()));
    let change = &group["changes"][0];
    assert_eq!((&change["address"], &change["to"]), (&"congress.grassroots.total".into(), &"778".into()));
    // What is promised comes true.
    desk.edit("examples/lai-chau-2023-q3/figures.toml", "total = 770", "total = 778");
    assert_eq!(desk.run(&["check", EXAMPLE]).code, 0);
}

#[test]
fn a_cap_is_announced_and_changes_no_count() {
    let desk = Desk::new();
    let ran = desk.run(&["check", BROKEN, "--limit", "2", "--lang", "vi", "--slip", "out", "--exporters", "html"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("… và 3 lỗi khác, xem bằng --limit 0"), "{}", ran.stdout);
    assert!(ran.stdout.contains("5 lỗi, 0 cảnh báo, 0 lưu ý"), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("lỗi[").count(), 2);
    let page = html_text(&desk.work().join("out/phieu-broken.html"));
    assert!(page.contains("Phiếu này in 2 trong 5 nội dung; … và 3 lỗi khác, xem bằng --limit 0."), "{page}");
    assert!(page.contains("5 lỗi phải sửa"), "{page}");
    let all = desk.run(&["check", BROKEN, "--format", "json"]).json();
    assert_eq!(all["findings"].as_array().unwrap().len(), 5);
    assert!(all.get("shown").is_none() && all.get("total").is_none());
    let capped = desk.run(&["check", BROKEN, "--format", "json", "--limit", "2"]);
    assert_eq!(capped.code, 1);
    let capped = capped.json();
    assert_eq!((&capped["shown"], &capped["total"]), (&2.into(), &5.into()));
    assert_eq!(capped["findings"].as_array().unwrap()[..], all["findings"].as_array().unwrap()[..2]);
    let zero = desk.run(&["check", BROKEN, "--format", "json", "--limit", "0"]).json();
    assert_eq!((&zero["shown"], &zero["findings"]), (&5.into(), &all["findings"]));
}

#[test]
fn the_organisation_says_what_slips_are_written_with() {
    let desk = Desk::new();
    let file = desk.work().join("config/organizations/ldld-lai-chau.toml");
    let own = text(&file);
    fs::write(&file, format!("{own}\n[slip]\nexporters = [\"html\"]\n")).unwrap();
    assert_eq!(desk.run(&["check", BROKEN, "--slip", "out"]).code, 1);
    assert_eq!(desk.names("out"), ["phieu-broken.html", "slip.json"]);
    fs::write(&file, format!("{own}\n[slip]\nexporters = [\"htlm\"]\n")).unwrap();
    let ran = desk.run(&["check", BROKEN, "--slip", "other", "--format", "json"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    let json = ran.json();
    let unknown = json["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "unknown-exporter");
    let place = &unknown.expect("the exporter is not known")["place"];
    assert!(place["file"].as_str().unwrap().ends_with("ldld-lai-chau.toml") && place["line"].is_u64(), "{place}");
    assert!(desk.names("other").is_empty(), "nothing is left half made");
}

#[test]
fn a_slip_is_the_same_every_time_and_replaces_only_slips() {
    let desk = Desk::new();
    for out in ["a", "b", "a"] {
        assert_eq!(desk.run(&["check", BROKEN, "--slip", out]).code, 1);
    }
    let names = desk.names("a");
    assert_eq!(names.len(), 5);
    for name in names {
        let read = |folder: &str| fs::read(desk.work().join(folder).join(&name)).unwrap();
        assert!(read("a") == read("b"), "{name} differs");
    }
    assert_eq!(desk.run(&["bundle", EXAMPLE, "-o", "bundle", "--only", "html"]).code, 0);
    let before = desk.names("bundle");
    let ran = desk.run(&["check", BROKEN, "--slip", "bundle", "--format", "json"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stdout.contains("slip-in-the-way"), "{}", ran.stdout);
    assert_eq!(desk.names("bundle"), before, "a bundle is no slip");
}

#[test]
fn several_reports_get_a_slip_each_and_a_clean_one_says_so() {
    let desk = Desk::new();
    let ran = desk.run(&["check", BROKEN, EXAMPLE, "--slip", "out", "--exporters", "html"]);
    assert_eq!(ran.code, 1);
    assert_eq!(desk.names("out"), ["broken", "lai-chau-2023-q3"]);
    let clean = html_text(&desk.work().join("out/lai-chau-2023-q3/phieu-lai-chau-2023-q3.html"));
    assert!(clean.contains("Không có nội dung nào phải chỉnh sửa"), "{clean}");
}

#[test]
fn a_refused_report_gets_its_slip_if_it_is_known_whose_it_is() {
    let desk = Desk::new();
    desk.edit("examples/lai-chau-2023-q3/narrative.md", "{{so targets.year.total}}", "{{so targets.year.total");
    let ran = desk.run(&["check", EXAMPLE, "--slip", "out", "--exporters", "html"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    let page = html_text(&desk.work().join("out/phieu-lai-chau-2023-q3.html"));
    assert!(page.contains("narrative.md:"), "{page}");
    fs::remove_file(desk.work().join(EXAMPLE).join("report.toml")).unwrap();
    let ran = desk.run(&["check", EXAMPLE, "--slip", "none", "--exporters", "html", "--format", "json"]);
    assert!(ran.stdout.contains("slip-not-made"), "{}", ran.stdout);
    assert!(desk.names("none").is_empty());
}
