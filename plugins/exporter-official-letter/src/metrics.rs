//! How wide text is, so that drawn lines can be as long as the rules of form ask.

use baocao_exporter::{TextStyle, typeface};

use crate::length::{Twips, points};

/// Returns the width of a line of text.
pub fn text_width(text: &str, style: &TextStyle) -> Twips {
    points(typeface::width(text, style.bold, style.italic) * style.size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_face() {
        let style = |bold| TextStyle { size: 12.0, bold, ..TextStyle::default() };
        assert_eq!(text_width("a", &style(false)), points(909.0 * 12.0 / 2048.0));
        assert_eq!(text_width("Ứ", &style(true)), points(1630.0 * 12.0 / 2048.0));
        assert_eq!(text_width("đ", &style(false)), points(1024.0 * 12.0 / 2048.0));
        assert_eq!(text_width("Độc lập - Tự do - Hạnh phúc", &TextStyle { size: 13.0, ..style(true) }), 3183);
        assert_eq!(text_width("ờ\u{7}", &style(false)), points(1083.0 * 12.0 / 2048.0));
    }
}
