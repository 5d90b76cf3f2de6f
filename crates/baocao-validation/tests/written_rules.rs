//! Written rules beyond single cases: what refuses a form, when a rule holds, other reports, and the table of missing
//! values that the documentation shows.

use std::fmt::Write as _;
use std::path::Path;

use baocao_intake::{Source, read_figures, read_toml};
use baocao_model::{Figures, Finding, Form, Period, Severity};
use baocao_validation::{Context, check_examples, validate};

/// Two rows, two columns of one unit, a column of money and one of words.
const TABLE: &str = r#"
id = "f"
version = 1
title = "F"
template = "f.md"

[[table]]
id = "t"
title = "Bảng"
unit = "người"
rows = [{ id = "a", label = "A" }, { id = "b", label = "B" }]
column = [
  { id = "x", label = "X" },
  { id = "y", label = "Y" },
  { id = "money", label = "Tiền", unit = "đồng" },
  { id = "share", label = "Tỷ lệ", kind = "percent" },
  { id = "words", label = "Chữ", kind = "text" },
]
"#;

fn form(rules: &str) -> Form {
    let text = format!("{TABLE}{rules}");
    read_toml::<Form>(Source::new("f.toml", "", text)).expect("a form that can be read").value
}

fn rule(check: &str, rest: &str) -> Form {
    form(&format!("[[rule]]\nid = \"r\"\ncheck = \"{check}\"\nmessage = \"m\"\n{rest}"))
}

fn figures(form: &Form, text: &str) -> Figures {
    let source = Source::new("figures.toml", "", text);
    let (form, submission, found) = read_figures(&source, form).expect("figures that can be read");
    assert_eq!(found, []);
    Figures::complete(&form, &submission)
}

fn check(form: &Form, text: &str, context: &Context<'_>) -> Vec<Finding> {
    assert_eq!(form.problems(), []);
    let found = validate(form, &figures(form, text), "figures.toml", context);
    found.into_iter().filter(|finding| finding.code.starts_with("rule-")).collect()
}

#[test]
fn a_rule_that_cannot_be_right_refuses_the_form() {
    let over_rows = "for = \"t.*\"";
    let refused = [
        ("x <= zz", over_rows, "unknown-name-in-rule", 5, 7),
        ("t.a.x <= t.c.x", "", "unknown-name-in-rule", 9, 14),
        ("x <= ", over_rows, "rule-unfinished", 5, 5),
        ("x <= sun(y)", over_rows, "unknown-function", 5, 8),
        ("x <= money", over_rows, "rule-mixes-units", 0, 10),
        ("x + money > 0", over_rows, "rule-mixes-units", 0, 9),
        ("share < x", over_rows, "rule-mixes-units", 0, 9),
        ("sum(t.a.*) > 0", "", "rule-without-numbers", 4, 9),
        ("sum(t.*.share) > 0", "", "meaningless-total", 0, 14),
        ("words = 1", over_rows, "rule-without-numbers", 0, 5),
        ("x / (2 - 2) = y", over_rows, "rule-divides-by-zero", 0, 10),
        ("x + y", over_rows, "rule-compares-nothing", 0, 5),
        ("(x > 1) + 1 = 2", over_rows, "rule-needs-number", 1, 6),
    ];
    for (check, rest, code, start, end) in refused {
        let problems = rule(check, rest).problems();
        let found: Vec<_> = problems.iter().map(|problem| (problem.code, problem.span.clone().unwrap())).collect();
        assert_eq!(found, [(code, start..end)], "{check}");
        assert_eq!(problems[0].pointer, "/rule/0/check");
    }
}

#[test]
fn what_stands_around_the_expression_is_checked_too() {
    let refused = [
        ("for = \"tt.*\"", "unknown-table", "/rule/0/for"),
        ("for = [\"t.a\", \"t.c\"]", "unknown-row", "/rule/0/for/1"),
        ("for = \"t.*.z\"", "unknown-column", "/rule/0/for"),
        ("for = \"t.*\"\nmessage_en = \"{z}\"", "unknown-name-in-message", "/rule/0/message_en"),
        ("for = \"t.*\"\nexample = [{ x = 1, pass = true }]", "example-without-figure", "/rule/0/example/0"),
        (
            "for = \"t.*\"\nexample = [{ x = 1, y = \"một\", pass = true }]",
            "example-not-a-figure",
            "/rule/0/example/0/y",
        ),
        (
            "for = \"t.*\"\nexample = [{ x = 1, y = 1, z = 1, pass = true }]",
            "unknown-name-in-rule",
            "/rule/0/example/0/z",
        ),
    ];
    for (rest, code, pointer) in refused {
        let problems = rule("x <= y", rest).problems();
        let found: Vec<_> = problems.iter().map(|problem| (problem.code, &*problem.pointer)).collect();
        assert_eq!(found, [(code, pointer)], "{rest}");
    }
    let twice = "[[rule]]\nid = \"r\"\ncheck = \"t.a.x > 0\"\nmessage = \"m\"\n".repeat(2);
    assert_eq!(form(&twice).problems().iter().map(|problem| problem.code).collect::<Vec<_>>(), ["duplicate-id"]);
}

#[test]
fn examples_test_the_rule() {
    let checked = |examples: &str| -> Vec<(&'static str, Severity)> {
        let form = rule("x <= y", &format!("for = \"t.*\"\nexample = [{examples}]"));
        assert_eq!(form.problems(), []);
        check_examples(&form).iter().map(|found| (found.finding.code, found.finding.severity)).collect()
    };
    assert_eq!(checked("{ x = 1, y = 1, pass = true }, { x = 2, y = 1, pass = false }"), []);
    let wrong = checked("{ x = 1, y = 1, pass = false }, { x = 2, y = 1, pass = false }");
    assert_eq!(wrong, [("example-differs", Severity::Error)]);
    assert_eq!(checked("{ x = 1, y = 1, pass = true }"), [("rule-not-reached", Severity::Warning)]);
    // Figures that the rule does not look at reach it in no way.
    let blank = checked("{ x = \"trống\", y = 1, pass = true }, { x = 2, y = 1, pass = false }");
    assert_eq!(blank, [("rule-not-reached", Severity::Warning)]);
}

#[test]
fn a_rule_holds_where_and_when_it_says() {
    let figures = "[t.a]\nx = 2\ny = 1\n";
    let rest = "for = \"t.*\"\ngroup = \"strict\"\nfrom = 2023-07-01\nuntil = 2024-06-30\ntiers = [\"tỉnh\"]";
    let form = rule("x <= y", rest);
    let off = ["strict".to_owned()];
    let found = |period: &str, tier: &str, off: &[String]| {
        let context = Context { period: Period::parse(period).ok(), tier, off, ..Context::default() };
        check(&form, figures, &context).len()
    };
    assert_eq!(found("2023-Q3", "Tỉnh", &[]), 1);
    assert_eq!(found("2023-Q2", "tỉnh", &[]), 0, "before");
    assert_eq!(found("2024-Q3", "tỉnh", &[]), 0, "after");
    assert_eq!(found("2023-Q3", "xã", &[]), 0, "another tier");
    assert_eq!(found("2023-Q3", "tỉnh", &off), 0, "switched off");
}

#[test]
fn figures_of_other_reports_are_compared_where_there_are_any() {
    let form = rule("x >= previous(x) and x >= last_year(x)", "for = \"t.*\"");
    let earlier = figures(&form, "[t.a]\nx = 5\n");
    let now = "[t.a]\nx = 4\n[t.b]\nx = 4\n";
    assert_eq!(check(&form, now, &Context::default()), [], "nothing to compare with");
    let context = Context { previous: Some((&form, &earlier)), ..Context::default() };
    let found = check(&form, now, &context);
    assert_eq!(found.len(), 1, "the row that the other report left blank is not checked: {found:#?}");
    let operands: Vec<_> = found[0].operands.iter().map(|operand| (&*operand.address, &*operand.value)).collect();
    assert_eq!(operands, [("t.a.x", "4"), ("previous(t.a.x)", "5")]);
    assert_eq!(found[0].difference.as_deref(), Some("-1"));
    assert_eq!(found[0].arguments["rule"], "r");
}

/// What becomes of `x <= y` for every pair of states, in each mode.
fn truth_table() -> String {
    let states = [
        ("số 5 / number 5", "5"),
        ("không phát sinh / nil", "\"không phát sinh\""),
        ("trống / blank", ""),
        ("không áp dụng / not applicable", "\"không áp dụng\""),
    ];
    let mut table = String::from("| `x` | `y` | `skip` | `zero` | `fail` |\n|---|---|---|---|---|\n");
    for (left, x) in states {
        for (right, y) in states {
            let right = right.replace("5", "3");
            let y = y.replace('5', "3");
            let _ = write!(table, "| {left} | {right} |");
            for missing in ["skip", "zero", "fail"] {
                let form = rule("x <= y", &format!("for = \"t.a\"\nmissing = \"{missing}\""));
                let line = |name: &str, value: &str| {
                    if value.is_empty() { String::new() } else { format!("{name} = {value}\n") }
                };
                // A rule with the opposite outcome tells "met" from "not checked".
                let opposite = rule("not (x <= y)", &format!("for = \"t.a\"\nmissing = \"{missing}\""));
                let text = format!("[t.a]\nmoney = 1\n{}{}", line("x", x), line("y", &y));
                let said = |form: &Form| check(form, &text, &Context::default()).first().map(|finding| finding.code);
                let word = match (said(&form), said(&opposite)) {
                    (None, None) => "không kiểm tra / not checked",
                    (None, Some(_)) => "đạt / met",
                    (Some("rule-needs-figure"), _) => "**thiếu số liệu / figure needed**",
                    (Some(_), _) => "**không đạt / not met**",
                };
                let _ = write!(table, " {word} |");
            }
            table.push('\n');
        }
    }
    table
}

#[test]
fn the_documented_table_of_missing_values_is_what_the_code_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/validation.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (start, end) = (
        "<!-- table of missing values: generated, BAOCAO_BLESS=1 cargo test -p baocao-validation -->\n",
        "<!-- end -->",
    );
    let from = text.find(start).expect("the table has a beginning") + start.len();
    let to = from + text[from..].find(end).expect("the table has an end");
    if std::env::var_os("BAOCAO_BLESS").is_some() {
        std::fs::write(&path, format!("{}{}{}", &text[..from], truth_table(), &text[to..])).unwrap();
        return;
    }
    assert_eq!(text[from..to], truth_table());
}
