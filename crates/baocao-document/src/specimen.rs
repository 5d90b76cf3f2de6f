//! A document that holds every block, inline and envelope part, for exporters to test themselves with.

use crate::Document;

/// The specimen as it crosses the boundary.
pub const SPECIMEN_JSON: &str = include_str!("../specimen.json");

/// Returns the specimen: two letterhead lines, every kind of block and inline, two annexes, one of them landscape.
pub fn specimen() -> Document {
    serde_json::from_str(SPECIMEN_JSON).expect("the specimen follows the schema; a test reads it")
}
