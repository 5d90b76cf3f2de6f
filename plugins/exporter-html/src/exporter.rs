use baocao_exporter::specimen::specimen;
use baocao_exporter::{DiagnosticSeverity, Document, ExportError, Exporter, Feature, Job};
use handlebars::RenderError;

use crate::palette::Palette;
use crate::pieces::Pieces;
use crate::stylesheet::Stylesheet;
use crate::templates::Templates;
use crate::view::Page;
use crate::{Options, policy, script, templates};

/// What pictures may be; nothing that could hold a script.
const LOGOS: [&str; 3] = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/webp;base64,"];

/// Writes web pages.
#[derive(Debug)]
pub struct HtmlExporter {
    options: Options,
    palette: Palette,
    templates: Templates,
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
        let palette = Palette::of(&options)?;
        let is_picture = |logo: &String| LOGOS.iter().any(|kind| logo.starts_with(kind));
        if options.logo.as_ref().is_some_and(|logo| !is_picture(logo)) {
            let message = "a logo is written as `data:image/png;base64,…`; PNG, JPEG or WebP".to_owned();
            return Err(ExportError::Options { pointer: "/logo".to_owned(), message });
        }
        let templates = templates::registry(&options.templates)?;
        let exporter = Self { options, palette, templates };
        if !exporter.options.templates.is_empty() {
            // A template of the organisation's own is tried on all there is before a report depends on it.
            exporter.render(&specimen())?;
        }
        Ok(exporter)
    }

    fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let (page, unknown) = self.render(document)?;
        for (at, kind) in unknown {
            let message = format!("`{kind}` is not known to this exporter; its text is shown");
            job.diagnostic(DiagnosticSeverity::Warning, "html.unknown", &message, "", &format!("document:{at}"));
        }
        job.write_main(page.as_bytes())
    }
}

/// A page, and what the exporter did not know: where it stands and its kind.
type Rendered = (String, Vec<(String, String)>);

impl HtmlExporter {
    fn render(&self, document: &Document) -> Result<Rendered, ExportError> {
        let own = &self.options.templates;
        let wrong = |error: RenderError| templates::render_error(&error, own);
        let mut page = Page::new(document, Pieces { templates: &self.templates, own }, &self.options).map_err(wrong)?;
        let unknown = page.take_unknown();
        let stylesheet = Stylesheet::new(document, &page, &self.palette, self.options.theme);
        let style = stylesheet.render(&self.templates)?;
        let script = script::text();
        page.equip(policy::policy(&style, &script), style, script);
        let page = self.templates.render("page", &page).map_err(wrong)?;
        Ok((page, unknown))
    }
}
