use baocao_exporter::{DiagnosticSeverity, Document, ExportError, Exporter, Feature, Job};
use handlebars::Handlebars;

use crate::colour::Colour;
use crate::stylesheet::Stylesheet;
use crate::view::Page;
use crate::{Options, policy, templates};

/// Writes web pages.
#[derive(Debug)]
pub struct HtmlExporter {
    options: Options,
    accent: Colour,
    templates: Handlebars<'static>,
}

impl Exporter for HtmlExporter {
    const ID: &'static str = "html";
    const NAME: &'static str = "Trang web (HTML)";
    const VERSION: &'static str = env!("CARGO_PKG_VERSION");
    const MEDIA_TYPE: &'static str = "text/html";
    const EXTENSION: &'static str = "html";
    const FEATURES: &'static [Feature] = &[
        Feature::Envelope,
        Feature::Headings,
        Feature::Lists,
        Feature::Emphasis,
        Feature::Footnotes,
        Feature::Tables,
        Feature::MergedHeaders,
        Feature::RepeatedHeaders,
        Feature::Landscape,
        Feature::Annexes,
        Feature::PageNumbers,
        Feature::Draft,
        Feature::TypedNumbers,
        Feature::Findings,
        Feature::Provenance,
        Feature::Charts,
        Feature::Links,
        Feature::Tags,
    ];
    type Options = Options;

    fn new(options: Options) -> Result<Self, ExportError> {
        let accent = Colour::parse(&options.accent).ok_or_else(|| ExportError::Options {
            pointer: "/accent".to_owned(),
            message: format!("`{}` is not a colour; write it as `#rrggbb`", options.accent),
        })?;
        Ok(Self { options, accent, templates: templates::registry()? })
    }

    fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let mut page = Page::new(document, &self.options);
        for (at, kind) in page.take_unknown() {
            let message = format!("`{kind}` is not known to this exporter; its text is shown");
            job.diagnostic(DiagnosticSeverity::Warning, "html.unknown", &message, "", &format!("document:{at}"));
        }
        let stylesheet = Stylesheet::new(document, &page, self.accent, self.options.theme);
        let style = stylesheet.render(&self.templates)?;
        page.set_style(policy::policy(&style), style);
        job.write_main(self.templates.render("page", &page).map_err(ExportError::failed)?.as_bytes())
    }
}
