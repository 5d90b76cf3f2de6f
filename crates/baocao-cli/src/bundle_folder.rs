//! Writes a bundle beside its place and moves it there in one step.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use baocao_model::{Finding, Place, Refusal};
use tempfile::TempDir;

/// The file that makes a folder a bundle.
pub const MANIFEST: &str = "manifest.json";

/// A bundle that is being written.
#[derive(Debug)]
pub struct BundleFolder {
    place: PathBuf,
    staging: TempDir,
}

impl BundleFolder {
    /// Starts a bundle that will stand at `place`. A folder that holds something else is left alone.
    pub fn start(place: &Path) -> Result<Self, Refusal> {
        Self::start_marked(place, MANIFEST, "output-in-the-way")
    }

    /// Starts a folder that will stand at `place` and that the file `marker` makes what it is; `code` says that
    /// something else stands there.
    pub fn start_marked(place: &Path, marker: &str, code: &'static str) -> Result<Self, Refusal> {
        if !is_replaceable(place, marker) {
            let name = place.display().to_string();
            return Err(Finding::error(code, Place::file(&*name)).with("file", name).into());
        }
        let parent = parent(place);
        let staging = fs::create_dir_all(parent)
            .and_then(|()| tempfile::Builder::new().prefix(".baocao-").tempdir_in(parent))
            .map_err(|error| not_writable(place, &error))?;
        Ok(Self { place: place.to_owned(), staging })
    }

    /// The folder to write into.
    pub fn path(&self) -> &Path {
        self.staging.path()
    }

    /// Puts the bundle in its place. Before, the old bundle stands there; after, the new one.
    pub fn finish(self) -> Result<PathBuf, Refusal> {
        let Self { place, staging } = self;
        let moved = open_to_others(staging.path()).and_then(|()| put(staging.path(), &place));
        moved.map_err(|error| not_writable(&place, &error))?;
        // What stood there before is now in the staging folder and goes with it.
        drop(staging);
        Ok(place)
    }
}

/// Why a bundle cannot be written.
pub fn not_writable(path: &Path, error: &io::Error) -> Refusal {
    let name = path.display().to_string();
    Finding::error("output-not-writable", Place::file(&*name)).with("file", name).because(error).into()
}

/// Where the folder of each report goes: to the folder asked for, or to one within it for each of several reports;
/// where `otherwise` says if none was asked for.
pub fn places(
    reports: &[PathBuf],
    output: Option<&Path>,
    otherwise: impl Fn(&Path) -> PathBuf,
) -> Result<Vec<PathBuf>, Refusal> {
    let Some(output) = output else {
        return Ok(reports.iter().map(|report| otherwise(report)).collect());
    };
    if reports.len() == 1 {
        return Ok(vec![output.to_owned()]);
    }
    let mut places: Vec<PathBuf> = Vec::new();
    for report in reports {
        let resolved = report.canonicalize().unwrap_or_else(|_| report.clone());
        let name = resolved.file_name().map(Path::new).unwrap_or(Path::new("report")).to_owned();
        let place = output.join(&name);
        if places.contains(&place) {
            let at = Place::file(report.display().to_string());
            return Err(Finding::error("same-report-name", at).with("name", name.display()).into());
        }
        places.push(place);
    }
    Ok(places)
}

/// True if nothing would be lost: no such folder, an empty one, or an earlier one of the same kind.
fn is_replaceable(place: &Path, marker: &str) -> bool {
    match fs::read_dir(place) {
        Ok(mut entries) => entries.next().is_none() || place.join(marker).is_file(),
        // What cannot be read because it is not there will be made, or will fail with the system's own reason.
        Err(_) => !place.exists(),
    }
}

fn parent(place: &Path) -> &Path {
    place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Temporary folders are private; a bundle has the rights that a new folder would have.
fn open_to_others(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let probe = folder.join(".rights");
        fs::create_dir(&probe)?;
        let rights = fs::metadata(&probe)?.permissions().mode();
        fs::remove_dir(&probe)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(rights))?;
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn put(staging: &Path, place: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    if !place.exists() {
        return fs::rename(staging, place);
    }
    match renameat_with(CWD, staging, CWD, place, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Some file systems cannot exchange.
        Err(_) => put_aside(staging, place),
    }
}

#[cfg(not(target_os = "linux"))]
fn put(staging: &Path, place: &Path) -> io::Result<()> {
    if place.exists() { put_aside(staging, place) } else { fs::rename(staging, place) }
}

/// Moves the old bundle aside first; if the new one cannot be moved, the old one comes back.
fn put_aside(staging: &Path, place: &Path) -> io::Result<()> {
    let mut name: OsString = place.as_os_str().to_owned();
    name.push(".old");
    let aside = PathBuf::from(name);
    fs::rename(place, &aside)?;
    if let Err(error) = fs::rename(staging, place) {
        fs::rename(&aside, place)?;
        return Err(error);
    }
    fs::remove_dir_all(aside)
}
