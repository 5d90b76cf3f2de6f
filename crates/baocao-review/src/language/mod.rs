//! The language of figures: lexemes, numbers, dates, numbers of documents, and what is counted.

mod calendar;
mod document_code;
mod figure;
mod hedge;
mod lexer;
mod naming;
mod number_words;
mod numeral;
mod quantity;
mod sentence;
mod unit;
mod unit_words;
mod word;

pub use calendar::WrittenDate;
pub use document_code::{DocumentCode, KINDS as DOCUMENT_KINDS};
pub use hedge::{Change, Hedge};
pub use lexer::{Lexeme, LexemeKind, lexemes};
pub use number_words::{COUNTING, read as read_number_words};
pub use numeral::read as read_numeral;
pub use quantity::{Quantity, quantities};
pub use sentence::sentences;
pub use unit::{Family, read as read_unit};
