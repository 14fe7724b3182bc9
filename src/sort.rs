//! Sorting at the price of one.
//!
//! The standard library compiles its sorts anew for every type and every order,
//! some kilobytes each: thirty of them were a seventh of the page. Here the
//! comparing and moving of places is compiled once; only what looks at two items
//! and swaps them is made for each type. Stable, and never worse than n log n.

use std::cmp::Ordering;

/// Sorts by an order of two items.
pub fn by<T>(items: &mut [T], mut order: impl FnMut(&T, &T) -> Ordering) {
    let places = places(items.len(), &mut |a, b| order(&items[a], &items[b]));
    arrange(places, &mut |a, b| items.swap(a, b));
}

/// Sorts by a key, which is made again for each comparison.
pub fn by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a key that is made once for each item.
pub fn by_cached_key<T, K: Ord>(items: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let places = places(items.len(), &mut |a, b| keys[a].cmp(&keys[b]));
    arrange(places, &mut |a, b| items.swap(a, b));
}

/// Sorts, and leaves one of equal items.
pub fn distinct<T: Ord>(items: &mut Vec<T>) {
    plain(items);
    items.dedup();
}

/// Sorts by the items' own order.
pub fn plain<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

/// Sorts rows of numbers: put into their places digit by digit, from the last, they
/// need no comparing.
pub fn rows(rows: &mut Vec<[u32; 3]>) {
    const DIGIT: u32 = 11;
    let mut moved = rows.clone();
    for column in [2, 1, 0] {
        for shift in [0, DIGIT, 2 * DIGIT] {
            let digit = |row: &[u32; 3]| (row[column] >> shift) as usize % (1 << DIGIT);
            let mut places = [0usize; 1 << DIGIT];
            for row in rows.iter() {
                places[digit(row)] += 1;
            }
            // Where all have one digit there is nothing to do.
            if places.contains(&rows.len()) {
                continue;
            }
            let mut next = 0;
            for place in &mut places {
                next += std::mem::replace(place, next);
            }
            for row in rows.iter() {
                let place = &mut places[digit(row)];
                moved[*place] = *row;
                *place += 1;
            }
            std::mem::swap(rows, &mut moved);
        }
    }
}

/// Puts each item in the place that a list gives it.
pub fn move_to<T>(items: &mut [T], places: Vec<usize>) {
    arrange(places, &mut |a, b| items.swap(a, b));
}

/// Puts each item in its place.
#[inline(never)]
fn arrange(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for at in 0..places.len() {
        // Each swap brings one item home.
        while places[at] != at {
            let home = places[at];
            swap(at, home);
            places.swap(at, home);
        }
    }
}

/// Of each of so many items, the place that it takes in the order: a merge sort, upwards.
#[inline(never)]
fn places(len: usize, order: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..len).collect();
    let mut merged = sorted.clone();
    let mut width = 1;
    while width < len {
        let mut start = 0;
        while start < len {
            let (middle, end) = ((start + width).min(len), (start + 2 * width).min(len));
            let (mut left, mut right) = (start, middle);
            // Two parts in order need no merging: much of what is sorted is nearly so.
            if middle == end || order(sorted[middle], sorted[middle - 1]).is_ge() {
                merged[start..end].copy_from_slice(&sorted[start..end]);
                start = end;
                continue;
            }
            for slot in &mut merged[start..end] {
                let from_right = left == middle || right < end && order(sorted[right], sorted[left]).is_lt();
                let next = if from_right { &mut right } else { &mut left };
                *slot = sorted[*next];
                *next += 1;
            }
            start = end;
        }
        std::mem::swap(&mut sorted, &mut merged);
        width *= 2;
    }
    for (place, &at) in sorted.iter().enumerate() {
        merged[at] = place;
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(items: Vec<(u8, u32)>) {
            let sorted = |sort: fn(&mut [(u8, u32)])| {
                let mut copy = items.clone();
                sort(&mut copy);
                copy
            };
            let by_first = sorted(|items| items.sort_by_key(|item| item.0));
            prop_assert_eq!(sorted(|items| super::by_key(items, |item| item.0)), by_first.clone());
            prop_assert_eq!(sorted(|items| super::by_cached_key(items, |item| item.0)), by_first);
            prop_assert_eq!(sorted(super::plain), sorted(<[_]>::sort));
        }

        #[test]
        fn sorts_rows_as_the_standard_library_does(few: Vec<[u8; 3]>, all: Vec<[u32; 3]>) {
            let few = few.into_iter().map(|row| row.map(u32::from)).collect();
            for mut rows in [few, all] {
                let mut copy = rows.clone();
                copy.sort_unstable();
                super::rows(&mut rows);
                prop_assert_eq!(rows, copy);
            }
        }
    }
}
