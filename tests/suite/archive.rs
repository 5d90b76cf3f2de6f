//! The archive copies of all examples under veraPDF.

use std::fs;
use std::path::{Path, PathBuf};

use crate::distances::put_on;
use crate::examples::IN_ORDER;
use crate::installation::Desk;
use crate::{tools, verapdf};

#[test]
fn every_archive_copy_follows_its_standards() {
    let mut desks = Vec::new();
    let mut copies: Vec<(&str, PathBuf)> = Vec::new();
    let kinds = [
        ("nd30", "", "2a"),
        ("hd36", "attach_data = true, signature_field = true", "3a"),
        ("hd05", "signature_field = true", "2a"),
    ];
    for (letterhead, options, flavour) in kinds {
        let desk = Desk::new();
        desk.install("exporter_pdf_archive", "exporter_pdf_archive");
        for example in IN_ORDER {
            let file = put_on(&desk, example, letterhead);
            let mut organization: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();
            let options: toml::Table = format!("pdf-archive = {{ {options} }}").parse().unwrap();
            organization.insert("exporter".to_owned(), options.into());
            fs::write(&file, organization.to_string()).unwrap();
            let out = format!("out/{example}");
            let ran =
                desk.run(&["bundle", &format!("examples/{example}"), "-o", &out, "--only", "pdf-archive", "--draft"]);
            assert!(ran.code <= 1, "{example}: {ran:?}");
            copies.extend(tools::files(&desk.work().join(&out), &["pdf"]).into_iter().map(|pdf| (flavour, pdf)));
        }
        desks.push(desk);
    }
    assert!(copies.len() >= 3 * IN_ORDER.len(), "{copies:?}");
    let held = copies.iter().flat_map(|(flavour, pdf)| [(*flavour, pdf.as_path()), ("ua1", pdf.as_path())]);
    let Some(faults) = verapdf::faults(&held.collect::<Vec<(&str, &Path)>>()) else { return };
    assert!(faults.is_empty(), "{faults}");
}
