//! Elements, built step by step: a description of what the page is to show.
//!
//! Each step is compiled once and called with a pointer and a constant or two,
//! about 15 bytes of machine code; `html!` takes some 400 for every element, and
//! every reader downloads this code before the first picture.
//! [`super::live::Live`] makes the document equal to such a description.

use crate::scene::{Mark, Scene};
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use web_sys::{Element, Event};
use yew::Callback;

/// A part of the page.
#[derive(Default)]
pub enum Node {
    /// Nothing, in a place that may hold something another time.
    #[default]
    Empty,
    /// Text.
    Text(Text),
    /// An element, or several without one around them.
    El(El),
    /// Something that is described again only when its tag changes.
    Still(Box<Still>),
}

/// A text, and the document's node once it is there.
pub struct Text {
    pub(super) text: Cow<'static, str>,
    pub(super) dom: Option<web_sys::Text>,
}

/// An element under construction; one pointer, so that passing it on is free.
#[must_use = "an element is shown only as a part of the page"]
pub struct El(pub(super) Box<Parts>);

/// An attribute. Absent ones keep their place, so that elements made by the
/// same steps can be compared place by place.
pub(super) type Attr = (&'static str, Option<Cow<'static, str>>);

/// What an element is made of.
#[derive(Default)]
pub(super) struct Parts {
    /// Empty for a list of nodes without an element around them.
    pub name: &'static str,
    pub key: Option<String>,
    pub attrs: Vec<Attr>,
    pub value: Option<String>,
    pub checked: Option<bool>,
    pub calls: Vec<(On, Callback<Event>)>,
    pub place: Option<Place>,
    pub kids: Vec<Node>,
    /// The document's element, once it is there.
    pub dom: Option<Element>,
}

/// A part that is described again only when its tag differs.
pub struct Still {
    pub(super) tag: Tag,
    pub(super) draw: Box<dyn Fn() -> Node>,
    pub(super) drawn: Node,
}

/// What stands for all that a part depends on.
pub(super) enum Tag {
    Text(String),
    /// A run of marks, and whether it is the Tab stop.
    Marks(Rc<Scene>, Range<usize>, bool),
}

impl Tag {
    fn marks(&self) -> Option<&[Mark]> {
        if let Tag::Marks(scene, run, _) = self { scene.marks.get(run.clone()) } else { None }
    }

    /// The key of the first mark.
    pub fn key(&self) -> Option<&str> {
        self.marks()?.first().map(|mark| mark.key.as_str())
    }

    pub fn is(&self, other: &Tag) -> bool {
        match (self, other) {
            (Tag::Text(tag), Tag::Text(other)) => tag == other,
            (Tag::Marks(.., stop), Tag::Marks(.., other_stop)) => {
                stop == other_stop && self.marks() == other.marks()
            }
            _ => false,
        }
    }
}

/// Holds the document's element for an [`El`], once it is there.
pub type Place = Rc<RefCell<Option<Element>>>;

/// An element with this name. Within `svg` it is one of SVG.
#[inline(never)]
pub fn el(name: &'static str) -> El {
    El(Box::new(Parts { name, ..Parts::default() }))
}

/// Nodes that follow each other, without an element around them.
#[inline(never)]
pub fn list() -> El {
    el("")
}

/// A button that is not for sending forms.
#[inline(never)]
pub fn button(on_click: Callback<Event>) -> El {
    el("button").attr("type", "button").on(On::Click, on_click)
}

/// Text alone.
#[inline(never)]
pub fn text(text: String) -> Node {
    Node::Text(Text { text: Cow::Owned(text), dom: None })
}

/// A part that is described again only when the tag, which stands for all that
/// it depends on, is another one.
#[inline]
pub fn still(tag: String, draw: impl Fn() -> Node + 'static) -> Node {
    still_boxed(Tag::Text(tag), Box::new(draw))
}

/// A thing of a scene, described again only when its marks differ, or whether it is the Tab stop.
#[inline]
pub fn thing(scene: &Rc<Scene>, run: Range<usize>, is_stop: bool, draw: impl Fn() -> Node + 'static) -> Node {
    still_boxed(Tag::Marks(scene.clone(), run, is_stop), Box::new(draw))
}

fn still_boxed(tag: Tag, draw: Box<dyn Fn() -> Node>) -> Node {
    Node::Still(Box::new(Still { tag, draw, drawn: Node::Empty }))
}

/// Attributes.
impl El {
    /// An attribute with a fixed value.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &'static str) -> El {
        self.put(name, Some(Cow::Borrowed(value)))
    }

    /// An attribute with a computed value.
    #[inline(never)]
    pub fn set(self, name: &'static str, value: String) -> El {
        self.put(name, Some(Cow::Owned(value)))
    }

    /// An attribute with a computed value, absent without one.
    #[inline(never)]
    pub fn maybe(self, name: &'static str, value: Option<String>) -> El {
        self.put(name, value.map(Cow::Owned))
    }

    /// An attribute with one of some fixed values, absent without one.
    #[inline(never)]
    pub fn attr_if(self, name: &'static str, value: Option<&'static str>) -> El {
        self.put(name, value.map(Cow::Borrowed))
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
        self.0.value = Some(value);
        self
    }

    /// Whether a box is ticked: after every rendering it is as said here.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> El {
        self.0.checked = Some(checked);
        self
    }

    /// What tells this element from its neighbours when they move. Either all
    /// children of an element have one, or none.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> El {
        self.0.key = Some(key.into());
        self
    }

    /// Where the document's element is to be found after the rendering.
    #[inline(never)]
    pub fn found_by(mut self, place: &Place) -> El {
        self.0.place = Some(place.clone());
        self
    }

    /// The value that an attribute has.
    pub fn said(&self, name: &str) -> Option<String> {
        let (_, value) = self.0.attrs.iter().find(|(other, _)| *other == name)?;
        value.clone().map(Cow::into_owned)
    }

    #[inline(never)]
    fn put(mut self, name: &'static str, value: Option<Cow<'static, str>>) -> El {
        self.0.attrs.push((name, value));
        self
    }
}

/// Content.
impl El {
    /// An element within.
    #[inline(never)]
    pub fn el(self, el: El) -> El {
        self.kid(Node::El(el))
    }

    /// An element within, or an empty place: what follows keeps its position.
    #[inline(never)]
    pub fn el_if(self, el: Option<El>) -> El {
        self.kid(el.map_or(Node::Empty, Node::El))
    }

    /// All these elements within.
    #[inline]
    pub fn els(self, els: impl IntoIterator<Item = El>) -> El {
        els.into_iter().fold(self, El::el)
    }

    /// A node within.
    #[inline(never)]
    pub fn kid(mut self, kid: Node) -> El {
        self.0.kids.push(kid);
        self
    }

    /// All these nodes within.
    #[inline]
    pub fn kids(self, kids: impl IntoIterator<Item = Node>) -> El {
        kids.into_iter().fold(self, El::kid)
    }

    /// A fixed text within.
    #[inline(never)]
    pub fn text(self, text: &'static str) -> El {
        self.kid(Node::Text(Text { text: Cow::Borrowed(text), dom: None }))
    }

    /// A copy of a text within.
    #[inline(never)]
    pub fn str(self, text: &str) -> El {
        self.string(text.to_owned())
    }

    /// A computed text within.
    #[inline(never)]
    pub fn string(self, string: String) -> El {
        self.kid(text(string))
    }
}

impl From<El> for Node {
    fn from(el: El) -> Node {
        Node::El(el)
    }
}

/// What elements listen to.
#[derive(Clone, Copy, PartialEq, Eq)]
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
    /// A mouse button goes down.
    MouseDown,
}

impl El {
    /// Calls back when this happens here or within. The event comes uncast.
    #[inline(never)]
    pub fn on(mut self, on: On, call: Callback<Event>) -> El {
        self.0.calls.push((on, call));
        self
    }
}
