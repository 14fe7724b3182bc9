//! Where the records of ids are.

use super::document::{Document, Value};
use crate::sort;
use std::cmp::Ordering;

/// Ids of one kind in their order, each once, with the places of their records.
///
/// A sorted list, not a tree: made once, of ids that stay where they are, in the text of the document.
#[derive(Clone, Debug, Default)]
pub struct Places {
    list: Vec<Place>,
}

/// One id.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Its first letters, as a number: of most ids they are enough to compare.
    head: u64,
    /// The value in the document.
    id: u32,
    record: u32,
}

fn head(id: &str) -> u64 {
    id.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |head, byte| head << 8 | u64::from(byte))
}

impl Places {
    /// Adds ids with the places of their records. Of equal ones those that came first stay; the others are
    /// given back, by their places in the list that was given.
    pub(super) fn add(&mut self, document: &Document, ids: &[(Value<'_>, u32)]) -> Vec<bool> {
        let text = |place: &Place| document.at(place.id).as_str().unwrap_or_default();
        let order = |a: &Place, b: &Place| match a.head.cmp(&b.head) {
            Ordering::Equal => text(a).cmp(text(b)),
            order => order,
        };
        let mut twice = vec![false; ids.len()];
        let before = self.list.len();
        self.list.extend(ids.iter().map(|(id, record)| Place {
            head: head(id.as_str().unwrap_or_default()),
            id: id.node(),
            record: *record,
        }));
        let mut which: Vec<usize> = (0..self.list.len()).collect();
        sort::by(&mut which, |a, b| order(&self.list[*a], &self.list[*b]));
        let mut last: Option<Place> = None;
        let mut kept = Vec::with_capacity(which.len());
        for at in which {
            let place = self.list[at];
            if last.is_some_and(|last| order(&last, &place).is_eq()) {
                if let Some(slot) = at.checked_sub(before) {
                    twice[slot] = true;
                }
            } else {
                last = Some(place);
                kept.push(place);
            }
        }
        self.list = kept;
        twice
    }

    /// The place of the record of an id.
    pub(super) fn find(&self, document: &Document, id: &str) -> Option<u32> {
        let wanted = head(id);
        let found = self.list.binary_search_by(|place| match place.head.cmp(&wanted) {
            Ordering::Equal => document.at(place.id).as_str().unwrap_or_default().cmp(id),
            order => order,
        });
        found.ok().map(|at| self.list[at].record)
    }

    /// The ids in their order.
    pub(super) fn ids<'d>(&self, document: &'d Document) -> impl Iterator<Item = &'d str> {
        self.list.iter().map(|place| document.at(place.id).as_str().unwrap_or_default())
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
        self.list.retain(|place| place.record != no_place);
        self
    }
}
