//! Findings as SARIF 2.1.0 (OASIS), for code scanning and editors.

use super::check::{Report, Spot};
use crate::data::Severity;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What each code is about, for the list of rules.
const RULES: [(&str, &str); 52] = [
    ("bad-address", "An address is not safe to link to"),
    ("bad-date", "A date is none that the format knows"),
    ("bad-measure", "A share or count cannot be"),
    ("bad-price", "A price cannot be"),
    ("bad-territory", "A territory code is not known, or an exclusion makes no sense"),
    ("bad-word", "A word is not in its vocabulary"),
    ("claims-conflict", "A field and the claims on it disagree"),
    ("confidence-unsupported", "A deal is called confirmed on too little"),
    ("continues-gap", "A renewal does not meet what it renews"),
    ("cycle", "Records refer to each other in a circle"),
    ("dangling-reference", "A reference leads to nothing in the file"),
    ("duplicate-deal", "One deal may be entered twice"),
    ("duplicate-id", "An id is used twice or breaks the grammar"),
    ("earlier-licence-survives", "An earlier licence may go on beside an exclusive one"),
    ("effect-misses", "An effect falls on a day on which its grant is not in force"),
    ("end-before-start", "A grant ends before it starts"),
    ("end-unknown", "An old grant says nothing of its end"),
    ("exclusive-from-non-exclusive", "An exclusive grant rests on non-exclusive ones"),
    ("exclusivity-broken", "A second licence stands beside an exclusive one"),
    ("grantor-holds-nothing", "A licensor has nothing of what it licenses"),
    ("housekeeping", "A record is unused or half done"),
    ("identity", "An identifier is malformed or stands on two parties"),
    ("inside-ban", "An exclusive grant runs in the time of a ban on exclusivity"),
    ("language-tag", "A language tag is wrong"),
    ("misplaced-field", "A field has no effect where it stands"),
    ("missing-field", "A required field is missing"),
    ("no-evidence", "A deal has no supporting source"),
    ("no-upstream", "A sublicence rests on nothing in the file"),
    ("not-a-dataset", "The file is no dataset"),
    ("operator-gap", "Nobody runs a service on some days"),
    ("outside-upstream-time", "A sublicence lies outside the time of what it rests on"),
    ("over-100-percent", "Stakes in one party exceed the whole"),
    ("owner-competes", "A licensor runs a service beside its exclusive licensee"),
    ("party-not-alive", "A party does not exist at an end of a grant"),
    ("period-reversed", "A period ends before it starts"),
    ("placeholder-date", "A date looks like a filler"),
    ("renamed-party", "One party may be entered twice"),
    ("repeated-field", "A field stands twice in one record"),
    ("report-date-as-start", "A report date stands in for a start"),
    ("source-undated", "A source has no publication day"),
    ("source-unlinked", "A source has no address or archived address"),
    ("sources-contradict", "Sources contradict each other and the record does not say so"),
    ("sources-not-independent", "Two sources count as one"),
    ("sublicensing-not-shown", "The right to license on is not shown"),
    ("term-and-end", "A length and an end disagree"),
    ("too-long", "A text is too long"),
    ("too-many", "There is more than is read or listed"),
    ("two-exclusives", "Two exclusive licences of one thing"),
    ("two-owners", "One catalogue goes to two owners"),
    ("unknown-field", "A field is not defined"),
    ("wider-than-upstream", "A sublicence goes further than what it rests on"),
    ("wrong-type", "A value is of another type"),
];

/// The schema that the output follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// All findings in one run.
pub fn as_sarif(reports: &[Report]) -> String {
    // Every rule that there is, and any other code that was found.
    let mut rules: Vec<(&str, &str)> = RULES.to_vec();
    for (_, finding) in reports.iter().flat_map(Report::located) {
        if !rules.iter().any(|(code, _)| *code == finding.finding.code) {
            rules.push((finding.finding.code, finding.finding.code));
        }
    }
    let descriptors: Vec<Value> =
        rules.iter().map(|(code, words)| json!({"id": code, "shortDescription": {"text": words}})).collect();
    // Each file once, however often it was named.
    let mut files: Vec<&str> = Vec::new();
    for report in reports {
        if !files.contains(&report.file()) {
            files.push(report.file());
        }
    }
    let artifacts: Vec<Value> = files.iter().map(|file| json!({"location": {"uri": uri(file)}})).collect();
    let mut names: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let results: Vec<Value> = reports
        .iter()
        .flat_map(Report::located)
        .map(|(file, located)| {
            let index = files.iter().position(|known| *known == file).unwrap_or_default();
            let finding = &located.finding;
            let rule = rules.iter().position(|(code, _)| *code == finding.code).unwrap_or_default();
            let mut message = finding.message.clone();
            if let Some(fix) = &finding.fix {
                message.push_str("\n\n");
                message.push_str(fix);
            }
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let artifact = json!({"uri": uri(file), "index": index});
            let place = |spot: &Spot, pointer: &str| {
                let region = json!({"startLine": spot.line, "startColumn": spot.column});
                let mut location =
                    json!({"physicalLocation": {"artifactLocation": artifact, "region": region}});
                // The pointer of the whole document is empty; SARIF has no such name.
                if !pointer.is_empty() {
                    location["logicalLocations"] = json!([{"fullyQualifiedName": pointer}]);
                }
                location
            };
            // The same in every version of the file; a number tells apart what has one name.
            let name = format!("{} {}", finding.code, located.name);
            let seen = names.entry((file, name.clone())).or_insert(0);
            *seen += 1;
            let name = if *seen > 1 { format!("{name} {seen}") } else { name };
            let mut result = json!({
                "ruleId": finding.code,
                "ruleIndex": rule,
                "level": level,
                "message": {"text": message},
                "locations": [place(&located.spot, &finding.pointer)],
                "partialFingerprints": {"code-and-ids/v1": name},
            });
            if !located.others.is_empty() {
                let others = located.others.iter().zip(1..).map(|((id, pointer, spot), number)| {
                    let mut other = place(spot, pointer);
                    other["id"] = json!(number);
                    other["message"] = json!({"text": id});
                    other
                });
                result["relatedLocations"] = others.collect();
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "atlas",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": descriptors,
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
        }],
    });
    // Plain values always have a JSON form.
    let mut out = serde_json::to_string_pretty(&log).unwrap_or_default();
    out.push('\n');
    out
}

/// A path as a reference of RFC 3986: relative as it was given, absolute as `file:`.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("data/a b.json"), "data/a%20b.json");
        assert_eq!(uri("/srv/数.json"), "file:///srv/%E6%95%B0.json");
        assert_eq!(uri("a\\b:c%.json"), "a/b%3Ac%25.json");
    }

    #[test]
    fn rules_stand_in_order_once_each() {
        assert!(RULES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let codes = crate::rights::findings::Code::ALL;
        assert!(codes.iter().all(|code| RULES.iter().any(|(known, _)| *known == code.word())));
    }
}
