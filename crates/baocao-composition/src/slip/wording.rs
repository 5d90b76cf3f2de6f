//! The words of a slip.

use baocao_model::{Counts, Place, Severity};

pub const KIND: &str = "PHIẾU YÊU CẦU CHỈNH SỬA SỐ LIỆU";
/// Who asks where nobody stands above the organisation.
pub const OWN_CHECKER: &str = "bộ phận kiểm tra";
pub const REQUEST: &str = "đề nghị đơn vị xem và chỉnh sửa các nội dung dưới đây.";
pub const NOTHING: &str = "Không có nội dung nào phải chỉnh sửa.";
pub const CLOSING: &str = "Đề nghị đơn vị sửa ngay trong tệp số liệu gốc, kiểm tra lại rồi gửi báo cáo đã chỉnh sửa.";
pub const ENCLOSED: &str = " (bản sao kèm theo phiếu để đối chiếu; sửa trong tệp gốc của đơn vị)";
pub const HEADING: &str = "NỘI DUNG CẦN CHỈNH SỬA";
pub const LIST: &str = "DANH SÁCH NỘI DUNG CẦN CHỈNH SỬA";
pub const SIGNER: &str = "NGƯỜI KIỂM TRA";
/// What stands for a day or month that is written in by hand.
pub const GAP: &str = "……";

/// How bad a finding is.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Lỗi",
        Severity::Warning => "Cảnh báo",
        Severity::Note => "Lưu ý",
    }
}

/// How many findings of each severity there are.
pub fn counts(counts: Counts) -> String {
    format!("{} lỗi phải sửa, {} cảnh báo, {} lưu ý", counts.errors, counts.warnings, counts.notes)
}

/// How many others there are; nothing if there are none.
pub fn others(counts: Counts) -> Option<String> {
    let parts = [(counts.errors, "lỗi"), (counts.warnings, "cảnh báo"), (counts.notes, "lưu ý")];
    let parts: Vec<_> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A place in words that a clerk can follow.
pub fn place(place: &Place) -> String {
    match (&place.sheet, &place.cell, place.line) {
        (Some(sheet), Some(cell), _) => format!("{}, trang “{sheet}”, ô {cell}", place.file),
        (Some(sheet), None, _) => format!("{}, trang “{sheet}”", place.file),
        (None, _, Some(line)) => format!("{}:{line}:{}", place.file, place.column.unwrap_or(1)),
        (None, _, None) => place.file.clone(),
    }
}

/// A sentence as a reader expects it: with a capital and a full stop.
pub fn sentence(text: &str) -> String {
    let mut characters = text.trim_end_matches('.').chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str()).replace('`', "")
}
