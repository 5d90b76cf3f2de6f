//! What changed between two bundles, reports or submissions: figures and text.

mod side;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use baocao_intake::Library;
use baocao_model::{Address, Finding, Form, Language, Place, Refusal, Value, format_number};
use serde_json::json;
use similar::{ChangeTag, TextDiff};

use self::side::Side;
use crate::arguments::{Arguments, Diff};
use crate::outcome::{Outcome, Page};

/// Tells what changed from one to the other.
pub fn run(asked: &Diff, arguments: &Arguments) -> Outcome {
    let open = |path| {
        let library = Library::discover(arguments.config.as_deref(), path)?;
        Side::open(path, &library)
    };
    let (before, after) = match (open(&asked.before), open(&asked.after)) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            let refusals = [before.err(), after.err()];
            return Outcome::could_not_run(refusals.into_iter().flatten().flat_map(|refusal| refusal.0).collect());
        }
    };
    match compare(&before, &after, arguments.language()) {
        Ok(page) => Outcome { page: Some(page), ..Outcome::default() },
        Err(refusal) => Outcome::could_not_run(refusal.0),
    }
}

/// A figure that is not the same.
struct Changed<'a> {
    address: &'a Address,
    before: &'a Value,
    after: &'a Value,
}

fn compare(before: &Side, after: &Side, language: Language) -> Result<Page, Refusal> {
    if before.form.id != after.form.id {
        let finding = Finding::error("diff-of-two-forms", Place::file(&*after.name));
        return Err(finding.with("before", &before.form.id).with("after", &after.form.id).into());
    }
    let changed = changed(before, after);
    let lines = changed_lines(before, after);
    let mut text = String::new();
    figures_text(&after.form, &before.form, &changed, &mut text, language);
    lines_text(&lines, &mut text, language);
    if text.is_empty() {
        text.push_str(match language {
            Language::Vietnamese => "Không có gì thay đổi\n",
            Language::English => "Nothing changed\n",
        });
    }
    let figure = |changed: &Changed<'_>| {
        json!({
            "address": changed.address.to_string(),
            "label": label(&after.form, &before.form, changed.address),
            "before": shown(changed.before), "after": shown(changed.after),
            "difference": difference(changed).map(|difference| difference.normalize().to_string()),
            "before_place": before.place(changed.address), "after_place": after.place(changed.address),
        })
    };
    let line = |(tag, line): &(ChangeTag, String)| json!({ "change": word(*tag), "text": line });
    Ok(Page {
        text,
        json: json!({
            "figures": changed.iter().map(figure).collect::<Vec<_>>(),
            "text": lines.iter().map(line).collect::<Vec<_>>(),
        }),
    })
}

/// The figures that differ, in the order of their addresses. A number is the same however many zeros are written
/// behind its comma; a blank is not a zero.
fn changed<'a>(before: &'a Side, after: &'a Side) -> Vec<Changed<'a>> {
    let addresses: BTreeSet<&Address> = before.figures.keys().chain(after.figures.keys()).collect();
    let pairs = addresses.into_iter().map(|address| Changed {
        address,
        before: before.value(address),
        after: after.value(address),
    });
    pairs.filter(|changed| changed.before != changed.after).collect()
}

/// The lines of the letters that only one of the two has; none if one of them is without a letter.
fn changed_lines(before: &Side, after: &Side) -> Vec<(ChangeTag, String)> {
    let (Some(before), Some(after)) = (&before.lines, &after.lines) else { return Vec::new() };
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.iter().map(String::as_str).collect(), after.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&before, &after);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    changes.map(|change| (change.tag(), change.value().to_owned())).collect()
}

fn figures_text(form: &Form, old: &Form, changed: &[Changed<'_>], text: &mut String, language: Language) {
    let mut table = None;
    for change in changed {
        if table != Some(&change.address.table) {
            let title = form.table(&change.address.table).or(old.table(&change.address.table));
            let _ = writeln!(text, "{}", title.map_or(&*change.address.table, |table| &table.title));
            table = Some(&change.address.table);
        }
        let blank = match language {
            Language::Vietnamese => "(trống)",
            Language::English => "(blank)",
        };
        let words = |value: &Value| shown_here(value).unwrap_or_else(|| blank.to_owned());
        let by = difference(change).map(|difference| {
            let sign = if difference.is_sign_positive() { "+" } else { "" };
            format!(" ({sign}{})", format_number(difference, difference.normalize().scale()))
        });
        let label = label(form, old, change.address);
        let (before, after) = (words(change.before), words(change.after));
        let _ = writeln!(text, "  {label}: {before} → {after}{}", by.unwrap_or_default());
    }
}

fn lines_text(lines: &[(ChangeTag, String)], text: &mut String, language: Language) {
    if lines.is_empty() {
        return;
    }
    text.push_str(match language {
        Language::Vietnamese => "Lời văn\n",
        Language::English => "Text\n",
    });
    for (tag, line) in lines {
        let _ = writeln!(text, "  {tag} {line}");
    }
}

fn label(form: &Form, old: &Form, address: &Address) -> String {
    let located = form.locate(address).or_else(|| old.locate(address));
    located.map_or_else(|| address.to_string(), |(_, row, column)| format!("{} – {}", row.label, column.label))
}

fn difference(changed: &Changed<'_>) -> Option<rust_decimal::Decimal> {
    changed.after.number()?.checked_sub(changed.before.number()?)
}

/// A value for scripts; none for a blank.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.normalize().to_string()),
        words => words.words().map(str::to_owned),
    }
}

/// A value as people here write it.
fn shown_here(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(format_number(*number, number.normalize().scale())),
        words => words.words().map(str::to_owned),
    }
}

fn word(tag: ChangeTag) -> &'static str {
    match tag {
        ChangeTag::Delete => "removed",
        ChangeTag::Insert => "added",
        ChangeTag::Equal => "same",
    }
}
