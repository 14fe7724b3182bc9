//! Answers on the shipped dataset, and questions and answers in a reader's words.

use catalog_atlas::data::Catalog;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::answer::{Asked, Part, Said, Speaker, mistake, question};
use catalog_atlas::rights::engine::Presumption;
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

fn options(presume: bool) -> Options {
    Options { presume, known: None }
}

/// An answer and its words.
fn ask(catalog: &Catalog, asked: &Asked, presume: bool, locale: Locale) -> (Answer, Said) {
    let compiled = Compiled::new(catalog, options(presume));
    let engine = Engine::new(catalog, &compiled);
    let question: Question = question(catalog, &engine, asked).expect("a question");
    let answer = engine.ask(&question);
    let territory = if asked.territory == "CN" { "mainland China" } else { asked.territory };
    let speaker = Speaker { catalog, compiled: &compiled, question: &question, territory, locale };
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
    assert_eq!(said.chains[0].word, "presumed: a step leans on a presumption");
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
        "Exclusive by contract: possible. For 2 other services it is presumed."
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
    assert_eq!(said("lake", "alder", "2015-06-01"), "at least 60% of the catalogue");
    assert_eq!(said("river", "alder", "2016-06-15"), "the whole catalogue");
    let pooled = load("tests/examples/ex2.json");
    let swap = |catalogue: &str| {
        ask(&pooled, &asked("netease-cloud-music", catalogue, "2018-06-01"), true, Locale::En).1.coverage
    };
    assert_eq!(swap("seed-music"), "a part, how much is not known");
    assert_eq!(swap("small-label"), "perhaps");
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
