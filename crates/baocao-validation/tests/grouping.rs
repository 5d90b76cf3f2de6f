//! Findings by what probably makes them: what a group promises is true, and what has nothing in common stays apart.

use baocao_intake::{Source, read_figures, read_toml};
use baocao_model::{Cause, Figures, Finding, FindingGroup, Findings, Form, Language, Severity, Submission};
use baocao_validation::{Context, Trials, group, validate};

/// Two rows and two columns with totals both ways, all of them stated; a rule compares with another table.
const FORM: &str = r#"
id = "f"
version = 1
title = "F"
template = "f.md"

[[table]]
id = "t"
title = "Biểu"
unit = "cuộc"
rows = [
  { id = "r", label = "R" },
  { id = "s", label = "S" },
  { id = "all", label = "Cộng", kind = "total", sum_of = ["r", "s"] },
]

[[table.column]]
id = "total"
label = "Tổng"
sum_of = ["a", "b"]

[[table.column]]
id = "a"
label = "A"

[[table.column]]
id = "b"
label = "B"

[[table]]
id = "u"
title = "Biểu khác"
unit = "cuộc"
rows = [{ id = "r", label = "R" }]

[[table.column]]
id = "a"
label = "A"

[[rule]]
id = "same"
check = "t.r.a = u.r.a"
missing = "fail"
message = "khác nhau"
example = [{ "t.r.a" = 1, "u.r.a" = 1, pass = true }, { "t.r.a" = 1, "u.r.a" = 2, pass = false }]

[[rule]]
id = "most"
check = "u.r.a <= 1000"
missing = "fail"
message = "quá nhiều"
example = [{ "u.r.a" = 1, pass = true }, { "u.r.a" = 2000, pass = false }]
"#;

const RIGHT: &str = "[t.r]\ntotal = 30\na = 10\nb = 20\n[t.s]\ntotal = 70\na = 30\nb = 40\n\
                     [t.all]\ntotal = 100\na = 40\nb = 60\n[u.r]\na = 10\n";

struct Grouped {
    findings: Vec<Finding>,
    groups: Vec<FindingGroup>,
    form: Form,
    submission: Submission,
}

fn source(text: &str) -> Source {
    Source::new("f.toml", "f.toml", text)
}

fn grouped(edits: &[(&str, &str)]) -> Grouped {
    let mut text = RIGHT.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let form = read_toml::<Form>(source(FORM)).expect("a form").value;
    assert_eq!(form.problems(), []);
    let (form, submission, found) = read_figures(&source(&text), &form).expect("figures");
    assert_eq!(found, []);
    let context = Context::default();
    let found = validate(&form, &Figures::complete(&form, &submission), "f.toml", &context);
    let mut findings = Findings::keeping(None);
    findings.extend(found);
    let trials = Trials { form: &form, submission: &submission, file: "f.toml", context: &context };
    let settlements = trials.run(findings.kept());
    let groups = group(&findings, Some(&form), &settlements);
    Grouped { findings: findings.into_kept(), groups, form, submission }
}

impl Grouped {
    fn codes(&self, group: &FindingGroup) -> Vec<&str> {
        group.members.iter().map(|index| self.findings[*index].code).collect()
    }
}

#[test]
fn a_wrong_figure_that_breaks_its_row_its_column_and_a_rule_is_named() {
    let found = grouped(&[("[t.r]\ntotal = 30\na = 10", "[t.r]\ntotal = 30\na = 13")]);
    assert_eq!(found.groups.len(), 1, "{:#?}", found.groups);
    let group = &found.groups[0];
    assert_eq!(found.codes(group), ["total-differs-from-parts", "rule-not-met", "total-differs-from-parts"]);
    let [change] = group.changes() else { panic!("{group:#?}") };
    assert_eq!((&*change.address, &*change.from, &*change.to), ("t.r.a", "13", "10"));
    assert_eq!(change.place.line, Some(3));
    let sentence = group.sentence(Language::Vietnamese).expect("a group of several");
    assert!(sentence.contains("từ 13 thành 10 cuộc thì hết 3 lỗi"), "{sentence}");
}

#[test]
fn what_a_change_promises_comes_true() {
    for (from, to) in [("a = 10", "a = 13"), ("b = 40", "b = 4"), ("total = 70", "total = 77"), ("a = 40", "a = 41")] {
        let found = grouped(&[(from, to)]);
        let mut tried = 0;
        for (group, change) in found.groups.iter().flat_map(|group| group.changes().iter().map(move |c| (group, c))) {
            let mut submission = found.submission.clone();
            let address = baocao_model::Address::parse(&change.address).expect("an address");
            let to = baocao_model::parse_number(&change.to).expect("a number");
            submission.figures.get_mut(&address).expect("a figure").value = baocao_model::Value::Number(to);
            let figures = Figures::complete(&found.form, &submission);
            let left = validate(&found.form, &figures, "f.toml", &Context::default());
            assert_eq!(left.len(), found.findings.len() - group.members.len(), "{change:?}: {left:#?}");
            tried += 1;
        }
        assert!(tried > 0, "{to}: {:#?}", found.groups);
    }
}

#[test]
fn faults_without_anything_in_common_stay_apart() {
    let found = grouped(&[("b = 40", "b = 41"), ("[u.r]\na = 10", "[u.r]\na = 2000")]);
    let causes: Vec<_> = found.groups.iter().map(|group| group.cause.name()).collect();
    assert!(causes.len() > 1, "{:#?}", found.groups);
    let members: Vec<_> = found.groups.iter().flat_map(|group| group.members.clone()).collect();
    let mut sorted = members.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..found.findings.len()).collect::<Vec<_>>(), "each finding belongs to one group");
}

#[test]
fn a_missing_figure_has_all_that_waits_for_it() {
    let found = grouped(&[("[u.r]\na = 10\n", "[u.r]\n")]);
    let group = found.groups.iter().find(|group| matches!(group.cause, Cause::Missing { .. }));
    let group = group.unwrap_or_else(|| panic!("{:#?}", found.groups));
    assert_eq!(found.codes(group).iter().filter(|code| **code == "rule-needs-figure").count(), 2);
}

#[test]
fn figures_in_another_unit_are_one_fault_of_their_table() {
    let wrong = [("[t.r]\ntotal = 30", "[t.r]\ntotal = 30000"), ("[t.s]\ntotal = 70", "[t.s]\ntotal = 70000")];
    let found = grouped(&wrong);
    let group = &found.groups[0];
    assert_eq!(group.cause, Cause::Unit { table: "Biểu".to_owned(), factor: "1000".to_owned() });
    assert!(group.members.len() >= 2, "{group:?}");
}

#[test]
fn the_worst_and_largest_group_comes_first() {
    let found = grouped(&[("a = 10", "a = 13"), ("total = 70", "total = 75")]);
    let order: Vec<_> = found.groups.iter().map(|group| (group.severity, std::cmp::Reverse(group.count))).collect();
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(found.groups[0].severity, Severity::Error);
}
