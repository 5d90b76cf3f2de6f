use baocao_exporter::specimen::{first_table_mut, specimen};
use baocao_exporter::{Block, Contribution, Provenance, Source};
use std::collections::BTreeSet;

use serde_json::json;

use crate::reading::{assert_sound, html, ids, parse};

#[test]
fn figures_lead_to_their_sources_and_back() {
    let document = specimen();
    let html = html(&document);
    let parsed = parse(&html);
    let figures: Vec<_> = parsed.elements.iter().filter(|e| e.get("data-address").is_some()).collect();
    assert!(figures.iter().any(|e| e.get("value") == Some("626")), "a number keeps its value");
    assert!(figures.iter().any(|e| e.get("data-state") == Some("nil")), "a nil is no number");
    let links = parsed.elements.iter().filter(|e| e.get("class") == Some("figure")).count();
    // Every figure of the body's table but the blank one, four of them in the chart again, and the one in running text.
    assert_eq!(links, 20);
    assert!(parsed.text.contains("Nguồn: figures.toml, dòng 4, cột 1"), "{}", parsed.text);
    assert!(parsed.text.contains("Tổng của 621 inspections.charter.same_level + 5 inspections.charter.lower_level"));
}

#[test]
fn contributions_are_listed() {
    let mut document = specimen();
    let source =
        Source { file: "a.xlsx".into(), sheet: Some("III".into()), cell: Some("D14".into()), ..Source::default() };
    let contribution = Contribution {
        unit: "cdcs-a".to_owned(),
        name: "CĐCS Công ty A".to_owned(),
        value: "1234.5".to_owned(),
        source: Some(source),
        ..Contribution::default()
    };
    let entry = Provenance { contributions: vec![contribution], ..Provenance::default() };
    document.provenance.insert("inspections.charter.same_level".to_owned(), entry);
    let html = html(&document);
    let parsed = assert_sound(&document, &html);
    let expected = "CĐCS Công ty A: 1.234,5 (a.xlsx, trang tính III, ô D14)";
    assert!(parsed.text.contains(expected), "{}", parsed.text);
}

#[test]
fn findings_are_listed_with_their_figures() {
    let document = specimen();
    let text = parse(&html(&document)).text;
    for finding in &document.findings {
        let message = finding.waiver.as_ref().map_or(&finding.message, |waiver| &waiver.message);
        assert!(text.contains(message) && text.contains(&finding.place), "{message}");
    }
    let notice = "Có 3 phát hiện khi kiểm tra số liệu, trong đó có 1 lỗi, 1 lỗi đã có người chấp nhận.";
    assert!(text.contains(notice), "{text}");
    assert!(text.contains("Đã chấp nhận: CĐCS Mẫu số 1: Phần 9 lớn hơn số chung 8"), "{text}");
    assert!(text.contains("Lý do: đơn vị mới thành lập. Người chịu trách nhiệm: Nguyễn Văn A."), "{text}");
}

#[test]
fn a_finding_of_a_lower_unit_leads_to_none_of_the_report_s_own_figures() {
    let parsed = parse(&html(&specimen()));
    let links = |id: &str| {
        let own = parsed.elements.iter().skip_while(|e| e.get("id") != Some(id)).skip(1);
        own.take_while(|e| e.name != "li" && e.name != "section").filter(|e| e.get("href").is_some()).count()
    };
    assert_eq!((links("p.1"), links("p.3")), (1, 0));
}

#[test]
fn each_source_tells_what_was_checked_and_what_was_before() {
    let text = parse(&html(&specimen())).text;
    assert!(text.contains("Kỳ trước: 03; Cùng kỳ năm trước: 04"), "{text}");
    assert!(text.contains("✓ Khớp: tổng bằng các phần cộng lại (626 inspections.charter.total)"), "{text}");
    let own = "Không khớp: Tổng số 626 không bằng tổng các phần 625 (lệch 1)";
    assert!(text.contains(own), "{text}");
}

#[test]
fn units_are_listed_with_how_they_stand() {
    let text = parse(&html(&specimen())).text;
    for line in ["4 đơn vị cấp dưới, hạn gửi 05/9/2023.", "CĐCS Mẫu số 2 cơ sở", "Trễ hạn", "06/9/2023 16:05", "2/3"]
    {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn what_lies_deeper_is_data_and_those_without_scripts_are_told() {
    let html = html(&specimen());
    let data = html.split_once("id=\"bc.du-lieu\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let given = data["given"].as_object().unwrap().values().next().unwrap();
    assert_eq!(given["0"], json!([[1, "3", "6:1"], [2, "1", "III!D14"]]));
    assert!(html.contains("class=\"scriptless\""));
    let mut flat = specimen();
    for entry in flat.provenance.values_mut() {
        entry.contributions.iter_mut().for_each(|given| given.contributions.clear());
    }
    assert!(!self::html(&flat).contains("class=\"scriptless\""), "nothing lies deeper");
}

#[test]
fn a_figure_that_stands_twice_is_shown_where_it_stands_first() {
    let mut document = specimen();
    let table = first_table_mut(&mut document).clone();
    document.body.push(Block::Table(table));
    let parsed = parse(&html(&document));
    let numbered = ids(&parsed).into_iter().filter(|id| id.starts_with("f.")).count();
    let addresses: BTreeSet<_> = parsed.elements.iter().filter_map(|e| e.get("data-address")).collect();
    assert_eq!(numbered, addresses.len());
}

#[test]
fn links_lead_to_files_nearby_and_to_nothing_hostile() {
    let page = parse(&html(&specimen()));
    let targets: BTreeSet<_> = page.elements.iter().filter_map(|element| element.get("href")).collect();
    for cell in ["C5", "B5"] {
        let href = format!("../so%20lieu/figures.ods#%27Bi%E1%BB%83u%201%27!{cell}");
        assert!(targets.contains(href.as_str()), "{targets:?}");
    }
    assert!(targets.iter().all(|href| href.starts_with(['#', '.'])), "{targets:?}");
    assert!(page.text.contains("Liên kết không mở được."));
}
