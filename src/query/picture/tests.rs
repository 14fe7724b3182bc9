//! Which links a state shows, and what is counted.

use super::{Counts, Picture, picture};
use crate::data::Catalog;
use crate::rights::tests::{PRESUME, dataset, day};
use crate::rights::{Compiled, Options};
use crate::scene::{Certainty, LinkKind, LinkLevel};
use crate::state::{DateChoice, State, open};

/// `r` is run by `rc`, `s` by `sc`. Each deal is a case of its own; in 2018 `gone` is over
/// and `next` has not begun.
fn catalog() -> Catalog {
    let more = format!(
        r#"{PRESUME},
        "territories": [{{"id": "china", "names": [], "members": ["CN", "HK"]}}],
        "parties": [
            {{"id": "a", "kind": "label", "name": "A", "country": "JP"}},
            {{"id": "p", "kind": "service", "name": "P", "country": "CN"}},
            {{"id": "q", "kind": "service", "name": "Q", "country": "US"}},
            {{"id": "rc", "kind": "company", "name": "RC"}},
            {{"id": "sc", "kind": "company", "name": "SC"}},
            {{"id": "r", "kind": "service", "name": "R", "operated_by": [{{"party": "rc"}}]}},
            {{"id": "s", "kind": "service", "name": "S", "operated_by": [{{"party": "sc", "end": "2019-12-31"}}]}}
        ],
        "stories": [{{"id": "tale", "title": "Tale", "steps": [
            {{"text": "One", "focus": ["a"], "deals": ["sure", "gone"]}}, {{"text": "Two", "deals": ["both"]}}
        ]}}]"#
    );
    dataset(
        &more,
        r#"{"id": "sure", "from": "a", "to": "p", "start": "2015-01-01", "end": "..", "exclusivity": "exclusive", "territory": ["CN"]},
        {"id": "likely", "from": "a", "to": "q", "start": "2017-01-01", "exclusivity": "non-exclusive", "territory": ["Worldwide"]},
        {"id": "rumour", "from": "b", "to": "p", "start": "2015-01-01", "end": "..", "confidence": "rumoured", "exclusivity": "exclusive",
            "territory": {"include": ["Worldwide"], "exclude": ["CN"]}},
        {"id": "contested", "from": "b", "to": "q", "start": "2015-01-01", "end": "..", "confidence": "disputed", "territory": ["JP"]},
        {"id": "passed", "type": "sublicence", "from": "p", "to": "rc", "start": "2015-01-01", "end": "..", "exclusivity": "non-exclusive"},
        {"id": "both", "type": "swap", "start": "2015-01-01", "end": "..", "grants": [{"id": "g1", "from": "p", "to": "q"}, {"id": "g2", "from": "q", "to": "p"}]},
        {"id": "gone", "from": "c", "to": "p", "start": "2015-01-01", "end": "2016-12-31", "exclusivity": "exclusive"},
        {"id": "next", "from": "c", "to": "q", "start": "2019-01-01", "end": "..", "confidence": "confirmed"},
        {"id": "list", "from": {"several": ["c", "d"], "split": "unknown"}, "to": {"several": ["p", "q"], "split": "unknown"}, "start": "2015-01-01", "end": ".."},
        {"id": "nobody", "from": {"unspecified": "undisclosed"}, "to": "t", "start": "2015-01-01", "end": ".."},
        {"id": "each", "from": "e", "to": {"several": ["rc", "t"], "split": "each"}, "start": "2015-01-01", "end": "..", "exclusivity": "sole"},
        {"id": "shares", "type": "ownership", "from": "a", "to": "q", "start": "2015-01-01", "end": ".."},
        {"id": "shares-sc", "type": "ownership", "from": "sc", "to": "a", "start": "2017-01-01"},
        {"id": "shares-of-rumour", "type": "ownership", "from": "a", "to": "p", "start": "2015-01-01", "end": "..", "confidence": "rumoured"},
        {"id": "shares-cancelled", "type": "ownership", "from": "a", "to": "p", "start": "2015-01-01", "end": "..", "stage": "cancelled"}"#,
    )
}

/// The picture of an address; 1 June 2018 if it does not say otherwise.
fn shown(catalog: &Catalog, address: &str) -> Picture {
    let opening = State::on(DateChoice::on(day("2018-06-01")));
    let found = open(catalog, &opening, "", address);
    assert_eq!(found.ignored, Vec::<String>::new(), "{address}");
    let state = found.state;
    picture(catalog, &Compiled::new(catalog, Options { presume: state.presume, known: state.known }), &state)
}

/// What is drawn: one mark for each link, `-` solid, `~` presumed, `?` possible, `!` disputed,
/// `x` over, and behind it `*` if exclusive; those that are not lit in brackets.
#[track_caller]
fn check(address: &str, expected: &str) {
    let catalog = catalog();
    let picture = shown(&catalog, address);
    let marks = picture.links.iter().map(|link| {
        let id = |party| catalog.party(party).id.as_str().to_string();
        let certainty = match link.certainty {
            Certainty::Known => "-",
            Certainty::Presumed => "~",
            Certainty::Possible => "?",
            Certainty::Disputed => "!",
            Certainty::Ended => "x",
            Certainty::Ahead => "<",
        };
        let kind = match link.kind {
            LinkKind::Licence => ">",
            LinkKind::PassedOn => ">>",
            LinkKind::Ownership => "=",
        };
        let exclusive = if link.look() == LinkLevel::Exclusive { "*" } else { "" };
        let mark = format!("{}{certainty}{kind}{}{exclusive}", id(link.from), id(link.to));
        if link.lit { mark } else { format!("({mark})") }
    });
    let joints = picture.joints.iter().map(|joint| format!("[{}]", joint.hook));
    assert_eq!(marks.chain(joints).collect::<Vec<_>>().join(" "), expected, "{address}");
}

const ALL: &str = "a->p* a~>q b?>p* b!>q p->>rc p->>q q->>p e->rc* e->t*";

#[test]
fn what_is_in_force_is_drawn_as_surely_as_it_is() {
    check("", ALL);
    check("presume=none", &ALL.replace('~', "?"));
    check("date=2014", "");
    check("date=2016", "a->p* b?>p* b!>q p->>rc p->>q q->>p c->p* e->rc* e->t*");
    check("date=2021", &ALL.replace('~', "?").replace(" e->rc*", " c->q e->rc*"));
}

#[test]
fn a_period_shows_the_best_of_its_days() {
    check("date=2015/2016", "a->p* b?>p* b!>q p->>rc p->>q q->>p c->p* e->rc* e->t*");
    check("date=2016-06/2018-06-01", &ALL.replace("a~>q", "a->q").replace(" e->rc*", " c->p* e->rc*"));
    check("date=2017-02/2018-06-01", ALL);
}

#[test]
fn filters() {
    check("type=swap", "p->>q q->>p");
    check("type=swap,sublicence", "p->>rc p->>q q->>p");
    check("confidence=rumoured,disputed", "b?>p* b!>q");
    check("exclusivity=exclusive", "a->p* b?>p*");
    check("exclusivity=unknown", "b!>q p->>q q->>p");
    check("exclusivity=sole,non-exclusive", "a~>q p->>rc e->rc* e->t*");
    check("country=US", "a~>q b!>q p->>q q->>p");
    check("country=JP,US", "a->p* a~>q b!>q p->>q q->>p");
    // What is not known may be anywhere; an exclusion is not there.
    check("territory=CN", "a->p* a~>q p->>rc p->>q q->>p e->rc* e->t*");
    check("territory=JP", "a~>q b?>p* b!>q p->>rc p->>q q->>p e->rc* e->t*");
    check("territory=china", "a->p* a~>q b?>p* p->>rc p->>q q->>p e->rc* e->t*");
    check("territory=Worldwide", ALL);
    check("type=licence&country=US&exclusivity=non-exclusive", "a~>q");
}

#[test]
fn focus_and_depth() {
    // What is over comes back, what has not begun does not.
    check("focus=c", "(a->p*) (a~>q) (b?>p*) (b!>q) (p->>rc) (p->>q) (q->>p) cx>p* (e->rc*) (e->t*)");
    check("focus=e", "(a->p*) (a~>q) (b?>p*) (b!>q) (p->>rc) (p->>q) (q->>p) e->rc* e->t*");
    // Operator and service are one.
    check("focus=r", "(a->p*) (a~>q) (b?>p*) (b!>q) p->>rc (p->>q) (q->>p) e->rc* (e->t*)");
    check("focus=e&depth=2", "(a->p*) (a~>q) (b?>p*) (b!>q) p->>rc (p->>q) (q->>p) e->rc* e->t*");
    check("focus=e&depth=3", "a->p* (a~>q) b?>p* (b!>q) p->>rc p->>q q->>p cx>p* e->rc* e->t*");
    // Light does not run along what is filtered out.
    check("focus=e&depth=3&type=licence", "(a->p*) (a~>q) (b?>p*) (b!>q) e->rc* e->t*");
    check("focus=a,b", "a->p* a~>q b?>p* b!>q (p->>rc) (p->>q) (q->>p) (e->rc*) (e->t*)");
    // Ghosts pass the filters, too.
    check("focus=c&exclusivity=exclusive", "(a->p*) (b?>p*) cx>p*");
    check("focus=c&exclusivity=unknown", "(b!>q) (p->>q) (q->>p)");
}

#[test]
fn an_open_deal_is_alone_in_the_light() {
    let only = |lit: &str| {
        let dim = ALL.split(' ').map(|mark| if mark == lit { mark.to_string() } else { format!("({mark})") });
        dim.collect::<Vec<_>>().join(" ")
    };
    check("deal=sure", &only("a->p*"));
    check("deal=sure%23g1&focus=a", &only("a->p*"));
    check("deal=passed&focus=a&depth=3", &only("p->>rc"));
    check("deal=gone", &only("").replace(" (e->rc*)", " cx>p* (e->rc*)"));
    check("deal=gone&exclusivity=non-exclusive", "(a~>q) (p->>rc)");
}

#[test]
fn a_step_lights_its_deals_until_the_reader_moves_the_focus() {
    let dim = "(a~>q) (b?>p*) (b!>q) (p->>rc) (p->>q) (q->>p)";
    check("step=tale.1&focus=a", &format!("a->p* {dim} cx>p* (e->rc*) (e->t*)"));
    check(
        "step=tale.2&focus=a",
        &format!("(a->p*) {} (e->rc*) (e->t*)", dim.replace("(p->>q) (q->>p)", "p->>q q->>p")),
    );
    // Moved: its deals stay lit, and so is the new focus.
    check("step=tale.1&focus=e", &format!("a->p* {dim} cx>p* e->rc* e->t*"));
}

#[test]
fn joint_lists_are_drawn_where_they_are_asked_for() {
    let dim = ALL.split(' ').map(|mark| format!("({mark})")).collect::<Vec<_>>().join(" ");
    check("deal=list", &format!("{dim} [list#g1]"));
    check("deal=list&type=swap", "(p->>q) (q->>p)");
    check("deal=list&date=2014", "");
    let catalog = catalog();
    let picture = shown(&catalog, "deal=list");
    let joint = &picture.joints[0];
    let ids = |list: &[crate::data::PartyIx]| {
        list.iter().map(|&party| catalog.party(party).id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((ids(&joint.from).join(" "), ids(&joint.to).join(" ")), ("c d".into(), "p q".into()));
    assert_eq!((joint.in_force.word(), joint.lit, picture.counts.joints), ("possible", true, 0));
    assert_eq!(shown(&catalog, "focus=c").counts.joints, 1);
}

#[test]
fn ownership() {
    // Between parties that stand there; as surely as it is known.
    check("links=ownership", &format!("{ALL} a-=q a?=p"));
    check("links=ownership&presume=none", &format!("{} a-=q a?=p", ALL.replace('~', "?")));
    // In focus also to others; an end that is left out is presumed, then possible.
    let dim = ALL.split(' ').map(|mark| format!("({mark})")).collect::<Vec<_>>().join(" ");
    check("links=ownership&focus=s", &format!("{dim} (a-=q) sc~=a (a?=p)"));
    check("links=ownership&focus=s&date=2019-12-31&type=ownership", "sc~=a");
    check("links=ownership&confidence=rumoured", "b?>p*");
    check("links=ownership&type=licence", "a->p* a~>q b?>p* b!>q e->rc* e->t*");
    check("links=ownership&date=2014", "");
}

#[test]
fn counts() {
    let catalog = catalog();
    let of = |address: &str| shown(&catalog, address).counts;
    let all = Counts {
        in_force: 7,
        exclusive: 3,
        licensors: 4,
        licensees: 4,
        possible: 2,
        joints: 1,
        without_filters: 9,
        in_focus: 0,
    };
    assert_eq!(of(""), all);
    assert_eq!(of("links=ownership"), all);
    assert_eq!(of("focus=p"), Counts { in_focus: 4, ..all });
    // Ghosts do not count.
    assert_eq!(of("focus=c"), Counts { in_focus: 0, ..all });
    assert_eq!(of("focus=r"), Counts { in_focus: 2, ..all });
    assert_eq!(of("deal=list"), Counts { joints: 0, ..all });
    assert_eq!(of("presume=none"), Counts { in_force: 6, possible: 3, ..all });
    let swaps =
        Counts { in_force: 2, exclusive: 0, licensors: 2, licensees: 2, possible: 0, joints: 0, ..all };
    assert_eq!(of("type=swap"), swaps);
    assert_eq!(of("type=swap&focus=a"), swaps);
    let nothing = Counts { without_filters: 9, ..Counts::default() };
    assert_eq!(of("type=mandate"), nothing);
}

#[test]
fn parties_and_who_runs_them() {
    let catalog = catalog();
    let of = |address: &str| {
        let picture = shown(&catalog, address);
        let id = |party| catalog.party(party).id.as_str().to_string();
        let mut said = Vec::new();
        for party in &picture.parties {
            let operator = party.operator.map(|operator| format!("@{}", id(operator))).unwrap_or_default();
            let mark = format!("{}{operator}", id(party.party));
            said.push(if party.lit { mark } else { format!("({mark})") });
        }
        said.sort();
        said.join(" ")
    };
    // The services of an operator stand with it.
    assert_eq!(of(""), "a b e p q r@rc rc t");
    assert_eq!(of("type=swap"), "p q");
    // A party in focus stands there without any link, with its operator.
    assert_eq!(of("type=swap&focus=s"), "(p) (q) s@sc sc");
    assert_eq!(of("type=swap&focus=sc"), "(p) (q) s@sc sc");
    assert_eq!(of("type=swap&focus=s&date=2020"), "(p) (q) s");
    assert_eq!(of("type=swap&deal=both"), "p q");
    assert_eq!(of("type=sublicence&focus=rc"), "p r@rc rc");
}
