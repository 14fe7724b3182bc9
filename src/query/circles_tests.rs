use super::*;
use crate::data::DealIx;
use crate::data::words::{DealType, Level};
use crate::query::picture::PictureLink;
use crate::rights::LinkStatus;
use crate::scene::Certainty;

fn picture(links: &[(u32, u32, Status)]) -> Picture {
    let link = |&(from, to, in_force): &(u32, u32, Status)| PictureLink {
        grant: None,
        deal: DealIx(0),
        hook: String::new(),
        deal_type: DealType::Swap,
        from: PartyIx(from),
        to: PartyIx(to),
        status: LinkStatus { in_force, level: Level::Unknown, exclusive: Status::No },
        kind: LinkKind::PassedOn,
        certainty: Certainty::Known,
        lit: true,
    };
    Picture { links: links.iter().map(link).collect(), ..Picture::default() }
}

fn sure(links: &[(u32, u32)]) -> Picture {
    picture(&links.iter().map(|&(from, to)| (from, to, Status::Certain)).collect::<Vec<_>>())
}

#[track_caller]
fn check(picture: &Picture, want: &[(&[u32], bool)]) {
    let found = circles(picture);
    let seen: Vec<(Vec<u32>, bool)> =
        found.iter().map(|it| (it.parties.iter().map(|party| party.0).collect(), it.both_ways)).collect();
    let want: Vec<(Vec<u32>, bool)> = want.iter().map(|(parties, both)| (parties.to_vec(), *both)).collect();
    assert_eq!(seen, want);
    for circle in &found {
        // Its links lead all the way round.
        for (at, &from) in circle.parties.iter().enumerate() {
            let to = circle.parties[(at + 1) % circle.parties.len()];
            let leads = |&place: &usize| {
                let link = &picture.links[place];
                (link.from, link.to) == (from, to)
            };
            assert!(circle.links.iter().any(leads));
        }
    }
}

#[test]
fn each_circle_once_the_larger_first() {
    check(&sure(&[]), &[]);
    check(&sure(&[(0, 1), (1, 2)]), &[]);
    check(&sure(&[(0, 1), (1, 0)]), &[(&[0, 1], true)]);
    check(&sure(&[(2, 0), (0, 1), (1, 2)]), &[(&[0, 1, 2], false)]);
    // Three who exchange with each other: one circle both ways round, and three exchanges.
    let all = [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1), (1, 2)];
    check(&sure(&all), &[(&[0, 1, 2], true), (&[0, 1], true), (&[0, 2], true), (&[1, 2], true)]);
    assert_eq!(circles(&sure(&all))[0].links.len(), 7, "parallel deals belong to it");
}

#[test]
fn what_is_not_in_force_or_not_passed_on_makes_no_circle() {
    let mut off = sure(&[(0, 1), (1, 2), (2, 0)]);
    off.links[1].status.in_force = Status::No;
    check(&off, &[]);
    let mut licence = sure(&[(0, 1), (1, 2), (2, 0)]);
    licence.links[0].kind = LinkKind::Licence;
    check(&licence, &[]);
    // As sure as the surest deal of its least sure step.
    let mixed = [(0, 1, Status::Possible), (0, 1, Status::Certain), (1, 0, Status::Presumed)];
    assert_eq!(circles(&picture(&mixed))[0].in_force, Status::Presumed);
}

/// Everybody exchanges with everybody: more circles than can be listed.
#[test]
fn a_dense_picture_is_bounded() {
    let all: Vec<(u32, u32)> =
        (0..30).flat_map(|a| (0..30).map(move |b| (a, b))).filter(|(a, b)| a != b).collect();
    let found = circles(&sure(&all));
    assert!(!found.is_empty() && found.len() <= 2 * MOST);
    assert!(found.iter().all(|circle| circle.parties.len() <= LONGEST));
    assert_eq!(found, circles(&sure(&all)), "the same each time");
}
