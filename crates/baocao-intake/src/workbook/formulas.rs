//! Computed figures as formulas that give what completion gives: a blank operand leaves the result blank.

use baocao_model::{Address, Computation, Repeat, ScoreParts};
use rust_xlsxwriter::utility::row_col_to_cell;

use super::layout::{Content, LABEL_COLUMN, OfferedForm, SheetLayout};

/// Writes the formulas of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Formulas<'a> {
    pub layout: &'a SheetLayout<'a>,
    pub form: &'a OfferedForm,
}

impl Formulas<'_> {
    /// The formula of a figure; none if an operand stands elsewhere.
    pub fn formula(&self, address: &Address, computation: &Computation) -> Option<String> {
        match computation {
            Computation::Sum(added, subtracted) => self.sum(&address.row, added, subtracted),
            Computation::Carried(from) => {
                let from = self.cell(from)?;
                Some(format!("IF({},\"\",N({from}))", no_number(&from)))
            }
            Computation::Percent(part, whole) => {
                let (part, whole) = (self.cell(part)?, self.cell(whole)?);
                let unknown = format!("{},{},N({whole})=0", no_number(&part), no_number(&whole));
                Some(format!("IF(OR({unknown}),\"\",N({part})*100/N({whole}))"))
            }
            Computation::Evaluation(result, target) => Some(evaluation(&self.cell(result)?, &self.cell(target)?)),
            Computation::Rank(own, among) => self.rank(own, among),
            Computation::Score(parts) => self.score(parts),
        }
    }

    fn cell(&self, address: &Address) -> Option<String> {
        self.layout.cell_of(address).map(|(row, column)| row_col_to_cell(row, column))
    }

    fn sum(&self, row: &str, added: &[Address], subtracted: &[Address]) -> Option<String> {
        let offered = |part: &&Address| part.row != row && self.layout.is_offered(&part.row);
        let mut unknown = Vec::new();
        let mut terms = String::new();
        for (parts, sign) in [(added, ""), (subtracted, "-")] {
            let fixed: Option<Vec<_>> =
                parts.iter().filter(|part| !offered(part)).map(|part| self.cell(part)).collect();
            let mut cells = fixed?;
            unknown.extend(cells.iter().map(|cell| format!("{cell}=\"\"")));
            if let Some(part) = parts.iter().find(offered) {
                let range = self.offered_range(self.layout.column_of(&part.column)?);
                let used = self.used_rows();
                unknown.push(format!("SUMPRODUCT(--({used}))=0"));
                unknown.push(format!("SUMPRODUCT(({used})*({range}=\"\"))>0"));
                cells.push(range);
            }
            if !cells.is_empty() {
                let plus = if terms.is_empty() { "" } else { "+" };
                terms.push_str(&format!("{}SUM({})", if sign.is_empty() { plus } else { sign }, cells.join(",")));
            }
        }
        Some(format!("IF(OR({}),\"\",{terms})", unknown.join(",")))
    }

    /// The offered rows of a column.
    fn offered_range(&self, column: u16) -> String {
        let first = self.layout.first_row();
        let last = first + (self.layout.offered as u32).saturating_sub(1);
        format!("{}:{}", row_col_to_cell(first, column), row_col_to_cell(last, column))
    }

    /// Which of the offered rows are used: items with a name, years with a figure.
    fn used_rows(&self) -> String {
        if self.layout.table.repeat == Some(Repeat::Item) {
            return format!("{}<>\"\"", self.offered_range(LABEL_COLUMN));
        }
        let filled = self.layout.placed_columns().filter_map(|(at, content)| match content {
            Content::Figures(column) => {
                let row = &self.layout.table.rows.first()?.id;
                let address = Address::new(&*self.layout.table.id, &**row, &*column.id);
                self.form.computation(&address).is_none().then(|| format!("({}<>\"\")", self.offered_range(at)))
            }
            Content::Units => None,
        });
        format!("{}>0", filled.collect::<Vec<_>>().join("+"))
    }

    fn rank(&self, own: &Address, among: &[Address]) -> Option<String> {
        let own = self.cell(own)?;
        let cells: Option<Vec<_>> = among.iter().map(|other| self.layout.cell_of(other)).collect();
        // The tolerance keeps scores equal that differ in the last bit only.
        let above =
            runs(&cells?).into_iter().map(|range| format!("SUMPRODUCT(ISNUMBER({range})*({range}>N({own})+1E-9))"));
        let above = above.collect::<Vec<_>>().join("+");
        Some(format!("IF({},\"\",1+{above})", no_number(&own)))
    }

    fn score(&self, parts: &ScoreParts) -> Option<String> {
        let most = self.cell(&parts.most)?;
        let measured = match &parts.measured {
            Some((result, target)) => {
                let (result, target) = (self.cell(result)?, self.cell(target)?);
                let unknown = format!("{},{},N({target})=0", no_number(&result), no_number(&target));
                format!("IF(OR({unknown}),\"\",ROUND(MIN(N({most}),N({most})*N({result})/N({target})),2))")
            }
            None => "\"\"".to_owned(),
        };
        let scored = match &parts.grade {
            Some((grade, scale)) => {
                let grade = self.cell(grade)?;
                let worth = |(word, worth): (&String, &u32)| {
                    format!("IF(EXACT(TRIM({grade}),{}),N({most})*{worth}/100,", quoted(word))
                };
                let graded: String = scale.iter().map(worth).collect();
                format!("IF({},{graded}\"\"{},{measured})", is_word(&grade), ")".repeat(scale.len()))
            }
            None => measured,
        };
        Some(format!("IF({},\"\",{scored})", no_number(&most)))
    }
}

/// Neighbouring cells of a column as ranges.
fn runs(cells: &[(u32, u16)]) -> Vec<String> {
    let mut runs: Vec<(u32, u32, u16)> = Vec::new();
    for (row, column) in cells {
        match runs.last_mut() {
            Some((_, last, of)) if of == column && *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row, *column)),
        }
    }
    runs.iter()
        .map(|(first, last, column)| {
            format!("{}:{}", row_col_to_cell(*first, *column), row_col_to_cell(*last, *column))
        })
        .collect()
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// Blank, or said not to apply. "Không phát sinh" counts as 0.
fn no_number(cell: &str) -> String {
    format!("OR({cell}=\"\",TRIM({cell})=\"không áp dụng\",{})", is_word(cell))
}

/// Words other than the two that stand for a state.
fn is_word(cell: &str) -> String {
    let other = |phrase: &str| format!("TRIM({cell})<>\"{phrase}\"");
    format!("AND(ISTEXT({cell}),TRIM({cell})<>\"\",{},{})", other("không phát sinh"), other("không áp dụng"))
}

fn evaluation(result: &str, target: &str) -> String {
    let (result_word, target_word) = (is_word(result), is_word(target));
    let words = format!("IF(LOWER(TRIM({result}))=LOWER(TRIM({target})),\"Đạt\",\"Không đạt\")");
    let numbers =
        format!("IF(ABS(N({result})-N({target}))<1E-9,\"Đạt\",IF(N({result})>N({target}),\"Vượt\",\"Không đạt\"))");
    let unknown = format!("OR({},{})", no_number(result), no_number(target));
    format!("IF(AND({result_word},{target_word}),{words},IF({unknown},\"\",{numbers}))")
}
