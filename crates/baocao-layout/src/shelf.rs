use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Fonts;

/// Which faces to write with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FontChoice {
    /// The letterhead's family where it is installed and complete, the built-in faces otherwise.
    #[schemars(
        description = "phông của thể thức nếu máy có đủ, không thì phông kèm theo / the letterhead's family where it is installed and complete, the built-in faces otherwise"
    )]
    #[default]
    Auto,
    /// The built-in faces: the same bytes on every machine.
    #[schemars(
        description = "phông kèm theo, máy nào cũng cho cùng một tệp / the built-in faces: the same bytes on every machine"
    )]
    Embedded,
}

/// Finds families, and keeps the one that was asked for last, so that a batch reads it once.
#[derive(Debug, Default)]
pub struct FontShelf {
    installed: Option<(String, Option<Fonts>)>,
}

impl FontShelf {
    /// Returns the faces to write a letter with.
    pub fn fonts(&mut self, choice: FontChoice, family: &str) -> &Fonts {
        if choice == FontChoice::Embedded {
            return Fonts::embedded();
        }
        if self.installed.as_ref().is_none_or(|(name, _)| name != family) {
            self.installed = Some((family.to_owned(), Fonts::installed(family)));
        }
        let found = self.installed.as_ref().and_then(|(_, fonts)| fonts.as_ref());
        found.unwrap_or_else(|| Fonts::embedded())
    }
}
