//! Addresses of the shipped dataset: steps of stories, ids that exist, and the
//! state that a page opens with.

use catalog_atlas::data::Catalog;
use catalog_atlas::data::words::View;
use catalog_atlas::embed::link::{arrived, fragment};
use catalog_atlas::query::changes::changes;
use catalog_atlas::query::story;
use catalog_atlas::rights::{Compiled, Options, Status};
use catalog_atlas::state::{Action, DateChoice, History, State, address_of, go_to, open, reduce};

fn load(name: &str) -> (Catalog, Compiled, State) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let catalog = Catalog::load(&std::fs::read(path).expect(name)).expect(name).catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let opening = State::opening(&catalog, &compiled);
    (catalog, compiled, opening)
}

fn dataset() -> (Catalog, Compiled, State) {
    load("static/data/china-music.json")
}

#[test]
fn a_step_has_one_short_address() {
    let (catalog, _, opening) = dataset();
    assert!(!catalog.stories.is_empty());
    for story in &catalog.stories {
        let id = story.id.as_str();
        for number in 1..=story.steps.len() {
            let (state, history) = reduce(&opening, &Action::Step(id.into(), number), &catalog);
            assert_eq!(history, History::Push);
            let address = address_of(&catalog, &state, &opening, "");
            assert_eq!(address, format!("step={id}.{number}"));
            assert_eq!(open(&catalog, &opening, "", &address).state, state);
            assert_eq!(open(&catalog, &opening, &address, "").state, state);
            let deals = story::deals(&catalog, id, number);
            let named = &story::resolved(&catalog, id, number).unwrap().deals;
            assert_eq!(deals.len(), named.len(), "{id}.{number} names a deal that is not there");

            // What the reader changes then stands beside the step, also what a default would hide.
            for action in [
                Action::SetView(View::Table),
                Action::SetView(View::Flow),
                Action::SetDate(opening.date.clone()),
                Action::ClearFocus,
                Action::ClearFilters,
                Action::LeaveStory,
            ] {
                let (changed, _) = reduce(&state, &action, &catalog);
                for query in ["", "embed=1&view=matrix", "step=nothing.1"] {
                    let embed = State { embed: query.starts_with("embed"), ..changed.clone() };
                    let address = address_of(&catalog, &embed, &opening, query);
                    assert_eq!(open(&catalog, &opening, query, &address).state, embed, "{address}");
                }
            }
        }
    }
}

#[test]
fn ids_that_are_not_there_are_named() {
    let (catalog, _, opening) = dataset();
    let read = |address: &str| open(&catalog, &opening, "", address);
    let found = read("focus=sm,nobody&deal=sm-ali-2016%23g9&ask=nobody~sm~CN&step=none.1");
    assert_eq!(found.ignored, ["step=none.1", "focus=nobody", "deal=sm-ali-2016#g9", "ask=nobody"]);
    assert_eq!(found.state, State { focus: vec!["sm".into()], ..opening.clone() });
    assert_eq!(read("deal=sm-ali-2016%23g1").state.deal.as_deref(), Some("sm-ali-2016#g1"));
    assert_eq!(read("deal=nothing").ignored, ["deal=nothing"]);
}

#[test]
fn a_question_about_no_single_territory_is_named() {
    let (catalog, _, opening) = dataset();
    let read = |address: &str| open(&catalog, &opening, "", address);
    for wrong in ["XX", "Worldwide", "china"] {
        let found = read(&format!("ask=qq-music~him~{wrong}"));
        assert_eq!((found.ignored, found.state.ask), (vec![format!("ask={wrong}")], opening.ask.clone()));
    }
    let found = read("ask=qq-music~him~cn");
    assert_eq!(found.ignored, [""; 0]);
    let asked = found.state.ask.unwrap_or_default();
    assert_eq!(asked.each_ref().map(String::as_str), ["qq-music", "him", "CN"]);
}

#[test]
fn a_host_moves_the_view_and_nothing_else() {
    let (catalog, _, opening) = dataset();
    let here = open(&catalog, &opening, "embed=1&height=500&lang=zh&from=x", "view=table&q=sm").state;
    let there =
        go_to(&catalog, &opening, &here, "view=matrix&embed=0&lang=en&theme=dark&data=x.json&z=1").state;
    assert_eq!(there, State { view: View::Matrix, q: String::new(), ..here });
}

/// The opening date is the publisher's, and moves: a link says its own.
#[test]
fn a_link_always_says_its_date() {
    let (catalog, _, opening) = dataset();
    for address in ["", "view=table", "date=2016-07", "date=1970-01-01", "focus=xiami"] {
        let state = open(&catalog, &opening, "", address).state;
        let written = fragment(&catalog, &state, &opening, "");
        assert!(written.contains("date="), "{address}: {written}");
        let moved = State { date: DateChoice::parse("2012").unwrap(), ..opening.clone() };
        for opening in [&opening, &moved] {
            let found = arrived(open(&catalog, opening, "", &written).state, &catalog);
            assert_eq!(found.date, state.date, "{written}");
            assert_eq!((found.view, found.focus), (state.view, state.focus.clone()));
        }
    }
}

#[test]
fn opens_as_the_file_says_or_on_the_fullest_day() {
    let (catalog, _, opening) = dataset();
    let wanted = catalog.meta.opening.as_ref().unwrap();
    assert_eq!((Some(opening.day()), Some(opening.view)), (wanted.date, wanted.view));

    let (mut catalog, compiled, _) = dataset();
    catalog.meta.opening = None;
    let opening = State::opening(&catalog, &compiled);
    let in_force = |day| {
        let at = |place: &usize| compiled.status(*place as u32, day).in_force >= Status::Presumed;
        (0..compiled.grants.len()).filter(|&place| !compiled.grants[place].joint).filter(at).count()
    };
    let most = in_force(opening.day());
    let mut day = changes(&catalog, &compiled).first.unwrap();
    let end = changes(&catalog, &compiled).last.unwrap();
    while day <= end {
        assert!(in_force(day) < most + usize::from(day <= opening.day()), "{day}");
        day = day.plus_days(1);
    }
}

#[test]
fn the_picture_changes_only_on_the_days_of_change() {
    for name in ["static/data/china-music.json", "tests/examples/ex1.json", "tests/examples/ex4.json"] {
        let (catalog, compiled, _) = load(name);
        let found = changes(&catalog, &compiled);
        let (first, last) = (found.first.unwrap(), found.last.unwrap());
        let at = |day| {
            let grants: Vec<_> =
                (0..compiled.grants.len() as u32).map(|ix| compiled.status(ix, day)).collect();
            let operators: Vec<_> =
                compiled.operators.keys().map(|service| compiled.operator(service, day)).collect();
            (grants, operators)
        };
        let mut before = at(first);
        let mut day = first.plus_days(1);
        while day <= last {
            let now = at(day);
            if now != before {
                assert!(found.days.binary_search(&day).is_ok(), "{name}: {day}");
            }
            before = now;
            day = day.plus_days(1);
        }
        assert_eq!(found.month_start(0), Some(first));
        assert_eq!(found.next(last), None);
        assert_eq!(found.previous(first), None);
        assert!(found.next(first) > Some(first) && found.previous(last) < Some(last));
        assert!(found.days.windows(2).all(|pair| pair[0] < pair[1]));
        let end = found.month_start(found.months.len()).unwrap();
        assert_eq!(end.plus_days(-1), last);
    }
}
