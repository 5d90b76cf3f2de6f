//! A bundle in one file, for sending.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes the files below `folder` to `<place>.zip`. Entries are in order and bear no clock.
pub fn write(folder: &Path, place: &Path) -> io::Result<()> {
    let mut name: OsString = place.as_os_str().to_owned();
    name.push(".zip");
    let target = PathBuf::from(name);
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::NamedTempFile::new_in(parent)?;
    let mut writer = ZipWriter::new(file.as_file());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for path in files(folder)? {
        let relative = path.strip_prefix(folder).map_err(io::Error::other)?;
        let name: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        writer.start_file(name.join("/"), options)?;
        io::copy(&mut File::open(&path)?, &mut writer)?;
    }
    writer.finish()?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}
