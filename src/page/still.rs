//! A part that is drawn again only when its tag changes: one component for all
//! large parts, since each component costs several kilobytes.

use std::rc::Rc;
use super::html::part;
use yew::{Html, Properties, component};

/// What to draw, and the tag that stands for all it depends on.
#[derive(Clone, Properties)]
pub struct StillProps {
    /// Equal tags mean equal content.
    pub tag: String,
    /// Draws the content.
    pub draw: Draw,
}

impl PartialEq for StillProps {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

/// A drawing function.
#[derive(Clone)]
pub struct Draw(Rc<dyn Fn() -> Html>);

/// A part that is drawn again only when its tag changes.
pub fn still(tag: String, draw: impl Fn() -> Html + 'static) -> Html {
    part::<Still>(StillProps { tag, draw: Draw(Rc::new(draw)) })
}

/// The part.
#[component]
pub fn Still(props: &StillProps) -> Html {
    (props.draw.0)()
}
