//! The scene of a network whose layout takes longer than a frame: worked out slice by slice, and the
//! same as at once.

use super::{NetworkInput, scene_by};
use crate::data::Catalog;
use crate::layout::network::Network;
use crate::scene::{Scene, flow};

/// A scene under way.
pub struct Slow {
    input: NetworkInput,
    /// Places of the layouts that have settled, in the order in which the scene asks for them.
    settled: Vec<Vec<[f32; 2]>>,
    /// The one that has not.
    under_way: Option<Network>,
}

/// How far a scene has come.
pub enum Step {
    /// There is more to do.
    On,
    /// What comes next is not divided: it wants a frame of its own.
    Pause,
    /// It is there.
    Done(Box<Scene>),
}

impl Slow {
    /// A scene that has not begun.
    pub fn new(input: NetworkInput) -> Slow {
        Slow { input, settled: Vec::new(), under_way: None }
    }

    /// Works on for about so many steps of a few nanoseconds; or begins a layout, or draws when all have settled.
    pub fn step(&mut self, catalog: &Catalog, work: usize) -> Step {
        if let Some(network) = &mut self.under_way {
            if !network.step(work) {
                return Step::On;
            }
            self.settled.push(network.places());
            self.under_way = None;
            return Step::Pause;
        }
        let (mut settled, under_way) = (self.settled.iter(), &mut self.under_way);
        let scene = scene_by(&self.input, &mut |network| {
            let places = settled.next();
            if places.is_none() {
                *under_way = Some(network);
            }
            places.cloned()
        });
        scene.map_or(Step::On, |mut scene| {
            flow::sign(catalog, self.input.locale, &mut scene);
            Step::Done(Box::new(scene))
        })
    }
}
