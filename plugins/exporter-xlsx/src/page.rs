//! Paper, margins, page numbers and the draft mark of printed pages.

use baocao_exporter::{Document, Margins, Orientation};
use rust_xlsxwriter::Worksheet;

use crate::style::Styles;

const MM_PER_INCH: f64 = 25.4;
/// Excel's code for A4.
const A4: u8 = 9;
/// A header holds 255 characters in all.
const LONGEST_MARK: usize = 60;

/// Sets a sheet up to print as the letter does: one page wide, as many long as it takes.
pub fn set_up(sheet: &mut Worksheet, document: &Document, styles: Styles<'_>, orientation: Orientation) {
    let page = &document.envelope.letterhead.page;
    let margins = margins(page.margins, orientation);
    let inches = |mm: f64| mm.max(0.0) / MM_PER_INCH;
    sheet.set_paper_size(A4);
    if orientation == Orientation::Landscape {
        sheet.set_landscape();
    }
    sheet.set_margins(
        inches(margins.left),
        inches(margins.right),
        inches(margins.top),
        inches(margins.bottom),
        inches(page.number.from_top),
        inches(page.number.from_top),
    );
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_first_page_number(1);
    sheet.set_screen_gridlines(false);
    sheet.set_header(header(document, styles));
    sheet.set_header_footer_align_with_page(true);
}

/// Returns the width between the margins, in millimetres.
pub fn content_width(document: &Document, orientation: Orientation) -> f64 {
    let page = &document.envelope.letterhead.page;
    let margins = margins(page.margins, orientation);
    let paper = match orientation {
        Orientation::Portrait => page.width,
        Orientation::Landscape => page.height,
    };
    (paper - margins.left - margins.right).max(50.0)
}

/// A landscape page is turned as a whole: its top margin is the portrait's left one.
fn margins(portrait: Margins, orientation: Orientation) -> Margins {
    match orientation {
        Orientation::Portrait => portrait,
        Orientation::Landscape => {
            Margins { top: portrait.left, right: portrait.top, bottom: portrait.right, left: portrait.bottom }
        }
    }
}

fn header(document: &Document, styles: Styles<'_>) -> String {
    let envelope = &document.envelope;
    let font = styles.font_name();
    let size = envelope.letterhead.page.number.size.clamp(6.0, 72.0).round();
    let number = format!("&C&\"{font},Regular\"&{size}&P");
    if !envelope.draft {
        return number;
    }
    let mark: String = crate::text::one_line(&envelope.draft_mark).chars().take(LONGEST_MARK).collect();
    // The blank keeps a mark that starts with a digit apart from the size.
    format!("&L&\"{font},Bold\"&{size} {}{number}", mark.replace('&', "&&"))
}
