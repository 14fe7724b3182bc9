//! Walking the picture by keyboard: along links, among siblings, and back.
//!
//! Left and Right follow links against and along their direction; Up and Down
//! go through the other links of the party that was left, or through the
//! column if no link was followed; Backspace goes back along the path.

use super::picture::Picture;
use crate::data::PartyIx;
use crate::sort;

/// A key that walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To a party that licenses to this one.
    Left,
    /// To a party that this one licenses to.
    Right,
    /// To the sibling above.
    Up,
    /// To the sibling below.
    Down,
    /// Back along the path.
    Back,
    /// To the first party of the picture.
    First,
    /// To the last.
    Last,
}

/// One stop of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Where the walk is.
    pub party: PartyIx,
    /// The link that led here: its place in [`Picture::links`].
    pub via: Option<usize>,
}

/// A walk: its path, the present stop last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// From the first stop to the present one.
    pub path: Vec<Stop>,
}

/// Longest path that is remembered.
const PATH_MAX: usize = 200;

impl Walk {
    /// A walk that begins at a party.
    pub fn at(party: PartyIx) -> Walk {
        Walk { path: vec![Stop { party, via: None }] }
    }

    /// The present stop.
    pub fn here(&self) -> Option<Stop> {
        self.path.last().copied()
    }

    /// The walk after a step; nothing if there is no way on.
    ///
    /// `columns` holds the parties of each column from top to bottom, columns
    /// from left to right: the reading order of the picture.
    #[must_use]
    pub fn step(&self, step: Step, picture: &Picture, columns: &[Vec<PartyIx>]) -> Option<Walk> {
        let in_order = || columns.iter().flatten().copied();
        let Some(here) = self.here() else { return in_order().next().map(Walk::at) };
        let rank = |party: PartyIx| in_order().position(|other| other == party).unwrap_or(usize::MAX);
        match step {
            Step::First => in_order().next().map(Walk::at),
            Step::Last => in_order().next_back().map(Walk::at),
            Step::Back => (self.path.len() > 1).then(|| {
                let mut walk = self.clone();
                walk.path.pop();
                walk
            }),
            Step::Left | Step::Right => {
                let via = *links(picture, here.party, step == Step::Right, &rank).first()?;
                let mut walk = self.clone();
                if walk.path.len() == PATH_MAX {
                    walk.path.remove(0);
                }
                walk.path.push(Stop { party: other_end(picture, via, here.party), via: Some(via) });
                Some(walk)
            }
            Step::Up | Step::Down => self.sibling(here, step == Step::Down, picture, columns, &rank),
        }
    }

    fn sibling(
        &self,
        here: Stop,
        down: bool,
        picture: &Picture,
        columns: &[Vec<PartyIx>],
        rank: &dyn Fn(PartyIx) -> usize,
    ) -> Option<Walk> {
        let mut walk = self.clone();
        // The picture may have changed since: only a link that is still there has siblings.
        let followed = |before: Stop| {
            let via = here.via?;
            let link = picture.links.get(via)?;
            let joins = [(link.from, link.to), (link.to, link.from)].contains(&(before.party, here.party));
            joins.then_some((via, link, before))
        };
        if let Some((via, link, before)) = self.path.iter().rev().nth(1).copied().and_then(followed) {
            let siblings = links(picture, before.party, link.from == before.party, rank);
            let at = siblings.iter().position(|&place| place == via)?;
            let next = *siblings.get(if down { at + 1 } else { at.checked_sub(1)? })?;
            *walk.path.last_mut()? = Stop { party: other_end(picture, next, before.party), via: Some(next) };
            return Some(walk);
        }
        let column = columns.iter().find(|column| column.contains(&here.party))?;
        let at = column.iter().position(|&party| party == here.party)?;
        let next = *column.get(if down { at + 1 } else { at.checked_sub(1)? })?;
        Some(Walk::at(next))
    }
}

/// Links out of or into a party whose other ends are drawn, in the order in which these stand.
fn links(picture: &Picture, party: PartyIx, out: bool, rank: &dyn Fn(PartyIx) -> usize) -> Vec<usize> {
    let mut found: Vec<usize> = (0..picture.links.len())
        .filter(|&place| {
            let link = &picture.links[place];
            party == if out { link.from } else { link.to }
                && rank(other_end(picture, place, party)) < usize::MAX
        })
        .collect();
    sort::by_key(&mut found, |&place| (rank(other_end(picture, place, party)), place));
    found
}

fn other_end(picture: &Picture, place: usize, party: PartyIx) -> PartyIx {
    let link = &picture.links[place];
    if link.from == party { link.to } else { link.from }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::DealIx;
    use crate::data::words::{DealType, Level};
    use crate::query::picture::PictureLink;
    use crate::rights::{LinkStatus, Status};
    use crate::scene::{Certainty, LinkKind};

    fn picture(links: &[(u32, u32)]) -> Picture {
        let link = |&(from, to): &(u32, u32)| PictureLink {
            grant: None,
            deal: DealIx(0),
            hook: String::new(),
            deal_type: DealType::Licence,
            from: PartyIx(from),
            to: PartyIx(to),
            status: LinkStatus { in_force: Status::Certain, level: Level::Unknown, exclusive: Status::No },
            kind: LinkKind::Licence,
            certainty: Certainty::Known,
            lit: true,
        };
        Picture { links: links.iter().map(link).collect(), ..Picture::default() }
    }

    #[test]
    fn walks_along_links_among_siblings_and_back() {
        // Labels 0 and 1 left, services 10, 11 and 12 right; 10 and 11 swap.
        let picture = picture(&[(0, 10), (0, 12), (1, 11), (10, 11), (11, 10)]);
        let columns: Vec<Vec<PartyIx>> =
            [vec![0, 1], vec![10, 11, 12]].map(|c| c.into_iter().map(PartyIx).collect()).to_vec();
        let go = |walk: &Walk, step| walk.step(step, &picture, &columns);
        let party = |walk: &Walk| walk.here().map(|stop| stop.party.0);
        let start = go(&Walk::default(), Step::Down).unwrap();
        assert_eq!(party(&start), Some(0));
        let right = go(&start, Step::Right).unwrap();
        assert_eq!((party(&right), right.here().unwrap().via), (Some(10), Some(0)));
        let next = go(&right, Step::Down).unwrap();
        assert_eq!((party(&next), next.here().unwrap().via), (Some(12), Some(1)));
        assert_eq!(go(&next, Step::Down), None);
        assert_eq!(go(&next, Step::Back).unwrap(), start);
        assert_eq!(party(&go(&start, Step::Down).unwrap()), Some(1));
        let arc = go(&right, Step::Right).unwrap();
        assert_eq!((party(&arc), arc.here().unwrap().via), (Some(11), Some(3)));
        assert_eq!(go(&start, Step::Left), None);
        assert_eq!(party(&go(&arc, Step::Last).unwrap()), Some(12));
        assert_eq!(go(&Walk::default(), Step::Back).and_then(|walk| party(&walk)), Some(0));
        assert_eq!(Walk::default().step(Step::Right, &Picture::default(), &[]), None);
        // Who is not drawn is not reached.
        let some = [vec![PartyIx(0)], vec![PartyIx(12)]];
        assert_eq!(party(&start.step(Step::Right, &picture, &some).unwrap()), Some(12));
        // The link that led here is gone: the column is left.
        let later = self::picture(&[(1, 10)]);
        assert_eq!(party(&right.step(Step::Down, &later, &columns).unwrap()), Some(11));
    }
}
