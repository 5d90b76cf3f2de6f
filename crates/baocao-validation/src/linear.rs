use baocao_model::{Arithmetic, Comparison, ExpressionKind, Function, Missing, Values};

use crate::evaluation::Bound;

/// A comparison of what figures add up to, as nearly all written rules are. Short numbers with as many decimals each are
/// added as they stand; everything else is for the evaluation.
pub struct Linear {
    comparison: Comparison,
    missing: Missing,
    /// The figures on both sides, true for those that are subtracted from the left one.
    terms: Vec<(usize, bool)>,
}

impl Linear {
    /// The same as an expression; none for one that does more than add and compare.
    pub fn of(expression: &Bound, missing: Missing) -> Option<Self> {
        let ExpressionKind::Compare(comparison, left, right) = &expression.kind else { return None };
        let mut terms = Vec::new();
        collect(left, false, &mut terms)?;
        collect(right, true, &mut terms)?;
        Some(Self { comparison: *comparison, missing, terms })
    }

    /// Whether it holds; none where it takes more to say.
    pub fn holds(&self, values: &Values) -> Option<bool> {
        let mut scale = None;
        let mut difference = 0_i64;
        for (figure, negative) in &self.terms {
            let Some(number) = values.short(*figure) else {
                // With a blank there is no question, whatever the other figures are.
                return (self.missing == Missing::Skip && values.is_blank(*figure)).then_some(true);
            };
            if *scale.get_or_insert(number.scale()) != number.scale() {
                return None;
            }
            difference = match negative {
                true => difference.checked_sub(number.digits())?,
                false => difference.checked_add(number.digits())?,
            };
        }
        Some(self.comparison.orders(difference.cmp(&0)))
    }
}

fn collect(expression: &Bound, negative: bool, terms: &mut Vec<(usize, bool)>) -> Option<()> {
    match &expression.kind {
        ExpressionKind::Name(Some(figures)) if figures.len() == 1 => terms.push((figures[0], negative)),
        ExpressionKind::Negative(part) => collect(part, !negative, terms)?,
        ExpressionKind::Arithmetic(Arithmetic::Add, left, right) => {
            collect(left, negative, terms)?;
            collect(right, negative, terms)?;
        }
        ExpressionKind::Arithmetic(Arithmetic::Subtract, left, right) => {
            collect(left, negative, terms)?;
            collect(right, !negative, terms)?;
        }
        ExpressionKind::Call(Function::Sum, arguments) => {
            for argument in arguments {
                match &argument.kind {
                    ExpressionKind::Name(Some(figures)) => {
                        terms.extend(figures.iter().map(|figure| (*figure, negative)))
                    }
                    _ => collect(argument, negative, terms)?,
                }
            }
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use baocao_model::{Expression, FigureName, Value};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::evaluation::{Answer, evaluate};
    use crate::relation::{Given, Others};

    /// `a` to `f` are figures, `all` is all of them.
    fn bound(text: &str) -> Bound {
        let number = |name: &FigureName| match &*name.0[0] {
            "all" => Some((0..6).collect()),
            name => Some(vec![usize::from(name.as_bytes()[0] - b'a')]),
        };
        Expression::parse(text).unwrap().renamed(&mut |name, _| number(name))
    }

    fn value() -> impl Strategy<Value = Value> {
        let number = prop_oneof![9 => (-9_i64..9, 0_u32..2), 1 => (any::<i64>(), 0_u32..2)];
        prop_oneof![
            20 => number.prop_map(|(digits, scale)| Value::Number(Decimal::new(digits, scale))),
            1 => Just(Value::Blank),
            1 => Just(Value::Nil),
            1 => Just(Value::NotApplicable),
        ]
    }

    #[test]
    fn only_sums_are_linear() {
        for text in ["a = b + c", "a - b <= sum(c, d - e)", "-a < sum(all)"] {
            assert!(Linear::of(&bound(text), Missing::Skip).is_some(), "{text}");
        }
        for text in ["a * b = c", "a <= 5", "a = b and c = d", "abs(a) <= b", "if(a > b, a, b) > c", "previous(a) <= a"]
        {
            assert!(Linear::of(&bound(text), Missing::Skip).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_linear_is_as_the_evaluation_says(
            values in prop::collection::vec(value(), 6),
            missing in prop::sample::select(vec![Missing::Skip, Missing::Zero, Missing::Fail]),
            text in prop::sample::select(vec!["a = b + c", "a - b <= sum(c, d - e)", "-a < f", "sum(all) >= -f", "a != a", "a > b"]),
        ) {
            let values: Values = values.into_iter().collect();
            let (bound, reported) = (bound(text), [true; 6]);
            let given = Given { values: &values, reported: &reported, doubtful: &[], others: Others::default() };
            if let Some(holds) = Linear::of(&bound, missing).unwrap().holds(&values) {
                let answer = evaluate(&bound, &given, missing, Decimal::ZERO);
                prop_assert_eq!(holds, !matches!(answer, Answer::NotMet(_)), "{:?}", answer);
            }
        }
    }
}
