//! Links to files and pages.

use baocao_exporter::Target;
use rust_xlsxwriter::Url;

use crate::text;

/// Programs open no sheet with more links, nor a link with more characters.
pub const MOST_LINKS: usize = 65_000;
const LONGEST: usize = 2_000;

/// Returns the link that shows `words`; none where no reader may follow, or where a workbook cannot say the way.
pub fn url(href: &str, words: &str) -> Option<Url> {
    let target = match Target::of(href)? {
        Target::Web { url } => url,
        // The first mark of number ends the path, and a percent sign counts as the start of a code.
        Target::File { path, .. } if path.contains(['#', '%']) => return None,
        Target::File { path, place } => {
            let place = place.map(|place| format!("#{place}")).unwrap_or_default();
            format!("file://{path}{place}")
        }
    };
    let fits = target.chars().count() <= LONGEST && !words.trim().is_empty();
    fits.then(|| Url::new(target).set_text(text::fitting(text::clean(words))))
}
