//! Lists of the envelope: a dash before each line, `;` after each but the last, which ends with a full stop.

/// Returns the first line that is not as lists are, and how it should be.
pub fn first_malformed(lines: &[String], dash: &str, separator: &str) -> Option<(usize, String)> {
    let last = lines.len().checked_sub(1)?;
    lines.iter().enumerate().find_map(|(index, line)| {
        let end = if index == last { "." } else { separator };
        let bare = line.trim_start_matches(['-', '–', '+', '•', ' ']).trim_end_matches([';', '.', ',', ' ']);
        let wanted = format!("{dash}{bare}{end}");
        (*line != wanted).then_some((index, wanted))
    })
}
