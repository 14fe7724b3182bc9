//! From a picture to the plain values of its flow.

use super::{FlowInput, FlowLink, FlowParty};
use crate::data::words::PartyKind;
use crate::data::{Catalog, PartyIx};
use crate::i18n::Locale;
use crate::layout::flow::Order;
use crate::query::picture::Picture;
use crate::query::{crowd, names, sentence};
use crate::scene::linked;

/// The plain values of a picture.
pub fn input(
    catalog: &Catalog,
    picture: &Picture,
    order: &Order,
    locale: Locale,
    width_px: f32,
) -> FlowInput {
    values(catalog, picture, order, (locale, width_px), true)
}

/// The same; the words of its links, a third of the work of a drawing, only if asked for.
pub(super) fn values(
    catalog: &Catalog,
    picture: &Picture,
    order: &Order,
    (locale, width_px): (Locale, f32),
    worded: bool,
) -> FlowInput {
    let few;
    let drawn = if picture.is_crowded() {
        few = picture.drawn(crowd::MOST);
        &few
    } else {
        &picture.parties
    };
    let place = |party: PartyIx| drawn.binary_search_by_key(&party, |it| it.party).ok();
    let parties = (drawn.iter())
        .map(|it| {
            let name = names::shown(catalog, it.party, locale);
            FlowParty {
                id: catalog.party(it.party).id.to_string(),
                name: name.text.into_owned(),
                lang: (name.lang != locale.tag()).then(|| name.lang.to_owned()),
                rank: order.rank.get(it.party.at()).copied().unwrap_or(it.party.0),
                service: order.service.get(it.party.at()).copied().unwrap_or(false),
                authority: matches!(catalog.party(it.party).kind, PartyKind::Regulator | PartyKind::Court),
                operator: it.operator.and_then(place),
                lit: it.lit,
            }
        })
        .collect();
    let links = (picture.links.iter())
        .filter_map(|link| {
            let (class, hook) = linked::link(link);
            Some(FlowLink {
                from: place(link.from)?,
                to: place(link.to)?,
                class,
                hook,
                label: if worded { sentence::link(catalog, link, locale) } else { String::new() },
                lit: link.lit,
            })
        })
        .collect();
    let joints = (picture.joints.iter())
        .filter_map(|joint| {
            let ends = [&joint.from, &joint.to]
                .map(|side| side.iter().copied().filter_map(place).collect::<Vec<usize>>());
            let label =
                if worded { sentence::deal_title(catalog, joint.deal, locale) } else { String::new() };
            let both = ends.iter().all(|side| !side.is_empty());
            both.then(|| linked::joint(joint, ends, label))
        })
        .collect();
    FlowInput { width_px, wanted_px: None, locale, parties, links, joints }
}
