//! What a reader asks a network: along which way, from whom to whom, round which circle.

use super::looks::on;
use super::shipped;
use catalog_atlas::data::PartyIx;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::changes::changes;
use catalog_atlas::query::circles::{self, circles};
use catalog_atlas::query::network::{Direction, network};
use catalog_atlas::query::paths::{self, Way, paths};
use catalog_atlas::query::picture::picture;
use catalog_atlas::rights::Status;
use catalog_atlas::scene::Class;
use catalog_atlas::state::{State, read_address};
use catalog_atlas::views::{self, Kept, Stage};
use std::collections::BTreeSet;

#[test]
fn a_focus_looks_along_licences() {
    let shipped = shipped();
    let mut state = on("2018-03-10");
    state.focus = vec!["tencent-music".into()];
    let lit = |state: &State, direction| -> BTreeSet<(PartyIx, PartyIx)> {
        let (picture, network) = shipped.network(state, direction);
        let lit = network.links.iter().filter(|link| link.lit);
        lit.map(|link| (picture.links[link.place].from, picture.links[link.place].to)).collect()
    };
    let tencent = shipped.party("tencent-music");
    // With the focus stand its services.
    let own = |party: PartyIx| party == tencent || party == shipped.party("qq-music");
    let gives = lit(&state, Direction::Gives);
    let receives = lit(&state, Direction::Receives);
    assert!(!gives.is_empty() && gives.iter().all(|link| own(link.0)), "{gives:?}");
    assert!(!receives.is_empty() && receives.iter().all(|link| own(link.1)), "{receives:?}");
    let both = lit(&state, Direction::Both);
    assert_eq!(gives.union(&receives).copied().collect::<BTreeSet<_>>(), both);
    // Deeper: what licensees give on.
    state.depth = 2;
    let deeper = lit(&state, Direction::Gives);
    let licensees: BTreeSet<PartyIx> = gives.iter().map(|link| link.1).collect();
    assert!(deeper.is_superset(&gives) && deeper.len() > gives.len());
    assert!(deeper.iter().all(|link| own(link.0) || licensees.contains(&link.0)));
    state.depth = 3;
    assert!(lit(&state, Direction::Gives).is_superset(&deeper));
}

/// The spring of 2018: three services exchange their catalogues all round.
#[test]
fn the_circle_of_march_2018() {
    let shipped = shipped();
    let state = on("2018-03-10");
    let (picture, _) = shipped.network(&state, Direction::Both);
    let found = circles(&picture);
    let want: BTreeSet<PartyIx> =
        ["tencent-music", "ali-music", "netease-cloud-music"].map(|id| shipped.party(id)).into();
    let circle = &found[0];
    assert_eq!(circle.parties.iter().copied().collect::<BTreeSet<_>>(), want);
    assert!(circle.both_ways && circle.in_force >= Status::Presumed && circle.links.len() >= 6);
    // It lights exactly its links.
    let lit = network(&shipped.catalog, &shipped.compiled, &state, &picture, Direction::Both, &circle.links);
    let shining: Vec<usize> = lit.links.iter().filter(|link| link.lit).map(|link| link.place).collect();
    let mut links = circle.links.clone();
    links.sort_unstable();
    assert_eq!(shining, links);
    // Beside the three stands a service that one of them runs.
    let shining: BTreeSet<PartyIx> =
        lit.nodes.iter().filter(|node| node.lit).map(|node| node.party).collect();
    assert!(shining.is_superset(&want) && shining.len() <= 4);
    let text = circles::sentence(&shipped.catalog, circle, Locale::En);
    assert!(text.ends_with("pass music on in a circle, both ways round."), "{text}");
    for name in ["Tencent Music", "Ali Music", "NetEase Cloud Music"] {
        assert!(text.contains(name), "{text}");
    }
    assert!(circles::sentence(&shipped.catalog, circle, Locale::ZhHans).contains("正反两个方向"));
    // Half a year before, when the exchanges may or may not have begun, it is possible only.
    let (before, _) = shipped.network(&on("2017-08-01"), Direction::Both);
    let larger = circles(&before).into_iter().filter(|circle| circle.parties.len() > 2);
    assert!(larger.into_iter().all(|circle| circle.in_force == Status::Possible));
    assert!(circles::summary(&[], Locale::En).starts_with("No sublicences"));
}

#[test]
fn chains_of_deals_between_two_parties() {
    let shipped = shipped();
    let state = on("2018-03-10");
    let (picture, _) = shipped.network(&state, Direction::Both);
    let ask = |from: &str, to: &str| {
        let ends = (shipped.party(from), shipped.party(to));
        let found = paths(&shipped.compiled, &picture, &state, ends.0, ends.1);
        let text = paths::sentence(&shipped.catalog, &picture, &found, ends, Locale::En);
        let chinese = paths::sentence(&shipped.catalog, &picture, &found, ends, Locale::ZhHans);
        assert!(!text.contains('{') && !chinese.contains('{'), "{text} {chinese}");
        (found, text)
    };
    // Sony to Tencent Music, from there to NetEase Cloud Music.
    let (found, text) = ask("sme", "netease-cloud-music");
    assert_eq!((found.way, found.steps(), found.doubtful), (Way::Onward, 2, false));
    assert_eq!(found.chains[0].parties[1], shipped.party("tencent-music"));
    assert!(text.starts_with("2 deals in a row lead from Sony Music"), "{text}");
    assert!(text.contains("; then ") && text.ends_with("passed along."), "{text}");
    // Of parallel deals the one is told that passes on what the deal before gave; the others are counted.
    let (_, text) = ask("umg", "netease-cloud-music");
    let majors = picture.links.iter().find(|link| link.hook.starts_with("tme-netease-majors#")).unwrap();
    let told = catalog_atlas::query::sentence::link(&shipped.catalog, majors, Locale::En);
    assert!(text.contains(&format!("; then {told} (or ")), "{text}");
    // The other way round nothing leads, and it says so.
    let (found, text) = ask("netease-cloud-music", "sme");
    assert_eq!(found.way, Way::Back);
    assert!(text.contains("none lead the other way"), "{text}");
    // Two labels with one licensee: linked, but by no line of licences.
    let (found, text) = ask("sme", "umg");
    assert_eq!((found.way, found.steps()), (Way::Mixed, 2));
    assert!(text.starts_with("No line of licences"), "{text}");
    // Every step of every chain is a deal of the picture between its two parties.
    for (from, to) in [("sme", "xiami"), ("jvr", "netease-cloud-music"), ("giant-jump", "ali-music")] {
        let (found, _) = ask(from, to);
        assert!(!found.chains.is_empty(), "{from} {to}");
        for chain in &found.chains {
            for (at, step) in chain.steps.iter().enumerate() {
                for &place in step {
                    let link = &picture.links[place];
                    let ends = (chain.parties[at], chain.parties[at + 1]);
                    assert!((link.from, link.to) == ends || (link.to, link.from) == ends);
                    assert!(link.status.in_force > Status::No);
                }
            }
        }
    }
    let (found, text) = ask("sme", "ncac");
    assert!(found.chains.is_empty() && text.starts_with("No chain of deals"), "{text}");
}

/// What the state says about the network is what is drawn and said.
#[test]
fn the_state_lights_a_path_or_a_circle() {
    let shipped = shipped();
    let changes = changes(&shipped.catalog, &shipped.compiled);
    let kept = Kept::new(&shipped.catalog, &shipped.compiled);
    let draw = |state: &State| {
        let picture = picture(&shipped.catalog, &shipped.compiled, state);
        let (locale, width_px) = (Locale::En, 1240.0);
        let scene = views::draw(&Stage {
            catalog: &shipped.catalog,
            compiled: &shipped.compiled,
            changes: &changes,
            kept: &kept,
            country: catalog_atlas::tool::countries::in_language,
            state,
            picture: &picture,
            locale,
            width_px,
            limit_px: None,
            live: true,
        });
        let links = scene.marks.iter().filter(|mark| matches!(mark.class, Class::Link(_)));
        let lit = links.filter(|mark| !mark.dimmed).count();
        (scene, lit)
    };
    let read = |address: &str| {
        read_address("", &format!("view=network&date=2018-03-10&{address}"), &on("2018-03-10"))
    };
    let (plain, all) = draw(&read("").state);
    assert!(plain.marks.iter().all(|mark| !mark.dimmed) && all > 30);
    let (circle, lit) = draw(&read("circle=1").state);
    assert!((6..all).contains(&lit), "{lit}");
    assert!(circle.description.contains("pass music on in a circle"), "{}", circle.description);
    let (none, lit) = draw(&read("circle=99").state);
    assert!(lit == all && none.description.contains("circles of sublicences"), "{}", none.description);
    let (path, lit) = draw(&read("focus=sme,netease-cloud-music&path=1").state);
    assert!((2..10).contains(&lit), "{lit}");
    assert!(path.description.contains("2 deals in a row lead from Sony Music"), "{}", path.description);
    // One party alone has no path; its direction counts.
    let lit = |address: &str| draw(&read(address).state).1;
    let [both, gives, receives] = ["both", "gives", "receives"]
        .map(|way| lit(&format!("focus=netease-cloud-music&path=1&direction={way}")));
    assert_eq!(both, gives + receives);
    assert!(gives > 0 && receives > gives);
    let hulls = |address: &str| {
        draw(&read(address).state).0.marks.iter().filter(|mark| mark.class == Class::Hull).count()
    };
    assert!(hulls("hull=country") >= 3 && hulls("hull=operator") >= 1 && hulls("") == 0);
}
