//! Asking who could offer whose catalogue, and what contradicts what.

use catalog_atlas::data::{Catalog, Deal};
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::answer::{Asked, question};
use catalog_atlas::query::changes::changes;
use catalog_atlas::rights::findings::findings;
use catalog_atlas::rights::{Compiled, Engine, Options, Status};
use catalog_atlas::scene::strip::said;
use fantoccini::key::Key;

use crate::support::{Page, Site, in_browser};

async fn choose(page: &Page, field: &str, text: &str) {
    page.eval_with::<()>("document.querySelector(arguments[0]).focus()", vec![field.into()]).await;
    page.eval_with::<()>("document.querySelector(arguments[0]).select()", vec![field.into()]).await;
    page.type_text(text).await;
    page.until("a choice", &format!("document.querySelector('{field}-list [role=option]')")).await;
    page.press(Key::Down).await;
    page.until(
        "an active choice",
        &format!("document.querySelector('{field}').getAttribute('aria-activedescendant')"),
    )
    .await;
    page.press(Key::Enter).await;
}

#[test]
fn a_question_is_asked_and_answered_by_keyboard_alone() {
    in_browser(Site::built(), async |page| {
        page.open("#date=2018-06-01").await;
        assert_eq!(page.count("[data-answer]").await, 0, "nothing is answered before it is asked");
        choose(page, "#ask-party", "网易云音乐").await;
        choose(page, "#ask-catalogue", "Avex").await;
        page.until("the answer", "document.querySelector('.answer[data-answer=presumed]')").await;
        assert_eq!(page.attribute(".answer", "data-exclusive").await.as_deref(), Some("presumed"));
        page.until_address("hash.includes('ask=netease-cloud-music~avex~CN')").await;
        // The way back leads to the page without the question.
        page.back().await;
        page.until("no answer", "!document.querySelector('.answer')").await;
    });
}

/// The answers that the shipped records give (issue of the rights engine), strict and presumed.
const ANSWERS: [(&str, &str, &str, &str); 6] = [
    ("xiami~him~CN", "2017-06-01", "yes yes", "yes yes"),
    ("qq-music~him~CN", "2017-12-01", "possible", "presumed"),
    ("netease-cloud-music~avex~CN", "2018-06-01", "possible possible", "presumed presumed"),
    ("xiami~avex~CN", "2018-06-01", "possible", "presumed"),
    ("qq-music~sme~CN", "2015-06-01", "possible possible", "presumed presumed"),
    ("spotify~umg~CN", "2018-06-01", "no no", "no no"),
];

#[test]
fn answers_are_those_of_the_library_strict_or_not() {
    in_browser(Site::built(), async |page| {
        for (ask, date, strict, presumed) in ANSWERS {
            for (presume, expected) in [("presume=none&", strict), ("", presumed)] {
                page.open(&format!("#{presume}ask={ask}&date={date}")).await;
                let mut words = expected.split(' ');
                let answer = page.attribute(".answer", "data-answer").await;
                assert_eq!(answer.as_deref(), words.next(), "{ask} {date} {presume}");
                if let Some(exclusive) = words.next() {
                    let found = page.attribute(".answer", "data-exclusive").await;
                    assert_eq!(found.as_deref(), Some(exclusive), "{ask} {date} {presume}");
                }
            }
        }
    });
}

#[test]
fn a_no_is_about_the_file_and_names_no_chain() {
    in_browser(Site::built(), async |page| {
        page.open("#ask=spotify~umg~CN&date=2018-06-01").await;
        let said = page.text(".answer-word").await;
        assert!(said.contains("No deal in this file allows"), "{said}");
        assert_eq!(page.count("[data-chain]").await, 0);
        assert_eq!(
            page.text(".over-time").await,
            "At no time does a deal in this file allow it.",
            "in the place of the strip"
        );
        page.open("#ask=qq-music~sme~HK&date=2016-01-15").await;
        assert_eq!(page.attribute(".answer", "data-answer").await.as_deref(), Some("no"));
    });
}

#[test]
fn possible_and_no_say_what_is_missing_and_only_the_word_is_announced() {
    in_browser(Site::built(), async |page| {
        for (address, missing) in [
            ("ask=xiami~avex~CN&date=2018-06-01&presume=none", "whether it had ended is not known"),
            ("ask=spotify~umg~CN&date=2018-06-01", "No single change to one record"),
        ] {
            page.open(&format!("#{address}")).await;
            let said = page.text(".answer .missing").await;
            assert!(said.contains("What is missing") && said.contains(missing), "{address}: {said}");
        }
        let announced: String =
            page.eval("return [...document.querySelectorAll('.ask [role=status]')].map((it) => it.textContent).join('|')").await;
        assert!(announced.contains("No deal in this file allows"), "{announced}");
        assert!(!announced.contains("No single change"), "{announced}");
    });
}

#[test]
fn a_question_that_cannot_be_asked_is_named() {
    in_browser(Site::built(), async |page| {
        page.open("#ask=qq-music~him~XX&date=2018-06-01").await;
        assert_eq!(page.count(".answer-word").await, 0);
        let notice = page.text("[data-notice=address]").await;
        assert!(notice.contains("ask=XX"), "{notice}");
        page.open("#ask=qq-music~him~cn&date=2018-06-01").await;
        assert_eq!(page.count(".answer-word").await, 1);
    });
}

#[test]
fn a_field_says_where_its_text_fits_nothing_and_knows_names_of_both_languages() {
    in_browser(Site::built(), async |page| {
        page.open("#date=2018-06-01").await;
        let field = "document.querySelector('#ask-territory')";
        for (text, found) in [("zzzz", None), ("中国", Some("mainland China"))] {
            page.eval::<()>(&format!("{field}.focus(); {field}.select()")).await;
            page.type_text(text).await;
            match found {
                None => {
                    page.until("a word", "document.querySelector('[data-combo=ask-territory] .combo-none')")
                        .await;
                    let said = page.text("[data-combo=ask-territory] .combo-none").await;
                    assert_eq!(said, "Nothing found for “zzzz”.");
                }
                Some(name) => {
                    // Each letter has a list of its own.
                    let first = "document.querySelector('#ask-territory-list [role=option]')?.innerText";
                    page.until(name, &format!("{first}?.includes('{name}')")).await;
                }
            }
        }
    });
}

#[test]
fn the_strip_of_time_is_the_timeline_of_the_engine() {
    let catalog =
        Catalog::load(include_bytes!("../../static/data/china-music.json")).expect("the dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let engine = Engine::new(&catalog, &compiled);
    let date = "2018-06-01";
    let asked = Asked { party: "xiami", catalogue: "him", territory: "CN", date, usage: None, layer: None };
    let pieces = engine.timeline(&question(&catalog, &engine, &asked).expect("a question"));
    let days = changes(&catalog, &compiled);
    let (first, last) = (days.first.expect("a day"), days.last.expect("a day"));
    let pieces: Vec<_> = pieces.into_iter().filter(|piece| piece.1 >= first && piece.0 <= last).collect();
    let told: Vec<String> = pieces.iter().map(|piece| said(piece, Locale::En)).collect();
    let drawn: Vec<String> =
        pieces.iter().zip(&told).filter(|it| it.0.2 > Status::No).map(|it| it.1.clone()).collect();
    assert!(drawn.len() > 2 && told.len() > drawn.len(), "{told:?}");
    in_browser(Site::built(), async move |page| {
        page.open(&format!("#ask=xiami~him~CN&date={date}")).await;
        let texts = |css: &str| {
            format!("return [...document.querySelectorAll('.over-time {css}')].map((it) => it.textContent)")
        };
        assert_eq!(page.eval::<Vec<String>>(&texts("svg title")).await, drawn);
        assert_eq!(page.eval::<Vec<String>>(&texts("details button")).await, told);
        let key = page.eval::<Vec<String>>(&texts(".legend li")).await;
        for piece in &pieces {
            let word = Locale::En.words().answer(piece.2);
            assert!(key.iter().any(|entry| entry == word), "{word}: {key:?}");
        }
    });
}

#[test]
fn a_chain_is_drawn_written_and_leads_to_its_sources() {
    in_browser(Site::built(), async |page| {
        page.open("#ask=qq-music~him~CN&date=2017-12-01").await;
        let chain = page.attribute("[data-chain]", "data-chain").await.unwrap_or_default();
        assert!(chain.contains("him-ali-2015#g1"), "{chain}");
        // Every grant of the chain is a mark of the small picture and lit in the flow.
        for grant in chain.split(' ').filter(|id| id.contains('#')) {
            for place in [".answer svg", "#graph, .graph svg, .stage svg"] {
                let found: bool = page
                    .eval_with(
                        "return [...document.querySelectorAll(arguments[0])].some((svg) => \
                         [...svg.querySelectorAll('[data-grant]')].some((mark) => \
                         mark.dataset.grant === arguments[1] && !mark.classList.contains('dimmed')))",
                        vec![place.into(), grant.into()],
                    )
                    .await;
                assert!(found, "{grant} is not lit in {place}");
            }
        }
        page.click("[data-chain] summary").await;
        page.until(
            "sources",
            "document.querySelectorAll('[data-chain] details[open] a[href^=http]').length > 0",
        )
        .await;
        assert!(page.count("[data-chain] [data-step]").await >= 3);
    });
}

#[test]
fn presumptions_are_switched_off_and_on_again() {
    in_browser(Site::built(), async |page| {
        page.open("#ask=qq-music~him~CN&date=2017-12-01").await;
        page.click(".answer label.check input").await;
        page.until("the strict answer", "document.querySelector('.answer[data-answer=possible]')").await;
        page.until_address("hash.includes('presume=none')").await;
        page.click(".answer label.check input").await;
        page.until("the presumed answer", "document.querySelector('.answer[data-answer=presumed]')").await;
        page.until_address("!hash.includes('presume')").await;
    });
}

#[test]
fn a_party_in_focus_says_what_it_could_offer() {
    in_browser(Site::built(), async |page| {
        page.open("#date=2018-06-01&focus=netease-cloud-music").await;
        let avex = "[data-details] .offers [data-answer=presumed]";
        assert!(page.count(avex).await > 0);
        page.click(&format!("{avex} button")).await;
        page.until("the answer", "document.querySelector('.answer[data-answer=presumed]')").await;
        page.open("#date=2018-06-01&focus=avex").await;
        assert!(page.count("[data-details] .offers [data-answer]").await > 1, "services that could offer it");
    });
}

#[test]
fn contradictions_are_listed_and_lead_to_their_records() {
    let catalog =
        Catalog::load(include_bytes!("../../static/data/china-music.json")).expect("the dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: false, known: None });
    let expected = findings(&catalog, &compiled).list;
    in_browser(Site::built(), async move |page| {
        page.open("").await;
        assert_eq!(page.count(".check-panel [data-finding]").await, 0, "closed at first");
        page.click(".check-panel h2 button").await;
        page.until("the list", "document.querySelector('.check-panel button[aria-expanded=true]')").await;
        assert_eq!(page.count(".check-panel [data-finding]").await, expected.len());
        // How many are certain is not mixed with what is possible only; certain ones come first.
        let certain = expected.iter().filter(|finding| finding.value == Status::Certain).count();
        let counts = page.text("#check").await;
        assert_eq!(counts.contains("cannot all be complete and right"), certain > 0, "{counts}");
        assert!(
            counts.contains(&format!("{} places where, depending", expected.len() - certain)),
            "{counts}"
        );
        let values: Vec<String> = page
            .eval("return [...document.querySelectorAll('.check-panel [data-finding]')].map((it) => it.dataset.value)")
            .await;
        assert!(values.is_sorted(), "{values:?}");
        // Every record comes with its sources, and with its disputes.
        let count = |of: &dyn Fn(&Deal) -> usize| -> usize {
            expected.iter().flat_map(|finding| &finding.deals).map(|deal| of(catalog.deal(*deal))).sum()
        };
        let (sources, disputes) = (count(&|deal| deal.evidence.len()), count(&|deal| deal.disputes.len()));
        assert!(sources > 0);
        assert_eq!(page.count(".check-panel .evidence > li").await, sources);
        assert_eq!(page.count(".check-panel .disputes > li").await, disputes);
        for finding in &expected {
            let css = format!(".check-panel [data-finding={}]", finding.code.word());
            assert!(page.count(&css).await > 0, "{css}");
        }
        if let Some(deal) = expected.first().and_then(|finding| finding.deals.first()) {
            let id = catalog.deal(*deal).id.to_string();
            page.click(&format!(".check-panel [data-deal=\"{id}\"]")).await;
            page.until("its details", "document.querySelector('[data-details]')").await;
            assert!(
                page.count("[data-details] [data-finding]").await > 0,
                "the record says that it is touched"
            );
        }
    });
}

#[test]
fn the_dataset_as_known_on_a_day_says_so() {
    in_browser(Site::built(), async |page| {
        page.open("#date=2018-06-01&known=2016-01-01&ask=netease-cloud-music~avex~CN").await;
        let banner = page.text(".notices").await;
        assert!(banner.contains("1 January 2016"), "{banner}");
        assert_eq!(
            page.attribute(".answer", "data-answer").await.as_deref(),
            Some("possible"),
            "reported later, a source without a day"
        );
    });
}
