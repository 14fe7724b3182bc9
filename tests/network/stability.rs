//! Whether a reader keeps the thread: how far parties move, and what must not move them.

use super::looks::{change_days, on};
use super::{DATES, Shipped, shipped, sound};
use catalog_atlas::data::PartyIx;
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::network::{Direction, Grouping, Network, groups};
use catalog_atlas::scene::network::{Choice, draw, input, places};
use catalog_atlas::scene::overlap::text_box;
use catalog_atlas::scene::{Class, Scene, Segment, Shape};
use catalog_atlas::state::{DateChoice, State};
use std::collections::BTreeMap;

const SIZES: [[f32; 2]; 2] = [[1240.0, 700.0], [358.0, 760.0]];

fn of_day(day: Day) -> State {
    State::on(DateChoice::on(day))
}

fn stand(shipped: &Shipped, day: Day, size: [f32; 2]) -> (Network, Vec<[f32; 2]>) {
    let state = of_day(day);
    let (_, network) = shipped.network(&state, Direction::Both);
    let (places, height) = places(&shipped.input(&state, size));
    // The picture is cut to what it needs; its middle is the frame's.
    let shift = (size[1] - height) / 2.0;
    let places = places.into_iter().map(|[x, y]| [x, y + shift]).collect();
    (network, places)
}

/// Crossings of straight links.
fn crossings(network: &Network, places: &[[f32; 2]]) -> usize {
    let mut pairs: Vec<(usize, usize)> =
        network.links.iter().map(|link| (link.from.min(link.to), link.from.max(link.to))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let side = |p: [f32; 2], q: [f32; 2], r: [f32; 2]| {
        (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]) > 0.0
    };
    let mut count = 0;
    for (n, &(a, b)) in pairs.iter().enumerate() {
        for &(c, d) in &pairs[n + 1..] {
            if [c, d].contains(&a) || [c, d].contains(&b) {
                continue;
            }
            let [p, q, r, s] = [a, b, c, d].map(|at| places[at]);
            count += usize::from(side(p, q, r) != side(p, q, s) && side(r, s, p) != side(r, s, q));
        }
    }
    count
}

/// Measured, with some air; a better method may lower a bound, nothing may raise one.
#[test]
fn parties_keep_their_places_and_links_seldom_cross() {
    let shipped = shipped();
    let days = change_days(&shipped.compiled);
    assert!(days.len() > 100);
    for (size, most_mean, most_crossings) in [(SIZES[0], 0.018, 1.5), (SIZES[1], 0.03, 2.5)] {
        let diagonal = size[0].hypot(size[1]);
        let mut moved: Vec<f32> = Vec::new();
        let mut crossed = 0;
        let mut before: Option<(Network, Vec<[f32; 2]>)> = None;
        for &day in &days {
            let (network, places) = stand(&shipped, day, size);
            crossed += crossings(&network, &places);
            if let Some((earlier, old)) = before {
                for (at, node) in network.nodes.iter().enumerate() {
                    let Some(was) = earlier.nodes.iter().position(|it| it.party == node.party) else {
                        continue;
                    };
                    let way = (places[at][0] - old[was][0]).hypot(places[at][1] - old[was][1]);
                    moved.push(way / diagonal);
                }
            }
            before = Some((network, places));
        }
        moved.sort_by(f32::total_cmp);
        let mean = moved.iter().sum::<f32>() / moved.len() as f32;
        let crossed = crossed as f32 / days.len() as f32;
        println!(
            "{size:?}, from one change to the next: mean {mean:.4} of the diagonal, median {:.4}, nine of ten below {:.4}, most {:.3}; {crossed:.2} crossings a day",
            moved[moved.len() / 2],
            moved[moved.len() * 9 / 10],
            moved[moved.len() - 1]
        );
        assert!(mean <= most_mean, "mean {mean}");
        assert!(crossed <= most_crossings, "{crossed} crossings a day");
    }
    for date in DATES {
        let (network, places) = stand(&shipped, on(date).day(), SIZES[0]);
        let found = crossings(&network, &places);
        println!("{date}: {found} crossings of {} links", network.links.len());
        assert!(found <= 3, "{date}: {found} crossings");
    }
}

/// The same address shows the same thing, whatever was shown before.
#[test]
fn the_same_state_gives_the_same_places() {
    let shipped = shipped();
    let again = super::shipped();
    assert_eq!(shipped.base, again.base);
    for size in SIZES {
        let (_, first) = stand(&shipped, on("2018-03-10").day(), size);
        stand(&again, on("2011-08-01").day(), size);
        assert_eq!(first, stand(&again, on("2018-03-10").day(), size).1);
    }
}

/// A focus, shares and an open deal change what is lit and who else comes; nobody moves for it.
#[test]
fn a_focus_moves_nobody() {
    let shipped = shipped();
    let by_id = |state: &State| -> BTreeMap<String, [f32; 2]> {
        let input = shipped.input(state, SIZES[0]);
        let (places, _) = places(&input);
        input.parties.into_iter().map(|party| party.id).zip(places).collect()
    };
    let plain = by_id(&on("2018-03-10"));
    for (focus, ownership) in [("wmg", false), ("netease-cloud-music", true), ("jvr", false), ("", true)] {
        let mut state = on("2018-03-10");
        state.focus = focus.split_whitespace().map(str::to_owned).collect();
        state.ownership = ownership;
        let there = by_id(&state);
        for (id, [x, y]) in &plain {
            let [u, v] = there[id];
            // Guests may need room below; the others keep their places from the top.
            assert!((x - u).abs() < 0.5 && (y - v).abs() < 0.5, "{focus}: {id} {x} {y} to {u} {v}");
        }
    }
}

/// Groups, another language: nothing in the data changes, and nobody moves.
#[test]
fn what_is_said_of_parties_moves_nobody() {
    let shipped = shipped();
    let mut state = on("2018-03-10");
    state.ownership = true;
    let (picture, network) = shipped.network(&state, Direction::Both);
    for size in SIZES {
        let stand = |grouping: Option<Grouping>, locale: Locale| {
            let groups = grouping.map(|by| groups(&shipped.catalog, &shipped.compiled, &state, &network, by));
            let choice = Choice { grouping, groups: groups.unwrap_or_default(), ..Choice::default() };
            places(&input(&shipped.catalog, &picture, &network, &shipped.base, &choice, locale, size))
        };
        let plain = stand(None, Locale::En);
        for grouping in [None, Some(Grouping::Operator), Some(Grouping::Owner), Some(Grouping::Country)] {
            for locale in Locale::ALL {
                assert_eq!(stand(grouping, locale), plain, "{grouping:?} {} {size:?}", locale.tag());
            }
        }
    }
}

/// Whoever is lit has a name, on every day and in every frame, but for one in a thousand: on a phone
/// Kobalt has no room on the fullest days. And few names cover the links that they belong to.
#[test]
fn who_is_lit_has_a_name() {
    let shipped = shipped();
    let (mut nameless, mut parties, mut hidden) = (Vec::new(), 0, Vec::new());
    for (n, &day) in change_days(&shipped.compiled).iter().enumerate().step_by(5) {
        for focus in [None, Some("netease-cloud-music"), Some("tencent-music"), Some("umg")] {
            let mut state = of_day(day);
            state.focus = focus.into_iter().map(str::to_owned).collect();
            let (_, network) = shipped.network(&state, Direction::Both);
            for width in [358.0, 1240.0] {
                let locale = Locale::ALL[n % 2];
                let scene = shipped.draw(&state, None, locale, width);
                hidden.extend(covered(&scene));
                for node in network.nodes.iter().filter(|node| node.lit) {
                    parties += 1;
                    let id = shipped.catalog.party(node.party).id.as_str();
                    let key = format!("{id} t");
                    if !scene.marks.iter().any(|mark| mark.key == key) {
                        nameless.push(format!("{id} {day} {focus:?} {width} {}", locale.tag()));
                    }
                }
            }
        }
    }
    hidden.sort_by(f32::total_cmp);
    let share = |of: f32| hidden[(hidden.len() as f32 * of) as usize];
    println!(
        "{} of {parties} lit parties without a name; of a link its own names cover {:.2} in one of ten, {:.2} in one of a hundred",
        nameless.len(),
        share(0.9),
        share(0.99)
    );
    assert!(nameless.len() * 1_000 <= parties, "{nameless:#?}");
    assert!(share(0.9) < 0.2, "names cover their own links");
}

/// Of each link, the share of its middle line that the names of its two ends cover.
fn covered(scene: &Scene) -> Vec<f32> {
    let boxes: Vec<(&str, [f32; 4])> = (scene.marks.iter())
        .filter_map(|mark| Some((mark.key.strip_suffix(" t")?, text_box(mark)?.1)))
        .collect();
    let mut shares = Vec::new();
    for mark in scene.marks.iter().filter(|mark| matches!(mark.class, Class::Link(_))) {
        let mut ends = mark.key.rsplit(' ');
        let (to, from) = (ends.next().unwrap_or_default(), ends.next().unwrap_or_default());
        let own: Vec<&[f32; 4]> =
            boxes.iter().filter(|it| it.0 == to || it.0 == from).map(|it| &it.1).collect();
        let (Shape::Fill { path } | Shape::Stroke { path, .. }) = &mark.shape else { continue };
        let mut at = [0.0; 2];
        let (mut inside, mut all) = (0, 0);
        for segment in path {
            let next = match segment {
                Segment::Move(x, y) => {
                    at = [*x, *y];
                    continue;
                }
                Segment::Line(x, y) | Segment::Cubic([.., x, y]) => [*x, *y],
                Segment::Close => continue,
            };
            for n in 0..=40 {
                let (there, left) = (n as f32 / 40.0, 1.0 - n as f32 / 40.0);
                let place = [0, 1].map(|axis| match segment {
                    Segment::Cubic(bends) => {
                        left * left * left * at[axis]
                            + 3.0 * left * there * (left * bends[axis] + there * bends[axis + 2])
                            + there * there * there * next[axis]
                    }
                    _ => at[axis] + (next[axis] - at[axis]) * there,
                });
                let within =
                    |area: &&[f32; 4]| [0, 1].iter().all(|&n| place[n] > area[n] && place[n] < area[n + 2]);
                all += 1;
                inside += usize::from(own.iter().any(within));
            }
            at = next;
        }
        if all > 0 {
            shares.push(inside as f32 / all as f32);
        }
    }
    shares
}

/// A party that was put somewhere is there, on every date and in every frame; the frame stays, the
/// others make way, and nothing is left of it once it is let go.
#[test]
fn a_pin_holds() {
    let shipped = shipped();
    let party = shipped.party("tencent-music");
    for (date, size) in [("2018-03-10", SIZES[0]), ("2021-10-01", SIZES[0]), ("2018-03-10", SIZES[1])] {
        let state = on(date);
        let (picture, network) = shipped.network(&state, Direction::Both);
        let with = |pins: Vec<(PartyIx, [f32; 2])>| {
            let choice = Choice { pins, ..Choice::default() };
            let plain = input(&shipped.catalog, &picture, &network, &shipped.base, &choice, Locale::En, size);
            let scene = draw(&shipped.catalog, &picture, &network, &shipped.base, &choice, Locale::En, size);
            (places(&plain), scene)
        };
        let at = network.nodes.iter().position(|node| node.party == party).unwrap();
        let ((before, height), plain) = with(Vec::new());
        let share = [0.2, 0.35];
        let ((after, same_height), scene) = with(vec![(party, share)]);
        assert!((height - same_height).abs() < 0.5, "the frame stays");
        let [x, y] = after[at];
        assert!((x - size[0] * 0.2).abs() < 1.0 && (y - size[0] * 0.35).abs() < 1.0, "{date} {x} {y}");
        sound(&scene, "with a pin");
        assert_eq!(scene.marks.iter().filter(|mark| mark.class == Class::Pin).count(), 1);
        assert!(plain.marks.iter().all(|mark| mark.class != Class::Pin));
        assert!(scene.legend.iter().any(|entry| entry.class == Class::Pin));
        let moved: f32 = (before.iter().zip(&after).enumerate())
            .filter(|(n, _)| *n != at)
            .map(|(_, (a, b))| (a[0] - b[0]).hypot(a[1] - b[1]))
            .sum();
        let mean = moved / (before.len() - 1) as f32;
        println!("{date} {size:?}: the others move by {mean:.1} px in the mean");
        assert!(mean < 5.0, "{date}: the others move by {mean} px in the mean");
    }
}

#[test]
fn names_never_overlap_on_any_day() {
    let shipped = shipped();
    for (n, &day) in change_days(&shipped.compiled).iter().enumerate().step_by(9) {
        let mut state = of_day(day);
        state.ownership = n % 2 == 0;
        if n % 3 == 0 {
            state.focus = vec!["jvr".into(), "tencent-music".into()];
        }
        for width in [320.0, 390.0, 1280.0] {
            for locale in Locale::ALL {
                sound(&shipped.draw(&state, None, locale, width), &format!("{day} {} {width}", locale.tag()));
            }
        }
    }
}
