//! The graph in flat arrays, renumbered so that what belongs together stands together.

/// Neighbours of each node, without loops and doubles. Nodes are renumbered:
/// the largest component first, in each the order of a breadth-first walk, so
/// that neighbours are close in memory and a component is a range.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// Of each node and one more: where its neighbours begin in `near`.
    pub first: Vec<u32>,
    /// Neighbours.
    pub near: Vec<u32>,
    /// Of each node: its number outside.
    pub outer: Vec<u32>,
    /// Of each outer number: the node.
    pub inner: Vec<u32>,
    /// Where each component begins; at the end the number of nodes.
    pub parts: Vec<u32>,
}

impl Graph {
    /// From links between outer numbers; those that name no node are left out.
    pub fn new(nodes: usize, links: &[(u32, u32)]) -> Graph {
        let own: Vec<u32> = (0..nodes as u32).collect();
        let given = lists(nodes, links, &own);
        let (walk, starts) = components(&given);
        // The largest component first; equal ones as they come.
        let mut order: Vec<u32> = (0..starts.len() as u32 - 1).collect();
        let size = |part: u32| starts[part as usize + 1] - starts[part as usize];
        crate::sort::by_key(&mut order, |&part| u32::MAX - size(part));
        let mut outer = Vec::with_capacity(nodes);
        let mut parts = vec![0];
        for part in order {
            outer
                .extend_from_slice(&walk[starts[part as usize] as usize..starts[part as usize + 1] as usize]);
            parts.push(outer.len() as u32);
        }
        let mut inner = vec![0; nodes];
        for (at, &node) in outer.iter().enumerate() {
            inner[node as usize] = at as u32;
        }
        let Graph { first, near, .. } = lists(nodes, links, &inner);
        Graph { first, near, outer, inner, parts }
    }

    pub fn len(&self) -> usize {
        self.outer.len()
    }

    pub fn near(&self, node: usize) -> &[u32] {
        &self.near[self.first[node] as usize..self.first[node + 1] as usize]
    }
}

/// Counting sort of both directions by their start, then each list sorted and rid of doubles.
fn lists(nodes: usize, links: &[(u32, u32)], number: &[u32]) -> Graph {
    let both = || {
        let inside = |&&(a, b): &&(u32, u32)| a != b && (a as usize) < nodes && (b as usize) < nodes;
        links.iter().filter(inside).map(|&(a, b)| (number[a as usize], number[b as usize]))
    };
    let mut first = vec![0_u32; nodes + 1];
    for (a, b) in both() {
        first[a as usize + 1] += 1;
        first[b as usize + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    // Twice through the other side gives sorted lists without comparing.
    let mut near = vec![0; first[nodes] as usize];
    let mut next = first.clone();
    for (a, b) in both() {
        near[next[a as usize] as usize] = b;
        next[a as usize] += 1;
        near[next[b as usize] as usize] = a;
        next[b as usize] += 1;
    }
    let mut sorted = vec![0; near.len()];
    next.copy_from_slice(&first);
    for node in 0..nodes {
        for &other in &near[first[node] as usize..first[node + 1] as usize] {
            sorted[next[other as usize] as usize] = node as u32;
            next[other as usize] += 1;
        }
    }
    let mut kept = 0;
    for node in 0..nodes {
        let (from, to) = (first[node] as usize, first[node + 1] as usize);
        first[node] = kept as u32;
        for at in from..to {
            if at == from || sorted[at] != sorted[at - 1] {
                near[kept] = sorted[at];
                kept += 1;
            }
        }
    }
    first[nodes] = kept as u32;
    near.truncate(kept);
    Graph { first, near, outer: vec![0; nodes], ..Graph::default() }
}

/// All nodes component by component, each in the order of a walk from its node
/// with the most neighbours; and where each begins, with the end.
fn components(graph: &Graph) -> (Vec<u32>, Vec<u32>) {
    let nodes = graph.len();
    let mut seen = vec![0_u8; nodes];
    let mut walk: Vec<u32> = Vec::with_capacity(nodes);
    let mut starts = vec![0];
    for start in 0..nodes {
        if seen[start] == 2 {
            continue;
        }
        // First to know the component, then from its hub.
        let from = walk.len();
        spread(graph, start, &mut walk, &mut seen, 1);
        let degree = |node: &u32| graph.near(*node as usize).len();
        let mut hub = start;
        for node in &walk[from..] {
            if degree(node) > degree(&(hub as u32)) {
                hub = *node as usize;
            }
        }
        walk.truncate(from);
        spread(graph, hub, &mut walk, &mut seen, 2);
        starts.push(walk.len() as u32);
    }
    (walk, starts)
}

fn spread(graph: &Graph, start: usize, walk: &mut Vec<u32>, seen: &mut [u8], mark: u8) {
    let mut at = walk.len();
    walk.push(start as u32);
    seen[start] = mark;
    while at < walk.len() {
        let node = walk[at] as usize;
        at += 1;
        for &other in graph.near(node) {
            if seen[other as usize] < mark {
                seen[other as usize] = mark;
                walk.push(other);
            }
        }
    }
}
