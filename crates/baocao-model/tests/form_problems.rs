//! What a form is refused for before any figure is read with it: loops, mixed units, rules that cannot mean anything.

use baocao_model::Form;

const HEAD: &str = "id = 'f'\nversion = 1\ntitle = 'F'\ntemplate = 'f.md'\n";

/// What is wrong with a form: code, pointer and name.
fn problems(tables: &str) -> Vec<(&'static str, String, String)> {
    let form: Form = toml::from_str(&format!("{HEAD}{tables}")).expect("a form");
    form.problems().into_iter().map(|problem| (problem.code, problem.pointer, problem.name)).collect()
}

fn problem(code: &'static str, pointer: &str, name: &str) -> Vec<(&'static str, String, String)> {
    vec![(code, pointer.to_owned(), name.to_owned())]
}

/// A table with these rows and columns.
fn table(rows: &str, columns: &[&str]) -> String {
    let columns: String = columns.iter().map(|column| format!("[[table.column]]\nlabel = 'C'\n{column}\n")).collect();
    format!("[[table]]\nid = 't'\ntitle = 'T'\nrows = [{rows}]\n{columns}")
}

const A: &str = "{ id = 'a', label = 'A' }";

#[test]
fn a_percentage_of_itself_is_refused() {
    let percent = "id = 'p'\nkind = 'percent'\npercent_of = { part = 'x', whole = 'p' }";
    let found = problems(&table(A, &["id = 'x'", percent]));
    assert_eq!(found, problem("figure-of-itself", "/table/0/column/1/percent_of", "`t.a.p` ← `t.a.p`"));
}

#[test]
fn a_loop_through_scores_and_sums_is_refused() {
    let score = "id = 's'\nscore_of = { most = 'm', result = 'r', target = 'r' }";
    let found = problems(&table(A, &["id = 'r'", score, "id = 'm'\nsum_of = ['s', 'r']"]));
    assert_eq!(found, problem("figure-of-itself", "/table/0/column/2/sum_of", "`t.a.m` ← `t.a.s` ← `t.a.m`"));
}

#[test]
fn a_loop_through_ranks_of_other_rows_is_refused() {
    let rows = "{ id = 'a', label = 'A' }, { id = 'b', label = 'B' }";
    let columns = ["id = 'points'\nsum_of = ['rank', 'bonus']", "id = 'bonus'", "id = 'rank'\nrank_of = 'points'"];
    let found = problems(&table(rows, &columns));
    assert_eq!(found[0].0, "figure-of-itself");
    assert_eq!(found[0].1, "/table/0/column/0/sum_of");
}

#[test]
fn a_loop_through_rows_and_columns_is_refused() {
    // The total adds up the rows, and the row's maximum is the total's score.
    let rows = "{ id = 'a', label = 'A' }, { id = 'all', label = 'B', sum_of = ['a'] }";
    let columns =
        ["id = 'm'\nsum_of = ['s']", "id = 's'\nscore_of = { most = 'm', result = 'r', target = 'r' }", "id = 'r'"];
    let found = problems(&table(rows, &columns));
    assert_eq!(found, problem("figure-of-itself", "/table/0/column/0/sum_of", "`t.a.m` ← `t.a.s` ← `t.a.m`"));
}

#[test]
fn a_loop_in_rows_that_come_with_the_figures_is_refused() {
    let percent = "id = 'p'\nkind = 'percent'\npercent_of = { part = 'p', whole = 'x' }";
    let repeated = table("{ id = 'all', label = 'B', sum_of = ['*'] }", &["id = 'x'", percent]);
    let found = problems(&repeated.replace("title = 'T'", "title = 'T'\nrepeat = 'item'"));
    assert_eq!(found.iter().map(|problem| problem.0).collect::<Vec<_>>(), ["figure-of-itself"]);
}

#[test]
fn a_balance_that_is_carried_on_is_no_loop() {
    let rows = "{ id = 'opening', label = 'O', carried_from = 'closing' }, { id = 'in', label = 'I' }, \
                { id = 'closing', label = 'C', sum_of = ['opening', 'in'] }";
    assert_eq!(problems(&table(rows, &["id = 'y1'", "id = 'y2'", "id = 'y3'"])), []);
}

#[test]
fn a_long_chain_ends() {
    let rows: Vec<_> =
        (1..3000).map(|at| format!("{{ id = 'r{at}', label = 'R', sum_of = ['r{}'] }}", at - 1)).collect();
    let rows = format!("{{ id = 'r0', label = 'R' }}, {}", rows.join(", "));
    assert_eq!(problems(&table(&rows, &["id = 'x'"])), []);
}

#[test]
fn sums_and_parts_have_one_unit() {
    let rows = "{ id = 'a', label = 'A', unit = 'người' }, { id = 'b', label = 'B', unit = 'đồng' }, \
                { id = 'all', label = 'C', unit = 'người', sum_of = ['a', 'b'] }";
    let found = problems(&table(rows, &["id = 'x'"]));
    assert_eq!(found, problem("rule-mixes-units", "/table/0/rows/2/sum_of", "người, đồng"));
    let columns = ["id = 'x'\nunit = 'người'", "id = 'y'\nunit = 'đồng'\nwithin = 'x'"];
    let found = problems(&table(A, &columns));
    assert_eq!(found, problem("rule-mixes-units", "/table/0/column/1/within", "người, đồng"));
    assert_eq!(problems(&table(&rows.replace("sum_of = ['a', 'b']", "sum_of = ['a']"), &["id = 'x'"])), []);
}

/// What is wrong with a form that has this rule over counts, a count with a unit and a percentage.
fn rule_problems(rule: &str) -> Vec<(&'static str, String)> {
    let columns = ["id = 'x'", "id = 'people'\nunit = 'người'", "id = 'share'\nkind = 'percent'"];
    let rows = "{ id = 'part', label = 'P', kind = 'section' }, { id = 'a', label = 'A' }";
    let form = format!("{}[[rule]]\nid = 'r'\nmessage = 'M'\n{rule}", table(rows, &columns));
    problems(&form).into_iter().map(|(code, pointer, _)| (code, pointer)).collect()
}

#[test]
fn a_percentage_is_no_count() {
    let wrong = |code| vec![(code, "/rule/0/check".to_owned())];
    assert_eq!(rule_problems("check = 't.a.share <= t.a.x'"), wrong("rule-mixes-percent"));
    assert_eq!(rule_problems("check = 't.a.x + t.a.share > 3'"), wrong("rule-mixes-percent"));
    assert_eq!(rule_problems("check = 't.a.share <= t.a.people'"), wrong("rule-mixes-units"));
    for right in ["t.a.share <= 100", "t.a.share = 100 * t.a.x / t.a.x", "t.a.x <= t.a.share / 100 * t.a.x"] {
        assert_eq!(rule_problems(&format!("check = '{right}'")), [], "{right}");
    }
}

#[test]
fn a_division_by_nothing_is_refused() {
    for nothing in ["0", "(2 - 2)", "sum(0, 0)", "max(0, -1)", "abs(0)", "(3 * min(0, 1))"] {
        let found = rule_problems(&format!("check = 't.a.x / {nothing} > 1'"));
        assert_eq!(found, [("rule-divides-by-zero", "/rule/0/check".to_owned())], "{nothing}");
    }
    assert_eq!(rule_problems("check = 't.a.x / max(0, 1) > 1'"), []);
}

#[test]
fn a_rule_about_nothing_is_refused() {
    assert_eq!(rule_problems("check = '1 = 1'"), [("rule-names-no-figure", "/rule/0/check".to_owned())]);
    assert_eq!(rule_problems("for = 't.part'\ncheck = 'x > 1'"), [("rule-for-nothing", "/rule/0/for".to_owned())]);
}
