use std::borrow::Cow;
use std::ops::Range;

use super::calendar::{self, WrittenDate};
use super::document_code::{self, DocumentCode};
use super::numeral::{self, Numeral};
use super::word::{is_letter, word};

/// A piece of text with its kind.
#[derive(Clone, Debug)]
pub struct Lexeme<'t> {
    /// What it is.
    pub kind: LexemeKind<'t>,
    /// Its bytes.
    pub span: Range<usize>,
}

/// What a piece of text is.
#[derive(Clone, Debug)]
pub enum LexemeKind<'t> {
    /// A word in small letters; nearly all are written so.
    Word(Cow<'t, str>),
    /// A number.
    Number(Numeral),
    /// A number with a per cent sign.
    Percent(Numeral),
    /// `a/b`.
    Fraction(Numeral, Numeral),
    /// `a-b`, from one number to another.
    Span,
    /// A date.
    Date(WrittenDate),
    /// A range of years.
    Years(i32, i32),
    /// The number of a document.
    Code(DocumentCode),
    /// A time of day.
    Time,
    /// Three dots or more: something is left out.
    Open,
    /// Anything else.
    Mark(char),
}

impl Lexeme<'_> {
    /// The word, if it is one.
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            LexemeKind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// True for this punctuation mark.
    pub fn is(&self, mark: char) -> bool {
        matches!(self.kind, LexemeKind::Mark(found) if found == mark)
    }
}

/// How many bytes a lexeme takes, spaces included, in a text of few words and many marks.
const USUAL_BYTES: usize = 5;

/// Cuts a text into words, numbers, dates and marks. A digit after a letter, or a letter after a digit, begins anew.
pub fn lexemes(text: &str) -> Vec<Lexeme<'_>> {
    let mut found: Vec<Lexeme<'_>> = Vec::with_capacity(text.len() / USUAL_BYTES);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = if first.is_ascii_digit() {
            figure(&text[at..], &found)
        } else if is_letter(first) {
            let (word, length) = word(&text[at..]);
            (LexemeKind::Word(word), length)
        } else {
            mark(&text[at..], first)
        };
        found.push(Lexeme { kind, span: at..at + length });
        at += length;
    }
    found
}

fn mark(text: &str, first: char) -> (LexemeKind<'static>, usize) {
    if first == '…' {
        return (LexemeKind::Open, first.len_utf8());
    }
    let dots = text.bytes().take_while(|b| *b == b'.').count();
    if dots >= 2 {
        return (LexemeKind::Open, dots);
    }
    let kind = match first {
        '–' | '—' | '−' => LexemeKind::Mark('-'),
        '“' | '”' | '"' => LexemeKind::Mark('"'),
        other => LexemeKind::Mark(other),
    };
    (kind, first.len_utf8())
}

fn figure(text: &str, before: &[Lexeme<'_>]) -> (LexemeKind<'static>, usize) {
    let previous = before.last();
    let announced_number = previous.and_then(Lexeme::word) == Some("số")
        || previous.is_some_and(|mark| mark.is(':'))
            && before.len() > 1
            && before[before.len() - 2].word() == Some("số");
    if let Some((code, length)) = document_code::read(text, announced_number) {
        return (LexemeKind::Code(code), length);
    }
    if let Some((from, to, length)) = calendar::read_years(text) {
        return (LexemeKind::Years(from, to), length);
    }
    if let Some((date, length)) = calendar::read(text, announces_day(before, text)) {
        return (LexemeKind::Date(date), length);
    }
    if let Some(length) = time(text) {
        return (LexemeKind::Time, length);
    }
    let Some((numeral, length)) = numeral::read(text) else {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        return (LexemeKind::Mark('0'), digits);
    };
    if let Some((kind, more)) = second(numeral, &text[length..]) {
        return (kind, length + more);
    }
    match percent(&text[length..]) {
        Some(more) => (LexemeKind::Percent(numeral), length + more),
        None => (LexemeKind::Number(numeral), length),
    }
}

/// True where a pair of numbers is a day and a month: `ngày 28/6`, `(19/5)`, `sáng 24.6`.
fn announces_day(before: &[Lexeme], text: &str) -> bool {
    const DAYS: [&str; 13] =
        ["ngày", "sáng", "chiều", "tối", "trưa", "nay", "hôm", "dịp", "lễ", "mùng", "thứ", "hạn", "trước"];
    let Some(last) = before.last() else { return false };
    let after_pair = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/');
    if last.is('(') && after_pair.starts_with(')') && !text.contains("/0") {
        let numbers: Vec<_> = text[..text.len() - after_pair.len()].split('/').collect();
        return numbers.len() == 2 && numbers.iter().all(|n| n.len() <= 2);
    }
    if last.word().is_some_and(|word| DAYS.contains(&word)) {
        return true;
    }
    // `ngày 8/3, ngày 30/4, 1/5`, `từ ngày 12 đến 20/12`.
    let joined = last.is(',') || last.is(';') || last.is('-') || matches!(last.word(), Some("đến" | "và" | "tới"));
    joined && matches!(before.get(before.len().wrapping_sub(2)).map(|l| &l.kind), Some(LexemeKind::Date(_)))
}

fn time(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let hours = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let sign = *bytes.get(hours)?;
    let minutes = bytes[hours + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
    let end = hours + 1 + minutes;
    match sign {
        b':' if hours <= 2 && minutes == 2 => {
            let seconds = bytes.get(end) == Some(&b':') && bytes.get(end + 2).is_some_and(u8::is_ascii_digit);
            Some(if seconds { end + 3 } else { end })
        }
        b'h' if hours <= 2 && minutes == 2 => Some(end),
        b'h' if hours <= 2 && minutes == 0 && !text[end..].starts_with(char::is_alphabetic) => Some(end),
        _ => None,
    }
}

/// The second number of `a/b` or `a-b`, if there is one.
fn second(first: Numeral, rest: &str) -> Option<(LexemeKind<'static>, usize)> {
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let sign = trimmed.chars().next()?;
    let after = trimmed[sign.len_utf8()..].trim_start_matches([' ', '\u{a0}']);
    let start = rest.len() - after.len();
    let (number, length) = numeral::read(after)?;
    let end = start + length;
    match sign {
        '/' if !after[length..].starts_with('/') => Some((LexemeKind::Fraction(first, number), end)),
        '-' | '–' if number.value > first.value && start <= 3 && !after[length..].starts_with('/') => {
            let more = percent(&rest[end..]).unwrap_or(0);
            Some((LexemeKind::Span, end + more))
        }
        _ => None,
    }
}

fn percent(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let spaces = rest.len() - trimmed.len();
    if trimmed.starts_with('%') {
        return Some(spaces + 1);
    }
    trimmed.starts_with("phần trăm").then(|| spaces + "phần trăm".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        let letter = |lexeme: &Lexeme| match &lexeme.kind {
            LexemeKind::Word(_) => 'w',
            LexemeKind::Number(_) => 'n',
            LexemeKind::Percent(_) => '%',
            LexemeKind::Fraction(..) => '/',
            LexemeKind::Span => '~',
            LexemeKind::Date(_) => 'd',
            LexemeKind::Years(..) => 'y',
            LexemeKind::Code(_) => 'c',
            LexemeKind::Time => 't',
            LexemeKind::Open => 'o',
            LexemeKind::Mark(mark) => *mark,
        };
        lexemes(text).iter().map(letter).collect()
    }

    #[test]
    fn figures_are_told_apart() {
        let cases = [
            ("33đoàn viên", "nww"),
            ("115/116 ha", "/w"),
            ("33/ 31,5 ha", "/w"),
            ("đạt 3,45 %.", "w%."),
            ("ngày 28/6/1909 - 28/6/2024", "wd-d"),
            ("nhiệm kỳ 2017 – 2022", "wwy"),
            ("(28/6)", "(d)"),
            ("Kế hoạch số 195-KH/ĐUK, ngày 09/5/2023", "wwwc,wd"),
            ("ngày 8/3, ngày 30/4, 1/5", "wd,wd,d"),
            ("12-13/10/2023", "n-d"),
            ("8/10 chỉ tiêu...", "/wwo"),
            ("lúc 16:29, 00h00", "wt,t"),
            ("4.168m2 đất", "nww"),
            ("từ 40-50%", "w~"),
        ];
        for (text, expected) in cases {
            assert_eq!(shape(text), expected, "{text}");
        }
    }
}
