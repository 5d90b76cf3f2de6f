//! Number formats that show a value as the letter prints it.

use baocao_exporter::{Format, FormatKind};

/// Makes numbers follow Vietnamese form whatever the reader's settings are.
const LOCALE: &str = "[$-42A]";

/// Returns the number format for a printed number; the column's format decides where the print is no guide.
pub fn number_format(printed: &str, column: Format) -> String {
    let shape = Shape::of(printed).unwrap_or(Shape {
        grouped: true,
        zeros: 1,
        decimals: usize::from(column.decimals),
        percent: column.kind == FormatKind::Percent,
    });
    shape.code()
}

/// How a printed number is built: `1.234,5%`.
struct Shape {
    grouped: bool,
    zeros: usize,
    decimals: usize,
    percent: bool,
}

impl Shape {
    fn of(printed: &str) -> Option<Self> {
        let unsigned = printed.trim_start_matches(['-', '\u{2212}']);
        let (digits, percent) = match unsigned.strip_suffix('%') {
            Some(digits) => (digits.trim_end(), true),
            None => (unsigned, false),
        };
        let (whole, decimals) = digits.split_once(',').unwrap_or((digits, ""));
        let plain = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        let groups: Vec<_> = whole.split('.').collect();
        let well_grouped = groups.iter().skip(1).all(|group| group.len() == 3);
        if whole.is_empty() || !well_grouped || !groups.iter().all(|group| plain(group)) || !plain(decimals) {
            return None;
        }
        // `02` keeps its zero; `1250` without a point stays so, while `1.250` and `626` follow the usual grouping.
        let zeros = if groups.len() == 1 && whole.starts_with('0') { whole.len() } else { 1 };
        let grouped = zeros == 1 && (groups.len() > 1 || whole.len() <= 3);
        Some(Self { grouped, zeros, decimals: decimals.len().min(15), percent })
    }

    fn code(&self) -> String {
        let mut code = LOCALE.to_owned();
        code.push_str(if self.grouped { "#,##0" } else { "" });
        if !self.grouped {
            code.extend(std::iter::repeat_n('0', self.zeros));
        }
        if self.decimals > 0 {
            code.push('.');
            code.extend(std::iter::repeat_n('0', self.decimals));
        }
        // The value is already in per cent; a bare sign would multiply it by 100.
        code.push_str(if self.percent { "\"%\"" } else { "" });
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_follow_the_print() {
        let column = Format { kind: FormatKind::Percent, decimals: 2 };
        let cases = [
            ("626", "#,##0"),
            ("1.250", "#,##0"),
            ("1250", "0"),
            ("02", "00"),
            ("-1.250,50", "#,##0.00"),
            ("98,7%", "#,##0.0\"%\""),
            ("khoảng 5", "#,##0.00\"%\""),
        ];
        for (printed, expected) in cases {
            assert_eq!(number_format(printed, column), format!("{LOCALE}{expected}"), "{printed}");
        }
    }
}
