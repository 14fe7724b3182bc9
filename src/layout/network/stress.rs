//! Places by distances: nodes that are d steps apart should stand d lengths apart.
//!
//! Sparse stress (Ortmann, Klimenta, Brandes 2016): each node minds its neighbours and
//! some pivots; a pivot stands for its region. Minimised by stochastic
//! gradient descent with a falling rate (Zheng, Pawar, Goodman 2018).

use super::graph::Graph;
use super::random::Random;

/// Not walked yet.
const FAR: u16 = u16::MAX;
/// In the last round the heaviest pair moves by this share of what it lacks.
const LAST: f32 = 0.3;

/// The model of one component.
#[derive(Clone, Debug, Default)]
pub(super) struct Stress {
    /// The component: a range of nodes.
    pub from: usize,
    pub to: usize,
    /// How many pivots there are to be.
    wanted: usize,
    pivots: Vec<u32>,
    /// Steps to each pivot, node by node.
    steps: Vec<u16>,
    /// Steps to the last pivot.
    column: Vec<u16>,
    /// Of each node: steps to its nearest pivot so far, and which that is.
    nearest: Vec<(u16, u16)>,
    /// Weight of a pivot at a number of steps, pivot by pivot.
    weights: Vec<f32>,
    longest: usize,
    order: Vec<u32>,
    heaviest: f32,
}

impl Stress {
    pub fn new(from: usize, to: usize, wanted: usize) -> Stress {
        let size = to - from;
        let wanted = wanted.min(size);
        Stress {
            from,
            to,
            wanted,
            steps: vec![FAR; size * wanted],
            column: vec![FAR; size],
            nearest: vec![(FAR, 0); size],
            order: (0..size as u32).collect(),
            ..Stress::default()
        }
    }

    /// Walks from one more pivot, the node farthest from those that there are. Whether it was the last.
    pub fn pivot(&mut self, graph: &Graph) -> bool {
        let mut farthest = 0;
        for (node, near) in self.nearest.iter().enumerate() {
            if near.0 > self.nearest[farthest].0 {
                farthest = node;
            }
        }
        let (place, count) = (self.pivots.len(), self.wanted);
        self.pivots.push(farthest as u32);
        // The walk jumps about in a list that is small; what it found is written in one go.
        self.column.fill(FAR);
        self.column[farthest] = 0;
        let mut queue = Vec::with_capacity(self.nearest.len());
        queue.push(farthest as u32);
        let mut at = 0;
        while at < queue.len() {
            let node = queue[at] as usize;
            at += 1;
            let next = (self.column[node] + 1).min(FAR - 1);
            for &other in graph.near(self.from + node) {
                let other = other as usize - self.from;
                if self.column[other] == FAR {
                    self.column[other] = next;
                    queue.push(other as u32);
                }
            }
        }
        for (node, &step) in self.column.iter().enumerate() {
            self.steps[node * count + place] = step;
            self.longest = self.longest.max(step as usize + 1);
            if step < self.nearest[node].0 {
                self.nearest[node] = (step, place as u16);
            }
        }
        if self.pivots.len() < count {
            return false;
        }
        self.weigh();
        true
    }

    /// A pivot counts for those of its region that are at most half as far from it as the node.
    fn weigh(&mut self) {
        let row = self.longest + 1;
        let mut members = vec![0.0_f32; self.wanted * row];
        for &(step, pivot) in &self.nearest {
            members[pivot as usize * row + step as usize] += 1.0;
        }
        self.weights = vec![0.0; self.wanted * row];
        self.heaviest = 1.0;
        for pivot in 0..self.wanted {
            let mut within = 0.0;
            for step in 1..row {
                if step % 2 == 0 || step == 1 {
                    within += members[pivot * row + step / 2];
                }
                let weight = within / (step * step) as f32;
                self.weights[pivot * row + step] = weight;
                self.heaviest = self.heaviest.max(weight);
            }
        }
    }

    /// A piece of a round at a rate: from a place in its order on, about so many pairs. Where
    /// it stopped, 0 at the end; and how many pairs it was.
    pub fn round(
        &mut self,
        graph: &Graph,
        places: &mut [[f32; 2]],
        rate: f32,
        random: &mut Random,
        from: usize,
        most: usize,
    ) -> (usize, usize) {
        if from == 0 {
            random.shuffle(&mut self.order);
        }
        let (count, row) = (self.wanted, self.longest + 1);
        let near_rate = rate.min(1.0) * 0.5;
        let mut work = 0;
        for (at, &node) in self.order.iter().enumerate().skip(from) {
            if work > most {
                return (at, work);
            }
            let node = node as usize;
            let own = self.from + node;
            work += count + graph.near(own).len();
            for &other in graph.near(own) {
                let [dx, dy] = pull(places[own], places[other as usize], 1.0, near_rate, random);
                let ([x, y], [other_x, other_y]) = (places[own], places[other as usize]);
                places[own] = [x + dx, y + dy];
                places[other as usize] = [other_x - dx, other_y - dy];
            }
            let mut place = places[own];
            for (pivot, &step) in self.steps[node * count..(node + 1) * count].iter().enumerate() {
                if step < 2 {
                    continue;
                }
                let weight = self.weights[pivot * row + step as usize];
                let there = places[self.from + self.pivots[pivot] as usize];
                let [dx, dy] = pull(place, there, f32::from(step), (weight * rate).min(1.0) * 0.5, random);
                place = [place[0] + dx, place[1] + dy];
            }
            places[own] = place;
        }
        (0, work)
    }

    /// The rate of a round: falls exponentially, from where the farthest pair is put right at
    /// once to where the heaviest moves by a share of what it lacks.
    pub fn rate(&self, round: usize, rounds: usize) -> f32 {
        let first = (self.longest * self.longest).max(1) as f32;
        let last = LAST / self.heaviest;
        let fall = root((last / first).min(1.0), rounds as u32 - 1);
        let mut rate = first;
        for _ in 0..round {
            rate *= fall;
        }
        rate
    }
}

/// The n-th root of a number between 0 and 1, by halving: powers differ between machines.
fn root(value: f32, n: u32) -> f32 {
    let (mut low, mut high) = (0.0_f32, 1.0_f32);
    for _ in 0..24 {
        let middle = low.midpoint(high);
        let mut power = 1.0;
        for _ in 0..n {
            power *= middle;
        }
        if power < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// How far a node moves towards or away from another that should be so far away.
#[inline]
fn pull(here: [f32; 2], there: [f32; 2], wanted: f32, rate: f32, random: &mut Random) -> [f32; 2] {
    let (mut dx, mut dy) = (there[0] - here[0], there[1] - here[1]);
    let mut apart = (dx * dx + dy * dy).sqrt();
    if apart < 1e-6 {
        (dx, dy) = (random.offset(), random.offset());
        apart = (dx * dx + dy * dy).sqrt().max(1e-6);
    }
    let share = rate * (apart - wanted) / apart;
    [dx * share, dy * share]
}
