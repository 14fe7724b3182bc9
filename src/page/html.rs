//! The markup of the page: Yew's `html!` in a fifth of the code.
//!
//! Yew's own macro writes the making of every element out in full, some hundred
//! bytes each; all markup together was a quarter of the program. This one takes
//! the same text for elements and makes one short call for each tag, attribute
//! and text. What it makes are Yew's own nodes.
//!
//! It leaves out what the page does not use: properties (`~name`), dynamic tags,
//! spread, `else if` inside markup, and components, which are made by [`part`]. `{ for … }` makes a list of its own,
//! so that neighbours keep their elements when it grows.

use std::rc::Rc;
use yew::virtual_dom::{Key, Listener, VComp, VList, VNode, VTag, VText};
use yew::{AttrValue, BaseComponent, Html, NodeRef};

/// Elements under construction, the innermost last.
pub struct Build {
    open: Vec<Open>,
}

struct Open {
    /// `None` for a list without an element.
    tag: Option<VTag>,
    /// Whether a single child can stand for the list.
    may_be_one: bool,
    children: Vec<VNode>,
}

impl Build {
    /// Begins.
    #[inline(never)]
    pub fn new() -> Build {
        let mut build = Build { open: Vec::new() };
        build.list(true);
        build
    }

    /// Begins an element.
    #[inline(never)]
    pub fn tag(&mut self, name: &'static str) {
        self.open.push(Open { tag: Some(VTag::new(name)), may_be_one: true, children: Vec::new() });
    }

    /// Begins a list.
    #[inline(never)]
    pub fn list(&mut self, may_be_one: bool) {
        self.open.push(Open { tag: None, may_be_one, children: Vec::new() });
    }

    /// Ends what was begun last.
    #[inline(never)]
    pub fn end(&mut self) {
        let node = self.take();
        self.node(node);
    }

    /// Adds a node.
    #[inline(never)]
    pub fn node(&mut self, node: VNode) {
        if let Some(open) = self.open.last_mut() {
            open.children.push(node);
        }
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(&mut self, text: AttrValue) {
        self.node(VNode::VText(VText::new(text)));
    }

    /// Gives the element a key.
    #[inline(never)]
    pub fn key(&mut self, key: String) {
        self.with(|tag| tag.key = Some(Key::from(key)));
    }

    /// Makes the element known to a component.
    #[inline(never)]
    pub fn reference(&mut self, reference: NodeRef) {
        self.with(|tag| tag.node_ref = reference);
    }

    /// Hears an event.
    #[inline(never)]
    pub fn hear(&mut self, listener: Option<Rc<dyn Listener>>) {
        self.with(|tag| {
            if let Some(listener) = listener {
                tag.add_listener(listener);
            }
        });
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn attribute(&mut self, name: &'static str, value: AttrValue) {
        self.with(|tag| match name {
            "value" if matches!(tag.tag(), "input" | "textarea") => tag.set_value(Some(value)),
            // Written by the page with nothing to say: no attribute.
            "class" if value.is_empty() => {}
            _ => tag.add_attribute(name, value),
        });
    }

    /// Sets an attribute to a text of the program.
    #[inline(never)]
    pub fn fixed(&mut self, name: &'static str, value: &'static str) {
        self.attribute(name, AttrValue::Static(value));
    }

    /// Sets an attribute without value, or none; of a check box, whether it is checked.
    #[inline(never)]
    pub fn flag(&mut self, name: &'static str, on: bool) {
        if name == "checked" {
            self.with(|tag| tag.set_checked(on));
        } else if on {
            self.fixed(name, name);
        }
    }

    /// Ends it all.
    #[inline(never)]
    pub fn done(mut self) -> Html {
        self.take()
    }

    fn with(&mut self, change: impl FnOnce(&mut VTag)) {
        if let Some(tag) = self.open.last_mut().and_then(|open| open.tag.as_mut()) {
            change(tag);
        }
    }

    fn take(&mut self) -> VNode {
        let Some(Open { tag, may_be_one, mut children }) = self.open.pop() else { return VNode::default() };
        let inner = match children.pop() {
            None => VNode::default(),
            Some(only) if may_be_one && children.is_empty() => only,
            Some(last) => {
                children.push(last);
                VNode::VList(Rc::new(VList::from(children)))
            }
        };
        match tag {
            None => inner,
            Some(mut tag) => {
                if let Some(place) = tag.children_mut() {
                    *place = inner;
                }
                VNode::VTag(Rc::new(tag))
            }
        }
    }
}

/// A value of an attribute.
pub trait Value {
    /// Sets the attribute.
    fn set(self, build: &mut Build, name: &'static str);
}

impl Value for &'static str {
    fn set(self, build: &mut Build, name: &'static str) {
        build.fixed(name, self);
    }
}

impl Value for String {
    fn set(self, build: &mut Build, name: &'static str) {
        build.attribute(name, AttrValue::from(self));
    }
}

impl Value for AttrValue {
    fn set(self, build: &mut Build, name: &'static str) {
        build.attribute(name, self);
    }
}

impl Value for bool {
    fn set(self, build: &mut Build, name: &'static str) {
        build.flag(name, self);
    }
}

impl<T: Value> Value for Option<T> {
    fn set(self, build: &mut Build, name: &'static str) {
        if let Some(value) = self {
            value.set(build, name);
        }
    }
}

/// Something that can stand in an element.
pub trait Content {
    /// Adds it.
    fn add(self, build: &mut Build);
}

impl Content for VNode {
    fn add(self, build: &mut Build) {
        build.node(self);
    }
}

impl Content for &'static str {
    fn add(self, build: &mut Build) {
        build.text(AttrValue::Static(self));
    }
}

impl Content for String {
    fn add(self, build: &mut Build) {
        build.text(AttrValue::from(self));
    }
}

impl Content for u8 {
    fn add(self, build: &mut Build) {
        self.to_string().add(build);
    }
}

impl Content for i32 {
    fn add(self, build: &mut Build) {
        self.to_string().add(build);
    }
}

/// Several things in a row.
pub fn each<T: Content>(build: &mut Build, items: impl IntoIterator<Item = T>) {
    build.list(false);
    for item in items {
        item.add(build);
    }
    build.end();
}

/// A component.
pub fn part<C: BaseComponent>(props: C::Properties) -> Html {
    VComp::new::<C>(Rc::new(props), None).into()
}

/// Whether two names are the same; read by the compiler.
pub const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// See the module.
macro_rules! html {
    ($($markup:tt)*) => {{
        #[allow(unused_mut)]
        let mut build = $crate::page::html::Build::new();
        $crate::page::html::nodes!(build () $($markup)*);
        build.done()
    }};
}

/// Nodes one after the other; in parentheses the tags that are open.
macro_rules! nodes {
    ($b:ident ()) => {};
    ($b:ident $open:tt < > $($rest:tt)*) => {
        $b.list(false);
        $crate::page::html::nodes!($b $open $($rest)*);
    };
    ($b:ident $open:tt < / > $($rest:tt)*) => {
        $b.end();
        $crate::page::html::nodes!($b $open $($rest)*);
    };
    ($b:ident ($last:ident $($open:ident)*) < / $name:ident > $($rest:tt)*) => {
        const { assert!($crate::page::html::same(stringify!($last), stringify!($name))) };
        $b.end();
        $crate::page::html::nodes!($b ($($open)*) $($rest)*);
    };
    ($b:ident $open:tt < $name:ident $($rest:tt)*) => {
        $b.tag(stringify!($name));
        $crate::page::html::attributes!($b $open $name $($rest)*);
    };
    ($b:ident $open:tt if $($rest:tt)*) => {
        $crate::page::html::choice!($b $open () $($rest)*);
    };
    ($b:ident $open:tt { for $items:expr } $($rest:tt)*) => {
        $crate::page::html::each(&mut $b, $items);
        $crate::page::html::nodes!($b $open $($rest)*);
    };
    ($b:ident $open:tt { $($content:tt)* } $($rest:tt)*) => {
        $crate::page::html::Content::add({ $($content)* }, &mut $b);
        $crate::page::html::nodes!($b $open $($rest)*);
    };
}

/// `if … { markup } else { markup }`: one node, whatever is chosen.
macro_rules! choice {
    ($b:ident $open:tt ($($condition:tt)*) { $($then:tt)* } else { $($other:tt)* } $($rest:tt)*) => {
        $b.list(true);
        if $($condition)* {
            $crate::page::html::nodes!($b () $($then)*);
        } else {
            $crate::page::html::nodes!($b () $($other)*);
        }
        $b.end();
        $crate::page::html::nodes!($b $open $($rest)*);
    };
    ($b:ident $open:tt ($($condition:tt)*) { $($then:tt)* } $($rest:tt)*) => {
        $b.list(true);
        if $($condition)* {
            $crate::page::html::nodes!($b () $($then)*);
        }
        $b.end();
        $crate::page::html::nodes!($b $open $($rest)*);
    };
    ($b:ident $open:tt ($($condition:tt)*) $next:tt $($rest:tt)*) => {
        $crate::page::html::choice!($b $open ($($condition)* $next) $($rest)*);
    };
}

/// What stands in a tag behind its name.
macro_rules! attributes {
    ($b:ident $open:tt $tag:ident / > $($rest:tt)*) => {
        $b.end();
        $crate::page::html::nodes!($b $open $($rest)*);
    };
    ($b:ident ($($open:ident)*) $tag:ident > $($rest:tt)*) => {
        $crate::page::html::nodes!($b ($tag $($open)*) $($rest)*);
    };
    ($b:ident $open:tt $tag:ident { $name:ident } $($rest:tt)*) => {
        $crate::page::html::attribute!($b ($name) ($name));
        $crate::page::html::attributes!($b $open $tag $($rest)*);
    };
    ($b:ident $open:tt $tag:ident $name:ident $(- $more:ident)* = $value:tt $($rest:tt)*) => {
        $crate::page::html::attribute!($b ($name $(- $more)*) ($value));
        $crate::page::html::attributes!($b $open $tag $($rest)*);
    };
}

/// One attribute, or one event.
macro_rules! attribute {
    ($b:ident (key) $value:tt) => { $b.key($value.into()) };
    ($b:ident (ref) $value:tt) => { $b.reference($value) };
    ($b:ident (onblur) $value:tt) => { $crate::page::html::attribute!($b on onblur $value) };
    ($b:ident (onchange) $value:tt) => { $crate::page::html::attribute!($b on onchange $value) };
    ($b:ident (onclick) $value:tt) => { $crate::page::html::attribute!($b on onclick $value) };
    ($b:ident (onfocusin) $value:tt) => { $crate::page::html::attribute!($b on onfocusin $value) };
    ($b:ident (oninput) $value:tt) => { $crate::page::html::attribute!($b on oninput $value) };
    ($b:ident (onkeydown) $value:tt) => { $crate::page::html::attribute!($b on onkeydown $value) };
    ($b:ident (onmousedown) $value:tt) => { $crate::page::html::attribute!($b on onmousedown $value) };
    ($b:ident (onpointerleave) $value:tt) => { $crate::page::html::attribute!($b on onpointerleave $value) };
    ($b:ident (onpointerover) $value:tt) => { $crate::page::html::attribute!($b on onpointerover $value) };
    ($b:ident on $event:ident ($value:expr)) => {
        $b.hear(yew::html::$event::Wrapper::__macro_new($value))
    };
    ($b:ident ($name:ident $(- $more:ident)*) ($value:expr)) => {
        $crate::page::html::Value::set(
            $value,
            &mut $b,
            concat!(stringify!($name) $(, "-", stringify!($more))*),
        )
    };
}

pub(super) use {attribute, attributes, choice, html, nodes};
