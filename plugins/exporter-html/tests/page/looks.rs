//! Colours, logo and templates of an organisation's own.

use baocao_exporter::specimen::specimen;
use baocao_exporter::testing::export;
use exporter_html::HtmlExporter;
use serde_json::json;

use crate::reading::{html_with, parse};

fn refusal(options: &serde_json::Value) -> String {
    let recorded = export::<HtmlExporter>(&specimen(), options);
    assert_ne!(recorded.status, 0, "{options}");
    assert!(recorded.main.is_none());
    recorded.diagnostics.join("\n")
}

#[test]
fn colours_are_taken_as_far_as_they_can_be_read() {
    let page = html_with(&specimen(), json!({"colours": {"ground": "#fff8e7", "ink": "#202020"}}));
    assert!(page.contains("--ground:#fff8e7") && page.contains("--ink:#202020"));
    let said = refusal(&json!({"colours": {"ground": "#777777", "ink": "#888888"}}));
    assert!(said.contains("`#888888` cannot be read on `#777777`"), "{said}");
    assert!(refusal(&json!({"colours": {"dark_ink": "blue"}})).contains("is not a colour"));
    // What is not the organisation's to choose is made to stand out from its ground.
    let page = html_with(&specimen(), json!({"colours": {"ground": "#000000", "ink": "#ffffff"}}));
    assert!(!page.contains("--soft:#555555;"), "grey on black would be lost");
}

#[test]
fn a_logo_is_a_picture_within_the_page() {
    let logo = "data:image/png;base64,iVBORw0KGgo=";
    let parsed = parse(&html_with(&specimen(), json!({ "logo": logo })));
    let picture = parsed.elements.iter().find(|element| element.name == "img").unwrap();
    assert_eq!((picture.get("src"), picture.get("alt")), (Some(logo), Some(&*specimen().properties.author)));
    for wrong in ["https://example.invalid/x.png", "data:image/svg+xml;base64,AAAA", "logo.png"] {
        assert!(refusal(&json!({ "logo": wrong })).contains("a logo is written as"), "{wrong}");
    }
}

#[test]
fn a_template_of_its_own_takes_the_place_of_ours() {
    let ending = "<footer class=\"ending\"><p>{{ending.name}} ký</p></footer>";
    let page = html_with(&specimen(), json!({ "templates": { "ending": ending } }));
    assert!(page.contains("<p>Nguyễn Văn A ký</p>"));
}

#[test]
fn templates_that_cannot_work_are_refused_before_any_report() {
    let cases = [
        (json!({ "ending": "{{ending.nam}}" }), "ending"),
        (json!({ "ending": "{{#if ending.name}}" }), "ending"),
        (json!({ "ending": "{{{ending.name}}}" }), "always escaped"),
        (json!({ "endin": "x" }), "there is no template `endin`"),
        (json!({ "page": "x" }), "there is no template `page` to replace"),
    ];
    for (templates, expected) in cases {
        let said = refusal(&json!({ "templates": templates }));
        assert!(said.contains(expected) && said.contains("export.options"), "{templates}: {said}");
    }
}

/// A row as a table template of one's own may write it.
const ROW: &str = "<tr{{#if class}} class=\"{{class}}\"{{/if}}>{{#each cells}}{{#if scope}}<th scope=\"{{scope}}\"{{#if id}} id=\"{{id}}\"{{/if}}{{else}}<td{{/if}}\
     {{#if headers}} headers=\"{{headers}}\"{{/if}}{{#if class}} class=\"{{class}}\"{{/if}}\
     {{#unless (eq colspan 1)}} colspan=\"{{colspan}}\"{{/unless}}>{{#if figure}}{{#with figure}}{{> figure}}{{/with}}\
     {{else}}{{#if href}}{{> link}}{{else}}{{text}}{{/if}}{{/if}}{{#if scope}}</th>{{else}}</td>{{/if}}{{/each}}</tr>";

#[test]
fn what_is_ready_for_our_templates_is_data_for_others() {
    let ours = html_with(&specimen(), json!({}));
    let table = include_str!("../../templates/table.hbs").replace("{{{this}}}", ROW);
    let source = include_str!("as_templates/source.hbs");
    let sources = include_str!("../../templates/sources.hbs").replace("{{{this}}}", source.trim_end());
    let origin = include_str!("as_templates/origin.hbs").to_owned();
    let computation = include_str!("as_templates/computation.hbs").to_owned();
    for (name, own) in [("table", table), ("sources", sources), ("origin", origin), ("computation", computation)] {
        assert!(own.contains("{{") && !own.contains("{{{"), "{name}");
        let theirs = html_with(&specimen(), json!({ "templates": { name: own } }));
        assert!(theirs == ours, "`{name}` of one's own makes another page");
    }
}

#[test]
fn templates_of_its_own_include_text_by_name() {
    let page = html_with(&specimen(), json!({ "templates": { "paragraph": "<p class=\"own\">{{> inlines}}</p>" } }));
    let ours = html_with(&specimen(), json!({}));
    let plain = |page: &str| page.matches("<data value=").count();
    assert!(page.contains("<p class=\"own\">") && page.contains("<strong>"));
    assert_eq!(plain(&page), plain(&ours), "no figure is lost");
}
