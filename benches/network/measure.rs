//! How good a layout is.

use super::graphs::Random;

/// Neighbours of each node.
pub struct Near(Vec<Vec<u32>>);

impl Near {
    pub fn new(nodes: usize, links: &[(u32, u32)]) -> Near {
        let mut near = vec![Vec::new(); nodes];
        for &(a, b) in links {
            near[a as usize].push(b);
            near[b as usize].push(a);
        }
        Near(near)
    }

    /// Steps from a node to every other; `u32::MAX` where no way leads.
    fn steps(&self, from: usize) -> Vec<u32> {
        let mut steps = vec![u32::MAX; self.0.len()];
        let mut queue = vec![from as u32];
        steps[from] = 0;
        let mut at = 0;
        while let Some(&node) = queue.get(at) {
            at += 1;
            for &other in &self.0[node as usize] {
                if steps[other as usize] == u32::MAX {
                    steps[other as usize] = steps[node as usize] + 1;
                    queue.push(other);
                }
            }
        }
        steps
    }
}

/// Some nodes, the same each time; all of them if there are few.
fn sample(nodes: usize, most: usize) -> Vec<usize> {
    if nodes <= most {
        return (0..nodes).collect();
    }
    let mut random = Random(7);
    (0..most).map(|_| random.below(nodes)).collect()
}

fn apart(places: &[[f32; 2]], a: usize, b: usize) -> f64 {
    let (dx, dy) = (places[a][0] - places[b][0], places[a][1] - places[b][1]);
    f64::from(dx).hypot(f64::from(dy))
}

/// Normalised stress: the mean of (s·drawn − steps)² / steps² over pairs with a way between
/// them, from up to 200 sources to all nodes, with the scale s that makes it least.
/// 0 is perfect. (Gansner, Hu, North 2013, section 4; Kruiger et al. 2017.)
pub fn stress(near: &Near, places: &[[f32; 2]]) -> f64 {
    let (mut drawn_by_steps, mut drawn_squared, mut pairs) = (0.0, 0.0, 0.0);
    for from in sample(places.len(), 200) {
        for (to, steps) in near.steps(from).into_iter().enumerate() {
            if steps == 0 || steps == u32::MAX {
                continue;
            }
            let ratio = apart(places, from, to) / f64::from(steps);
            drawn_by_steps += ratio;
            drawn_squared += ratio * ratio;
            pairs += 1.0;
        }
    }
    // With s = Σr / Σr², the sum Σ(s·r − 1)² is n − (Σr)² / Σr².
    1.0 - drawn_by_steps * drawn_by_steps / drawn_squared / pairs
}

/// Neighbourhood preservation: of a node, how much the set of those within two steps and the
/// equally large set of those nearest to it in the drawing have in common (Jaccard); the mean
/// over up to 300 nodes. 1 is perfect. (Kruiger et al. 2017, r = 2.)
pub fn preservation(near: &Near, places: &[[f32; 2]]) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for from in sample(places.len(), 300) {
        let mut close: Vec<u32> = near.0[from].clone();
        close.extend(near.0[from].iter().flat_map(|&node| near.0[node as usize].iter().copied()));
        close.sort_unstable();
        close.dedup();
        close.retain(|&node| node as usize != from);
        if close.is_empty() {
            continue;
        }
        let mut others: Vec<(f64, u32)> = (0..places.len())
            .filter(|&node| node != from)
            .map(|node| (apart(places, from, node), node as u32))
            .collect();
        let last = close.len() - 1;
        others.select_nth_unstable_by(last, |a, b| a.partial_cmp(b).expect("places are numbers"));
        let common =
            others[..=last].iter().filter(|(_, node)| close.binary_search(node).is_ok()).count() as f64;
        sum += common / (2.0 * close.len() as f64 - common);
        count += 1.0;
    }
    sum / count
}
