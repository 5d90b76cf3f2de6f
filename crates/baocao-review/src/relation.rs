use std::ops::Range;

use serde::Serialize;

/// Something that a text says about its own figures, and whether it can be true.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// What kind of relation it is.
    pub kind: Kind,
    /// The passage it stands in.
    pub passage: usize,
    /// The bytes of that passage that are quoted.
    pub span: Range<usize>,
    /// The words of the place.
    pub quote: String,
    /// The computation, in figures: `3 + 5 + 14 = 22 ≠ 30`.
    pub computation: String,
    /// The figures that were compared.
    pub operands: Vec<Operand>,
    /// Whether it holds.
    pub holds: bool,
    /// How sure it is that a relation that does not hold is a mistake.
    pub certainty: Certainty,
    /// What would make it true.
    pub would_be_true: Option<Words>,
}

/// A figure of a relation, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// Its passage.
    pub passage: usize,
    /// Its bytes in the passage.
    pub span: Range<usize>,
    /// As it is written.
    pub text: String,
}

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Vietnamese.
    pub vietnamese: String,
    /// English.
    pub english: String,
}

/// How sure it is that something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It cannot be true.
    Contradiction,
    /// Someone should look.
    Possible,
    /// True, but not in the form that is asked for.
    Style,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $kind:ident = $name:literal, $code:literal;)*) => {
        /// The kinds of relations.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[doc = $doc])* $kind,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The name that scripts see.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// The code of the finding that is made of one that does not hold.
            pub fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)* }
            }
        }
    };
}

kinds! {
    /// Parts that add up to a total.
    Sum = "sum", "review-sum";
    /// A part within its total.
    Part = "part", "review-part";
    /// The names of a list and how many are said to be.
    Count = "count", "review-count";
    /// What is left of a total.
    Remainder = "remainder", "review-remainder";
    /// A percentage of a base that the text gives.
    Percent = "percent", "review-percent";
    /// A change and its percentage.
    Change = "change", "review-change";
    /// A figure, the figure before, and the difference.
    Difference = "difference", "review-difference";
    /// A product: area and yield, number and rate.
    Product = "product", "review-product";
    /// Two figures as `a/b`.
    Fraction = "fraction", "review-fraction";
    /// A figure written out in words.
    InWords = "in-words", "review-in-words";
    /// The same figure in two places.
    Repeated = "repeated", "review-repeated";
    /// A figure of the title that the body must confirm.
    Title = "title", "review-title";
    /// A row, a column or the grand total of a table.
    TableTotal = "table-total", "review-table-total";
    /// A column of a table that follows from others.
    TableColumn = "table-column", "review-table-column";
    /// A target, a result and what is said of them.
    Evaluation = "evaluation", "review-evaluation";
    /// A unit line over figures.
    UnitLine = "unit-line", "review-unit-line";
    /// The years that a table covers.
    Coverage = "coverage", "review-coverage";
    /// Income less expenses, year by year.
    Balance = "balance", "review-balance";
    /// A calendar date.
    Date = "date", "review-date";
    /// A number of years and the dates it lies between.
    Years = "years", "review-years";
    /// Numbers of a list.
    Ordinal = "ordinal", "review-ordinal";
    /// Numbers of headings.
    Heading = "heading", "review-heading";
    /// A document number used for two documents.
    DocumentNumber = "document-number", "review-document-number";
    /// The kind of a document and its symbol.
    DocumentSymbol = "document-symbol", "review-document-symbol";
    /// What is written in two ways.
    Notation = "notation", "review-notation";
    /// A paragraph that comes twice.
    Paragraph = "paragraph", "review-paragraph";
}
