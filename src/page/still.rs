//! A part that is drawn again only when its tag changes: one component for all
//! large parts, since each component costs several kilobytes.

use std::rc::Rc;
use yew::virtual_dom::VComp;
use yew::{Component, Context, Html, Properties};

/// What to draw, and the tag that stands for all it depends on.
#[derive(Clone, Properties)]
pub struct StillProps {
    tag: String,
    draw: Rc<dyn Fn() -> Html>,
}

impl PartialEq for StillProps {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

/// The part.
pub struct Still;

impl Component for Still {
    type Message = ();
    type Properties = StillProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Still
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        (ctx.props().draw)()
    }
}

/// A part that is drawn again only when the tag differs.
pub fn still(tag: String, draw: impl Fn() -> Html + 'static) -> Html {
    VComp::new::<Still>(Rc::new(StillProps { tag, draw: Rc::new(draw) }), None).into()
}
