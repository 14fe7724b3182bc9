//! The panels about every party and every deal of the shipped dataset.

use catalog_atlas::data::{Catalog, DealIx, PartyIx};
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::details::{DealDetails, Field, PartyDetails, Piece, deal, party};
use catalog_atlas::query::names;
use catalog_atlas::query::sentence;
use catalog_atlas::rights::{Compiled, Options, Status};
use catalog_atlas::state::{DateChoice, State};

fn catalog() -> (Catalog, Compiled, State) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/data/china-music.json");
    let catalog = Catalog::load(&std::fs::read(path).expect("the dataset")).expect("a dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let state = State::on(DateChoice::on(Day::parse("2018-03-10").unwrap()));
    (catalog, compiled, state)
}

/// A line as a reader sees it.
fn say(catalog: &Catalog, field: &Field, locale: Locale) -> String {
    let pieces = field.value.iter().map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Party(party) => names::text(catalog, *party, locale),
        Piece::Deal(deal) => sentence::deal_title(catalog, *deal, locale),
        Piece::Place(code) => code.clone(),
    });
    let basis = field.basis.map(|basis| format!(" [{basis}]")).unwrap_or_default();
    format!("{}: {}{basis}", field.label, pieces.collect::<String>())
}

fn party_of(id: &str, locale: Locale) -> (Catalog, PartyDetails) {
    let (catalog, compiled, state) = catalog();
    let ix = catalog.party_ix(id).expect(id);
    let details = party(&catalog, &compiled, &state, ix, locale);
    (catalog, details)
}

fn deal_of(id: &str, locale: Locale) -> (Vec<String>, DealDetails) {
    let (catalog, compiled, state) = catalog();
    let ix = catalog.deal_ix(id).expect(id);
    let details = deal(&catalog, &compiled, &state, ix, locale);
    let fields = details.fields.iter().chain(details.grants.iter().flat_map(|grant| &grant.fields));
    (fields.map(|field| say(&catalog, field, locale)).collect(), details)
}

#[test]
fn every_panel_is_filled_in_both_languages() {
    let (catalog, compiled, state) = catalog();
    for locale in Locale::ALL {
        let whole = |fields: &[Field]| {
            for field in fields {
                let line = say(&catalog, field, locale);
                assert!(!line.contains(['{', '}']) && !line.ends_with(": "), "{line}");
            }
        };
        for place in 0..catalog.parties.len() {
            let details = party(&catalog, &compiled, &state, PartyIx(place as u32), locale);
            whole(&details.fields);
            assert_eq!(details.evidence.len(), catalog.parties[place].evidence.len());
            for wrong in &details.wrong_names {
                assert!(details.names.iter().all(|name| name.text != wrong.text), "{}", wrong.text);
                assert_ne!(wrong.text, details.name.0);
            }
        }
        for place in 0..catalog.deals.len() {
            let details = deal(&catalog, &compiled, &state, DealIx(place as u32), locale);
            whole(&details.fields);
            details.grants.iter().for_each(|grant| whole(&grant.fields));
            let record = &catalog.deals[place];
            assert_eq!(details.grants.len(), record.grants.len());
            assert_eq!(details.evidence.len(), record.evidence.len());
            let values: usize = details.claims.iter().map(|group| group.values.len()).sum();
            assert_eq!(values, record.claims.len());
            for line in &details.evidence {
                assert!(line.url.is_some() || catalog.source(line.source).url.is_none(), "{}", line.title);
            }
        }
    }
}

#[test]
fn a_party() {
    let (catalog, details) = party_of("xiami", Locale::En);
    assert_eq!(details.name, ("Xiami Music".into(), "en".into()));
    assert_eq!(details.original, Some(("虾米音乐".into(), "zh-Hans".into())));
    assert!(details.wrong_names.iter().any(|name| name.text == "shrimp rice music"));
    let lines: Vec<String> = details.fields.iter().map(|field| say(&catalog, field, Locale::En)).collect();
    assert!(lines.iter().any(|line| line.starts_with("Closed: 5 February 2021")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.starts_with("Run by: Ali Music Group")), "{lines:#?}");

    let (_, details) = party_of("sm", Locale::En);
    assert_eq!(details.licenses_to.len(), 1);
    assert_eq!(details.licenses_to[0].hook, "sm-ali-2016#g1");
    assert_eq!(details.licenses_to[0].status, Status::Presumed);
    assert!(details.other_deals.iter().any(|line| line.title.contains("Alibaba")));
    assert!(details.other_deals.iter().all(|line| line.deal != details.licenses_to[0].deal));
}

#[test]
fn a_deal() {
    let (lines, details) = deal_of("him-netease-2018", Locale::En);
    let has = |start: &str| assert!(lines.iter().any(|line| line.starts_with(start)), "{start}: {lines:#?}");
    has("From: HIM International Music");
    has("To: NetEase Cloud Music");
    has("Territory: CN");
    has("Start: 1 March 2018");
    assert!(details.claims.iter().any(|group| group.about == "Price"));
    assert!(!details.evidence.is_empty());
    assert_eq!(details.grants[0].hook, "him-netease-2018#g1");

    let (lines, _) = deal_of("alibaba-sm-stake-2016", Locale::En);
    assert!(lines.contains(&"Owner: Alibaba Group".to_string()), "{lines:#?}");
    assert!(lines.iter().any(|line| line.starts_with("Price: total: KRW\u{a0}35.5 billion")), "{lines:#?}");
    let (_, details) = deal_of("umg-tme-2017", Locale::ZhHans);
    let said: Vec<&str> = details.claims[0].values.iter().map(|value| value.value.as_str()).collect();
    assert!(said.contains(&"总额：3.5亿美元、股权：1亿美元"), "{said:?}");

    let (lines, _) = deal_of("sm-ali-2016", Locale::ZhHans);
    assert!(lines.iter().any(|line| line == "结束: 未知；不等于仍然有效"), "{lines:#?}");
    let (lines, _) = deal_of("umg-netease-2020", Locale::En);
    assert!(lines.iter().any(|line| line.contains("ends the exclusivity of")), "{lines:#?}");
}
