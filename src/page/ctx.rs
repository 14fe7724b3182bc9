//! What every component needs: the dataset, the reader's language, and the one
//! way to ask for a change.

use crate::data::Catalog;
use crate::i18n::{Locale, Words};
use crate::query::names;
use crate::data::PartyIx;
use crate::state::Action;
use std::rc::Rc;
use yew::{Callback, Html, html};

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
    /// The words of the interface.
    pub fn words(&self) -> &'static Words {
        self.locale.words()
    }

    /// A callback that sends this action, whatever the event.
    pub fn on<E: 'static>(&self, action: Action) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |_: E| send.emit(action.clone()))
    }

    /// The name of a party, isolated and with its language where it differs.
    pub fn name(&self, party: PartyIx) -> Html {
        let shown = names::shown(&self.catalog, party, self.locale);
        let lang = (shown.lang != self.locale.tag()).then(|| shown.lang.to_string());
        html! { <bdi {lang}>{ shown.text.to_string() }</bdi> }
    }
}
