use baocao_document::Document;
use baocao_intake::ReportFolder;
use baocao_model::Place;

/// A report as one of its readers gets it.
#[derive(Debug)]
pub struct Edition {
    /// The audience's id; none for the main reader.
    pub audience: Option<String>,
    /// The ids of the letterhead profiles in order; the first that holds on the letter's date is used.
    pub letterheads: Vec<String>,
    /// Where the letterheads were named.
    pub place: Place,
    /// The audience's own narrative template, and where it was named.
    pub template: Option<(String, Place)>,
    /// The audience's own subject, line by line.
    pub subject: Vec<String>,
    /// Whether the annexes go with it.
    pub annexes: bool,
    /// The exporters' ids in order, with where each was named.
    pub exporters: Vec<(String, Place)>,
    /// The document, once composed.
    pub document: Option<Document>,
}

impl Edition {
    /// The main edition and one for each audience. What an audience does not say is the organisation's.
    pub fn of(folder: &ReportFolder) -> Vec<Self> {
        let organization = &folder.organization;
        let named = |list: &[String], place: &dyn Fn(usize) -> Place| {
            list.iter().enumerate().map(|(index, id)| (id.clone(), place(index))).collect::<Vec<_>>()
        };
        let own = named(&organization.value.exporters, &|index| organization.place(&format!("/exporters/{index}")));
        let main = Self {
            audience: None,
            letterheads: organization.value.letterhead.ids().to_vec(),
            place: organization.place("/letterhead"),
            template: None,
            subject: Vec::new(),
            annexes: true,
            exporters: own.clone(),
            document: None,
        };
        let others = folder.report.value.audience.iter().enumerate().map(|(at, audience)| {
            let report = &folder.report;
            let exporters = audience
                .exporters
                .as_ref()
                .map(|list| named(list, &|index| report.place(&format!("/audience/{at}/exporters/{index}"))));
            let letterhead = audience
                .letterhead
                .as_ref()
                .map(|id| (vec![id.clone()], report.place(&format!("/audience/{at}/letterhead"))));
            let (letterheads, place) = letterhead.unwrap_or_else(|| (main.letterheads.clone(), main.place.clone()));
            Self {
                audience: Some(audience.id.clone()),
                letterheads,
                place,
                template: audience
                    .template
                    .clone()
                    .map(|name| (name, report.place(&format!("/audience/{at}/template")))),
                subject: audience.subject.clone(),
                annexes: audience.annexes,
                exporters: exporters.unwrap_or_else(|| own.clone()),
                document: None,
            }
        });
        let others: Vec<_> = others.collect();
        std::iter::once(main).chain(others).collect()
    }
}
