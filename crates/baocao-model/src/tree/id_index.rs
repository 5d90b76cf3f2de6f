use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Finds ids in a list of them by their places, so that no id is kept twice.
#[derive(Clone, Debug)]
pub struct IdIndex {
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl IdIndex {
    /// An index of a list of ids that are all different.
    pub fn of<Id: AsRef<str>>(ids: &[Id]) -> Self {
        let hasher = DefaultHashBuilder::default();
        let hash = |place: &u32| hasher.hash_one(ids[*place as usize].as_ref());
        let mut places = HashTable::with_capacity(ids.len());
        for place in 0..ids.len() as u32 {
            places.insert_unique(hash(&place), place, hash);
        }
        Self { places, hasher }
    }

    /// The place of an id in the list.
    pub fn find<Id: AsRef<str>>(&self, ids: &[Id], id: &str) -> Option<u32> {
        self.places.find(self.hasher.hash_one(id), |place| ids[*place as usize].as_ref() == id).copied()
    }
}
