use std::io::{Error, ErrorKind};

/// What the system says of a file or a port, in Vietnamese. What is not known here stays as the system says it.
pub fn io_words(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "không có tệp hay thư mục này",
        ErrorKind::PermissionDenied => "không có quyền",
        ErrorKind::AlreadyExists => "đã có tệp hay thư mục trùng tên",
        ErrorKind::NotADirectory => "trên đường dẫn có một tệp ở chỗ phải là thư mục",
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp",
        ErrorKind::DirectoryNotEmpty => "thư mục không rỗng",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        ErrorKind::StorageFull => "ổ đĩa đã đầy",
        ErrorKind::QuotaExceeded => "đã dùng hết dung lượng được cấp",
        ErrorKind::FileTooLarge => "tệp lớn quá mức hệ thống cho phép",
        ErrorKind::InvalidFilename => "hệ thống không nhận tên này",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "tệp đang được chương trình khác dùng",
        ErrorKind::AddrInUse => "cổng đang được chương trình khác dùng",
        ErrorKind::TimedOut => "quá thời gian chờ",
        ErrorKind::StaleNetworkFileHandle | ErrorKind::NetworkDown => "mất kết nối với ổ đĩa mạng",
        ErrorKind::UnexpectedEof => "tệp kết thúc giữa chừng",
        ErrorKind::InvalidData => "nội dung không đúng dạng",
        ErrorKind::OutOfMemory => "không đủ bộ nhớ",
        _ => return error.to_string(),
    };
    words.to_owned()
}
