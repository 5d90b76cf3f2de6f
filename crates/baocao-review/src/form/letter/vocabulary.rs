//! The words by which parts are recognised.

use super::fold::{fold, letters};
use crate::form::profile::Profile;

/// Kinds that are recognised whatever the profile's conventions say.
const KINDS: [&str; 22] = [
    "NGHỊ QUYẾT",
    "QUYẾT ĐỊNH",
    "CHỈ THỊ",
    "QUY CHẾ",
    "QUY ĐỊNH",
    "THÔNG CÁO",
    "THÔNG BÁO",
    "HƯỚNG DẪN",
    "CHƯƠNG TRÌNH",
    "KẾ HOẠCH",
    "PHƯƠNG ÁN",
    "ĐỀ ÁN",
    "DỰ ÁN",
    "BÁO CÁO",
    "BIÊN BẢN",
    "TỜ TRÌNH",
    "HỢP ĐỒNG",
    "CÔNG ĐIỆN",
    "KẾT LUẬN",
    "THÔNG TRI",
    "GIẤY MỜI",
    "BÁO CÁO CHÍNH TRỊ",
];
/// What offices begin with.
const OFFICES: [&str; 22] = [
    "CHỦ TỊCH",
    "PHÓ",
    "BÍ THƯ",
    "TRƯỞNG",
    "GIÁM ĐỐC",
    "TỔNG GIÁM ĐỐC",
    "HIỆU TRƯỞNG",
    "CHÁNH",
    "ỦY VIÊN",
    "THƯ KÝ",
    "THỨ TRƯỞNG",
    "BỘ TRƯỞNG",
    "CỤC TRƯỞNG",
    "VỤ TRƯỞNG",
    "VIỆN TRƯỞNG",
    "TỔNG CỤC TRƯỞNG",
    "QUYỀN",
    "Q.",
    "KẾ TOÁN",
    "TỔNG THƯ KÝ",
    "PHÓ CHỦ TỊCH",
    "ĐỘI TRƯỞNG",
];
/// The letters of the marks of authority, of both families.
const MARKS: [&str; 5] = ["TM", "KT", "TL", "TUQ", "Q"];
/// Academic and honorary titles as they are put before names.
const ACADEMIC: [&str; 12] =
    ["GS.", "PGS.", "TS.", "THS.", "TSKH.", "BS.", "CN.", "KS.", "NGUT", "NGND", "TIEN SI ", "THAC SI "];

/// The words of a profile.
#[derive(Debug)]
pub struct Vocabulary {
    kinds: Vec<String>,
    offices: Vec<String>,
    urgencies: Vec<String>,
}

impl Vocabulary {
    /// Takes the kinds of the profile's conventions to those that everyone knows.
    pub fn of(profile: &Profile) -> Self {
        let own = profile.conventions.iter().flat_map(|conventions| conventions.kinds.values().flatten());
        let kinds = own.map(String::as_str).chain(KINDS).map(fold).collect();
        let offices = OFFICES.iter().map(|office| fold(office)).collect();
        let urgencies =
            ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "MẬT", "TỐI MẬT", "TUYỆT MẬT"].iter().map(|word| fold(word)).collect();
        Self { kinds, offices, urgencies }
    }

    /// True if a line is the name of a kind and nothing else.
    pub fn is_kind(&self, folded: &str) -> bool {
        self.kinds.iter().any(|kind| kind == folded)
    }

    /// True if a line begins with the name of a kind.
    pub fn begins_with_kind(&self, folded: &str) -> bool {
        self.kinds.iter().any(|kind| folded.strip_prefix(kind.as_str()).is_some_and(|rest| rest.starts_with(' ')))
    }

    /// True if a line begins with the name of an office, or ends with the word for its head, as `KHỐI TRƯỞNG` does.
    pub fn is_office(&self, folded: &str) -> bool {
        if folded.ends_with(" TRUONG") {
            return true;
        }
        self.offices.iter().any(|office| {
            folded
                .strip_prefix(office.as_str())
                .is_some_and(|rest| rest.is_empty() || !rest.starts_with(char::is_alphabetic))
        })
    }

    /// True if a line says how urgent or how secret a letter is.
    pub fn is_urgency(&self, folded: &str) -> bool {
        self.urgencies.iter().any(|word| word == folded)
    }
}

/// The letters of the mark of authority that a line begins with: `TM` of `TM. BAN CHẤP HÀNH` and of `T/M BAN …`.
pub fn mark_letters(text: &str) -> Option<&'static str> {
    let first = text.split_whitespace().next()?;
    let token = letters(first);
    let glued = first.split_inclusive(['.', '/']).next().map(letters).unwrap_or_default();
    MARKS.into_iter().find(|mark| token == *mark || (glued == *mark && first.contains('.')))
}

/// The academic or honorary title that a name begins with.
pub fn begins_with_academic_title(name: &str) -> bool {
    let folded = fold(name);
    ACADEMIC.iter().any(|title| folded.starts_with(title))
}
