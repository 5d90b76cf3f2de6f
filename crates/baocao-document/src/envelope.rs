use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Letterhead;

/// Everything around the body of a letter. All lines are final text: capitals, marks and dates included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Envelope {
    /// The rules of form, every number resolved.
    pub letterhead: Letterhead,
    /// The superior body's name, line by line; may be empty.
    #[serde(default)]
    pub parent_lines: Vec<String>,
    /// The issuing body's name, line by line.
    pub issuer_lines: Vec<String>,
    /// The number and symbol as printed, `Số: 757/BC-LĐLĐ`.
    pub number: String,
    /// The symbol alone with its number, `757/BC-LĐLĐ`; what other letters cite.
    pub code: String,
    /// Place and date as printed, `Lai Châu, ngày 12 tháng 9 năm 2023`.
    pub place_date: String,
    /// The kind in capitals, `BÁO CÁO`; empty for a công văn.
    pub kind: String,
    /// The subject, line by line.
    pub subject: Vec<String>,
    /// Whom the letter is addressed to (Kính gửi); may be empty.
    #[serde(default)]
    pub addressees: Vec<String>,
    /// Who signs.
    pub signature: Signature,
    /// The recipients as printed, each with its dash and mark: `- Lưu: VT.`.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// True when the letter is not to be issued; `draft_mark` is then printed on it.
    #[serde(default)]
    pub draft: bool,
    /// What a draft bears, `DỰ THẢO`.
    pub draft_mark: String,
    /// How urgent the letter is, `KHẨN`, in a box; none for an ordinary letter.
    #[serde(default)]
    pub urgency: Option<String>,
}

/// The signature block.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// On whose behalf, line by line, `TM. BAN THƯỜNG VỤ`; may be empty.
    #[serde(default)]
    pub authority: Vec<String>,
    /// The signer's office, `PHÓ CHỦ TỊCH`.
    pub title: String,
    /// The signer's name without degrees.
    pub name: String,
}
