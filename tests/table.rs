//! The table has every deal, passes what the picture passes, and sorts totally.

use catalog_atlas::data::Catalog;
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::loosen::loosen;
use catalog_atlas::query::picture::picture;
use catalog_atlas::query::table::{Column, cell, rows, sort};
use catalog_atlas::rights::{Compiled, Options, Status};
use catalog_atlas::scene::LinkKind;
use catalog_atlas::state::{DateChoice, FilterKind, State, open};
use std::collections::BTreeSet;

fn catalog() -> Catalog {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/data/china-music.json");
    Catalog::load(&std::fs::read(path).expect("the dataset")).expect("a dataset").catalog
}

fn state(catalog: &Catalog, address: &str) -> (Compiled, State) {
    let opening = State::on(DateChoice::on(Day::parse("2018-03-10").unwrap()));
    let state = open(catalog, &opening, "", address).state;
    (Compiled::new(catalog, Options { presume: state.presume, known: state.known }), state)
}

#[test]
fn every_deal_is_a_row() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "");
    let all = rows(&catalog, &compiled, &state);
    assert_eq!(all.len(), catalog.deals.len());
    let hooks: BTreeSet<&str> = all.iter().map(|row| row.hook.as_str()).collect();
    assert_eq!(hooks.len(), all.len());
}

#[test]
fn what_is_on_the_picture_is_in_the_table() {
    let catalog = catalog();
    for address in [
        "",
        "presume=none",
        "date=2015/2016",
        "type=swap,sublicence",
        "exclusivity=exclusive",
        "confidence=claimed,disputed",
        "country=KR,JP",
        "territory=CN",
        "territory=HK&date=2019",
        "date=2021-12&exclusivity=non-exclusive&country=US",
    ] {
        let (compiled, state) = state(&catalog, address);
        let picture = picture(&catalog, &compiled, &state);
        let drawn: BTreeSet<_> = (picture.links.iter())
            .filter(|link| link.kind != LinkKind::Ownership)
            .map(|link| (link.deal, link.status.in_force))
            .collect();
        let table = rows(&catalog, &compiled, &state);
        for (deal, in_force) in &drawn {
            let row = table.iter().find(|row| row.deal == *deal);
            assert!(
                row.is_some_and(|row| row.status >= Some(*in_force)),
                "{address}: {}",
                catalog.deal(*deal).id
            );
        }
        for row in table.iter().filter(|row| row.status > Some(Status::No)) {
            let deal = catalog.deal(row.deal);
            let joint = compiled
                .grants
                .iter()
                .any(|link| link.deal == row.deal && (link.joint || link.from.is_none()));
            let itself = row.from == row.to;
            let drawn = drawn.iter().any(|(deal, _)| *deal == row.deal);
            assert!(
                drawn || joint || itself || deal.grants.is_empty(),
                "{address}: {} is not drawn",
                deal.id
            );
        }
    }
}

#[test]
fn says_which_filter_to_loosen() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "type=mandate&country=KR&exclusivity=exclusive");
    assert_eq!(picture(&catalog, &compiled, &state).links, []);
    let found = loosen(&catalog, &compiled, &state);
    assert_eq!(found.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [FilterKind::Type]);
    assert!(found[0].1 > 0);
}

#[test]
fn sorts_totally_both_ways_with_gaps_last() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "");
    let mut table = rows(&catalog, &compiled, &state);
    for locale in Locale::ALL {
        for column in Column::ALL {
            for descending in [false, true] {
                sort(&catalog, &mut table, column, descending, locale);
                let sorted = table.clone();
                table.reverse();
                sort(&catalog, &mut table, column, descending, locale);
                assert_eq!(table, sorted, "{column:?}: the order depends on the order before");
                let filled: Vec<bool> =
                    table.iter().map(|row| !cell(&catalog, row, column, locale).is_empty()).collect();
                assert!(filled.windows(2).all(|pair| pair[0] >= pair[1]), "{column:?}: a gap is not last");
            }
        }
    }
    sort(&catalog, &mut table, Column::Start, false, Locale::En);
    assert_eq!(cell(&catalog, &table[0], Column::Start, Locale::En), "March 2009");
    assert_eq!(cell(&catalog, &table[0], Column::Type, Locale::ZhHans), "授权");
}
