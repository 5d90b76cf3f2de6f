//! Tables with a row for each unit right below: what each gave stands beside what all of them make.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use crate::installation::{Desk, Ran};

const BLOCK: &str = "examples/emulation-block-members";
const PROVINCE: &str = "examples/lai-chau-2023-q3";
const QUARTERLY: &str = "config/forms/union-quarterly.toml";

/// A figure as the workbook tells of it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Told {
    value: String,
    file: String,
    line: String,
}

/// The figures of a bundle by address, and the units that gave to each.
fn told(desk: &Desk, report: &str) -> (BTreeMap<String, Told>, BTreeMap<String, Vec<String>>) {
    let ran = desk.run(&["bundle", report, "--only", "xlsx", "--draft", "-o", "out"]);
    assert!(ran.code < 2, "{ran:?}");
    let name = report.rsplit('/').next().unwrap();
    let mut book: Xlsx<_> = open_workbook(desk.work().join(format!("out/{name}.xlsx"))).unwrap();
    let sources = book.worksheet_range("Nguồn số liệu").unwrap();
    let heads: Vec<String> = sources.rows().nth(2).unwrap().iter().map(ToString::to_string).collect();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let (mut figures, mut givers, mut last) = (BTreeMap::new(), BTreeMap::<String, Vec<String>>::new(), String::new());
    for row in sources.rows().skip(3) {
        let text = |name: &str| match &row[column(name)] {
            Data::Empty => String::new(),
            value => value.to_string(),
        };
        let address = text("Địa chỉ");
        if address.starts_with("Đơn vị ") {
            givers.entry(last.clone()).or_default().push(text("Chỉ tiêu"));
            continue;
        }
        let line = text("Dòng").split(' ').next().unwrap().to_owned();
        figures.insert(address.clone(), Told { value: text("Giá trị"), file: text("Tệp nguồn"), line });
        last = address;
    }
    (figures, givers)
}

fn value<'t>(figures: &'t BTreeMap<String, Told>, address: &str) -> &'t str {
    figures.get(address).map_or("", |told| &told.value)
}

fn findings(ran: &Ran) -> Vec<serde_json::Value> {
    ran.json()["findings"].as_array().unwrap().clone()
}

fn check(desk: &Desk, report: &str) -> Vec<serde_json::Value> {
    findings(&desk.run(&["check", report, "--format", "json", "--lang", "vi"]))
}

fn codes(findings: &[serde_json::Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

/// The figures that a bundle hands on to the level above.
fn rolled_up(desk: &Desk) -> serde_json::Value {
    let text = fs::read_to_string(desk.work().join("out/submission.json")).unwrap();
    let submission: serde_json::Value = serde_json::from_str(&text).unwrap();
    submission["figures"].clone()
}

#[test]
fn each_member_has_a_row_with_its_scores_its_sum_and_its_rank() {
    let desk = Desk::new();
    let (figures, _) = told(&desk, BLOCK);
    let ranks = ["a", "b", "c", "d", "e", "g", "h"].map(|unit| {
        let of_unit = |column: &str| value(&figures, &format!("scores.don-vi-{unit}.{column}")).to_owned();
        (of_unit("own"), of_unit("total"), of_unit("rank"))
    });
    let expected = [
        ("97", "96", "2"),
        ("94", "93", "3"),
        ("93", "93", "3"),
        ("91.5", "89.5", "6"),
        ("89", "87", "7"),
        ("98", "98", "1"),
        ("92", "91.5", "5"),
    ];
    assert_eq!(ranks, expected.map(|(own, total, rank)| (own.to_owned(), total.to_owned(), rank.to_owned())));
    // Words are never brought together, and stand in the row all the same.
    assert_eq!(value(&figures, "scores.don-vi-c.grade"), "Hoàn thành tốt nhiệm vụ");
    assert_eq!(value(&figures, "members.total.staff"), "224");
}

#[test]
fn a_cell_leads_to_the_line_of_the_unit_s_file() {
    let desk = Desk::new();
    let (figures, _) = told(&desk, BLOCK);
    let told = &figures["scores.don-vi-d.emulation"];
    assert_eq!((&*told.value, &*told.file), ("13.5", "submissions/don-vi-d.toml"));
    let text = fs::read_to_string(desk.work().join(BLOCK).join(&told.file)).unwrap();
    let line = text.lines().nth(told.line.parse::<usize>().unwrap() - 1).unwrap();
    assert!(line.starts_with("emulation = ") && line.contains("agreed = 13.5"), "{line}");
}

#[test]
fn the_narrative_names_the_leader_by_its_rank() {
    let desk = Desk::new();
    let page = |desk: &Desk| {
        let ran = desk.run(&["bundle", BLOCK, "--only", "html", "--draft", "-o", "page"]);
        assert!(ran.code < 2, "{ran:?}");
        fs::read_to_string(desk.work().join("page/emulation-block-members.html")).unwrap()
    };
    assert!(page(&desk).contains("Dẫn đầu:</strong> Đơn vị G đạt"));
    desk.edit(
        &format!("{BLOCK}/submissions/don-vi-a.toml"),
        "bonus = { own = 4, agreed = 4 }",
        "bonus = { own = 5, agreed = 5 }",
    );
    desk.edit(
        &format!("{BLOCK}/submissions/don-vi-g.toml"),
        "bonus = { own = 5, agreed = 5 }",
        "bonus = { own = 4, agreed = 4 }",
    );
    assert!(page(&desk).contains("Dẫn đầu:</strong> Đơn vị A và Đơn vị G đạt"), "both have 97 now");
}

#[test]
fn a_unit_that_did_not_report_has_a_blank_row() {
    let desk = Desk::new();
    fs::remove_file(desk.work().join(BLOCK).join("submissions/don-vi-e.toml")).unwrap();
    let (figures, _) = told(&desk, BLOCK);
    for column in ["own", "duties", "total", "rank", "grade"] {
        let shown = value(&figures, &format!("scores.don-vi-e.{column}"));
        assert!(["", "…"].contains(&shown), "{column}: {shown}");
    }
    assert_eq!(value(&figures, "scores.don-vi-d.rank"), "6", "the others are ranked");
    assert_eq!(value(&figures, "members.total.staff"), "…", "a sum with a blank in it is blank");
    assert_eq!(rolled_up(&desk)["workforce"]["total"]["count"], 193, "the body has what came");
    let ran = desk.run(&["bundle", BLOCK, "--only", "html", "--draft", "-o", "page"]);
    assert!(ran.code < 2, "{ran:?}");
    let page = fs::read_to_string(desk.work().join("page/emulation-block-members.html")).unwrap();
    assert!(page.contains("Đơn vị E") && page.contains("Số liệu của 6/7 đơn vị"), "it has a row, and a note says why");
    let found = check(&desk, BLOCK);
    let blank = found.iter().filter(|finding| finding["code"] == "figure-not-reported").count();
    assert_eq!((blank, codes(&found).contains(&"units-missing")), (0, true), "it is told of once: {found:#?}");
}

#[test]
fn what_the_report_states_is_held_against_the_unit() {
    let desk = Desk::new();
    let own = format!("{BLOCK}/figures.toml");
    desk.edit(&own, "[scores.don-vi-b]\n", "[scores.don-vi-b]\nduties = 58\ngrade = \"Hoàn thành nhiệm vụ\"\n");
    desk.edit(&own, "[scores.don-vi-c]\n", "[scores.don-vi-c]\nduties = 57.50\n");
    let found = check(&desk, BLOCK);
    assert_eq!(codes(&found), ["figure-differs-from-unit", "words-differ-from-unit"], "{found:#?}");
    let numbers = ["found", "expected", "difference"].map(|name| found[0][name].as_str().unwrap());
    assert_eq!(numbers, ["58", "57", "1"]);
    assert_eq!(found[0]["place"]["file"], own);
    assert_eq!(found[0]["operands"][0]["address"], "don-vi-b:scores.don-vi-b.duties");
    assert!(found[1]["message"].as_str().unwrap().contains("“Hoàn thành nhiệm vụ”"));
    let aggregated = desk.run(&["aggregate", BLOCK, "--format", "json", "--lang", "vi"]);
    assert!(codes(&findings(&aggregated)).contains(&"figure-differs-from-unit"));
}

#[test]
fn without_submissions_the_rows_are_those_that_were_typed() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.work().join(BLOCK).join("submissions")).unwrap();
    fs::remove_file(desk.work().join(BLOCK).join("narrative.md")).unwrap();
    let figures_toml = desk.work().join(BLOCK).join("figures.toml");
    fs::write(&figures_toml, "").unwrap();
    let (figures, _) = told(&desk, BLOCK);
    assert!(figures.keys().all(|address| !address.starts_with("scores.")), "no rows, no table: {figures:?}");
    let row = |unit: &str, label: &str| format!("[members.{unit}]\n{label}staff = 4\nparty_members = 1\n");
    let typed = [row("don-vi-b", ""), row("khach", "label = \"Đơn vị mời\"\n"), row("don-vi-x", "")].concat();
    fs::write(&figures_toml, typed).unwrap();
    let found = check(&desk, BLOCK);
    let unknown: Vec<_> = found.iter().filter(|finding| finding["code"] == "row-of-unknown-unit").collect();
    assert_eq!(unknown.len(), 1, "{found:#?}");
    assert_eq!((&unknown[0]["place"]["line"], unknown[0]["severity"].as_str()), (&10.into(), Some("error")));
    let ran = desk.run(&["bundle", BLOCK, "--only", "html", "--draft", "-o", "page"]);
    assert!(ran.code < 2, "{ran:?}");
    let page = fs::read_to_string(desk.work().join("page/emulation-block-members.html")).unwrap();
    assert!(page.contains("Đơn vị B") && page.contains("Đơn vị mời"), "the tree names the one, the file the other");
}

#[test]
fn the_annex_of_a_province_is_held_against_its_body() {
    let desk = Desk::new();
    let (figures, givers) = told(&desk, PROVINCE);
    assert_eq!(value(&figures, "by_unit.ldld-tam-duong.held"), "78");
    assert_eq!(value(&figures, "by_unit.total.held"), "778");
    assert!(!figures.contains_key("by_unit.ldld-lai-chau.held"), "an office that gave none of this has no row");
    assert!(!givers.contains_key("by_unit.ldld-tam-duong.held"), "it stands in one file");
    // The body counts a unit that the annex shows otherwise.
    desk.edit(
        &format!("{PROVINCE}/figures.toml"),
        "[inspections.finance]",
        "[by_unit.ldld-tam-duong]\nheld = 77\n\n[inspections.finance]",
    );
    let found = check(&desk, PROVINCE);
    assert_eq!(codes(&found), ["figure-differs-from-unit", "rule-not-met"], "{found:#?}");
}

#[test]
fn the_office_has_a_row_where_it_gave_something() {
    let desk = Desk::new();
    desk.edit(QUARTERLY, "of = \"inspections.finance.total\"", "of = \"information.draft_documents.count\"");
    desk.edit(
        QUARTERLY,
        "label = \"Tài chính, tài sản\"\ngroup = \"Kiểm tra\"\nunit = \"cuộc\"",
        "label = \"Góp ý\"\nunit = \"văn bản\"",
    );
    let (figures, _) = told(&desk, PROVINCE);
    assert_eq!(value(&figures, "by_unit.ldld-lai-chau.finance"), "12");
    assert_eq!(figures["by_unit.ldld-lai-chau.finance"].file, "submissions/ldld-lai-chau.own.toml");
}

#[test]
fn a_unit_between_shows_what_those_below_it_make() {
    let desk = Desk::new();
    let units = desk.work().join("config/units/duoi-tam-duong.toml");
    let unit = |id: &str| {
        format!(
            "[[unit]]\nid = \"{id}\"\nname = \"Cơ sở {id}\"\ntier = \"cơ sở\"\nparent = \"ldld-tam-duong\"\nto = 2025-06-30\n\n"
        )
    };
    fs::write(units, ["cs1", "cs2"].map(unit).concat()).unwrap();
    let submissions = desk.work().join(PROVINCE).join("submissions");
    fs::remove_file(submissions.join("ldld-tam-duong.toml")).unwrap();
    for (id, held, updated) in [("cs1", 50, 90), ("cs2", 28, 10)] {
        let text = format!(
            "unit = \"{id}\"\nperiod = \"2023-Q3\"\n[figures.congress]\ngrassroots = {{ total = {held}, held = {held} }}\n\
             [figures.software]\nmembers = {{ total = 100, updated = {updated} }}\n"
        );
        fs::write(submissions.join(format!("{id}.toml")), text).unwrap();
    }
    let (figures, givers) = told(&desk, PROVINCE);
    assert_eq!(value(&figures, "by_unit.ldld-tam-duong.held"), "78");
    assert_eq!(value(&figures, "by_unit.ldld-tam-duong.updated_share"), "50", "of what was added, never added");
    let below: Vec<_> = givers["by_unit.ldld-tam-duong.held"].iter().map(|name| name.trim()).collect();
    assert_eq!(below, ["Cơ sở cs1", "Cơ sở cs2"], "one level deeper");
    assert!(!figures.contains_key("by_unit.cs1.held"), "only the units right below have rows");
}

#[test]
fn over_time_a_cell_goes_on_as_the_figure_that_it_is_of() {
    let desk = Desk::alone();
    let report = fs::read_to_string(desk.work().join(PROVINCE).join("report.toml")).unwrap();
    let report = report.replace("as_of = 2023-08-31\n", "");
    let lay = |name: &str, period: &str, parts: &str, figures: &str| {
        let folder = desk.work().join("examples").join(name);
        fs::create_dir_all(&folder).unwrap();
        let report = report.replace("2023-Q3", period).replace("[letter]", &format!("{parts}\n[letter]"));
        fs::write(folder.join("report.toml"), report).unwrap();
        fs::write(folder.join("figures.toml"), figures).unwrap();
    };
    for (quarter, held, inspections) in [(1, 11, 3), (2, 14, 4)] {
        let row = format!("[by_unit.ldld-tam-duong]\nheld = {held}\ninspections = {inspections}\n");
        lay(&format!("q{quarter}"), &format!("2023-Q{quarter}"), "", &row);
    }
    lay("h1", "2023-H1", "parts = [\"../q1\", \"../q2\"]\n", "[by_unit.ldld-tam-duong]\nmembers = 9\n");
    let (figures, _) = told(&desk, "examples/h1");
    let cell = |column: &str| value(&figures, &format!("by_unit.ldld-tam-duong.{column}")).to_owned();
    assert_eq!(
        (cell("held"), cell("inspections")),
        ("14".to_owned(), "7".to_owned()),
        "the last counts, or all are added"
    );
}

#[test]
fn units_do_not_fill_the_table_in() {
    let desk = Desk::new();
    let sheet = desk.work().join(BLOCK).join("submissions/don-vi-a.toml");
    let text = fs::read_to_string(&sheet).unwrap() + "\n[figures.scores]\ndon-vi-a = { duties = 60 }\n";
    fs::write(&sheet, text).unwrap();
    let found = check(&desk, BLOCK);
    assert_eq!(codes(&found), ["rows-not-rolled-up"], "{found:#?}");
    let (figures, _) = told(&desk, BLOCK);
    assert_eq!(value(&figures, "scores.don-vi-a.duties"), "58.5");
    let up = rolled_up(&desk);
    assert_eq!((up["scores"].is_null(), &up["workforce"]["total"]["count"]), (true, &224.into()));
}

#[test]
fn the_workbook_to_fill_in_has_the_units_rows() {
    let desk = Desk::new();
    let ran = desk.run(&[
        "new",
        "block",
        "--form",
        "emulation-block-scores",
        "--org",
        "khoi-thi-dua-gia-dinh",
        "--period",
        "2025",
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let mut book: Xlsx<_> = open_workbook(desk.work().join("block/figures.xlsx")).unwrap();
    let named: Vec<String> = book
        .sheet_names()
        .iter()
        .flat_map(|name| {
            let sheet = book.worksheet_range(name).unwrap();
            sheet.rows().filter_map(|row| row.get(1).map(ToString::to_string)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(named.iter().filter(|label| *label == "Đơn vị H").count(), 2, "two tables by unit: {named:?}");
    let ran =
        desk.run(&["new", "member", "--form", "emulation-block-scores", "--org", "khoi-thi-dua-7", "--period", "2025"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let mut book: Xlsx<_> = open_workbook(desk.work().join("member/figures.xlsx")).unwrap();
    assert_eq!(book.sheet_names().len(), 4, "without units there are no tables by unit");
    assert!(book.worksheet_range(&book.sheet_names()[0].clone()).is_ok());
}
