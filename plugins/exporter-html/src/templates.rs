//! The templates, compiled once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use baocao_exporter::ExportError;
use handlebars::{Handlebars, RenderError};

/// Every template by the name that others call it by. Kinds of blocks and inlines are named as the view names them.
const TEMPLATES: &[(&str, &str)] = &[
    ("page", include_str!("../templates/page.hbs")),
    ("contents", include_str!("../templates/contents.hbs")),
    ("envelope", include_str!("../templates/envelope.hbs")),
    ("lines", include_str!("../templates/lines.hbs")),
    ("ending", include_str!("../templates/ending.hbs")),
    ("notes", include_str!("../templates/notes.hbs")),
    ("annex", include_str!("../templates/annex.hbs")),
    ("findings", include_str!("../templates/findings.hbs")),
    ("sources", include_str!("../templates/sources.hbs")),
    ("units", include_str!("../templates/units.hbs")),
    ("unit_standing", include_str!("../templates/unit_standing.hbs")),
    ("dialog", include_str!("../templates/dialog.hbs")),
    ("origin", include_str!("../templates/origin.hbs")),
    ("computation", include_str!("../templates/computation.hbs")),
    ("blocks", include_str!("../templates/blocks.hbs")),
    ("heading", include_str!("../templates/heading.hbs")),
    ("paragraph", include_str!("../templates/paragraph.hbs")),
    ("list", include_str!("../templates/list.hbs")),
    ("table", include_str!("../templates/table.hbs")),
    ("chart", include_str!("../templates/chart.hbs")),
    ("area", include_str!("../templates/area.hbs")),
    ("stroke", include_str!("../templates/stroke.hbs")),
    ("label", include_str!("../templates/label.hbs")),
    ("page_break", include_str!("../templates/page_break.hbs")),
    ("section", include_str!("../templates/section.hbs")),
    ("inlines", include_str!("../templates/inlines.hbs")),
    ("footnote", include_str!("../templates/footnote.hbs")),
    ("figure", include_str!("../templates/figure.hbs")),
    ("link", include_str!("../templates/link.hbs")),
    ("style", include_str!("../templates/style.css.hbs")),
];

/// The templates that an organisation may have of its own. The others hold the page together.
const REPLACEABLE: &[&str] = &[
    "contents",
    "envelope",
    "lines",
    "ending",
    "notes",
    "annex",
    "findings",
    "units",
    "sources",
    "origin",
    "computation",
    "heading",
    "paragraph",
    "list",
    "table",
    "chart",
];

/// A set of compiled templates: ours, or a copy of them with an organisation's own.
pub type Templates = Cow<'static, Handlebars<'static>>;

/// Our own templates. An unknown name in one is an error, never an empty string.
static OURS: LazyLock<Handlebars<'static>> = LazyLock::new(|| {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    for (name, source) in TEMPLATES {
        // The end of a file is no part of the page: within a line of text it would show as a blank.
        let compiled = registry.register_template_string(name, source.trim_end());
        compiled.expect("our own templates compile; a test reads them");
    }
    registry
});

/// Returns all templates, an organisation's own in the place of ours.
pub fn registry(own: &BTreeMap<String, String>) -> Result<Templates, ExportError> {
    let mut registry = Cow::Borrowed(&*OURS);
    for (name, source) in own {
        let wrong = |message: String| ExportError::Options { pointer: format!("/templates/{name}"), message };
        if !REPLACEABLE.contains(&name.as_str()) {
            return Err(wrong(format!("there is no template `{name}` to replace, only {}", REPLACEABLE.join(", "))));
        }
        // What is written without escaping could be anything that people typed.
        if source.contains("{{{") || source.contains("{{&") {
            return Err(wrong("text is always escaped; write `{{name}}` with two braces".to_owned()));
        }
        let compiled = registry.to_mut().register_template_string(name, source.trim_end());
        compiled.map_err(|error| wrong(error.to_string()))?;
    }
    Ok(registry)
}

/// The error of a template that does not render, at the organisation's own template if it is one.
pub fn render_error(error: &RenderError, own: &BTreeMap<String, String>) -> ExportError {
    match error.template_name.as_ref().filter(|name| own.contains_key(*name)) {
        Some(name) => ExportError::Options { pointer: format!("/templates/{name}"), message: error.to_string() },
        None => ExportError::failed(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_templates_compile() {
        assert_eq!(registry(&BTreeMap::new()).unwrap().get_templates().len(), TEMPLATES.len());
    }
}
