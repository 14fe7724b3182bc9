//! From a network to the plain values of its drawing.

use super::base::Base;
use super::{Choice, NetworkGroup, NetworkInput, NetworkLink, NetworkParty};
use crate::data::Catalog;
use crate::i18n::Locale;
use crate::query::network::{Grouping, Network};
use crate::query::picture::Picture;
use crate::query::{names, sentence};
use crate::scene::linked;

/// The plain values of a network.
pub fn input(
    catalog: &Catalog,
    picture: &Picture,
    network: &Network,
    base: &Base,
    choice: &Choice,
    locale: Locale,
    size_px: [f32; 2],
) -> NetworkInput {
    // The base lies across; an upright frame turns it.
    let turned = |[x, y]: [f32; 2]| if size_px[1] > size_px[0] { [-y, x] } else { [x, y] };
    let parties = (network.nodes.iter())
        .map(|node| {
            let name = names::shown(catalog, node.party, locale);
            let country = catalog.party(node.party).country.as_deref();
            let country = country.filter(|_| choice.grouping == Some(Grouping::Country));
            NetworkParty {
                group_name: country.map(|code| names::territory(catalog, code, locale, choice.country)),
                id: catalog.party(node.party).id.to_string(),
                other_names: Locale::ALL
                    .into_iter()
                    .filter(|other| *other != locale)
                    .map(|other| names::text(catalog, node.party, other))
                    .collect(),
                name: name.text.into_owned(),
                lang: (name.lang != locale.tag()).then(|| name.lang.to_owned()),
                service: base.service.get(node.party.at()).copied().unwrap_or(false),
                weight: node.gives + node.receives,
                home: base.places.get(node.party.at()).copied().flatten().map(turned),
                pin: choice.pins.iter().find(|pin| pin.0 == node.party).map(|pin| pin.1),
                lit: node.lit,
            }
        })
        .collect();
    let links = (network.links.iter())
        .map(|link| {
            let of = &picture.links[link.place];
            let (class, hook) = linked::link(of);
            NetworkLink {
                from: link.from,
                to: link.to,
                lane: link.lane,
                lanes: link.lanes,
                class,
                hook,
                label: if choice.live { String::new() } else { sentence::link(catalog, of, locale) },
                lit: link.lit,
            }
        })
        .collect();
    let joints = (network.joints.iter())
        .map(|(place, from, to)| {
            let of = &picture.joints[*place];
            linked::joint(of, [from.clone(), to.clone()], sentence::joint(catalog, of, locale))
        })
        .collect();
    let groups =
        (choice.groups.iter()).map(|group| NetworkGroup { members: group.members.clone() }).collect();
    let words = locale.network_words();
    let group_word = choice.grouping.map(|by| match by {
        Grouping::Operator => words.group_operator,
        Grouping::Owner => words.group_owner,
        Grouping::Country => words.group_country,
    });
    NetworkInput {
        width_px: size_px[0],
        height_px: size_px[1],
        locale,
        parties,
        links,
        joints,
        groups,
        group_word: group_word.unwrap_or_default().to_owned(),
    }
}
