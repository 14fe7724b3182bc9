//! What views work out once for a dataset: orders and places that hold for all dates.

use crate::data::Catalog;
use crate::layout::flow::Order;
use crate::query::changes::Changes;
use crate::query::choices;
use crate::query::matrix::Ranks;
use crate::rights::Compiled;
use crate::rights::engine::Engine;
use crate::scene::network::{Base, Making};
use crate::state::State;
use std::cell::{OnceCell, RefCell};

/// Orders and places; those of a view that nobody looked at are not worked out.
#[derive(Default)]
pub struct Kept {
    /// The order of parties that every date's flow starts from.
    pub order: Order,
    base: OnceCell<Base>,
    making: RefCell<Option<Making>>,
    ranks: OnceCell<Ranks>,
}

impl Kept {
    /// Steps of one slice of the network's layout: some ms in the page.
    pub const SLICE: usize = 100_000;
    /// With more parties than this the network is laid out in slices: all at once would be seen.
    const AT_ONCE: usize = 5_000;

    /// The flow's order; everything else when it is asked for.
    pub fn new(catalog: &Catalog, compiled: &Compiled) -> Kept {
        Kept { order: Order::new(catalog, compiled), ..Kept::default() }
    }

    /// Where parties stand in the network.
    pub fn base(&self, catalog: &Catalog, compiled: &Compiled) -> &Base {
        self.base.get_or_init(|| Base::new(catalog, compiled))
    }

    /// The same where nobody may wait for it: a large dataset's are begun, and there once
    /// [`Kept::slice`] has been called often enough.
    pub fn base_soon(&self, catalog: &Catalog, compiled: &Compiled) -> Option<&Base> {
        if catalog.parties.len() <= Kept::AT_ONCE {
            return Some(self.base(catalog, compiled));
        }
        if self.base.get().is_none() {
            self.making.borrow_mut().get_or_insert_with(|| Making::new(catalog, compiled));
        }
        self.base.get()
    }

    /// Whether the places of the network are there.
    pub fn has_base(&self) -> bool {
        self.base.get().is_some()
    }

    /// Whether places are being worked out.
    pub fn is_making(&self) -> bool {
        self.making.borrow().is_some()
    }

    /// Works on them for one slice; whether they are there now.
    pub fn slice(&self) -> bool {
        let mut making = self.making.borrow_mut();
        let Some(base) = making.as_mut().and_then(|making| making.step(Kept::SLICE)) else { return false };
        *making = None;
        self.base.set(base).is_ok()
    }

    /// In which order the matrix stands, by the territory that it first showed.
    pub fn ranks(
        &self,
        catalog: &Catalog,
        compiled: &Compiled,
        engine: &Engine,
        changes: &Changes,
        state: &State,
    ) -> &Ranks {
        self.ranks.get_or_init(|| {
            let territory = choices::territory(catalog, state);
            Ranks::new(catalog, compiled, engine, changes, &territory)
        })
    }
}
