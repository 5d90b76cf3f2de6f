//! The printed page against the letterhead: both PDFs, and the letter as LibreOffice prints it.
//!
//! Lengths hold to half a millimetre, sizes to a tenth of a point.

mod body;
mod head;
mod profile;
mod wrong;

use std::fs;
use std::path::{Path, PathBuf};

use crate::examples::IN_ORDER;
use crate::installation::Desk;
use crate::measured::{Page, pages};
use crate::tools;
use profile::Profile;
use wrong::Wrong;

const EXPORTERS: &str = "official-letter,pdf,pdf-archive";

#[test]
fn pages_are_as_nd30_asks() {
    hold_all("nd30");
}

#[test]
fn pages_are_as_hd36_asks() {
    hold_all("hd36");
}

#[test]
fn pages_are_as_hd05_asks() {
    hold_all("hd05");
}

/// Prints every example on a letterhead and measures all pages; tells all that is wrong at once.
fn hold_all(letterhead: &str) {
    let desk = Desk::new();
    desk.install("exporter_pdf_archive", "exporter_pdf_archive");
    let profile = Profile::read(&desk, letterhead);
    let mut printed: Vec<PathBuf> = Vec::new();
    for example in IN_ORDER {
        put_on(&desk, example, letterhead);
        let out = format!("out/{example}");
        let ran =
            desk.run(&["bundle", &format!("examples/{example}"), "-o", &out, "--only", EXPORTERS, "--draft", "-q"]);
        assert!(ran.code <= 1, "{example}: {ran:?}");
        let folder = desk.work().join(&out);
        printed.extend(["", "-pdf-archive"].map(|kind| folder.join(format!("{example}{kind}.pdf"))));
        printed.extend(by_libreoffice(&folder.join(format!("{example}.docx"))));
    }
    let mut wrong = Vec::new();
    for pdf in &printed {
        let Some(pages) = pages(pdf) else { return };
        let name = pdf.strip_prefix(desk.work()).unwrap().display().to_string();
        wrong
            .extend(Measured { profile: &profile, pages }.deviations().into_iter().map(|one| format!("{name}: {one}")));
    }
    assert!(wrong.is_empty(), "{} deviations:\n{}", wrong.len(), wrong.join("\n"));
}

/// Gives the organisation that reports another letterhead and two more exporters. Returns its file.
pub fn put_on(desk: &Desk, example: &str, letterhead: &str) -> PathBuf {
    let report = fs::read_to_string(desk.work().join(format!("examples/{example}/report.toml"))).unwrap();
    let report: toml::Table = report.parse().unwrap();
    let file = desk.work().join(format!("config/organizations/{}.toml", report["organization"].as_str().unwrap()));
    let mut organization: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();
    organization.insert("letterhead".to_owned(), letterhead.into());
    let exporters = EXPORTERS.split(',').chain(["xlsx", "html"]);
    organization.insert("exporters".to_owned(), exporters.collect::<Vec<_>>().into());
    fs::write(&file, organization.to_string()).unwrap();
    file
}

/// The letter as LibreOffice prints it; nothing where it is missing.
fn by_libreoffice(docx: &Path) -> Option<PathBuf> {
    let folder = docx.parent().unwrap().join("printed");
    let home = format!("-env:UserInstallation=file://{}", docx.parent().unwrap().join("home").display());
    let [to, from] = [&folder, &docx.to_path_buf()].map(|path| path.to_str().unwrap().to_owned());
    let arguments = [&home, "--headless", "--convert-to", "pdf", "--outdir", &to, &from];
    let output = tools::run("soffice", "libreoffice-writer fonts-liberation2", &arguments)?;
    let pdf = folder.join(docx.with_extension("pdf").file_name().unwrap());
    assert!(pdf.is_file(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(pdf)
}

/// A printed report beside the letterhead it should follow.
struct Measured<'a> {
    profile: &'a Profile,
    pages: Vec<Page>,
}

impl Measured<'_> {
    fn deviations(&self) -> Vec<String> {
        let mut wrong = Wrong::default();
        self.paper(&mut wrong);
        self.margins(&mut wrong);
        self.indents(&mut wrong);
        self.page_numbers(&mut wrong);
        self.head(&mut wrong);
        self.closing(&mut wrong);
        wrong.0
    }
}
