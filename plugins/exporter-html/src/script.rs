//! The page's script. Everything can be read without it; with it figures open, units unfold and tables are sorted.

/// The parts in the order in which they need each other.
const PARTS: &[&str] = &[
    include_str!("../script/words.js"),
    include_str!("../script/sorting.js"),
    include_str!("../script/filter.js"),
    include_str!("../script/units.js"),
    include_str!("../script/source.js"),
    include_str!("../script/start.js"),
];

/// Returns the script without comments and indents, in a scope of its own.
pub fn text() -> String {
    let lines = PARTS.iter().flat_map(|part| part.lines()).map(str::trim);
    let lines: Vec<_> = lines.filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
    format!("(() => {{\n\"use strict\";\n{}\n}})();", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_xml_reader_takes_it() {
        assert!(!text().contains(['<', '&']), "nothing ends its element or starts another");
    }

    #[test]
    fn nothing_in_it_makes_elements_of_text() {
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("] {
            assert!(!text().contains(word), "{word}");
        }
    }
}
