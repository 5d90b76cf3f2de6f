//! The main job on the example: four files and a manifest, right in content, the same every time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::installation::Desk;
use crate::outputs::{docx_text, html_text, workbook};
use crate::tools;

const REPORT: &str = "examples/lai-chau-2023-q3";
const NAME: &str = "lai-chau-2023-q3";

fn bundled(desk: &Desk) -> serde_json::Value {
    let ran = desk.run(&["bundle", REPORT, "-o", "out", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.json()
}

/// Every figure of the figures file as the report prints it: address and digits.
fn figures(desk: &Desk) -> BTreeMap<String, String> {
    let text = fs::read_to_string(desk.work().join(REPORT).join("figures.toml")).unwrap();
    let tables: BTreeMap<String, BTreeMap<String, BTreeMap<String, toml::Value>>> = toml::from_str(&text).unwrap();
    let mut figures = BTreeMap::new();
    for (table, rows) in tables {
        for (row, values) in rows {
            for (column, value) in values {
                let digits = match value {
                    toml::Value::Integer(number) => grouped(&number.to_string()),
                    toml::Value::Float(number) => grouped(&number.to_string()),
                    toml::Value::String(text) if text == "không áp dụng" => continue,
                    toml::Value::String(text) => text,
                    other => panic!("{other}"),
                };
                figures.insert(format!("{table}.{row}.{column}"), digits);
            }
        }
    }
    assert!(figures.len() > 50, "the figures are there");
    figures
}

/// `4067150000` as `4.067.150.000`, `90.6` as `90,6`.
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text: Vec<char> = Vec::new();
    for (index, digit) in whole.chars().rev().enumerate() {
        if index > 0 && index % 3 == 0 {
            text.push('.');
        }
        text.push(digit);
    }
    let whole: String = text.into_iter().rev().collect();
    if fraction.is_empty() { whole } else { format!("{whole},{fraction}") }
}

/// True if the figure stands in the text as a number of its own, a leading zero allowed.
fn holds(text: &str, figure: &str) -> bool {
    text.match_indices(figure).any(|(at, found)| {
        let before = text[..at].trim_end_matches('0').chars().next_back();
        let after: Vec<char> = text[at + found.len()..].chars().take(2).collect();
        let joins = |c: char| matches!(c, '.' | ',');
        let free_before = before.is_none_or(|c| !c.is_ascii_digit() && !joins(c));
        let free_after = match after[..] {
            [first, second] if joins(first) => !second.is_ascii_digit(),
            [first, ..] => !first.is_ascii_digit(),
            [] => true,
        };
        free_before && free_after
    })
}

#[test]
fn the_bundle_is_complete_and_its_manifest_tells_the_truth() {
    let desk = Desk::new();
    let json = bundled(&desk);
    let extensions = ["docx", "html", "pdf", "xlsx"].map(|extension| format!("{NAME}.{extension}"));
    assert_eq!(
        desk.names("out"),
        [&extensions[..], &["manifest.json".to_owned(), "submission.json".to_owned()]].concat()
    );
    assert_eq!(json["findings"], serde_json::json!([]));
    let manifest = fs::read_to_string(desk.work().join("out/manifest.json")).unwrap();
    assert!(!manifest.contains(&desk.work().display().to_string()), "no path of this machine in the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let outputs = manifest["outputs"].as_array().unwrap();
    assert_eq!(outputs.len(), 4);
    for (said, told) in outputs.iter().zip(json["outputs"].as_array().unwrap()) {
        let bytes = fs::read(desk.work().join("out").join(said["path"].as_str().unwrap())).unwrap();
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((&said["sha256"], &said["bytes"]), (&hash.clone().into(), &bytes.len().into()), "{said}");
        assert_eq!(told["sha256"], said["sha256"]);
    }
    let inputs: Vec<_> = manifest["inputs"].as_array().unwrap().iter().map(|i| i["path"].as_str().unwrap()).collect();
    for input in ["report/report.toml", "report/figures.toml", "report/narrative.md", "config/letterheads/nd30.toml"] {
        assert!(inputs.contains(&input), "{input} is not among {inputs:?}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let read = |desk: &Desk| {
        bundled(desk);
        let names = desk.names("out");
        names
            .into_iter()
            .map(|name| (name.clone(), fs::read(desk.work().join("out").join(name)).unwrap()))
            .collect::<BTreeMap<_, _>>()
    };
    let desk = Desk::new();
    let first = read(&desk);
    assert_eq!(first.keys().len(), 6);
    for (name, bytes) in read(&desk) {
        assert!(first[&name] == bytes, "{name} differs when written again over the old bundle");
    }
    for (name, bytes) in read(&Desk::new()) {
        assert!(first[&name] == bytes, "{name} differs in another folder");
    }
}

#[test]
fn every_figure_stands_in_all_four_files() {
    let desk = Desk::new();
    bundled(&desk);
    let file = |extension: &str| desk.work().join(format!("out/{NAME}.{extension}"));
    let mut texts = vec![("docx", docx_text(&file("docx"))), ("html", html_text(&file("html")))];
    texts.extend(tools::pdf_text(&file("pdf")).map(|text| ("pdf", text)));
    for (address, figure) in figures(&desk) {
        for (format, text) in &texts {
            assert!(holds(text, &figure), "{address} = {figure} is not in the {format}");
        }
    }
    let sheets = workbook(&file("xlsx"));
    let cells: Vec<&String> = sheets.values().flatten().collect();
    for (address, figure) in figures(&desk) {
        let plain = figure.replace('.', "").replace(',', ".");
        let found = cells.iter().any(|cell| **cell == plain || **cell == figure || holds(cell, &figure));
        assert!(found, "{address} = {figure} is not in the workbook");
    }
}

#[test]
fn the_letter_reads_as_vietnamese_in_all_four_files() {
    let desk = Desk::new();
    bundled(&desk);
    let file = |extension: &str| desk.work().join(format!("out/{NAME}.{extension}"));
    let mut texts = vec![
        ("docx", docx_text(&file("docx"))),
        ("html", html_text(&file("html"))),
        ("xlsx", workbook(&file("xlsx")).into_values().flatten().collect::<Vec<_>>().join("\n")),
    ];
    texts.extend(tools::pdf_text(&file("pdf")).map(|text| ("pdf", text)));
    for (format, text) in texts {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 757/BC-LĐLĐ",
            "Lai Châu, ngày 12 tháng 9 năm 2023",
            "BÁO CÁO",
            "TM. BAN THƯỜNG VỤ",
            "PHÓ CHỦ TỊCH",
            "Nguyễn Văn A",
            "Nơi nhận:",
            "- Lưu: VT.",
            "1.6.",
            "4.067.150.000 đồng",
            "778/778",
            "Trong đó",
            "./.",
        ] {
            assert!(flat.contains(words), "`{words}` is not in the {format}");
        }
        assert!(
            !flat.contains("{{") && !flat.contains('\u{fffd}') && !flat.contains("…/"),
            "leftovers in the {format}"
        );
    }
}

#[test]
fn five_planted_contradictions_are_refused_with_five_findings() {
    let desk = Desk::new();
    let ran = desk.run(&["bundle", "examples/broken", "-o", "out", "--format", "json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(desk.names("out"), [""; 0], "nothing is written");
    let json = ran.json();
    let findings = json["findings"].as_array().unwrap();
    let mut codes: Vec<_> = findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "evaluation-differs-from-result",
            "part-exceeds-whole",
            "percent-differs-from-ratio",
            "total-differs-from-parts",
            "total-differs-from-parts",
        ]
    );
    let sum = findings.iter().find(|finding| finding["found"] == "642").expect("the planted total");
    assert_eq!(sum["expected"], "624");
    assert_eq!(sum["difference"], "18");
    assert_eq!(sum["operands"].as_array().unwrap().len(), 3);
    assert_eq!(sum["place"]["file"], "examples/broken/figures.toml");
    assert!(sum["place"]["line"].as_u64().unwrap() > 1);
}

#[test]
fn a_draft_is_issued_in_spite_of_errors_and_says_so() {
    let desk = Desk::new();
    let ran = desk.run(&["bundle", "examples/broken", "-o", "out", "--draft"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let file = |extension: &str| desk.work().join(format!("out/broken.{extension}"));
    assert!(docx_text(&file("docx")).contains("DỰ THẢO"));
    assert!(html_text(&file("html")).contains("DỰ THẢO"));
    assert!(workbook(&file("xlsx")).into_values().flatten().any(|cell| cell.contains("DỰ THẢO")));
    if let Some(text) = tools::pdf_text(&file("pdf")) {
        assert!(text.contains("DỰ THẢO"));
    }
    let manifest: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(desk.work().join("out/manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["draft"], true);
    assert_eq!(manifest["findings"].as_array().unwrap().len(), 5);
}

#[test]
fn several_reports_get_a_folder_each_and_one_bad_report_stops_no_other() {
    let desk = Desk::new();
    let ran = desk.run(&["bundle", "examples/broken", REPORT, "-o", "out", "--only", "xlsx", "--zip"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(desk.names("out"), [NAME, "lai-chau-2023-q3.zip"]);
    assert_eq!(desk.names("out/lai-chau-2023-q3"), ["lai-chau-2023-q3.xlsx", "manifest.json", "submission.json"]);
}

#[test]
fn exporters_are_listed_with_their_versions() {
    let ran = Desk::new().run(&["exporters", "list", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let json = ran.json();
    let ids: Vec<_> =
        json["exporters"].as_array().unwrap().iter().map(|exporter| exporter["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["html", "official-letter", "pdf", "xlsx"]);
}

#[test]
fn the_letter_opens_in_an_office_program() {
    let desk = Desk::new();
    bundled(&desk);
    let (profile, out) = (desk.work().join("office"), desk.work().join("converted"));
    let docx = desk.work().join(format!("out/{NAME}.docx"));
    let arguments = [
        &format!("-env:UserInstallation=file://{}", profile.display()),
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        path(&out),
        path(&docx),
    ];
    let Some(_) = tools::run("soffice", "libreoffice-writer-nogui", &arguments) else { return };
    let Some(text) = tools::pdf_text(&out.join(format!("{NAME}.pdf"))) else { return };
    for (address, figure) in figures(&desk) {
        assert!(holds(&text, &figure), "{address} = {figure} is not on the letter's pages");
    }
    assert!(text.matches('\u{c}').count() >= 8, "the letter has its pages");
}

#[test]
fn the_page_opens_in_a_browser_without_a_complaint() {
    let desk = Desk::new();
    bundled(&desk);
    let page = format!("file://{}", desk.work().join(format!("out/{NAME}.html")).display());
    let profile = format!("--user-data-dir={}", desk.work().join("browser").display());
    let arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", &profile, "--dump-dom", &page];
    let Some(output) = tools::run("chromium", "chromium", &arguments) else { return };
    let dom = String::from_utf8_lossy(&output.stdout);
    assert!(dom.contains("Độc lập - Tự do - Hạnh phúc"), "the page is shown");
    let log = String::from_utf8_lossy(&output.stderr);
    let complaints: Vec<_> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}
