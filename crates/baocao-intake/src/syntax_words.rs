//! What parsers say is wrong with a file, in Vietnamese: those who fill in reports read it. What they say that is not known
//! here stays as it is.

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::ParseErrorKind;

/// What the TOML parser says of a fault, and what that is in Vietnamese.
const FAULTS: [(&str, &str); 61] = [
    ("`_` may only go between digits", "dấu `_` chỉ được đứng giữa các chữ số"),
    ("cannot recurse further; max recursion depth met", "lồng nhau quá nhiều lớp"),
    ("carriage return must be followed by newline", "có ký tự CR mà không xuống dòng"),
    ("duplicate key", "khóa này đã có ở trên"),
    ("extra `=`", "thừa dấu `=`"),
    ("extra assignment between key-value pairs", "thừa dấu `=`"),
    ("extra comma in array", "thừa dấu phẩy trong mảng"),
    ("extra comma in inline table", "thừa dấu phẩy trong bảng `{…}`"),
    ("integers with a radix cannot be signed", "số viết theo hệ đếm khác thập phân không được có dấu"),
    ("invalid basic string", "chuỗi trong dấu nháy kép viết sai"),
    ("invalid binary number", "số nhị phân viết sai"),
    ("invalid boolean", "chỉ được ghi `true` hoặc `false`"),
    ("invalid comment character", "ghi chú có ký tự không được phép"),
    ("invalid exponent", "số mũ viết sai"),
    ("invalid float", "số thập phân viết sai"),
    ("invalid fraction", "phần thập phân viết sai"),
    ("invalid hexadecimal number", "số hệ mười sáu viết sai"),
    ("invalid inline table element", "bảng `{…}` viết sai"),
    ("invalid integer number", "số nguyên viết sai"),
    ("invalid key", "khóa viết sai"),
    ("invalid key-value pair", "dòng này không có dạng `khóa = giá trị`"),
    ("invalid literal string", "chuỗi trong dấu nháy đơn viết sai"),
    ("invalid mantissa", "số viết sai"),
    ("invalid multi-line basic string", "chuỗi nhiều dòng trong `\"\"\"` viết sai"),
    ("invalid multi-line literal string", "chuỗi nhiều dòng trong `'''` viết sai"),
    ("invalid octal number", "số hệ tám viết sai"),
    ("invalid string", "chuỗi viết sai"),
    ("invalid table", "tên bảng viết sai"),
    ("invalid unquoted key", "khóa không có dấu nháy chỉ được gồm chữ cái không dấu, chữ số, `-` và `_`"),
    ("invalid value", "giá trị viết sai"),
    ("key with no value", "khóa chưa có giá trị"),
    ("keys cannot be multi-line basic strings", "khóa không được viết nhiều dòng"),
    ("keys cannot be multi-line literal strings", "khóa không được viết nhiều dòng"),
    ("missing array opening", "thiếu dấu `[`"),
    ("missing assignment between key-value pairs", "thiếu dấu `=` giữa khóa và giá trị"),
    ("missing comma between array elements", "thiếu dấu phẩy giữa hai phần tử của mảng"),
    ("missing comma between key-value pairs", "thiếu dấu phẩy giữa hai khóa"),
    ("missing comment start", "thiếu dấu `#`"),
    ("missing escaped value", "thiếu ký tự sau dấu `\\`"),
    ("missing inline table opening", "thiếu dấu `{`"),
    ("missing key for inline table element", "thiếu khóa trong bảng `{…}`"),
    ("missing opening quote", "thiếu dấu nháy mở"),
    ("missing table open", "thiếu dấu `[`"),
    ("missing value", "thiếu giá trị"),
    ("missing value for key", "khóa chưa có giá trị"),
    ("radix must be lowercase", "tiền tố của hệ đếm phải viết thường"),
    ("recursion limit", "lồng nhau quá nhiều lớp"),
    ("redundant integer number prefix", "thừa tiền tố của hệ đếm"),
    ("redundant numeric sign", "thừa dấu của số"),
    ("string values must be quoted", "chữ phải đặt trong dấu nháy"),
    ("too few unicode value digits", "mã Unicode thiếu chữ số"),
    ("unclosed array", "mảng `[…]` chưa đóng"),
    ("unclosed array table", "tên bảng `[[…]]` chưa đóng"),
    ("unclosed inline table", "bảng `{…}` chưa đóng"),
    ("unclosed table", "tên bảng `[…]` chưa đóng"),
    ("unexpected `=` in array", "mảng không được có dấu `=`"),
    ("unexpected content", "có chỗ thừa"),
    ("unexpected content between comment and newline", "có chỗ thừa sau ghi chú"),
    ("unexpected key or value", "có chỗ thừa"),
    ("unexpected leading zero", "số không được bắt đầu bằng chữ số 0"),
    ("unquoted keys cannot be empty", "thiếu khóa"),
];

/// The same of dates and times, which are shown as they should be: what the parser awaits is one letter of many.
const DATES: [(&str, &str); 5] = [
    ("invalid date", "ngày viết sai, phải ghi như `2023-09-30`"),
    ("invalid date-time", "ngày giờ viết sai, phải ghi như `2023-09-30T07:30:00+07:00`"),
    ("invalid datetime", "ngày giờ viết sai, phải ghi như `2023-09-30T07:30:00+07:00`"),
    ("invalid offset", "múi giờ viết sai, phải ghi như `+07:00`"),
    ("invalid time", "giờ viết sai, phải ghi như `07:30:00`"),
];

/// The same where a key has keys below it though it has a value; behind it is the kind of value.
const EXTENDED: (&str, &str) = ("cannot extend value of type ", "khóa này đã có giá trị, không có khóa con được");

/// What the TOML parser awaits.
const AWAITED: [(&str, &str); 15] = [
    ("basic string", "chuỗi trong dấu nháy kép"),
    ("characters", "ký tự"),
    ("digits", "chữ số"),
    ("key", "khóa"),
    ("letters", "chữ cái"),
    // Quotation marks of either kind will do.
    ("literal string", "chuỗi trong dấu nháy"),
    ("multi-line basic string", "chuỗi nhiều dòng trong `\"\"\"`"),
    ("newline", "xuống dòng"),
    ("non-double-quote visible characters", "ký tự khác dấu nháy kép"),
    ("non-single-quote characters", "ký tự khác dấu nháy đơn"),
    ("non-single-quote visible characters", "ký tự khác dấu nháy đơn"),
    ("numbers", "chữ số"),
    ("printable characters", "ký tự in được"),
    ("unicode hexadecimal value", "mã Unicode"),
    ("value", "giá trị"),
];

/// What the TOML parser says, in Vietnamese.
pub fn of_toml(message: &str) -> String {
    let (fault, awaited) =
        message.split_once(", expected ").map_or((message, None), |(fault, rest)| (fault, Some(rest)));
    if let Some((_, date)) = DATES.iter().find(|(english, _)| *english == fault) {
        return (*date).to_owned();
    }
    let fault = if fault.starts_with(EXTENDED.0) { EXTENDED.1 } else { known(&FAULTS, fault) };
    match awaited {
        None => fault.to_owned(),
        Some("nothing") => format!("{fault}; ở đây không được có gì"),
        Some(awaited) => {
            let awaited: Vec<&str> = awaited.split(", ").map(|one| known(&AWAITED, one)).collect();
            format!("{fault}; ở đây cần {}", awaited.join(" hoặc "))
        }
    }
}

fn known<'t>(list: &[(&str, &'t str)], words: &'t str) -> &'t str {
    list.iter().find(|(english, _)| *english == words).map_or(words, |(_, vietnamese)| vietnamese)
}

/// What the JSON parser says, in Vietnamese.
pub fn of_json(kind: &ParseErrorKind) -> String {
    use ParseErrorKind as Kind;
    let words = match kind {
        Kind::BareDecimalPointNumbersNotAllowed => "số thập phân phải có chữ số ở cả hai bên dấu chấm",
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => "JSON không có ghi chú",
        Kind::ExpectedColonAfterObjectKey => "thiếu dấu hai chấm sau khóa",
        Kind::ExpectedObjectValue => "thiếu giá trị sau dấu hai chấm",
        Kind::ExpectedDigit => "thiếu chữ số",
        Kind::ExpectedDigitFollowingNegativeSign => "thiếu chữ số sau dấu trừ",
        Kind::ExpectedPlusMinusOrDigitInNumberLiteral => "số mũ viết sai",
        Kind::ExpectedStringObjectProperty => "khóa phải đặt trong dấu nháy kép",
        Kind::HexadecimalNumbersNotAllowed => "số phải viết theo hệ thập phân",
        Kind::ExpectedComma => "thiếu dấu phẩy",
        Kind::MultipleRootJsonValues => "có nội dung thừa sau giá trị đầu tiên",
        Kind::NonFiniteNumbersNotAllowed => "không có số vô cực và NaN",
        Kind::SingleQuotedStringsNotAllowed => "chữ phải đặt trong dấu nháy kép",
        Kind::String(kind) => of_json_string(kind),
        Kind::TrailingCommasNotAllowed => "thừa dấu phẩy ở cuối",
        Kind::UnaryPlusNumbersNotAllowed => "số không được có dấu cộng",
        Kind::UnexpectedCloseBrace => "thừa dấu `}`",
        Kind::UnexpectedCloseBracket => "thừa dấu `]`",
        Kind::UnexpectedColon => "thừa dấu hai chấm",
        Kind::UnexpectedComma => "thừa dấu phẩy",
        Kind::UnexpectedToken | Kind::UnexpectedTokenInObject => "có ký tự không đúng chỗ",
        Kind::UnexpectedWord => "chữ phải đặt trong dấu nháy kép",
        Kind::UnterminatedArray => "thiếu dấu `]`",
        Kind::UnterminatedObject => "thiếu dấu `}`",
        Kind::NestingDepthExceeded => "lồng nhau quá nhiều lớp",
        // What other features of the library add.
        #[allow(unreachable_patterns)]
        other => return other.to_string(),
    };
    words.to_owned()
}

fn of_json_string(kind: &ParseStringErrorKind) -> &'static str {
    match kind {
        ParseStringErrorKind::InvalidEscapeInSingleQuoteString
        | ParseStringErrorKind::InvalidEscapeInDoubleQuoteString
        | ParseStringErrorKind::InvalidEscape => "sau dấu `\\` có ký tự không được phép",
        ParseStringErrorKind::ExpectedFourHexDigits | ParseStringErrorKind::ExpectedTwoHexDigits => {
            "mã Unicode thiếu chữ số"
        }
        ParseStringErrorKind::InvalidUnicodeEscapeSequence(_) => "mã Unicode không phải là ký tự nào",
        ParseStringErrorKind::UnterminatedStringLiteral => "thiếu dấu nháy đóng",
    }
}

#[cfg(test)]
mod tests {
    use jsonc_parser::{CollectOptions, parse_to_ast};
    use toml::de::DeTable;

    use super::*;

    /// Words that what was not translated would have.
    const ENGLISH: [&str; 12] = [
        "expected",
        "missing",
        "invalid",
        "unexpected",
        "extra",
        "unclosed",
        "cannot",
        "must",
        "may",
        "too",
        "not",
        "key",
    ];

    fn is_vietnamese(words: &str) -> bool {
        let mut each = words.split(|c: char| !c.is_alphanumeric());
        !each.any(|word| ENGLISH.contains(&&*word.to_lowercase()))
    }

    #[test]
    fn what_the_toml_parser_says_is_said_in_vietnamese() {
        let broken = [
            "a = 1\na = 2",
            "a",
            "a =",
            "= 1",
            "a = = 1",
            "a 1",
            "a = 1 b = 2",
            "a = \"x",
            "a = 'x",
            "a = \"\\q\"",
            "a = \"\\u12\"",
            "a = \"\"\"x",
            "a = '''x",
            "a = [1, 2",
            "a = [1 2]",
            "a = [,]",
            "a = [1,,2]",
            "a = [b = 1]",
            "a = {b = 1",
            "a = {b = 1 c = 2}",
            "a = {, b = 1}",
            "a = {b = 1,, c = 2}",
            "a = {b}",
            "a = {1 = }",
            "a = }",
            "a = ]",
            "[a",
            "[[a]",
            "[a]]",
            "[]",
            "[a] b",
            "a.b = 1\na = 2",
            "a = 1\na.b = 2",
            "a = {}\na.b = 2",
            "a = []\n[a]",
            "a = 01",
            "a = +-1",
            "a = 1__2",
            "a = _1",
            "a = 1_",
            "a = 0xg",
            "a = 0o9",
            "a = 0b2",
            "a = 0X1",
            "a = -0x1",
            "a = 0x0x1",
            "a = 1.",
            "a = .1",
            "a = 1e",
            "a = 1.2.3",
            "a = 1e5.5",
            "a = TRUE",
            "a = tru",
            "a = yes",
            "a = 626 cuộc",
            "a = 2023-13-99",
            "a = 2023-09",
            "a = 25:00:00",
            "a = \u{1}",
            "# \u{1}\n",
            "a\rb = 1",
            "a = 1\r# x",
            "kỳ = 1",
            "\"\"\"a\"\"\" = 1",
            "'''a''' = 1",
            "a. = 1",
            ".a = 1",
            "a..b = 1",
            "a = 1 # x\r y",
            "a = \"x\" y",
            "a = “x”",
            "a: 1",
            "a = 1,5",
        ];
        let mut english = Vec::new();
        for text in broken {
            let (_, errors) = DeTable::parse_recoverable(text);
            assert!(!errors.is_empty(), "{text:?}");
            let words = errors.iter().map(|error| (of_toml(error.message()), error.message().to_owned()));
            english.extend(words.filter(|(words, _)| !is_vietnamese(words)));
        }
        assert_eq!(english, []);
        assert_eq!(of_toml("unclosed array, expected `,`, `]`"), "mảng `[…]` chưa đóng; ở đây cần `,` hoặc `]`");
        assert_eq!(of_toml("something new, expected else"), "something new; ở đây cần else");
    }

    #[test]
    fn what_the_json_parser_says_is_said_in_vietnamese() {
        let broken = [
            "{",
            "[",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\": 1 \"b\": 2}",
            "{a: 1}",
            "{'a': 1}",
            "[1,]",
            "[1 2]",
            "[,]",
            "{,}",
            "{\"a\": 1,}",
            "1 2",
            "\"a",
            "\"\\q\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "0x1",
            "NaN",
            "-Infinity",
            "]",
            "}",
            ":",
            ",",
            "abc",
            "// x\n1",
            "/* x",
            "@",
            "{\"a\" 1}",
            "{1: 2}",
            "[1:2]",
        ];
        for text in broken {
            let Err(error) = parse_to_ast(text, &CollectOptions::default(), &crate::json::strict()) else {
                panic!("{text:?}")
            };
            let words = of_json(error.kind());
            assert!(is_vietnamese(&words), "{text:?}: {words}");
        }
    }
}
