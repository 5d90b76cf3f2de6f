//! Names that Excel accepts for sheets.

/// The most UTF-16 units in a sheet's name.
const LIMIT: usize = 31;

/// Makes a name for each title, valid and unlike the others and `taken`.
pub fn sheet_names(titles: &[&str], taken: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (index, title) in titles.iter().enumerate() {
        // The number keeps the order visible and names apart that begin alike.
        let number = format!("{}. ", index + 1);
        let mut name = number.clone() + &cut(&allowed(title), LIMIT - number.len());
        if name.to_lowercase() == taken.to_lowercase() {
            name.push('_');
        }
        names.push(name.trim_end().to_owned());
    }
    names
}

fn allowed(title: &str) -> String {
    let forbidden = |c: char| c.is_control() || matches!(c, ':' | '\\' | '/' | '?' | '*' | '[' | ']' | '\'');
    let words = title.replace(forbidden, " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts after a whole word where the first word leaves room for it.
fn cut(text: &str, limit: usize) -> String {
    let mut units = 0;
    let within = |c: &char| {
        units += c.len_utf16();
        units <= limit
    };
    let kept: String = text.chars().take_while(within).collect();
    if kept.len() == text.len() {
        return kept;
    }
    let whole = match kept.rfind(' ') {
        Some(space) if !text[kept.len()..].starts_with(' ') => &kept[..space],
        _ => &kept,
    };
    whole.trim_end_matches([' ', ',', '.', ';', '-', '(']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::sheet_names;

    #[test]
    fn any_title_becomes_a_name_of_its_own() {
        let long = "x".repeat(300);
        let titles = [
            "Công tác kiểm tra, giám sát trong quý",
            "'a':b/c\\d?*[e]",
            "",
            "''",
            &long,
            &long,
            "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        ];
        let names = sheet_names(&titles, "Hướng dẫn");
        assert_eq!(names[0], "1. Công tác kiểm tra, giám sát");
        for name in &names {
            assert!(!name.is_empty() && name.encode_utf16().count() <= 31, "{name:?}");
            assert!(!name.contains([':', '\\', '/', '?', '*', '[', ']', '\'']), "{name:?}");
        }
        let mut different: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), names.len());
    }
}
