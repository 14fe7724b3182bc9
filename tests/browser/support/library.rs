//! What the library says natively about the dataset of the page.

use super::Site;
use catalog_atlas::data::Catalog;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::changes::{Changes, changes};
use catalog_atlas::query::picture::picture;
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::{Class, Hook, Scene};
use catalog_atlas::state::{State, open};
use catalog_atlas::views::{self, Kept, Stage};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The dataset of the page, compiled natively.
pub struct Library {
    pub catalog: Catalog,
    pub changes: Changes,
    kept: Kept,
    opening: State,
}

/// What stands on a picture: how many things of each kind, and how many of them are drawn back.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Standing {
    /// `data-grant`, `data-party`, `data-deal`, `data-year`, `data-cell` by value, and whether all of it is
    /// drawn back.
    pub hooks: BTreeMap<String, bool>,
    /// Lines that hold groups together.
    pub hulls: usize,
    /// Words of the legend.
    pub legend: Vec<String>,
    /// The generated sentence.
    pub summary: String,
}

/// The same, read from the page.
pub const STANDING: &str = "
const hooks = {};
for (const name of ['grant', 'party', 'deal', 'year', 'cell']) {
  for (const mark of document.querySelectorAll(`svg.scene [data-${name}]`)) {
    const key = `${name} ${mark.dataset[name]}`;
    hooks[key] = (hooks[key] ?? true) && mark.classList.contains('dimmed');
  }
}
return {
  hooks,
  hulls: document.querySelectorAll('svg.scene .hull').length,
  legend: [...document.querySelectorAll('.graph .legend li')].map((line) => line.textContent),
  summary: document.querySelector('[data-summary]').textContent,
};";

impl Library {
    pub fn new() -> Library {
        let catalog = Catalog::load(&Site::read(&Site::dataset())).expect("the dataset").catalog;
        let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
        let (changes, kept) = (changes(&catalog, &compiled), Kept::new(&catalog, &compiled));
        let opening = State::opening(&catalog, &compiled);
        Library { catalog, changes, kept, opening }
    }

    /// The state of an address, and the links for its options.
    pub fn state(&self, fragment: &str) -> (State, Compiled) {
        let state = open(&self.catalog, &self.opening, "", fragment).state;
        let compiled = Compiled::new(&self.catalog, Options { presume: state.presume, known: state.known });
        (state, compiled)
    }

    /// What a page of this width draws for an address.
    pub fn scene(&self, fragment: &str, width_px: f32) -> Scene {
        let (state, compiled) = self.state(fragment);
        views::draw(&Stage {
            catalog: &self.catalog,
            compiled: &compiled,
            changes: &self.changes,
            kept: &self.kept,
            country: catalog_atlas::tool::countries::in_language,
            state: &state,
            picture: &picture(&self.catalog, &compiled, &state),
            locale: Locale::En,
            width_px,
            limit_px: None,
            live: true,
        })
    }

    /// What stands on it.
    pub fn standing(&self, fragment: &str, width_px: f32) -> Standing {
        let scene = self.scene(fragment, width_px);
        let mut out = Standing {
            hulls: scene.marks.iter().filter(|mark| mark.class == Class::Hull).count(),
            legend: scene.legend.iter().map(|entry| entry.text.clone()).collect(),
            summary: scene.description.clone(),
            ..Standing::default()
        };
        // A thing is drawn back as its first mark is.
        for marks in scene.marks.chunk_by(|a, b| a.hook == b.hook) {
            let key = match &marks[0].hook {
                Hook::None => continue,
                Hook::Grant { grant, .. } => format!("grant {grant}"),
                Hook::Party(id) => format!("party {id}"),
                Hook::Deal(id) => format!("deal {id}"),
                Hook::Year(year) => format!("year {year}"),
                Hook::Cell { pair, .. } => format!("cell {pair}"),
            };
            let back = marks[0].dimmed;
            out.hooks.entry(key).and_modify(|all| *all &= back).or_insert(back);
        }
        out
    }
}
