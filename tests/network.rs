//! The network as a whole: from a picture to the text of an SVG file.

use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::crowd::Most;
use catalog_atlas::query::network::{Direction, GroupName, Grouping, Link, Network, Node, groups, network};
use catalog_atlas::query::picture::{Picture, picture};
use catalog_atlas::query::sentence;
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::network::{
    Base, Choice, NetworkInput, Slow, Step, draw, height_px, input, places, scene, signed,
};
use catalog_atlas::scene::{Certainty, Class, Hook, Scene, Segment, Shape, overlaps, reading, svg};
use catalog_atlas::state::{DateChoice, State};
use catalog_atlas::tool::countries::in_language;
use looks::{golden, on};
use std::collections::{BTreeMap, BTreeSet};

mod looks;
#[path = "network/questions.rs"]
mod questions;
#[path = "network/stability.rs"]
mod stability;

struct Shipped {
    catalog: Catalog,
    compiled: Compiled,
    base: Base,
}

fn shipped() -> Shipped {
    load("static/data/china-music.json")
}

fn load(path: &str) -> Shipped {
    let catalog = looks::load(path).catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let base = Base::new(&catalog, &compiled);
    Shipped { catalog, compiled, base }
}

impl Shipped {
    fn network(&self, state: &State, direction: Direction) -> (Picture, Network) {
        let picture = picture(&self.catalog, &self.compiled, state);
        let network = network(&self.catalog, &self.compiled, state, &picture, direction, &[]);
        (picture, network)
    }

    fn input(&self, state: &State, size_px: [f32; 2]) -> NetworkInput {
        let (picture, network) = self.network(state, Direction::Both);
        input(&self.catalog, &picture, &network, &self.base, &Choice::default(), Locale::En, size_px)
    }

    fn draw(&self, state: &State, grouping: Option<Grouping>, locale: Locale, width_px: f32) -> Scene {
        let (picture, network) = self.network(state, Direction::Both);
        let groups = grouping.map(|by| groups(&self.catalog, &self.compiled, state, &network, by));
        let choice = Choice {
            country: in_language,
            grouping,
            groups: groups.unwrap_or_default(),
            ..Choice::default()
        };
        let size = [width_px, height_px(width_px, &network)];
        let mut scene = draw(&self.catalog, &picture, &network, &self.base, &choice, locale, size);
        scene.description = sentence::summary(&self.catalog, &picture, state, locale);
        scene
    }

    fn party(&self, id: &str) -> PartyIx {
        self.catalog.party_ix(id).unwrap_or_else(|| panic!("{id}"))
    }
}

const DATES: [&str; 5] = ["2011-08-01", "2015-06-01", "2018-03-10", "2020-09-01", "2021-10-01"];

#[track_caller]
fn sound(scene: &Scene, what: &str) {
    assert_eq!(overlaps(scene), [], "{what}");
    let keys: BTreeSet<&str> = scene.marks.iter().map(|mark| mark.key.as_str()).collect();
    assert_eq!(keys.len(), scene.marks.len(), "{what}: keys are unique");
    let parties = scene.marks.chunk_by(|a, b| a.hook == b.hook);
    let ids: Vec<_> = parties.map(|it| &it[0].hook).filter(|it| matches!(it, Hook::Party(_))).collect();
    let distinct: BTreeSet<String> = ids.iter().map(|hook| format!("{hook:?}")).collect();
    assert_eq!(distinct.len(), ids.len(), "{what}: a party's marks stand together");
    let read: usize = reading::columns(scene).iter().map(Vec::len).sum();
    assert_eq!(read, ids.len(), "{what}: every party is on the keyboard's way");
    for mark in scene.marks.iter().filter(|mark| !matches!(mark.shape, Shape::Text { .. })) {
        let numbers = format!("{:?}", mark.shape);
        assert!(!numbers.contains("NaN") && !numbers.contains("inf"), "{what}: {numbers}");
    }
}

/// Every look of the shipped dataset; `ATLAS_LOOK=folder` writes the files for the eye.
#[test]
fn every_look_draws() {
    let shipped = shipped();
    let plain = DATES.map(|date| (date, date, "", false, None));
    let states = [
        ("ownership", "2018-03-10", "", true, None),
        ("focus-wmg", "2018-03-10", "wmg", false, None),
        ("focus-jvr", "2015-12-31", "jvr", false, None),
        ("focus-netease", "2021-10-01", "netease-cloud-music", false, None),
        ("by-operator", "2018-03-10", "", false, Some(Grouping::Operator)),
        ("by-owner", "2018-03-10", "", true, Some(Grouping::Owner)),
        ("by-country", "2018-03-10", "", false, Some(Grouping::Country)),
    ];
    let (mut named, mut parties) = (0, 0);
    for (name, date, focus, ownership, grouping) in plain.into_iter().chain(states) {
        let mut state = on(date);
        state.focus = focus.split_whitespace().map(str::to_owned).collect();
        state.ownership = ownership;
        for width in [1240.0, 820.0, 358.0] {
            for locale in Locale::ALL {
                let scene = shipped.draw(&state, grouping, locale, width);
                sound(&scene, &format!("{name} {} {width}", locale.tag()));
                named += scene.marks.iter().filter(|mark| mark.class == Class::FieldLabel).count();
                parties += shipped.network(&state, Direction::Both).1.nodes.len();
                if let Ok(folder) = std::env::var("ATLAS_LOOK") {
                    let path = format!("{folder}/{name}-{}-{width}.svg", locale.tag());
                    std::fs::write(path, svg::to_svg(&scene)).unwrap();
                }
            }
        }
    }
    println!("{named} of {parties} names stand");
    assert!(named * 100 >= parties * 98, "{named} of {parties} names stand");
}

#[test]
fn golden_files() {
    let shipped = shipped();
    for (date, locale, width) in [
        ("2011-08-01", Locale::En, 820.0),
        ("2015-06-01", Locale::En, 1240.0),
        ("2018-03-10", Locale::En, 1240.0),
        ("2018-03-10", Locale::ZhHans, 358.0),
        ("2021-10-01", Locale::En, 358.0),
    ] {
        golden(
            &format!("network-{date}-{}-{width}", locale.tag()),
            shipped.draw(&on(date), None, locale, width),
        );
    }
}

/// The marks are the library's answer: every link and party of the picture, no other.
#[test]
fn what_is_drawn_is_what_is_in_force() {
    let shipped = shipped();
    for date in DATES {
        let state = on(date);
        let (picture, network) = shipped.network(&state, Direction::Both);
        let scene = shipped.draw(&state, None, Locale::En, 1240.0);
        let hooks = |class: fn(Class) -> bool| -> Vec<String> {
            let marks = scene.marks.iter().filter(|mark| class(mark.class));
            let mut hooks: Vec<String> = marks
                .map(|mark| match &mark.hook {
                    Hook::Grant { grant, .. } => grant.clone(),
                    Hook::Party(id) => id.clone(),
                    Hook::None | Hook::Deal(_) | Hook::Year(_) | Hook::Cell { .. } => String::new(),
                })
                .collect();
            hooks.sort();
            hooks
        };
        let mut want: Vec<String> = picture.links.iter().map(|link| link.hook.clone()).collect();
        want.sort();
        assert_eq!(hooks(|class| matches!(class, Class::Link(_))), want, "{date}");
        let ends: BTreeSet<PartyIx> = picture.links.iter().flat_map(|link| [link.from, link.to]).collect();
        assert_eq!(network.nodes.len(), ends.len());
        assert_eq!(hooks(|class| matches!(class, Class::Disc | Class::Square)).len(), ends.len(), "{date}");
        // One arrowhead for each link, and its tip is nearer to the receiver than to the giver.
        let plain = shipped.input(&state, [1240.0, scene.height_px]);
        let (stands, _) = places(&plain);
        for (at, link) in plain.links.iter().enumerate() {
            let Hook::Grant { grant, .. } = &link.hook else { panic!("a link is of a grant") };
            let (from, to) = (&plain.parties[link.from], &plain.parties[link.to]);
            let key = format!("{grant} {} {} >", from.id, to.id);
            let head = scene.marks.iter().find(|mark| mark.key == key).unwrap_or_else(|| panic!("{key}"));
            let Shape::Fill { path } = &head.shape else { panic!("a head is filled") };
            let Segment::Move(x, y) = path[0] else { panic!("a head begins with its tip") };
            let [near, far] = [link.to, link.from].map(|end| (stands[end][0] - x).hypot(stands[end][1] - y));
            assert!(near < far, "{date} {key} {at}: {near} {far}");
        }
    }
}

/// Deals between the same two parties never lie on each other, whichever way they go.
#[test]
fn parallel_and_two_way_deals_lie_apart() {
    // By pair: lane, lanes, and whether it runs back.
    type Lane = (u16, u16, bool);
    let shipped = shipped();
    let state = on("2018-03-10");
    let (_, network) = shipped.network(&state, Direction::Both);
    let mut lanes: BTreeMap<(usize, usize), Vec<Lane>> = BTreeMap::new();
    for link in &network.links {
        let pair = (link.from.min(link.to), link.from.max(link.to));
        lanes.entry(pair).or_default().push((link.lane, link.lanes, link.from > link.to));
    }
    let (mut parallel, mut both_ways) = (0, 0);
    for links in lanes.values_mut() {
        links.sort_unstable();
        assert!(links.iter().enumerate().all(|(at, it)| (it.0, it.1) == (at as u16, links.len() as u16)));
        // Those of one direction are neighbours.
        assert!(links.windows(2).filter(|pair| pair[0].2 != pair[1].2).count() <= 1);
        parallel += usize::from(links.len() > 1);
        both_ways += usize::from(links.iter().any(|it| it.2) && links.iter().any(|it| !it.2));
    }
    assert!(parallel >= 3 && both_ways >= 3, "{parallel} {both_ways}");
    let scene = shipped.draw(&state, None, Locale::En, 1240.0);
    let bodies: Vec<String> = (scene.marks.iter())
        .filter(|mark| matches!(mark.class, Class::Link(_)))
        .map(|mark| format!("{:?}", mark.shape))
        .collect();
    assert_eq!(bodies.iter().collect::<BTreeSet<_>>().len(), bodies.len());
}

#[test]
fn groups_are_by_what_they_say() {
    let shipped = shipped();
    let state = on("2018-03-10");
    let (_, network) = shipped.network(&state, Direction::Both);
    let of = |by| groups(&shipped.catalog, &shipped.compiled, &state, &network, by);
    let tencent = shipped.party("tencent-music");
    let operators = of(Grouping::Operator);
    let group = operators.iter().find(|group| group.name == GroupName::Party(tencent)).expect("a group");
    let members: Vec<PartyIx> = group.members.iter().map(|&at| network.nodes[at].party).collect();
    assert!(members.contains(&tencent) && members.contains(&shipped.party("qq-music")));
    for (by, least) in [(Grouping::Owner, 1), (Grouping::Country, 3)] {
        let found = of(by);
        assert!(
            found.len() >= least && found.iter().all(|group| group.members.len() > 1),
            "{by:?} {found:?}"
        );
    }
    let scene = shipped.draw(&state, Some(Grouping::Country), Locale::En, 1240.0);
    assert_eq!(
        scene.marks.iter().filter(|mark| mark.class == Class::Hull).count(),
        of(Grouping::Country).len()
    );
    assert!(scene.legend.iter().any(|entry| entry.class == Class::Hull));
    // What is read aloud holds what can be seen: the name, and the country under it.
    for marks in scene.marks.chunk_by(|a, b| a.hook == b.hook) {
        let seen = marks.iter().find_map(|mark| match &mark.shape {
            Shape::Text { lines, .. } => Some(lines.join(" ")),
            _ => None,
        });
        if let (Hook::Party(_), Some(seen)) = (&marks[0].hook, seen) {
            assert!(marks[0].label.contains(&seen), "{} and {seen}", marks[0].label);
        }
    }
}

/// Of a crowd those with most deals are drawn, and before them who is in focus and what is around.
#[test]
fn a_crowd_is_thinned() {
    let shipped = shipped();
    let state = on("2018-03-10");
    let (_, whole) = shipped.network(&state, Direction::Both);
    let all = Most { parties: whole.nodes.len(), links: whole.links.len() };
    assert_eq!(whole.clone().thinned(all, &[]), whole);
    let twelve = Most { parties: 12, ..all };
    let few = whole.clone().thinned(twelve, &[]);
    let deals = |node: &Node| node.gives + node.receives;
    let of = |few: &Network| few.nodes.iter().map(|node| node.party).collect::<Vec<_>>();
    assert_eq!(few.nodes.len(), 12);
    for side in [true, false] {
        let is_of = |node: &&Node| (node.receives > node.gives) == side;
        let least = few.nodes.iter().filter(is_of).map(deals).min();
        let left_out = whole.nodes.iter().filter(|node| !of(&few).contains(&node.party));
        assert!(least.is_some() && left_out.filter(is_of).map(deals).max() <= least);
    }
    // What is left links what is left.
    let ends = |network: &Network, link: &Link| [link.from, link.to].map(|at| network.nodes[at].party);
    for link in &few.links {
        let before = whole.links.iter().find(|other| other.place == link.place).unwrap();
        assert_eq!(ends(&few, link), ends(&whole, before));
    }
    let among = |link: &&Link| ends(&whole, link).iter().all(|party| of(&few).contains(party));
    assert_eq!(few.links.len(), whole.links.iter().filter(among).count());
    // Of the links one way between two, the first ones; others keep theirs, and nobody goes.
    let one = whole.clone().abridged(1);
    assert_eq!(one.nodes, whole.nodes);
    let ways: BTreeSet<_> = whole.links.iter().map(|link| (link.from, link.to)).collect();
    let drawn: Vec<_> = one.links.iter().map(|link| (link.from, link.to)).collect();
    assert!(one.links.len() < whole.links.len() && drawn.len() == ways.len());
    assert!(
        one.links.iter().all(|link| ways.contains(&(link.from, link.to)) && link.lane < 2 && link.lanes <= 2)
    );
    for link in &one.links {
        let first = whole.links.iter().find(|other| (other.from, other.to) == (link.from, link.to)).unwrap();
        assert_eq!(link.place, first.place);
    }
    assert_eq!(whole.clone().abridged(usize::MAX), whole);
    // Somebody with few deals, once in focus, is drawn with all around them.
    let small =
        whole.nodes.iter().filter(|node| deals(node) == 1).find(|node| !of(&few).contains(&node.party));
    let small = small.unwrap().party;
    let focus = vec![shipped.catalog.party(small).id.to_string()];
    let (_, around) = shipped.network(&State { focus, ..state }, Direction::Both);
    let lit = around.nodes.iter().filter(|node| node.lit).count();
    let near = around.thinned(twelve, &[small]);
    assert!(of(&near).contains(&small) && near.nodes.iter().filter(|node| node.lit).count() == lit.min(12));
}

/// What is worked out slice by slice is the same as what is worked out at once, however long the slices are.
#[test]
fn a_slow_network_is_the_same() {
    let shipped = shipped();
    for (date, focus, work) in
        [("2018-03-10", "", 1), ("2015-06-01", "avex", 1_000), ("2021-10-01", "", usize::MAX)]
    {
        let focus = if focus.is_empty() { Vec::new() } else { vec![focus.to_owned()] };
        let input = shipped.input(&State { focus, ..on(date) }, [1240.0, 620.0]);
        let mut slow = Slow::new(input.clone());
        let (mut slices, mut pauses) = (0, 0);
        let scene = loop {
            slices += 1;
            match slow.step(&shipped.catalog, work) {
                Step::Done(scene) => break scene,
                Step::Pause => pauses += 1,
                Step::On => {}
            }
        };
        assert_eq!(*scene, signed(&shipped.catalog, &input), "{date}");
        assert!(pauses > 0 && (work > 1_000 || slices > 20), "{date}: {slices} slices, {pauses} layouts");
    }
}

#[test]
fn an_empty_network_is_small() {
    let shipped = shipped();
    let mut nobody = on("2018-03-10");
    nobody.filters.country = vec!["ZZ".into()];
    let scene = shipped.draw(&nobody, None, Locale::En, 1240.0);
    assert!(scene.marks.is_empty() && scene.legend.is_empty() && scene.height_px < 60.0);
    assert!(svg::to_svg(&scene).ends_with("</svg>\n"));
    assert_eq!(scene.note, Locale::En.words().legend_missing_line);
    assert!(self::scene(&NetworkInput::default()).marks.is_empty());
}

/// Other datasets draw too, in the state that they open in.
#[test]
fn other_datasets_draw() {
    for file in ["ex1", "ex2", "ex3", "ex4"] {
        let shipped = load(&format!("tests/examples/{file}.json"));
        let mut state = State::opening(&shipped.catalog, &shipped.compiled);
        state.ownership = true;
        for width in [320.0, 1000.0] {
            let scene = shipped.draw(&state, None, Locale::En, width);
            assert!(!scene.marks.is_empty(), "{file}");
            sound(&scene, &format!("{file} {width}"));
        }
    }
}

/// Joint lists in the light have a junction; what has ended is a ghost.
#[test]
fn told_lists_and_ghosts() {
    let shipped = shipped();
    let joint = shipped.compiled.grants.iter().find(|grant| grant.joint).expect("a joint list");
    let deal = shipped.catalog.deal(joint.deal);
    let mut state = State::on(DateChoice::on(joint.period.start_hi));
    state.deal = Some(deal.id.to_string());
    for width in [358.0, 1240.0] {
        let scene = shipped.draw(&state, None, Locale::En, width);
        sound(&scene, "a joint list");
        assert_eq!(scene.marks.iter().filter(|mark| mark.class == Class::Junction).count(), 1);
    }
    let mut state = on("2018-03-10");
    state.focus = vec!["wmg".into()];
    let scene = shipped.draw(&state, None, Locale::En, 1240.0);
    let ghosts = scene
        .marks
        .iter()
        .filter(|mark| matches!(mark.class, Class::Link(look) if look.certainty == Certainty::Ended));
    assert!(ghosts.count() >= 2);
}
