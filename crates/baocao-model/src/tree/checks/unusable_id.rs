use super::Checking;

/// The most characters that an id may have: ids become names of folders and files.
const MOST: usize = 80;

/// An id must do as the name of a folder on every system, and be easy to type.
pub fn check(checking: &mut Checking<'_>) {
    for (row, unit) in checking.units().filter(|(_, unit)| !is_usable(&unit.id)) {
        checking.push(checking.unit("unit-id-not-usable", row, "id").with("name", &unit.id).with("most", MOST));
    }
}

fn is_usable(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    id.len() <= MOST && id.starts_with(|c: char| c.is_ascii_alphanumeric()) && id.chars().all(plain)
}
