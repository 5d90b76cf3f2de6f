use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Row;
use crate::index::Index;

/// The rows of a table, in order. Each is found by its id at once: tables of units have thousands.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    list: Vec<Row>,
    index: Index,
}

impl Rows {
    /// The row with this id; the first, where the form says it twice.
    pub fn with_id(&self, id: &str) -> Option<&Row> {
        self.index.find(id, |place| &*self.list[place].id).map(|place| &self.list[place])
    }

    /// Calls a row by another name.
    pub fn relabel(&mut self, place: usize, label: String) {
        self.list[place].label = label;
    }
}

impl Deref for Rows {
    type Target = [Row];

    fn deref(&self) -> &[Row] {
        &self.list
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl FromIterator<Row> for Rows {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        let list: Vec<Row> = rows.into_iter().collect();
        let index = Index::of(list.len(), |place| &*list[place].id);
        Self { list, index }
    }
}

impl IntoIterator for Rows {
    type Item = Row;
    type IntoIter = std::vec::IntoIter<Row>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Rows {
    type Item = &'a Row;
    type IntoIter = std::slice::Iter<'a, Row>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl Serialize for Rows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.list.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Row>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_rows_of_one_id_is_found() {
        let row = |id: &str, label: &str| Row { id: id.into(), label: label.into(), ..Row::default() };
        let rows: Rows = [row("a", "1"), row("b", "2"), row("a", "3")].into_iter().collect();
        assert_eq!(rows.with_id("a").map(|row| &*row.label), Some("1"));
        assert_eq!((rows.len(), rows.with_id("c")), (3, None));
    }
}
