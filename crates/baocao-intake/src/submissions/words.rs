use std::borrow::Cow;

use baocao_model::{ColumnKind, Value};

use crate::clean;
use crate::figures::state_of_words;

/// The value of a figure that is given in words; none for what the precise reader has to look at.
pub fn value(text: &str, kind: ColumnKind) -> Option<Value> {
    if !is_clean(text) {
        return None;
    }
    let is_text = matches!(kind, ColumnKind::Text | ColumnKind::Any);
    state_of_words(text).or_else(|| is_text.then(|| Value::Text(text.trim().to_owned())))
}

/// True for a name that needs no care at all.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && is_clean(text)
}

/// True for text that hygiene leaves as it is.
fn is_clean(text: &str) -> bool {
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    plain || matches!(clean(text), Cow::Borrowed(_))
}
