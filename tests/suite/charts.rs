//! A chart has the same numbers in every file, each in its format's own way.

use std::io::Read as _;

use crate::installation::Desk;
use crate::outputs::docx_text;
use crate::tools;

const REPORT: &str = "examples/lai-chau-2023-q3";
const CAPTION: &str = "Biểu đồ 2. Số cuộc kiểm tra theo cấp";
const NUMBERS: [&str; 4] = ["621", "5", "616", "8"];

fn part(file: &std::path::Path, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).unwrap_or_else(|_| panic!("no {name}")).read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_chart_stands_in_all_four_files_with_the_same_numbers() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["bundle", REPORT, "-o", "out"]).code, 0);
    let file = |extension: &str| desk.work().join(format!("out/lai-chau-2023-q3.{extension}"));

    // The letter: a picture whose words hold the numbers.
    assert!(docx_text(&file("docx")).lines().any(|line| line == CAPTION));
    let letter = String::from_utf8(part(&file("docx"), "word/document.xml")).unwrap();
    let words = letter.split("descr=\"").nth(3).and_then(|rest| rest.split('"').next()).expect("a described picture");
    assert!(words.contains("Cùng cấp 621, Cấp dưới 5;") && words.contains("Cùng cấp 616, Cấp dưới 8."), "{words}");
    assert!(part(&file("docx"), "word/media/picture2.png").starts_with(b"\x89PNG"));

    // The page: a drawing and a table.
    let page = std::fs::read_to_string(file("html")).unwrap();
    let figure = page.split("<figure class=\"chart\">").nth(2).expect("the second chart");
    let (figure, _) = figure.split_once("</figure>").unwrap();
    let (drawing, table) = figure.split_once("</svg>").unwrap();
    assert!(figure.contains(CAPTION));
    for number in NUMBERS {
        assert!(drawing.contains(&format!(">{number}</text>")), "{number} in the drawing");
        assert!(table.contains(&format!("<data value=\"{number}\"")), "{number} in the table");
    }

    // The workbook: a chart on the cells of the table.
    let chart = String::from_utf8(part(&file("xlsx"), "xl/charts/chart1.xml")).unwrap();
    assert!(chart.contains("$D$6:$D$7") && chart.contains("$E$6:$E$7"), "{chart}");
    for number in NUMBERS {
        assert!(chart.contains(&format!("<c:v>{number}</c:v>")), "{number} in {chart}");
    }

    // The pages: drawn, with text that can be found.
    if let Some(text) = tools::pdf_text(&file("pdf")) {
        let (_, after) = text.split_once(CAPTION).expect("the caption");
        let lines: Vec<&str> = after.lines().take(40).collect();
        assert!(NUMBERS.iter().all(|number| lines.iter().any(|line| line.trim() == *number)), "{lines:?}");
    }
}

#[test]
fn a_chart_without_figures_is_left_out_with_a_note() {
    let desk = Desk::alone();
    let figures = std::fs::read_to_string(desk.work().join(REPORT).join("figures.toml")).unwrap();
    let without = figures.replace("same_level = ", "# ").replace("lower_level = ", "# ");
    std::fs::write(desk.work().join(REPORT).join("figures.toml"), without).unwrap();
    let ran = desk.run(&["check", REPORT, "--format", "json"]);
    let findings = ran.json()["findings"].as_array().unwrap().clone();
    let found: Vec<_> = findings.iter().filter(|finding| finding["code"] == "chart-left-out").collect();
    assert_eq!(found.len(), 1, "{findings:?}");
    assert_eq!(found[0]["severity"], "note");
    assert_eq!(found[0]["place"]["line"], 121);
}
