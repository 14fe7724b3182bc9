//! The dataset as search engines of datasets read it: schema.org `Dataset`.

use super::Site;
use super::view::View;
use crate::embed::cite::citation;
use serde_json::{Map, Value, json};
use std::path::Path;

/// A `Dataset` as text that is safe in a `<script>` (formats.md, section 5).
pub fn dataset(view: &View, site: &Site) -> String {
    let meta = &view.catalog.meta;
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            out.insert(key.to_string(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("Dataset"));
    put("name", json!(view.title()));
    put("description", json!(description(view)));
    put("license", json!(meta.licence.as_deref().map(licence)));
    put("version", json!(meta.version));
    put("dateModified", json!(meta.checked.map(|day| day.to_string())));
    let organisation = |name: &String| json!({ "@type": "Organization", "name": name });
    let creators: Vec<Value> = meta.authors.iter().map(organisation).collect();
    put(
        "creator",
        if creators.is_empty() { json!(meta.publisher.as_ref().map(organisation)) } else { json!(creators) },
    );
    put("publisher", json!(meta.publisher.as_ref().map(organisation)));
    put("temporalCoverage", json!(coverage(view)));
    put("spatialCoverage", json!(places(view)));
    put("citation", json!(citation(view.catalog, view.locale, site.url.as_deref().unwrap_or_default())));
    put("isAccessibleForFree", json!(true));
    if let Some(url) = &site.url {
        put("url", json!(url));
    }
    // A relative address is resolved against the page; an absolute one needs to be known.
    let at = |path: &str| format!("{}{path}", site.url.as_deref().unwrap_or_default());
    let mut files = vec![
        json!({ "@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": at(&site.data) }),
    ];
    files.extend(
        site.tables.iter().filter(|name| Path::new(name).extension().is_some_and(|end| end == "csv")).map(
            |name| json!({ "@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": at(name) }),
        ),
    );
    put("distribution", json!(files));
    // `</script>` in a text would end the script.
    Value::Object(out).to_string().replace('<', "\\u003c")
}

/// At least fifty characters: what the file says, else what the picture shows.
pub fn description<'v>(view: &'v View) -> &'v str {
    let own = view.catalog.meta.description.as_ref().map_or("", |text| view.text(text).0);
    if own.chars().count() >= 50 { own } else { &view.summary }
}

/// The address of a licence that has an SPDX name of Creative Commons or the
/// Open Data Commons; else the name.
fn licence(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let known = |rest: &str, version: &str| format!("https://creativecommons.org/{rest}/{version}/");
    if let Some(rest) = lower.strip_prefix("cc-")
        && let Some((kind, version)) = rest.rsplit_once('-')
        && version.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    {
        return known(&format!("licenses/{kind}"), version);
    }
    match lower.as_str() {
        "cc0-1.0" => known("publicdomain/zero", "1.0"),
        "odbl-1.0" => "https://opendatacommons.org/licenses/odbl/1-0/".to_string(),
        _ => name.to_string(),
    }
}

/// First and last day on which something is said to begin or end.
fn coverage(view: &View) -> Option<String> {
    let bounds = view.catalog.deals.iter().flat_map(|deal| {
        let of_grants = deal.grants.iter().flat_map(|grant| [&grant.start, &grant.end]);
        let bounds = of_grants.chain([&deal.start, &deal.end]).flatten().filter_map(|bound| bound.when());
        bounds.chain([&deal.announced, &deal.signed, &deal.date].into_iter().flatten())
    });
    let days = bounds.flat_map(|when| [when.lo, when.hi]).filter(|day| day.is_finite());
    let (first, last) = days.fold((None, None), |(first, last), day| {
        (Some(first.map_or(day, |first: crate::dates::Day| first.min(day))), last.max(Some(day)))
    });
    Some(format!("{}/{}", first?, last?))
}

/// Codes of the territories that grants are for, each once.
fn places(view: &View) -> Option<Vec<String>> {
    let grants = view.catalog.deals.iter().flat_map(|deal| &deal.grants);
    let own = grants.filter_map(|grant| grant.territory.as_ref());
    let mut codes: Vec<String> = own
        .chain(view.catalog.meta.defaults.territory.as_ref())
        .flat_map(|territory| territory.include.iter().cloned())
        .collect();
    codes.sort();
    codes.dedup();
    (!codes.is_empty()).then_some(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_have_addresses() {
        assert_eq!(licence("CC-BY-4.0"), "https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(licence("CC-BY-NC-SA-3.0"), "https://creativecommons.org/licenses/by-nc-sa/3.0/");
        assert_eq!(licence("CC0-1.0"), "https://creativecommons.org/publicdomain/zero/1.0/");
        assert_eq!(licence("Our own terms"), "Our own terms");
    }
}
