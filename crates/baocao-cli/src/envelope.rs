//! The checks of the envelope, with the places in the files that it is made of.

use std::sync::Arc;

use baocao_intake::{Library, Loaded, ReportFolder};
use baocao_model::{Conventions, Finding, Refusal};
use baocao_validation::{EnvelopeFile, EnvelopeFinding, Letter, check_envelope};

use crate::edition::Edition;

/// What was found in an envelope, and the conventions that it was held against.
pub type Checked = (Vec<Finding>, Option<Arc<Loaded<Conventions>>>);

/// Checks the envelope of an edition.
pub fn check(
    folder: &ReportFolder,
    edition: &Edition,
    letterhead: &str,
    library: &Library,
) -> Result<Checked, Refusal> {
    let conventions = library.conventions(letterhead)?;
    let found = check_envelope(&Letter {
        report: &folder.report.value,
        organization: &folder.organization.value,
        form: &folder.form.value,
        conventions: conventions.as_ref().map(|loaded| &loaded.value),
    });
    Ok((found.into_iter().map(|found| placed(found, folder, edition)).collect(), conventions))
}

fn placed(found: EnvelopeFinding, folder: &ReportFolder, edition: &Edition) -> Finding {
    let place = match found.file {
        EnvelopeFile::Report => folder.report.place(&found.pointer),
        EnvelopeFile::Organization => folder.organization.place(&found.pointer),
        EnvelopeFile::Form => folder.form.place(&found.pointer),
        EnvelopeFile::Letterhead => edition.place.clone(),
    };
    Finding { place, ..found.finding }
}
