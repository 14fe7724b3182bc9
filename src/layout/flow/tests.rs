use super::*;

fn node(rank: u32, side: Side, operator: Option<usize>) -> Node {
    Node { rank, side, operator, label_px: [80.0, 17.0], guest: false }
}

fn link(from: usize, to: usize, rank: u32) -> Link {
    Link { from, to, rank, slot_px: Some([6.0, 8.0]), steady: true, passing: false }
}

/// Two holders, an agent, an operator with two services, a lone service.
fn small() -> Request {
    use Side::{Agent, Holder, Junction, Service};
    Request {
        width_px: 800.0,
        wanted_px: None,
        heading_px: [90.0, 60.0],
        nodes: vec![
            node(0, Holder, None),
            node(1, Holder, None),
            node(2, Agent, None),
            node(3, Service, None),
            node(4, Service, Some(3)),
            node(5, Service, Some(3)),
            node(6, Service, None),
            Node { label_px: [0.0; 2], ..node(7, Junction, None) },
        ],
        links: vec![
            link(0, 3, 0),
            link(0, 3, 1),
            link(0, 2, 2),
            link(2, 4, 3),
            link(1, 6, 4),
            link(3, 6, 5),
            link(6, 3, 6),
            link(0, 7, 7),
            link(1, 7, 8),
            link(7, 5, 9),
            Link { slot_px: None, steady: false, ..link(3, 4, 10) },
            Link { slot_px: None, steady: false, ..link(0, 1, 11) },
        ],
    }
}

#[track_caller]
fn check(request: &Request) -> Layout {
    let layout = layout(request);
    let mut numbers = vec![layout.width_px, layout.height_px];
    for place in &layout.places {
        numbers.extend(place.bar.iter().chain(&place.tail).chain(&place.label));
        assert!(place.bar[1] >= TOP_PX - 0.1 && place.bar[1] + place.bar[3] <= layout.height_px, "{place:?}");
    }
    for path in &layout.paths {
        numbers.extend(path.start.iter().chain(&path.end).chain(&path.arc_x));
    }
    assert!(numbers.iter().all(|number| number.is_finite() && *number >= 0.0), "{numbers:?}");
    layout
}

#[test]
fn nothing_one_and_two() {
    assert!(check(&Request { width_px: 500.0, ..Request::default() }).height_px < 1.0);
    let one = Request { width_px: 500.0, nodes: vec![node(0, Side::Service, None)], ..Request::default() };
    check(&one);
    let two = Request {
        width_px: 500.0,
        nodes: vec![node(0, Side::Holder, None), node(1, Side::Service, None)],
        links: vec![link(0, 1, 0)],
        ..Request::default()
    };
    let path = check(&two).paths[0];
    assert!(path.start[0] < path.end[0] && (path.start[1] - path.end[1]).abs() < 0.1, "straight: {path:?}");
}

#[test]
fn the_order_of_the_lists_has_no_influence() {
    let request = small();
    let want = check(&request);
    let count = request.nodes.len();
    for step in [3, 5, 7] {
        // Node n stands at n * step (mod 8), which is a permutation for odd steps.
        let to = |n: usize| n * step % count;
        let mut shuffled = request.clone();
        for (n, node) in request.nodes.iter().enumerate() {
            shuffled.nodes[to(n)] = Node { operator: node.operator.map(to), ..node.clone() };
        }
        shuffled.links =
            request.links.iter().rev().map(|l| Link { from: to(l.from), to: to(l.to), ..*l }).collect();
        let got = layout(&shuffled);
        for n in 0..count {
            assert_eq!(got.places[to(n)], want.places[n], "node {n} after {step}");
        }
        let last = request.links.len() - 1;
        // Lanes of links without slots are dealt out in the order of the list.
        for n in 0..10 {
            assert_eq!(got.paths[last - n], want.paths[n], "link {n} after {step}");
        }
        assert!((got.height_px - want.height_px).abs() < 0.01);
    }
}

#[test]
fn every_link_has_slots_of_its_own() {
    let request = small();
    let layout = check(&request);
    let mut ends: Vec<[f32; 2]> = Vec::new();
    for (link, path) in request.links.iter().zip(&layout.paths).filter(|(link, _)| link.slot_px.is_some()) {
        let junction = |at: usize| request.nodes[at].side == Side::Junction;
        ends.extend((!junction(link.from)).then_some(path.start));
        ends.extend((!junction(link.to)).then_some(path.end));
    }
    for (n, a) in ends.iter().enumerate() {
        for b in &ends[n + 1..] {
            assert!((a[0] - b[0]).abs() > 1.0 || (a[1] - b[1]).abs() >= 6.0, "{a:?} {b:?}");
        }
    }
    // Both ways of a swap: apart on the bars and on their tracks.
    let (there, back) = (layout.paths[5], layout.paths[6]);
    assert!((there.arc_x.unwrap() - back.arc_x.unwrap()).abs() >= 4.0, "{there:?} {back:?}");
    // Parallel links do not cross.
    assert_eq!(
        layout.paths[0].start[1] < layout.paths[1].start[1],
        layout.paths[0].end[1] < layout.paths[1].end[1]
    );
}

#[test]
fn a_star_fans_out_without_crossings() {
    let mut nodes = vec![node(100, Side::Service, None)];
    nodes.extend((0..40).map(|n| node(n, Side::Holder, None)));
    let links = (1..=40).map(|n| link(n, 0, n as u32)).collect();
    let request = Request { width_px: 358.0, nodes, links, ..Request::default() };
    let layout = check(&request);
    assert_eq!(crossings(&request, &layout), 0);
    assert!(layout.places[0].bar[3] >= 40.0 * 8.0);
}

/// A height that is asked for brings rows closer, never so close that names touch (web-requirements E3).
#[test]
fn rows_move_closer_for_a_height() {
    let mut nodes = vec![node(100, Side::Service, None)];
    nodes.extend((0..20).map(|n| Node { label_px: [80.0, 30.0], ..node(n, Side::Holder, None) }));
    let links = (1..=20).map(|n| link(n, 0, n as u32)).collect();
    let free = Request { width_px: 358.0, nodes, links, ..Request::default() };
    let full_px = check(&free).height_px;
    let high = |wanted_px| check(&Request { wanted_px: Some(wanted_px), ..free.clone() }).height_px;
    assert!((high(full_px - 60.0) - (full_px - 60.0)).abs() < 0.1, "{}", high(full_px - 60.0));
    assert!((high(2.0 * full_px) - full_px).abs() < 0.1, "it is not stretched");
    let densest = check(&Request { wanted_px: Some(100.0), ..free.clone() });
    assert!(densest.height_px > 20.0 * 30.0 && densest.height_px < full_px - 80.0, "{}", densest.height_px);
    let mut tops: Vec<f32> = densest.places[1..].iter().map(|place| place.label[1]).collect();
    tops.sort_by(f32::total_cmp);
    assert!(tops.windows(2).all(|two| two[1] - two[0] >= 34.0), "{tops:?}");
}

#[test]
fn exchanges_untangle() {
    // Four pairs whose ranks are all the wrong way round.
    let mut nodes: Vec<Node> = (0..4).map(|n| node(n, Side::Holder, None)).collect();
    nodes.extend((0..4).map(|n| node(10 - n, Side::Service, None)));
    let links = (0..4).map(|n| link(n, n + 4, n as u32)).collect();
    let request = Request { width_px: 800.0, nodes, links, ..Request::default() };
    assert_eq!(crossings(&request, &check(&request)), 0);
}

#[test]
fn a_group_stays_together() {
    let request = small();
    let layout = check(&request);
    let mut group: Vec<u32> = [3, 4, 5].iter().map(|&at: &usize| layout.places[at].rank).collect();
    group.sort_unstable();
    assert_eq!(group[2] - group[0], 2);
    assert_eq!(layout.spines.len(), 1);
    let tall = Request {
        nodes: vec![Node { label_px: [150.0, 51.0], ..node(0, Side::Holder, None) }; 1],
        ..request
    };
    let place = check(&Request { links: Vec::new(), ..tall }).places[0];
    assert!(place.label[1] >= TOP_PX - 0.1);
}

#[test]
fn circles_of_operators_and_loops_do_no_harm() {
    let mut request = small();
    request.nodes[3].operator = Some(4);
    request.nodes[6].operator = Some(6);
    request.links.push(link(6, 6, 20));
    request.links.push(link(3, 0, 21));
    check(&request);
}
