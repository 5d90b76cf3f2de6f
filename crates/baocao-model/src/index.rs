use std::hash::{BuildHasher as _, Hash};

use hashbrown::{DefaultHashBuilder, HashTable};

/// Finds what stands in a list by its key, so that no key is kept twice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Index {
    /// An index of the first places of a list; `key` knows what stands there. Where a key comes twice, the first is found.
    pub(crate) fn of<Key: Hash + Eq>(places: usize, key: impl Fn(usize) -> Key) -> Self {
        let mut index = Self { places: HashTable::with_capacity(places), hasher: DefaultHashBuilder::default() };
        let hash = |place: &u32| index.hasher.hash_one(key(*place as usize));
        for place in 0..places as u32 {
            let own = key(place as usize);
            index.places.entry(hash(&place), |other| key(*other as usize) == own, hash).or_insert(place);
        }
        index
    }

    /// The place of a key; `key` is that of the list.
    pub(crate) fn find<Key: Hash + Eq>(&self, wanted: Key, key: impl Fn(usize) -> Key) -> Option<usize> {
        let found = self.places.find(self.hasher.hash_one(&wanted), |place| key(*place as usize) == wanted);
        found.map(|place| *place as usize)
    }
}
