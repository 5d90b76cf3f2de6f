//! A library is opened only if it is trusted. The proof is a library that writes a file as soon as it is opened.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::installation::{Desk, Ran, library, root};
use crate::tools;

const REPORT: &str = "examples/lai-chau-2023-q3";

/// Builds the library that tells when it is opened. In a worker it could not write its file.
fn tell_tale(desk: &Desk, to: &Path) -> Option<PathBuf> {
    let proof = desk.work().join("opened");
    let define = format!("-DPROOF=\"{}\"", proof.display());
    tools::c_library(&root().join("tests/faulty/tells_when_opened.c"), to, &[&define])?;
    Some(proof)
}

fn bundle(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["bundle", REPORT, "-o", "out", "--format", "json"], more].concat())
}

fn codes(ran: &Ran) -> Vec<String> {
    let json = ran.json();
    let findings = json["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

pub fn sha256(path: &Path) -> String {
    Sha256::digest(fs::read(path).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn trust(desk: &Desk, id: &str) -> Ran {
    let file = desk.exporters().join(library(&format!("exporter_{}", id.replace('-', "_"))));
    desk.run(&["exporters", "trust", id, "--yes", "--sha256", &sha256(&file), "--format", "json"])
}

#[test]
fn a_folder_with_a_lock_opens_only_what_the_lock_names() {
    let desk = Desk::new();
    let pdf = desk.exporters().join(library("exporter_pdf"));
    let Some(proof) = tell_tale(&desk, &pdf) else { return };
    // Without a lock the installation's folder is trusted as a whole; the library is opened and tells.
    bundle(&desk, &["--in-process"]);
    assert!(proof.exists(), "the library tells when it is opened");
    fs::remove_file(&proof).unwrap();

    for id in ["official-letter", "xlsx", "html"] {
        assert_eq!(trust(&desk, id).code, 0);
    }
    let ran = bundle(&desk, &["--in-process"]);
    assert_eq!((ran.code, codes(&ran)), (2, vec!["exporter-not-trusted".to_owned()]), "{ran:?}");
    assert!(!proof.exists(), "an exporter that is not in the lock is not opened");
    assert_eq!(desk.names("out"), [""; 0]);
}

#[test]
fn a_changed_library_is_not_opened() {
    let desk = Desk::new();
    for id in ["official-letter", "pdf", "xlsx", "html"] {
        let ran = trust(&desk, id);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    assert_eq!(bundle(&desk, &[]).code, 0, "everything is in the lock");
    let Some(proof) = tell_tale(&desk, &desk.exporters().join(library("exporter_pdf"))) else { return };
    let ran = bundle(&desk, &["--in-process"]);
    assert_eq!((ran.code, codes(&ran)), (2, vec!["exporter-changed".to_owned()]), "{ran:?}");
    assert!(!proof.exists(), "a changed exporter is not opened");
}

#[test]
fn an_administrators_folder_needs_a_lock() {
    let desk = Desk::new();
    let extra = desk.root().join("extra");
    fs::create_dir_all(&extra).unwrap();
    fs::create_dir_all(desk.root().join("etc/baocao")).unwrap();
    let list = format!("folders = [{:?}]\n", extra.display().to_string());
    fs::write(desk.root().join("etc/baocao/exporters.toml"), list).unwrap();
    let name = library("exporter_pdf");
    fs::rename(desk.exporters().join(&name), extra.join(&name)).unwrap();

    let ran = bundle(&desk, &[]);
    assert_eq!((ran.code, codes(&ran)), (2, vec!["exporter-not-trusted".to_owned()]), "{ran:?}");
    let hash = sha256(&extra.join(&name));
    assert_eq!(desk.run(&["exporters", "trust", "pdf", "--yes", "--sha256", &hash]).code, 0);
    assert_eq!(bundle(&desk, &[]).code, 0);
}

#[cfg(unix)]
#[test]
fn what_others_can_write_to_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    assert_eq!(trust(&desk, "pdf").code, 0);
    let lock = desk.exporters().join("exporters.lock.toml");
    let file = desk.exporters().join(library("exporter_pdf"));
    for (path, usual) in [(&file, 0o755), (&desk.exporters(), 0o755), (&lock, 0o644)] {
        open(path, usual | 0o002);
        let ran = bundle(&desk, &["--only", "pdf"]);
        assert_eq!((ran.code, codes(&ran)), (2, vec!["exporter-writable".to_owned()]), "{}: {ran:?}", path.display());
        open(path, usual);
    }
    assert_eq!(bundle(&desk, &["--only", "pdf"]).code, 0);
}

#[test]
fn nothing_is_recorded_unless_the_hash_is_meant() {
    let desk = Desk::new();
    let lock = desk.exporters().join("exporters.lock.toml");
    let wrong = "0".repeat(64);
    let refused = [
        (&["pdf"][..], "trust-needs-yes"),
        (&["pdf", "--yes"], "trust-needs-hash"),
        (&["pdf", "--yes", "--sha256", &wrong], "hash-differs"),
        (&["nobody", "--yes", "--sha256", &wrong], "unknown-exporter"),
    ];
    for (arguments, code) in refused {
        let ran = desk.run(&[&["exporters", "trust", "--format", "json"], arguments].concat());
        assert_eq!((ran.code, codes(&ran)), (2, vec![code.to_owned()]), "{ran:?}");
        assert!(!lock.exists(), "{code}: nothing is recorded");
    }
    let ran = trust(&desk, "pdf");
    assert_eq!((ran.code, codes(&ran)), (0, vec!["exporters-left-out".to_owned()]), "{ran:?}");
    assert!(fs::read_to_string(lock).unwrap().contains(ran.json()["sha256"].as_str().unwrap()));
}
