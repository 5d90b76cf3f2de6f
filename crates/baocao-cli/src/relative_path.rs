use std::path::{Path, PathBuf};

/// The way from a folder, which need not be there yet, up to a file in one of the folders above it; none if the file lies
/// elsewhere. Such a way tells nothing of the machine.
pub fn way_up(from: &Path, to: &Path) -> Option<String> {
    let (from, to) = (resolved(from)?, to.canonicalize().ok()?);
    let steps = from.strip_prefix(to.parent()?).ok()?.components().count();
    Some(format!("{}{}", "../".repeat(steps), to.file_name()?.to_str()?))
}

/// The path without links and steps back; what is not there yet lies in what is.
fn resolved(path: &Path) -> Option<PathBuf> {
    if let Ok(resolved) = path.canonicalize() {
        return Some(resolved);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(resolved(parent).filter(|_| path != parent)?.join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_leads_up_and_nowhere_else() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let file = folder.path().join("quý 3/figures.toml");
        std::fs::create_dir(folder.path().join("quý 3")).expect("a folder");
        std::fs::write(&file, "").expect("a file");
        let way = |from: &str| way_up(&folder.path().join(from), &file);
        assert_eq!(way("quý 3/out/slip").as_deref(), Some("../../figures.toml"));
        assert_eq!(way("quý 3/slip").as_deref(), Some("../figures.toml"));
        assert_eq!(way("quý 3/../quý 3").as_deref(), Some("figures.toml"));
        assert_eq!(way("out/slip"), None);
        assert_eq!(way("quý 30"), None);
    }
}
