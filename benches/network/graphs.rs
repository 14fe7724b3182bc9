//! Graphs to lay out: three kinds, any size, the same for the same seed.

/// What a graph is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Rights holders with a few licences each, most of them to few services; agents, sublicences.
    Licensing,
    /// Groups that are dense inside and sparse between.
    Communities,
    /// Groups of companies: trees of owners and owned, few cross-holdings.
    Ownership,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Licensing, Kind::Communities, Kind::Ownership];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Licensing => "licensing",
            Kind::Communities => "communities",
            Kind::Ownership => "ownership",
        }
    }
}

/// A stream of numbers (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// From 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Below a bound, small numbers more often: the density falls with the place.
    fn ranked(&mut self, bound: usize) -> usize {
        ((bound as f64 + 1.0).powf(self.unit()) - 1.0) as usize % bound.max(1)
    }
}

/// The links of a graph: each pair once, no loops.
pub fn links(kind: Kind, nodes: usize, seed: u64) -> Vec<(u32, u32)> {
    let mut random = Random(seed);
    let mut links: Vec<(usize, usize)> = Vec::new();
    match kind {
        Kind::Licensing => {
            let services = (nodes / 20).max(5);
            let agents = nodes / 20;
            for service in 1..services {
                for _ in 0..=random.below(2) {
                    links.push((service, random.ranked(service)));
                }
            }
            for agent in services..services + agents {
                for _ in 0..=random.below(3) {
                    links.push((agent, random.ranked(services)));
                }
            }
            for holder in services + agents..nodes {
                for _ in 0..=random.ranked(4) {
                    let to = if random.below(5) == 0 && agents > 0 {
                        services + random.below(agents)
                    } else {
                        random.ranked(services)
                    };
                    links.push((holder, to));
                }
            }
        }
        Kind::Communities => {
            let groups = ((nodes as f64).sqrt() as usize).max(2);
            let size = nodes.div_ceil(groups);
            for node in 1..nodes {
                let start = node / size * size;
                let inside = (nodes - start).min(size);
                if node > start {
                    links.push((node, start + random.below(node - start)));
                }
                for _ in 0..2 {
                    links.push((node, start + random.below(inside)));
                }
                if node == start || random.below(8) == 0 {
                    links.push((node, random.below(nodes)));
                }
            }
        }
        Kind::Ownership => {
            // Trees of unequal size; owned companies hang on recent ones, so the trees are deep.
            let mut root = 0;
            for node in 1..nodes {
                let grown = node - root;
                if grown > nodes / 40 + 5 && random.below(nodes / 20 + 5) == 0 {
                    root = node;
                    continue;
                }
                let back = random.ranked(grown).min(grown - 1);
                links.push((root + if random.below(3) == 0 { back } else { random.below(grown) }, node));
                if random.below(100) == 0 {
                    links.push((root + random.below(grown), node));
                }
            }
        }
    }
    let mut links: Vec<(u32, u32)> =
        links.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b) as u32, a.max(b) as u32)).collect();
    links.sort_unstable();
    links.dedup();
    links
}
