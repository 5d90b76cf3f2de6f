//! What an expression gives for reported figures. A blank is never zero unless the rule says so.

use baocao_model::{Arithmetic, Comparison, Expression, ExpressionKind, Function, Missing, ReportNamed, Values};
use rust_decimal::Decimal;

use crate::number::Number;
use crate::relation::Given;

/// An expression whose names have given way to the numbers of the figures they stand for, in the catalogue of the
/// report that they are taken from; none where there is no such report.
pub type Bound = Expression<Option<Vec<usize>>>;

/// How a rule stands to the figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The rule is met.
    Met,
    /// The rule is not met; the comparison that fails, if it is one.
    NotMet(Option<Compared>),
    /// A figure does not apply, holds words, or there is no report to compare with: nothing to say.
    NotChecked,
    /// A figure is blank, and the rule leaves it at that.
    Blank,
}

/// Two numbers that do not compare as they should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    pub comparison: Comparison,
    pub left: Decimal,
    pub right: Decimal,
}

/// Evaluates a rule's expression. With `Missing::Fail` a blank gives `Answer::Blank`, as with `Missing::Skip`; what
/// follows from it is the caller's.
pub fn evaluate(expression: &Bound, given: &Given<'_>, missing: Missing, tolerance: Decimal) -> Answer {
    let evaluation = Evaluation { given, missing, tolerance };
    match evaluation.truth(expression) {
        Ok(true) => Answer::Met,
        Ok(false) => Answer::NotMet(evaluation.culprit(expression)),
        Err(Gap::Blank) => Answer::Blank,
        Err(Gap::Nothing) => Answer::NotChecked,
    }
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// A figure is blank.
    Blank,
    /// Nothing can be said.
    Nothing,
}

/// Two numbers that are asked for together. What does not apply is not asked for, even beside a blank.
fn both(left: Result<Number, Gap>, right: Result<Number, Gap>) -> Result<(Number, Number), Gap> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(Gap::Nothing), _) | (_, Err(Gap::Nothing)) => Err(Gap::Nothing),
        _ => Err(Gap::Blank),
    }
}

struct Evaluation<'a> {
    given: &'a Given<'a>,
    missing: Missing,
    tolerance: Decimal,
}

impl Evaluation<'_> {
    fn truth(&self, expression: &Bound) -> Result<bool, Gap> {
        match &expression.kind {
            ExpressionKind::Not(part) => self.truth(part).map(|truth| !truth),
            // One false part settles an `and`, one true part an `or`, whatever is blank beside it.
            ExpressionKind::And(left, right) => match (self.truth(left), self.truth(right)) {
                (Ok(false), _) | (_, Ok(false)) => Ok(false),
                (left, right) => Ok(left? && right?),
            },
            ExpressionKind::Or(left, right) => match (self.truth(left), self.truth(right)) {
                (Ok(true), _) | (_, Ok(true)) => Ok(true),
                (left, right) => Ok(left? || right?),
            },
            ExpressionKind::Compare(comparison, left, right) => {
                let (left, right) = both(self.number(left), self.number(right))?;
                Ok(if self.tolerance.is_zero() {
                    comparison.orders(left.compared(right))
                } else {
                    comparison.holds(left.into(), right.into(), self.tolerance)
                })
            }
            ExpressionKind::Call(Function::If, parts) => self.truth(self.branch(parts)?),
            _ => Err(Gap::Nothing),
        }
    }

    fn number(&self, expression: &Bound) -> Result<Number, Gap> {
        match &expression.kind {
            ExpressionKind::Number(number) => Ok((*number).into()),
            ExpressionKind::Name(name) => self.figure(name, ReportNamed::This),
            ExpressionKind::Negative(part) => self.number(part)?.negative().ok_or(Gap::Nothing),
            ExpressionKind::Arithmetic(operation, left, right) => {
                let (left, right) = both(self.number(left), self.number(right))?;
                let number = match operation {
                    Arithmetic::Add => left.plus(right),
                    Arithmetic::Subtract => left.minus(right),
                    Arithmetic::Multiply => left.times(right),
                    Arithmetic::Divide => left.divided_by(right),
                };
                // A ratio to nothing, or a number beyond all counting, says nothing.
                number.ok_or(Gap::Nothing)
            }
            ExpressionKind::Call(function, arguments) => self.call(*function, arguments),
            _ => Err(Gap::Nothing),
        }
    }

    fn call(&self, function: Function, arguments: &[Bound]) -> Result<Number, Gap> {
        if let Some(report) = function.report() {
            return match arguments.first().map(|argument| &argument.kind) {
                Some(ExpressionKind::Name(figures)) => self.figure(figures, report),
                _ => Err(Gap::Nothing),
            };
        }
        match function {
            Function::If => self.number(self.branch(arguments)?),
            Function::Count => self.count(arguments),
            Function::Abs => self.number(arguments.first().ok_or(Gap::Nothing)?)?.abs().ok_or(Gap::Nothing),
            Function::Sum => self.over(arguments, Number::plus),
            Function::Min => {
                self.over(arguments, |least, number| Some(if number.compared(least).is_lt() { number } else { least }))
            }
            Function::Max => {
                self.over(arguments, |most, number| Some(if number.compared(most).is_gt() { number } else { most }))
            }
            Function::Previous | Function::LastYear | Function::Children => Err(Gap::Nothing),
        }
    }

    /// The branch that an `if` takes; the other one is not looked at.
    fn branch<'e>(&self, parts: &'e [Bound]) -> Result<&'e Bound, Gap> {
        let [condition, then, otherwise] = parts else { return Err(Gap::Nothing) };
        Ok(if self.truth(condition)? { then } else { otherwise })
    }

    /// Brings the numbers of all arguments together. What does not apply is left out, as in a sum that a form declares.
    fn over(&self, arguments: &[Bound], combine: impl Fn(Number, Number) -> Option<Number>) -> Result<Number, Gap> {
        let mut result: Option<Number> = None;
        let mut add = |number: Number| {
            result = Some(match result {
                Some(before) => combine(before, number).ok_or(Gap::Nothing)?,
                None => number,
            });
            Ok(())
        };
        for argument in arguments {
            let ExpressionKind::Name(figures) = &argument.kind else {
                add(self.number(argument)?)?;
                continue;
            };
            for figure in figures.as_ref().ok_or(Gap::Nothing)? {
                if self.given.values.applies(*figure) {
                    add(self.value(self.given.values, *figure)?)?;
                }
            }
        }
        result.ok_or(Gap::Nothing)
    }

    fn count(&self, arguments: &[Bound]) -> Result<Number, Gap> {
        let mut count = 0_u32;
        for argument in arguments {
            match &argument.kind {
                ExpressionKind::Name(figures) => {
                    let (figures, values) = (figures.as_ref().ok_or(Gap::Nothing)?, self.given.values);
                    let reported =
                        figures.iter().filter(|figure| values.applies(**figure) && !values.is_blank(**figure));
                    count += reported.count() as u32;
                }
                _ => count += u32::from(self.number(argument).is_ok()),
            }
        }
        Ok(Decimal::from(count).into())
    }

    /// The one figure that a name stands for, in one of the reports.
    fn figure(&self, figures: &Option<Vec<usize>>, report: ReportNamed) -> Result<Number, Gap> {
        let (Some([figure]), Some(values)) = (figures.as_deref(), self.given.report(report)) else {
            return Err(Gap::Nothing);
        };
        // What another report left blank cannot be filled in here.
        if report != ReportNamed::This && values.is_blank(*figure) {
            return Err(Gap::Nothing);
        }
        self.value(values, *figure)
    }

    fn value(&self, values: &Values, figure: usize) -> Result<Number, Gap> {
        match Number::of(values, figure) {
            Some(number) => Ok(number),
            None if !values.is_blank(figure) => Err(Gap::Nothing),
            None if self.missing == Missing::Zero => Ok(Number::ZERO),
            None => Err(Gap::Blank),
        }
    }

    /// The first comparison that keeps an expression from holding.
    fn culprit(&self, expression: &Bound) -> Option<Compared> {
        match &expression.kind {
            ExpressionKind::And(left, right) => {
                let broken = [left, right].into_iter().find(|part| self.truth(part) == Ok(false))?;
                self.culprit(broken)
            }
            ExpressionKind::Call(Function::If, parts) => self.culprit(self.branch(parts).ok()?),
            ExpressionKind::Compare(comparison, left, right) => {
                let (left, right) = (self.number(left).ok()?, self.number(right).ok()?);
                Some(Compared { comparison: *comparison, left: left.into(), right: right.into() })
            }
            _ => None,
        }
    }
}
