use baocao_exporter::specimen;
use lopdf::Object;

use crate::reading::{File, exported};

/// Where the areas of a file lead, with their edges.
fn links(file: &File) -> Vec<(String, Vec<f32>)> {
    let mut links = Vec::new();
    for page in &file.pages {
        let Ok(annotations) = file.pdf.get_dictionary(*page).unwrap().get(b"Annots") else { continue };
        for annotation in file.resolve(annotations).as_array().unwrap() {
            let annotation = file.resolve(annotation).as_dict().unwrap();
            let action = file.resolve(annotation.get(b"A").unwrap()).as_dict().unwrap();
            let target = action.get(b"URI").unwrap().as_str().unwrap();
            let edges = annotation.get(b"Rect").unwrap().as_array().unwrap();
            let edges = edges.iter().map(|edge| Object::as_float(edge).unwrap()).collect();
            links.push((String::from_utf8(target.to_vec()).unwrap(), edges));
        }
    }
    links
}

#[test]
fn links_lead_to_files_nearby_and_to_nothing_hostile() {
    let links = links(&File::read(&exported(&specimen::specimen())));
    for cell in ["C5", "B5"] {
        let target = format!("../so%20lieu/figures.ods#%27Bi%E1%BB%83u%201%27!{cell}");
        let (_, edges) = links.iter().find(|(own, _)| *own == target).unwrap_or_else(|| panic!("{links:?}"));
        let (width, height) = (edges[2] - edges[0], edges[3] - edges[1]);
        assert!((20.0..500.0).contains(&width) && (5.0..30.0).contains(&height), "{edges:?}");
    }
    assert!(links.iter().all(|(target, _)| target.starts_with("../")), "{links:?}");
}
