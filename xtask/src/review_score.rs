//! How well `baocao review` does on texts whose relations people have checked.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use baocao_review::{Certainty, Context, Relation, Text, read, review};

/// A relation as people have checked it.
struct Checked {
    file: String,
    quote: String,
    holds: bool,
    class: String,
}

/// A text in small letters with single spaces, and where each byte comes from.
struct Flat {
    text: String,
    origin: Vec<usize>,
}

/// Reads `findings.tsv` and the texts beside it, or in `docs`; prints what was found and what was missed.
pub fn run(folder: &Path, details: bool) -> Result<(), String> {
    let checked = checked(folder)?;
    let mut by_file: BTreeMap<&str, Vec<&Checked>> = BTreeMap::new();
    for row in &checked {
        by_file.entry(&row.file).or_default().push(row);
    }
    let mut tally = Tally::default();
    for (file, rows) in by_file {
        let path = [folder.join("docs").join(file), folder.join(file)].into_iter().find(|path| path.exists());
        let path = path.ok_or_else(|| format!("{file} is missing\n"))?;
        let bytes = std::fs::read(&path).map_err(|error| format!("{file}: {error}\n"))?;
        let text = read(file, &bytes).map_err(|refusal| refusal.to_string())?;
        let relations = review(&text, &Context::default());
        tally.file(file, &String::from_utf8_lossy(&bytes), &text, &relations, &rows, details);
    }
    print!("{}", tally.summary());
    Ok(())
}

fn checked(folder: &Path) -> Result<Vec<Checked>, String> {
    let table =
        std::fs::read_to_string(folder.join("findings.tsv")).map_err(|error| format!("findings.tsv: {error}\n"))?;
    let mut lines = table.lines();
    let names: Vec<_> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| names.iter().position(|found| *found == name);
    let (Some(file), Some(quote), Some(holds)) = (column("file"), column("quote"), column("holds")) else {
        return Err("findings.tsv needs the columns file, quote and holds\n".to_owned());
    };
    let class = column("class");
    let row = |line: &str| {
        let cells: Vec<_> = line.split('\t').collect();
        let cell = |index: usize| cells.get(index).copied().unwrap_or_default().to_owned();
        let class = class.map_or_else(|| "exact".to_owned(), cell);
        Checked { file: cell(file), quote: cell(quote), holds: cell(holds) == "yes", class }
    };
    Ok(lines.filter(|line| !line.trim().is_empty()).map(row).collect())
}

/// What was found and what was missed.
#[derive(Default)]
struct Tally {
    documents: usize,
    wrong: BTreeMap<String, (usize, usize)>,
    right: (usize, usize),
    alarms: usize,
    doubts: usize,
    relations: usize,
}

impl Tally {
    fn file(
        &mut self,
        file: &str,
        source: &str,
        text: &Text,
        relations: &[Relation],
        rows: &[&Checked],
        details: bool,
    ) {
        self.documents += 1;
        self.relations += relations.len();
        let flat = flatten(source);
        let spans: Vec<_> = relations.iter().map(|relation| source_spans(text, relation)).collect();
        let places: Vec<_> = rows.iter().map(|row| flat.find(&row.quote)).collect();
        let meets = |place: &Option<(usize, usize)>, spans: &[(usize, usize)]| {
            place.is_some_and(|(a, b)| spans.iter().any(|span| span.0 < b && a < span.1))
        };
        for (row, place) in rows.iter().zip(&places) {
            let hit =
                relations.iter().zip(&spans).find(|(relation, span)| relation.holds == row.holds && meets(place, span));
            if details && hit.is_none() {
                let lost = if place.is_none() { " (the quote is not in the text)" } else { "" };
                println!(
                    "{file}: missed {} [{}]: {}{lost}",
                    if row.holds { "right" } else { "WRONG" },
                    row.class,
                    row.quote
                );
            }
            let count = if row.holds { &mut self.right } else { self.wrong.entry(row.class.clone()).or_default() };
            count.0 += usize::from(hit.is_some());
            count.1 += 1;
        }
        for (relation, span) in relations.iter().zip(&spans).filter(|(relation, _)| !relation.holds) {
            let known = rows.iter().zip(&places).any(|(row, place)| !row.holds && meets(place, span));
            if !known && relation.certainty == Certainty::Contradiction {
                self.alarms += 1;
                println!("{file}: ALARM [{}] {} | {}", relation.kind.name(), relation.quote, relation.computation);
            } else if !known {
                self.doubts += 1;
                if details {
                    println!("{file}: doubt [{}] {} | {}", relation.kind.name(), relation.quote, relation.computation);
                }
            }
        }
    }

    fn summary(&self) -> String {
        let mut text = format!("{} documents, {} relations looked at\n", self.documents, self.relations);
        for (class, (found, all)) in &self.wrong {
            let _ = writeln!(text, "wrong [{class}]: {found} of {all} found");
        }
        let _ = writeln!(
            text,
            "right: {} of {} listed ({} %)",
            self.right.0,
            self.right.1,
            self.right.0 * 100 / self.right.1.max(1)
        );
        let _ = writeln!(text, "false contradictions: {}; other doubts: {}", self.alarms, self.doubts);
        text
    }
}

/// The bytes of the file that a relation quotes and compares.
fn source_spans(text: &Text, relation: &Relation) -> Vec<(usize, usize)> {
    let own = (relation.passage, &relation.span);
    let operands = relation.operands.iter().map(|operand| (operand.passage, &operand.span));
    let span = |(passage, span): (usize, &std::ops::Range<usize>)| {
        let at =
            |offset: usize| text.passages[passage].mark(offset).map_or(0, |mark| mark.source + offset - mark.offset);
        (at(span.start), at(span.end.saturating_sub(1)) + 1)
    };
    std::iter::once(own).chain(operands).map(span).collect()
}

fn flatten(text: &str) -> Flat {
    let mut flat = Flat { text: String::new(), origin: Vec::new() };
    for (offset, c) in text.char_indices() {
        if c.is_whitespace() {
            if !flat.text.ends_with(' ') {
                flat.text.push(' ');
                flat.origin.push(offset);
            }
            continue;
        }
        flat.text.extend(c.to_lowercase());
        flat.origin.resize(flat.text.len(), offset);
    }
    flat.origin.push(text.len());
    flat
}

impl Flat {
    /// Where a quote stands in the original text.
    fn find(&self, quote: &str) -> Option<(usize, usize)> {
        let quote = flatten(quote).text;
        let at = self.text.find(quote.trim())?;
        Some((self.origin[at], self.origin[at + quote.trim().len()]))
    }
}
