//! A picture in words: who licenses what to whom, for whoever does not see it.

use super::picture::Picture;
use super::{names, sentence};
use crate::data::{Catalog, PartyIx};
use crate::i18n::Locale;
use crate::sort;

/// Every link of a picture as a sentence, under the name of who gives, in the order of the
/// file; last, without a name, the lists that name several parties.
pub fn listed(catalog: &Catalog, picture: &Picture, locale: Locale) -> Vec<(String, Vec<String>)> {
    let mut order: Vec<(PartyIx, usize)> =
        picture.links.iter().enumerate().map(|(at, link)| (link.from, at)).collect();
    sort::plain(&mut order);
    let of_giver = |links: &[(PartyIx, usize)]| {
        let said = links.iter().map(|&(_, at)| sentence::link(catalog, &picture.links[at], locale));
        (names::text(catalog, links[0].0, locale), said.collect())
    };
    let mut out: Vec<(String, Vec<String>)> = order.chunk_by(|a, b| a.0 == b.0).map(of_giver).collect();
    if !picture.joints.is_empty() {
        let said = picture.joints.iter().map(|joint| sentence::joint(catalog, joint, locale));
        out.push((String::new(), said.collect()));
    }
    out
}
