//! The choices of single views: what each action does, and that every address of them leads back.

use super::arbitrary;
use super::net::{NetAction, Pin};
use super::views::{KEYS, Order, ViewAction, Views};
use super::{Action, DateChoice, History, State, read_address, reduce, write_address};
use crate::data::Catalog;
use crate::dates::Day;
use crate::query::network::{self, Direction};
use crate::query::table::{Column, Grouping, SortKey};
use proptest::prelude::*;

fn opening() -> State {
    State::on(DateChoice::on(Day::parse("2018-03-10").unwrap()))
}

#[track_caller]
fn check(actions: &[ViewAction], history: History, address: &str) {
    let mut state = opening();
    let mut last = History::Keep;
    for action in actions {
        (state, last) = reduce(&state, &Action::View(action.clone()), &Catalog::default());
    }
    assert_eq!(last, history);
    assert_eq!(write_address(&state, &opening(), ""), address);
    assert_eq!(read_address("", address, &opening()).state, state);
}

#[test]
fn table() {
    use History::{Keep, Push, Replace};
    use ViewAction as A;
    let date = |text: &str| DateChoice::parse(text).unwrap();
    check(&[A::Years(true)], Push, "years=1");
    check(&[A::Years(true), A::Years(false)], Push, "");
    check(&[A::Years(true), A::Year(2016)], Push, "date=2016");
    check(&[A::ByService(true)], Replace, "group=service");
    check(&[A::ByService(true), A::TableGroup(Some(Grouping::Year))], Replace, "group=service,year");
    check(&[A::Window(Some(date("2015/2017-03")))], Replace, "window=2015%2F2017-03");
    check(&[A::Window(Some(date("2015"))), A::Window(None)], Replace, "");
    check(&[A::Order(Order::Count)], Replace, "order=count");
    check(&[A::Order(Order::Blocks)], Keep, "");
    check(&[A::SortBy(Column::Start)], Replace, "sort=-start");
    check(&[A::SortBy(Column::Start), A::SortBy(Column::Start)], Replace, "");
    check(&[A::SortBy(Column::From)], Replace, "sort=from");
    check(&[A::SortBy(Column::From), A::SortAlso(Column::End)], Replace, "sort=from,end");
    let thrice = [A::SortBy(Column::From), A::SortAlso(Column::End), A::SortAlso(Column::End)];
    check(&thrice, Replace, "sort=from,-end");
    check(&[A::SortThen(Some(Column::End))], Replace, "sort=start,end");
    check(&[A::SortAlso(Column::End), A::SortThen(Some(Column::From))], Replace, "sort=start,from");
    check(&[A::SortBy(Column::From), A::SortThen(Some(Column::From))], Keep, "sort=from");
    check(&[A::SortThen(Some(Column::End)), A::SortThen(None)], Replace, "");
    check(
        &[A::Column(Column::Type), A::Column(Column::Title)],
        Replace,
        "cols=title,from,to,catalogue,exclusivity,start,end,confidence,status,sources",
    );
    check(&[A::Column(Column::Price), A::Column(Column::Price)], Replace, "");
    check(&[A::Column(Column::Price), A::UsualColumns], Replace, "");
    check(&[A::Find("虾".into())], Replace, "find=%E8%99%BE");
    check(&[A::Page(3)], Replace, "page=3");
    check(&[A::Page(1)], Keep, "");
    check(&[A::Page(3), A::Find("x".into())], Replace, "find=x");
    check(&[A::Net(NetAction::Direction(Direction::Gives))], Push, "direction=gives");
    check(&[A::Net(NetAction::Direction(Direction::Both))], Keep, "");
    check(&[A::Net(NetAction::Hull(Some(network::Grouping::Operator)))], Push, "hull=operator");
    check(&[A::Net(NetAction::Path(true))], Push, "path=1");
    check(&[A::Net(NetAction::Path(true)), A::Net(NetAction::Circle(2))], Push, "circle=2");
    check(&[A::Net(NetAction::Circle(2)), A::Net(NetAction::Path(true))], Push, "path=1");
    let pin = |party: &str, x, y| Pin { party: party.into(), at: [x, y] };
    let put = |party, x, y| A::Net(NetAction::Pin(pin(party, x, y)));
    check(&[put("umg", 120, 1_030)], Replace, "pin=umg~120~1030");
    check(
        &[put("umg", 11, 12), put("sme", 9_000, -5), put("umg", 13, 14)],
        Replace,
        "pin=sme~990~10,umg~13~14",
    );
    check(&[put("umg", 1, 2), A::Net(NetAction::Release(Some("umg".into())))], Replace, "");
    check(&[put("umg", 1, 2), put("sme", 0, 0), A::Net(NetAction::Release(None))], Replace, "");
    check(&[put("no id", 1, 2)], Keep, "");
    // The address waits for the end of a drag.
    let drag = |x| A::Net(NetAction::Drag(pin("umg", x, 10)));
    let mut state = opening();
    for x in [15, 16] {
        let (next, history) = reduce(&state, &Action::View(drag(x)), &Catalog::default());
        assert_eq!((next.views.net.pinned("umg"), history), (Some([x, 10]), Keep));
        assert_eq!(write_address(&next, &opening(), ""), "");
        state = next;
    }
    let (done, history) = reduce(&state, &Action::View(put("umg", 16, 10)), &Catalog::default());
    assert_eq!((write_address(&done, &opening(), "").as_str(), history), ("pin=umg~16~10", Replace));
    assert_eq!(reduce(&state, &Action::Escape, &Catalog::default()).0.views.net.pinned("umg"), None);
}

#[test]
fn the_last_column_stays() {
    let mut views = Views::default();
    for column in Column::ALL.into_iter().chain(Column::ALL) {
        views.reduce(&ViewAction::Column(column));
        assert!(!views.shown_columns().is_empty());
    }
}

#[test]
fn bad_values_fall_back_and_are_named() {
    for (address, named) in [
        ("years=2", "years=2"),
        ("group=operator", "group=operator"),
        ("window=2018-13", "window=2018-13"),
        ("order=random", "order=random"),
        ("cols=from,colour", "cols=colour"),
        ("sort=-nothing", "sort=-nothing"),
        ("page=-1", "page=-1"),
        ("direction=up", "direction=up"),
        ("hull=planet", "hull=planet"),
        ("path=maybe", "path=maybe"),
        ("circle=201", "circle=201"),
        ("pin=umg", "pin=umg"),
        ("pin=umg~1~2~3", "pin=umg~1~2~3"),
    ] {
        let read = read_address("", address, &opening());
        assert_eq!(read.ignored, [named]);
        let expected = if address.starts_with("cols") { vec![Column::From] } else { vec![] };
        assert_eq!(read.state.views, Views { columns: expected, ..Views::default() }, "{address}");
    }
    let twice = read_address("", "sort=from,-from,to", &opening()).state.views.sort;
    assert_eq!(twice, [SortKey::up(Column::From), SortKey::up(Column::To)]);
}

proptest! {
    #[test]
    fn every_choice_has_an_address(views in arbitrary::views()) {
        let state = State { views, ..opening() };
        let address = write_address(&state, &opening(), "");
        prop_assert!(KEYS.iter().chain(&super::net::KEYS).any(|key| address.starts_with(key)) || address.is_empty());
        prop_assert_eq!(read_address("", &address, &opening()).state, state);
    }

    #[test]
    fn actions_give_what_an_address_can_hold(actions in proptest::collection::vec(arbitrary::view_action(), 0..12)) {
        let mut state = opening();
        for action in actions {
            state = reduce(&state, &Action::View(action), &Catalog::default()).0;
            let address = write_address(&state, &opening(), "");
            prop_assert_eq!(&read_address("", &address, &opening()).state, &state);
        }
    }
}
