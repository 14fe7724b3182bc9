//! The table has every deal, passes what the picture passes, and sorts totally.

use catalog_atlas::data::Catalog;
use catalog_atlas::data::words::DealType;
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::loosen::loosen;
use catalog_atlas::query::picture::picture;
use catalog_atlas::query::table::{
    Column, Grouping, PAGE_ROWS, Row, SortKey, arranged, cell, find, grouped, page, rows, shown, sort,
    summary, tsv,
};
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
    assert_eq!(cell(&catalog, &table[0], Column::Start, Locale::En), "announced March 2009");
    assert_eq!(cell(&catalog, &table[0], Column::Type, Locale::ZhHans), "授权");
}

#[test]
fn sorts_by_several_columns_the_first_above_all() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "");
    let mut table = rows(&catalog, &compiled, &state);
    let keys = ["type", "-confidence", "start"].map(|word| SortKey::parse(word).unwrap());
    arranged(&catalog, &mut table, &keys, Locale::En);
    let first = |row: &Row| (row.kind as u8, std::cmp::Reverse(row.confidence as u8));
    assert!(table.windows(2).all(|pair| first(&pair[0]) <= first(&pair[1])));
    let sorted = table.clone();
    table.reverse();
    arranged(&catalog, &mut table, &keys, Locale::En);
    assert_eq!(table, sorted, "the order is total");
    let start = |row: &Row| cell(&catalog, row, Column::Start, Locale::En);
    for same in sorted.chunk_by(|a, b| first(a) == first(b)) {
        let filled: Vec<bool> = same.iter().map(|row| !start(row).is_empty()).collect();
        assert!(filled.windows(2).all(|pair| pair[0] >= pair[1]), "a gap is not last");
    }
    for (text, column, descending) in [("start", Column::Start, false), ("-to", Column::To, true)] {
        assert_eq!(SortKey::parse(text), Some(SortKey { column, descending }));
        assert_eq!(SortKey { column, descending }.written(), text);
    }
    assert_eq!(SortKey::parse("--to"), None);
}

#[test]
fn groups_hold_every_row_once_and_keep_the_order_inside() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "");
    for by in Grouping::ALL {
        for locale in Locale::ALL {
            let mut table = rows(&catalog, &compiled, &state);
            sort(&catalog, &mut table, Column::From, true, locale);
            let before: Vec<_> = table.iter().map(|row| row.deal).collect();
            let groups = grouped(&catalog, &mut table, by, locale);
            assert_eq!(groups.iter().map(|group| group.rows).sum::<usize>(), before.len());
            let titles: BTreeSet<&str> = groups.iter().map(|group| group.title.as_str()).collect();
            assert_eq!(titles.len(), groups.len(), "each group once");
            let mut at = 0;
            for group in &groups {
                let of = &table[at..at + group.rows];
                let place = |row: &Row| before.iter().position(|deal| *deal == row.deal);
                assert!(of.windows(2).all(|pair| place(&pair[0]) < place(&pair[1])), "{}", group.title);
                at += group.rows;
            }
        }
    }
    let mut table = rows(&catalog, &compiled, &state);
    let years = grouped(&catalog, &mut table, Grouping::Year, Locale::En);
    assert!(years.windows(2).all(|pair| pair[0].title < pair[1].title || pair[1].title == "Not known"));
}

#[test]
fn finds_what_its_cells_hold() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "");
    let found = |text: &str, locale: Locale| {
        let mut table = rows(&catalog, &compiled, &state);
        find(&catalog, &mut table, text, locale);
        table.iter().map(|row| catalog.deal(row.deal).id.to_string()).collect::<Vec<_>>()
    };
    let all = found("", Locale::En).len();
    assert_eq!(all, catalog.deals.len());
    assert_eq!(found("  ?! ", Locale::En).len(), all, "punctuation asks for nothing");
    assert!(found("AVEX netease", Locale::En).contains(&"avex-netease-2017".to_string()));
    assert!(found("网易云音乐 爱贝克思", Locale::ZhHans).contains(&"avex-netease-2017".to_string()));
    assert!(!found("avex", Locale::En).contains(&"yg-tencent-2014".to_string()));
    assert_eq!(found("no deal has these words", Locale::En), Vec::<String>::new());
}

#[test]
fn pages_hold_every_row_once() {
    assert_eq!(page(153, 0), (0..153, 1));
    assert_eq!(page(0, 1), (0..0, 1));
    assert_eq!(page(PAGE_ROWS, 2), (0..PAGE_ROWS, 1), "a page that is not there is the last");
    assert_eq!(page(4_100, 1), (0..2_000, 3));
    assert_eq!(page(4_100, 2), (2_000..4_000, 3));
    assert_eq!(page(4_100, 9), (4_000..4_100, 3));
}

#[test]
fn a_copy_holds_exactly_these_rows() {
    let mut catalog = catalog();
    let wmg = catalog.party_ix("wmg").unwrap().at();
    catalog.parties[wmg].name = "=HYPERLINK(\"x\"), \t\"Söhne\"".into();
    catalog.parties[wmg].names.clear();
    let (compiled, state) = state(&catalog, "type=licence&exclusivity=exclusive");
    let table = rows(&catalog, &compiled, &state);
    assert!(table.len() > 5 && table.len() < catalog.deals.len());
    for locale in Locale::ALL {
        let copied = tsv(&catalog, &table, &Column::USUAL, locale);
        let lines: Vec<Vec<&str>> =
            copied.split_terminator("\r\n").map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines.len(), table.len() + 1);
        for (line, row) in lines[1..].iter().zip(&table) {
            let cells = Column::USUAL.map(|column| cell(&catalog, row, column, locale));
            assert_eq!(line.len(), cells.len());
            assert!(line.iter().zip(&cells).all(|(a, b)| a == b || a.starts_with('\'')), "{line:?}");
        }
        assert!(copied.contains("\t'=HYPERLINK(\"x\"),"), "no formula");
    }
}

/// What the page shows is what it copies and saves: filtered, found, sorted, grouped.
#[test]
fn rows_are_shown_as_chosen() {
    let catalog = catalog();
    let (compiled, state) =
        state(&catalog, "find=netease&sort=-confidence,from&group=type&type=licence,swap");
    let (rows, groups) = shown(&catalog, &compiled, &state, Locale::En);
    assert!(rows.len() > 5 && groups.len() == 2, "{} {}", rows.len(), groups.len());
    assert_eq!(groups.iter().map(|group| group.rows).sum::<usize>(), rows.len());
    let mut wanted = self::rows(&catalog, &compiled, &state);
    find(&catalog, &mut wanted, "netease", Locale::En);
    arranged(&catalog, &mut wanted, state.views.sorted(), Locale::En);
    grouped(&catalog, &mut wanted, Grouping::Type, Locale::En);
    assert_eq!(rows, wanted);
}

/// A deal that comes later than the day shown has not ended.
#[test]
fn what_has_not_begun_has_not_ended() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "");
    let all = rows(&catalog, &compiled, &state);
    let day = state.day();
    let mut seen = [0; 3];
    for row in &all {
        let word = cell(&catalog, row, Column::Status, Locale::En);
        let links: Vec<_> = compiled.grants.iter().filter(|link| link.deal == row.deal).collect();
        if links.is_empty() || row.status != Some(Status::No) {
            assert!(word != "ended" || row.kind == DealType::Ownership, "{}", row.hook);
            continue;
        }
        if links.iter().all(|link| link.period.start_lo > day) {
            seen[0] += 1;
            assert_eq!(word, "not begun yet", "{}", row.hook);
            assert_eq!(cell(&catalog, row, Column::Status, Locale::ZhHans), "尚未开始");
        } else if links.iter().all(|link| link.period.end_hi < day) {
            seen[1] += 1;
            assert_eq!(word, "ended", "{}", row.hook);
        } else {
            seen[2] += 1;
        }
    }
    assert!(seen[0] > 10 && seen[1] > 5, "{seen:?}");
    let word = |id: &str| {
        let row = all.iter().find(|row| catalog.deal(row.deal).id.as_str() == id).expect(id);
        cell(&catalog, row, Column::Status, Locale::En)
    };
    for id in ["sm-netease-2022", "sme-tme-2021", "umg-tme-2020"] {
        assert_eq!(word(id), "not begun yet", "{id}");
    }
    assert!(!tsv(&catalog, &all, &[Column::Title, Column::Status], Locale::En).contains("\tno\r"));
}

/// An announcement is no start, and the cell says which it is.
#[test]
fn an_announcement_is_called_one() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "");
    let all = rows(&catalog, &compiled, &state);
    let row = all.iter().find(|row| catalog.deal(row.deal).id.as_str() == "wmg-tencent-2014").unwrap();
    assert_eq!(cell(&catalog, row, Column::Start, Locale::En), "announced 13 November 2014");
    assert_eq!(cell(&catalog, row, Column::Start, Locale::ZhHans), "2014年11月13日公布");
    for row in &all {
        let text = cell(&catalog, row, Column::Start, Locale::En);
        let given = row.start.as_ref().and_then(|start| start.when()).is_some();
        let called = text.starts_with("announced ") || text.starts_with("signed ");
        assert_eq!(called, !given && row.announced.is_some(), "{}: {text}", row.hook);
    }
}

#[test]
fn the_table_says_what_it_lists() {
    let catalog = catalog();
    let said = |address: &str, locale: Locale| {
        let (compiled, state) = state(&catalog, address);
        let all = shown(&catalog, &compiled, &state, locale).0;
        (summary(&catalog, &all, &state, locale), all)
    };
    let (text, all) = said("", Locale::En);
    let in_force = all.iter().filter(|row| row.status >= Some(Status::Presumed)).count();
    assert_eq!(
        text,
        format!(
            "{} deals and events of all times are listed. \
             On 10 March 2018, {in_force} of them are known or presumed to be in force.",
            catalog.deals.len()
        )
    );
    let (text, all) = said("find=zzz&type=swap", Locale::En);
    assert!(all.is_empty());
    assert_eq!(
        text,
        format!(
            "No deal or event passes. Only rows with “zzz” are listed. \
             Filters are on; without them there would be {}.",
            catalog.deals.len()
        )
    );
    for address in
        ["", "find=zzz", "type=swap", "date=2015/2016", "presume=none&date=2016", "known=2018-01-01"]
    {
        for locale in [Locale::En, Locale::ZhHans] {
            let (text, _) = said(address, locale);
            assert!(!text.contains('{') && !text.is_empty(), "{address}: {text}");
        }
    }
}

/// An order goes from an authority to those addressed, an event concerns parties: neither is blank.
#[test]
fn events_and_orders_name_their_parties() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "");
    let table = rows(&catalog, &compiled, &state);
    let said = |id: &str, column: Column| {
        let row = table.iter().find(|row| catalog.deal(row.deal).id.as_str() == id).expect("a row");
        cell(&catalog, row, column, Locale::En)
    };
    assert_eq!(said("avex-exit-2011", Column::From), "Concerns Avex Group Holdings");
    assert_eq!(said("avex-exit-2011", Column::To), "");
    assert!(!said("samr-order-2021", Column::From).starts_with("Concerns"));
    assert_eq!(said("samr-order-2021", Column::To), "Tencent Holdings");
    for row in &table {
        let both = [Column::From, Column::To].map(|column| cell(&catalog, row, column, Locale::En));
        assert!(both.iter().any(|side| !side.is_empty()), "{}", catalog.deal(row.deal).id);
    }
}

/// "About 2013" stands among what began in 2013, not among what may have begun then: its bounds are
/// wider than that.
#[test]
fn an_approximate_date_is_sorted_as_it_is_written() {
    let catalog = catalog();
    let (compiled, state) = state(&catalog, "");
    let mut table = rows(&catalog, &compiled, &state);
    arranged(&catalog, &mut table, &[SortKey::up(Column::Start)], Locale::En);
    let groups = grouped(&catalog, &mut table, Grouping::Year, Locale::En);
    let mut first = 0;
    let mut approximate = 0;
    for group in groups {
        for row in &table[first..first + group.rows] {
            let said = cell(&catalog, row, Column::Start, Locale::En);
            if said.starts_with("about ") {
                approximate += 1;
                assert!(said.ends_with(&group.title), "{said} in {}", group.title);
            }
        }
        first += group.rows;
    }
    assert!(approximate > 5, "{approximate}");
}
