//! Answers on the shipped dataset, and questions and answers in a reader's words.

use catalog_atlas::data::Catalog;
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::answer::{Asked, Part, Said, Speaker, clashing, mistake, question};
use catalog_atlas::rights::engine::Presumption;
use catalog_atlas::rights::findings::{Code, findings};
use catalog_atlas::rights::{Answer, Compiled, Engine, Options, Question, Status};

fn load(path: &str) -> Catalog {
    let path = [env!("CARGO_MANIFEST_DIR"), "/", path].concat();
    Catalog::load(&std::fs::read(&path).unwrap_or_else(|_| panic!("{path}"))).expect("a dataset").catalog
}

fn shipped() -> Catalog {
    load("static/data/china-music.json")
}

fn asked<'t>(party: &'t str, catalogue: &'t str, date: &'t str) -> Asked<'t> {
    Asked { party, catalogue, territory: "CN", date, usage: None, layer: None }
}

fn question_of(catalog: &Catalog, engine: &Engine, asked: &Asked) -> Question {
    question(catalog, engine, asked).expect("a question")
}

/// One licence from Alpha to Beta, or what these fields make of it, with a source of this day.
fn dated(published: &str, fields: &str) -> Catalog {
    let (licence, confirmed) = (fields.contains("\"type\""), fields.contains("\"confidence\""));
    let licence = if licence { "" } else { r#""type": "licence", "start": "2015-01-01", "end": "..", "# };
    let confirmed = if confirmed { "" } else { r#""confidence": "confirmed", "# };
    let document = format!(
        r#"{{"format": "catalog-atlas/1", "meta": {{"id": "t", "title": "T", "version": "1", "language": "en",
        "defaults": {{"territory": ["Worldwide"], "layer": ["recording"], "uses": ["OnDemandStream"]}}}},
        "sources": [{{"id": "s", "title": "S", "kind": "news", "published": "{published}"}}],
        "parties": [{{"id": "a", "name": "Alpha", "kind": "label"}}, {{"id": "b", "name": "Beta", "kind": "service"}}],
        "deals": [{{"id": "d", {licence}{confirmed}{fields} "from": "a", "to": "b",
        "evidence": [{{"source": "s"}}]}}]}}"#
    );
    Catalog::load(document.as_bytes()).expect("a dataset").catalog
}

fn options(presume: bool) -> Options {
    Options { presume, known: None }
}

/// An answer and its words.
fn ask(catalog: &Catalog, asked: &Asked, presume: bool, locale: Locale) -> (Answer, Said) {
    ask_with(catalog, asked, options(presume), locale)
}

fn ask_with(catalog: &Catalog, asked: &Asked, options: Options, locale: Locale) -> (Answer, Said) {
    let compiled = Compiled::new(catalog, options);
    let engine = Engine::new(catalog, &compiled);
    let question: Question = question(catalog, &engine, asked).expect("a question");
    let answer = engine.ask(&question);
    let territory = if asked.territory == "CN" { "mainland China" } else { asked.territory };
    let usage = asked.usage;
    let speaker = Speaker { catalog, compiled: &compiled, question: &question, territory, usage, locale };
    let said = speaker.said(&answer);
    (answer, said)
}

/// The strict and the presumed word, and those for exclusivity.
#[track_caller]
fn check(question: [&str; 3], strict: [Status; 2], presumed: [Status; 2], through: &str) {
    let catalog = shipped();
    let [party, catalogue, date] = question;
    let asked = asked(party, catalogue, date);
    for (presume, expected) in [(false, strict), (true, presumed)] {
        let (answer, _) = ask(&catalog, &asked, presume, Locale::En);
        assert_eq!([answer.answer, answer.exclusive], expected, "{question:?}, presumptions {presume}");
        let ids: Vec<Vec<&str>> = answer
            .chains
            .iter()
            .filter(|chain| chain.value == answer.answer)
            .map(|chain| chain.steps.iter().map(|step| step.id.as_str()).collect())
            .collect();
        let through: Vec<&str> = through.split_whitespace().collect();
        assert!(
            answer.answer == Status::No || ids.contains(&through),
            "{question:?}, presumptions {presume}: {ids:?}"
        );
    }
}

use Status::{Certain, No, Possible, Presumed};

#[test]
fn him_went_to_xiami_through_ali_music() {
    let chain = "him-ali-2015#g1 xiami~op1";
    check(["xiami", "him", "2017-06-01"], [Certain, Certain], [Certain, Certain], chain);
}

#[test]
fn him_went_to_qq_music_through_ali_music_and_the_swap_of_2017() {
    // Whether it had QQ Music exclusively is possible only through the joint list of 2015.
    let chain = "him-ali-2015#g1 swap-tme-ali-2017#totme qq-music~op1";
    check(["qq-music", "him", "2017-12-01"], [Possible, Possible], [Presumed, Possible], chain);
}

#[test]
fn avex_went_to_netease_and_through_the_swap_of_2018_to_xiami() {
    let direct = "avex-netease-2017#g1";
    check(["netease-cloud-music", "avex", "2018-06-01"], [Possible, Possible], [Presumed, Presumed], direct);
    let swapped = "avex-netease-2017#g1 swap-ali-netease-2018#toali xiami~op1";
    check(["xiami", "avex", "2018-06-01"], [Possible, No], [Presumed, No], swapped);
}

#[test]
fn sony_went_to_qq_music() {
    let chain = "sme-tencent-2014#g1 qq-music~op0";
    check(["qq-music", "sme", "2015-06-01"], [Possible, Possible], [Presumed, Presumed], chain);
}

#[test]
fn no_deal_gives_universal_to_spotify() {
    check(["spotify", "umg", "2018-06-01"], [No, No], [No, No], "");
}

#[test]
fn a_presumed_answer_names_its_presumptions() {
    let (answer, said) = ask(&shipped(), &asked("qq-music", "him", "2017-12-01"), true, Locale::En);
    let steps = &answer.chains[0].steps;
    assert_eq!(steps[0].presumptions, [Presumption::Sublicensing]);
    assert_eq!(steps[1].presumptions, [Presumption::Commencement, Presumption::Continuance]);
    assert_eq!(
        said.headline,
        "Presumed: QQ Music could offer sound recordings of HIM International Music in mainland China on 1 December 2017."
    );
    assert_eq!(said.presumptions.len(), 3, "{:#?}", said.presumptions);
    assert!(said.presumptions[2].contains("end not known, taken to run until"), "{:#?}", said.presumptions);
    assert!(
        said.presumptions[2].starts_with("Tencent Music and Ali Music exchange catalogues: "),
        "by deal: {:#?}",
        said.presumptions
    );
    assert_eq!(said.chains[0].word, "presumed: a step leans on a presumption");
    let step = &said.chains[0].steps[1];
    assert_eq!(step.status, "presumed");
    // Beside its own step a presumption does not name the deal again.
    assert!(step.presumptions.iter().all(|text| !text.contains("exchange")), "{step:#?}");
    assert_eq!(
        said.chains[0].steps[2].sentence, "Tencent Music Entertainment Group runs QQ Music",
        "{:#?}",
        said.chains[0]
    );
}

#[test]
fn a_no_is_a_matter_of_the_file() {
    let question = asked("spotify", "umg", "2018-06-01");
    let (_, said) = ask(&shipped(), &question, true, Locale::En);
    assert_eq!(said.word, "no deal in this file allows it");
    assert!(said.headline.starts_with("No deal in this file allows Spotify to offer sound recordings of"));
    assert!(said.coverage.is_empty() && said.chains.is_empty());
    let (_, said) = ask(&shipped(), &question, true, Locale::ZhHans);
    assert!(said.headline.starts_with("本数据中没有任何交易允许"), "{}", said.headline);
}

#[test]
fn what_would_have_to_be_different() {
    let catalog = load("tests/examples/ex1.json");
    let hong_kong = Asked { territory: "HK", ..asked("qq-music", "sony-music", "2016-01-15") };
    let (_, said) = ask(&catalog, &hong_kong, true, Locale::En);
    assert_eq!(
        said.missing,
        ["It would be possible if “Licence: Sony Music Entertainment to Tencent Holdings” covered HK."]
    );
    let early = asked("netease-cloud-music", "sony-music", "2014-06-01");
    let (_, said) = ask(&catalog, &early, true, Locale::En);
    assert_eq!(
        said.missing,
        ["It would be possible if “Licence: Sony Music Entertainment to NetEase” had begun by 1 June 2014."]
    );
    let (_, said) = ask(&catalog, &early, true, Locale::ZhHans);
    assert!(said.missing[0].contains("在2014年6月1日已经开始"), "{:?}", said.missing);
}

/// rights.md 1.1: *possible* comes with the reasons, and the page says what is missing.
#[test]
fn a_possible_says_what_is_not_known() {
    let catalog = shipped();
    let question = asked("xiami", "avex", "2018-06-01");
    for locale in Locale::ALL {
        let (answer, said) = ask(&catalog, &question, false, locale);
        assert_eq!(answer.answer, Possible);
        let weak = answer.chains[0].steps.iter().filter(|step| step.value == Possible);
        assert_eq!(said.missing.len(), weak.count(), "{:#?}", said.missing);
        for (step, told) in said.chains[0].steps.iter().zip(&said.missing) {
            assert!(told.starts_with(&step.sentence) && told.contains(step.reasons[0]), "{told}");
        }
    }
    let (_, said) = ask(&catalog, &question, true, Locale::En);
    assert_eq!(said.missing, Vec::<String>::new(), "a presumed answer names its presumptions");
    // Every possible answer of a day, also where nobody but the owner's own right is in doubt.
    let compiled = Compiled::new(&catalog, options(false));
    let engine = Engine::new(&catalog, &compiled);
    let mut seen = 0;
    for place in 0..catalog.parties.len() {
        let catalogue = catalog.parties[place].id.as_str();
        for party in ["netease-cloud-music", "qq-music", "xiami", catalogue] {
            let question = question_of(&catalog, &engine, &asked(party, catalogue, "2018-06-01"));
            let answer = engine.ask(&question);
            let speaker = Speaker {
                catalog: &catalog,
                compiled: &compiled,
                question: &question,
                territory: "CN",
                usage: None,
                locale: Locale::En,
            };
            if answer.answer < Presumed {
                seen += 1;
                assert_ne!(speaker.said(&answer).missing, Vec::<String>::new(), "{party} {catalogue}");
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn a_no_that_no_single_change_would_turn_says_so() {
    let catalog = shipped();
    let (answer, said) = ask(&catalog, &asked("spotify", "umg", "2018-06-01"), true, Locale::En);
    assert_eq!(answer.missing, []);
    assert_eq!(said.missing, ["No single change to one record was found that would be enough."]);
    assert!(!said.exclusivity.contains("Exclusive"), "nobody asks that of a no: {}", said.exclusivity);
}

/// rights.md, section 8: what was not known yet is not told as known.
#[test]
fn as_known_on_a_day_nothing_later_is_told() {
    let catalog = shipped();
    let question = asked("qq-music", "him", "2017-12-01");
    let known = |day: &str| Options { presume: true, known: Day::parse(day) };
    let (_, said) = ask_with(&catalog, &question, known("2016-01-01"), Locale::En);
    assert!(said.headline.contains("known on 1 January 2016"), "{}", said.headline);
    let runs = said.chains.iter().flat_map(|chain| &chain.steps).filter(|step| step.deal.is_none());
    let periods: Vec<&str> = runs.map(|step| step.period.as_str()).collect();
    assert!(!periods.is_empty() && !periods.iter().any(|it| it.contains("2016")), "{periods:?}");
    let (_, later) = ask_with(&catalog, &question, Options { presume: true, known: None }, Locale::En);
    assert!(!later.headline.contains("known on"), "{}", later.headline);
    let (_, said) = ask_with(&catalog, &question, known("2016-01-01"), Locale::ZhHans);
    assert!(said.headline.contains("截至2016年1月1日"), "{}", said.headline);
}

#[test]
fn a_deal_reported_later_was_not_known_yet() {
    let documents = dated("2017-05-01", "");
    let (answer, said) = ask_with(
        &documents,
        &Asked { territory: "DE", ..asked("b", "a", "2016-06-01") },
        Options { presume: true, known: Day::parse("2016-02-02") },
        Locale::En,
    );
    assert_eq!(answer.answer, No);
    assert!(said.headline.starts_with("No deal in this file that was known on 2 February 2016 allows"));
    assert_eq!(
        said.missing,
        ["It would be possible if “Licence: Alpha to Beta” had been known on 2 February 2016."]
    );
    // One that is denied would not be enough, had it been known.
    let denied = dated("2017-05-01", r#""confidence": "denied","#);
    let (_, said) = ask_with(
        &denied,
        &Asked { territory: "DE", ..asked("b", "a", "2016-06-01") },
        Options { presume: true, known: Day::parse("2016-02-02") },
        Locale::En,
    );
    assert_eq!(said.missing, ["No single change to one record was found that would be enough."]);
}

#[test]
fn another_use_is_named() {
    let catalog = shipped();
    let question = Asked { usage: Some("PermanentDownload"), ..asked("spotify", "umg", "2018-06-01") };
    let (_, said) = ask(&catalog, &question, true, Locale::En);
    assert!(said.headline.contains("sound recordings (downloads) of Universal"), "{}", said.headline);
    let (_, said) = ask(&catalog, &question, true, Locale::ZhHans);
    assert!(said.headline.contains("录音制品（下载）"), "{}", said.headline);
}

/// Half a catalogue that was assigned is possibly owned (3.4), not owned.
#[test]
fn who_may_own_it_is_not_said_to_own_it() {
    let share =
        r#""type": "assignment", "start": "2015-01-01", "catalogue": {"of": ["a"], "share": {"each": 50}},"#;
    let catalog = dated("2014-05-01", share);
    let (answer, said) =
        ask(&catalog, &Asked { territory: "DE", ..asked("b", "a", "2016-06-01") }, true, Locale::En);
    assert_eq!(answer.answer, Possible);
    assert_eq!(said.chains[0].sentence, "It may own the catalogue.");
    assert_eq!(said.coverage, "Coverage: perhaps a part, perhaps all of it.");
    assert_eq!(said.missing, ["Beta: who owned the catalogue is not known for certain"]);
    let whole =
        dated("2014-05-01", r#""type": "assignment", "start": "2015-01-01", "territory": ["Worldwide"],"#);
    let (_, said) =
        ask(&whole, &Asked { territory: "DE", ..asked("b", "a", "2016-06-01") }, true, Locale::En);
    assert_eq!(
        (&*said.chains[0].sentence, &*said.coverage),
        ("It owns the catalogue.", "Coverage: the whole catalogue.")
    );
}

/// rights.md 6: "… one of them not through P: see the finding".
#[test]
fn a_broken_exclusivity_leads_to_its_finding() {
    let catalog = load("tests/examples/ex4.json");
    let compiled = Compiled::new(&catalog, options(true));
    let engine = Engine::new(&catalog, &compiled);
    let found = findings(&catalog, &compiled);
    let clashes = |party: &str, date: &str| {
        let asked = Asked { territory: "DE", ..asked(party, "alder", date) };
        let question = question_of(&catalog, &engine, &asked);
        let places = clashing(&question, &engine.ask(&question), &found);
        places.into_iter().map(|place| found.list[place].code).collect::<Vec<Code>>()
    };
    assert_eq!(clashes("river", "2017-06-15"), [], "the only other one had it through River");
    assert_eq!(clashes("river", "2016-06-15"), [], "an exception of the record, and no finding then");
    assert!(clashes("brook", "2019-06-15").contains(&Code::TwoExclusives));
}

#[test]
fn exclusivity_in_sentences() {
    let catalog = load("tests/examples/ex4.json");
    let said = |party: &str, catalogue: &str, date: &str| {
        ask(&catalog, &Asked { territory: "DE", ..asked(party, catalogue, date) }, true, Locale::En)
            .1
            .exclusivity
    };
    assert_eq!(
        said("river", "alder", "2017-06-15"),
        "Exclusive by contract: yes. 1 other service had it, through River."
    );
    assert_eq!(
        said("river", "alder", "2016-06-15"),
        "Exclusive by contract: yes. 2 other services had it, not all of them through River."
    );
    assert_eq!(
        said("cedar", "cedar", "2012-01-01"),
        "Exclusive as owner. No other service in this file had it."
    );
    assert_eq!(
        said("brook", "dune", "2018-06-01"),
        "Exclusive by contract: possible. 2 other services had it by presumption."
    );
}

#[test]
fn coverage_in_words() {
    let catalog = load("tests/examples/ex4.json");
    let said = |party: &str, catalogue: &str, date: &str| {
        ask(&catalog, &Asked { territory: "DE", ..asked(party, catalogue, date) }, true, Locale::En)
            .1
            .coverage
    };
    assert_eq!(said("lake", "alder", "2015-06-01"), "Coverage: at least 60% of the catalogue.");
    assert_eq!(said("river", "alder", "2016-06-15"), "Coverage: the whole catalogue.");
    let pooled = load("tests/examples/ex2.json");
    let swap = |catalogue: &str| {
        ask(&pooled, &asked("netease-cloud-music", catalogue, "2018-06-01"), true, Locale::En).1.coverage
    };
    assert_eq!(swap("seed-music"), "Coverage: a part, how much is not known.");
    assert_eq!(swap("small-label"), "Coverage: perhaps a part, perhaps all of it.");
}

#[test]
fn former_ids_are_accepted_and_mistakes_get_hints() {
    let catalog = load("tests/examples/ex3.json");
    let compiled = Compiled::new(&catalog, options(true));
    let engine = Engine::new(&catalog, &compiled);
    let former = Asked { territory: "DE", ..asked("borealis", "aurora", "2020-06-01") };
    let current = Asked { party: "boreal", ..former };
    assert_eq!(question(&catalog, &engine, &former), question(&catalog, &engine, &current));
    let wrong = Asked {
        party: "boreel",
        catalogue: "nobody-like-this",
        territory: "dach",
        date: "2018-06",
        usage: Some("onDemandStream"),
        layer: Some("recordings"),
    };
    let mistakes = question(&catalog, &engine, &wrong).expect_err("mistakes");
    let parts: Vec<Part> = mistakes.iter().map(|mistake| mistake.part).collect();
    assert_eq!(parts, [Part::Party, Part::Catalogue, Part::Group, Part::Day, Part::Use, Part::Layer]);
    let said: Vec<String> = mistakes.iter().map(|it| mistake(it, Locale::En)).collect();
    assert_eq!(said[0], "“boreel” is no party of this file. Did you mean “boreal”?");
    assert_eq!(
        said[2],
        "“dach” is a group of territories; a question is about one of them. Did you mean “DE”?"
    );
    assert_eq!(said[3], "“2018-06” is not one day; a question is about a day, such as 2018-06-01.");
    assert!(
        said[4].ends_with("Did you mean “OnDemandStream”?") && said[5].ends_with("“recording”?"),
        "{said:?}"
    );
    let small = Asked { territory: "de", date: "soon", ..former };
    let said: Vec<String> = question(&catalog, &engine, &small)
        .expect_err("mistakes")
        .iter()
        .map(|it| mistake(it, Locale::ZhHans))
        .collect();
    assert!(said[0].contains("“DE”") && said[1].contains("不是日期"), "{said:?}");
}
