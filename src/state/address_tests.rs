//! The rules of web-requirements 1.4, one by one.

use super::address::{Address, read_address, write_address};
use super::arbitrary;
use super::{DateChoice, State, Theme};
use crate::data::words::{DealType, View};
use crate::dates::Day;
use proptest::prelude::*;

fn opening() -> State {
    State::on(DateChoice::on(Day::parse("2018-03-10").unwrap()))
}

/// Reads an address as a browser shows it: `?query#fragment`.
fn read(address: &str) -> Address {
    let (query, fragment) = address.split_once('#').unwrap_or((address, ""));
    read_address(query.strip_prefix('?').unwrap_or(query), fragment, &opening())
}

#[test]
fn every_host_of_the_fixture_leaves_the_step() {
    for address in [
        "?embed=1#step=main.2",
        "?embed=1&step=main.2#amp=1",
        "?embed=1#step=main.2#?secret=AbC123",
        "?embed=1&step=main.2#?secret=AbC123",
        "?embed=1&dark=false#step=main.2",
        "?embed=1#step=main.2&dark=false",
        "?embed=1&step=main.2/?dark=false",
        "#step=main.2/?dark=false",
        "?utm_source=x&zzz#step=main.2",
        "?embed=1&initialWidth=640&childId=g1&parentTitle=T&parentUrl=https%3A%2F%2Fe.org%2F#step=main.2",
        "?step=main.2&maxwidth=600&dnt=1&format=json&url=x",
        "?step=main.9&x=%E0%A4%A#step=main.2",
    ] {
        let found = read(address);
        assert_eq!(found.state.step, Some(("main".into(), 2)), "{address}");
        assert_eq!(found.state.embed, address.contains("embed=1"), "{address}");
        assert_eq!(found.ignored, Vec::<String>::new(), "{address}");
        assert_eq!(found.secret.is_some(), address.contains("secret"), "{address}");
        let theme = if address.contains("dark=false") { Theme::Light } else { Theme::Auto };
        assert_eq!(found.state.theme, theme, "{address}");
    }
}

#[test]
fn the_fragment_wins_and_the_first_of_a_key_wins_in_one_place() {
    assert_eq!(read("?view=table#view=matrix").state.view, View::Matrix);
    assert_eq!(read("?view=table&view=matrix").state.view, View::Table);
    assert_eq!(read("#view=table&view=matrix#view=network").state.view, View::Table);
    assert_eq!(read("?theme=dark&dark=false").state.theme, Theme::Dark);
    assert_eq!(read("?theme=dark#dark=false").state.theme, Theme::Dark);
    assert_eq!(read("?dark=true").state.theme, Theme::Dark);
}

#[test]
fn separators_and_slashes() {
    let state = read("?view=table?depth=2/?links=ownership/#q=a%2Fb%23c%26d/").state;
    assert_eq!((state.view, state.depth, state.ownership), (View::Table, 2, true));
    assert_eq!(state.q, "a/b#c&d");
    assert_eq!(
        read("#zzz/&yyy=1/").state.unknown,
        [("zzz".into(), String::new()), ("yyy".into(), "1".into())]
    );
}

#[test]
fn secrets_feed_only_height_messages() {
    assert_eq!(read("#?secret=AbC123").secret.as_deref(), Some("AbC123"));
    assert_eq!(read("#?secret=AbC123").state, opening());
    for wrong in ["#?secret=", "#?secret=a%20b", "#?secret=<b>", &format!("#?secret={}", "a".repeat(65))] {
        assert_eq!(read(wrong), Address { state: opening(), ignored: vec![], secret: None }, "{wrong}");
    }
}

#[test]
fn bad_values_fall_back_and_are_named() {
    for (address, named) in [
        ("#view=flows", "view=flows"),
        ("#date=2018-13", "date=2018-13"),
        ("#date=2018~", "date=2018~"),
        ("#date=2019/2018", "date=2019/2018"),
        ("#depth=4", "depth=4"),
        ("#focus=a,%20B,c", "focus=B"),
        ("#type=licence,lease", "type=lease"),
        ("#known=2018", "known=2018"),
        ("#presume=all", "presume=all"),
        ("#ask=a~b", "ask=a~b"),
        ("#step=main", "step=main"),
        ("#step=main.0", "step=main.0"),
        ("#cam=1,2", "cam=1,2"),
        ("#cam=1,NaN,1", "cam=1,NaN,1"),
        ("#cam=1,1e5,1", "cam=1,1e5,1"),
        ("#cam=1,.5,1", "cam=1,.5,1"),
        ("?embed=yes", "embed=yes"),
        ("?height=big", "height=big"),
        ("?lang=<b>", "lang=<b>"),
        ("?data=http%3A%2F%2Fevil.example%2Fx.json", "data=http://evil.example/x.json"),
        ("?data=%2F%2Fevil.example%2Fx.json", "data=//evil.example/x.json"),
        ("?data=https%3A%2F%2Fu%3Ap@evil.example%2Fx.json", "data=https://u:p@evil.example/x.json"),
        ("?data=..%2Fx.json", "data=../x.json"),
        ("?data=%2Fx.json", "data=/x.json"),
        ("?data=%255c%255cevil", "data=%5c%5cevil"),
        ("?data=a%2F%252e%252e%2Fx", "data=a/%2e%2e/x"),
    ] {
        let found = read(address);
        assert_eq!(found.ignored, [named], "{address}");
        let fallen = State { focus: vec![], filters: super::Filters::default(), ..found.state };
        assert_eq!(fallen, opening(), "{address}");
    }
    assert_eq!(read("#focus=a,B,c").state.focus, ["a", "c"]);
    assert_eq!(read("#type=swap,lease,licence").state.filters.types, [DealType::Licence, DealType::Swap]);
    assert_eq!(read("?height=9999").state.height_px, Some(2000));
    let long = "x".repeat(1001);
    assert_eq!(read(&format!("#q={long}")).ignored, [format!("q={}…", "x".repeat(40))]);
    assert_eq!(read(&format!("#q={}", &long[1..])).state.q.len(), 1000);
}

#[test]
fn dates_are_days_months_years_and_periods() {
    let day = |address: &str| read(address).state.day().to_string();
    assert_eq!(day("#date=2018-02-09"), "2018-02-09");
    assert_eq!(day("#date=2018-02"), "2018-02-28");
    assert_eq!(day("#date=2018"), "2018-12-31");
    assert_eq!(day("#date=2017-03/2018-02"), "2018-02-28");
    assert_eq!(read("#date=2017-03%2F2018-02").state.date.days().0.to_string(), "2017-03-01");
}

#[test]
fn cameras_are_short() {
    use super::Camera;
    let write = |x, y, zoom| {
        let camera = Camera { x, y, zoom }.checked();
        write_address(&State { camera, ..opening() }, &opening(), "")
    };
    assert_eq!(write(-12.34, 0.04, 1.25), "cam=-12.3,0,1.25");
    assert_eq!(write(-0.04, 100.0, 99.0), "cam=0,100,8");
    let camera = read("#cam=-12.34,7,0.1").state.camera;
    assert_eq!(camera, Some(Camera { x: -12.3, y: 7.0, zoom: 0.25 }));
}

#[test]
fn the_cap_drops_whole_pairs() {
    let filler = "&y=z".repeat(2100);
    assert_eq!(read(&format!("#view=table{filler}&depth=2")).state.depth, 1);
    assert_eq!(read(&format!("#view=table{filler}&depth=2")).state.view, View::Table);
    let almost = format!("#{}&depth=23", "a".repeat(8192 - 7));
    assert_eq!(read(&almost).state.depth, 1, "half of “depth=23” is not “depth=2”");
}

#[test]
fn only_what_the_query_does_not_show_is_written() {
    let write = |state: &State, query: &str| write_address(state, &opening(), query);
    assert_eq!(write(&opening(), ""), "");
    assert_eq!(write(&opening(), "embed=1&view=table"), "view=flow&embed=0");
    let state = State {
        view: View::Table,
        date: DateChoice::parse("2017-03/2018").unwrap(),
        focus: vec!["sm".into(), "ali-music".into()],
        deal: Some("him-ali-2015#g1".into()),
        presume: false,
        q: "虾 &".into(),
        embed: true,
        unknown: vec![("utm_source".into(), "x".into()), ("from".into(), "a b".into())],
        ..opening()
    };
    assert_eq!(
        write(&state, "embed=1&utm_source=x"),
        "view=table&date=2017-03%2F2018&focus=sm,ali-music&deal=him-ali-2015%23g1&presume=none\
         &q=%E8%99%BE%20%26&from=a%20b"
    );
    let mut scrubbing = opening();
    scrubbing.scrubbed_from =
        Some(std::mem::replace(&mut scrubbing.date, DateChoice::parse("2015").unwrap()));
    assert_eq!(write(&scrubbing, ""), "", "a moving scrubber leaves the address alone");
}

proptest! {
    #[test]
    fn reading_gives_back_what_was_written(state in arbitrary::state(), opening in arbitrary::state()) {
        let opening = State { unknown: vec![], ..opening };
        for query in ["", "embed=1", "embed=1&theme=dark&view=matrix&focus=a,b&step=main.2&presume=none&cam=1,2,3"] {
            let written = write_address(&state, &opening, query);
            let found = read_address(query, &written, &opening);
            prop_assert_eq!(&found.state, &state, "{} # {}", query, &written);
            prop_assert!(found.ignored.is_empty());
            prop_assert_eq!(write_address(&found.state, &opening, query), written);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn any_text_gives_a_valid_state(
        query in "\\PC{0,40}|([a-z]{1,5}[=&?#/%]{1,2}[a-z0-9.,~%-]{0,4}){0,6}",
        key in proptest::sample::select(super::keys::KEYS.to_vec()),
        value in "\\PC{0,30}|[0-9a-z.,~%/-]{0,12}",
    ) {
        let fragment = format!("{key}={value}&{query}");
        let found = read_address(&query, &fragment, &opening());
        let written = write_address(&found.state, &opening(), "");
        let again = read_address("", &written, &opening());
        prop_assert_eq!(again.state, found.state);
        prop_assert!(again.ignored.is_empty());
    }
}
