//! Examines an exporter: what the boundary asks of it, one check after the other, each in a worker of its own.

mod documents;
mod options;
mod runs;

use std::time::{Duration, Instant};

use baocao_exporter::{Description, Feature, SCHEMA_MAJOR, abi};
use serde_json::json;

use crate::exporter::check_name;
use crate::frame::Trial;
use crate::supervisor::Worker;
use crate::{Candidate, Limits, LoadError};
pub use options::OPTIONAL;
use runs::{Run, Subject};

/// One thing that an exporter was examined for.
#[derive(Clone, Debug)]
pub struct Check {
    /// A stable name.
    pub name: &'static str,
    /// What is asked for, in Vietnamese and in English.
    pub asked: [&'static str; 2],
    /// What is wrong; none if the exporter does what is asked.
    pub failure: Option<String>,
    /// How long it took.
    pub time: Duration,
}

type Examination = fn(&Subject<'_>) -> Result<(), String>;

const EXAMINATIONS: [(&str, [&str; 2], Examination); 12] = [
    (
        "description",
        ["tự giới thiệu đủ, lần nào cũng như nhau", "describes itself fully, the same each time"],
        description,
    ),
    (
        "options-schema",
        ["mô tả tùy chọn đọc được, giá trị mặc định hợp lệ", "options have a readable schema and valid defaults"],
        options::schema,
    ),
    ("bad-options", ["từ chối tùy chọn sai và chỉ ra chỗ sai", "refuses wrong options and names the key"], bad_options),
    ("specimen", ["xuất được văn bản mẫu", "writes the specimen"], specimen),
    (
        "same-bytes",
        ["cùng đầu vào, cùng kết quả, cả khi chạy lại", "same input, same bytes, also when run again"],
        same_bytes,
    ),
    ("additions", ["chấp nhận phần mới mà nó chưa biết", "takes additions it does not know"], additions),
    ("empty", ["xuất được văn bản trống", "writes an empty document"], empty),
    ("large-table", ["xuất được bảng 10.000 dòng", "writes a table of 10,000 rows"], large_table),
    (
        "hostile-text",
        [
            "chịu được chữ phải sang trái, emoji, NUL, đề mục và đoạn văn dài 1 MiB",
            "bears right-to-left text, emoji, NUL, titles and paragraphs of 1 MiB",
        ],
        hostile_text,
    ),
    (
        "broken-document",
        ["từ chối văn bản bị cắt cụt và nói lý do", "refuses a truncated document and says why"],
        broken_document,
    ),
    ("write-error", ["không báo xong khi ghi lỗi", "does not report success when a write fails"], write_error),
    ("cancellation", ["dừng khi được yêu cầu, không để lại gì", "stops when asked and leaves nothing"], cancellation),
];

impl Candidate {
    /// Examines the exporter. It need not be trusted: it runs in workers that are locked away.
    pub fn examine(&self) -> Result<Vec<Check>, LoadError> {
        let (_, description) = Worker::start(self.source(), Limits::default())?;
        check_name(&description, &self.installed)?;
        let subject = Subject { source: self.source(), description };
        Ok(EXAMINATIONS.iter().map(|(name, asked, examine)| check(name, *asked, || examine(&subject))).collect())
    }
}

fn check(name: &'static str, asked: [&'static str; 2], examine: impl FnOnce() -> Result<(), String>) -> Check {
    let started = Instant::now();
    let failure = examine().err();
    Check { name, asked, failure, time: started.elapsed() }
}

fn description(subject: &Subject<'_>) -> Result<(), String> {
    let Description { id, name, version, media_type, extension, document, .. } = &subject.description;
    let (_, again) = subject.worker()?;
    wrong_if(again != subject.description, "the second answer differs from the first")?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    wrong_if(id.is_empty() || !id.chars().all(plain), "the id has other characters than a-z, 0-9 and `-`")?;
    wrong_if(name.trim().is_empty(), "there is no name")?;
    wrong_if(!version.starts_with(|c: char| c.is_ascii_digit()), "the version does not start with a number")?;
    wrong_if(!media_type.contains('/'), "the media type has no `/`")?;
    wrong_if(extension.is_empty() || extension.contains(['.', '/']), "the extension is empty or has a `.` in it")?;
    wrong_if(document.major != SCHEMA_MAJOR, "it reads documents of another major version")?;
    let unknown: Vec<_> = subject.description.unknown_features.iter().map(|word| unknown_feature(word)).collect();
    wrong_if(!unknown.is_empty(), &unknown.join("; "))
}

/// What is said of a word that stands for no feature. A bundle only warns of it: a later version may know it.
fn unknown_feature(word: &str) -> String {
    let likeness = |known: &String| (strsim::normalized_damerau_levenshtein(word, known) * 1000.0) as u32;
    let words: Vec<String> = Feature::ALL.into_iter().map(Feature::word).collect();
    match words.iter().max_by_key(|known| likeness(known)).filter(|known| likeness(known) >= 500) {
        Some(nearest) => format!("`{word}` is no feature; did you mean `{nearest}`?"),
        None => format!("`{word}` is no feature; there are {}", words.join(", ")),
    }
}

fn bad_options(subject: &Subject<'_>) -> Result<(), String> {
    for options in options::wrong(&subject.description.options_schema) {
        let run = subject.run(documents::specimen(), &options, Trial::default())?;
        wrong_if(run.status != Some(abi::OPTIONS), &format!("{options} gave {} instead of status 2", run.how()))?;
        let named = run.errors().any(|diagnostic| diagnostic.at.starts_with("options:"));
        wrong_if(!named, &format!("{options}: no diagnostic is `at` `options:…`"))?;
    }
    Ok(())
}

fn specimen(subject: &Subject<'_>) -> Result<(), String> {
    let run = succeeds(subject, documents::specimen())?;
    let noise: Vec<_> = run.printed.lines().filter(|line| *line != crate::worker::NO_LOCK).collect();
    wrong_if(!noise.is_empty(), &format!("it prints: {}", noise.join(" / ")))
}

fn same_bytes(subject: &Subject<'_>) -> Result<(), String> {
    let sha256 = |run: &Run| run.outputs().iter().map(|output| output.sha256.clone()).collect::<Vec<_>>();
    let first = sha256(&succeeds(subject, documents::specimen())?);
    let second = sha256(&succeeds(subject, documents::specimen())?);
    wrong_if(first != second, "two workers wrote different bytes")?;
    let (mut worker, _) = subject.worker()?;
    for document in [documents::empty(), documents::specimen()] {
        let run = subject.run_in(&mut worker, &document, &json!({}))?;
        let again = sha256(&run);
        if document == documents::specimen() {
            wrong_if(first != again, "after another document it wrote different bytes")?;
        }
    }
    Ok(())
}

fn additions(subject: &Subject<'_>) -> Result<(), String> {
    succeeds(subject, documents::with_additions()).map(drop)
}

fn empty(subject: &Subject<'_>) -> Result<(), String> {
    succeeds(subject, documents::empty()).map(drop)
}

fn large_table(subject: &Subject<'_>) -> Result<(), String> {
    succeeds(subject, documents::with_rows(10_000)).map(drop)
}

fn hostile_text(subject: &Subject<'_>) -> Result<(), String> {
    for (name, text) in documents::hostile_texts() {
        succeeds(subject, documents::with_text(&text)).map_err(|wrong| format!("{name}: {wrong}"))?;
    }
    for (name, document) in
        [("titles", documents::with_long_titles()), ("a paragraph", documents::with_long_paragraph())]
    {
        succeeds(subject, document).map_err(|wrong| format!("{name} of 1 MiB: {wrong}"))?;
    }
    Ok(())
}

fn broken_document(subject: &Subject<'_>) -> Result<(), String> {
    let whole = documents::specimen();
    for broken in [&whole[..whole.len() / 2], b"", b"null", b"{\"schema\":{\"major\":99,\"minor\":0}}"] {
        let shown = String::from_utf8_lossy(&broken[..broken.len().min(40)]).into_owned();
        let run = subject.run(broken.to_vec(), &json!({}), Trial::default())?;
        wrong_if(run.status != Some(abi::DOCUMENT), &format!("`{shown}` gave {} instead of status 3", run.how()))?;
        wrong_if(run.errors().next().is_none(), &format!("`{shown}` was refused without a diagnostic"))?;
        nothing_left(&run)?;
    }
    Ok(())
}

fn write_error(subject: &Subject<'_>) -> Result<(), String> {
    for writes in [0, 1, 2, 10] {
        let trial = Trial { writes: Some(writes), cancel: false };
        let run = subject.run(documents::with_rows(2_000), &json!({}), trial)?;
        if writes > 0 && run.status == Some(abi::OK) {
            // It writes in fewer pieces; whether it was whole is what `specimen` tells.
            break;
        }
        wrong_if(
            run.status != Some(abi::IO),
            &format!("write {} failed, it gave {} instead of status 5", writes + 1, run.how()),
        )?;
        nothing_left(&run)?;
    }
    Ok(())
}

fn cancellation(subject: &Subject<'_>) -> Result<(), String> {
    // One that never tells its progress learns it from its first write.
    let trial = Trial { writes: Some(0), cancel: true };
    let run = subject.run(documents::specimen(), &json!({}), trial)?;
    let stopped = matches!(run.status, Some(abi::CANCELLED | abi::IO));
    wrong_if(!stopped, &format!("it gave {} instead of status 4", run.how()))?;
    nothing_left(&run)
}

fn succeeds(subject: &Subject<'_>, document: Vec<u8>) -> Result<Run, String> {
    let run = subject.run(document, &json!({}), Trial::default())?;
    run.check_success()?;
    Ok(run)
}

fn nothing_left(run: &Run) -> Result<(), String> {
    wrong_if(!run.left.is_empty(), &format!("it left {}", run.left.join(", ")))
}

fn wrong_if(wrong: bool, what: &str) -> Result<(), String> {
    if wrong { Err(what.to_owned()) } else { Ok(()) }
}
