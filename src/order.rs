//! Sorting, and small sorted collections, in little code.
//!
//! The standard library's sort is compiled anew for every type and every
//! comparison, about four kilobytes each time; the page sorts some dozens of
//! short lists. Here one merge sort of places is compiled once, and each use adds
//! only its comparison. It is stable and depends on nothing but the list and the
//! comparison. For the same reason there are [`Set`] and [`Map`], sorted lists, where
//! a tree would be compiled anew for every type. They are for what is small, or is
//! filled in about its order.

use std::cmp::Ordering;

/// Sorts by the order of the type; equal items keep their order.
pub fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

/// Sorts by a comparison; equal items keep their order.
pub fn sort_by<T>(list: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let places = permutation(list.len(), &mut |a, b| compare(&list[a], &list[b]));
    arrange(places, &mut |a, b| list.swap(a, b));
}

/// Sorts by a key, which is worked out for every comparison.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a key, which is worked out once for every item.
pub fn sort_by_cached_key<T, K: Ord>(list: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = list.iter().map(key).collect();
    let places = permutation(keys.len(), &mut |a, b| keys[a].cmp(&keys[b]));
    arrange(places, &mut |a, b| list.swap(a, b));
}

/// Sorts, and leaves one of equal items.
pub fn distinct<T: Ord>(list: &mut Vec<T>) {
    sort(list);
    list.dedup();
}

/// The places of a list in its sorted order: a stable merge sort from short runs
/// to long ones.
#[inline(never)]
fn permutation(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut sorted: Vec<u32> = (0..length as u32).collect();
    let mut merged = sorted.clone();
    let mut run = 1;
    while run < length {
        for start in (0..length).step_by(2 * run) {
            let middle = (start + run).min(length);
            let end = (middle + run).min(length);
            let (mut first, mut second) = (start, middle);
            for slot in &mut merged[start..end] {
                let take_second = second < end
                    && (first == middle
                        || compare(sorted[second] as usize, sorted[first] as usize) == Ordering::Less);
                let taken = if take_second { &mut second } else { &mut first };
                *slot = sorted[*taken];
                *taken += 1;
            }
        }
        std::mem::swap(&mut sorted, &mut merged);
        run *= 2;
    }
    sorted
}

/// Brings a list into the order of a permutation, cycle by cycle.
#[inline(never)]
fn arrange(mut places: Vec<u32>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        loop {
            let next = std::mem::replace(&mut places[at], at as u32) as usize;
            if next == start {
                break;
            }
            swap(at, next);
            at = next;
        }
    }
}

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

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(list: Vec<(u8, u16)>) {
            let mut expected = list.clone();
            expected.sort_by_key(|item| item.0);
            let mut ours = list.clone();
            sort_by_key(&mut ours, |item| item.0);
            prop_assert_eq!(&ours, &expected);
            ours.clone_from(&list);
            sort_by_cached_key(&mut ours, |item| item.0);
            prop_assert_eq!(&ours, &expected);
            expected.sort();
            sort(&mut ours);
            prop_assert_eq!(&ours, &expected);
            expected.dedup();
            distinct(&mut ours);
            prop_assert_eq!(&ours, &expected);
            prop_assert_eq!(list.into_iter().collect::<Set<_>>().into_vec(), expected);
        }
    }
}
