//! The measuring kit's reports as report folders, so that ours and the peers' outputs have equal content.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::peer::{read, write};

/// Writes `OUT/config`, `OUT/templates` and a folder in `OUT/reports` for each report in `DATA`, all under the letterhead
/// nd30. `pdf` names the exporter of PDF.
pub fn input(root: &Path, data: &Path, out: &Path, pdf: &str) -> Result<(), String> {
    for folder in ["letterheads", "conventions"] {
        super::submissions::copy_folder(&root.join("config").join(folder), &out.join("config").join(folder))?;
    }
    write(&out.join("templates/peer-report.md"), "# Kết quả {#ket-qua}\n\nXem các biểu.\n")?;
    write(&out.join("config/organizations/ldld-tinh.toml"), &organization(pdf))?;
    write(&out.join("config/organizations/tong-ldld.toml"), SUPERIOR)?;
    let files = files(data)?;
    for (number, file) in files.iter().enumerate() {
        let report: Value = serde_json::from_str(&read(file)?).map_err(|error| format!("{error}\n"))?;
        if number == 0 {
            write(&out.join("config/forms/peer-report.toml"), &form(&report))?;
        }
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let folder = out.join("reports").join(name);
        write(&folder.join("report.toml"), &letter(&report))?;
        write(&folder.join("figures.toml"), &figures(&report))?;
        write(&folder.join("narrative.md"), &narrative(&report))?;
    }
    Ok(())
}

const SUPERIOR: &str = "id = \"tong-ldld\"\nname = \"Tổng Liên đoàn Lao động Việt Nam\"\nsymbol = \"TLĐ\"\n\
    place = \"Hà Nội\"\nletterhead = \"nd30\"\nexporters = [\"html\"]\ntier = \"trung ương\"\n";

fn organization(pdf: &str) -> String {
    format!(
        "id = \"ldld-tinh\"\nname = \"Liên đoàn Lao động tỉnh\"\nparent = \"tong-ldld\"\nsymbol = \"LĐLĐ\"\n\
        place = \"Lai Châu\"\ntier = \"tỉnh\"\nletterhead = \"nd30\"\n\
        exporters = [\"official-letter\", \"{pdf}\", \"xlsx\", \"html\"]\n"
    )
}

fn files(data: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(data).map_err(|error| format!("{}: {error}\n", data.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Ok(files)
}

/// The tables with their ids, in order.
fn tables(report: &Value) -> impl Iterator<Item = (&str, &Value)> {
    report["tables"].as_object().into_iter().flatten().map(|(id, table)| (id.as_str(), table))
}

/// Every table's rows come with the figures, so that one form serves all reports.
fn form(report: &Value) -> String {
    let mut text = String::from(
        "id = \"peer-report\"\nversion = 1\ntitle = \"Báo cáo quý\"\nkind = \"BC\"\nkind_name = \"Báo cáo\"\n\
        template = \"peer-report.md\"\nperiods = [\"quarter\"]\n\
        subject = [\"Hoạt động công đoàn {period}\"]\nnumbering = [\"I.\", \"1.\"]\n",
    );
    for (id, table) in tables(report) {
        let title = words(&table["caption"]);
        let title = title.split_once(". ").map_or(title, |(_, title)| title);
        let _ = write!(text, "\n[[table]]\nid = \"{id}\"\ntitle = {}\nrepeat = \"item\"\n", quoted(title));
        if !table["total"].is_null() {
            text.push_str("rows = [{ id = \"total\", label = \"Tổng cộng\", kind = \"total\" }]\n");
        }
        for (column, (group, label)) in heads(table).into_iter().enumerate().skip(2) {
            let kind = match words(&table["cols"][column]["fmt"]) {
                "pct" => "kind = \"percent\"\ndecimals = 1\nmaximum = 1000000\n",
                "text" | "cls" => "kind = \"text\"\n",
                _ => "",
            };
            let group = group.map_or_else(String::new, |group| format!("group = {}\n", quoted(&group)));
            let label = quoted(&label);
            let _ = write!(
                text,
                "\n[[table.column]]\nid = \"c{column}\"\nlabel = {label}\n{group}{kind}over_units = \"none\"\n"
            );
        }
    }
    for (id, table) in tables(report).filter(|(id, _)| is_annex(report, id)) {
        let title = words(&table["caption"]);
        let orientation = if table["landscape"] == true { "landscape" } else { "portrait" };
        let title = title.split_once(". ").map_or(title, |(_, title)| title);
        let _ = write!(
            text,
            "\n[[annex]]\ntitle = {}\norientation = \"{orientation}\"\ntables = [\"{id}\"]\n",
            quoted(title)
        );
    }
    text
}

fn is_annex(report: &Value, id: &str) -> bool {
    report["annex"].as_array().into_iter().flatten().any(|annex| annex == id)
}

/// Each column's group, if it stands under one, and its own words.
fn heads(table: &Value) -> Vec<(Option<String>, String)> {
    let row = |at: usize| table["header"][at].as_array().into_iter().flatten();
    let mut below = row(1).map(|cell| words(&cell["text"]).to_owned());
    let mut heads = Vec::new();
    for cell in row(0) {
        let own = words(&cell["text"]).to_owned();
        match cell["colspan"].as_u64().unwrap_or(1) {
            1 => heads.push((None, own)),
            many => heads.extend(below.by_ref().take(many as usize).map(|label| (Some(own.clone()), label))),
        }
    }
    heads
}

fn letter(report: &Value) -> String {
    let envelope = &report["envelope"];
    let number = words(&envelope["number"]).split('/').next().unwrap_or("1");
    let recipients = envelope["recipients"].as_array().into_iter().flatten().map(words);
    // The letter ends the list itself.
    let recipients = recipients.filter(|recipient| !recipient.starts_with("Lưu"));
    let recipients = recipients.map(|recipient| quoted(recipient.trim_end_matches([';', '.']))).collect::<Vec<_>>();
    format!(
        "organization = \"ldld-tinh\"\nform = \"peer-report\"\nperiod = \"2026-Q3\"\nas_of = {date}\n\n[letter]\nnumber = {number}\n\
        date = {date}\naddressees = [\"Tổng Liên đoàn Lao động Việt Nam\"]\n\
        signer = {{ authority = \"TM. BAN THƯỜNG VỤ\", title = \"PHÓ CHỦ TỊCH\", name = \"Nguyễn Văn A\" }}\n\
        recipients = [\"Như trên\", {}]\n",
        recipients.join(", "),
        date = words(&envelope["date"]),
    )
}

fn figures(report: &Value) -> String {
    let mut text = String::new();
    for (id, table) in tables(report) {
        for (number, row) in table["rows"].as_array().into_iter().flatten().enumerate() {
            let _ = write!(text, "[{id}.d{:02}]\nlabel = {}\n", number + 1, quoted(words(&row[1])));
            text.push_str(&values(row));
        }
        if !table["total"].is_null() {
            let _ = write!(text, "[{id}.total]\n{}", values(&table["total"]));
        }
    }
    text
}

fn values(row: &Value) -> String {
    let mut text = String::new();
    for (column, value) in row.as_array().into_iter().flatten().enumerate().skip(2) {
        let _ = match value {
            Value::String(words) if words.is_empty() => writeln!(text, "c{column} = \"không áp dụng\""),
            Value::String(words) => writeln!(text, "c{column} = {}", quoted(words)),
            Value::Null => writeln!(text, "c{column} = \"không áp dụng\""),
            number => writeln!(text, "c{column} = {number}"),
        };
    }
    text + "\n"
}

fn narrative(report: &Value) -> String {
    let mut text = format!("{}\n", words(&report["intro"]));
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let mut notes = Vec::new();
    for (part_number, part) in list(&report["parts"]).iter().enumerate() {
        let _ = write!(text, "\n# {} {{#p{part_number}}}\n", words(&part["title"]));
        for (number, section) in list(&part["sections"]).iter().enumerate() {
            let _ = write!(text, "\n## {} {{#p{part_number}-{number}}}\n", words(&section["title"]));
            for block in list(&section["blocks"]) {
                let note = block["fn"].as_u64().map_or_else(String::new, |note| {
                    notes.push(note);
                    format!("[^{note}]")
                });
                let _ = match words(&block["t"]) {
                    "table" => write!(text, "\n{{{{bang \"{}\"}}}}\n", words(&block["id"])),
                    "li" => write!(text, "\n- {}{note}\n", words(&block["text"])),
                    _ => write!(text, "\n{}{note}\n", words(&block["text"])),
                };
            }
        }
    }
    let _ = write!(text, "\n{}\n", words(&report["closing"]));
    for note in notes {
        let _ = write!(text, "\n[^{note}]: {}\n", words(&report["footnotes"][note.saturating_sub(1) as usize]));
    }
    text
}

fn words(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
