//! What the party in focus could offer, and who could offer what it holds.

use super::answer::word;
use super::ctx::Ctx;
use super::h::{El, button, el, list as nodes};
use crate::data::PartyIx;
use crate::i18n::fill;
use crate::query::offers::{Offer, Offers};
use crate::state::Action;

/// Both lists with a word for each; a press asks the question. Nothing if both are empty.
pub fn list(ctx: &Ctx, party: PartyIx, offers: &Offers) -> Option<El> {
    let words = ctx.words();
    if offers.could_offer.is_empty() && offers.offered_by.is_empty() {
        return None;
    }
    let id = |party: PartyIx| ctx.catalog.party(party).id.to_string();
    let row = |offer: &Offer, question: [String; 3]| {
        el("li")
            .attr("data-answer", word(offer.answer))
            .attr("data-exclusive", word(offer.exclusive))
            .el(button(ctx.on(Action::Ask(question))).el(ctx.name(offer.other)))
            .text(" ")
            .el(el("span").class("tag").text(words.answer(offer.answer)))
    };
    let territory = || offers.territory.clone();
    let could = offers.could_offer.iter().map(|offer| row(offer, [id(party), id(offer.other), territory()]));
    let by = offers.offered_by.iter().map(|offer| row(offer, [id(offer.other), id(party), territory()]));
    let all = |title: &'static str, rows: Vec<El>| {
        (!rows.is_empty()).then(|| nodes().el(el("h3").text(title)).el(el("ul").class("offers").els(rows)))
    };
    let place = fill(words.offers_where, &[("territory", &ctx.territory(&offers.territory))]);
    Some(
        nodes()
            .el_if(all(words.offers_could, could.collect()))
            .el_if(all(words.offers_by, by.collect()))
            .el(el("p").class("fine").string(place)),
    )
}
