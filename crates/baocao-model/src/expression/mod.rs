//! The language of written rules: comparisons of figures, in exact decimals. Every part keeps its position.

mod lexer;
mod parser;

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

use rust_decimal::Decimal;

/// A part of an expression, and the characters that it takes in the text. `Name` is what names figures: their names as
/// written, or what a caller has put in their place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression<Name = FigureName> {
    /// What it is.
    pub kind: ExpressionKind<Name>,
    /// The characters it takes.
    pub span: Range<usize>,
}

/// What a part of an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind<Name = FigureName> {
    /// A number as written.
    Number(Decimal),
    /// One figure, or several with a `*` in the name.
    Name(Name),
    /// The number with its sign changed.
    Negative(Box<Expression<Name>>),
    /// True if the part is false.
    Not(Box<Expression<Name>>),
    /// `+ - * /`
    Arithmetic(Arithmetic, Box<Expression<Name>>, Box<Expression<Name>>),
    /// `= != < <= > >=`
    Compare(Comparison, Box<Expression<Name>>, Box<Expression<Name>>),
    /// Both.
    And(Box<Expression<Name>>, Box<Expression<Name>>),
    /// One or both.
    Or(Box<Expression<Name>>, Box<Expression<Name>>),
    /// A function with its arguments.
    Call(Function, Vec<Expression<Name>>),
}

/// A figure as a rule names it: `column`, `row.column` or `table.row.column`; `*` stands for all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureName(pub Vec<String>);

/// What is done with two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Different,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// The functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The sum of all arguments.
    Sum,
    /// The smallest argument.
    Min,
    /// The largest argument.
    Max,
    /// The number without its sign.
    Abs,
    /// How many of the figures are reported.
    Count,
    /// The second argument if the first holds, else the third.
    If,
    /// The figure as the period before had it.
    Previous,
    /// The figure as the same period last year had it.
    LastYear,
    /// The figure as the units below the organisation give it together.
    Children,
}

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    /// The code of the finding.
    pub code: &'static str,
    /// The characters that cannot be read.
    pub span: Range<usize>,
    /// What stands there.
    pub found: String,
    /// The known name that is most like it.
    pub nearest: Option<&'static str>,
}

impl Expression {
    /// Reads an expression.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        parser::parse(text)
    }

    /// The same expression with other names. `rename` is told the report that a figure is taken from.
    pub fn renamed<Other>(&self, rename: &mut impl FnMut(&FigureName, Report) -> Other) -> Expression<Other> {
        self.renamed_in(Report::This, rename)
    }

    fn renamed_in<Other>(
        &self,
        report: Report,
        rename: &mut impl FnMut(&FigureName, Report) -> Other,
    ) -> Expression<Other> {
        let mut part = |part: &Self| Box::new(part.renamed_in(report, rename));
        let kind = match &self.kind {
            ExpressionKind::Number(number) => ExpressionKind::Number(*number),
            ExpressionKind::Name(name) => ExpressionKind::Name(rename(name, report)),
            ExpressionKind::Negative(only) => ExpressionKind::Negative(part(only)),
            ExpressionKind::Not(only) => ExpressionKind::Not(part(only)),
            ExpressionKind::Arithmetic(sign, left, right) => ExpressionKind::Arithmetic(*sign, part(left), part(right)),
            ExpressionKind::Compare(sign, left, right) => ExpressionKind::Compare(*sign, part(left), part(right)),
            ExpressionKind::And(left, right) => ExpressionKind::And(part(left), part(right)),
            ExpressionKind::Or(left, right) => ExpressionKind::Or(part(left), part(right)),
            ExpressionKind::Call(function, arguments) => {
                let report = function.report().unwrap_or(report);
                let arguments = arguments.iter().map(|argument| argument.renamed_in(report, rename)).collect();
                ExpressionKind::Call(*function, arguments)
            }
        };
        Expression { kind, span: self.span.clone() }
    }

    /// The parts that this part is made of.
    pub fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            ExpressionKind::Number(_) | ExpressionKind::Name(_) => Vec::new(),
            ExpressionKind::Negative(part) | ExpressionKind::Not(part) => vec![part],
            ExpressionKind::Arithmetic(_, left, right)
            | ExpressionKind::Compare(_, left, right)
            | ExpressionKind::And(left, right)
            | ExpressionKind::Or(left, right) => vec![left, right],
            ExpressionKind::Call(_, arguments) => arguments.iter().collect(),
        }
    }

    /// The figures that the expression names, in order, each with the report it is taken from.
    pub fn references(&self) -> Vec<NamedFigure<'_>> {
        let mut found = Vec::new();
        self.collect(Report::This, &mut found);
        found
    }

    fn collect<'e>(&'e self, report: Report, found: &mut Vec<NamedFigure<'e>>) {
        let report = match &self.kind {
            ExpressionKind::Call(function, _) => function.report().unwrap_or(report),
            ExpressionKind::Name(name) => {
                let reference = NamedFigure { name, report, span: self.span.clone() };
                if !found.iter().any(|other| other.name == name && other.report == report) {
                    found.push(reference);
                }
                return;
            }
            _ => report,
        };
        self.parts().into_iter().for_each(|part| part.collect(report, found));
    }
}

/// A figure that an expression names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFigure<'e> {
    /// The name.
    pub name: &'e FigureName,
    /// The report that the figure is taken from.
    pub report: Report,
    /// The characters it takes.
    pub span: Range<usize>,
}

/// The report that a figure is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// The report that is checked.
    This,
    /// That of the period before.
    Previous,
    /// That of the same period last year.
    LastYear,
    /// That of the units below, rolled up.
    Children,
}

impl fmt::Display for NamedFigure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.report {
            Report::This => self.name.fmt(f),
            Report::Previous => write!(f, "previous({})", self.name),
            Report::LastYear => write!(f, "last_year({})", self.name),
            Report::Children => write!(f, "children({})", self.name),
        }
    }
}

impl FigureName {
    /// True if the name stands for several figures.
    pub fn is_pattern(&self) -> bool {
        self.0.iter().any(|part| part == "*")
    }
}

impl fmt::Display for FigureName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

impl Comparison {
    /// The sign as people read it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Different => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::Greater => ">",
            Self::AtLeast => "≥",
        }
    }

    /// True if numbers that compare in this way are as they should be.
    pub fn orders(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Different => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
        }
    }

    /// Compares; numbers closer than the tolerance count as equal.
    pub fn holds(self, left: Decimal, right: Decimal, tolerance: Decimal) -> bool {
        let difference = left - right;
        match self {
            Self::Equal => difference.abs() <= tolerance,
            Self::Different => difference.abs() > tolerance,
            Self::Less => difference < tolerance,
            Self::AtMost => difference <= tolerance,
            Self::Greater => -difference < tolerance,
            Self::AtLeast => -difference <= tolerance,
        }
    }
}

impl Function {
    /// The functions by the names that rules write.
    pub const NAMES: [(&'static str, Self); 9] = [
        ("sum", Self::Sum),
        ("min", Self::Min),
        ("max", Self::Max),
        ("abs", Self::Abs),
        ("count", Self::Count),
        ("if", Self::If),
        ("previous", Self::Previous),
        ("last_year", Self::LastYear),
        ("children", Self::Children),
    ];

    /// The report that the function takes its figure from, if it is such a function.
    pub fn report(self) -> Option<Report> {
        match self {
            Self::Previous => Some(Report::Previous),
            Self::LastYear => Some(Report::LastYear),
            Self::Children => Some(Report::Children),
            _ => None,
        }
    }

    /// True if the function takes these arguments; figures of other reports are named, not computed.
    fn takes(self, arguments: &[Expression]) -> bool {
        match self {
            Self::Sum | Self::Min | Self::Max | Self::Count => !arguments.is_empty(),
            Self::Abs => arguments.len() == 1,
            Self::If => arguments.len() == 3,
            Self::Previous | Self::LastYear | Self::Children => {
                matches!(arguments, [Expression { kind: ExpressionKind::Name(name), .. }] if !name.is_pattern())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> (&'static str, Range<usize>) {
        let error = Expression::parse(text).unwrap_err();
        (error.code, error.span)
    }

    #[test]
    fn binds_as_people_write() {
        let expression = Expression::parse("not a + b * 2 > c and d = 1 or e <> 2").unwrap();
        let ExpressionKind::Or(left, _) = expression.kind else { panic!("or binds least") };
        let ExpressionKind::And(left, _) = left.kind else { panic!("and binds more") };
        let ExpressionKind::Not(left) = left.kind else { panic!("not binds more than and") };
        let ExpressionKind::Compare(Comparison::Greater, left, _) = left.kind else { panic!("then comparison") };
        let ExpressionKind::Arithmetic(Arithmetic::Add, _, product) = left.kind else { panic!("then sum") };
        assert!(matches!(product.kind, ExpressionKind::Arithmetic(Arithmetic::Multiply, ..)));
    }

    #[test]
    fn names_are_columns_addresses_and_patterns() {
        let expression = Expression::parse("sum(t.*.x) = previous(t.2018.x) - held").unwrap();
        let names: Vec<_> = expression.references().iter().map(ToString::to_string).collect();
        assert_eq!(names, ["t.*.x", "previous(t.2018.x)", "held"]);
    }

    #[test]
    fn faults_are_at_their_place() {
        assert_eq!(error("a <= "), ("rule-unfinished", 5..5));
        assert_eq!(error("a <= b c"), ("rule-syntax", 7..8));
        assert_eq!(error("số <= b % 2"), ("rule-syntax", 8..9));
        assert_eq!(error("a = summ(b)"), ("unknown-function", 4..8));
        assert_eq!(error("a = if(b > 1, 2)"), ("rule-arguments", 4..16));
        assert_eq!(error("a = previous(b + 1)"), ("rule-arguments", 4..19));
        assert_eq!(error("a < b < c"), ("rule-syntax", 6..7));
        assert_eq!(error(&"(".repeat(500)), ("rule-too-deep", 65..66));
    }

    #[test]
    fn a_tolerance_widens_every_comparison() {
        let holds = |comparison: Comparison, left: i64| comparison.holds(left.into(), 10.into(), 2.into());
        assert!(holds(Comparison::Equal, 12) && !holds(Comparison::Equal, 13));
        assert!(holds(Comparison::AtMost, 12) && !holds(Comparison::AtMost, 13));
        assert!(holds(Comparison::AtLeast, 8) && !holds(Comparison::AtLeast, 7));
        assert!(holds(Comparison::Less, 11) && !holds(Comparison::Less, 12));
        assert!(holds(Comparison::Greater, 9) && !holds(Comparison::Greater, 8));
        assert!(holds(Comparison::Different, 13) && !holds(Comparison::Different, 12));
    }
}
