use std::path::Path;

/// The file that a report folder is known by.
pub const REPORT: &str = "report.toml";
/// The file of a bundle that holds its figures for the level above.
pub const BUNDLED: &str = "submission.json";
/// The file that a bundle is known by.
const MANIFEST: &str = "manifest.json";

/// What a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderKind {
    /// A report's folder: one submission.
    Report,
    /// A bundle: one submission in it, beside what is for readers.
    Bundle,
    /// A folder of submissions.
    Plain,
}

impl FolderKind {
    /// Looks at a folder.
    pub fn of(path: &Path) -> Self {
        if path.join(REPORT).is_file() {
            return Self::Report;
        }
        if path.join(BUNDLED).is_file() && path.join(MANIFEST).is_file() {
            return Self::Bundle;
        }
        Self::Plain
    }
}
