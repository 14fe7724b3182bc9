//! The question: a sentence with three choices and the date.

use super::combo::{self, Combo, Field, Row, Told};
use super::ctx::Ctx;
use super::h::{El, On, button, el};
use super::shown::Dataset;
use crate::browser::intl;
use crate::data::{PartyIx, codes};
use crate::dates::Day;
use crate::i18n::{Locale, fill};
use crate::query::choices::{self, Choice};
use crate::query::names;
use crate::state::{Action, DateChoice, State};
use web_sys::{Event, HtmlInputElement};
use yew::{Callback, TargetCast};

/// Most territories in the list.
const MOST: usize = 12;

/// What the question looks at.
#[derive(Clone, Copy)]
pub struct Props<'a> {
    /// Dataset, language, actions.
    pub ctx: &'a Ctx,
    /// Names to search in.
    pub data: &'a Dataset,
    /// The question that is asked, and the date.
    pub state: &'a State,
}

/// What happens in the sentence.
pub enum Msg {
    /// In the field of a choice: its place, and what.
    Combo(usize, combo::Msg),
    /// Another date.
    Date(Event),
}

/// The fields, and choices that are no question yet.
pub struct Ask {
    tell: Callback<Msg>,
    combos: [Combo; 3],
    /// Texts being typed.
    typed: [Option<String>; 3],
    /// Ids chosen before the question is complete.
    draft: [Option<String>; 3],
}

impl Ask {
    /// Empty fields; tells what happens.
    pub fn new(tell: Callback<Msg>, ctx: &Ctx) -> Ask {
        let combo = |id: &'static str, at: usize| {
            let tell = tell.clone();
            Combo::new(id, Callback::from(move |msg| tell.emit(Msg::Combo(at, msg))))
        };
        let combos = [combo("ask-party", 0), combo("ask-catalogue", 1), combo("ask-territory", 2)];
        let draft = [None, None, choices::usual_territory(&ctx.catalog)];
        Ask { combos, typed: [None, None, None], draft, tell }
    }

    /// Something happened.
    pub fn update(&mut self, props: Props, msg: Msg) {
        match msg {
            Msg::Date(event) => {
                if let Some(day) = Day::parse(&event.target_unchecked_into::<HtmlInputElement>().value()) {
                    props.ctx.send.emit(Action::SetDate(DateChoice::on(day)));
                }
            }
            Msg::Combo(at, msg) => {
                let rows = self.offered(props, at);
                match self.combos[at].update(rows.len(), msg) {
                    Told::Typed(text) => self.typed[at] = Some(text),
                    Told::Chosen(row) => {
                        self.typed[at] = None;
                        if let Some((id, _)) = rows.into_iter().nth(row) {
                            self.choose(props, at, id);
                        }
                    }
                    Told::Cleared | Told::Left => self.typed[at] = None,
                    Told::Nothing => {}
                }
            }
        }
    }

    fn choose(&mut self, props: Props, at: usize, id: String) {
        for (place, draft) in self.draft.iter_mut().enumerate() {
            if let Some(asked) = props.state.ask.as_ref().map(|ask| &ask[place]) {
                *draft = Some(asked.clone());
            }
        }
        self.draft[at] = Some(id);
        if let [Some(party), Some(catalogue), Some(territory)] = &self.draft {
            let question = [party.clone(), catalogue.clone(), territory.clone()];
            props.ctx.send.emit(Action::Ask(question));
        }
    }

    /// The id of a choice, asked or only chosen.
    fn chosen<'a>(&'a self, props: Props<'a>, at: usize) -> Option<&'a str> {
        match &props.state.ask {
            Some(ask) => Some(ask[at].as_str()),
            None => self.draft[at].as_deref(),
        }
    }

    /// The rows of a field: ids and words.
    fn offered(&self, props: Props, at: usize) -> Vec<(String, Row)> {
        let ctx = props.ctx;
        let text = self.typed[at].as_deref().unwrap_or("");
        if Choice::ALL[at] == Choice::Territory {
            return territories(ctx, text);
        }
        let row = |party: PartyIx| {
            let about = ctx.words().party_kind(ctx.catalog.party(party).kind).to_owned();
            let name = names::text(&ctx.catalog, party, ctx.locale);
            (ctx.catalog.party(party).id.to_string(), Row { name, about })
        };
        choices::parties(&ctx.catalog, props.data.index(), Choice::ALL[at], text)
            .into_iter()
            .map(row)
            .collect()
    }

    /// The sentence with its fields.
    pub fn view(&self, props: Props) -> El {
        let Props { ctx, state, .. } = props;
        let words = ctx.words();
        let mut sentence = el("p").class("question");
        for (text, name) in choices::parts(words.ask_sentence) {
            sentence = sentence.el_if((!text.is_empty()).then(|| el("span").text(text)));
            sentence = match name {
                "party" => sentence.el(self.field(props, 0, words.ask_party)),
                "catalogue" => sentence.el(self.field(props, 1, words.ask_catalogue)),
                "territory" => sentence.el(self.field(props, 2, words.ask_territory)),
                "date" => sentence.el(self.date(props)),
                _ => sentence,
            };
        }
        let clear = state.ask.is_some().then(|| {
            let clear = button(ctx.on(Action::ClearAsk)).class("quiet");
            clear.attr("aria-label", words.ask_clear).attr("title", words.ask_clear).text("×")
        });
        sentence.el_if(clear)
    }

    fn field(&self, props: Props, at: usize, label: &'static str) -> El {
        let ctx = props.ctx;
        let chosen = self.chosen(props, at).map(|id| match Choice::ALL[at] {
            Choice::Territory => ctx.territory(id),
            Choice::Party | Choice::Catalogue => match ctx.catalog.party_ix(id) {
                Some(party) => names::text(&ctx.catalog, party, ctx.locale),
                None => id.to_owned(),
            },
        });
        let text = self.typed[at].clone().or(chosen).unwrap_or_default();
        let rows: Vec<Row> = if self.combos[at].is_open() {
            self.offered(props, at).into_iter().map(|(_, row)| row).collect()
        } else {
            Vec::new()
        };
        let missed = Some(fill(ctx.words().search_none, &[("text", text.trim())]));
        let field = Field { label, hears: true, text, placeholder: label, described_by: None, missed };
        self.combos[at].view(field, &rows, None)
    }

    fn date(&self, props: Props) -> El {
        let tell = self.tell.clone();
        el("input")
            .attr("type", "date")
            .attr("id", "ask-date")
            .attr("aria-label", props.ctx.words().ask_date)
            .value(DateChoice::on(props.state.day()).written())
            .on(On::Change, Callback::from(move |event| tell.emit(Msg::Date(event))))
    }
}

/// The usual territories, or those whose name, in a language of the interface, or code begins with the text.
fn territories(ctx: &Ctx, text: &str) -> Vec<(String, Row)> {
    let row = |code: String| {
        let row = Row { name: ctx.territory(&code), about: code.clone() };
        (code, row)
    };
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return choices::territories(&ctx.catalog).into_iter().map(row).collect();
    }
    let named = |code: &String| {
        code.to_lowercase() == text
            || ctx.territory(code).to_lowercase().contains(&text)
            || Locale::ALL.iter().any(|locale| {
                intl::country(locale.tag(), code).to_lowercase().starts_with(&text)
                    || names::place(&ctx.catalog, code, *locale).is_some_and(|name| name.contains(&text))
            })
    };
    codes::territories().map(str::to_owned).filter(named).take(MOST).map(row).collect()
}
