//! The network as a whole: from a picture to the text of an SVG file.

use catalog_atlas::data::Catalog;
use catalog_atlas::dates::{Day, When};
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::network::{Direction, Grouping, Network, groups, network};
use catalog_atlas::query::picture::{Picture, picture};
use catalog_atlas::query::sentence;
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::network::{Base, Choice, draw, height_px, input, places};
use catalog_atlas::scene::{Scene, overlaps, svg};
use catalog_atlas::state::{DateChoice, State};

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
    fn state(day: Day) -> State {
        State::on(DateChoice::on(day))
    }

    fn network(&self, state: &State, direction: Direction) -> (Picture, Network) {
        let picture = picture(&self.catalog, &self.compiled, state);
        let network = network(&self.catalog, &self.compiled, state, &picture, direction, &[]);
        (picture, network)
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
}

fn day(text: &str) -> Day {
    When::parse(text).unwrap().hi
}

const DATES: [&str; 5] = ["2011-08-01", "2015-06-01", "2018-03-10", "2020-09-01", "2021-10-01"];

/// Every look of the shipped dataset; `ATLAS_LOOK=folder` writes the files for the eye.
#[test]
fn every_look_draws() {
    let shipped = shipped();
    let plain = DATES.map(|date| (date, date, "", false, None));
    let states = [
        ("ownership", "2018-03-10", "", true, None),
        ("focus-wmg", "2018-03-10", "wmg", false, None),
        ("focus-joint", "2015-12-31", "jvr", false, None),
        ("focus-netease", "2021-10-01", "netease-cloud-music", false, None),
        ("by-operator", "2018-03-10", "", false, Some(Grouping::Operator)),
        ("by-owner", "2018-03-10", "", true, Some(Grouping::Owner)),
        ("by-country", "2018-03-10", "", false, Some(Grouping::Country)),
    ];
    for (name, date, focus, ownership, grouping) in plain.into_iter().chain(states) {
        let mut state = Shipped::state(day(date));
        state.focus = focus.split_whitespace().map(str::to_owned).collect();
        state.ownership = ownership;
        for width in [1240.0, 820.0, 358.0] {
            for locale in Locale::ALL {
                let scene = shipped.draw(&state, grouping, locale, width);
                let names = scene.marks.iter().filter(|mark| mark.key.ends_with(" t")).count();
                let parties = shipped.network(&state, Direction::Both).1.nodes.len();
                println!(
                    "{name} {} {width}: {names} of {parties} names, {} high",
                    locale.tag(),
                    scene.height_px
                );
                assert_eq!(overlaps(&scene), [], "{name} {} {width}", locale.tag());
                if let Ok(folder) = std::env::var("ATLAS_LOOK") {
                    let path = format!("{folder}/{name}-{}-{width}.svg", locale.tag());
                    std::fs::write(path, svg::to_svg(&scene)).unwrap();
                }
            }
        }
    }
}

/// Days on which a grant begins or ends.
fn change_days(shipped: &Shipped) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for grant in &shipped.compiled.grants {
        days.extend([grant.period.start_lo, grant.period.start_hi, grant.period.end_lo, grant.period.end_hi]);
    }
    days.retain(|day| day.is_finite());
    days.sort_unstable();
    days.dedup();
    days
}

impl Shipped {
    fn places(&self, day: Day, size: [f32; 2]) -> (Network, Vec<[f32; 2]>) {
        let (picture, network) = self.network(&Shipped::state(day), Direction::Both);
        let input =
            input(&self.catalog, &picture, &network, &self.base, &Choice::default(), Locale::En, size);
        let places = places(&input).0;
        (network, places)
    }
}

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

#[test]
fn movement() {
    let shipped = shipped();
    for date in DATES {
        let (network, places) = shipped.places(day(date), [1240.0, 700.0]);
        let (_, phone) = shipped.places(day(date), [358.0, 700.0]);
        println!(
            "{date}: {} nodes, {} links, {} crossings, phone {}",
            network.nodes.len(),
            network.links.len(),
            crossings(&network, &places),
            crossings(&network, &phone)
        );
    }
    let days = change_days(&shipped);
    for size in [[1240.0_f32, 700.0], [358.0, 700.0]] {
        let diagonal = size[0].hypot(size[1]);
        let (mut sum, mut count, mut far, mut crossed) = (0.0, 0, 0, 0);
        let mut steps: Vec<f32> = Vec::new();
        for pair in days.windows(2) {
            let (before, old) = shipped.places(pair[0], size);
            let (after, new) = shipped.places(pair[1], size);
            crossed += crossings(&after, &new);
            for (at, node) in after.nodes.iter().enumerate() {
                let Some(was) = before.nodes.iter().position(|it| it.party == node.party) else { continue };
                let moved = (new[at][0] - old[was][0]).hypot(new[at][1] - old[was][1]) / diagonal;
                sum += moved;
                count += 1;
                far += usize::from(moved > 0.1);
                steps.push(moved);
            }
        }
        steps.sort_by(f32::total_cmp);
        println!(
            "mean {:.4} of the diagonal, median {:.4}, p90 {:.4}, max {:.3}; {far} of {count} moved more than a tenth; {crossed} crossings",
            sum / count as f32,
            steps[count / 2],
            steps[count * 9 / 10],
            steps[count - 1]
        );
    }
}
