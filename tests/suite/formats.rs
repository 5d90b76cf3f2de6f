//! The published matrix: what each format can show, as the installed exporters say it.

use std::fmt::Write as _;
use std::fs;

use baocao_exporter::Feature;

use crate::installation::{Desk, root};

const HEAD: &str = "# Các định dạng / Formats

Mỗi bộ xuất tự khai báo những gì định dạng của nó thể hiện được; khi báo cáo dùng đến phần còn lại, `baocao bundle` cảnh báo.
*Every exporter declares what its format can show; `baocao bundle` warns where a report uses more.*

Bảng này do phép thử `formats` đối chiếu với chính các bộ xuất. *The test `formats` holds this table against the exporters;
`BAOCAO_BLESS=1 cargo test -p baocao-tests formats` writes it anew.*
";

#[test]
fn the_matrix_says_what_the_exporters_say() {
    let desk = Desk::new();
    for folder in fs::read_dir(root().join("plugins")).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        let name = folder.file_name().to_string_lossy().replace('-', "_");
        desk.install(&name, &name);
    }
    let listed = desk.run(&["exporters", "list", "--format", "json"]).json();
    let matrix = matrix(listed["exporters"].as_array().expect("a list of exporters"));
    let file = root().join("docs/formats.md");
    if std::env::var_os("BAOCAO_BLESS").is_some() {
        fs::write(&file, &matrix).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap_or_default(), matrix, "docs/formats.md is stale");
}

fn matrix(exporters: &[serde_json::Value]) -> String {
    let mut text = HEAD.to_owned();
    let ids: Vec<&str> = exporters.iter().map(|exporter| exporter["id"].as_str().unwrap()).collect();
    let shown = |exporter: &serde_json::Value| -> Vec<Feature> {
        serde_json::from_value(exporter["features"].clone()).expect("known features")
    };
    let shown: Vec<Vec<Feature>> = exporters.iter().map(shown).collect();
    let _ = writeln!(text, "\n| | {} |", ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" | "));
    let _ = writeln!(text, "|---|{}", ":-:|".repeat(ids.len()));
    for feature in Feature::ALL {
        let (vi, en) = feature.names();
        let marks = shown.iter().map(|features| if features.contains(&feature) { "có / yes" } else { "–" });
        let _ = writeln!(text, "| {vi} / *{en}* | {} |", marks.collect::<Vec<_>>().join(" | "));
    }
    text
}
