//! The timeline as a whole: from a state to the text of an SVG file.

mod looks;

use catalog_atlas::data::words::Level;
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::timeline::{Bar, Timeline, alternative, summary, timeline};
use catalog_atlas::rights::{Compiled, Status};
use catalog_atlas::scene::timeline::{draw, laid_out, scale};
use catalog_atlas::scene::{Certainty, Class, Hook, LinkLevel, Mark, Scene};
use catalog_atlas::state::State;
use looks::{Data, every_look, golden, hooks, shipped};
use std::collections::BTreeSet;

fn made(data: &Data, address: &str) -> (Compiled, State, Timeline) {
    let state = data.state(address);
    let compiled = data.compiled(&state);
    let timeline = timeline(&data.catalog, &compiled, &data.changes, &state);
    (compiled, state, timeline)
}

fn drawn(data: &Data, address: &str, locale: Locale, width_px: f32) -> Scene {
    let (_, state, timeline) = made(data, address);
    let mut scene = draw(&data.catalog, &timeline, state.views.by_service, locale, width_px);
    scene.description = summary(&timeline, &state, locale);
    scene
}

fn bars(timeline: &Timeline) -> impl Iterator<Item = &Bar> {
    timeline.groups.iter().flat_map(|group| &group.bars)
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn every_look_draws() {
    let data = shipped();
    for (name, address) in [
        ("catalogue", "date=2018-03-10"),
        ("service", "date=2021-07-24&group=service"),
        ("zoom", "date=2018-03-10&window=2017/2018&group=service"),
        ("month", "date=2018-03-10&window=2018-03"),
        ("focus", "date=2018-03-10&focus=netease-cloud-music"),
        ("period", "date=2015/2016&presume=none&exclusivity=exclusive"),
        ("joint", "date=2015-12-31&deal=qq-camp-2015"),
        ("known", "known=2016-01-01&group=service"),
    ] {
        every_look(&format!("timeline-{name}"), |locale, width| drawn(&data, address, locale, width));
    }
    for file in ["ex1", "ex2", "ex3", "ex4"] {
        let data = looks::load(&format!("tests/examples/{file}.json"));
        for address in ["", "group=service"] {
            every_look(&format!("timeline-{file}{address}"), |locale, width| {
                drawn(&data, address, locale, width)
            });
        }
    }
}

#[test]
fn golden_files() {
    let data = shipped();
    for (name, address, locale, width) in [
        ("2011-08-01-en-740", "date=2011-08-01&window=2009/2012", Locale::En, 740.0),
        ("2015-06-01-en-390", "date=2015-06-01&window=2014/2015&group=service", Locale::En, 390.0),
        ("2018-03-10-en-1280", "date=2018-03-10&window=2017/2018", Locale::En, 1280.0),
        ("2021-10-01-zh-Hans-390", "date=2021-10-01&window=2021/2022&group=service", Locale::ZhHans, 390.0),
    ] {
        golden(&format!("timeline-{name}"), drawn(&data, address, locale, width));
    }
}

/// Each day of each bar says what the rights say of it.
#[test]
fn a_bar_is_what_its_grant_is_on_every_day() {
    let data = shipped();
    for address in ["", "presume=none", "known=2019-01-01"] {
        let (compiled, _, timeline) = made(&data, address);
        for bar in bars(&timeline) {
            assert!(
                bar.spans.windows(2).all(|pair| pair[1].first == pair[0].last.plus_days(1)),
                "{}",
                bar.hook
            );
            for day in (day("2008-01-01").0..day("2026-01-01").0).step_by(5).map(Day) {
                let status = compiled.status(bar.grant, day);
                let span = bar.spans.iter().find(|span| span.first <= day && day <= span.last);
                let drawn = span.map_or(Status::No, |span| span.status.in_force);
                assert_eq!(drawn, status.in_force, "{address} {} {day}", bar.hook);
                if let Some(span) = span.filter(|_| status.in_force > Status::No) {
                    let surely = matches!(status.level, Level::Exclusive | Level::Sole)
                        && status.exclusive >= status.in_force;
                    assert_eq!(span.is_exclusive(), surely, "{} {day}", bar.hook);
                }
            }
        }
    }
}

/// Whatever is in force on a day of the window, and passes, has a bar; and nothing else.
#[test]
fn every_grant_that_passes_has_a_bar() {
    let data = shipped();
    for address in
        ["", "group=service", "type=swap,sublicence", "country=KR", "exclusivity=exclusive", "window=2012"]
    {
        let (compiled, state, timeline) = made(&data, address);
        let shown: BTreeSet<&str> = bars(&timeline).map(|bar| bar.hook.as_str()).collect();
        assert_eq!(shown.len(), timeline.counts.grants, "{address}");
        let (first, last) = timeline.window;
        for (link, place) in compiled.grants.iter().zip(0..) {
            let status = compiled.status_within(place, first, last);
            let in_force = status.in_force >= Status::Presumed && link.from != Some(link.to);
            let (filters, hook) = (&state.filters, link.hook(&data.catalog));
            let kind = filters.types.is_empty() || filters.types.contains(&link.deal_type);
            if in_force && kind && filters.country.is_empty() && filters.exclusivity.is_empty() {
                assert!(shown.contains(hook.as_str()), "{address} {hook}");
            }
            assert!(kind || !shown.contains(hook.as_str()), "{address} {hook}");
        }
        let scene = drawn(&data, address, Locale::En, 1000.0);
        let drawn = hooks(&scene, |hook| match hook {
            Hook::Grant { grant, .. } => Some(grant.clone()),
            _ => None,
        });
        assert!(drawn.iter().map(String::as_str).eq(shown.iter().copied()), "{address}");
        let events = hooks(&scene, |hook| match hook {
            Hook::Deal(id) => Some(id.clone()),
            _ => None,
        });
        assert_eq!(events.len(), timeline.days.len(), "{address}");
    }
}

/// The edges of the marks of a grant with a look: left of the first, right of the last.
fn edges(scene: &Scene, grant: &str, wanted: impl Fn(&Mark) -> bool) -> Option<(f32, f32)> {
    let of = |mark: &&Mark| matches!(&mark.hook, Hook::Grant { grant: other, .. } if other == grant);
    let marks = scene.marks.iter().filter(of).filter(|mark| wanted(mark));
    let boxes = marks.filter_map(|mark| match &mark.shape {
        catalog_atlas::scene::Shape::Rect { x, width_px, .. } => Some((*x, x + width_px)),
        catalog_atlas::scene::Shape::Stroke { path, .. } => {
            let xs = path.iter().filter_map(|segment| match segment {
                catalog_atlas::scene::Segment::Move(x, _) | catalog_atlas::scene::Segment::Line(x, _) => {
                    Some(*x)
                }
                _ => None,
            });
            Some((xs.clone().fold(f32::MAX, f32::min), xs.fold(f32::MIN, f32::max)))
        }
        _ => None,
    });
    boxes.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

#[test]
fn an_exclusivity_that_ended_stops_being_vermilion() {
    let data = shipped();
    let (_, _, timeline) = made(&data, "group=service");
    let scene = drawn(&data, "group=service", Locale::En, 1280.0);
    let days = scale(&timeline, 1280.0);
    let look = |level: LinkLevel| move |mark: &Mark| matches!(mark.class, Class::Bar(look) | Class::Tail(look) if look.exclusivity == level);
    for (grant, ended) in [("umg-tme-2017#g1", "2019-08-10"), ("sme-tencent-2016#g1", "2020-05-17")] {
        // Announced a year later at most: from there on it is no longer surely exclusive.
        let vermilion = edges(&scene, grant, look(LinkLevel::Exclusive)).unwrap();
        assert!((days.day(vermilion.1).0 - day(ended).0).abs() <= 3, "{grant} {}", days.day(vermilion.1));
        let slate = edges(&scene, grant, look(LinkLevel::Unknown)).unwrap();
        assert!((slate.0 - vermilion.1).abs() < 3.0, "{grant} goes on, not vermilion");
        let effects = scene.marks.iter().filter(|mark| mark.class == Class::Effect);
        let at =
            effects.filter(|mark| matches!(&mark.hook, Hook::Grant { grant: other, .. } if other == grant));
        let at: Vec<&Mark> = at.collect();
        assert_eq!(at.len(), 1, "{grant}");
        // The change stands on the day that is written down, not on the first that it may have been.
        let catalog_atlas::scene::Shape::Fill { path } = &at[0].shape else { panic!("a lozenge") };
        let catalog_atlas::scene::Segment::Move(x, _) = path[0] else { panic!("its top") };
        let bar = bars(&timeline).find(|bar| bar.hook == grant).unwrap();
        let announced = data.catalog.deal(bar.touched[0].0).announced.as_ref().expect("a day").lo;
        assert!(
            announced > day(ended) && (days.day(x).0 - announced.0).abs() <= 3,
            "{grant} {}",
            days.day(x)
        );
    }
    // The regulator's order: from its day on no exclusivity is sure.
    let ordered = edges(
        &scene,
        "modernsky-tme-2018#g1",
        |mark| matches!(mark.class, Class::Bar(look) if look.exclusivity == LinkLevel::Exclusive && look.certainty == Certainty::Known),
    );
    assert!(days.day(ordered.unwrap().1) <= day("2021-07-26"), "{ordered:?}");
    let order = data.catalog.deal_ix("samr-order-2021").unwrap();
    let marked = timeline.days.iter().find(|day| day.deal == order).unwrap();
    assert!(marked.touched >= 5, "{}", marked.touched);
}

#[test]
fn a_suspension_is_a_gap_in_its_bar() {
    let json = r#"{
        "format": "catalog-atlas/1",
        "meta": {"title": "T", "language": "en"},
        "parties": [
            {"id": "l", "kind": "label", "name": "Label"},
            {"id": "s", "kind": "service", "name": "Service"}
        ],
        "sources": [],
        "deals": [
            {"id": "d", "type": "licence", "confidence": "confirmed", "from": "l", "to": "s",
             "start": "2015-01-01", "end": "2019-12-31", "exclusivity": "exclusive", "territory": ["CN"]},
            {"id": "e", "type": "event", "event_kind": "suspension", "confidence": "confirmed",
             "date": "2016-06-01", "title": "Takedown",
             "effects": [{"on": "d", "action": "suspend", "date": "2016-06-01", "until": "2017-05-31"}]}
        ]
    }"#;
    let catalog = catalog_atlas::data::Catalog::load(json.as_bytes()).expect("a dataset").catalog;
    assert_eq!(catalog.deals.len(), 2);
    let compiled = Compiled::new(&catalog, catalog_atlas::rights::Options { presume: true, known: None });
    let changes = catalog_atlas::query::changes::changes(&catalog, &compiled);
    let state = State::opening(&catalog, &compiled);
    let made = timeline(&catalog, &compiled, &changes, &state);
    let spans = &made.groups[0].bars[0].spans;
    let status: Vec<Status> = spans.iter().map(|span| span.status.in_force).collect();
    assert_eq!(status, [Status::Certain, Status::No, Status::Certain]);
    assert_eq!((spans[1].first, spans[1].last), (day("2016-06-01"), day("2017-05-31")));
    let scene = draw(&catalog, &made, false, Locale::En, 800.0);
    let gap = edges(
        &scene,
        "d#g1",
        |mark| matches!(mark.class, Class::Tail(look) if look.certainty == Certainty::Ended),
    );
    let gap = gap.expect("a gap is drawn");
    let days = scale(&made, 800.0);
    assert!((days.day(gap.0).0 - day("2016-06-01").0).abs() <= 2, "{}", days.day(gap.0));
    assert!((days.day(gap.1).0 - day("2017-06-01").0).abs() <= 2, "{}", days.day(gap.1));
    let texts: Vec<&str> = scene.legend.iter().map(|entry| entry.text.as_str()).collect();
    assert!(texts.contains(&"Suspended") && texts.contains(&"Exclusive"), "{texts:?}");
    let words = alternative(&catalog, &made, Locale::En);
    assert!(words[0].1[0].contains("suspended by “Takedown” (1 June 2016)"), "{words:?}");
}

#[test]
fn groups_and_bars_stand_in_the_order_of_time() {
    let data = shipped();
    for address in ["", "group=service", "presume=none"] {
        let (_, _, timeline) = made(&data, address);
        let first: Vec<Day> = timeline.groups.iter().map(|group| group.bars[0].first_day()).collect();
        assert!(first.windows(2).all(|pair| pair[0] <= pair[1]), "{address}");
        for group in &timeline.groups {
            let starts: Vec<Day> = group.bars.iter().map(Bar::first_day).collect();
            assert!(starts.windows(2).all(|pair| pair[0] <= pair[1]), "{address}");
        }
    }
}

/// Every day that is known crosses all rows, with a label or without; what is one of many days does not.
#[test]
fn marked_days_cross_all_rows() {
    let data = shipped();
    for width in [390.0, 1280.0] {
        let (_, _, timeline) = made(&data, "");
        let scene = drawn(&data, "", Locale::En, width);
        let bottom = laid_out(&data.catalog, &timeline, false, Locale::En, width).rows_px[1];
        let crosses = |key: &str| {
            let mark = scene.marks.iter().find(|mark| mark.key == key);
            mark.is_some_and(|mark| match &mark.shape {
                catalog_atlas::scene::Shape::Stroke { path, .. } => {
                    matches!(path.last(), Some(catalog_atlas::scene::Segment::Line(_, y)) if (y - bottom).abs() < 0.1)
                }
                _ => false,
            })
        };
        let mut known = 0;
        for day in &timeline.days {
            let id = data.catalog.deal(day.deal).id.as_str();
            let sure = day.days.1.0 - day.days.0.0 <= 62;
            known += usize::from(sure);
            assert_eq!(crosses(id) || crosses(&format!("hair {id}")), sure, "{id} at {width}");
        }
        assert!(known >= 20, "{known}");
    }
}

/// What is dragged comes back as the day under it; the date is where its label says.
#[test]
fn the_line_of_the_date_stands_on_its_day() {
    let data = shipped();
    for width in [390.0, 1280.0] {
        let (_, state, timeline) = made(&data, "date=2018-03-10");
        let scene = drawn(&data, "date=2018-03-10", Locale::En, width);
        let line = scene.marks.iter().find(|mark| mark.key == "now").expect("a line");
        let catalog_atlas::scene::Shape::Stroke { path, .. } = &line.shape else { panic!("a stroke") };
        let catalog_atlas::scene::Segment::Move(x, _) = path[0] else { panic!("a start") };
        assert!((scale(&timeline, width).day(x).0 - state.day().0).abs() <= 1);
        let layout = laid_out(&data.catalog, &timeline, false, Locale::En, width);
        assert_eq!(layout.scale, scale(&timeline, width));
        assert!(scene.pins.head_px[0] < scene.pins.head_px[1] && scene.pins.head_px[1] <= scene.height_px);
    }
    // A date beside the window has no line.
    let beside = drawn(&data, "date=2018-03-10&window=2012/2013", Locale::En, 800.0);
    assert!(beside.marks.iter().all(|mark| mark.class != Class::Now));
}

#[test]
fn says_what_it_shows() {
    let data = shipped();
    let say = |address: &str, locale: Locale| {
        let (_, state, timeline) = made(&data, address);
        summary(&timeline, &state, locale)
    };
    let all = say("", Locale::En);
    let (_, _, whole) = made(&data, "");
    assert!(
        all.starts_with(&format!(
            "Between 1 January 2009 and 31 January 2025, {} licences are on record, grouped by catalogue.",
            whole.counts.grants
        )),
        "{all}"
    );
    assert!(say("type=mandate", Locale::En).starts_with("No licence is on record between"));
    assert!(
        say("type=swap", Locale::En)
            .contains(&format!("without them there would be {}", whole.counts.grants))
    );
    assert!(
        say("group=service&window=2018", Locale::ZhHans).starts_with("2018年1月1日至2018年12月31日，共有")
    );
    let empty = drawn(&data, "type=mandate", Locale::En, 800.0);
    assert!(empty.marks.is_empty() && empty.height_px < 60.0);
    let (_, _, timeline) = made(&data, "group=service");
    let words = alternative(&data.catalog, &timeline, Locale::En);
    assert_eq!(words.len(), timeline.groups.len() + 1);
    assert!(words.iter().all(|(_, lines)| lines.iter().all(|line| !line.is_empty())));
}
