//! What the words around the parts of a list say of them: whether they overlap, exclude each other, or are degrees of a scale.

use crate::language::Quantity;
use crate::reading::Parsed;

/// The words around a part that say which part it is.
fn label(parsed: &Parsed, part: &Quantity) -> String {
    let after = parsed.lexemes[part.after..].iter().take(7);
    let after: Vec<&str> = after
        .take_while(|lexeme| lexeme.word().is_some_and(|word| word != "và"))
        .filter_map(|lexeme| lexeme.word())
        .collect();
    // What stands before `và` belongs to the part before: `32 nam và 27 nữ`.
    let own = part.before.iter().rposition(|word| word == "và").map_or(0, |at| at + 1);
    format!(" {} | {} {} ", part.before[own..].join(" "), part.unit.words.join(" "), after.join(" "))
}

/// True if a part is a trait that others may have as well: women, minorities, the young.
pub fn overlap(parsed: &Parsed, parts: &[&Quantity]) -> bool {
    const TRAITS: &[&str] = &[
        " nữ ",
        " dân tộc ",
        " tôn giáo ",
        " có đạo ",
        " trẻ ",
        " tuổi ",
        " dân quân ",
        " tín đồ ",
        " khuyết tật ",
        " công giáo ",
    ];
    let is_trait = |label: String| TRAITS.iter().any(|name| label.contains(name));
    parts.iter().any(|part| is_trait(label(parsed, part)))
}

/// True if the parts are degrees of one scale, of which everybody has one at most.
pub fn of_one_scale(parsed: &Parsed, parts: &[&Quantity]) -> bool {
    const SCALES: &[&[&str]] = &[
        &["hoàn thành", "xuất sắc", "vững mạnh", " tốt ", " khá ", " giỏi ", "trung bình", " yếu ", " kém "],
        &["khiển trách", "cảnh cáo", "cách chức", "khai trừ", "giáng chức", "buộc thôi việc", "hạ bậc lương"],
        &["khiếu nại", "tố cáo", "kiến nghị", "phản ánh"],
        &["trước hạn", "đúng hạn", "quá hạn", "trễ hạn", "trong hạn"],
        &["tiến sĩ", "tiến sỹ", "thạc sĩ", "thạc sỹ", "đại học", "cao đẳng", "trung cấp", "sơ cấp"],
    ];
    let labels: Vec<String> = parts.iter().map(|part| label(parsed, part)).collect();
    let on = |scale: &&[&str]| labels.iter().all(|label| scale.iter().any(|degree| label.contains(degree)));
    SCALES.iter().any(on)
}

/// True if two parts exclude each other by their names.
pub fn opposed(parsed: &Parsed, parts: &[&Quantity]) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        (" nam ", " nữ "),
        ("cùng cấp", "cấp dưới"),
        ("trực tiếp", "gián tiếp"),
        ("tổ chức", "cá nhân"),
        ("tập thể", "cá nhân"),
        ("trong nước", "ngoài nước"),
        ("trong tỉnh", "ngoài tỉnh"),
        ("đúng hạn", "quá hạn"),
        ("trước hạn", "quá hạn"),
        ("đúng hạn", "trễ hạn"),
        ("thành thị", "nông thôn"),
        ("đô thị", "nông thôn"),
        ("định kỳ", "đột xuất"),
        ("nhà nước", "ngoài nhà nước"),
        ("chính thức", "dự bị"),
        ("đương nhiên", "bầu"),
        ("đã ", "chưa "),
        ("chuyển đi", "chuyển đến"),
        ("đảng viên", "ngoài đảng"),
        ("khiếu nại", "tố cáo"),
        ("cấp tỉnh", "cấp huyện"),
        ("cấp huyện", "cấp xã"),
        ("cấp tỉnh", "cấp cơ sở"),
        (" cũ ", " mới "),
        ("chưa đến hạn", "quá hạn"),
        ("còn hạn", "quá hạn"),
        ("đạt", "không đạt"),
        (" đi ", " đến "),
    ];
    let [one, other] = parts else { return false };
    let labels = [label(parsed, one), label(parsed, other)];
    let has = |word: &str| labels.iter().filter(|label| label.contains(word)).count();
    PAIRS.iter().any(|(a, b)| has(a) == 1 && has(b) >= 1)
}

/// How two parts are known to leave nothing over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opposites {
    /// By words that always do.
    Known,
    /// Because one denies what the other says.
    Negated,
}

/// Whether two parts are a thing and its opposite: `có mặt`, `vắng`; `đạt chuẩn`, `chưa đạt chuẩn`.
pub fn opposites(parsed: &Parsed, one: &Quantity, other: &Quantity) -> Option<Opposites> {
    const KNOWN: &[(&str, &str)] = &[
        ("có mặt", "vắng"),
        ("tham dự", "vắng"),
        (" dự ", "vắng"),
        ("hợp lệ", "không hợp lệ"),
        ("đồng ý", "không đồng ý"),
        ("tán thành", "không tán thành"),
        ("đủ điều kiện", "không đủ điều kiện"),
    ];
    let (first, second) = (label(parsed, one), label(parsed, other));
    let known = |(thing, opposite): &(&str, &str)| {
        first.contains(thing) && !first.contains(opposite) && second.contains(opposite)
    };
    if KNOWN.iter().any(known) {
        return Some(Opposites::Known);
    }
    // `đã giải quyết 120, đang giải quyết 36`.
    let underway = second.split_once(" đang ").is_some_and(|(_, deed)| {
        let deed: Vec<&str> = deed.split_whitespace().take_while(|word| *word != "|").take(2).collect();
        deed.len() == 2 && first.contains(&format!(" đã {} ", deed.join(" ")))
    });
    if underway {
        return Some(Opposites::Negated);
    }
    let denied = ["không", "chưa"].iter().find_map(|no| {
        let (_, denied) = second.split_once(&format!(" {no} "))?;
        Some(denied.split_whitespace().take_while(|word| *word != "|").take(2).collect::<Vec<_>>())
    })?;
    let said = first.contains(&format!(" {} ", denied.join(" ")));
    let denies = ["không", "chưa"].iter().any(|no| first.contains(&format!(" {no} ")));
    (denied.len() == 2 && said && !denies).then_some(Opposites::Negated)
}
