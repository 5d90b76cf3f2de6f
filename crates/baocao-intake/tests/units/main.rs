//! The tree of organisations as it is read from files.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod cases;
mod files;
mod merger;
mod scale;

use std::path::{Path, PathBuf};

use baocao_intake::{Library, open_tree};
use baocao_model::{Date, Refusal, Tree};

pub fn here() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/units"))
}

/// The tree of a configuration folder.
pub fn tree_of(config: impl Into<PathBuf>) -> Result<Tree, Refusal> {
    let config = config.into();
    open_tree(&Library::new(&config, config.join("templates")))
}

/// The tree that the product ships.
pub fn shipped() -> Tree {
    let root = here().ancestors().nth(4).unwrap();
    tree_of(root.join("config")).unwrap_or_else(|refusal| panic!("{refusal}"))
}

pub fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// The ids of some units, in their order.
pub fn ids(tree: &Tree, units: &[baocao_model::UnitIndex]) -> Vec<String> {
    units.iter().map(|unit| tree.id(*unit).to_owned()).collect()
}
