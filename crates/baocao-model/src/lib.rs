//! What a report is made of: organisations, periods, forms, values, submissions and findings. No I/O.

mod address;
mod catalogue;
mod completion;
mod computation;
mod conventions;
mod date;
mod dependency_check;
mod expression;
mod finding;
mod finding_group;
mod findings;
mod form;
mod form_check;
mod index;
mod io_words;
mod language;
mod nearest;
mod number;
mod organization;
mod period;
mod reference;
mod report;
mod rows;
mod rule;
mod rule_check;
mod submission;
mod tree;
mod unit_table_check;
mod value;
mod values;
mod waiver;

pub use address::Address;
pub use catalogue::Catalogue;
pub use completion::{Completed, DoubtfulUnit, Figures, MONEY};
pub use computation::{Computation, ScoreParts, evaluated};
pub use conventions::{Authority, Conventions};
pub use date::Date;
pub use expression::{
    Arithmetic, Comparison, Expression, ExpressionError, ExpressionKind, FigureName, Function, NamedFigure,
    Report as ReportNamed,
};
pub use finding::{Finding, Operand, Place, Refusal, Severity};
pub use finding_group::{Cause, Change, FindingGroup, shown as shown_digits};
pub use findings::{Counts, Findings, Kind};
pub use form::{
    Annex, Categories, Chart, ChartKind, Column, ColumnKind, Evaluation, Form, Group, InvalidUnits, LowerUnits,
    MissingUnits, Operator, Order, PageOrientation, Percentage, Plausible, Repeat, Row, RowKind, Score, Table, signed,
};
pub use form_check::FormProblem;
pub use language::{Language, MESSAGES, Message};
pub use nearest::nearest;
pub use number::{decimal, format_number, parse_number, trimmed};
pub use organization::{ExporterLimits, Letterheads, Organization, RuleChoice, SlipChoice};
pub use period::{AnchorDay, Period, PeriodError, PeriodKind};
pub use reference::{Reference, References};
pub use report::{Audience, Letter, LetterNumber, Report, Signer};
pub use rows::Rows;
pub use rule::{Example, Missing, Patterns, Rule, Subject};
pub use submission::{Figure, Origin, Scope, StatedUnit, Submission};
pub use tree::{
    FieldPlace, Life, Restated, Snapshot, StandIn, Succession, SuccessionKind, SuccessionRow, Tree, TreeRow, TreeRows,
    Unit, UnitIndex, UnitRow,
};
pub use value::{Evaluated, Value};
pub use values::{Limit, ShortNumber, ValueRows, Values};
pub use waiver::{Waiver, Waivers};
