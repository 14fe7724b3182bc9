//! Small sorted collections, in little code.
//!
//! A tree of the standard library is compiled anew for every type, two to three
//! kilobytes each time. [`Set`] and [`Map`] are sorted lists instead. They are for
//! what is small, or is filled in about its order: an insertion moves what lies behind.

/// A set of small values, kept as a sorted list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<T>(Vec<T>);

impl<T> Default for Set<T> {
    fn default() -> Self {
        Set(Vec::new())
    }
}

impl<T: Ord> Set<T> {
    /// Adds a value; whether it was not there yet.
    pub fn insert(&mut self, value: T) -> bool {
        let place = self.0.binary_search(&value);
        if let Err(place) = place {
            self.0.insert(place, value);
        }
        place.is_err()
    }

    /// Whether a value is in it.
    pub fn contains(&self, value: &T) -> bool {
        self.0.binary_search(value).is_ok()
    }

    /// Adds values.
    pub fn extend(&mut self, values: impl IntoIterator<Item = T>) {
        for value in values {
            self.insert(value);
        }
    }

    /// Adds the values of lists.
    pub fn extend_from(&mut self, lists: &[&[T]])
    where
        T: Copy,
    {
        for list in lists {
            self.extend(list.iter().copied());
        }
    }

    /// Without values.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The values, from the least.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The values as a sorted list.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut set = Set::default();
        set.extend(values);
        set
    }
}

/// A map with small keys, kept as a sorted list of pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<K, V>(Vec<(K, V)>);

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Map(Vec::new())
    }
}

impl<K: Ord + Copy, V> Map<K, V> {
    fn place(&self, key: K) -> Result<usize, usize> {
        self.0.binary_search_by_key(&key, |pair| pair.0)
    }

    /// The value of a key.
    pub fn get(&self, key: K) -> Option<&V> {
        self.place(key).ok().map(|place| &self.0[place].1)
    }

    /// The value of a key, made if there is none.
    pub fn or_insert_with(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let place = self.place(key).unwrap_or_else(|place| {
            self.0.insert(place, (key, value()));
            place
        });
        &mut self.0[place].1
    }

    /// The value of a key, empty if there is none.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.or_insert_with(key, V::default)
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(key) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    /// The pairs, from the least key.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    /// The keys, from the least.
    pub fn keys(&self) -> impl Iterator<Item = K> {
        self.0.iter().map(|pair| pair.0)
    }

    /// The values, from the least key.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|pair| &pair.1)
    }

    /// The pairs as a sorted list.
    pub fn into_vec(self) -> Vec<(K, V)> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn as_the_trees_of_the_standard_library(pairs: Vec<(u8, u16)>) {
            let (mut map, mut tree) = (Map::<u8, u16>::default(), BTreeMap::<u8, u16>::new());
            let (mut set, mut keys) = (Set::default(), BTreeSet::new());
            for &(key, value) in &pairs {
                *map.or_default(key) ^= value;
                *tree.entry(key).or_default() ^= value;
                prop_assert_eq!(set.insert(key), keys.insert(key));
            }
            prop_assert!((0..=u8::MAX).all(|key| map.get(key) == tree.get(&key)));
            prop_assert!((0..=u8::MAX).all(|key| set.contains(&key) == keys.contains(&key)));
            prop_assert_eq!(map.into_vec(), tree.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(set.into_vec(), keys.into_iter().collect::<Vec<_>>());
        }
    }
}
