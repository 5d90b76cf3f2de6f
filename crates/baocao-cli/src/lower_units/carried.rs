//! What a roll-up brings along for the next level, as files hold it.

use std::collections::BTreeMap;

use baocao_aggregation::{Carried, Completeness, Partial};
use baocao_model::Catalogue;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The part of a submission that only roll-ups have.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    completeness: Completeness,
    figures: BTreeMap<String, Partial>,
}

/// Writes what was brought together. Figures that nobody reported are left out.
pub fn write(carried: &Carried, catalogue: &Catalogue) -> Value {
    let figures = catalogue.addresses().iter().zip(&carried.partials);
    let known = figures.filter(|(_, partial)| partial.reported + partial.not_applicable > 0);
    let figures = known.map(|(address, partial)| (address.to_string(), partial.clone())).collect();
    let written = Written { completeness: carried.completeness, figures };
    serde_json::to_value(written).expect("counts and values are always JSON")
}

/// Reads it again. A figure that the form does not have is a reason to refuse it: it was made with another form.
pub fn read(written: &Value, catalogue: &Catalogue) -> Result<Carried, String> {
    let mut written = Written::deserialize(written).map_err(|error| error.to_string())?;
    let partial = |address: &baocao_model::Address| written.figures.remove(&address.to_string()).unwrap_or_default();
    let partials = catalogue.addresses().iter().map(partial).collect();
    match written.figures.keys().next() {
        Some(unknown) => Err(unknown.clone()),
        None => Ok(Carried { partials, completeness: written.completeness }),
    }
}
