//! How links bend: each pair of parties takes the bend that touches least.

use super::NetworkInput;
use super::curve::{Curve, length, sub};
use super::place::Stand;

/// Between the middles of two lanes.
const LANE_PX: f32 = 11.0;
/// Bends that are tried: how far the middle stands aside, as a share of the distance. The first
/// of equal ones is taken.
const BENDS: [f32; 9] = [0.0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.24, -0.24];
/// With more links than this nobody follows one by eye: they run straight.
const MOST: usize = 300;
/// Points of a curve that are looked at.
const LOOKS: usize = 24;

/// One curve for each link, then for each end of each joint list.
pub(super) fn curves(input: &NetworkInput, stands: &[Stand], size_px: [f32; 2]) -> Vec<Curve> {
    let mut bends: Vec<(usize, usize, f32)> = Vec::new();
    let few = input.links.len() <= MOST;
    let mut curves: Vec<Curve> = Vec::new();
    let mut ground = Ground { stands, sides: Vec::new(), size_px };
    for link in &input.links {
        let (a, b) = (link.from.min(link.to), link.from.max(link.to));
        let known = bends.iter().find(|bend| few && (bend.0, bend.1) == (a, b)).map(|bend| bend.2);
        let bend = known.unwrap_or_else(|| if few { ground.best(a, b, link.lanes) } else { 0.0 });
        if few && known.is_none() {
            bends.push((a, b, bend));
        }
        // The bend is seen from the earlier of the two.
        let sign = if link.from == a { 1.0 } else { -1.0 };
        let lane = sign * lane_px(link.lane, link.lanes);
        let shifts = [link.from, link.to].map(|end| shift_px(lane, link.lanes, stands[end].radius_px));
        let curve = Curve::new(stands[link.from].at, stands[link.to].at, sign * bend + lane, shifts);
        ground.sides.extend(Some(sides(&curve)).filter(|_| few));
        curves.push(curve);
    }
    for (at, joint) in input.joints.iter().enumerate() {
        let junction = stands[input.parties.len() + at].at;
        curves.extend(joint.from.iter().map(|&from| Curve::new(stands[from].at, junction, 0.0, [0.0; 2])));
        curves.extend(joint.to.iter().map(|&to| Curve::new(junction, stands[to].at, 0.0, [0.0; 2])));
    }
    curves
}

fn lane_px(lane: u16, lanes: u16) -> f32 {
    (f32::from(lane) - (f32::from(lanes) - 1.0) / 2.0) * LANE_PX
}

/// How far a lane's end stands beside the middle of a mark: all within the mark.
fn shift_px(lane_px: f32, lanes: u16, radius_px: f32) -> f32 {
    let outermost = (f32::from(lanes) - 1.0) / 2.0 * LANE_PX;
    lane_px * (radius_px * 0.75 / outermost.max(1.0)).min(0.6)
}

/// What a link may run over.
struct Ground<'a> {
    stands: &'a [Stand],
    /// The links that have their bends, as polygons.
    sides: Vec<Sides>,
    size_px: [f32; 2],
}

/// A curve as a polygon, in few sides.
type Sides = [[f32; 2]; 7];

fn sides(curve: &Curve) -> Sides {
    std::array::from_fn(|side| curve.at(side as f32 / 6.0))
}

impl Ground<'_> {
    /// The bend between two parties that runs over the fewest marks, names and links.
    fn best(&self, a: usize, b: usize, lanes: u16) -> f32 {
        let (from, to) = (self.stands[a].at, self.stands[b].at);
        let apart = length(sub(to, from));
        let mut best = (f32::MAX, 0.0);
        for bend in BENDS {
            let mut cost = bend.abs() * 40.0;
            for lane in 0..lanes {
                // Another bend is better already.
                if cost + 0.01 >= best.0 {
                    break;
                }
                let curve = Curve::new(from, to, bend * apart + lane_px(lane, lanes), [0.0; 2]);
                cost += self.outside(&curve) + self.crossings(&curve) + self.touches(&curve, a, b);
            }
            if cost + 0.01 < best.0 {
                best = (cost, bend * apart);
            }
        }
        best.1
    }

    fn outside(&self, curve: &Curve) -> f32 {
        let [x, y] = curve.at(0.5);
        let [width, height] = self.size_px;
        if x < 4.0 || y < 4.0 || x > width - 4.0 || y > height - 4.0 { 20.0 } else { 0.0 }
    }

    /// What a curve runs over: other marks, names, and the names of its own ends.
    fn touches(&self, curve: &Curve, a: usize, b: usize) -> f32 {
        let looks: [[f32; 2]; LOOKS - 1] =
            std::array::from_fn(|look| curve.at((look + 1) as f32 / LOOKS as f32));
        let (low, high) = extent(&looks);
        let mut cost = 0.0;
        for (at, stand) in self.stands.iter().enumerate() {
            let [x, y] = stand.at;
            let mark = stand.radius_px + 5.0;
            let half = (stand.label_px[0] / 2.0).max(mark);
            let bottom = stand.radius_px + stand.label_px[1] + 4.0;
            if x + half < low[0] || x - half > high[0] || y + bottom.max(mark) < low[1] || y - mark > high[1]
            {
                continue;
            }
            let own = at == a || at == b;
            for look in &looks {
                let [dx, dy] = sub(*look, stand.at);
                if !own && dx * dx + dy * dy < mark * mark {
                    cost += 6.0;
                }
                let named = dy > stand.radius_px && dy < bottom && dx.abs() < stand.label_px[0] / 2.0;
                if named {
                    cost += if own { 0.3 } else { 1.2 };
                }
            }
        }
        cost
    }

    /// How often it crosses the links that have their bends; those that it meets in an end do not
    /// count.
    fn crossings(&self, curve: &Curve) -> f32 {
        let mine = sides(curve);
        let (low, high) = extent(&mine);
        let mut count = 0.0;
        for theirs in &self.sides {
            let (lower, upper) = extent(theirs);
            let meets = [theirs[0], theirs[6]].iter().any(|end| near(*end, mine[0]) || near(*end, mine[6]));
            if meets || (0..2).any(|axis| lower[axis] > high[axis] || upper[axis] < low[axis]) {
                continue;
            }
            for a in mine.windows(2) {
                for b in theirs.windows(2) {
                    let apart = side(a[0], a[1], b[0]) == side(a[0], a[1], b[1])
                        || side(b[0], b[1], a[0]) == side(b[0], b[1], a[1]);
                    count += if apart { 0.0 } else { 1.0 };
                }
            }
        }
        count
    }
}

/// Whether two ends belong to one mark: lanes shift them a little.
fn near(a: [f32; 2], b: [f32; 2]) -> bool {
    length(sub(a, b)) < 12.0
}

fn side(p: [f32; 2], q: [f32; 2], r: [f32; 2]) -> bool {
    let (way, other) = (sub(q, p), sub(r, p));
    way[0] * other[1] > way[1] * other[0]
}

fn extent(points: &[[f32; 2]]) -> ([f32; 2], [f32; 2]) {
    let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
    for point in points {
        for axis in 0..2 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    (low, high)
}
