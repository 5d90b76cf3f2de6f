//! The tree of organisations: `config/units/*.csv` and `*.toml`, together with `config/organizations`.

mod csv_header;
mod csv_table;
mod organizations;
mod reading;
mod succession_table;
mod unit_table;

use baocao_model::{Refusal, Tree};

use crate::Library;
use crate::library::names_in;
use reading::Reading;

/// Reads the tree of organisations. Everything that is wrong with it is reported at once.
pub fn open_tree(library: &Library) -> Result<Tree, Refusal> {
    let folder = library.config.join("units");
    let mut reading = Reading::default();
    for name in names_in(&folder).into_iter().filter(|name| !name.starts_with('.')) {
        let path = folder.join(&name);
        let name = name.to_lowercase();
        if name.ends_with(".succession.csv") {
            reading.read_successions(&path);
        } else if name.ends_with(".csv") {
            reading.read_units(&path);
        } else if name.ends_with(".toml") {
            reading.read_toml(&path);
        }
    }
    organizations::join(library, &mut reading);
    reading.finish()
}
