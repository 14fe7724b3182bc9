//! The lines under a picture that leaves the page: who made it, of which data,
//! from which sources, and where it comes from (web-requirements J1, X6).

use crate::data::url::SafeUrl;
use crate::data::{Catalog, DealIx};
use crate::find::split_once;
use crate::i18n::{Locale, count, fill};
use crate::query::picture::Picture;
use crate::scene::Scene;
use crate::sort;

/// Most publishers that are named.
const NAMED: usize = 6;

/// Adds sources and address to the credit of a scene.
pub fn sign(scene: &mut Scene, catalog: &Catalog, picture: &Picture, locale: Locale, address: Option<&str>) {
    let sources = sources(catalog, picture, locale);
    for part in [Some(sources.as_str()), address].into_iter().flatten().filter(|part| !part.is_empty()) {
        if !scene.credit.is_empty() {
            scene.credit.push_str(" · ");
        }
        scene.credit.push_str(part);
    }
}

/// The host of an address, where nobody says who published it.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = split_once(url, "://")?;
    rest.split(['/', '?', '#', ':']).next().filter(|host| SafeUrl::parse(url).is_some() && !host.is_empty())
}

/// "Source: South China Morning Post, Billboard and 12 more": who published
/// what the drawn deals rest on, those with most deals first.
pub fn sources(catalog: &Catalog, picture: &Picture, locale: Locale) -> String {
    let links = picture.links.iter().map(|link| link.deal);
    let mut deals: Vec<DealIx> = links.chain(picture.joints.iter().map(|joint| joint.deal)).collect();
    sort::distinct(&mut deals);
    let mut found: Vec<(&str, i32)> = Vec::new();
    for deal in deals {
        for evidence in &catalog.deal(deal).evidence {
            let Some(source) = catalog.sources.get(evidence.source.at()) else { continue };
            let name = source.publisher.as_deref().or_else(|| host(source.url.as_deref()?));
            let Some(name) = name else { continue };
            match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, times)) => *times -= 1,
                None => found.push((name, -1)),
            }
        }
    }
    if found.is_empty() {
        return String::new();
    }
    let words = locale.words();
    let (mut list, all) = (String::new(), found.len());
    for _ in 0..NAMED.min(all) {
        // The few dearest of a short list: no sort needed.
        let best = found.iter().enumerate().min_by_key(|(_, it)| (it.1, it.0));
        let Some((at, _)) = best else { break };
        if !list.is_empty() {
            list.push_str(words.list_comma);
        }
        list.push_str(found.swap_remove(at).0);
    }
    if all > NAMED {
        list.push_str(&count(locale, words.and_more, all - NAMED));
    }
    fill(words.footer_source, &[("source", &list)])
}
