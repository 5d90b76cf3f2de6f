use std::borrow::Cow;
use std::ops::Range;

use rust_decimal::Decimal;

use super::figure::{LARGEST, in_words, number, percent, whole_behind};
use super::hedge::{Change, Hedge, hedge_and_change, words_before};
use super::lexer::{Lexeme, LexemeKind};
use super::naming::{NAMING, names};
use super::unit::{Family, Unit};

/// A figure of a sentence with what it counts.
#[derive(Clone, Debug)]
pub struct Quantity<'t> {
    /// The bytes of the figure with its scale.
    pub span: Range<usize>,
    /// The bytes up to the end of its noun phrase.
    pub whole: Range<usize>,
    /// The value, in full.
    pub value: Decimal,
    /// The worth of the last digit printed.
    pub step: Decimal,
    /// True for a whole number without a scale: it has not been rounded.
    pub exact: bool,
    /// True if digits stand after a decimal sign.
    pub decimals: bool,
    /// True for a percentage.
    pub percent: bool,
    /// The second number of `a/b`.
    pub of: Option<Decimal>,
    /// What the sentence says about its exactness.
    pub hedge: Hedge,
    /// What it counts.
    pub unit: Unit<'t>,
    /// Whether it is a change, not a level.
    pub change: Option<Change>,
    /// The words before it, back to a comma or another figure, the nearest last.
    pub before: Vec<Cow<'t, str>>,
    /// Its first lexeme.
    pub first: usize,
    /// The lexeme after its figure.
    pub after_figure: usize,
    /// The lexeme after its noun phrase.
    pub after: usize,
    /// How many brackets it stands in.
    pub depth: usize,
}

impl Quantity<'_> {
    /// True for a level of things that can be counted or paid, which sums and percentages are about.
    pub fn is_level(&self) -> bool {
        !self.percent && self.change.is_none() && !matches!(self.unit.family, Family::Rate | Family::Duration)
    }

    /// True if one of the words before it is this one, the last `reach` counted.
    pub fn follows(&self, word: &str, reach: usize) -> bool {
        self.before.iter().rev().take(reach).any(|found| found == word)
    }

    /// True if the words before it end so.
    pub fn follows_phrase(&self, phrase: &str) -> bool {
        let mut before = self.before.iter().rev();
        phrase.rsplit(' ').all(|word| before.next().is_some_and(|found| found == word))
    }

    /// True if the words before it hold this phrase.
    pub fn has_phrase_before(&self, phrase: &str) -> bool {
        self.before.join(" ").contains(phrase)
    }
}

/// Finds the figures of a text.
pub fn quantities<'t>(lexemes: &[Lexeme<'t>], text: &str) -> Vec<Quantity<'t>> {
    let mut found: Vec<Quantity<'_>> = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < lexemes.len() {
        let lexeme = &lexemes[at];
        if lexeme.is('(') {
            depth += 1;
        } else if lexeme.is(')') {
            depth = depth.saturating_sub(1);
        }
        let quantity = match &lexeme.kind {
            LexemeKind::Number(numeral) if !names(lexemes, at, numeral) => Some(number(lexemes, at, *numeral)),
            LexemeKind::Percent(numeral) => Some(percent(lexemes, at, *numeral)),
            LexemeKind::Fraction(a, b)
                if !lexemes.get(at.wrapping_sub(1)).is_some_and(|l| NAMING.contains(&l.word().unwrap_or(""))) =>
            {
                let mut quantity = number(lexemes, at, *a);
                let scale = quantity.value.checked_div(a.value).unwrap_or(Decimal::ONE);
                quantity.of = Some(b.value.saturating_mul(scale).min(LARGEST));
                Some(quantity)
            }
            LexemeKind::Word(_) => in_words(lexemes, at),
            _ => None,
        };
        let Some(mut quantity) = quantity else {
            at += 1;
            continue;
        };
        if let Some((of, after)) = whole_behind(lexemes, &quantity) {
            quantity.of = Some(of);
            (quantity.after_figure, quantity.after) = (after, after);
            quantity.whole.end = lexemes[after - 1].span.end;
        }
        quantity.depth = depth;
        quantity.before = words_before(lexemes, at);
        (quantity.hedge, quantity.change) = hedge_and_change(&quantity, lexemes, text);
        at = quantity.after_figure.max(at + 1);
        found.push(quantity);
    }
    found
}
