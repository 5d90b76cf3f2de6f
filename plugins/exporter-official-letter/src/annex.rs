use baocao_exporter::Annex;

use crate::block;
use crate::centered::centered;
use crate::flow::Flow;
use crate::form::Form;
use crate::length::points;
use crate::paragraph::Paragraph;
use crate::style;

/// Writes an annex on pages of its own. `at` is its place in the document.
pub fn push(flow: &mut Flow, form: &Form<'_>, annex: &Annex, at: &str) {
    flow.restart(annex.orientation);
    let reference = annex.reference.as_deref().unwrap_or_default();
    let parts = &form.letterhead.envelope;
    let lines = [
        (style::ANNEX_LABEL, &*annex.label, &parts.annex_label),
        (style::ANNEX_TITLE, &*annex.title, &parts.annex_title),
        (style::ANNEX_REFERENCE, reference, &parts.annex_reference),
    ];
    let available = flow.text_width();
    let lines = lines.into_iter().filter(|(_, text, _)| !text.is_empty());
    let mut paragraphs: Vec<Paragraph> =
        lines.map(|(style, text, look)| centered(style, text, look, available)).collect();
    if let Some(last) = paragraphs.last_mut() {
        last.format.after = Some(points(6.0));
    }
    paragraphs.into_iter().for_each(|paragraph| flow.push(paragraph));
    block::push_all(flow, form, &annex.blocks, &format!("{at}/blocks"));
}
