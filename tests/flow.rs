//! The flow as a whole: from a picture to the text of an SVG file.

use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::layout::flow::{Order, Request, Side, crossings, layout};
use catalog_atlas::query::picture::{Picture, picture};
use catalog_atlas::query::sentence;
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::flow::{FlowInput, draw, input, request, scene};
use catalog_atlas::scene::{Certainty, Class, Hook, LinkClass, LinkKind, Scene, Shape, overlaps, style, svg};
use catalog_atlas::state::{DateChoice, State};
use hand::hand_made;
use looks::{change_days, golden, golden_whole, on};
use std::collections::{BTreeMap, BTreeSet};

#[path = "flow/crowd.rs"]
mod crowd;
#[path = "flow/hand.rs"]
mod hand;
mod looks;

#[test]
fn hand_made_scene() {
    for (width, name) in [(1240.0, "hand-1240"), (740.0, "hand-740"), (358.0, "hand-358")] {
        let mut scene = scene(&hand_made(width, Locale::En));
        assert_eq!(overlaps(&scene), []);
        scene.title = "Who licenses music to whom in China".into();
        scene.description = "On 10 March 2018, 25 licences from 14 rights holders to 7 services are known or presumed to be in force; 9 are exclusive.".into();
        scene.credit = "Catalog Atlas · Data as of 2026-01-01 · CC-BY-4.0".into();
        golden_whole(name, &scene);
    }
}

struct Shipped {
    catalog: Catalog,
    compiled: Compiled,
    order: Order,
}

fn shipped() -> Shipped {
    load("static/data/china-music.json")
}

fn load(path: &str) -> Shipped {
    let catalog = looks::load(path).catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let order = Order::new(&catalog, &compiled);
    Shipped { catalog, compiled, order }
}

impl Shipped {
    fn state(day: Day) -> State {
        State::on(DateChoice::on(day))
    }

    fn draw(&self, state: &State, locale: Locale, width_px: f32) -> Scene {
        let picture = picture(&self.catalog, &self.compiled, state);
        let mut scene = draw(&self.catalog, &picture, &self.order, locale, width_px);
        scene.description = sentence::summary(&self.catalog, &picture, state, locale);
        scene
    }

    fn request(&self, day: Day) -> (Picture, Request) {
        let picture = picture(&self.catalog, &self.compiled, &Shipped::state(day));
        let input = input(&self.catalog, &picture, &self.order, Locale::En, 1000.0);
        (picture, request(&input))
    }
}

/// Every look of the shipped dataset; `ATLAS_LOOK=folder` writes the files for the eye.
#[test]
fn every_look_draws() {
    let shipped = shipped();
    let plain = DATES.map(|date| (date, date, "", false));
    let states = [
        ("ownership", "2018-03-10", "", true),
        ("focus-wmg", "2018-03-10", "wmg", false),
        ("focus-joint", "2015-12-31", "jvr", false),
        ("focus-netease", "2021-10-01", "netease-cloud-music", false),
        ("focus-all", "2015-12-31", "tencent ali-music", true),
    ];
    for (name, date, focus, ownership) in plain.into_iter().chain(states) {
        let mut state = on(date);
        state.focus = focus.split_whitespace().map(str::to_owned).collect();
        state.ownership = ownership;
        for width in [1240.0, 740.0, 358.0] {
            for locale in Locale::ALL {
                let scene = shipped.draw(&state, locale, width);
                assert_eq!(overlaps(&scene), [], "{name} {} {width}", locale.tag());
                if let Ok(folder) = std::env::var("ATLAS_LOOK") {
                    let path = format!("{folder}/{name}-{}-{width}.svg", locale.tag());
                    std::fs::write(path, svg::to_svg(&scene)).unwrap();
                }
            }
        }
    }
}

/// On the narrowest phone too: a long name goes to the next line between its words.
#[test]
fn no_name_breaks_within_a_word() {
    let shipped = shipped();
    let words: BTreeSet<&str> =
        shipped.catalog.parties.iter().flat_map(|party| party.name.split_whitespace()).collect();
    for date in DATES {
        // Some names have no break but within one: a hyphen, an apostrophe.
        let words: BTreeSet<&str> = words
            .iter()
            .flat_map(|word| word.split_inclusive(['-', '\'']))
            .chain(words.iter().copied())
            .collect();
        for width in [296.0, 336.0, 366.0, 616.0, 856.0] {
            let scene = shipped.draw(&on(date), Locale::En, width);
            for mark in scene.marks.iter().filter(|mark| matches!(mark.hook, Hook::Party(_))) {
                let Shape::Text { lines, .. } = &mark.shape else { continue };
                for word in lines.iter().flat_map(|line| line.split_whitespace()) {
                    assert!(words.contains(word), "{date} at {width} px: “{word}” of {lines:?}");
                }
            }
        }
    }
}

const DATES: [&str; 5] = ["2011-08-01", "2015-06-01", "2018-03-10", "2020-09-01", "2021-10-01"];

/// Measured, with some air; a better method may lower a bound, nothing may raise one.
#[test]
fn crossings_stay_few() {
    let shipped = shipped();
    for (date, most) in DATES.into_iter().zip([4, 10, 28, 64, 24]) {
        let (_, request) = shipped.request(on(date).day());
        let found = crossings(&request, &layout(&request));
        println!("{date}: {found} crossings of {} links", request.links.len());
        assert!(found <= most, "{date}: {found} crossings, at most {most}");
    }
}

/// Ranks of a column's parties, by party.
fn ranks(shipped: &Shipped, day: Day, service: bool) -> BTreeMap<PartyIx, u32> {
    let (picture, request) = shipped.request(day);
    let layout = layout(&request);
    let parties = picture.parties.iter().enumerate();
    let side = |at: usize| match request.nodes[at].side {
        Side::Holder => Some(false),
        Side::Service => Some(true),
        _ => None,
    };
    parties
        .filter(|(at, _)| side(*at) == Some(service))
        .map(|(at, it)| (it.party, layout.places[at].rank))
        .collect()
}

#[test]
fn nodes_keep_their_place_from_day_to_day() {
    let shipped = shipped();
    let days = change_days(&shipped.compiled);
    assert!(days.len() > 100);
    for (service, most) in [(false, 0.06), (true, 0.06)] {
        let (mut moved, mut count, mut worst) = (0, 0, (0, Day(0)));
        for pair in days.windows(2) {
            let (before, after) = (ranks(&shipped, pair[0], service), ranks(&shipped, pair[1], service));
            let order = |ranks: &BTreeMap<PartyIx, u32>, other: &BTreeMap<PartyIx, u32>| {
                let mut common: Vec<_> =
                    ranks.iter().filter(|(party, _)| other.contains_key(party)).collect();
                common.sort_by_key(|(_, rank)| **rank);
                common.into_iter().map(|(party, _)| *party).collect::<Vec<_>>()
            };
            let (before, after) = (order(&before, &after), order(&after, &before));
            let step: usize = (before.iter().enumerate())
                .map(|(n, party)| after.iter().position(|it| it == party).unwrap().abs_diff(n))
                .sum();
            worst = worst.max((step, pair[1]));
            moved += step;
            count += before.len();
        }
        let mean = moved as f64 / count as f64;
        println!("service {service}: mean {mean:.3}, worst step {worst:?}, {} days", days.len());
        assert!(mean <= most, "mean displacement {mean}");
    }
}

/// A click must not move what it was aimed at: ended deals, and who stands there for them alone,
/// come beside what is drawn without a focus.
#[test]
fn nothing_moves_for_a_focus() {
    let shipped = shipped();
    let mut ghosts = 0;
    for text in ["2015-06-01", "2018-03-10", "2021-10-01"] {
        for width_px in [358.0, 856.0] {
            let state = on(text);
            let drawn = |state: &State| {
                let picture = picture(&shipped.catalog, &shipped.compiled, state);
                let scene = draw(&shipped.catalog, &picture, &shipped.order, Locale::En, width_px);
                (picture, scene)
            };
            let (before, plain) = drawn(&state);
            let places: BTreeMap<&str, &Shape> =
                plain.marks.iter().map(|mark| (mark.key.as_str(), &mark.shape)).collect();
            for party in &before.parties {
                let focus = vec![shipped.catalog.party(party.party).id.to_string()];
                let (_, scene) = drawn(&State { focus, ..state.clone() });
                let now: BTreeMap<&str, &Shape> =
                    scene.marks.iter().map(|mark| (mark.key.as_str(), &mark.shape)).collect();
                let moved = places.iter().filter(|(key, shape)| now.get(*key) != Some(shape)).count();
                assert_eq!(moved, 0, "{text}, {width_px} px, {}", shipped.catalog.party(party.party).id);
                ghosts += now.len() - places.len();
            }
        }
    }
    assert!(ghosts > 100, "{ghosts} marks of ended deals");
}

#[test]
fn labels_never_overlap_and_never_leave_the_scene() {
    let shipped = shipped();
    let days = change_days(&shipped.compiled);
    for (n, &day) in days.iter().enumerate().step_by(4) {
        let mut state = Shipped::state(day);
        state.ownership = n % 8 == 0;
        if n % 3 == 0 {
            state.focus = vec!["jvr".into(), "tencent-music".into()];
        }
        for width in [320.0, 358.0, 480.0, 740.0, 1240.0] {
            for locale in Locale::ALL {
                let scene = shipped.draw(&state, locale, width);
                assert_eq!(overlaps(&scene), [], "{day} {} {width}", locale.tag());
                let keys: BTreeSet<&str> = scene.marks.iter().map(|mark| mark.key.as_str()).collect();
                assert_eq!(keys.len(), scene.marks.len(), "keys are unique");
                let parties = scene.marks.chunk_by(|a, b| a.hook == b.hook);
                let ids: Vec<_> =
                    parties.map(|it| &it[0].hook).filter(|it| matches!(it, Hook::Party(_))).collect();
                assert!(
                    (1..ids.len()).all(|n| !ids[n..].contains(&ids[n - 1])),
                    "a party's marks stand together"
                );
            }
        }
    }
}

#[test]
fn golden_files() {
    let shipped = shipped();
    for (date, locale, width) in [
        ("2011-08-01", Locale::En, 740.0),
        ("2015-06-01", Locale::En, 1240.0),
        ("2018-03-10", Locale::En, 1240.0),
        ("2018-03-10", Locale::ZhHans, 358.0),
        ("2021-10-01", Locale::En, 358.0),
    ] {
        golden(&format!("flow-{date}-{}-{width}", locale.tag()), shipped.draw(&on(date), locale, width));
    }
}

/// A file that stands alone: well-formed, no script, nothing from outside, its data escaped.
#[test]
fn an_exported_file_is_safe_and_whole() {
    let mut input = hand_made(740.0, Locale::ZhHans);
    input.parties[0].name = "<script>alert(1)</script> & \"Söhne\" 音乐".into();
    input.parties[0].id = "a\"b<c".into();
    input.parties[0].lang = Some("de".into());
    let mut scene = scene(&input);
    scene.title = "]]> & <title> var(--ink)".into();
    let text = svg::to_svg(&scene);
    for banned in ["<script", "href", "url(", "@import", "on click", "<image", "<foreignObject", "var(--p"] {
        assert!(!text.contains(banned), "{banned}");
    }
    for wanted in [
        "&lt;script&gt;",
        "data-party=\"a&quot;b&lt;c\"",
        "xml:lang=\"de\"",
        "xml:lang=\"zh-Hans\"",
        "<desc>",
        "data-grant=\"deal-0#g1\"",
        "data-status=\"presumed\"",
        "]]&gt; &amp; &lt;title&gt; var(--ink)",
        Locale::ZhHans.words().legend_missing_line,
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let (mut depth, mut most) = (0_i32, 0);
    for tag in text.split('<').skip(1) {
        let closes = tag.starts_with('/');
        depth += if closes { -1 } else { i32::from(!tag.split('>').next().unwrap().ends_with('/')) };
        most = most.max(depth);
    }
    assert!(depth == 0 && most < 6, "tags close: {depth}");
}

#[test]
fn an_empty_picture_is_small() {
    let scene = scene(&FlowInput { width_px: 740.0, ..FlowInput::default() });
    assert!(scene.marks.is_empty() && scene.legend.is_empty() && scene.height_px < 60.0);
    assert!(svg::to_svg(&scene).ends_with("</svg>\n"));
}

/// The legend names what is drawn and nothing else.
#[test]
fn the_legend_is_of_this_scene() {
    let mut input = hand_made(740.0, Locale::En);
    input.joints.clear();
    input
        .links
        .retain(|link| link.class.certainty == Certainty::Known && link.class.kind == LinkKind::Licence);
    let texts: Vec<String> = scene(&input).legend.into_iter().map(|entry| entry.text).collect();
    assert_eq!(texts, ["Exclusive", "Non-exclusive", "Exclusivity unknown", "Known"]);
}

/// No line is shown in the legend that is drawn nowhere: with dashed ones alone it has no solid one.
#[test]
fn the_legend_shows_a_level_as_it_is_drawn() {
    let mut input = hand_made(740.0, Locale::En);
    input.joints.clear();
    for link in &mut input.links {
        link.class.certainty =
            if link.class.kind == LinkKind::PassedOn { Certainty::Possible } else { Certainty::Presumed };
    }
    let legend = scene(&input).legend;
    let levels = legend.iter().filter(|entry| entry.is_level).filter_map(|entry| match entry.class {
        Class::Link(look) if look.kind != LinkKind::Ownership => Some(look),
        _ => None,
    });
    let levels: Vec<LinkClass> = levels.collect();
    assert!(levels.len() >= 3, "{levels:?}");
    for look in levels {
        assert_eq!(look.certainty > Certainty::Presumed, look.kind == LinkKind::PassedOn, "{look:?}");
    }
}

/// Who orders or judges holds no rights, and does not stand below "Rights holders".
#[test]
fn a_regulator_is_no_rights_holder() {
    let data = shipped();
    let mut state = on("2015-07-08");
    state.focus = vec!["ncac".into()];
    for width in [358.0, 1240.0] {
        let scene = data.draw(&state, Locale::En, width);
        assert_eq!(overlaps(&scene), [], "{width}");
        let name = scene.marks.iter().find(|mark| mark.key == "ncac t").expect("its name");
        assert_eq!(name.class, Class::FieldLabel, "in the middle, without a heading");
    }
}

/// The page's style sheet and the exported file's say the same of marks and colours.
#[test]
fn page_and_file_look_alike() {
    let css = include_str!("../static/atlas.css");
    for rule in style::RULES.lines().filter(|rule| !rule.starts_with(".dimmed")) {
        assert!(css.contains(rule), "static/atlas.css lacks {rule}");
    }
    for (name, value) in style::LIGHT.iter().chain(style::DARK) {
        assert!(css.contains(&format!("--{name}: {value}")), "static/atlas.css lacks --{name}: {value}");
    }
}

/// Other datasets draw too, in the state that they open in.
#[test]
fn other_datasets_draw() {
    for file in ["ex1", "ex2", "ex3", "ex4"] {
        let data = load(&format!("tests/examples/{file}.json"));
        let mut state = State::opening(&data.catalog, &data.compiled);
        state.ownership = true;
        for width in [358.0, 1000.0] {
            let scene = data.draw(&state, Locale::En, width);
            assert!(!scene.marks.is_empty(), "{file}");
            assert_eq!(overlaps(&scene), [], "{file} {width}");
        }
    }
}
