//! Figures held against the same figures of earlier reports: what is far from all of them may be a slip.

use std::collections::BTreeMap;

use baocao_model::{Address, Figures, Finding, Form, Operand, Origin, Place, Value, trimmed};
use rust_decimal::Decimal;

use crate::scope::operand;

/// The modified z-score above which a value counts as an outlier, `0.6745 |x - median| / MAD`. Both numbers are those of
/// Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993.
const THRESHOLD: Decimal = Decimal::from_parts(35, 0, 0, false, 1);
const OF_NORMAL_DEVIATION: Decimal = Decimal::from_parts(6745, 0, 0, false, 4);

/// Fewer values than this say nothing about their own spread.
const VALUES_FOR_SPREAD: usize = 4;

/// The least deviation that is believed, as a share of the median: four values that happen to be alike do not make the
/// fifth an outlier.
const LEAST_DEVIATION: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Below this a count may multiply without anything being wrong.
const SMALL: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// What a slip of the unit or of a digit multiplies by, with how far beside it the quotient may lie: a unit is wrong
/// whatever the figure did meanwhile, while tenfold growth is possible.
const SLIPS: [(Decimal, Decimal); 3] = [
    (Decimal::from_parts(1_000_000, 0, 0, false, 0), Decimal::TWO),
    (Decimal::from_parts(1000, 0, 0, false, 0), Decimal::TWO),
    (Decimal::TEN, Decimal::from_parts(125, 0, 0, false, 2)),
];

/// The report that is checked.
#[derive(Clone, Copy, Debug)]
pub struct Today<'a> {
    /// Its form.
    pub form: &'a Form,
    /// Its figures.
    pub figures: &'a Figures,
    /// The file that they were read from.
    pub file: &'a str,
}

/// A report of the same body and form for an earlier period.
#[derive(Clone, Debug)]
pub struct Earlier<'a> {
    /// The period in words.
    pub period: String,
    /// Its figures.
    pub figures: &'a Figures,
}

/// Warns of reported figures that are far from what they were. `earlier` stands in the order of time. What follows from
/// other figures is left to those.
pub fn compare_with_history(today: &Today<'_>, earlier: &[Earlier<'_>]) -> Vec<Finding> {
    let comparison = Comparison { today, earlier };
    let mut findings = Vec::new();
    // All slips of one kind in one table have one cause.
    let mut slips: BTreeMap<(String, bool, Decimal), usize> = BTreeMap::new();
    for (address, value, origin) in comparison.reported() {
        let past = comparison.past(&address);
        let numbers: Vec<_> = past.iter().map(|(_, number)| *number).collect();
        if let Some(slip) = Slip::of(value, &numbers) {
            let key = (address.table.clone(), slip.up, slip.factor);
            if let Some(first) = slips.get(&key) {
                comparison.add_to(&mut findings[*first], &address);
                continue;
            }
            slips.insert(key, findings.len());
            findings.push(comparison.slip(&address, value, origin, &past, slip));
        } else if let Some((low, high)) = usual(&numbers).filter(|(low, high)| !(*low..=*high).contains(&value)) {
            findings.push(comparison.outside(&address, value, origin, &past, (low, high)));
        }
    }
    findings
}

/// The range outside which a value is an outlier among these; none if they are too few or too small.
fn usual(numbers: &[Decimal]) -> Option<(Decimal, Decimal)> {
    let middle = median(numbers).filter(|middle| *middle >= SMALL)?;
    if numbers.len() < VALUES_FOR_SPREAD {
        return None;
    }
    let deviations: Vec<_> = numbers.iter().map(|number| (number - middle).abs()).collect();
    let deviation = median(&deviations)?.max(middle.checked_mul(LEAST_DEVIATION)?);
    let reach = THRESHOLD.checked_mul(deviation)?.checked_div(OF_NORMAL_DEVIATION)?;
    Some(((middle - reach).max(Decimal::ZERO), middle.checked_add(reach)?))
}

/// A value that is a power of ten away from what it was.
#[derive(Clone, Copy)]
struct Slip {
    up: bool,
    factor: Decimal,
}

impl Slip {
    fn of(value: Decimal, numbers: &[Decimal]) -> Option<Self> {
        let middle = median(numbers)?;
        let known = numbers.iter().min()?..=numbers.iter().max()?;
        if value.min(middle) < SMALL || known.contains(&&value) {
            return None;
        }
        let up = value > middle;
        let quotient = value.max(middle).checked_div(value.min(middle))?;
        let near = |(factor, play): &(Decimal, Decimal)| (factor / play..=factor * play).contains(&quotient);
        SLIPS.into_iter().find(near).map(|(factor, _)| Self { up, factor })
    }
}

fn median(numbers: &[Decimal]) -> Option<Decimal> {
    let mut sorted = numbers.to_vec();
    sorted.sort();
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(sorted.len() / 2 - 1)?;
    upper.checked_add(lower)?.checked_div(Decimal::TWO)
}

struct Comparison<'a> {
    today: &'a Today<'a>,
    earlier: &'a [Earlier<'a>],
}

/// The periods with the numbers of one figure.
type Past<'a> = Vec<(&'a str, Decimal)>;

impl<'a> Comparison<'a> {
    /// The numbers that were reported and do not follow from others.
    fn reported(&self) -> impl Iterator<Item = (Address, Decimal, &'a Origin)> {
        let Today { form, figures, .. } = *self.today;
        form.addresses().filter_map(move |address| {
            let figure = figures.get(&address)?;
            let follows = figures.computation(&address).and_then(|computation| figures.compute(&computation)).is_some();
            match (&figure.value, &figure.origin, follows) {
                (Value::Number(number), Some(origin), false) => Some((address, *number, origin)),
                _ => None,
            }
        })
    }

    fn past(&self, address: &Address) -> Past<'a> {
        let number = |earlier: &'a Earlier<'a>| match earlier.figures.value(address) {
            Value::Number(number) => Some((&*earlier.period, *number)),
            _ => None,
        };
        self.earlier.iter().filter_map(number).collect()
    }

    fn slip(&self, address: &Address, value: Decimal, origin: &Origin, past: &Past<'_>, slip: Slip) -> Finding {
        let code = if slip.up { "figure-jumps" } else { "figure-drops" };
        let meant = if slip.up { value / slip.factor } else { value * slip.factor };
        let finding = self.finding(code, address, value, origin, past).with("factor", trimmed(slip.factor));
        // A digit too many leaves a whole number behind.
        if meant.is_integer() || !value.is_integer() { finding.with("meant", trimmed(meant)) } else { finding }
    }

    fn outside(
        &self,
        address: &Address,
        value: Decimal,
        origin: &Origin,
        past: &Past<'_>,
        (low, high): (Decimal, Decimal),
    ) -> Finding {
        let finding = self.finding("figure-outside-history", address, value, origin, past);
        let (low, high) = (low.round(), high.round());
        let mut finding = finding.with("count", past.len()).with("low", trimmed(low)).with("high", trimmed(high));
        finding.expected = Some(format!("{low}..{high}"));
        finding
    }

    fn finding(
        &self,
        code: &'static str,
        address: &Address,
        value: Decimal,
        origin: &Origin,
        past: &Past<'_>,
    ) -> Finding {
        let own = operand(self.today.form, self.today.figures, address);
        let shown: Vec<_> = past.iter().map(|(period, number)| format!("{period}: {}", trimmed(*number))).collect();
        let mut finding = Finding::warning(code, Place::from(origin))
            .with("label", &own.label)
            .with("found", trimmed(value))
            .with("earlier", shown.join("; "));
        finding.found = Some(value.normalize().to_string());
        let before = past.iter().map(|(period, number)| Operand {
            label: format!("{}, {period}", own.label),
            value: number.normalize().to_string(),
            ..own.clone()
        });
        let before: Vec<_> = before.collect();
        finding.operands = std::iter::once(own).chain(before).collect();
        finding
    }

    /// Names one more figure of the same table with the same slip.
    fn add_to(&self, finding: &mut Finding, address: &Address) {
        finding.operands.push(operand(self.today.form, self.today.figures, address));
        let others = finding.arguments.get("others").and_then(|count| count.parse::<usize>().ok()).unwrap_or_default();
        finding.arguments.insert("others", (others + 1).to_string());
    }
}
