//! The flow of more parties than a picture can show.

use crate::looks::on;
use crate::shipped;
use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::changes::changes;
use catalog_atlas::query::crowd::Most;
use catalog_atlas::query::picture::{PictureLink, picture};
use catalog_atlas::rights::{Compiled, Options, Status};
use catalog_atlas::scene::{Hook, LinkKind};
use catalog_atlas::state::State;
use catalog_atlas::views::{self, Kept, Stage};
use std::collections::BTreeSet;

#[path = "../looks/crowd.rs"]
mod many;

/// Of a crowd those with most deals are drawn, with who runs them, and before them who is in focus.
#[test]
fn is_thinned() {
    let shipped = shipped();
    let state = on("2018-03-10");
    let whole = picture(&shipped.catalog, &shipped.compiled, &state);
    let all = Most { parties: whole.parties.len(), links: whole.links.len() };
    assert_eq!(whole.drawn(all), whole.parties);
    let few = whole.drawn(Most { parties: 12, ..all });
    // How many deals somebody gives and receives; who runs a service matters as much as it does.
    let own = |party: PartyIx| {
        let in_force =
            |link: &&PictureLink| link.kind != LinkKind::Ownership && link.status.in_force > Status::No;
        let links = || whole.links.iter().filter(in_force);
        (links().filter(|link| link.from == party).count(), links().filter(|link| link.to == party).count())
    };
    let matters = |party: PartyIx| {
        let runs = whole.parties.iter().filter(|it| it.operator == Some(party));
        runs.map(|it| own(it.party)).chain([own(party)]).max_by_key(|deals| deals.0 + deals.1).unwrap()
    };
    let kept: BTreeSet<_> = few.iter().map(|it| it.party).collect();
    let left_out = || whole.parties.iter().map(|it| it.party).filter(|party| !kept.contains(party));
    assert_eq!(few.len(), 12);
    for side in [true, false] {
        let deals =
            |party: PartyIx| Some(matters(party)).filter(|it| (it.1 > it.0) == side).map(|it| it.0 + it.1);
        let of_kept: Vec<usize> = kept.iter().copied().filter_map(deals).collect();
        assert_eq!(of_kept.len(), 6, "as many licensors as licensees");
        assert!(left_out().filter_map(deals).max() <= of_kept.into_iter().min());
    }
    assert!(few.iter().any(|it| it.operator.is_some_and(|operator| kept.contains(&operator))));
    // Where links are too many, there are fewer parties.
    for links in [0, 1, 5, 20] {
        let drawn: BTreeSet<_> = whole.drawn(Most { links, ..all }).iter().map(|it| it.party).collect();
        let among = whole.links.iter().filter(|link| drawn.contains(&link.from) && drawn.contains(&link.to));
        assert!(among.count() <= links && drawn.len() < all.parties && !drawn.is_empty());
    }
    // Somebody with few deals, once in focus, is drawn.
    let small = left_out().find(|&party| own(party).0 + own(party).1 == 1).unwrap();
    let focus = vec![shipped.catalog.party(small).id.to_string()];
    let around = picture(&shipped.catalog, &shipped.compiled, &State { focus, ..state });
    assert!(around.drawn(Most { parties: 12, ..all }).iter().any(|it| it.party == small));
    // Whoever is named comes before whatever else is in the light.
    let alone = around.drawn(Most { parties: 1, links: 0 });
    assert_eq!(alone.iter().map(|it| it.party).collect::<Vec<_>>(), [small]);
}

/// A flow of a thousand parties keeps to a length that can be scrolled, and says how many it left out.
#[test]
fn says_so() {
    let text = many::dataset(7);
    let catalog = Catalog::load(text.as_bytes()).unwrap().catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let state = on("2018-03-10");
    let picture = picture(&catalog, &compiled, &state);
    assert_eq!(picture.parties.len(), 1007);
    let scene = views::draw(&Stage {
        catalog: &catalog,
        compiled: &compiled,
        changes: &changes(&catalog, &compiled),
        kept: &Kept::new(&catalog, &compiled),
        country: |_, code| code.to_owned(),
        state: &state,
        picture: &picture,
        locale: Locale::En,
        width_px: 1240.0,
        limit_px: None,
        live: true,
    });
    assert!(
        scene.description.contains("600 of 1,007 parties") && scene.description.contains("1,000 licences"),
        "{}",
        scene.description
    );
    assert!(scene.height_px < 20_000.0, "{}", scene.height_px);
    let drawn: BTreeSet<_> = scene
        .marks
        .iter()
        .filter_map(|mark| match &mark.hook {
            Hook::Party(id) => Some(id),
            _ => None,
        })
        .collect();
    assert_eq!(drawn.len(), 600);
}
