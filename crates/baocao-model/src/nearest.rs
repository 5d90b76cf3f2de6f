/// Returns the known word that is most like `word`, if one is like it at all.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count().max(word.chars().count()) / 3)
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
    }
}
