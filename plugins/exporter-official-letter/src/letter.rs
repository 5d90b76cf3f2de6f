use baocao_exporter::{Document, ExportError, Exporter, Feature, Job};

use crate::flow::Flow;
use crate::form::Form;
use crate::package::{self, Package};
use crate::paragraph::Paragraph;
use crate::section::Page;
use crate::warning::Warning;
use crate::xml::Xml;
use crate::{
    Options, addressee, annex, block, head, page_header, picture, properties, settings, signature, style, subject,
};

/// The exporter of official letters.
#[derive(Debug)]
pub struct OfficialLetter(Options);

impl Exporter for OfficialLetter {
    const ID: &'static str = "official-letter";
    const NAME: &'static str = "Văn bản Word (DOCX)";
    const VERSION: &'static str = env!("CARGO_PKG_VERSION");
    const MEDIA_TYPE: &'static str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    const EXTENSION: &'static str = "docx";
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
        Feature::Charts,
        Feature::Links,
        Feature::Tags,
    ];

    type Options = Options;

    fn new(options: Options) -> Result<Self, ExportError> {
        if options.font.as_ref().is_some_and(|font| font.trim().is_empty()) {
            let message = "the family of type must have a name".to_owned();
            return Err(ExportError::Options { pointer: "/font".to_owned(), message });
        }
        Ok(Self(options))
    }

    fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let form = Form::new(document, &self.0);
        let (package, warnings) = write(document, &form)?;
        warnings.iter().for_each(|warning| warning.send(job));
        job.write_main(&package.into_bytes()?)
    }
}

fn write(document: &Document, form: &Form<'_>) -> Result<(Package, Vec<Warning>), ExportError> {
    let mut flow = write_story(document, form);
    let pictures = std::mem::take(&mut flow.pictures);
    let links = std::mem::take(&mut flow.links);
    let (story, notes, warnings) = flow.finish();
    let mut main = Xml::part();
    main.element("w:document", &[package::WORD_NAMESPACE, package::RELATIONSHIP_NAMESPACE], |xml| {
        xml.element("w:body", &[], |xml| xml.append(&story));
    });
    let mut package = Package::new(main);
    for drawing in &pictures {
        package.add_picture(picture::png(drawing)?);
    }
    package.set_links(links);
    package.add(package::STYLES, style::part(form));
    package.add(package::SETTINGS, settings::part(form, notes.is_empty()));
    package.add(package::NUMBERED_HEADER, page_header::numbered());
    package.add(package::BLANK_HEADER, page_header::blank());
    if !notes.is_empty() {
        package.add(package::FOOTNOTES, notes.part());
    }
    package.add(package::CORE_PROPERTIES, properties::core(document));
    package.add(package::EXTENDED_PROPERTIES, properties::extended(&document.properties));
    if let Some(custom) = properties::custom(&document.properties) {
        package.add(package::CUSTOM_PROPERTIES, custom);
    }
    Ok((package, warnings))
}

fn write_story(document: &Document, form: &Form<'_>) -> Flow {
    let envelope = &document.envelope;
    let first_numbered = form.letterhead.page.number.first_page;
    let mut flow = Flow::new(Page::of(&form.letterhead.page), first_numbered > 1, form.letterhead.body.table_size);
    if first_numbered > 2 {
        flow.warnings.push(Warning::first_numbered_page(first_numbered));
    }
    // A letter that begins with a table and has footnotes gets an empty line above it from LibreOffice.
    flow.push(Paragraph::new(style::SPACER));
    head::push(&mut flow, envelope);
    subject::push(&mut flow, envelope);
    addressee::push(&mut flow, envelope);
    block::push_all(&mut flow, form, &document.body, "/body");
    signature::push(&mut flow, envelope);
    for (index, annex) in document.annexes.iter().enumerate() {
        annex::push(&mut flow, form, annex, &format!("/annexes/{index}"));
    }
    flow
}
