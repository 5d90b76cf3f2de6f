//! The forms that unit files may have.

use std::fs;

use baocao_model::{Snapshot, Tree};
use tempfile::TempDir;

use crate::{date, ids, tree_of};

/// The tree of these files in `config/units`.
fn tree(files: &[(&str, &[u8])]) -> Tree {
    let folder = TempDir::new().unwrap();
    let units = folder.path().join("units");
    fs::create_dir(&units).unwrap();
    for (name, content) in files {
        fs::write(units.join(name), content).unwrap();
    }
    tree_of(folder.path()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// A unit a line: id, name, tier, symbol, parent.
fn drawn(snapshot: &Snapshot<'_>) -> Vec<String> {
    let mut lines: Vec<_> = snapshot
        .top_down()
        .map(|index| {
            let unit = snapshot.unit(index).unwrap();
            let parent = unit.parent.map_or("–", |parent| snapshot.id(parent));
            format!(
                "{} {} {} {} {parent}",
                snapshot.id(index),
                unit.name,
                unit.tier,
                unit.symbol.as_deref().unwrap_or("–")
            )
        })
        .collect();
    lines.sort();
    lines
}

const CSV: &str = "id,name,tier,parent,from,to,symbol\n\
    top,Tổng,trung ương,,,,TLĐ\n\
    a,\"Công đoàn A, B\",tỉnh,top,,2025-06-30,\n\
    b,Công đoàn C,tỉnh,top,,,\n";
const SUCCESSION: &str = "unit,kind,other,date\na,merged_into,b,2025-07-01\n";

#[test]
fn csv_and_toml_make_the_same_tree() {
    let toml = r#"
        unit = [
            { id = "top", name = "Tổng", tier = "trung ương", symbol = "TLĐ" },
            { id = "a", name = "Công đoàn A, B", tier = "tỉnh", parent = "top", to = 2025-06-30 },
            { id = "b", name = "Công đoàn C", tier = "tỉnh", parent = "top" },
        ]
        succession = [{ unit = "a", kind = "merged_into", other = "b", date = 2025-07-01 }]"#;
    let one = tree(&[("a.csv", CSV.as_bytes()), ("a.succession.csv", SUCCESSION.as_bytes())]);
    let other = tree(&[("a.toml", toml.as_bytes())]);
    for day in ["2025-06-30", "2025-07-01"].map(date) {
        assert_eq!(drawn(&one.as_of(day)), drawn(&other.as_of(day)));
    }
    assert_eq!(drawn(&one.as_of(date("2025-06-30")))[0], "a Công đoàn A, B tỉnh – top");
    for tree in [one, other] {
        let a = tree.index_of("a").unwrap();
        assert_eq!(ids(&tree, &tree.successors(a, date("2025-07-01"))), ["b"]);
    }
}

#[test]
fn several_files_make_one_tree() {
    let lines: Vec<&str> = CSV.lines().collect();
    let upper = format!("{}\n{}\n", lines[0], lines[1]);
    let lower = format!("{}\n{}\n{}\n", lines[0], lines[2], lines[3]);
    let whole = tree(&[("a.csv", CSV.as_bytes())]);
    let parts = tree(&[("z.csv", upper.as_bytes()), ("b.csv", lower.as_bytes())]);
    assert_eq!(drawn(&whole.as_of(date("2024-01-01"))), drawn(&parts.as_of(date("2024-01-01"))));
}

#[test]
fn what_spreadsheets_write_is_read_alike() {
    let expected = drawn(&tree(&[("a.csv", CSV.as_bytes())]).as_of(date("2024-01-01")));
    // "Công đoàn A, B" is in quotes: its comma separates nothing.
    let semicolons = CSV.replace(',', ";").replace("A; B", "A, B");
    let variants = [
        ("a byte order mark", format!("\u{feff}{CSV}")),
        ("Windows line ends", CSV.replace('\n', "\r\n")),
        ("semicolons", semicolons),
        ("tabs", CSV.replace(',', "\t").replace("A\t B", "A, B")),
        (
            "comments and empty lines",
            format!("# ghi chú, a\n\n{}\n# cuối\n,,,,,,\n", CSV.replace("b,", "\n# giữa\nb,")),
        ),
        ("decomposed letters", CSV.replace('ổ', "o\u{302}\u{309}")),
        ("spaces around", CSV.replace("b,Công đoàn C,", " b , Công đoàn C ,")),
        ("capitals in the header", CSV.replacen("id,name", "ID,Name", 1)),
        ("no line end at the end", CSV.trim_end().to_owned()),
    ];
    for (what, text) in variants {
        assert_eq!(drawn(&tree(&[("a.csv", text.as_bytes())]).as_of(date("2024-01-01"))), expected, "{what}");
    }
}

#[test]
fn columns_may_stand_in_any_order_and_dates_be_left_out() {
    let tree = tree(&[("a.csv", "parent,tier,id,name\n,trung ương,top,Tổng\ntop,tỉnh,a,C«ng ®oµn\n".as_bytes())]);
    let lines = drawn(&tree.as_of(date("1950-01-01")));
    assert_eq!(lines, ["a Công đoàn tỉnh – top", "top Tổng trung ương – –"], "old encodings are converted");
}
