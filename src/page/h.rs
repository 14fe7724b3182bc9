//! Elements, built step by step.
//!
//! Yew's `html!` writes the construction of every element out in place, some
//! 400 bytes of machine code each, and makes one wrapper for each kind of
//! event. Here each step is compiled once and called with a pointer and a
//! constant or two, which takes about 15 bytes: the page has several hundred
//! elements, and every reader downloads this code before the first picture.
//!
//! The resulting nodes are those that `html!` would make.

use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Event;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, ListenerKind, VList, VTag, VText};
use yew::{AttrValue, Callback, Html, NodeRef};

/// An element under construction; one pointer, so that passing it on is free.
#[must_use = "an element is shown only as a part of the page"]
pub struct El(Box<Parts>);

struct Parts {
    /// `None` for a list of nodes without an element around them.
    tag: Option<VTag>,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    kids: Vec<Html>,
}

/// An element with this name. Within `<svg>` Yew gives it the right namespace.
#[inline(never)]
pub fn el(name: &'static str) -> El {
    start(Some(VTag::new(name)))
}

/// Nodes that follow each other, without an element around them.
#[inline(never)]
pub fn list() -> El {
    start(None)
}

/// A button that is not for sending forms.
#[inline(never)]
pub fn button(on_click: Callback<Event>) -> El {
    el("button").attr("type", "button").on(On::Click, on_click)
}

/// Text alone.
#[inline(never)]
pub fn text(text: String) -> Html {
    Html::VText(VText { text: text.into() })
}

fn start(tag: Option<VTag>) -> El {
    let (names, values, listeners, kids) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    El(Box::new(Parts { tag, names, values, listeners, kids }))
}

/// Attributes.
impl El {
    /// An attribute with a fixed value.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &'static str) -> El {
        self.put(name, Some(AttrValue::Static(value)))
    }

    /// An attribute with a computed value.
    #[inline(never)]
    pub fn set(self, name: &'static str, value: String) -> El {
        self.put(name, Some(value.into()))
    }

    /// An attribute with a computed value, absent without one.
    #[inline(never)]
    pub fn maybe(self, name: &'static str, value: Option<String>) -> El {
        self.put(name, value.map(AttrValue::from))
    }

    /// An attribute with one of some fixed values, absent without one.
    #[inline(never)]
    pub fn attr_if(self, name: &'static str, value: Option<&'static str>) -> El {
        self.put(name, value.map(AttrValue::Static))
    }

    /// The class, or several with spaces between; no attribute if empty.
    #[inline(never)]
    pub fn class(self, names: &'static str) -> El {
        self.attr_if("class", Some(names).filter(|names| !names.is_empty()))
    }

    /// An attribute whose presence is its value, as `disabled`.
    #[inline(never)]
    pub fn flag(self, name: &'static str, on: bool) -> El {
        self.attr_if(name, on.then_some(name))
    }

    /// An attribute that is `true` or `false`, as `aria-pressed`.
    #[inline(never)]
    pub fn truth(self, name: &'static str, value: bool) -> El {
        self.attr(name, if value { "true" } else { "false" })
    }

    /// The text of an input: after every rendering the field holds this one.
    #[inline(never)]
    pub fn value(mut self, value: String) -> El {
        if let Some(tag) = &mut self.0.tag {
            tag.set_value(Some(AttrValue::from(value)));
        }
        self
    }

    /// Whether a box is ticked: after every rendering it is as said here.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> El {
        if let Some(tag) = &mut self.0.tag {
            tag.set_checked(checked);
        }
        self
    }

    /// What tells this element from its neighbours when they move.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> El {
        if let Some(tag) = &mut self.0.tag {
            tag.key = Some(key.into());
        }
        self
    }

    /// Where the browser's element is to be found after the rendering.
    #[inline(never)]
    pub fn found_by(mut self, node: &NodeRef) -> El {
        if let Some(tag) = &mut self.0.tag {
            tag.node_ref = node.clone();
        }
        self
    }

    /// Absent attributes keep their place, so that elements made by the same
    /// steps have the same list of names.
    #[inline(never)]
    fn put(mut self, name: &'static str, value: Option<AttrValue>) -> El {
        self.0.names.push(name);
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }
}

/// Content.
impl El {
    /// An element within.
    #[inline(never)]
    pub fn el(self, el: El) -> El {
        self.kid(el.into())
    }

    /// An element within, or an empty place: what follows keeps its position.
    #[inline(never)]
    pub fn el_if(self, el: Option<El>) -> El {
        self.kid(el.map_or_else(Html::default, Html::from))
    }

    /// All these elements within.
    #[inline]
    pub fn els(self, els: impl IntoIterator<Item = El>) -> El {
        els.into_iter().fold(self, El::el)
    }

    /// A node within.
    #[inline(never)]
    pub fn kid(mut self, kid: Html) -> El {
        self.0.kids.push(kid);
        self
    }

    /// All these nodes within.
    #[inline]
    pub fn kids(self, kids: impl IntoIterator<Item = Html>) -> El {
        kids.into_iter().fold(self, El::kid)
    }

    /// A fixed text within.
    #[inline(never)]
    pub fn text(self, text: &'static str) -> El {
        self.kid(Html::VText(VText { text: AttrValue::Static(text) }))
    }

    /// A copy of a text within.
    #[inline(never)]
    pub fn str(self, text: &str) -> El {
        self.kid(Html::VText(VText { text: AttrValue::Rc(text.into()) }))
    }

    /// A computed text within.
    #[inline(never)]
    pub fn string(self, string: String) -> El {
        self.kid(text(string))
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(el: El) -> Html {
        let Parts { tag, names, values, listeners, kids } = *el.0;
        let Some(mut tag) = tag else { return VList::from(kids).into() };
        if !names.is_empty() {
            tag.set_attributes(Attributes::Dynamic { keys: shared(names), values: values.into() });
        }
        if !listeners.is_empty() {
            tag.set_listeners(listeners.into());
        }
        if let Some(within) = tag.children_mut()
            && !kids.is_empty()
        {
            *within = VList::from(kids).into();
        }
        tag.into()
    }
}

/// The one copy of a list of attribute names. Yew compares the attributes of
/// two elements quickly if both share their list; and there are only as many
/// lists as there are places in the code that build an element.
fn shared(names: Vec<&'static str>) -> &'static [&'static str] {
    thread_local! {
        static LISTS: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
    }
    LISTS.with_borrow_mut(|lists| {
        if let Some(list) = lists.iter().find(|list| ***list == *names) {
            return *list;
        }
        let list: &'static [&'static str] = names.leak();
        lists.push(list);
        list
    })
}

/// What elements listen to.
#[derive(Clone, Copy)]
pub enum On {
    /// A click, or Enter or Space on a button.
    Click,
    /// A value was chosen.
    Change,
    /// A value changes.
    Input,
    /// A key goes down.
    KeyDown,
    /// The focus leaves.
    Blur,
    /// The focus arrives here or within.
    FocusIn,
    /// A mouse button goes down.
    MouseDown,
    /// The pointer arrives here or within.
    PointerOver,
    /// The pointer has left.
    PointerLeave,
}

struct Heard(On, Callback<Event>);

impl Listener for Heard {
    fn kind(&self) -> ListenerKind {
        match self.0 {
            On::Click => ListenerKind::onclick,
            On::Change => ListenerKind::onchange,
            On::Input => ListenerKind::oninput,
            On::KeyDown => ListenerKind::onkeydown,
            On::Blur => ListenerKind::onblur,
            On::FocusIn => ListenerKind::onfocusin,
            On::MouseDown => ListenerKind::onmousedown,
            On::PointerOver => ListenerKind::onpointerover,
            On::PointerLeave => ListenerKind::onpointerleave,
        }
    }

    fn handle(&self, event: Event) {
        self.1.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

impl El {
    /// Calls back when this happens. The event comes uncast.
    #[inline(never)]
    pub fn on(mut self, on: On, call: Callback<Event>) -> El {
        self.0.listeners.push(Some(Rc::new(Heard(on, call))));
        self
    }
}
