//! The templates, compiled once.

use baocao_exporter::ExportError;
use handlebars::Handlebars;

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
    ("text", include_str!("../templates/text.hbs")),
    ("strong", include_str!("../templates/strong.hbs")),
    ("emphasis", include_str!("../templates/emphasis.hbs")),
    ("footnote", include_str!("../templates/footnote.hbs")),
    ("figure", include_str!("../templates/figure.hbs")),
    ("link", include_str!("../templates/link.hbs")),
    ("line_break", include_str!("../templates/line_break.hbs")),
    ("style", include_str!("../templates/style.css.hbs")),
];

/// Compiles all templates. An unknown name in one is an error, never an empty string.
pub fn registry() -> Result<Handlebars<'static>, ExportError> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    for (name, source) in TEMPLATES {
        // The end of a file is no part of the page: within a line of text it would show as a blank.
        registry.register_template_string(name, source.trim_end()).map_err(ExportError::failed)?;
    }
    Ok(registry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_templates_compile() {
        assert_eq!(registry().unwrap().get_templates().len(), TEMPLATES.len());
    }
}
