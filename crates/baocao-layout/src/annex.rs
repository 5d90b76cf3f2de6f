use baocao_document::{Align, Annex};

use crate::envelope::AROUND_TITLE;
use crate::flow::Flow;
use crate::lines::Span;
use crate::slice::{Slice, Stack};
use crate::structure::Role;
use crate::typesetter::{Style, Typesetter};

/// Sets what stands above an annex: label, title, reference.
pub(crate) fn push_annex_head(setter: &mut Typesetter<'_>, flow: &mut Flow, annex: &Annex, at: &str) {
    let parts = &setter.letterhead.envelope;
    let styles = [parts.annex_label, parts.annex_title, parts.annex_reference].map(Style::from);
    let texts = [annex.label.as_str(), &annex.title, annex.reference.as_deref().unwrap_or_default()];
    let span = Span { x: 0.0, width: flow.frame().text_width(), align: Align::Center };
    let mut stack = Stack::default();
    let title = [annex.label.as_str(), &annex.title].join(". ").trim_matches(['.', ' ']).to_owned();
    let heading = setter.element(Role::Heading { level: 1, title: title.clone() });
    let reference = setter.element(Role::Paragraph);
    for ((text, style), element) in texts.into_iter().zip(styles).zip([heading, heading, reference]) {
        let words = setter.plain(text, style.within(Some(element)), at);
        stack.text(setter, words, style, span);
        if text == annex.label {
            stack.end_with_space();
        }
    }
    let bookmark = (!title.is_empty()).then_some((1, title));
    flow.push(setter, Slice { after: AROUND_TITLE, keep: true, bookmark, ..stack.into_slice() });
}
