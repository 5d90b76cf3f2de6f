use baocao_exporter::specimen::specimen;

use crate::opened::letter;

#[test]
fn links_lead_to_files_nearby_and_to_nothing_hostile() {
    let letter = letter(&specimen());
    let relations = letter.part("word/_rels/document.xml.rels").all("Relationship");
    let links: Vec<_> = relations.iter().filter(|relation| relation.attribute("TargetMode") == "External").collect();
    let targets: Vec<_> = links.iter().map(|relation| relation.attribute("Target")).collect();
    let to = |cell: &str| format!("../so%20lieu/figures.ods#%27Bi%E1%BB%83u%201%27!{cell}");
    assert_eq!(targets, [to("C5"), to("B5")]);
    let written = letter.document().all("w:hyperlink");
    let words: Vec<_> = written.iter().map(|link| link.words()).collect();
    assert_eq!(words[0].trim(), "Xem ô C5 của sổ tính.");
    assert_eq!(words.len(), 2, "{words:?}");
    for (link, relation) in written.iter().zip(links) {
        assert_eq!(link.attribute("r:id"), relation.attribute("Id"));
    }
    assert!(letter.lines().iter().any(|line| line.contains("Liên kết không mở được.")));
}
