//! An order of rows and columns in which what is alike stands together.
//!
//! The measure is the bond energy of `McCormick`, Schweitzer and White ("Problem
//! decomposition and data reorganization by a clustering technique", 1972): the
//! sum of the products of neighbouring cells. It falls apart into one sum for
//! the rows and one for the columns, each the length of a path through points
//! whose closeness is the product of two rows. Each path is built by insertion
//! in the order of weight, where it adds most, and improved by turning sections
//! round (2-opt; Croes 1958) until no turn adds anything. Insertion can lead
//! astray, so the order in which the items came is improved too, and the better
//! path is taken: the result is never worse than what was given. Then both are
//! turned so that blocks run from the top left to the bottom right. No chance is
//! involved, and equal choices fall to the first: the same table gives the same order.

use crate::sort;

/// Most rounds of improvement; a table of 200 rows needs fewer than ten.
const ROUNDS: usize = 40;

/// The order of rows and of columns of a table of weights, row by row.
pub fn order(rows: usize, columns: usize, weights: &[u32]) -> (Vec<usize>, Vec<usize>) {
    let mut row_order = path(rows, columns, &|row, column| weight(weights, columns, row, column));
    let mut column_order = path(columns, rows, &|column, row| weight(weights, columns, row, column));
    // The heavier half of the rows stands above.
    let sum = |row: usize| -> u64 {
        (0..columns).map(|column| u64::from(weight(weights, columns, row, column))).sum()
    };
    let above: u64 = row_order.iter().take(rows / 2).map(|&row| sum(row)).sum();
    let below: u64 = row_order.iter().rev().take(rows / 2).map(|&row| sum(row)).sum();
    if below > above {
        row_order.reverse();
    }
    if slope(&row_order, &column_order, columns, weights) < 0 {
        column_order.reverse();
    }
    (row_order, column_order)
}

/// The bond energy of a table in an order: what [`order`] makes great.
pub fn energy(row_order: &[usize], column_order: &[usize], columns: usize, weights: &[u32]) -> u64 {
    let cell = |row: usize, column: usize| u64::from(weight(weights, columns, row, column));
    let mut sum = 0;
    for (r, &row) in row_order.iter().enumerate() {
        for (c, &column) in column_order.iter().enumerate() {
            if let Some(&next) = column_order.get(c + 1) {
                sum += cell(row, column) * cell(row, next);
            }
            if let Some(&next) = row_order.get(r + 1) {
                sum += cell(row, column) * cell(next, column);
            }
        }
    }
    sum
}

fn weight(weights: &[u32], columns: usize, row: usize, column: usize) -> u32 {
    weights.get(row * columns + column).copied().unwrap_or(0)
}

/// Above 0 if weight lies along the diagonal from the top left.
fn slope(row_order: &[usize], column_order: &[usize], columns: usize, weights: &[u32]) -> i64 {
    let (height, width) = (row_order.len() as i64, column_order.len() as i64);
    let mut sum = 0;
    for (r, &row) in row_order.iter().enumerate() {
        for (c, &column) in column_order.iter().enumerate() {
            let (down, right) = (2 * r as i64 + 1 - height, 2 * c as i64 + 1 - width);
            sum += i64::from(weight(weights, columns, row, column)) * down * right;
        }
    }
    sum
}

/// The items in the order of a long path through them.
fn path(items: usize, others: usize, cell: &dyn Fn(usize, usize) -> u32) -> Vec<usize> {
    let mut close = vec![0_u64; items * items];
    let mut weights = vec![0_u64; items];
    for a in 0..items {
        weights[a] = (0..others).map(|other| u64::from(cell(a, other))).sum();
        for b in 0..a {
            let product: u64 =
                (0..others).map(|other| u64::from(cell(a, other)) * u64::from(cell(b, other))).sum();
            close[a * items + b] = product;
            close[b * items + a] = product;
        }
    }
    let close = |a: usize, b: usize| close[a * items + b];
    let mut heaviest: Vec<usize> = (0..items).collect();
    sort::by_key(&mut heaviest, |&item| (std::cmp::Reverse(weights[item]), item));
    let mut path: Vec<usize> = Vec::with_capacity(items);
    for item in heaviest {
        let mut best = (0, 0);
        for at in 0..=path.len() {
            let before = at.checked_sub(1).map(|at| path[at]);
            let gain = gain(before, path.get(at).copied(), item, &close);
            if at == 0 || gain > best.0 {
                best = (gain, at);
            }
        }
        path.insert(best.1, item);
    }
    let mut given: Vec<usize> = (0..items).collect();
    for path in [&mut path, &mut given] {
        for _ in 0..ROUNDS {
            if !turn(path, &close) {
                break;
            }
        }
    }
    let length = |path: &[usize]| -> u64 { path.windows(2).map(|pair| close(pair[0], pair[1])).sum() };
    if length(&given) > length(&path) { given } else { path }
}

/// What an item adds between two others; below 0 if their own bond was stronger.
fn gain(
    before: Option<usize>,
    after: Option<usize>,
    item: usize,
    close: &dyn Fn(usize, usize) -> u64,
) -> i64 {
    let bond = |a: Option<usize>, b: Option<usize>| match (a, b) {
        (Some(a), Some(b)) => close(a, b) as i64,
        _ => 0,
    };
    bond(before, Some(item)) + bond(Some(item), after) - bond(before, after)
}

/// Turns every section round that is better so; whether there was one.
fn turn(path: &mut [usize], close: &dyn Fn(usize, usize) -> u64) -> bool {
    let mut turned = false;
    for first in 0..path.len() {
        for last in first + 1..path.len() {
            let before = first.checked_sub(1).map(|at| path[at]);
            let after = path.get(last + 1).copied();
            let bond = |a: Option<usize>, b: usize| a.map_or(0, |a| close(a, b));
            let now = bond(before, path[first]) + bond(after, path[last]);
            let then = bond(before, path[last]) + bond(after, path[first]);
            if then > now {
                path[first..=last].reverse();
                turned = true;
            }
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Blocks along the diagonal, rows and columns mixed up.
    fn mixed(blocks: &[(usize, usize)], seed: u64) -> (usize, usize, Vec<u32>, u64) {
        let (rows, columns) = (blocks.iter().map(|b| b.0).sum(), blocks.iter().map(|b| b.1).sum());
        let mut plain = vec![0_u32; rows * columns];
        let (mut r0, mut c0) = (0, 0);
        for &(height, width) in blocks {
            for r in r0..r0 + height {
                plain[r * columns + c0..r * columns + c0 + width].fill(3);
            }
            (r0, c0) = (r0 + height, c0 + width);
        }
        let all: Vec<usize> = (0..rows).collect();
        let planted = energy(&all, &(0..columns).collect::<Vec<_>>(), columns, &plain);
        let mut state = seed | 1;
        let mut shuffled = |count: usize| {
            let mut order: Vec<usize> = (0..count).collect();
            for at in (1..count).rev() {
                // A generator of Marsaglia (xorshift).
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                order.swap(at, (state % (at as u64 + 1)) as usize);
            }
            order
        };
        let (by_row, by_column) = (shuffled(rows), shuffled(columns));
        let mut weights = vec![0; rows * columns];
        for (r, &row) in by_row.iter().enumerate() {
            for (c, &column) in by_column.iter().enumerate() {
                weights[r * columns + c] = plain[row * columns + column];
            }
        }
        (rows, columns, weights, planted)
    }

    proptest! {
        #[test]
        fn finds_planted_blocks_again(
            blocks in proptest::collection::vec((1usize..7, 1usize..7), 1..6), seed in any::<u64>()
        ) {
            let (rows, columns, weights, planted) = mixed(&blocks, seed);
            let (row_order, column_order) = order(rows, columns, &weights);
            prop_assert_eq!(energy(&row_order, &column_order, columns, &weights), planted);
            let mut sorted = row_order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..rows).collect::<Vec<_>>());
            prop_assert!(slope(&row_order, &column_order, columns, &weights) >= 0);
            prop_assert_eq!(order(rows, columns, &weights), (row_order, column_order));
        }

        #[test]
        fn is_never_worse_than_the_order_of_the_file(
            weights in proptest::collection::vec(0u32..4, 0..150), columns in 1usize..12
        ) {
            let rows = weights.len() / columns;
            let (row_order, column_order) = order(rows, columns, &weights);
            let plain = |count: usize| (0..count).collect::<Vec<_>>();
            let before = energy(&plain(rows), &plain(columns), columns, &weights);
            let after = energy(&row_order, &column_order, columns, &weights);
            prop_assert!(after >= before, "{after} of {before}");
        }
    }
}
