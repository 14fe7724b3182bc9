//! Makes the document equal to a description, by the fewest changes.
//!
//! The last description keeps the document's nodes; a new one takes them over
//! part by part, and only what differs is written. Children are matched by
//! place, or by key where they have one. Events are heard once, around the
//! whole page, and find their element on the way from the outside in.

use super::h::{Attr, El, Node, On, Parts, Text};
use gloo::events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlInputElement, Node as Dom};
use yew::Callback;

const SVG: &str = "http://www.w3.org/2000/svg";

/// What elements listen to, by the names of those events that bubble.
const EVENTS: [(On, &str); 6] = [
    (On::Click, "click"),
    (On::Change, "change"),
    (On::Input, "input"),
    (On::KeyDown, "keydown"),
    (On::Blur, "focusout"),
    (On::MouseDown, "mousedown"),
];

/// The elements of the page, and the description that they follow.
pub struct Live {
    document: Document,
    host: Element,
    shown: Rc<RefCell<Node>>,
    _listeners: Vec<EventListener>,
}

impl Live {
    /// An empty element, not yet in the document; nothing outside a browser.
    pub fn new() -> Option<Live> {
        let document = crate::browser::document::document()?;
        let host = document.create_element("div").ok()?;
        let shown = Rc::new(RefCell::new(Node::Empty));
        let listen = |(on, name): (On, &'static str)| {
            let (shown, around) = (shown.clone(), host.clone());
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&host, name, options, move |event| {
                answer(&shown, &around, on, event);
            })
        };
        let listeners = EVENTS.into_iter().map(listen).collect();
        Some(Live { document, host, shown, _listeners: listeners })
    }

    /// The element that holds everything.
    pub fn host(&self) -> &Element {
        &self.host
    }

    /// Makes the content of the element as described.
    pub fn show(&self, mut next: Node) {
        // Taken out meanwhile: what leaves the document may send events that are of no interest.
        let last = self.shown.take();
        self.put(&mut next, last, &self.host, None, false);
        self.shown.replace(next);
    }

    /// Puts a node in the place of the old one, before `next`; gives the first
    /// of the document's nodes from here on.
    fn put<'a>(
        &self,
        new: &'a mut Node,
        old: Node,
        parent: &Dom,
        next: Option<&'a Dom>,
        svg: bool,
    ) -> Option<&'a Dom> {
        match new {
            Node::Empty => {
                remove(&old, parent);
                next
            }
            Node::Text(new) => {
                let dom = match old {
                    Node::Text(Text { dom: Some(dom), text }) => {
                        if new.text != text {
                            dom.set_data(&new.text);
                        }
                        dom
                    }
                    old => {
                        remove(&old, parent);
                        let dom = self.document.create_text_node(&new.text);
                        let _ = parent.insert_before(&dom, next);
                        dom
                    }
                };
                Some(new.dom.insert(dom))
            }
            Node::Still(new) => {
                let old = match old {
                    Node::Still(old) if old.tag.is(&new.tag) => {
                        new.drawn = old.drawn;
                        return first(&new.drawn).or(next);
                    }
                    Node::Still(old) => old.drawn,
                    old => old,
                };
                new.drawn = (new.draw)();
                self.put(&mut new.drawn, old, parent, next, svg)
            }
            Node::El(El(new)) => {
                let old = match old {
                    Node::El(El(old)) if new.name == old.name && new.key == old.key => *old,
                    old => {
                        remove(&old, parent);
                        Parts::default()
                    }
                };
                self.element(new, old, parent, next, svg)
            }
        }
    }

    /// An element in the place of one with the same name, or of none.
    fn element<'a>(
        &self,
        new: &'a mut Parts,
        old: Parts,
        parent: &Dom,
        next: Option<&'a Dom>,
        svg: bool,
    ) -> Option<&'a Dom> {
        if new.name.is_empty() {
            return self.kids(&mut new.kids, old.kids, parent, next, svg);
        }
        let svg = svg || new.name == "svg";
        let is_new = old.dom.is_none();
        let made = || {
            let name = new.name;
            if svg {
                self.document.create_element_ns(Some(SVG), name)
            } else {
                self.document.create_element(name)
            }
        };
        let dom = old.dom.or_else(|| made().ok())?;
        attributes(&dom, &new.attrs, &old.attrs);
        self.kids(&mut new.kids, old.kids, &dom, None, svg);
        // After the content: the choice of a list is one of its options.
        let field: &HtmlInputElement = dom.unchecked_ref();
        if let Some(value) = &new.value
            && field.value() != *value
        {
            field.set_value(value);
        }
        if let Some(checked) = new.checked
            && field.checked() != checked
        {
            field.set_checked(checked);
        }
        if is_new {
            let _ = parent.insert_before(&dom, next);
        }
        if let Some(place) = &new.place {
            place.replace(Some(dom.clone()));
        }
        Some(new.dom.insert(dom))
    }

    /// Children from the last to the first: each knows what it stands before.
    fn kids<'a>(
        &self,
        new: &'a mut [Node],
        mut old: Vec<Node>,
        parent: &Dom,
        mut next: Option<&'a Dom>,
        svg: bool,
    ) -> Option<&'a Dom> {
        let mut moved = Vec::new();
        if old.first().and_then(key).is_some() && new.first().and_then(key).is_some() {
            (old, moved) = aligned(new, old, parent);
        }
        for old in old.drain(new.len().min(old.len())..) {
            remove(&old, parent);
        }
        old.resize_with(new.len(), Node::default);
        for (at, (new, old)) in new.iter_mut().zip(old).enumerate().rev() {
            let before = next;
            next = self.put(new, old, parent, next, svg);
            if moved.get(at) == Some(&true)
                && let Some(dom) = next
            {
                let _ = parent.insert_before(dom, before);
            }
        }
        next
    }
}

/// The old children in the order of the new ones with the same keys, and which
/// of them have to change their place. The others leave the document.
fn aligned(new: &[Node], mut old: Vec<Node>, parent: &Dom) -> (Vec<Node>, Vec<bool>) {
    // Most keys follow the one before: the search goes on from there, round the end.
    let mut from = 0;
    let places: Vec<Option<usize>> = new
        .iter()
        .map(|new| {
            let key = key(new)?;
            let at = (from..old.len()).chain(0..from).find(|&at| self::key(&old[at]) == Some(key))?;
            from = at + 1;
            Some(at)
        })
        .collect();
    let moved = moved(&places);
    let taken = places.iter().map(|at| at.map_or(Node::Empty, |at| std::mem::take(&mut old[at]))).collect();
    for left in &old {
        remove(left, parent);
    }
    (taken, moved)
}

/// Which of these have to move, so that the most can stay: all but a longest
/// rising run (patience sorting).
fn moved(places: &[Option<usize>]) -> Vec<bool> {
    // Ends of the best runs of each length; what stands before each in its run.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), vec![None; places.len()]);
    for (n, place) in places.iter().enumerate() {
        if place.is_none() {
            continue;
        }
        let length = ends.partition_point(|&end| places[end] < *place);
        before[n] = length.checked_sub(1).map(|shorter| ends[shorter]);
        ends.truncate(ends.len().max(length));
        if length == ends.len() {
            ends.push(n);
        } else {
            ends[length] = n;
        }
    }
    let mut moved: Vec<bool> = places.iter().map(Option::is_some).collect();
    let mut stays = ends.last().copied();
    while let Some(n) = stays {
        moved[n] = false;
        stays = before[n];
    }
    moved
}

fn key(node: &Node) -> Option<&str> {
    match node {
        Node::El(El(parts)) => parts.key.as_deref(),
        Node::Still(still) => still.tag.key(),
        Node::Text(_) | Node::Empty => None,
    }
}

/// Writes the attributes that differ.
fn attributes(dom: &Element, new: &[Attr], old: &[Attr]) {
    for (at, (name, value)) in new.iter().enumerate() {
        let same = old.get(at).filter(|(other, _)| other == name);
        let before = same.or_else(|| old.iter().find(|(other, _)| other == name));
        let _ = match (value, before.and_then(|(_, value)| value.as_ref())) {
            (Some(value), before) if before != Some(value) => dom.set_attribute(name, value),
            (None, Some(_)) => dom.remove_attribute(name),
            _ => Ok(()),
        };
    }
    for (at, (name, value)) in old.iter().enumerate() {
        let stays = new.get(at).is_some_and(|(other, _)| other == name);
        if value.is_some() && !stays && !new.iter().any(|(other, _)| other == name) {
            let _ = dom.remove_attribute(name);
        }
    }
}

/// The first of the document's nodes in this part.
fn first(node: &Node) -> Option<&Dom> {
    match node {
        Node::Empty => None,
        Node::Text(text) => text.dom.as_deref().map(AsRef::as_ref),
        Node::Still(still) => first(&still.drawn),
        Node::El(El(parts)) => match &parts.dom {
            Some(dom) => Some(dom),
            None => parts.kids.iter().find_map(first),
        },
    }
}

/// Takes a part out of the document.
fn remove(node: &Node, parent: &Dom) {
    match node {
        Node::Still(still) => remove(&still.drawn, parent),
        Node::El(El(parts)) if parts.name.is_empty() => {
            for kid in &parts.kids {
                remove(kid, parent);
            }
        }
        node => {
            if let Some(dom) = first(node) {
                let _ = parent.remove_child(dom);
            }
        }
    }
}

/// Calls who listens, from the target outwards.
fn answer(shown: &RefCell<Node>, host: &Element, on: On, event: &Event) {
    let mut way = Vec::new();
    let mut at = event.target().and_then(|target| target.dyn_into::<Dom>().ok());
    while let Some(dom) = at.filter(|dom| dom != host.as_ref() as &Dom) {
        at = dom.parent_node();
        way.push(dom);
    }
    let mut calls: Vec<Callback<Event>> = Vec::new();
    if let Ok(shown) = shown.try_borrow() {
        follow(&shown, &mut way, on, &mut calls);
    }
    for call in calls.iter().rev() {
        if event.cancel_bubble() {
            break;
        }
        call.emit(event.clone());
    }
}

/// Collects the listeners on the way, whose last node is the outermost; says
/// whether the way leads through this part.
fn follow(node: &Node, way: &mut Vec<Dom>, on: On, calls: &mut Vec<Callback<Event>>) -> bool {
    let Some(outer) = way.last() else { return true };
    let parts = match node {
        Node::Still(still) => return follow(&still.drawn, way, on, calls),
        Node::El(El(parts)) => parts,
        Node::Text(_) | Node::Empty => return false,
    };
    if let Some(dom) = &parts.dom {
        if dom.as_ref() as &Dom != outer {
            return false;
        }
        way.pop();
        calls.extend(parts.calls.iter().filter(|(other, _)| *other == on).map(|(_, call)| call.clone()));
    }
    let within = parts.kids.iter().any(|kid| follow(kid, way, on, calls));
    parts.dom.is_some() || within
}
