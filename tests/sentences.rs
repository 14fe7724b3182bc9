//! The generated sentences, in both languages, for every kind of state.

use catalog_atlas::data::words::Level;
use catalog_atlas::data::{Catalog, DealIx};
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::picture::{Counts, Picture, PictureLink, picture};
use catalog_atlas::query::{names, sentence};
use catalog_atlas::rights::{Compiled, Options, Status};
use catalog_atlas::state::{DateChoice, State, open};

fn catalog() -> Catalog {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/data/china-music.json");
    Catalog::load(&std::fs::read(path).expect("the dataset")).expect("a dataset").catalog
}

fn compiled(catalog: &Catalog, state: &State) -> Compiled {
    Compiled::new(catalog, Options { presume: state.presume, known: state.known })
}

fn state(catalog: &Catalog, address: &str) -> State {
    let opening = State::on(DateChoice::on(Day::parse("2018-03-10").unwrap()));
    let found = open(catalog, &opening, "", address);
    assert_eq!(found.ignored, Vec::<String>::new());
    found.state
}

const NONE: Counts = Counts {
    in_force: 0,
    exclusive: 0,
    licensors: 0,
    licensees: 0,
    possible: 0,
    joints: 0,
    without_filters: 0,
    in_focus: 0,
};
const SOME: Counts = Counts { in_force: 25, exclusive: 9, licensors: 14, licensees: 7, ..NONE };

#[track_caller]
fn check(address: &str, counts: Counts, english: &str, chinese: &str) {
    let catalog = catalog();
    let picture = Picture { counts, ..Picture::default() };
    let state = state(&catalog, address);
    assert_eq!(sentence::summary(&catalog, &picture, &state, Locale::En), english);
    assert_eq!(sentence::summary(&catalog, &picture, &state, Locale::ZhHans), chinese);
}

#[test]
fn summaries() {
    check(
        "",
        SOME,
        "On 10 March 2018, 25 licences from 14 rights holders to 7 services are known or presumed to be in force; \
         9 are exclusive. All cover sound recordings.",
        "2018年3月10日，25项授权已知或推定有效，由14家权利方授予7家服务平台；其中9项为独家。均涉及录音制品。",
    );
    check(
        "date=2018-03",
        Counts { in_force: 1, exclusive: 1, licensors: 1, licensees: 1, possible: 1, ..NONE },
        "On 31 March 2018, 1 licence from 1 rights holder to 1 service is known or presumed to be in force; \
         it is exclusive. It covers sound recordings. 1 more is possible.",
        "2018年3月31日，1项授权已知或推定有效，由1家权利方授予1家服务平台；全部为独家。均涉及录音制品。另有1项可能有效。",
    );
    check(
        "presume=none",
        Counts { in_force: 2, licensors: 1, licensees: 2, possible: 12, ..NONE },
        "On 10 March 2018, 2 licences from 1 rights holder to 2 services are known to be in force; \
         none is known to be exclusive. All cover sound recordings. 12 more are possible.",
        "2018年3月10日，2项授权已知有效，由1家权利方授予2家服务平台；没有已知的独家授权。均涉及录音制品。另有12项可能有效。",
    );
    check(
        "date=2005",
        Counts { possible: 3, joints: 1, ..NONE },
        "On 31 December 2005, no licence is known or presumed to be in force. 3 are possible. \
         1 list that names several parties together is left out of these numbers.",
        "2005年12月31日，没有授权已知或推定有效。有3项可能有效。另有1份并列多方的名单未计入。",
    );
    check(
        "date=2015/2016-03&type=swap",
        Counts { in_force: 2, licensors: 2, licensees: 2, exclusive: 2, without_filters: 30, ..NONE },
        "At some time between 1 January 2015 and 31 March 2016, 2 licences from 2 rights holders to 2 services \
         are known or presumed to have been in force; all are exclusive. All cover sound recordings. \
         Filters are on; without them 30 would be in force or possible.",
        "2015年1月1日至2016年3月31日期间，2项授权曾经已知或推定有效，由2家权利方授予2家服务平台；全部为独家。\
         均涉及录音制品。筛选已启用；不筛选时共有30项有效或可能有效。",
    );
    check(
        "focus=sm&known=2018-01-01",
        Counts { in_focus: 1, ..SOME },
        "On 10 March 2018, 25 licences from 14 rights holders to 7 services are known or presumed to be in force; \
         9 are exclusive. Of 25 licences, 1 involves SM Entertainment. All cover sound recordings. \
         Only what was known on 1 January 2018 is shown.",
        "2018年3月10日，25项授权已知或推定有效，由14家权利方授予7家服务平台；其中9项为独家。25项授权中有1项涉及SM娱乐。\
         均涉及录音制品。仅显示2018年1月1日时已知的内容。",
    );
    check(
        "focus=sm,yg",
        SOME,
        "On 10 March 2018, 25 licences from 14 rights holders to 7 services are known or presumed to be in force; \
         9 are exclusive. Of 25 licences, none involves SM Entertainment or YG Entertainment. All cover sound recordings.",
        "2018年3月10日，25项授权已知或推定有效，由14家权利方授予7家服务平台；其中9项为独家。\
         25项授权中没有一项涉及SM娱乐或YG娱乐。均涉及录音制品。",
    );
}

/// The link of a deal on the picture of an address.
fn link(catalog: &Catalog, address: &str, deal: &str) -> PictureLink {
    let state = state(catalog, address);
    let picture = picture(catalog, &compiled(catalog, &state), &state);
    let is_it = |link: &&PictureLink| catalog.deal(link.deal).id.as_str() == deal;
    picture.links.iter().find(is_it).unwrap_or_else(|| panic!("{deal} is not on the picture")).clone()
}

/// What is not sure says so wherever it is named (web-requirements J6).
#[test]
fn doubt_is_in_the_name_of_every_link() {
    use catalog_atlas::data::words::Confidence::{Claimed, Disputed, Rumoured};
    let mut catalog = catalog();
    let state = state(&catalog, "");
    let links = picture(&catalog, &compiled(&catalog, &state), &state).links;
    assert!(links.len() > 20);
    for (confidence, english, chinese) in
        [(Claimed, "claimed", "仅一方声称"), (Disputed, "disputed", "有争议"), (Rumoured, "rumoured", "传闻")]
    {
        for link in &links {
            catalog.deals[link.deal.at()].confidence = confidence;
            let said = [Locale::En, Locale::ZhHans].map(|locale| sentence::link(&catalog, link, locale));
            assert!(said[0].contains(english) && said[1].contains(chinese), "{said:?}");
        }
    }
}

#[test]
fn links_in_words() {
    let catalog = catalog();
    let say = |address: &str, deal: &str| {
        let link = link(&catalog, address, deal);
        (sentence::link(&catalog, &link, Locale::En), sentence::link(&catalog, &link, Locale::ZhHans))
    };
    assert_eq!(
        say("", "sm-ali-2016"),
        (
            "SM Entertainment licenses to Ali Music Group, exclusivity unknown, from 11 February 2016".into(),
            "SM娱乐授权阿里音乐，独家情况未知，自2016年2月11日起".into()
        )
    );
    assert_eq!(
        say("date=2014-12", "wmg-tencent-2014").0,
        "Warner Music Group licenses to Tencent Holdings, exclusively, announced 13 November 2014"
    );
    assert!(say("date=2015-06", "bin-ali-2015").0.contains("claimed by one side"));
    assert!(
        say("links=ownership&focus=sm", "alibaba-sm-stake-2016")
            .0
            .starts_with("Alibaba Group holds shares in SM")
    );
    let ended = say("date=2021-12&deal=sm-ali-2016", "sm-ali-2016");
    assert!(ended.0.ends_with("not in force on this day"), "{}", ended.0);
    let mut perhaps = link(&catalog, "", "sm-ali-2016");
    perhaps.status.level = Level::Exclusive;
    perhaps.status.exclusive = Status::Possible;
    assert!(sentence::link(&catalog, &perhaps, Locale::En).contains("perhaps exclusively"));
}

#[test]
fn every_deal_has_a_title_and_every_party_a_name_in_both_languages() {
    let catalog = catalog();
    for locale in Locale::ALL {
        for place in 0..catalog.deals.len() {
            let title = sentence::deal_title(&catalog, DealIx(place as u32), locale);
            assert!(!title.is_empty() && !title.contains(['{', '}']), "{title}");
        }
        for place in 0..catalog.parties.len() {
            assert!(!names::text(&catalog, catalog_atlas::data::PartyIx(place as u32), locale).is_empty());
        }
    }
    let party = |id: &str| catalog.party_ix(id).expect(id);
    assert_eq!(names::text(&catalog, party("xiami"), Locale::En), "Xiami Music");
    assert_eq!(names::shown(&catalog, party("xiami"), Locale::ZhHans).text, "虾米音乐");
    assert_eq!(names::shown(&catalog, party("xiami"), Locale::ZhHans).lang, "zh-Hans");
    assert_eq!(names::shown(&catalog, party("merlin"), Locale::ZhHans).lang, "en");
    assert_eq!(
        names::original(&catalog, party("xiami"), Locale::En).map(|name| name.text.into_owned()).as_deref(),
        Some("虾米音乐")
    );
    assert_eq!(
        names::original(&catalog, party("xiami"), Locale::ZhHans)
            .map(|name| name.text.into_owned())
            .as_deref(),
        Some("Xiami Music")
    );
}

#[test]
fn a_joint_list_in_words() {
    let catalog = catalog();
    let state = state(&catalog, "date=2015-07&deal=tencent-kugou-labels-2015");
    let picture = picture(&catalog, &compiled(&catalog, &state), &state);
    let [joint] = picture.joints.as_slice() else { panic!("{:?}", picture.joints) };
    let text = sentence::joint(&catalog, joint, Locale::En);
    assert!(text.ends_with("who with whom is not known") && text.contains(" to "), "{text}");
    let summary = sentence::summary(&catalog, &picture, &state, Locale::En);
    let lists = picture.joints.len() + picture.counts.joints;
    assert!(summary.contains(&format!("{lists} list")), "{summary}");
}

#[test]
fn a_party_in_words() {
    let catalog = catalog();
    let state = state(&catalog, "");
    let picture = picture(&catalog, &compiled(&catalog, &state), &state);
    let say = |id: &str, locale| {
        let party = catalog.party_ix(id).expect(id);
        sentence::party(&catalog, &picture, party, (3, 41), locale)
    };
    assert_eq!(say("sm", Locale::En), "SM Entertainment, label. 1 deal with 1 company. 3 of 41");
    assert_eq!(say("spotify", Locale::ZhHans), "Spotify，服务平台。与0家公司有0项交易。第3个，共41个");
}
