//! The search: names of parties, deals and stories.

use super::combo::{self, Combo, Field, Row, Told};
use super::ctx::Ctx;
use super::h::{El, button, el};
use super::shown::Dataset;
use crate::browser::document;
use crate::i18n::{self, fill};
use crate::query::search::{Found, Hit};
use crate::query::{names, sentence};
use crate::state::Action;
use yew::Callback;

/// Most rows in the list.
const MOST: usize = 12;

/// What the search looks at.
#[derive(Clone, Copy)]
pub struct Props<'a> {
    /// Dataset, language, actions.
    pub ctx: &'a Ctx,
    /// Names to search in.
    pub data: &'a Dataset,
    /// The search text of the state.
    pub q: &'a str,
}

/// Search field and list.
pub struct Search {
    combo: Combo,
}

impl Search {
    /// A closed list; tells what happens.
    pub fn new(tell: Callback<combo::Msg>) -> Search {
        Search { combo: Combo::new("search", tell) }
    }

    /// Something happened.
    pub fn update(&mut self, props: Props, msg: combo::Msg) {
        let hits = props.hits();
        let query = |text: String| props.ctx.send.emit(Action::SetQuery(text));
        match self.combo.update(hits.len(), msg) {
            Told::Typed(text) => query(text),
            Told::Cleared => query(String::new()),
            Told::Chosen(at) => {
                if let Some(hit) = hits.get(at) {
                    query(String::new());
                    props.choose(hit.what);
                }
            }
            Told::Nothing | Told::Left => {}
        }
    }

    /// Field, list, and how many were found.
    pub fn view(&self, props: Props) -> El {
        let Props { ctx, q, .. } = props;
        let words = ctx.words();
        let hits = props.hits();
        let none = hits.is_empty();
        let said = if q.trim().is_empty() {
            String::new()
        } else if none {
            fill(words.search_none, &[("text", q)])
        } else {
            i18n::count(ctx.locale, words.search_count, hits.len())
        };
        let rows: Vec<Row> = hits.iter().map(|hit| props.row(hit)).collect();
        let field = Field {
            label: words.search_label,
            hears: false,
            text: q.to_owned(),
            placeholder: words.search_placeholder,
            described_by: Some("search-said"),
            missed: None,
        };
        let clear = (!q.is_empty()).then(|| {
            let send = ctx.send.clone();
            let empty = Callback::from(move |_| {
                send.emit(Action::SetQuery(String::new()));
                document::focus("#search");
            });
            button(empty).class("quiet").attr("aria-label", words.search_clear).text("×")
        });
        let missed = self.combo.is_open() && none && !q.trim().is_empty();
        let said = el("p")
            .attr("id", "search-said")
            .class(if missed { "search-said" } else { "visually-hidden" })
            .attr("role", "status")
            .string(said);
        el("div").class("search").attr("role", "search").el(self.combo.view(field, &rows, clear)).el(said)
    }
}

impl Props<'_> {
    fn hits(&self) -> Vec<Hit> {
        if self.q.trim().is_empty() { Vec::new() } else { self.data.index().find(self.q, MOST) }
    }

    fn choose(&self, what: Found) {
        let catalog = &self.ctx.catalog;
        self.ctx.send.emit(match what {
            Found::Party(party) => Action::Focus(catalog.party(party).id.to_string()),
            Found::Deal(deal) => Action::OpenDeal(catalog.deal(deal).id.to_string()),
            Found::Story(place) => Action::Step(catalog.stories[place].id.to_string(), 1),
        });
    }

    #[inline(never)] // The first part does without (scripts/split.mjs).
    fn row(&self, hit: &Hit) -> Row {
        let ctx = self.ctx;
        let words = ctx.words();
        let (name, kind) = match hit.what {
            Found::Party(party) => (
                names::text(&ctx.catalog, party, ctx.locale),
                words.party_kind(ctx.catalog.party(party).kind),
            ),
            Found::Deal(deal) => (sentence::deal_title(&ctx.catalog, deal, ctx.locale), words.found_deal),
            Found::Story(place) => (ctx.text(&ctx.catalog.stories[place].title), words.found_story),
        };
        let mut about = kind.to_owned();
        if hit.matched != name {
            about.push_str(" · ");
            about.push_str(&fill(words.matched_as, &[("text", &hit.matched)]));
        }
        Row { name, about }
    }
}
