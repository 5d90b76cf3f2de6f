use std::ops::Range;

use super::lexer::{Token, TokenKind, tokens};
use super::{Arithmetic, Comparison, Expression, ExpressionError, ExpressionKind, FigureName, Function};
use crate::nearest;

/// How deep parts may lie in each other: far more than a reader can follow, far less than a stack holds.
const DEEPEST: usize = 64;

pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0, end: text.chars().count() };
    let expression = parser.alternatives()?;
    match parser.tokens.get(parser.at) {
        None => Ok(expression),
        Some(_) => Err(parser.unexpected()),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    end: usize,
}

type Parsed = Result<Expression, ExpressionError>;

impl Parser {
    fn alternatives(&mut self) -> Parsed {
        let mut left = self.conjunction()?;
        while self.word("or") {
            let right = self.conjunction()?;
            left = joined(left, right, ExpressionKind::Or);
        }
        Ok(left)
    }

    fn conjunction(&mut self) -> Parsed {
        let mut left = self.negation()?;
        while self.word("and") {
            let right = self.negation()?;
            left = joined(left, right, ExpressionKind::And);
        }
        Ok(left)
    }

    fn negation(&mut self) -> Parsed {
        let start = self.place().start;
        if !self.word("not") {
            return self.comparison();
        }
        let part = self.nested(Self::negation)?;
        let span = start..part.span.end;
        Ok(Expression { kind: ExpressionKind::Not(Box::new(part)), span })
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.sum()?;
        let comparison = match self.sign() {
            Some("=" | "==") => Comparison::Equal,
            Some("!=" | "<>") => Comparison::Different,
            Some("<") => Comparison::Less,
            Some("<=") => Comparison::AtMost,
            Some(">") => Comparison::Greater,
            Some(">=") => Comparison::AtLeast,
            _ => return Ok(left),
        };
        self.at += 1;
        let right = self.sum()?;
        Ok(joined(left, right, |left, right| ExpressionKind::Compare(comparison, left, right)))
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let operation = match self.sign() {
                Some("+") => Arithmetic::Add,
                Some("-") => Arithmetic::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.product()?;
            left = joined(left, right, |left, right| ExpressionKind::Arithmetic(operation, left, right));
        }
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.signed()?;
        loop {
            let operation = match self.sign() {
                Some("*") => Arithmetic::Multiply,
                Some("/") => Arithmetic::Divide,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.signed()?;
            left = joined(left, right, |left, right| ExpressionKind::Arithmetic(operation, left, right));
        }
    }

    fn signed(&mut self) -> Parsed {
        let start = self.place().start;
        if self.sign() != Some("-") {
            return self.operand();
        }
        self.at += 1;
        let part = self.nested(Self::signed)?;
        let span = start..part.span.end;
        Ok(Expression { kind: ExpressionKind::Negative(Box::new(part)), span })
    }

    fn operand(&mut self) -> Parsed {
        let Some(token) = self.tokens.get(self.at).cloned() else { return Err(self.unexpected()) };
        match token.kind {
            TokenKind::Number(number) => {
                self.at += 1;
                Ok(Expression { kind: ExpressionKind::Number(number), span: token.span })
            }
            TokenKind::Name(name) if !is_keyword(&name) => {
                self.at += 1;
                if self.sign() == Some("(") {
                    return self.call(&name, token.span);
                }
                Ok(Expression { kind: ExpressionKind::Name(name), span: token.span })
            }
            TokenKind::Sign("(") => {
                self.at += 1;
                let part = self.nested(Self::alternatives)?;
                self.expect(")")?;
                Ok(part)
            }
            _ => Err(self.unexpected()),
        }
    }

    fn call(&mut self, name: &FigureName, span: Range<usize>) -> Parsed {
        let name = name.to_string();
        let Some((_, function)) = Function::NAMES.into_iter().find(|(known, _)| *known == name) else {
            let known = Function::NAMES.map(|(known, _)| known);
            let nearest = nearest(&name, known);
            return Err(ExpressionError { code: "unknown-function", span, found: name, nearest });
        };
        self.at += 1;
        let mut arguments = Vec::new();
        while self.sign() != Some(")") || !arguments.is_empty() {
            arguments.push(self.nested(Self::alternatives)?);
            if self.sign() != Some(",") {
                break;
            }
            self.at += 1;
        }
        let end = self.place().end;
        self.expect(")")?;
        let span = span.start..end;
        if function.takes(&arguments) {
            return Ok(Expression { kind: ExpressionKind::Call(function, arguments), span });
        }
        Err(ExpressionError { code: "rule-arguments", span, found: name, nearest: None })
    }

    fn nested(&mut self, parse: fn(&mut Self) -> Parsed) -> Parsed {
        if self.depth == DEEPEST {
            return Err(ExpressionError { code: "rule-too-deep", ..self.unexpected() });
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// Takes a word such as `and`, if it comes next.
    fn word(&mut self, word: &str) -> bool {
        let next = self.tokens.get(self.at).map(|token| &token.kind);
        let taken = matches!(next, Some(TokenKind::Name(name)) if name.0 == [word]);
        self.at += usize::from(taken);
        taken
    }

    fn sign(&self) -> Option<&'static str> {
        match self.tokens.get(self.at)?.kind {
            TokenKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn expect(&mut self, sign: &str) -> Result<(), ExpressionError> {
        if self.sign() != Some(sign) {
            return Err(self.unexpected());
        }
        self.at += 1;
        Ok(())
    }

    fn place(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.end..self.end, |token| token.span.clone())
    }

    fn unexpected(&self) -> ExpressionError {
        let span = self.place();
        let found = match self.tokens.get(self.at).map(|token| &token.kind) {
            None => return ExpressionError { code: "rule-unfinished", span, found: String::new(), nearest: None },
            Some(TokenKind::Number(number)) => number.to_string(),
            Some(TokenKind::Name(name)) => name.to_string(),
            Some(TokenKind::Sign(sign)) => (*sign).to_owned(),
        };
        ExpressionError { code: "rule-syntax", span, found, nearest: None }
    }
}

fn is_keyword(name: &FigureName) -> bool {
    matches!(&*name.0, [word] if ["and", "or", "not"].contains(&word.as_str()))
}

fn joined(
    left: Expression,
    right: Expression,
    kind: impl FnOnce(Box<Expression>, Box<Expression>) -> ExpressionKind,
) -> Expression {
    let span = left.span.start..right.span.end;
    Expression { kind: kind(Box::new(left), Box::new(right)), span }
}
