//! A picture that takes longer than a frame, worked out in slices while the one before stands: the network
//! of a large dataset.

use super::shown::{Dataset, Of, Shown, frame_limit_px};
use crate::data::words::View;
use crate::scene::network::Step;
use crate::views::network::Slow;
use crate::views::{Kept, Stage};

/// With more deals than this a date of the network takes longer than a frame.
const MOST_DEALS: usize = 800;

/// A picture under way.
pub struct Coming {
    /// What it is of.
    pub of: Of,
    /// Begins once the one before is written: whoever scrubs sees whole pictures on the way.
    pub is_patient: bool,
    part: Part,
}

/// What is there.
enum Part {
    /// Nothing.
    Nothing,
    /// All but the drawing.
    Undrawn(Shown),
    /// And some of that.
    Drawing(Shown, Box<Slow>),
    /// All of it. To write it wants a frame of its own.
    Drawn(Shown),
}

impl Coming {
    /// One that has not begun, if that of the state is slow.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn new(data: &Dataset, of: Of) -> Option<Coming> {
        let is_slow = of.state.view == View::Network && data.catalog.deals.len() > MOST_DEALS;
        (is_slow && data.kept.has_base()).then_some(Coming { of, is_patient: false, part: Part::Nothing })
    }

    /// Whether it is to be seen on the way to another one, which comes after it then.
    pub fn comes_before(&self, next: &Coming) -> bool {
        let told = |of: &Of| (of.locale, of.check);
        !matches!(self.part, Part::Nothing)
            && told(&self.of) == told(&next.of)
            && self.of.state.ask == next.of.state.ask
    }

    /// Works on until the time is up, which `is_late` says, or longer by what does not divide.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn step(&mut self, data: &mut Dataset, is_late: &dyn Fn() -> bool) -> Option<Shown> {
        let Of { state, locale, width_px, check } = &self.of;
        match std::mem::replace(&mut self.part, Part::Nothing) {
            Part::Nothing => self.part = Part::Undrawn(data.undrawn(state, *check)),
            Part::Undrawn(shown) => {
                let stage = data.stage(state, &shown.picture, *locale, *width_px);
                let slow = Slow::new(&Stage { limit_px: frame_limit_px(state), live: true, ..stage });
                // It began with places for all dates there.
                self.part = Part::Drawing(shown, Box::new(slow?));
            }
            Part::Drawing(shown, mut slow) => {
                loop {
                    match slow.step(&data.catalog, Kept::SLICE) {
                        Step::Done(scene) => {
                            self.part = Part::Drawn(shown.drawn(*scene));
                            return None;
                        }
                        Step::Pause => break,
                        Step::On if is_late() => break,
                        Step::On => {}
                    }
                }
                self.part = Part::Drawing(shown, slow);
            }
            Part::Drawn(shown) => return Some(shown),
        }
        None
    }
}
