//! Columns of a table that follow from others, and labels that follow from a target and a result.

use rust_decimal::Decimal;

use super::grid::{Grid, grids};
use crate::reading::{Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Looks for columns that are a percentage or a difference of two others, and for evaluations.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for grid in grids(reading) {
        for column in 0..grid.names.len() {
            derived(reading, &grid, column, out);
        }
        evaluations(reading, &grid, out);
    }
}

/// How a column may follow from two others.
#[derive(Clone, Copy, Debug)]
enum Formula {
    Percentage,
    Difference,
    Growth,
}

impl Formula {
    fn value(self, a: Decimal, b: Decimal) -> Option<Decimal> {
        match self {
            Self::Percentage => (a * Decimal::ONE_HUNDRED).checked_div(b),
            Self::Difference => Some(a - b),
            Self::Growth => ((a - b) * Decimal::ONE_HUNDRED).checked_div(b),
        }
    }

    fn shown(self, a: Decimal, b: Decimal) -> String {
        match self {
            Self::Percentage => format!("{} / {}", shown(a), shown(b)),
            Self::Difference => format!("{} − {}", shown(a), shown(b)),
            Self::Growth => format!("({} − {}) / {}", shown(a), shown(b), shown(b)),
        }
    }
}

/// A column is taken to follow from two others if it does so in most of its rows, and in three at least.
fn derived(reading: &Reading<'_>, grid: &Grid, column: usize, out: &mut Vec<Relation>) {
    let name = &grid.names[column];
    let percentage = ["%", "tỷ lệ", "tỉ lệ"].iter().any(|word| name.contains(word))
        || grid.body().any(|row| grid.rows[row].get(column).is_some_and(|field| field.text.ends_with('%')));
    let difference = ["tăng", "giảm", "chênh", "so sánh", "so với", "còn lại"].iter().any(|word| name.contains(word));
    let formulas: &[Formula] = match (percentage, difference) {
        (true, true) => &[Formula::Growth, Formula::Percentage],
        (true, false) => &[Formula::Percentage],
        (false, true) => &[Formula::Difference],
        _ => return,
    };
    let rows: Vec<usize> = grid.body().filter(|row| grid.value(*row, column).is_some()).collect();
    let columns: Vec<usize> = (0..grid.names.len()).filter(|other| *other != column).collect();
    let mut best: Option<(usize, Formula, usize, usize)> = None;
    for formula in formulas {
        for a in &columns {
            for b in columns.iter().filter(|b| *b != a) {
                let held = rows.iter().filter(|row| holds(grid, **row, column, *formula, *a, *b) == Some(true)).count();
                if best.is_none_or(|(most, ..)| held > most) {
                    best = Some((held, *formula, *a, *b));
                }
            }
        }
    }
    let Some((held, formula, a, b)) = best else { return };
    let asked = rows.iter().filter(|row| holds(grid, **row, column, formula, a, b).is_some()).count();
    if held < 3 || held * 3 < asked * 2 {
        return;
    }
    for row in rows {
        let Some(right) = holds(grid, row, column, formula, a, b) else { continue };
        let (left, second) = (grid.value(row, a).unwrap_or_default(), grid.value(row, b).unwrap_or_default());
        let truth = formula.value(left, second).unwrap_or_default().round_dp(2);
        let field = &grid.rows[row][column];
        let operands = [field.operand(), grid.rows[row][a].operand(), grid.rows[row][b].operand()];
        let relation = reading.relation(Kind::TableColumn, field.passage, field.span()).with(operands);
        let terms = formula.shown(left, second);
        out.push(if right {
            relation.computed(format!("{terms} = {}", shown(truth)))
        } else {
            let relation = relation
                .computed(format!("{terms} = {} ≠ {}", shown(truth), field.text))
                .broken(Certainty::Contradiction);
            relation.unless(shown(truth), shown(truth))
        });
    }
}

fn holds(grid: &Grid, row: usize, column: usize, formula: Formula, a: usize, b: usize) -> Option<bool> {
    let field = grid.rows[row].get(column)?;
    let truth = formula.value(grid.value(row, a)?, grid.value(row, b)?)?;
    let slack = if matches!(formula, Formula::Difference) { Decimal::ZERO } else { field.step };
    let difference = (truth - field.value?).abs();
    Some(difference < slack || difference.is_zero())
}

/// Target, result, and what is said of them.
fn evaluations(reading: &Reading<'_>, grid: &Grid, out: &mut Vec<Relation>) {
    let named = |words: &[&str]| {
        (0..grid.names.len()).find(|column| words.iter().any(|word| grid.names[*column].contains(word)))
    };
    let (Some(target), Some(said)) = (
        named(&["mục tiêu nq", "chỉ tiêu nq", "mục tiêu", "chỉ tiêu", "kế hoạch"]),
        named(&["đánh giá", "nhận xét", "so với chỉ tiêu"]),
    ) else {
        return;
    };
    let Some(result) = (0..grid.names.len()).find(|column| {
        *column != target
            && *column != said
            && ["kết quả", "kq", "thực hiện"].iter().any(|word| grid.names[*column].contains(word))
    }) else {
        return;
    };
    // The words of a column for contents may hold `mục tiêu` as well; numbers decide.
    let target = (0..result)
        .rev()
        .find(|column| grid.body().any(|row| grid.value(row, *column).is_some()) && *column + 1 == result)
        .unwrap_or(target);
    for row in grid.body() {
        let (Some(asked), Some(reached), Some(label)) =
            (grid.value(row, target), grid.value(row, result), grid.rows[row].get(said))
        else {
            continue;
        };
        let words = label.text.to_lowercase();
        let expected = match reached.cmp(&asked) {
            std::cmp::Ordering::Greater => ["vượt", "đạt và vượt", "đạt"],
            std::cmp::Ordering::Equal => ["đạt", "hoàn thành", "đạt"],
            std::cmp::Ordering::Less => ["không đạt", "chưa đạt", "không hoàn thành"],
        };
        if !["đạt", "vượt", "không đạt", "chưa đạt", "hoàn thành", "đạt và vượt"].contains(&words.as_str())
        {
            continue;
        }
        let right = expected.contains(&words.as_str());
        let less_is_better = words.contains("vượt") || words == "đạt";
        let place =
            grid.rows[row].iter().find(|field| field.value.is_none() && !field.text.is_empty()).unwrap_or(label);
        let operands = [label.operand(), grid.rows[row][target].operand(), grid.rows[row][result].operand()];
        let sign = if reached > asked {
            ">"
        } else if reached == asked {
            "="
        } else {
            "<"
        };
        let at = if right { place } else { label };
        let relation = reading.relation(Kind::Evaluation, at.passage, at.span()).with(operands);
        let relation = relation.computed(format!("{} {sign} {}: {}", shown(reached), shown(asked), label.text));
        out.push(if right {
            relation
        } else {
            // Fewer may be better, as with violations.
            let certainty =
                if reached < asked && less_is_better { Certainty::Possible } else { Certainty::Contradiction };
            relation.broken(certainty).unless(format!("ghi “{}”", expected[0]), format!("“{}”", expected[0]))
        });
    }
}
