use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The value of a figure: one of four states. A blank is never zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A reported number. Never rounded here; rounding is a matter of presentation.
    Number(Decimal),
    /// A reported result in words.
    Text(String),
    /// Reported as "không phát sinh": there was nothing to count. It adds nothing to a sum.
    Nil,
    /// Not reported.
    #[default]
    Blank,
    /// The figure does not apply to this row.
    NotApplicable,
}

impl Value {
    /// What the value adds to a sum: a number itself, nil and not applicable nothing; a blank or words have no answer.
    pub fn addend(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Nil | Self::NotApplicable => Some(Decimal::ZERO),
            Self::Blank | Self::Text(_) => None,
        }
    }

    /// The number, if it is one; nil counts as 0.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Nil => Some(Decimal::ZERO),
            _ => None,
        }
    }

    /// The number as plain decimal digits, with nothing behind that says nothing; empty if it is none.
    pub fn digits(&self) -> String {
        self.number().map_or_else(String::new, |number| number.normalize().to_string())
    }

    /// The words that stand for it in files of figures, if it is not a number.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text(words) => Some(words),
            Self::Nil => Some("không phát sinh"),
            Self::NotApplicable => Some("không áp dụng"),
            Self::Number(_) | Self::Blank => None,
        }
    }

    /// True if nothing was reported.
    pub fn is_blank(&self) -> bool {
        *self == Self::Blank
    }
}

/// How a result stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evaluated {
    /// Result and target are equal.
    Met,
    /// The result is above the target.
    Exceeded,
    /// The result is below the target.
    Missed,
}

impl Evaluated {
    /// Judges a result against its target.
    pub fn judge(result: Decimal, target: Decimal) -> Self {
        match result.cmp(&target) {
            std::cmp::Ordering::Equal => Self::Met,
            std::cmp::Ordering::Greater => Self::Exceeded,
            std::cmp::Ordering::Less => Self::Missed,
        }
    }

    /// Judges a result in words: the target's words or not.
    pub fn judge_words(result: &str, target: &str) -> Self {
        if result.to_lowercase() == target.to_lowercase() { Self::Met } else { Self::Missed }
    }

    /// The word that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "Đạt",
            Self::Exceeded => "Vượt",
            Self::Missed => "Không đạt",
        }
    }
}
