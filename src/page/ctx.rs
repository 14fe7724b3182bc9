//! What every component needs: the dataset, the reader's language, and the one
//! way to ask for a change.

use super::h::{El, el};
use crate::browser::intl;
use crate::data::{Catalog, PartyIx, Text};
use crate::i18n::{Locale, Words};
use crate::query::names;
use crate::state::Action;
use std::rc::Rc;
use web_sys::Event;
use yew::Callback;

/// Cheap to clone and to compare.
#[derive(Clone)]
pub struct Ctx {
    /// The dataset.
    pub catalog: Rc<Catalog>,
    /// Language of the interface.
    pub locale: Locale,
    /// Where actions go.
    pub send: Callback<Action>,
}

impl PartialEq for Ctx {
    fn eq(&self, other: &Self) -> bool {
        // The callback is made once for the life of the page.
        Rc::ptr_eq(&self.catalog, &other.catalog) && self.locale == other.locale
    }
}

impl Ctx {
    /// The words of the interface. Not inlined: each use would choose anew
    /// between the languages, word by word.
    #[inline(never)]
    pub fn words(&self) -> &'static Words {
        self.locale.words()
    }

    /// A callback that sends this action, whatever the event.
    pub fn on(&self, action: Action) -> Callback<Event> {
        let send = self.send.clone();
        Callback::from(move |_| send.emit(action.clone()))
    }

    /// The name of a territory: a group's own, or the country's.
    pub fn territory(&self, place: &str) -> String {
        names::territory(&self.catalog, place, self.locale, intl::country)
    }

    /// A text in the reader's language, as far as there is one.
    pub fn text(&self, text: &Text) -> String {
        text.get(self.locale.tag(), &self.catalog.meta.language).0.to_string()
    }

    /// The language of that text, where it differs from the interface's.
    pub fn lang_of(&self, text: &Text) -> Option<String> {
        let lang = text.get(self.locale.tag(), &self.catalog.meta.language).1;
        (lang != self.locale.tag()).then(|| lang.to_string())
    }

    /// The name of a party, isolated and with its language where it differs.
    pub fn name(&self, party: PartyIx) -> El {
        let shown = names::shown(&self.catalog, party, self.locale);
        let lang = (shown.lang != self.locale.tag()).then(|| shown.lang.to_string());
        el("bdi").maybe("lang", lang).string(shown.text.to_string())
    }
}
