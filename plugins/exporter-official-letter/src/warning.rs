use baocao_exporter::{DiagnosticSeverity, Job, Unknown};

/// Something that the author of the report should know about the letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    code: &'static str,
    message: String,
    help: &'static str,
    at: String,
}

impl Warning {
    /// A kind of block or text that came after this exporter.
    pub fn unknown_kind(unknown: &Unknown, at: &str) -> Self {
        Self {
            code: "letter.unknown-kind",
            message: format!("`{}` is not known to this exporter; its plain text is shown", unknown.kind),
            help: "a newer version of the exporter may know it",
            at: format!("document:{at}"),
        }
    }

    /// A profile that numbers from a page on that Word has no switch for.
    pub fn first_numbered_page(first_page: u32) -> Self {
        Self {
            code: "letter.first-numbered-page",
            message: format!("page numbers start on page 2 instead of page {first_page}"),
            help: "a letter can leave the number out on its first page only",
            at: "document:/envelope/letterhead/page/number/first_page".to_owned(),
        }
    }

    pub fn send(&self, job: &mut Job<'_>) {
        job.diagnostic(DiagnosticSeverity::Warning, self.code, &self.message, self.help, &self.at);
    }
}
