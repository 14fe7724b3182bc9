//! Where the records of ids are.

use super::document::{Document, Slice, Value};
#[cfg(not(target_arch = "wasm32"))]
use super::packed::Packer;
use super::packed::Unpacker;
use crate::sort;
use std::cmp::Ordering;

/// Ids of one kind in their order, each once, with the places of their records.
///
/// A sorted list, not a tree: made once, of ids that stay where they are, in the text of the document.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The first letters of each id, as a number: of most ids they are enough to compare, and close together.
    heads: Vec<u64>,
    list: Vec<Place>,
}

/// One id.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Where it stands in the document.
    id: Slice,
    record: u32,
}

fn head(id: &str) -> u64 {
    id.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |head, byte| head << 8 | u64::from(byte))
}

fn text(document: &Document, place: Place) -> &str {
    document.slice(place.id)
}

impl Places {
    /// Adds ids with the places of their records. Of equal ones those that came first stay; says of each that
    /// was given whether it is another one's.
    pub(super) fn add(&mut self, document: &Document, ids: &[(Value<'_>, u32)]) -> Vec<bool> {
        let before = self.list.len();
        let mut heads = std::mem::take(&mut self.heads);
        heads.extend(ids.iter().map(|(id, _)| head(id.as_str().unwrap_or_default())));
        let mut list = std::mem::take(&mut self.list);
        list.extend(ids.iter().map(|(id, record)| Place { id: id.slice(), record: *record }));
        let order = |a: usize, b: usize| match heads[a].cmp(&heads[b]) {
            Ordering::Equal => text(document, list[a]).cmp(text(document, list[b])),
            order => order,
        };
        let mut which: Vec<usize> = (0..list.len()).collect();
        sort::by(&mut which, |a, b| order(*a, *b));
        let mut twice = vec![false; ids.len()];
        let mut last = None;
        for at in which {
            if last.is_some_and(|last| order(last, at).is_eq()) {
                if let Some(slot) = at.checked_sub(before) {
                    twice[slot] = true;
                }
                continue;
            }
            last = Some(at);
            self.heads.push(heads[at]);
            self.list.push(list[at]);
        }
        twice
    }

    /// Takes the ids out of a packed document, in their order.
    pub(super) fn unpack(unpacker: &mut Unpacker<'_>) -> Places {
        let mut places = Places::default();
        for _ in 0..unpacker.count() {
            let id = unpacker.slice();
            places.heads.push(head(unpacker.text_of(id)));
            places.list.push(Place { id, record: unpacker.number() as u32 });
        }
        places
    }

    /// As [`Places::unpack`] takes them.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn pack(&self, packer: &mut Packer) {
        packer.number(self.list.len() as u64);
        for place in &self.list {
            packer.slice(place.id);
            packer.number(u64::from(place.record));
        }
    }

    /// The place of the record of an id.
    pub(super) fn find(&self, document: &Document, id: &str) -> Option<u32> {
        let wanted = head(id);
        let first = self.heads.partition_point(|head| *head < wanted);
        let alike = match self.heads.get(first + 1) {
            Some(head) if *head == wanted => self.heads[first..].partition_point(|head| *head == wanted),
            _ => usize::from(self.heads.get(first) == Some(&wanted)),
        };
        let alike = &self.list[first..first + alike];
        let found = alike.binary_search_by(|place| text(document, *place).cmp(id));
        found.ok().map(|at| alike[at].record)
    }

    /// The ids in their order.
    pub(super) fn ids<'d>(&self, document: &'d Document) -> impl Iterator<Item = &'d str> {
        self.list.iter().map(|place| text(document, *place))
    }

    /// The places in the order of the ids.
    pub(super) fn records(&self) -> impl Iterator<Item = u32> {
        self.list.iter().map(|place| place.record)
    }

    /// How many ids there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Gives the records other places.
    pub(super) fn settle(&mut self, place: &dyn Fn(u32) -> u32) {
        for one in &mut self.list {
            one.record = place(one.record);
        }
    }

    /// Leaves out the ids of records without a place.
    pub(super) fn without(mut self, no_place: u32) -> Places {
        let mut stays = self.list.iter().map(|place| place.record != no_place);
        self.heads.retain(|_| stays.next() == Some(true));
        self.list.retain(|place| place.record != no_place);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::document::Document;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn as_a_tree(first in prop::collection::vec("[ab]{0,10}", 0..20), second in prop::collection::vec("[ab]{0,2}", 0..20)) {
            let all: Vec<&String> = first.iter().chain(&second).collect();
            let document = Document::read(format!("{all:?}")).unwrap();
            let ids: Vec<(Value<'_>, u32)> = document.root().items().zip(0..).collect();
            let mut tree = BTreeMap::new();
            let mut twice = Vec::new();
            for (id, place) in &ids {
                let id = id.as_str().unwrap();
                twice.push(tree.contains_key(id));
                tree.entry(id).or_insert(*place);
            }
            let mut places = Places::default();
            let (one, other) = ids.split_at(first.len());
            let given_back = [places.add(&document, one), places.add(&document, other)].concat();
            prop_assert_eq!(given_back, twice);
            prop_assert_eq!(places.len(), tree.len());
            prop_assert_eq!(places.ids(&document).collect::<Vec<_>>(), tree.keys().copied().collect::<Vec<_>>());
            prop_assert_eq!(places.records().collect::<Vec<_>>(), tree.values().copied().collect::<Vec<_>>());
            for id in all.iter().map(|id| id.as_str()).chain(["", "c", "aaaaaaaaaaa"]) {
                prop_assert_eq!(places.find(&document, id), tree.get(id).copied());
            }
        }
    }
}
