//! What a report is made of: organisations, periods, forms, values, submissions and findings. No I/O.

mod address;
mod completion;
mod date;
mod finding;
mod form;
mod form_check;
mod language;
mod nearest;
mod number;
mod organization;
mod period;
mod report;
mod submission;
mod value;

pub use address::Address;
pub use completion::{Completed, Computation, DoubtfulUnit, Figures, ScoreParts};
pub use date::Date;
pub use finding::{Finding, Operand, Place, Refusal, Severity};
pub use form::{
    Annex, Categories, Chart, ChartKind, Column, ColumnKind, Evaluation, Form, Group, OverUnits, PageOrientation, Percentage, Plausible, Repeat, Row,
    RowKind, Score, Table, signed,
};
pub use form_check::FormProblem;
pub use language::{Language, MESSAGES, Message};
pub use nearest::nearest;
pub use number::{format_number, parse_number, trimmed};
pub use organization::{ExporterLimits, Letterheads, Organization};
pub use period::{Period, PeriodError, PeriodKind};
pub use report::{Audience, Letter, LetterNumber, Report, Signer};
pub use submission::{Figure, Origin, StatedUnit, Submission};
pub use value::{Evaluated, Value};
