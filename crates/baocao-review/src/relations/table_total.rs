//! Rows, columns and groups of a table against their totals.

use rust_decimal::Decimal;

use super::grid::{Field, Grid, grids, is_total};
use crate::reading::{Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Adds up every table that has totals.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for grid in grids(reading) {
        total_rows(reading, &grid, out);
        groups(reading, &grid, out);
        total_columns(reading, &grid, out);
    }
}

/// A sum: the total's field, the parts' fields, and whether it closes.
struct Sum<'a> {
    total: &'a Field,
    parts: Vec<&'a Field>,
    sum: Decimal,
    closes: bool,
}

fn sum<'a>(total: &'a Field, parts: impl Iterator<Item = &'a Field>) -> Option<Sum<'a>> {
    let parts: Vec<_> = parts.filter(|field| field.value.is_some()).collect();
    let stated = total.value?;
    let sum: Decimal = parts.iter().filter_map(|field| field.value).sum();
    let rounded = parts.iter().filter(|field| field.step < Decimal::ONE).count();
    let slack = total.step / Decimal::TWO * Decimal::from(rounded + usize::from(rounded > 0));
    let closes = (sum - stated).abs() <= slack;
    Some(Sum { total, parts, sum, closes })
}

fn relation(reading: &Reading<'_>, found: &Sum<'_>, certainty: Certainty) -> Relation {
    let terms = found.parts.iter().map(|field| shown(field.value.unwrap_or_default())).collect::<Vec<_>>().join(" + ");
    let stated = shown(found.total.value.unwrap_or_default());
    let relation = reading.relation(Kind::TableTotal, found.total.passage, found.total.span());
    let relation = relation.with([found.total.operand()]).with(found.parts.iter().map(|field| field.operand()));
    if found.closes {
        return relation.computed(format!("{terms} = {stated}"));
    }
    let relation = relation.computed(format!("{terms} = {} ≠ {stated}", shown(found.sum))).broken(certainty);
    relation.unless(format!("tổng là {}", shown(found.sum)), format!("a total of {}", shown(found.sum)))
}

/// A total row below its rows, or above them.
fn total_rows(reading: &Reading<'_>, grid: &Grid, out: &mut Vec<Relation>) {
    let totals: Vec<usize> = grid.body().filter(|row| grid.is_total_row(*row)).collect();
    for (index, row) in totals.iter().enumerate() {
        let from = index.checked_sub(1).map_or(grid.headings, |before| totals[before] + 1);
        let until = totals.get(index + 1).copied().unwrap_or(grid.rows.len());
        let above = from..*row;
        let below = row + 1..until;
        // A total at the top sums up what is below it.
        let rows = if above.len() >= 2 {
            above
        } else if above.is_empty() && below.len() >= 2 {
            below
        } else {
            continue;
        };
        let ways: Vec<Vec<usize>> = ways(grid, rows.collect());
        let columns: Vec<usize> =
            grid.additive().into_iter().filter(|column| grid.value(*row, *column).is_some()).collect();
        let closing = |way: &Vec<usize>| columns.iter().filter(|column| closes(grid, *row, way, **column)).count();
        let Some(best) = ways.iter().max_by_key(|way| closing(way)) else { continue };
        let held = closing(best);
        let bottom = best.iter().all(|part| part < row);
        let named = |part: &usize| (0..grid.names.len()).any(|column| grid.value(*part, column).is_some());
        let plain = best.iter().all(|part| grid.depth(*part).is_none_or(|depth| depth == 2) && named(part));
        if held == 0 && !(bottom && plain && columns.len() == 1) {
            continue;
        }
        for column in &columns {
            let parts = best.iter().filter_map(|part| grid.rows[*part].get(*column));
            let Some(found) = sum(&grid.rows[*row][*column], parts).filter(|found| !found.parts.is_empty()) else {
                continue;
            };
            // A column with fewer figures than the others is not a breakdown.
            let sure = held >= 1 && held * 2 >= columns.len() || columns.len() <= 2 && found.parts.len() >= 3;
            out.push(relation(reading, &found, if sure { Certainty::Contradiction } else { Certainty::Possible }));
        }
    }
}

fn closes(grid: &Grid, row: usize, way: &[usize], column: usize) -> bool {
    let parts = way.iter().filter_map(|part| grid.rows[*part].get(column));
    sum(&grid.rows[row][column], parts).is_some_and(|found| found.closes && found.parts.len() >= 2)
}

/// Ways to take the rows: all of them, or those of one level of numbering.
fn ways(grid: &Grid, rows: Vec<usize>) -> Vec<Vec<usize>> {
    let rows: Vec<usize> = rows.into_iter().filter(|row| !grid.label(*row).contains("trong đó")).collect();
    let mut ways = vec![rows.clone()];
    // A row of words alone begins a section; the total below it is the section's.
    let words_only = |row: &usize| (1..grid.names.len()).all(|column| grid.value(*row, column).is_none());
    if let Some(section) = rows.iter().rposition(words_only).filter(|at| rows.len() - at > 2) {
        ways.push(rows[section + 1..].to_vec());
    }
    for depth in 0..=5 {
        let level: Vec<usize> = rows.iter().copied().filter(|row| grid.depth(*row) == Some(depth)).collect();
        if level.len() >= 2 && level.len() < rows.len() {
            ways.push(level);
        }
    }
    ways
}

/// A total at the top, and groups below that each break it down: qualification, political theory.
fn groups(reading: &Reading<'_>, grid: &Grid, out: &mut Vec<Relation>) {
    let Some(total) = grid.body().next().filter(|row| grid.is_total_row(*row)) else { return };
    let columns = grid.additive();
    let empty = |row: usize| columns.iter().all(|column| grid.value(row, *column).is_none());
    let heads: Vec<usize> =
        grid.body().filter(|row| *row > total && empty(*row) && grid.depth(*row) != Some(5)).collect();
    for head in heads {
        let level = grid.depth(head);
        let ends = |row: &usize| {
            grid.depth(*row).is_some() && grid.depth(*row) <= level || empty(*row) && grid.depth(*row) == level
        };
        let until = (head + 1..grid.rows.len()).find(ends).unwrap_or(grid.rows.len());
        for column in &columns {
            let parts = (head + 1..until).filter_map(|row| grid.rows[row].get(*column));
            let Some(found) = sum(&grid.rows[total][*column], parts).filter(|found| found.parts.len() >= 2) else {
                continue;
            };
            let too_much = found.sum > found.total.value.unwrap_or_default();
            if found.closes || too_much {
                let mut relation = relation(reading, &found, Certainty::Contradiction);
                if found.closes {
                    // Right: shown at the group, so that each group is listed.
                    let first = found.parts[0];
                    relation =
                        Relation { passage: first.passage, span: first.span(), quote: first.text.clone(), ..relation };
                }
                out.push(relation);
            }
        }
    }
}

/// A total column beside the columns that it sums up.
fn total_columns(reading: &Reading<'_>, grid: &Grid, out: &mut Vec<Relation>) {
    let additive = grid.additive();
    let is_total_column = |column: usize| {
        grid.names[column].split(' ').next_back().is_some()
            && (is_total(&grid.names[column]) || grid.names[column].ends_with("cộng"))
    };
    for total in additive.iter().copied().filter(|column| is_total_column(*column)) {
        let before: Vec<usize> =
            additive.iter().copied().filter(|column| *column < total && !is_total_column(*column)).collect();
        let after: Vec<usize> =
            additive.iter().copied().filter(|column| *column > total && !is_total_column(*column)).collect();
        for parts in [before, after].into_iter().filter(|parts| parts.len() >= 2) {
            let row_sum = |row: usize| {
                let fields = parts.iter().filter_map(|column| grid.rows[row].get(*column));
                sum(grid.rows[row].get(total)?, fields).filter(|found| !found.parts.is_empty())
            };
            let sums: Vec<_> = grid.body().filter_map(row_sum).collect();
            let held = sums.iter().filter(|found| found.closes && found.parts.len() >= 2).count();
            let wrong = sums.iter().filter(|found| !found.closes).count();
            if held == 0 || wrong > held {
                continue;
            }
            // One heading over all parts, such as `Trong đó`, `Chia ra`, leaves no doubt.
            let head = |column: &usize| grid.names[*column].split(' ').take(2).collect::<Vec<_>>();
            let one_head = ["trong", "chia", "gồm"].iter().any(|word| head(&parts[0]).first() == Some(word))
                && parts.iter().all(|column| head(column) == head(&parts[0]));
            let certainty = if held >= 2 || one_head { Certainty::Contradiction } else { Certainty::Possible };
            for found in &sums {
                let mut relation = relation(reading, found, certainty);
                let row = grid
                    .body()
                    .find(|row| grid.rows[*row].get(total).is_some_and(|field| field.passage == found.total.passage));
                // A row that is right is quoted by its name.
                if let Some(field) = row
                    .and_then(|row| grid.rows[row].iter().find(|field| field.value.is_none() && !field.text.is_empty()))
                    .filter(|_| found.closes)
                {
                    relation =
                        Relation { passage: field.passage, span: field.span(), quote: field.text.clone(), ..relation };
                }
                out.push(relation);
            }
        }
    }
}
