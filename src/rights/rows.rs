//! Compressed rows: many short lists of numbers in two allocations (rights.md 11).

/// Rows of numbers, one behind the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Rows {
    /// One row for each of `rows` keys; `pairs` are (row, item), in the order in which rows are to have them.
    pub fn new(rows: usize, pairs: &mut dyn Iterator<Item = (u32, u32)>) -> Rows {
        let pairs: Vec<(u32, u32)> = pairs.collect();
        let mut ends = vec![0; rows + 1];
        for &(row, _) in &pairs {
            ends[row as usize + 1] += 1;
        }
        for row in 0..rows {
            ends[row + 1] += ends[row];
        }
        let mut next = ends.clone();
        let mut items = vec![0; pairs.len()];
        for (row, item) in pairs {
            let place = &mut next[row as usize];
            items[*place as usize] = item;
            *place += 1;
        }
        Rows { ends, items }
    }

    /// A row; empty beyond the last.
    pub fn of(&self, row: usize) -> &[u32] {
        &self.items[self.range(row)]
    }

    /// Where a row stands among all items.
    pub fn range(&self, row: usize) -> std::ops::Range<usize> {
        match (self.ends.get(row), self.ends.get(row + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// All items, row behind row.
    pub fn all(&self) -> &[u32] {
        &self.items
    }

    /// The same, to be changed.
    pub fn items_mut(&mut self) -> &mut [u32] {
        &mut self.items
    }

    /// Keeps only where the rows stand; afterwards only [`Rows::range`] may be asked.
    pub fn forget_items(&mut self) {
        self.items = Vec::new();
    }

    /// Bytes on the heap.
    pub fn bytes(&self) -> usize {
        4 * (self.ends.capacity() + self.items.capacity())
    }
}
