//! What must hold for the pages of `specimen::strained`, as `pdftotext -bbox` sees them.

/// Every word lies on its page, and none of those with numbers is lost.
pub fn assert_nothing_lost(found: &str) {
    let (mut page, mut words) = ([0.0, 0.0], Vec::new());
    for line in found.lines().map(str::trim) {
        let number = |key: &str| -> f64 {
            let (_, after) = line.split_once(&format!("{key}=\"")).expect(key);
            after.split('"').next().and_then(|digits| digits.parse().ok()).expect(key)
        };
        if line.starts_with("<page ") {
            page = [number("width"), number("height")];
        } else if line.starts_with("<word ") {
            let edges = ["xMin", "yMin", "xMax", "yMax"].map(number);
            assert!(edges[0] >= 0.0 && edges[1] >= 0.0 && edges[2] <= page[0] && edges[3] <= page[1], "{line}");
            let (_, text) = line.split_once('>').expect("a word");
            words.push(text.trim_end_matches("</word>").to_owned());
        }
    }
    for (word, count) in [("nơi", 60), ("từ", 200)] {
        let lost: Vec<_> = (0..count).map(|n| format!("{word}{n}")).filter(|word| !words.contains(word)).collect();
        assert!(lost.is_empty(), "{} lost: {:?}", lost.len(), &lost[..lost.len().min(9)]);
    }
    // These are cut where they must be, letter by letter.
    let whole = words.concat();
    assert_eq!(whole.matches('§').count(), 5 * 40);
    for character in ['ệ', 'Ệ'] {
        assert!(whole.matches(character).count() >= 300, "{character}");
    }
}
