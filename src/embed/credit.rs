//! The lines under a picture that leaves the page: who made it, of which data,
//! from which sources, and where it comes from (web-requirements J1, X6).

use crate::data::{Catalog, DealIx};
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

/// "Source: South China Morning Post, Billboard and 12 more": who published
/// what the drawn deals rest on, those with most deals first.
pub fn sources(catalog: &Catalog, picture: &Picture, locale: Locale) -> String {
    let links = picture.links.iter().map(|link| link.deal);
    let mut deals: Vec<DealIx> = links.chain(picture.joints.iter().map(|joint| joint.deal)).collect();
    sort::distinct(&mut deals);
    let mut found: Vec<(&str, i32)> = Vec::new();
    for deal in deals {
        for evidence in &catalog.deal(deal).evidence {
            let publisher = catalog.sources.get(evidence.source.at()).and_then(|it| it.publisher.as_deref());
            let Some(publisher) = publisher else { continue };
            match found.iter_mut().find(|(name, _)| *name == publisher) {
                Some((_, times)) => *times -= 1,
                None => found.push((publisher, -1)),
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
