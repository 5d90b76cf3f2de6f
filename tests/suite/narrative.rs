//! What a narrative can say, seen in the page that comes out.

use std::fs;

use crate::installation::Desk;
use crate::outputs::html_text;

const REPORT: &str = "examples/lai-chau-2023-q3";

/// Puts lines at the start of the narrative's first section and returns the text of the page.
fn said(desk: &Desk, lines: &str) -> String {
    desk.edit(&format!("{REPORT}/narrative.md"), "Bước vào", &format!("{lines}\n\nBước vào"));
    let ran = desk.run(&["bundle", REPORT, "-o", "out", "--only", "html", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    html_text(&desk.work().join("out/lai-chau-2023-q3.html")).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn helpers_print_what_their_names_say() {
    let desk = Desk::new();
    let text = said(
        &desk,
        "Thử: {{chu congress.upper.total}} đơn vị; {{it-nhat congress.grassroots.total 700}}; ngày {{ngay \
         \"2023-02-05\"}}; {{danh-sach \"inspections\" \"lower_level\"}}; đoàn phí {{muc \"union-fee\"}}.",
    );
    for words in ["Thử: mười một đơn vị; ít nhất 700; ngày 05/02/2023;", "(05) và ", "(08); đoàn phí 1%."]
    {
        assert!(text.contains(words), "`{words}` is not in {}", &text[..2000.min(text.len())]);
    }
}

#[test]
fn conditions_compare_figures_by_their_numbers() {
    let desk = Desk::new();
    // 766 of 778 unions are in the software; 11 of 11 bodies at the level above held their congress.
    let asked = [
        ("(gt software.unions.total software.unions.updated)", true),
        ("(gt software.unions.total 778)", false),
        ("(gte software.unions.total 778)", true),
        ("(lt software.unions.updated 766.5)", true),
        ("(eq congress.upper.held congress.upper.total)", true),
        ("(ne congress.upper.held 11)", false),
        ("(and (not (lt congress.upper.held 10)) (or congress.upper.held congress.upper.total))", true),
        ("congress.upper.held", true),
        ("by_unit.nobody.grassroots", false),
        ("(gt by_unit.nobody.grassroots 0)", false),
    ];
    let pieces = (1..)
        .zip(asked)
        .map(|(n, (condition, _))| format!("{{{{#if {condition}}}}}đúng{n}{{{{else}}}}sai{n}{{{{/if}}}}"));
    let text = said(&desk, &pieces.collect::<Vec<_>>().join(" "));
    let expected = (1..).zip(asked).map(|(n, (_, holds))| format!("{}{n}", if holds { "đúng" } else { "sai" }));
    let expected = expected.collect::<Vec<_>>().join(" ");
    assert!(text.contains(&expected), "`{expected}` is not in {}", &text[..text.floor_char_boundary(2000)]);
}

#[test]
fn dated_texts_follow_the_day_of_the_figures() {
    let desk = Desk::new();
    desk.edit(&format!("{REPORT}/report.toml"), "as_of = 2023-08-31", "as_of = 2025-07-01");
    desk.edit(&format!("{REPORT}/report.toml"), "date = 2023-09-12", "date = 2025-07-12");
    assert!(said(&desk, "Đoàn phí {{muc \"union-fee\"}}.").contains("Đoàn phí 0,5%."));
}

#[test]
fn pieces_are_included_and_an_organisation_may_have_its_own() {
    let desk = Desk::new();
    let partials = desk.work().join("templates/partials");
    fs::create_dir_all(&partials).unwrap();
    fs::write(partials.join("loi-mo-dau.md"), "Lời mở đầu chung.\n").unwrap();
    assert!(said(&desk, "{{> loi-mo-dau}}").contains("Lời mở đầu chung."));
    let own = desk.work().join("templates/ldld-lai-chau/partials");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("loi-mo-dau.md"), "Lời mở đầu riêng.\n").unwrap();
    let text = said(&desk, "Tiếp theo.");
    assert!(text.contains("Lời mở đầu riêng.") && !text.contains("Lời mở đầu chung."));
}

#[test]
fn a_comparison_needs_a_report_to_compare_with() {
    let desk = Desk::new();
    let before = desk.work().join("examples/lai-chau-2023-q2");
    crate::installation::copy(&desk.work().join(REPORT), &before);
    desk.edit("examples/lai-chau-2023-q2/report.toml", "2023-Q3", "2023-Q2");
    desk.edit("examples/lai-chau-2023-q2/figures.toml", "count = 12", "count = 10");
    desk.edit(&format!("{REPORT}/report.toml"), "[letter]", "previous = \"../lai-chau-2023-q2\"\n\n[letter]");
    let text = said(&desk, "So sánh: {{so-sanh information.draft_documents.count \"kỳ trước\"}}.");
    assert!(text.contains("So sánh: tăng 2, bằng 120%."), "{}", &text[..1500]);
}

#[test]
fn what_the_words_contradict_is_found_at_its_line() {
    let contradicted = |sentence: &str| {
        let desk = Desk::alone();
        desk.edit(
            &format!("{REPORT}/narrative.md"),
            "Trên đây là báo cáo",
            &format!("{sentence}\n\nTrên đây là báo cáo"),
        );
        let ran = desk.run(&["check", REPORT, "--format", "json"]);
        let json = ran.json();
        let findings = json["findings"].as_array().unwrap().clone();
        let narrative = fs::read_to_string(desk.work().join(REPORT).join("narrative.md")).unwrap();
        let line = narrative.lines().position(|line| line == sentence).unwrap() + 1;
        let code = |finding: &serde_json::Value| {
            assert_eq!(finding["place"]["line"], line, "{finding:#}");
            finding["code"].as_str().unwrap().to_owned()
        };
        (ran.code, findings.iter().map(code).collect::<Vec<_>>())
    };
    let sum = "Giám sát 34 cuộc, gồm: tổ chức 26 cuộc, cá nhân 7 cuộc.";
    assert_eq!(contradicted(sum), (1, vec!["review-sum".to_owned()]));
    // One side was typed, the other is the report's own figure: 626.
    let typed = "Kiểm tra {{so inspections.charter.total}} cuộc, gồm: cùng cấp 621 cuộc, cấp dưới 6 cuộc.";
    assert_eq!(contradicted(typed), (1, vec!["review-sum".to_owned()]));
    let right = "Kiểm tra {{so inspections.charter.total}} cuộc, gồm: cùng cấp 621 cuộc, cấp dưới 05 cuộc.";
    assert_eq!(contradicted(right), (0, vec![]));
    let cited = "Thực hiện Nghị quyết số 12-CT/TW của Bộ Chính trị.";
    assert_eq!(contradicted(cited), (1, vec!["review-document-symbol".to_owned()]));
}
