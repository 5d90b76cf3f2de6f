//! A table as numbers: which rows are headings, which columns hold what.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::read_numeral;
use crate::passage::RowKind;
use crate::reading::Reading;
use crate::relation::Operand;

/// A table as numbers.
#[derive(Debug)]
pub struct Grid {
    /// The fields, row by row.
    pub rows: Vec<Vec<Field>>,
    /// How many rows at the top are headings.
    pub headings: usize,
    /// The heading of each column, its levels joined, in small letters.
    pub names: Vec<String>,
    /// What stands before the table: caption and unit line.
    pub caption: Option<usize>,
    /// What the rows are, where the source says so.
    pub kinds: Vec<RowKind>,
}

/// A field of a table.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its passage.
    pub passage: usize,
    /// Its words.
    pub text: String,
    /// Its number, if it is one.
    pub value: Option<Decimal>,
    /// The worth of the last digit.
    pub step: Decimal,
}

impl Field {
    /// The field as an operand.
    pub fn operand(&self) -> Operand {
        Operand { passage: self.passage, span: self.span(), text: self.text.clone() }
    }

    /// The bytes of its text.
    pub fn span(&self) -> Range<usize> {
        0..self.text.len()
    }
}

/// Every table of a text as numbers.
pub fn grids(reading: &Reading<'_>) -> Vec<Grid> {
    reading.text.tables.iter().filter(|table| table.rows.len() >= 2).map(|table| grid(reading, table)).collect()
}

fn grid(reading: &Reading<'_>, table: &crate::Table) -> Grid {
    let rows: Vec<Vec<Field>> =
        table.rows.iter().map(|row| row.iter().map(|passage| field(reading, *passage)).collect()).collect();
    let numbers = |row: &[Field]| row.iter().skip(1).filter(|field| field.value.is_some() && !is_year(field)).count();
    let headings = rows.iter().position(|row| numbers(row) > 0 && !counts_up(row)).unwrap_or(rows.len()).min(4);
    let headings = match table.kinds.as_slice() {
        [] => headings.max(1),
        kinds => kinds.iter().take_while(|kind| **kind == RowKind::Heading).count(),
    };
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let name = |column: usize| {
        let mut parts: Vec<String> = Vec::new();
        for row in &rows[..headings.min(rows.len())] {
            // A heading over several columns stands in the first of them only.
            let own = row.get(column).map(|field| field.text.to_lowercase()).filter(|text| !text.is_empty());
            parts.extend(own.filter(|text| parts.last() != Some(text)));
        }
        parts.join(" ")
    };
    let names = (0..width).map(name).collect();
    Grid { rows, headings, names, caption: table.caption, kinds: table.kinds.clone() }
}

fn is_year(field: &Field) -> bool {
    field.text.len() == 4
        && field.value.is_some_and(|value| (Decimal::from(1900)..=Decimal::from(2100)).contains(&value))
}

/// True for the row that numbers the columns.
fn counts_up(row: &[Field]) -> bool {
    let numbers: Vec<_> = row.iter().filter_map(|field| field.value).collect();
    numbers.len() >= 3
        && numbers.len() + 1 >= row.len()
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + Decimal::ONE)
        && numbers[0] <= Decimal::TWO
}

fn field(reading: &Reading<'_>, passage: usize) -> Field {
    let text = reading.text.passages[passage].text.trim().to_owned();
    let (value, step) = number(&text).map_or((None, Decimal::ONE), |(value, step)| (Some(value), step));
    Field { passage, text, value, step }
}

/// A cell that is a number and nothing else but its unit.
fn number(text: &str) -> Option<(Decimal, Decimal)> {
    let (negative, digits) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => (true, inner),
            None => (false, text),
        },
    };
    let (numeral, length) = read_numeral(digits)?;
    let rest = digits[length..].trim();
    if !matches!(rest, "" | "%" | "đ" | "đồng" | "^d" | "người" | "tr" | "triệu") {
        return None;
    }
    let value = if negative { -numeral.value } else { numeral.value };
    Some((value, Decimal::new(1, numeral.decimals.min(20))))
}

impl Grid {
    /// The rows below the headings, by index.
    pub fn body(&self) -> Range<usize> {
        self.headings..self.rows.len()
    }

    /// The value of a field.
    pub fn value(&self, row: usize, column: usize) -> Option<Decimal> {
        self.rows.get(row)?.get(column)?.value
    }

    /// What a row is called: its first field that is no number.
    pub fn label(&self, row: usize) -> String {
        let named = self.rows[row]
            .iter()
            .take(3)
            .find(|field| field.value.is_none() && !field.text.is_empty() && !is_roman(&field.text));
        named.map(|field| field.text.to_lowercase()).unwrap_or_default()
    }

    /// True for a row that sums up others.
    pub fn is_total_row(&self, row: usize) -> bool {
        if let Some(kind) = self.kinds.get(row) {
            return *kind == RowKind::Total;
        }
        let label = self.label(row);
        let label = label.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-' | ')' | '*'));
        is_total(label)
    }

    /// Columns with numbers that may be added: no percentages, no rates, no running numbers.
    pub fn additive(&self) -> Vec<usize> {
        (0..self.names.len()).filter(|column| self.is_additive(*column)).collect()
    }

    fn is_additive(&self, column: usize) -> bool {
        const NOT: &[&str] = &[
            "%",
            "tỷ lệ",
            "tỉ lệ",
            "bình quân",
            "năng suất",
            "đơn giá",
            "stt",
            "xếp",
            "hạng",
            "mức ",
            "chỉ số",
            "so sánh",
            "tồn",
            "năm sinh",
        ];
        let name = &self.names[column];
        let numbers = self.body().filter(|row| self.value(*row, column).is_some()).count();
        let percent = self.body().any(|row| self.rows[row].get(column).is_some_and(|field| field.text.ends_with('%')));
        let serial = matches!(name.trim(), "tt" | "số tt") || column == 0;
        numbers > 0 && !percent && !serial && !NOT.iter().any(|word| name.contains(word))
    }

    /// How deep a row is numbered: 0 for `A`, 1 for `I`, 2 for `1`, 3 for `1.1`, 4 for `a` and dashes; none without a number.
    pub fn depth(&self, row: usize) -> Option<usize> {
        let first = self.rows[row].iter().map(|field| field.text.as_str()).find(|text| !text.is_empty())?;
        let head: String = first.chars().take_while(|c| !c.is_whitespace()).collect();
        let mark = head.trim_end_matches(['.', ')', '-', '/']);
        if first.starts_with(['-', '+', '*', '•']) {
            return Some(5);
        }
        if is_roman(mark) {
            return Some(1);
        }
        if mark.chars().count() == 1 && mark.chars().all(char::is_uppercase) {
            return Some(0);
        }
        let digits = !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit() || c == '.');
        if digits && mark.len() <= 6 {
            return Some(2 + mark.matches('.').count());
        }
        (mark.chars().count() == 1 && mark.chars().all(char::is_lowercase) && head.len() > mark.len()).then_some(4)
    }
}

/// True for words that say "total", also misspelt.
pub fn is_total(label: &str) -> bool {
    ["tổng", "tông ", "tồng", "cộng", "tổng cộng", "toàn tỉnh", "toàn ngành", "toàn huyện"]
        .iter()
        .any(|word| label.starts_with(word))
        && !label.starts_with("cộng đồng")
        && !label.starts_with("cộng tác")
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 5 && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}
