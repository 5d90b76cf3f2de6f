//! Tables as a whole: the unit line over them, the years they cover, and income less expenses.

use rust_decimal::Decimal;

use super::grid::{Grid, grids};
use crate::language::{LexemeKind, lexemes};
use crate::reading::{Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Looks at every table, and at tables of income and expenses that follow each other.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let grids = grids(reading);
    let term = term(reading);
    for grid in &grids {
        out.extend(unit_line(reading, grid));
        out.extend(term.and_then(|term| coverage(reading, grid, term)));
    }
    for pair in grids.windows(2) {
        balance(reading, &pair[0], &pair[1], out);
    }
}

/// `ĐVT: 1.000` over figures that are written in full.
fn unit_line(reading: &Reading<'_>, grid: &Grid) -> Option<Relation> {
    let caption = grid.caption?;
    let text = &reading.text.passages[caption].text;
    let lower = text.to_lowercase();
    let at = ["đvt", "đơn vị tính", "đơn vị:"]
        .iter()
        .find_map(|word| lower.find(word).filter(|at| text.is_char_boundary(*at)))?;
    let unit = &lower[at..];
    let scale = if unit.contains("triệu") {
        1_000_000
    } else if unit.contains("tỷ") {
        1_000_000_000
    } else if ["1.000", "1000", "nghìn", "ngàn"].iter().any(|word| unit.contains(word)) {
        1_000
    } else {
        return None;
    };
    let values: Vec<Decimal> = grid
        .body()
        .flat_map(|row| &grid.rows[row])
        .filter_map(|field| field.value)
        .filter(|value| !value.is_zero())
        .collect();
    let full = |value: &Decimal| *value >= Decimal::from(100_000) && (*value % Decimal::ONE_THOUSAND).is_zero();
    let (written, large) = (values.iter().filter(|value| full(value)).count(), values.iter().max()?);
    if values.len() < 3 || written * 10 < values.len() * 9 {
        return None;
    }
    let computation =
        format!("{} × {} = {} đồng", shown(*large), shown(Decimal::from(scale)), shown(*large * Decimal::from(scale)));
    let relation =
        reading.relation(Kind::UnitLine, caption, at..text.len()).computed(computation).broken(Certainty::Possible);
    Some(relation.unless("đơn vị tính là đồng", "the unit đồng"))
}

/// The term that the first passages name.
fn term(reading: &Reading<'_>) -> Option<(i32, i32)> {
    let early = reading.prose().take(12).flat_map(|(_, _, parsed)| &parsed.lexemes);
    early
        .filter_map(|lexeme| match lexeme.kind {
            LexemeKind::Years(from, to) if to - from == 5 => Some((from, to)),
            _ => None,
        })
        .min()
}

/// Years of a table that leave out the first year of the term.
fn coverage(reading: &Reading<'_>, grid: &Grid, (from, to): (i32, i32)) -> Option<Relation> {
    let year = |text: &str| -> Option<i32> {
        let words: Vec<_> = lexemes(text)
            .into_iter()
            .filter_map(|lexeme| match lexeme.kind {
                LexemeKind::Number(numeral) if numeral.is_year() => numeral.small(),
                _ => None,
            })
            .collect();
        (words.len() == 1 && text.trim().chars().count() <= 9).then(|| i32::try_from(words[0]).ok())?
    };
    let first_column = grid.body().filter_map(|row| grid.rows[row].first());
    let header = grid.rows[..grid.headings].iter().flatten();
    let fields: Vec<_> = first_column.chain(header).filter_map(|field| Some((year(&field.text)?, field))).collect();
    let years: Vec<i32> = fields.iter().map(|(year, _)| *year).collect();
    let missing: Vec<i32> = (from..=to).filter(|year| !years.contains(year)).collect();
    if years.len() < 4 || missing.is_empty() || years.iter().any(|year| !(from..=to).contains(year)) {
        return None;
    }
    let (_, field) = fields.first()?;
    let listed = missing.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
    let mut relation = reading.relation(Kind::Coverage, field.passage, field.span());
    relation.operands.extend(grid.caption.map(|caption| crate::relation::Operand {
        passage: caption,
        span: 0..reading.text.passages[caption].text.len(),
        text: listed.clone(),
    }));
    let relation = relation.computed(format!("{from}-{to}: {listed}")).broken(Certainty::Possible);
    Some(relation.unless(format!("có cả năm {listed}"), format!("the years {listed} as well")))
}

/// Income, then expenses by the same columns: what is left at the end, and whether it was ever negative.
fn balance(reading: &Reading<'_>, income: &Grid, expenses: &Grid, out: &mut Vec<Relation>) {
    let total = |grid: &Grid| grid.body().rev().find(|row| grid.is_total_row(*row));
    let (Some(earned), Some(spent)) = (total(income), total(expenses)) else { return };
    let shared: Vec<(usize, usize)> = (0..income.names.len())
        .filter_map(|column| {
            Some((
                column,
                expenses.names.iter().position(|name| *name == income.names[column] && name.contains("năm"))?,
            ))
        })
        .collect();
    let last = |grid: &Grid, row: usize, column: usize| grid.value(row, column);
    let grand = |grid: &Grid, row: usize| {
        (0..grid.names.len())
            .rev()
            .filter(|column| super::grid::is_total(&grid.names[*column]))
            .find_map(|column| last(grid, row, column))
    };
    if let (Some(a), Some(b)) = (grand(income, earned), grand(expenses, spent))
        && let Some(left) = (0..expenses.names.len())
            .find(|column| expenses.names[*column].contains("tồn") || expenses.names[*column].contains("còn lại"))
        && let Some(field) = expenses.rows[spent].get(left).filter(|field| field.value.is_some())
    {
        let relation = reading.relation(Kind::Balance, field.passage, field.span());
        let holds = field.value == Some(a - b);
        let relation = relation.computed(format!("{} − {} = {}", shown(a), shown(b), shown(a - b)));
        out.push(if holds {
            relation
        } else {
            relation.broken(Certainty::Possible).unless(shown(a - b), shown(a - b))
        });
    }
    if shared.len() < 3 {
        return;
    }
    let mut sum = Decimal::ZERO;
    for (a, b) in shared {
        sum += income.value(earned, a).unwrap_or_default() - expenses.value(spent, b).unwrap_or_default();
        if sum < Decimal::ZERO {
            let field = &expenses.rows[spent][b];
            let relation = reading
                .relation(Kind::Balance, field.passage, field.span())
                .computed(format!("thu − chi lũy kế = {}", shown(sum)));
            out.push(
                relation
                    .broken(Certainty::Possible)
                    .unless("có tồn đầu kỳ hoặc chi không quá thu", "an opening balance, or no more spent than earned"),
            );
            return;
        }
    }
}
