//! The layout as a whole: numbers in every case, the same result however it is sliced, places kept.

#![allow(clippy::float_cmp, reason = "the same to the last bit is what is tested")]

use super::{Network, Request, untangle};
use proptest::prelude::*;

type Links = Vec<(u32, u32)>;

fn laid(request: &Request) -> Vec<[f32; 2]> {
    let mut network = Network::new(request);
    network.finish();
    assert!(network.settled());
    network.places()
}

fn of(nodes: usize, links: &[(u32, u32)]) -> Vec<[f32; 2]> {
    laid(&Request { nodes, links, ..Request::default() })
}

#[track_caller]
fn numbers(places: &[[f32; 2]], count: usize) {
    assert_eq!(places.len(), count);
    assert!(places.iter().flatten().all(|value| value.is_finite() && value.abs() < 1e5), "{places:?}");
    for (at, place) in places.iter().enumerate() {
        assert!(!places[at + 1..].contains(place), "two nodes on one point: {at} at {place:?}");
    }
}

fn star(leaves: u32) -> Links {
    (1..=leaves).map(|leaf| (0, leaf)).collect()
}

fn clique(nodes: u32) -> Links {
    (0..nodes).flat_map(|a| (0..a).map(move |b| (a, b))).collect()
}

fn grid(side: u32) -> Links {
    let at = |x: u32, y: u32| y * side + x;
    let across = (0..side).flat_map(|y| (1..side).map(move |x| (at(x - 1, y), at(x, y))));
    let down = (1..side).flat_map(|y| (0..side).map(move |x| (at(x, y - 1), at(x, y))));
    across.chain(down).collect()
}

#[test]
fn every_shape_gives_places() {
    assert_eq!(of(0, &[]), Vec::<[f32; 2]>::new());
    numbers(&of(1, &[]), 1);
    numbers(&of(1, &[(0, 0)]), 1);
    numbers(&of(2, &[(0, 1), (1, 0), (0, 1)]), 2);
    numbers(&of(300, &[]), 300);
    numbers(&of(400, &star(399)), 400);
    numbers(&of(40, &clique(40)), 40);
    numbers(&of(400, &grid(20)), 400);
    // Links to nodes that there are not.
    numbers(&of(3, &[(0, 7), (9, 1), (0, 2), (u32::MAX, 0)]), 3);
    // A chain longer than a step count of small integers needs.
    numbers(&of(3000, &(1..3000).map(|node| (node - 1, node)).collect::<Links>()), 3000);
}

#[test]
fn all_on_one_point_part() {
    let start = vec![Some([3.0, 3.0]); 60];
    let half = vec![[0.4, 0.2]; 60];
    for links in [Links::new(), star(59), clique(60)] {
        let request = Request { nodes: 60, links: &links, start: &start, half: &half, ..Request::default() };
        numbers(&laid(&request), 60);
    }
    // Starts that are no numbers are none.
    let start = vec![Some([f32::NAN, 0.0]), Some([f32::INFINITY, 1.0]), Some([1e30, 1.0]), None];
    numbers(&laid(&Request { nodes: 4, start: &start, links: &[(0, 1)], ..Request::default() }), 4);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn slices_do_not_matter(
        nodes in 0_usize..60,
        ends in prop::collection::vec((0_u32..70, 0_u32..70), 0..120),
        work in 1_usize..5000,
        boxed: bool,
    ) {
        let half = vec![[0.3, 0.1]; if boxed { nodes } else { 0 }];
        let request = Request { nodes, links: &ends, half: &half, frame: Some([9.0, 5.0]), ..Request::default() };
        let whole = laid(&request);
        prop_assert!(whole.iter().all(|[x, y]| x.abs() <= 4.51 && y.abs() <= 2.51));
        let mut network = Network::new(&request);
        while !network.step(work) {}
        prop_assert_eq!(network.places(), whole);
    }
}

#[test]
fn the_order_of_links_and_doubles_do_not_matter() {
    let links = grid(9);
    let mut other: Links = links.iter().rev().map(|&(a, b)| (b, a)).collect();
    other.extend(&links[..20]);
    assert_eq!(of(81, &links), of(81, &other));
    let seeded = |seed| laid(&Request { nodes: 81, links: &links, seed, ..Request::default() });
    assert_ne!(seeded(1), seeded(2));
}

fn apart(a: [f32; 2], b: [f32; 2]) -> f32 {
    ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt()
}

/// A grid comes out flat: its corners are the farthest from each other, no link is long.
#[test]
fn a_grid_unfolds() {
    let links = grid(12);
    let places = of(144, &links);
    let mean = links.iter().map(|&(a, b)| apart(places[a as usize], places[b as usize])).sum::<f32>()
        / links.len() as f32;
    for &(a, b) in &links {
        assert!(apart(places[a as usize], places[b as usize]) < 2.0 * mean);
    }
    assert!(
        apart(places[0], places[143]) > 11.0 * mean,
        "the diagonal is {} links",
        apart(places[0], places[143]) / mean
    );
}

/// Distances of a long chain are about its steps.
#[test]
fn components_do_not_lie_on_each_other() {
    // Thirty triangles, in rows.
    let links: Links =
        (0..30).flat_map(|n| [(3 * n, 3 * n + 1), (3 * n + 1, 3 * n + 2), (3 * n, 3 * n + 2)]).collect();
    let places = of(90, &links);
    for a in 0..90 {
        for b in 0..a {
            let gap = apart(places[a], places[b]);
            assert!(gap > 0.3, "{a} and {b} are {gap} apart");
        }
    }
}

fn overlap(places: &[[f32; 2]], half: &[[f32; 2]], a: usize, b: usize) -> f32 {
    let over = |axis: usize| half[a][axis] + half[b][axis] - (places[a][axis] - places[b][axis]).abs();
    over(0).min(over(1))
}

#[test]
fn boxes_keep_off_each_other_and_within_the_frame() {
    let (width, height) = (900.0, 500.0);
    let half: Vec<[f32; 2]> = (0..40).map(|n| [20.0 + (n % 5) as f32 * 8.0, 14.0]).collect();
    let request = Request {
        nodes: 40,
        links: &star(39),
        half: &half,
        length: 90.0,
        frame: Some([width, height]),
        ..Request::default()
    };
    let places = laid(&request);
    for a in 0..40 {
        assert!(places[a][0].abs() + half[a][0] <= width / 2.0 + 0.1);
        assert!(places[a][1].abs() + half[a][1] <= height / 2.0 + 0.1);
        for b in 0..a {
            let over = overlap(&places, &half, a, b);
            assert!(over <= 1.0, "{a} and {b} overlap by {over}");
        }
    }
}

#[test]
fn a_later_layout_keeps_places() {
    let links = grid(8);
    let before = of(64, &links);
    // Four nodes more, each at two corners of the grid.
    let mut more = links.clone();
    for (node, corner) in [(64, 0), (65, 7), (66, 56), (67, 63)] {
        more.extend([(node, corner), (node, if corner > 30 { corner - 8 } else { corner + 8 })]);
    }
    let mut start: Vec<Option<[f32; 2]>> = before.iter().copied().map(Some).collect();
    start.resize(68, None);
    let after = laid(&Request { nodes: 68, links: &more, start: &start, ..Request::default() });
    numbers(&after, 68);
    let across = apart(before[0], before[63]);
    let moved: f32 = before.iter().zip(&after).map(|(a, b)| apart(*a, *b)).sum::<f32>() / 64.0 / across;
    let anew: f32 =
        before.iter().zip(&of(68, &more)).map(|(a, b)| apart(*a, *b)).sum::<f32>() / 64.0 / across;
    println!("moved {moved:.4} of the diagonal, a layout from nothing {anew:.4}");
    assert!(moved < 0.03 && anew > 3.0 * moved);
    // The new ones stand beside their neighbours.
    for (node, corner) in [(64, 0), (65, 7), (66, 56), (67, 63)] {
        assert!(apart(after[node], after[corner]) < 0.3 * across);
    }
}

#[test]
fn a_pinned_node_stays_and_draws_the_others() {
    let links = star(8);
    let mut network = Network::new(&Request { nodes: 9, links: &links, ..Request::default() });
    network.pin(0, Some([40.0, 0.0]));
    network.finish();
    assert_eq!(network.places()[0], [40.0, 0.0]);
    network.pin(0, Some([0.0, 50.0]));
    assert!(!network.settled());
    network.finish();
    let places = network.places();
    assert_eq!(places[0], [0.0, 50.0]);
    numbers(&places, 9);
    // Let go, it moves again; a node that there is not is left alone.
    network.pin(0, None);
    network.pin(99, Some([0.0, 0.0]));
    network.finish();
    assert_ne!(network.places()[0], [0.0, 50.0]);
}

/// The work of a slice is about what was asked for, whatever the phase.
#[test]
fn a_slice_is_small() {
    let links = grid(60);
    let mut network = Network::new(&Request { nodes: 3600, links: &links, ..Request::default() });
    let mut slices = 0;
    while !network.step(20_000) {
        slices += 1;
    }
    assert!(slices > 300, "{slices} slices of a layout with some twenty million steps");
}

#[test]
fn crossings_go_where_there_is_room() {
    // Two crossing links: one end moves over.
    let links = [(0, 1), (2, 3)];
    let mut places = [[-40.0, -20.0], [40.0, 20.0], [-40.0, 20.0], [40.0, -20.0]];
    let half = [[5.0, 5.0]; 4];
    let before = places;
    assert!(untangle(&mut places, &links, &half, [200.0, 120.0], &[]));
    assert_eq!(places.iter().zip(&before).filter(|(a, b)| a != b).count(), 1);
    assert!(!untangle(&mut places, &links, &half, [200.0, 120.0], &[]), "nothing is left to do");
    // Who is fixed stays; a clique of five has a crossing that stays.
    let mut places = before;
    assert!(!untangle(&mut places, &links, &half, [200.0, 120.0], &[true; 4]));
    let mut places: Vec<[f32; 2]> = of(5, &clique(5)).iter().map(|[x, y]| [x * 50.0, y * 50.0]).collect();
    untangle(&mut places, &clique(5), &[[2.0; 2]; 5], [300.0, 300.0], &[]);
    numbers(&places, 5);
    assert!(!untangle(&mut [], &[], &[], [1.0, 1.0], &[]));
    assert!(!untangle(&mut [[f32::NAN; 2]; 2], &[(0, 1)], &half[..2], [1.0, 1.0], &[]));
}

/// Boxes of a crowd are looked for by what is around each cell: none is overlooked.
#[test]
fn boxes_of_a_crowd_part() {
    let nodes = 400;
    // Every twentieth is large; all in a frame that has room for twice as much.
    let half: Vec<[f32; 2]> =
        (0..nodes).map(|node| if node % 20 == 0 { [40.0, 14.0] } else { [5.0, 5.0] }).collect();
    let links: Links = (1..nodes as u32).map(|node| (node / 7, node)).collect();
    let start: Vec<Option<[f32; 2]>> = (0..nodes)
        .map(|node| Some([(node % 20) as f32 * 50.0 - 475.0, (node / 20) as f32 * 35.0 - 330.0]))
        .collect();
    let request = Request {
        nodes,
        links: &links,
        half: &half,
        length: 40.0,
        frame: Some([1_240.0, 860.0]),
        start: &start,
        ..Request::default()
    };
    let places = laid(&request);
    numbers(&places, nodes);
    let over = |a: usize, b: usize| {
        [0, 1]
            .iter()
            .all(|&axis| half[a][axis] + half[b][axis] - (places[a][axis] - places[b][axis]).abs() > 0.5)
    };
    let pairs = (0..nodes).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|&(a, b)| over(a, b)).count();
    assert_eq!(pairs, 0, "pairs of boxes on each other");
}
