//! What organisations want of exporters is tried by `forms check`.

use crate::installation::Desk;

const ORGANIZATION: &str = "config/organizations/ldld-lai-chau.toml";

fn check(desk: &Desk, from: &str, to: &str) -> (i32, String) {
    desk.edit(ORGANIZATION, from, to);
    let ran = desk.run(&["forms", "check", "--lang", "en"]);
    (ran.code, format!("{}{}", ran.stdout, ran.stderr))
}

/// Puts options of the web page into the organisation's file, at its end.
fn with_options(desk: &Desk, options: &str) -> (i32, String) {
    let path = desk.work().join(ORGANIZATION);
    let text = std::fs::read_to_string(&path).unwrap();
    let text: Vec<&str> = text.lines().filter(|line| !line.contains("[exporter.html]")).collect();
    std::fs::write(&path, text.join("\n") + "\n#end\n").unwrap();
    check(desk, "#end", options)
}

#[test]
fn looks_that_are_in_order_pass() {
    let desk = Desk::new();
    let ran = desk.run(&["forms", "check"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let (code, said) = with_options(&desk, "[exporter.html.colours]\nground = \"#fffdf5\"\n");
    assert_eq!(code, 0, "{said}");
}

#[test]
fn colours_without_contrast_and_templates_with_unknown_names_are_errors() {
    for (options, expected) in [
        ("[exporter.html.colours]\nink = \"#eeeeee\"\n", "cannot be read on"),
        ("[exporter.html.templates]\nending = \"{{nobody}}\"\n", "nobody"),
        ("[exporter.html.colours]\ninc = \"#eeeeee\"\n", "inc"),
    ] {
        let desk = Desk::new();
        let (code, said) = with_options(&desk, options);
        assert_eq!(code, 1, "{options}: {said}");
        assert!(said.contains(expected) && said.contains("ldld-lai-chau.toml"), "{options}: {said}");
    }
}
