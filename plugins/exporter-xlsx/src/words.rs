//! The words of the workbook itself, as its reader sees them. Everything else comes from the document.

pub const LETTER: &str = "Công văn";
pub const CONTENTS: &str = "Mục lục";
pub const FINDINGS: &str = "Phát hiện";
pub const SOURCES: &str = "Nguồn số liệu";
pub const TABLE: &str = "Biểu";

pub const CHART: &str = "Biểu đồ";
pub const COUNTED_IN: &str = "Đơn vị tính:";

pub const ADDRESSED_TO: &str = "Kính gửi:";
pub const NOTES: &str = "Chú thích";
pub const NOTE: &str = "Chú thích";
pub const BACK_TO_TEXT: &str = "Về nội dung";
pub const SOURCE: &str = "Nguồn";
pub const SEE_SHEET: &str = "xem trang tính";

pub const NUMBER: &str = "TT";
pub const CONTENT: &str = "Nội dung";
pub const SHEET: &str = "Trang tính";
pub const SHEETS: &str = "Các trang tính";
pub const PARTS: &str = "Các phần của văn bản";

pub const SEVERITY: &str = "Mức độ";
pub const CODE: &str = "Mã";
pub const PLACE: &str = "Vị trí";
pub const FIGURE: &str = "Số liệu";
pub const ERROR: &str = "Lỗi";
pub const WARNING: &str = "Cảnh báo";
pub const REMARK: &str = "Ghi chú";

pub const UNITS: &str = "Đơn vị báo cáo";
pub const ABOVE: &str = "Cấp trên";
pub const TIER: &str = "Cấp";
pub const STANDING: &str = "Tình trạng";
pub const RECEIVED: &str = "Đã nhận";
pub const EXPECTED: &str = "Phải gửi";
pub const SUBMITTED_AT: &str = "Thời gian gửi";
pub const ON_TIME: &str = "Đúng hạn";
pub const LATE: &str = "Trễ hạn";
pub const INVALID: &str = "Có lỗi";
pub const BROUGHT_FORWARD: &str = "Lấy số kỳ trước";
pub const MISSING: &str = "Chưa gửi";
pub const OTHER: &str = "Khác";
pub const ROLLED_UP: &str = "Tổng hợp từ cấp dưới";
pub const ELSEWHERE: &str = "Các cấp bên dưới nữa:";
pub const WAIVED: &str = "Đã chấp nhận";
pub const REASON: &str = "lý do:";
pub const PASSED: &str = "Đã đối chiếu, khớp";
pub const EARLIER: &str = "Kỳ so sánh";

pub const ADDRESS: &str = "Địa chỉ";
pub const LABEL: &str = "Chỉ tiêu";
pub const VALUE: &str = "Giá trị";
pub const IN_REPORT: &str = "Vị trí trong báo cáo";
pub const FILE: &str = "Tệp nguồn";
pub const CELL: &str = "Ô";
pub const LINE: &str = "Dòng";
pub const COLUMN: &str = "Cột";
pub const COMPUTATION: &str = "Cách tính";
pub const UNIT: &str = "Đơn vị";
pub const SUM_OF: &str = "Tổng của";
pub const PERCENT_OF: &str = "Tỷ lệ phần trăm:";
pub const DIVIDED_BY: &str = "so với";
pub const EVALUATION_OF: &str = "Đánh giá kết quả";
pub const AGAINST_TARGET: &str = "so với chỉ tiêu";
pub const COMPUTED_FROM: &str = "Tính từ";
pub const AND_MORE: &str = "số liệu khác";
