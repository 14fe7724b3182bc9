use super::*;
use crate::data::DealIx;
use crate::data::words::{DealType, Level};
use crate::dates::Day;
use crate::query::picture::PictureLink;
use crate::rights::LinkStatus;
use crate::scene::Certainty;
use crate::state::DateChoice;

fn picture(links: &[(u32, u32, Status)]) -> Picture {
    let link = |&(from, to, in_force): &(u32, u32, Status)| PictureLink {
        grant: None,
        deal: DealIx(0),
        hook: String::new(),
        deal_type: DealType::Licence,
        from: PartyIx(from),
        to: PartyIx(to),
        status: LinkStatus { in_force, level: Level::Unknown, exclusive: Status::No },
        kind: LinkKind::Licence,
        certainty: Certainty::Known,
        lit: true,
    };
    Picture { links: links.iter().map(link).collect(), ..Picture::default() }
}

fn find(links: &[(u32, u32, Status)], from: u32, to: u32) -> Paths {
    let state = State::on(DateChoice::on(Day(0)));
    paths(&Compiled::default(), &picture(links), &state, PartyIx(from), PartyIx(to))
}

const SURE: Status = Status::Certain;

#[track_caller]
fn check(links: &[(u32, u32, Status)], (from, to): (u32, u32), way: Way, chains: &[&[u32]], doubtful: bool) {
    let found = find(links, from, to);
    let seen: Vec<Vec<u32>> =
        found.chains.iter().map(|chain| chain.parties.iter().map(|party| party.0).collect()).collect();
    assert_eq!(seen, chains);
    assert_eq!((found.way, found.doubtful, found.more), (way, doubtful, false));
    for chain in &found.chains {
        assert_eq!(chain.steps.len() + 1, chain.parties.len());
        assert!(chain.steps.iter().all(|step| !step.is_empty()));
    }
}

#[test]
fn the_shortest_chains_surest_first() {
    let diamond = [(0, 1, SURE), (0, 2, SURE), (1, 3, SURE), (2, 3, SURE), (3, 4, SURE), (0, 5, SURE)];
    check(&diamond, (0, 3), Way::Onward, &[&[0, 1, 3], &[0, 2, 3]], false);
    check(&diamond, (0, 4), Way::Onward, &[&[0, 1, 3, 4], &[0, 2, 3, 4]], false);
    check(&diamond, (4, 0), Way::Back, &[&[0, 1, 3, 4], &[0, 2, 3, 4]], false);
    check(&diamond, (5, 1), Way::Mixed, &[&[5, 0, 1]], false);
    check(&diamond, (0, 9), Way::Mixed, &[], false);
    check(&diamond, (0, 0), Way::Mixed, &[], false);
    // A sure way round is told before a short one that is possible only.
    let doubt = [(0, 2, Status::Possible), (0, 1, SURE), (1, 2, SURE)];
    check(&doubt, (0, 2), Way::Onward, &[&[0, 1, 2]], false);
    check(&doubt[..1], (0, 2), Way::Onward, &[&[0, 2]], true);
    check(&[(0, 1, Status::No)], (0, 1), Way::Mixed, &[], false);
}

#[test]
fn parallel_deals_are_one_step() {
    let links = [(0, 1, SURE), (0, 1, SURE), (1, 2, SURE), (2, 1, SURE)];
    let found = find(&links, 0, 2);
    assert_eq!(found.chains.len(), 1);
    assert_eq!(found.chains[0].steps, [vec![0, 1], vec![2]]);
    assert_eq!(found.links(), [0, 1, 2]);
    assert_eq!(found.steps(), 2);
}

#[test]
fn too_many_chains_are_cut_off_and_said() {
    let links: Vec<(u32, u32, Status)> =
        (1..=20).flat_map(|node| [(0, node, SURE), (node, 99, SURE)]).collect();
    let found = find(&links, 0, 99);
    assert_eq!(found.chains.len(), CHAINS);
    assert!(found.more);
    // In the order of the file.
    assert!(found.chains.iter().zip(1..).all(|(chain, node)| chain.parties[1] == PartyIx(node)));
}
