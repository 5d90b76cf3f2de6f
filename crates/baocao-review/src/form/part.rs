use crate::relation::Words;

macro_rules! parts {
    ($($(#[doc = $doc:literal])* $part:ident = $key:literal, $vietnamese:literal, $english:literal, $topic:literal;)*) => {
        /// The parts of a letter that rules are about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Part { $($(#[doc = $doc])* $part,)* }

        impl Part {
            /// Every part.
            pub const ALL: &[Self] = &[$(Self::$part,)*];

            /// The name that scripts see.
            pub fn key(self) -> &'static str {
                match self { $(Self::$part => $key,)* }
            }

            /// The name that people see.
            pub fn words(self) -> Words {
                match self { $(Self::$part => Words { vietnamese: $vietnamese.into(), english: $english.into() },)* }
            }

            /// The topic under which a profile's sources name the rule.
            pub fn topic(self) -> &'static str {
                match self { $(Self::$part => $topic,)* }
            }
        }
    };
}

parts! {
    /// The file as a whole.
    Document = "document", "văn bản", "document", "font";
    /// The sheet and its margins.
    Page = "page", "trang giấy", "page", "page";
    /// The first line on the right of the head: the state's or the Party's title.
    National = "national", "quốc hiệu, tiêu đề", "national title", "national";
    /// The motto below it.
    Motto = "motto", "tiêu ngữ", "motto", "national";
    /// The superior body.
    Parent = "parent", "tên cơ quan chủ quản", "superior body", "issuer";
    /// The issuing body.
    Issuer = "issuer", "tên cơ quan ban hành", "issuing body", "issuer";
    /// Number and symbol.
    Number = "number", "số, ký hiệu", "number and symbol", "number";
    /// Place and date.
    Date = "date", "địa danh và thời gian", "place and date", "date";
    /// The kind.
    Kind = "kind", "tên loại", "kind", "title";
    /// The subject.
    Subject = "subject", "trích yếu", "subject", "title";
    /// `Kính gửi`.
    Addressee = "addressee", "kính gửi", "addressees", "recipients";
    /// Legal grounds.
    Grounds = "grounds", "căn cứ", "grounds", "body";
    /// Running text.
    Body = "body", "lời văn", "running text", "body";
    /// Headings.
    Heading = "heading", "đề mục", "headings", "body";
    /// On whose behalf is signed.
    Authority = "authority", "quyền hạn của người ký", "authority of the signer", "signature";
    /// The signer's office.
    Office = "office", "chức vụ của người ký", "office of the signer", "signature";
    /// The signer's name.
    Signer = "signer", "họ tên người ký", "name of the signer", "signature";
    /// `Nơi nhận:`.
    Recipients = "recipients", "nơi nhận", "recipients", "recipients";
    /// The lines below it.
    RecipientList = "recipient-list", "danh sách nơi nhận", "list of recipients", "recipients";
    /// The page number.
    PageNumber = "page-number", "số trang", "page number", "page_number";
    /// `Phụ lục` and its number.
    AnnexLabel = "annex-label", "phụ lục", "annex label", "annex";
    /// The annex's title.
    AnnexTitle = "annex-title", "tên phụ lục", "annex title", "annex";
    /// The line in brackets below it.
    AnnexReference = "annex-reference", "dẫn chiếu phụ lục", "annex reference", "annex";
}
