use baocao_exporter::specimen;

use crate::file::text_of;
use crate::reading::{File, exported};

#[test]
fn links_lead_to_files_nearby_and_to_nothing_hostile() {
    let file = File::read(&exported(&specimen::specimen()));
    let mut targets = Vec::new();
    for page in &file.pages {
        let Ok(annotations) = file.pdf.get_dictionary(*page).unwrap().get(b"Annots") else { continue };
        for annotation in file.resolve(annotations).as_array().unwrap() {
            let annotation = file.resolve(annotation).as_dict().unwrap();
            let target = text_of(file.dictionary(annotation, "A").get(b"URI").unwrap());
            assert!(!text_of(annotation.get(b"Contents").unwrap()).trim().is_empty(), "{target} has no words");
            assert!(annotation.has(b"StructParent"), "{target} is in no tag");
            targets.push(target);
        }
    }
    for cell in ["C5", "B5"] {
        let target = format!("../so%20lieu/figures.ods#%27Bi%E1%BB%83u%201%27!{cell}");
        assert!(targets.contains(&target), "{targets:?}");
    }
    assert!(targets.iter().all(|target| target.starts_with("../")), "{targets:?}");
}
