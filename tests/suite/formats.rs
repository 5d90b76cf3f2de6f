//! What is published of formats: what each can show, as the installed exporters say it, and the words for it.

use std::fmt::Write as _;
use std::fs;

use baocao_exporter::specimen::specimen;
use baocao_exporter::{Description, Feature};
use baocao_host::missing_features;

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
    let names: Vec<_> = ids.iter().map(|id| format!("`{id}`")).collect();
    let _ = writeln!(text, "\n| | từ / *word* | {} |", names.join(" | "));
    let _ = writeln!(text, "|---|---|{}", ":-:|".repeat(ids.len()));
    for feature in Feature::ALL {
        let ((vi, en), word) = (feature.names(), feature.word());
        let marks = shown.iter().map(|features| if features.contains(&feature) { "có / yes" } else { "–" });
        let _ = writeln!(text, "| {vi} / *{en}* | `{word}` | {} |", marks.collect::<Vec<_>>().join(" | "));
    }
    text
}

const START: &str = "<!-- feature words: generated, BAOCAO_BLESS=1 cargo test -p baocao-tests formats -->\n";
const END: &str = "<!-- end -->";

#[test]
fn the_guide_has_all_words_for_features() {
    let file = root().join("docs/plugin-authoring.md");
    let guide = fs::read_to_string(&file).unwrap();
    let (before, rest) = guide.split_once(START).expect("the guide has a place for the words");
    let (_, after) = rest.split_once(END).expect("the place has an end");
    if std::env::var_os("BAOCAO_BLESS").is_some() {
        fs::write(&file, format!("{before}{START}{}{END}{after}", words())).unwrap();
    } else {
        assert_eq!(&rest[..rest.len() - after.len() - END.len()], words(), "docs/plugin-authoring.md is stale");
    }
}

/// A line for each word; the specimen, which has everything, tells what a report's users are warned of.
fn words() -> String {
    let mut nothing = Description::read(&Description::example()).expect("a description");
    nothing.features.clear();
    let warned = missing_features(&specimen(), &nothing);
    let mut text = "| từ / word | nghĩa / meaning | thiếu thì báo / warned of |\n|---|---|:-:|\n".to_owned();
    for feature in Feature::ALL {
        let ((vi, en), mark) = (feature.names(), if warned.contains(&feature) { "có / yes" } else { "–" });
        let _ = writeln!(text, "| `{}` | {vi} / *{en}* | {mark} |", feature.word());
    }
    text
}

#[test]
fn the_description_in_the_guide_is_whole() {
    let guide = fs::read_to_string(root().join("docs/plugin-authoring.md")).unwrap();
    let said = guide.split("```json\n").skip(1).filter_map(|block| block.split("```").next());
    let said: Vec<serde_json::Value> = said.filter_map(|json| serde_json::from_str(json).ok()).collect();
    assert!(said.contains(&Description::example()), "docs/plugin-authoring.md shows another description");
}
