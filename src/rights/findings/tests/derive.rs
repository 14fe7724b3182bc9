//! What derives from the licensee of an exclusive grant is excused, by whatever way.

use super::check;

/// What is a's, exclusively to p.
const FIRST: &str = r#"{"territory": ["CN"], "start": "2018-01-01", "end": "2018-12-31", "exclusivity": "exclusive",
    "sublicensing": "allowed"}"#;

/// A sublicence of what is a's.
fn passed(from: &str, to: &str) -> String {
    format!(
        r#"{{"from": "{from}", "to": "{to}", "type": "sublicence", "catalogue": {{"of": ["a"]}},
            "territory": ["CN"], "start": "2018-06-01", "end": "2018-11-30", "sublicensing": "allowed"}}"#
    )
}

#[track_caller]
fn excused(more: &str, ways: &[String]) {
    check(more, &[FIRST, &ways.join(", ")].join(", "), &[]);
}

#[test]
fn who_holds_it_from_the_licensee_beside_others() {
    // c holds it in the same way as q, is looked at first, and gives nothing to r.
    excused("", &[passed("p", "c"), passed("p", "q"), passed("q", "r")]);
}

#[test]
fn by_several_steps_that_are_found_last_to_first() {
    excused("", &[passed("p", "q"), passed("q", "r"), passed("r", "s"), passed("s", "t")]);
}

#[test]
fn over_grants_of_everything_but_some() {
    let but = passed("p", "q").replace(r#"{"of": ["a"]}"#, r#"{"holdings": "all", "except": ["b"]}"#);
    excused("", &[but, passed("q", "r")]);
}

#[test]
fn of_the_second_of_two_catalogues() {
    let first = FIRST.replacen('{', r#"{"from": "b", "#, 1);
    let of_b = passed("p", "r").replace(r#"["a"]"#, r#"["b"]"#);
    let both = passed("r", "s").replace(r#"["a"]"#, r#"["a", "b"]"#);
    let open = r#"{"to": "r", "territory": ["CN"], "start": "2018-01-01", "end": "2018-12-31", "sublicensing": "allowed"}"#;
    check("", &[&first, &of_b, open, &both].join(", "), &[]);
}

#[test]
fn through_whom_a_grantor_acts_for() {
    // q is run by p.
    let run = r#""parties": [{"id": "q", "kind": "service", "name": "q", "operated_by": [{"party": "p"}]}]"#;
    let ways = [passed("q", "r"), passed("r", "t")];
    excused(run, &ways);
    // It went up in s, which so may pass on what q held: the walk goes on from q all the same.
    let merger = r#"{"type": "merger", "from": "q", "to": "s", "date": "2018-08-01"}"#.to_string();
    excused(run, &[passed("q", "r"), passed("r", "s"), merger, passed("s", "t")]);
}
