//! The network as a whole: from a picture to the text of an SVG file.

use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::dates::{Day, When};
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::changes::changes;
use catalog_atlas::query::circles::{self, circles};
use catalog_atlas::query::network::{Direction, GroupName, Grouping, Network, groups, network};
use catalog_atlas::query::paths::{self, Way, paths};
use catalog_atlas::query::picture::{Picture, picture};
use catalog_atlas::query::sentence;
use catalog_atlas::rights::{Compiled, Options, Status};
use catalog_atlas::scene::network::{Base, Choice, NetworkInput, draw, height_px, input, places, scene};
use catalog_atlas::scene::{Certainty, Class, Hook, Scene, Segment, Shape, overlaps, reading, svg};
use catalog_atlas::state::{DateChoice, State, read_address};
use catalog_atlas::views::{self, Kept, Stage};
use std::collections::{BTreeMap, BTreeSet};

#[path = "network/stability.rs"]
mod stability;

struct Shipped {
    catalog: Catalog,
    compiled: Compiled,
    base: Base,
}

fn shipped() -> Shipped {
    let bytes = include_bytes!("../static/data/china-music.json");
    let catalog = Catalog::load(bytes).expect("the shipped dataset").catalog;
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
        let choice = Choice { grouping, groups: groups.unwrap_or_default(), ..Choice::default() };
        let size = [width_px, height_px(width_px, &network)];
        let mut scene = draw(&self.catalog, &picture, &network, &self.base, &choice, locale, size);
        scene.description = sentence::summary(&self.catalog, &picture, state, locale);
        scene
    }

    fn party(&self, id: &str) -> PartyIx {
        self.catalog.party_ix(id).unwrap_or_else(|| panic!("{id}"))
    }
}

fn on(date: &str) -> State {
    State::on(DateChoice::on(When::parse(date).unwrap().hi))
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
        let mut scene = shipped.draw(&on(date), None, locale, width);
        // Sentences have tests of their own.
        scene.description.clear();
        scene.marks.iter_mut().for_each(|mark| mark.label.clear());
        let text = svg::to_svg(&scene);
        let path = format!(
            "{}/tests/golden/network-{date}-{}-{width}.svg.txt",
            env!("CARGO_MANIFEST_DIR"),
            locale.tag()
        );
        if std::env::var_os("ATLAS_BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let want = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(text == want, "{date} has changed: look at it, then ATLAS_BLESS=1 cargo test --test network");
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
        let path = format!("{}/tests/examples/{file}.json", env!("CARGO_MANIFEST_DIR"));
        let catalog = Catalog::load(&std::fs::read(path).unwrap()).unwrap().catalog;
        let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
        let base = Base::new(&catalog, &compiled);
        let mut state = State::opening(&catalog, &compiled);
        state.ownership = true;
        let shipped = Shipped { catalog, compiled, base };
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

fn day_of(date: Day) -> State {
    State::on(DateChoice::on(date))
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
            state,
            picture: &picture,
            locale,
            width_px,
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
