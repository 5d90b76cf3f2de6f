/// Returns the known word that is most like `word`, if one is like it at all.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let is_like = |(distance, candidate): &(usize, &str)| {
        let longer = candidate.chars().count().max(word.chars().count());
        // Of two or three letters, more than half would be others.
        *distance <= 1 + longer / 3 && *distance * 2 <= longer
    };
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(is_like)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_a_slip_and_no_stranger() {
        let known = ["same_level", "lower_level", "total"];
        assert_eq!(nearest("same_levle", known), Some("same_level"));
        assert_eq!(nearest("totla", known), Some("total"));
        assert_eq!(nearest("workers", known), None);
        assert_eq!(nearest("sô", ["so", "tien"]), Some("so"));
        assert_eq!(nearest("log", ["so", "tien"]), None);
    }
}
