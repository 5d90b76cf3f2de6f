use baocao_exporter::{Annex, Document, Orientation};
use handlebars::RenderError;
use serde::Serialize;

use super::below::Below;
use super::blocks::{Builder, ContentsEntry};
use super::envelope::{EndingView, EnvelopeView};
use super::findings::FindingsView;
use super::inlines::NoteView;
use super::sources::{SourceGroup, groups};
use super::table::Columns;
use super::units::UnitsView;
use crate::markup::Markup;
use crate::pieces::Pieces;
use crate::{Options, text};

/// The whole page. What is long in it is ready; each template is given a part of its own, of which it makes a copy.
#[derive(Debug, Serialize)]
pub struct Page {
    pub language: String,
    pub title: String,
    pub author: String,
    pub generator: String,
    logo: String,
    policy: String,
    style: String,
    script: String,
    draft: String,
    head: Head,
    navigation: Navigation,
    body: Body,
    foot: Foot,
    closing: Closing,
    annexes: Vec<AnnexView>,
    findings: Option<FindingsView>,
    units: Option<UnitsView>,
    origins: Option<Origins>,
    /// What lies deeper than the page prints, as data; empty for nothing.
    data: String,
    #[serde(skip)]
    unknown: Vec<(String, String)>,
    #[serde(skip)]
    columns: Columns,
}

#[derive(Debug, Serialize)]
struct Head {
    envelope: EnvelopeView,
}

#[derive(Debug, Serialize)]
struct Navigation {
    contents: Vec<ContentsEntry>,
    findings: bool,
    units: bool,
    sources: bool,
}

#[derive(Debug, Serialize)]
struct Body {
    blocks: Markup,
}

#[derive(Debug, Serialize)]
struct Foot {
    notes: Vec<NoteView>,
}

#[derive(Debug, Serialize)]
struct Closing {
    ending: EndingView,
}

#[derive(Debug, Serialize)]
struct Origins {
    sources: Vec<SourceGroup>,
    /// True if there is more below than the page prints.
    deep: bool,
}

#[derive(Debug, Serialize)]
struct AnnexView {
    id: String,
    /// The annex's name in the style, which is also that of its page counter.
    class: String,
    label: String,
    title: String,
    reference: String,
    landscape: bool,
    body: Body,
    foot: Foot,
}

impl Page {
    pub fn new(document: &Document, pieces: Pieces<'_>, options: &Options) -> Result<Self, RenderError> {
        let mut builder = Builder::new(document, pieces, options.provenance);
        let blocks = builder.blocks(&document.body, "/body")?;
        let notes = builder.take_notes("/body")?;
        let annexes = document.annexes.iter().enumerate().map(|(at, annex)| annex_view(&mut builder, annex, at));
        let annexes = annexes.collect::<Result<_, _>>()?;
        let findings = if options.findings { FindingsView::new(document, &builder.anchors) } else { None };
        let (sources, below) = match options.provenance {
            true => {
                (groups(document, pieces, &builder.anchors, findings.as_ref())?, Below::new(document, &builder.anchors))
            }
            false => Default::default(),
        };
        let units = if options.provenance { UnitsView::new(document, findings.as_ref()) } else { None };
        let properties = &document.properties;
        let envelope = EnvelopeView::new(&document.envelope, &properties.title, &properties.date);
        let deep = below.as_ref().is_some_and(Below::is_deep);
        Ok(Self {
            language: language(&document.language),
            title: title(document),
            author: text::clean(&properties.author),
            generator: text::clean(&properties.generator),
            logo: options.logo.clone().unwrap_or_default(),
            policy: String::new(),
            style: String::new(),
            script: String::new(),
            draft: envelope.draft.clone(),
            head: Head { envelope },
            navigation: Navigation {
                contents: builder.contents,
                findings: findings.is_some(),
                units: units.is_some(),
                sources: !sources.is_empty(),
            },
            body: Body { blocks },
            foot: Foot { notes },
            closing: Closing { ending: EndingView::new(&document.envelope) },
            annexes,
            findings,
            units,
            origins: (!sources.is_empty()).then_some(Origins { sources, deep }),
            data: below.map(|below| below.json()).unwrap_or_default(),
            unknown: builder.unknown,
            columns: builder.columns,
        })
    }

    /// Takes what the exporter did not know: where it stands and its kind.
    pub fn take_unknown(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.unknown)
    }

    /// Returns the columns that the tables have.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Gives the page its style, its script and the policy that admits them.
    pub fn equip(&mut self, policy: String, style: String, script: String) {
        (self.policy, self.style, self.script) = (policy, style, script);
    }
}

fn annex_view<'a>(builder: &mut Builder<'a>, annex: &'a Annex, at: usize) -> Result<AnnexView, RenderError> {
    let id = builder.anchors.heading(&annex.label.to_lowercase().replace(' ', "-"));
    let name = [annex.label.as_str(), annex.title.as_str()].join(" ");
    builder.contents.push(ContentsEntry { level: 1, id: id.clone(), text: text::clean(name.trim()) });
    (builder.depth, builder.in_annex) = (1, true);
    let blocks_at = format!("/annexes/{at}/blocks");
    let view = AnnexView {
        id,
        class: annex_class(at),
        label: text::clean(&annex.label),
        title: text::clean(&annex.title),
        reference: text::clean(annex.reference.as_deref().unwrap_or_default()),
        landscape: annex.orientation == Orientation::Landscape,
        body: Body { blocks: builder.blocks(&annex.blocks, &blocks_at)? },
        foot: Foot { notes: builder.take_notes(&blocks_at)? },
    };
    (builder.depth, builder.in_annex) = (0, false);
    Ok(view)
}

/// Names an annex in the style; `at` counts from 0.
pub fn annex_class(at: usize) -> String {
    format!("a{}", at + 1)
}

fn language(tag: &str) -> String {
    let plain: String = tag.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if plain.is_empty() { "vi".to_owned() } else { plain }
}

fn title(document: &Document) -> String {
    let title = match document.properties.title.as_str() {
        "" => &document.envelope.code,
        title => title,
    };
    text::clean(title)
}
