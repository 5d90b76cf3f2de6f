//! What counts as far from history, and what does not.

use baocao_model::{Address, Figure, Figures, Form, Origin, Submission, Value};
use baocao_validation::{Earlier, Today, compare_with_history};
use rust_decimal::Decimal;

const FORM: &str = "id = 'f'\nversion = 1\ntitle = 'F'\ntemplate = 'f.md'\n[[table]]\nid = 't'\ntitle = 'T'\n\
    rows = [{ id = 'a', label = 'A' }, { id = 'b', label = 'B' }, { id = 'all', label = 'C', sum_of = ['a', 'b'] }]\n\
    [[table.column]]\nid = 'x'\nlabel = 'X'\n";

fn form() -> Form {
    let source = baocao_intake::Source::new("f", "f", FORM);
    baocao_intake::read_toml(source).expect("a form").value
}

/// The figures of one period: `a`, `b` and their sum.
fn figures(form: &Form, a: Value, b: Value) -> Figures {
    let sum = a.addend().zip(b.addend()).map(|(a, b)| Value::Number(a + b));
    let stated = [("t.a.x", a), ("t.b.x", b), ("t.all.x", sum.unwrap_or_default())];
    let figure = |(address, value)| {
        (
            Address::parse(address).expect("an address"),
            Figure { value, origin: Origin { file: "f".into(), ..Origin::default() } },
        )
    };
    let figures = stated.into_iter().map(figure).collect();
    Figures::complete(form, &Submission { figures, ..Submission::default() })
}

fn number(number: i64) -> Value {
    Value::Number(Decimal::from(number))
}

/// What is said of a figure after these values: code and the number of others with the same slip.
fn told(value: Value, before: &[i64]) -> Vec<&'static str> {
    told_of_two((value, number(50)), &before.iter().map(|before| (*before, 50)).collect::<Vec<_>>())
        .into_iter()
        .map(|(code, _)| code)
        .collect()
}

fn told_of_two(today: (Value, Value), before: &[(i64, i64)]) -> Vec<(&'static str, Option<String>)> {
    let form = form();
    let now = figures(&form, today.0, today.1);
    let past: Vec<_> = before.iter().map(|(a, b)| figures(&form, number(*a), number(*b))).collect();
    let earlier: Vec<_> =
        past.iter().enumerate().map(|(at, figures)| Earlier { period: format!("kỳ {at}"), figures }).collect();
    let found = compare_with_history(&Today { form: &form, figures: &now, file: "f" }, &earlier);
    found.into_iter().map(|found| (found.code, found.arguments.get("others").cloned())).collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_tenth_and_a_thousandth_are_slips_from_the_first_period_on() {
    assert_eq!(told(number(6260), &[626]), ["figure-jumps"]);
    assert_eq!(told(number(626_000), &[630, 620]), ["figure-jumps"]);
    assert_eq!(told(number(62), &[626]), ["figure-drops"]);
    assert_eq!(told(number(701_000), &[690_000_000]), ["figure-drops"]);
    assert_eq!(told(number(3130), &[626]), NOTHING, "five times as much is news, but no slip");
    assert_eq!(told(number(6260), &[]), NOTHING);
}

#[test]
fn what_was_as_high_before_is_no_slip() {
    assert_eq!(told(number(6260), &[600, 626, 6300]), NOTHING);
}

#[test]
fn four_periods_make_a_range() {
    assert_eq!(told(number(1500), &[620, 626, 630, 640]), ["figure-outside-history"]);
    assert_eq!(told(number(100), &[620, 626, 630, 640]), ["figure-outside-history"]);
    assert_eq!(told(number(900), &[620, 626, 630, 640]), NOTHING, "half as much again happens");
    assert_eq!(told(number(1500), &[620, 626, 640]), NOTHING, "three values have no spread");
    assert_eq!(told(number(1500), &[100, 600, 1100, 1600]), NOTHING, "what varies may vary");
}

#[test]
fn small_counts_nil_and_blanks_are_left_alone() {
    assert_eq!(told(number(19), &[1, 2, 2, 1]), NOTHING);
    assert_eq!(told(number(30), &[3]), NOTHING);
    assert_eq!(told(number(400), &[0, 0, 0, 0]), NOTHING, "what begins has no history");
    assert_eq!(told(Value::Nil, &[620, 626, 630, 640]), NOTHING);
    assert_eq!(told(Value::NotApplicable, &[620, 626, 630, 640]), NOTHING);
}

#[test]
fn a_total_is_left_to_its_parts_and_a_table_has_one_cause() {
    let found = told_of_two((number(626_000), number(50_000)), &[(626, 50)]);
    assert_eq!(found, [("figure-jumps", Some("1".to_owned()))]);
}
