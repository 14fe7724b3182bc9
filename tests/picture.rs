//! The picture of the shipped dataset on the days that its stories turn on.

use catalog_atlas::data::Catalog;
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::listed::listed;
use catalog_atlas::query::picture::{Picture, PictureLink, picture};
use catalog_atlas::query::sentence;
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::Certainty;
use catalog_atlas::state::{DateChoice, State, open};
use std::path::Path;

fn catalog() -> Catalog {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/data/china-music.json");
    Catalog::load(&std::fs::read(path).expect("the dataset")).expect("a dataset").catalog
}

fn shown(catalog: &Catalog, address: &str) -> Picture {
    let opening = State::on(DateChoice::on(Day::parse("2018-03-10").unwrap()));
    let found = open(catalog, &opening, "", address);
    assert_eq!(found.ignored, Vec::<String>::new(), "{address}");
    let state = found.state;
    picture(catalog, &Compiled::new(catalog, Options { presume: state.presume, known: state.known }), &state)
}

/// `from to hook: certainty level`, as on the picture.
fn in_words(catalog: &Catalog, link: &PictureLink) -> String {
    let certainty = match link.certainty {
        Certainty::Known => "known",
        Certainty::Presumed => "presumed",
        Certainty::Possible => "possible",
        Certainty::Disputed => "disputed",
        Certainty::Ended => "ended",
        Certainty::Ahead => "ahead",
    };
    let id = |party| catalog.party(party).id.as_str().to_string();
    let level = link.status.level.word();
    format!("{} {} {}: {certainty} {level}", id(link.from), id(link.to), link.hook)
}

/// Everything that is drawn between two parties, in the order of the file.
fn between(catalog: &Catalog, picture: &Picture, from: &str, to: &str) -> Vec<String> {
    let ends = (catalog.party_ix(from).expect(from), catalog.party_ix(to).expect(to));
    let links = picture.links.iter().filter(|link| (link.from, link.to) == ends);
    links.map(|link| in_words(catalog, link)).collect()
}

#[test]
fn three_companies_pass_on_to_each_other() {
    let catalog = catalog();
    let picture = shown(&catalog, "");
    for (from, to, swap) in [
        ("tencent-music", "ali-music", "swap-tme-ali-2017#toali"),
        ("ali-music", "tencent-music", "swap-tme-ali-2017#totme"),
        ("tencent-music", "netease-cloud-music", "cross-tme-netease-2018#tonetease"),
        ("netease-cloud-music", "tencent-music", "cross-tme-netease-2018#totme"),
        ("netease-cloud-music", "ali-music", "swap-ali-netease-2018#toali"),
        ("ali-music", "netease-cloud-music", "swap-ali-netease-2018#tonetease"),
    ] {
        // Announced, with an end that nobody has named: presumed.
        let expected = format!("{from} {to} {swap}: presumed non-exclusive");
        assert!(between(&catalog, &picture, from, to).contains(&expected), "{expected}");
    }
    // Strictly they are possible only.
    let strict = shown(&catalog, "presume=none");
    let arc = between(&catalog, &strict, "tencent-music", "ali-music");
    assert_eq!(arc, ["tencent-music ali-music swap-tme-ali-2017#toali: possible non-exclusive"]);
}

#[test]
fn the_labels_of_the_founding_article() {
    let catalog = catalog();
    let picture = shown(&catalog, "");
    for (from, to, expected) in [
        ("ee-media", "netease-cloud-music", "eemedia-netease-2018#g1: presumed exclusive"),
        ("avex", "netease-cloud-music", "avex-netease-2017#g1: presumed exclusive"),
        ("forward-music", "netease-cloud-music", "forward-netease-2018#g1: presumed exclusive"),
        // The sources differ on whether it was exclusive.
        ("him", "netease-cloud-music", "him-netease-2018#g1: presumed unknown"),
        ("him", "ali-music", "him-ali-2018#g1: disputed non-exclusive"),
        ("rock-records", "ali-music", "rock-ali-2017#g1: known exclusive"),
        ("sm", "ali-music", "sm-ali-2016#g1: presumed unknown"),
        ("bmg", "ali-music", "bmg-ali-2016#g1: known unknown"),
    ] {
        assert_eq!(between(&catalog, &picture, from, to), [format!("{from} {to} {expected}")]);
    }
}

#[test]
fn who_runs_the_services() {
    let catalog = catalog();
    let operator = |service: &str, date: &str| {
        let picture = shown(&catalog, &format!("date={date}&focus={service}"));
        let place = catalog.party_ix(service).expect(service);
        let party = picture.parties.iter().find(|party| party.party == place).expect("in focus");
        party.operator.map(|operator| catalog.party(operator).id.to_string())
    };
    for date in ["2015-01-01", "2015-12-31", "2016-06-30"] {
        assert_eq!(operator("qq-music", date).as_deref(), Some("tencent"), "{date}");
    }
    for date in ["2016-08-01", "2018-03-10", "2022-01-01"] {
        for service in ["qq-music", "kugou", "kuwo"] {
            assert_eq!(operator(service, date).as_deref(), Some("tencent-music"), "{service} {date}");
        }
    }
}

/// What a label's links say on a day, without the parties.
fn of_label(catalog: &Catalog, label: &str, date: &str) -> Vec<String> {
    let picture = shown(catalog, &format!("date={date}"));
    let label = catalog.party_ix(label).expect(label);
    let links = picture.links.iter().filter(|link| link.from == label);
    let words = links.map(|link| in_words(catalog, link));
    words.map(|words| words.splitn(3, ' ').nth(2).unwrap_or_default().to_string()).collect()
}

#[test]
fn the_end_of_exclusivity() {
    let catalog = catalog();
    // Known while it lasted.
    assert_eq!(of_label(&catalog, "umg", "2018-06-01"), ["umg-tme-2017#g1: known exclusive"]);
    assert_eq!(of_label(&catalog, "sme", "2018-06-01"), ["sme-tencent-2016#g1: known exclusive"]);
    let ended = ["umg-tme-2020#g1: presumed non-exclusive", "umg-netease-2020#g1: presumed non-exclusive"];
    for date in ["2020-12-31", "2021-06-30", "2022-06-01"] {
        assert_eq!(of_label(&catalog, "umg", date), ended, "{date}");
    }
    let ended = ["sme-tme-2021#g1: presumed non-exclusive", "sme-netease-2021#g1: presumed non-exclusive"];
    for date in ["2021-12-31", "2022-06-01"] {
        assert_eq!(of_label(&catalog, "sme", date), ended, "{date}");
    }
}

#[test]
fn nothing_reaches_a_service_that_has_closed() {
    let catalog = catalog();
    let duomi = catalog.party_ix("duomi").expect("duomi");
    let of = |address: &str| {
        let picture = shown(&catalog, address);
        let links = picture.links.iter().filter(|link| [link.from, link.to].contains(&duomi));
        let words: Vec<String> = links.map(|link| in_words(&catalog, link)).collect();
        (words, picture.parties.iter().any(|party| party.party == duomi))
    };
    let link = "qq-music duomi qq-duomi-sublicence-2015#g1";
    assert_eq!(of("date=2018-02-28"), (vec![format!("{link}: presumed non-exclusive")], true));
    for date in ["2018-03-01", "2018-03-10", "2018-12-31", "2021-01-01"] {
        assert_eq!(of(&format!("date={date}")), (vec![], false), "{date}");
        // Who asks for it sees what is over.
        let remembered = vec![format!("{link}: ended non-exclusive")];
        assert_eq!(of(&format!("date={date}&focus=duomi")), (remembered, true), "{date}");
    }
}

/// No step of a story leaves the reader with a picture in which nothing is lit.
#[test]
fn every_step_of_every_story_lights_a_line() {
    let catalog = catalog();
    let mut steps = 0;
    for story in &catalog.stories {
        for number in 1..=story.steps.len() {
            let address = format!("step={}.{number}", story.id);
            let picture = shown(&catalog, &address);
            let lit = picture.links.iter().filter(|link| link.lit).count();
            assert!(lit + picture.joints.len() > 0, "{address}");
            steps += 1;
        }
    }
    assert!(steps > 20);
    // An event that is open lights what it changed.
    let picture = shown(&catalog, "date=2021-09-01&deal=samr-order-2021");
    assert!(picture.links.iter().any(|link| link.lit));
}

/// On the day on which a deal is announced it is no deal of the past.
#[test]
fn what_has_not_begun_is_drawn_as_such() {
    let catalog = catalog();
    let picture = shown(&catalog, "step=end-of-exclusivity-2021.1");
    let link =
        picture.links.iter().find(|link| link.hook == "umg-tme-2020#g1").expect("the story's own deal");
    assert!(link.lit && link.certainty != Certainty::Ended, "{:?}", link.certainty);
    let picture = shown(&catalog, "date=2018-03-10&deal=wmg-tme-2021");
    let link =
        picture.links.iter().find(|link| link.hook.starts_with("wmg-tme-2021#")).expect("the open deal");
    assert_eq!(link.certainty, Certainty::Ahead);
    let text = sentence::link(&catalog, link, Locale::En);
    assert!(text.ends_with("not yet in force on this day"), "{text}");
}

/// The picture as text says every link of it, and nothing else.
#[test]
fn the_picture_as_text_has_every_link() {
    let catalog = catalog();
    for address in ["", "date=2021", "focus=netease-cloud-music", "links=ownership", "country=IS"] {
        let picture = shown(&catalog, address);
        for locale in [Locale::En, Locale::ZhHans] {
            let groups = listed(&catalog, &picture, locale);
            let mut said: Vec<String> = groups.into_iter().flat_map(|(_, links)| links).collect();
            let links = picture.links.iter().map(|link| sentence::link(&catalog, link, locale));
            let joints = picture.joints.iter().map(|joint| sentence::joint(&catalog, joint, locale));
            let mut want: Vec<String> = links.chain(joints).collect();
            said.sort();
            want.sort();
            assert_eq!(said, want, "{address}");
        }
    }
}
