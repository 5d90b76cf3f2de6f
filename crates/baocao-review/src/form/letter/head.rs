//! The head: who issues, the title of the state or the Party, number, place and date.

use super::Letter;
use super::fold::{fold, is_capitals, letters};
use super::line::Line;
use super::opening::{Opening, is_mark};
use super::vocabulary::Vocabulary;
use crate::form::formatted::Formatted;
use crate::form::part::Part;
use crate::form::profile::Profile;

const STATE: &str = "CONGHOAXAHOICHUNGHIAVIETNAM";
const PARTY: &str = "DANGCONGSANVIETNAM";

/// What names of bodies begin with; where a line does, another body's name ends above it.
const BODIES: [&str; 26] = [
    "TONG LIEN DOAN",
    "LIEN DOAN",
    "CONG DOAN",
    "UBND",
    "UY BAN",
    "BO ",
    "SO ",
    "DANG BO",
    "DANG UY",
    "TINH UY",
    "THANH UY",
    "HUYEN UY",
    "BAN ",
    "VAN PHONG",
    "CUC",
    "TONG CUC",
    "TRUONG",
    "HOI DONG",
    "HOI ",
    "CHI BO",
    "TONG CONG TY",
    "CONG TY",
    "TRUNG TAM",
    "PHONG ",
    "KHOI ",
    "BCH ",
];

/// Finds the parts of the head.
pub fn find(document: &Formatted, profile: &Profile, opening: &Opening, letter: &mut Letter) {
    let own = letters(profile.national());
    let all = &opening.lines;
    let at = |wanted: &str| (0..all.len()).filter(|at| letters(&all[*at].text()) == wanted).collect::<Vec<_>>();
    let national = at(&own);
    letter.national = national.first().map(|at| all[*at].clone());
    letter.repeated.extend(national.iter().skip(1).map(|at| (Part::National, all[*at].clone())));
    let other = if own == STATE { PARTY } else { STATE };
    letter.other_national = at(other).first().map(|at| all[*at].clone());
    letter.motto = profile.motto().and_then(|motto| at(&letters(motto)).first().map(|at| all[*at].clone()));
    let numbers: Vec<usize> = (0..all.len()).filter(|at| is_number(&all[*at])).collect();
    letter.number = numbers.first().map(|at| all[*at].clone());
    letter.repeated.extend(numbers.iter().skip(1).map(|at| (Part::Number, all[*at].clone())));
    let date = (0..all.len()).find(|at| is_date(&all[*at]));
    letter.date = date.map(|at| all[at].clone());
    let end = all[..opening.head_end].last().map_or(0, |line| line.paragraph + 1);
    letter.head = 0..end;
    issuers(document, profile, opening, letter);
    plain_subject(document, opening, letter);
}

/// `Số: 12/BC-LĐLĐ`, `Số 12-BC/TU`, also with the number left open.
fn is_number(line: &Line) -> bool {
    let text = line.text();
    let folded = fold(&text);
    let Some(rest) = folded.strip_prefix("SO").filter(|_| text.chars().count() < 60) else { return false };
    let separated = rest.starts_with([':', ' ']) || rest.starts_with(|c: char| c.is_ascii_digit());
    let open = |c: char| c == ' ' || c == ':' || c == '.' || c == '…' || c == '_';
    let rest = rest.trim_start_matches(open);
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let symbol = number.contains(['/', '-']) && number.chars().any(char::is_alphabetic);
    let digits = rest.len() > number.len() || number.starts_with(['/', '-']);
    separated && symbol && digits && !folded.contains(" NGAY ")
}

/// `Lai Châu, ngày 05 tháng 3 năm 2024` and its like, whole and not within a sentence.
fn is_date(line: &Line) -> bool {
    let folded = line.folded();
    let Some((place, day)) = folded.split_once("NGAY") else { return false };
    let few = place.split_whitespace().count() <= 6 && !place.contains(['(', ';', ':', '/', '.']);
    let begins = day.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | '_' | '/'))
        || day.trim_start().starts_with("THANG");
    let whole = folded.chars().count() < 70
        && folded.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit() || c == '…' || c == '_')
        || folded.ends_with("NAM");
    let dated = day.contains("THANG") || day.chars().filter(|c| matches!(c, '/' | '-' | '.')).count() >= 2;
    few && begins && whole && dated
}

/// The names on the left: the superior's above, the issuing body's below.
fn issuers(document: &Formatted, profile: &Profile, opening: &Opening, letter: &mut Letter) {
    let vocabulary = Vocabulary::of(profile);
    let all = &opening.lines[..opening.head_end];
    let anchor = letter.national.as_ref().or(letter.other_national.as_ref());
    let table = anchor.and_then(|line| document.paragraphs[line.paragraph].cell).map(|cell| cell.table);
    let number = letter.number.as_ref().map_or(usize::MAX, |line| line.paragraph);
    let draft = fold(&profile.letterhead.envelope.draft.text);
    let candidates = all.iter().filter(|line| {
        let (text, folded) = (line.text(), line.folded());
        let beside = match (anchor, table) {
            (Some(anchor), Some(table)) => {
                document.paragraphs[line.paragraph].cell.is_some_and(|cell| cell.table == table)
                    && line.column != anchor.column
            }
            _ => true,
        };
        let known = [STATE, PARTY, "DOCLAPTUDOHANHPHUC"].contains(&letters(&text).as_str());
        beside
            && line.paragraph <= number
            && !known
            && !is_mark(&text)
            && !is_number(line)
            && !is_date(line)
            && !folded.starts_with(&draft)
            && !folded.starts_with("V/V")
            && !vocabulary.is_urgency(&folded)
            && (table.is_some() || is_capitals(&line.shown()))
    });
    let names: Vec<Line> = candidates.cloned().collect();
    let begins = |line: &Line| BODIES.iter().any(|body| line.folded().starts_with(body));
    let lower = (1..names.len()).rev().find(|at| begins(&names[*at]));
    let bold = (1..names.len()).find(|at| names[*at].is_bold() && !names[*at - 1].is_bold());
    let border = bold.or(lower).unwrap_or(0);
    letter.issuer = names[border..].to_vec();
    letter.parent = names[..border].to_vec();
}

/// What stands below the number in its column: the subject of a letter without a kind.
fn plain_subject(document: &Formatted, opening: &Opening, letter: &mut Letter) {
    let Some(number) = letter.number.as_ref().filter(|_| letter.kind.is_none()) else { return };
    let table = |line: &Line| document.paragraphs[line.paragraph].cell.map(|cell| cell.table);
    let below = opening.lines[..opening.head_end].iter().filter(|line| {
        line.paragraph > number.paragraph && line.column == number.column && table(line) == table(number)
    });
    let words: Vec<Line> = below.filter(|line| !is_mark(&line.text())).cloned().collect();
    let marked = words.iter().position(|line| {
        let folded = line.folded();
        folded.starts_with("V/V") || folded.starts_with("VE VIEC")
    });
    let inside = table(number).is_some();
    letter.plain_subject = match marked {
        Some(at) => words[at..].to_vec(),
        None if inside => words.into_iter().filter(|line| !is_capitals(&line.shown())).collect(),
        None => Vec::new(),
    };
}
