//! The records, field by field. A field that is added to a record and not named here does not compile.

use super::unpack::{Packed, Unpacker};
#[cfg(not(target_arch = "wasm32"))]
use super::write::Packer;
use crate::data::document::Document;
use crate::data::load::Catalog;
use crate::data::model::{
    BanException, Catalogue, Claim, Correction, Count, Deal, Defaults, Dispute, Effect, EffectTarget,
    Evidence, Exclusivity, Grant, Identifier, Meta, Name, Opening, Operator, Party, PartyRef, Policy, Price,
    Retraction, Share, Source, Step, StepFilter, Story, Term, Territory, TerritoryExpr,
};
use crate::data::places::Places;

/// Everything of a catalogue but its document.
pub(super) fn unpack(u: &mut Unpacker<'_>) -> Catalog {
    let (meta, territories, parties) = (Packed::unpack(u), Packed::unpack(u), Packed::unpack(u));
    let (deals, sources, stories) = (Packed::unpack(u), Packed::unpack(u), Packed::unpack(u));
    let [party_by_id, deal_by_id, source_by_id] = [(); 3].map(|()| Places::unpack(u));
    let document = Document::default();
    Catalog {
        meta,
        territories,
        parties,
        deals,
        sources,
        stories,
        party_by_id,
        deal_by_id,
        source_by_id,
        document,
    }
}

/// As [`unpack`] takes it.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn pack(catalog: &Catalog, p: &mut Packer) {
    let Catalog { meta, territories, parties, deals, sources, stories, .. } = catalog;
    meta.pack(p);
    territories.pack(p);
    parties.pack(p);
    deals.pack(p);
    sources.pack(p);
    stories.pack(p);
    for places in [&catalog.party_by_id, &catalog.deal_by_id, &catalog.source_by_id] {
        places.pack(p);
    }
}

macro_rules! records {
    ($($name:ident { $($field:ident)+ $(/ $list:literal)? })+) => {$(
        impl Packed for $name {
            #[cfg(not(target_arch = "wasm32"))]
            fn pack(&self, p: &mut Packer) {
                let $name { $($field,)+ .. } = self;
                $($field.pack(p);)+
                $(p.pointer($list, &self.pointer);)?
            }

            fn unpack(u: &mut Unpacker<'_>) -> Self {
                $(let $field = Packed::unpack(u);)+
                $name { $($field,)+ $(pointer: pointer($list, u),)? }
            }
        }
    )+};
}

/// The pointer of a record, which is its list and its place.
fn pointer(list: &str, u: &mut Unpacker<'_>) -> String {
    let mut pointer = String::with_capacity(list.len() + 6);
    pointer += list;
    pointer += &u.number().to_string();
    pointer
}

records! {
    Meta {
        title language description publisher homepage licence version authors contact checked method corrections
        opening defaults policy
    }
    Correction { date text records }
    Opening { date view focus ask }
    Defaults { layer uses territory }
    Policy { certain possible continuance commencement_announced sublicensing_if_confirmed announce_window }
    Territory { id names members }
    Party {
        id kind name names country founded dissolved operated_by identifiers former_ids claims evidence note
        / "/parties/"
    }
    Name { text lang kind start end source note }
    Operator { party start end evidence note }
    Identifier { scheme id uri }
    Deal {
        id kind title event_kind stage confidence announced signed date from to start end grants effects stake control
        authority addressees brokers involves price replaces disputes retracted basis claims evidence note
        / "/deals/"
    }
    Price { kind amount minimum maximum currency percent per note }
    Dispute { by field position source date response }
    Retraction { date reason source }
    Grant {
        id from to catalogue layer uses territory start end term exclusivity sublicensing upstream continues note stated
    }
    Catalogue { of holdings named except except_words share count complete artists }
    Share { minimum maximum exact of_pool unit }
    Count { exact minimum maximum unit total_after }
    TerritoryExpr { include exclude }
    Term { min max text }
    Exclusivity { level start end term carve_outs }
    Effect { target action date until except evidence note }
    BanException { text max_term from_kind }
    Evidence { source supports stance asserted_by in_force quote lang page note }
    Claim { field about value source asserted_by as_of choice reason }
    Source {
        id title kind publisher author published retrieved url archive_url lang corrected_by copy_of owned_by
        reliability note
        / "/sources/"
    }
    Story { id title steps }
    Step { title text date view focus deals filter }
    StepFilter { types exclusivity confidence territory country q }
}

impl Packed for PartyRef {
    #[cfg(not(target_arch = "wasm32"))]
    fn pack(&self, p: &mut Packer) {
        match self {
            PartyRef::One(party) => (0u32, *party).pack(p),
            PartyRef::OnBehalf(agent, parties) => (1u32, *agent, parties.clone()).pack(p),
            PartyRef::Each(parties) => (2u32, parties.clone()).pack(p),
            PartyRef::Joint(parties) => (3u32, parties.clone()).pack(p),
            PartyRef::Unspecified(word) => (4u32, *word).pack(p),
        }
    }

    fn unpack(u: &mut Unpacker<'_>) -> Self {
        match u.number() {
            0 => PartyRef::One(Packed::unpack(u)),
            1 => PartyRef::OnBehalf(Packed::unpack(u), Packed::unpack(u)),
            2 => PartyRef::Each(Packed::unpack(u)),
            3 => PartyRef::Joint(Packed::unpack(u)),
            _ => PartyRef::Unspecified(Packed::unpack(u)),
        }
    }
}

impl Packed for EffectTarget {
    #[cfg(not(target_arch = "wasm32"))]
    fn pack(&self, p: &mut Packer) {
        match self {
            EffectTarget::On(grant) => (0u32, grant.clone()).pack(p),
            EffectTarget::Select { from, to, exclusivity, territory, layer } => {
                (1u32, from.clone(), to.clone()).pack(p);
                (exclusivity.clone(), territory.clone(), layer.clone()).pack(p);
            }
        }
    }

    fn unpack(u: &mut Unpacker<'_>) -> Self {
        if u.number() == 0 {
            return EffectTarget::On(Packed::unpack(u));
        }
        let (from, to) = Packed::unpack(u);
        let (exclusivity, territory, layer) = Packed::unpack(u);
        EffectTarget::Select { from, to, exclusivity, territory, layer }
    }
}
