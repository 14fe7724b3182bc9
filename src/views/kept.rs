//! What views work out once for a dataset: orders and places that hold for all dates.

use crate::data::Catalog;
use crate::layout::flow::Order;
use crate::query::changes::Changes;
use crate::query::choices;
use crate::query::matrix::Ranks;
use crate::rights::Compiled;
use crate::rights::engine::Engine;
use crate::scene::network::Base;
use crate::state::State;
use std::cell::OnceCell;

/// Orders and places; those of a view that nobody looked at are not worked out.
#[derive(Default)]
pub struct Kept {
    /// The order of parties that every date's flow starts from.
    pub order: Order,
    base: OnceCell<Base>,
    ranks: OnceCell<Ranks>,
}

impl Kept {
    /// The flow's order; everything else when it is asked for.
    pub fn new(catalog: &Catalog, compiled: &Compiled) -> Kept {
        Kept { order: Order::new(catalog, compiled), ..Kept::default() }
    }

    /// Where parties stand in the network.
    pub fn base(&self, catalog: &Catalog, compiled: &Compiled) -> &Base {
        self.base.get_or_init(|| Base::new(catalog, compiled))
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
