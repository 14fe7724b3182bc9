//! A document as it was read: its text, and a list of the values that stand in it.
//!
//! No value has memory of its own, and no text is copied that stands in the file as it is
//! meant. A tree of values takes ten times the file, and most of the time in which a large
//! one is read.

use super::read_json;
use serde_json::Number;
use std::sync::OnceLock;

/// A document with all its values, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    text: String,
    parsed: OnceLock<Parsed>,
    json: OnceLock<serde_json::Value>,
}

/// What stands in the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Parsed {
    /// Texts that the file writes with escapes, without them.
    pub plain: String,
    pub nodes: Vec<Node>,
    /// Lists and objects of many, in their order: where their items are; where their names are, in order.
    pub large: Vec<(u32, Vec<u32>)>,
}

/// A text that stands in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Slice {
    /// Where it begins.
    pub start: u32,
    /// Bytes.
    pub len: u32,
    /// The file writes it with escapes.
    pub is_escaped: bool,
}

/// Items or fields from which on a list or an object is looked up, and not walked through.
const MANY: usize = 64;

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    #[default]
    Null,
    /// `true`.
    True,
    /// `false`.
    False,
    /// A number.
    Number,
    /// A text that stands in the file as it is.
    Text,
    /// A text that the file writes with escapes.
    Escaped,
    /// A list.
    List,
    /// Names with values.
    Object,
}

/// One value, or the name of the value behind it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    pub kind: Kind,
    /// Of a text a few of its bits, so that most others need no comparing; of a number its form.
    pub mark: u16,
    /// Where a text begins; of a list or an object how many nodes it is, with all inside; the upper half of a number.
    pub start: u32,
    /// Bytes of a text; items or fields; the lower half of a number.
    pub len: u32,
}

/// Forms of a number: a whole one, one below nought, any.
const WHOLE: u16 = 0;
const BELOW: u16 = 1;

impl Node {
    /// A text that begins at a place.
    pub fn text(kind: Kind, start: usize, text: &str) -> Node {
        Node { kind, mark: mark(text.as_bytes()), start: start as u32, len: text.len() as u32 }
    }

    /// A number.
    pub fn number(number: &Number) -> Node {
        let (mark, bits) = match (number.as_u64(), number.as_i64()) {
            (Some(whole), _) => (WHOLE, whole),
            (None, Some(below)) => (BELOW, below.cast_unsigned()),
            (None, None) => (BELOW + 1, number.as_f64().unwrap_or_default().to_bits()),
        };
        Node { kind: Kind::Number, mark, start: (bits >> 32) as u32, len: bits as u32 }
    }

    fn as_number(self) -> Option<Number> {
        let bits = u64::from(self.start) << 32 | u64::from(self.len);
        match (self.kind, self.mark) {
            (Kind::Number, WHOLE) => Some(bits.into()),
            (Kind::Number, BELOW) => Some(bits.cast_signed().into()),
            (Kind::Number, _) => Number::from_f64(f64::from_bits(bits)),
            _ => None,
        }
    }

    /// Where its text stands.
    fn slice(self) -> Slice {
        Slice { start: self.start, len: self.len, is_escaped: self.kind == Kind::Escaped }
    }

    /// How many nodes it is.
    pub fn span(&self) -> usize {
        if matches!(self.kind, Kind::List | Kind::Object) { self.start as usize } else { 1 }
    }
}

/// A few bits of a text.
pub(super) fn mark(text: &[u8]) -> u16 {
    let ends =
        text.first().zip(text.last()).map_or(0, |(first, last)| u16::from(*first) * 37 + u16::from(*last));
    ends.wrapping_mul(11).wrapping_add(text.len() as u16)
}

/// One of 64 bits for these.
pub(super) fn bit(mark: u16) -> u64 {
    1 << (mark % 64)
}

/// A value of a document.
#[derive(Clone, Copy)]
pub struct Value<'d> {
    document: &'d Document,
    at: u32,
}

impl Parsed {
    fn read(text: &str) -> serde_json::Result<Parsed> {
        let mut parsed = read_json::read(text)?;
        let many = |node: &Node| node.span() > MANY && node.len as usize > MANY;
        let all = parsed.nodes.iter().zip(0..).filter(|(node, _)| many(node));
        parsed.large = all.map(|(_, at)| (at, parsed.inside(text, at))).collect();
        Ok(parsed)
    }

    /// Where the items of a list are; where the names of an object are, in their order.
    fn inside(&self, text: &str, at: u32) -> Vec<u32> {
        let node = |at: u32| self.nodes[at as usize];
        let is_list = node(at).kind == Kind::List;
        let mut next = at + 1;
        let mut inside = Vec::with_capacity(node(at).len as usize);
        for _ in 0..node(at).len {
            inside.push(next);
            let name = u32::from(!is_list);
            next += name + node(next + name).span() as u32;
        }
        if !is_list {
            let name = |at: u32| node(at).slice().of(text, &self.plain);
            crate::sort::by(&mut inside, |a, b| name(*a).cmp(name(*b)));
        }
        inside
    }
}

impl Slice {
    /// The text itself, of a document's text and of its texts without escapes.
    pub fn of<'t>(self, text: &'t str, plain: &'t str) -> &'t str {
        let text = if self.is_escaped { plain } else { text };
        text.get(self.start as usize..self.start as usize + self.len as usize).unwrap_or_default()
    }
}

impl Document {
    /// Reads JSON; an error if it is none, or is nested more than 127 levels deep.
    pub fn read(text: String) -> serde_json::Result<Document> {
        Ok(Document { parsed: Parsed::read(&text)?.into(), ..Document::later(text) })
    }

    /// A document that is read when a value of it is first asked for. What turns out to be no JSON has none.
    pub(super) fn later(text: String) -> Document {
        Document { text, ..Document::default() }
    }

    fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| Parsed::read(&self.text).unwrap_or_default())
    }

    fn name(&self, at: u32) -> &str {
        self.str(self.node(at))
    }

    /// What is known of a list or an object of many.
    fn known(&self, at: u32) -> Option<&[u32]> {
        let large = &self.parsed().large;
        let known = large.binary_search_by_key(&at, |large| large.0).ok()?;
        Some(&large[known].1)
    }

    /// The text, without a mark of byte order.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole.
    pub fn root(&self) -> Value<'_> {
        Value { document: self, at: 0 }
    }

    /// The value at a node, which the reader has named.
    pub(super) fn at(&self, at: u32) -> Value<'_> {
        Value { document: self, at }
    }

    /// The value that a JSON Pointer leads to.
    pub fn pointer(&self, pointer: &str) -> Option<Value<'_>> {
        self.root().pointer(pointer)
    }

    /// The same as a tree of values; made when it is first asked for.
    pub fn json(&self) -> &serde_json::Value {
        self.json.get_or_init(|| self.root().json())
    }

    fn node(&self, at: u32) -> Node {
        self.parsed().nodes.get(at as usize).copied().unwrap_or_default()
    }

    fn str(&self, node: Node) -> &str {
        self.slice(node.slice())
    }

    /// A text that stands in it. Of one without escapes nothing else must have been read.
    pub(super) fn slice(&self, slice: Slice) -> &str {
        slice.of(&self.text, if slice.is_escaped { &self.parsed().plain } else { "" })
    }
}

impl<'d> Value<'d> {
    /// What it is.
    pub fn kind(self) -> Kind {
        self.document.node(self.at).kind
    }

    /// Where a text stands.
    pub(super) fn slice(self) -> Slice {
        self.document.node(self.at).slice()
    }

    /// A text.
    pub fn as_str(self) -> Option<&'d str> {
        let node = self.document.node(self.at);
        matches!(node.kind, Kind::Text | Kind::Escaped).then(|| self.document.str(node))
    }

    /// True or false.
    pub fn as_bool(self) -> Option<bool> {
        match self.kind() {
            Kind::True => Some(true),
            Kind::False => Some(false),
            _ => None,
        }
    }

    /// A number.
    pub fn number(self) -> Option<Number> {
        self.document.node(self.at).as_number()
    }

    /// A number.
    pub fn as_f64(self) -> Option<f64> {
        self.number()?.as_f64()
    }

    /// A whole number that is not below nought.
    pub fn as_u64(self) -> Option<u64> {
        self.number()?.as_u64()
    }

    /// A few bits of the names of its fields: a name with others is none of them.
    pub(super) fn names(self) -> u64 {
        let mut names = 0;
        let mut at = self.at + 1;
        for _ in 0..if self.is_object() { self.len() } else { 0 } {
            names |= bit(self.document.node(at).mark);
            at += 1 + self.document.node(at + 1).span() as u32;
        }
        names
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        self.kind() == Kind::List
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// How many items or fields it has.
    pub fn len(self) -> usize {
        let node = self.document.node(self.at);
        if matches!(node.kind, Kind::List | Kind::Object) { node.len as usize } else { 0 }
    }

    /// Without items or fields.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The items of a list; none of anything else.
    pub fn items(self) -> Items<'d> {
        let left = if self.is_list() { self.len() } else { 0 };
        Items { next: Value { at: self.at + 1, ..self }, left }
    }

    /// The fields of an object, each name once; none of anything else.
    pub fn fields(self) -> Fields<'d> {
        let left = if self.is_object() { self.len() } else { 0 };
        Fields { next: Value { at: self.at + 1, ..self }, left }
    }

    /// The fields of an object in the order of their names.
    pub fn sorted(self) -> Vec<(&'d str, Value<'d>)> {
        let mut fields: Vec<(&str, Value<'_>)> = self.fields().collect();
        crate::sort::by(&mut fields, |a, b| a.0.cmp(b.0));
        fields
    }

    /// A field of an object.
    pub fn get(self, name: &str) -> Option<Value<'d>> {
        let document = self.document;
        let len = if self.is_object() { self.len() } else { 0 };
        if len > MANY {
            let names = document.known(self.at)?;
            let found = names.binary_search_by(|at| document.name(*at).cmp(name)).ok()?;
            return Some(document.at(names[found] + 1));
        }
        let wanted = mark(name.as_bytes());
        let mut at = self.at + 1;
        for _ in 0..len {
            let node = self.document.node(at);
            if node.mark == wanted && self.document.str(node) == name {
                return Some(Value { at: at + 1, ..self });
            }
            at += 1 + self.document.node(at + 1).span() as u32;
        }
        None
    }

    /// An item of a list.
    pub fn item(self, index: usize) -> Option<Value<'d>> {
        if self.is_list() && self.len() > MANY {
            return self.document.known(self.at)?.get(index).map(|at| self.document.at(*at));
        }
        self.items().nth(index)
    }

    /// The value that a JSON Pointer from here leads to.
    pub fn pointer(self, pointer: &str) -> Option<Value<'d>> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        pointer.split('/').skip(1).try_fold(self, |value, step| match value.kind() {
            Kind::Object if step.contains('~') => value.get(&step.replace("~1", "/").replace("~0", "~")),
            Kind::Object => value.get(step),
            // One number has one way to write it.
            _ if step.starts_with('+') || step.starts_with('0') && step.len() > 1 => None,
            _ => value.item(step.parse().ok()?),
        })
    }

    /// The same as a tree.
    pub fn json(self) -> serde_json::Value {
        use serde_json::Value as Tree;
        match self.kind() {
            Kind::Null => Tree::Null,
            Kind::True => Tree::Bool(true),
            Kind::False => Tree::Bool(false),
            Kind::Number => self.number().map_or(Tree::Null, Tree::Number),
            Kind::Text | Kind::Escaped => Tree::String(self.as_str().unwrap_or_default().to_string()),
            Kind::List => Tree::Array(self.items().map(Value::json).collect()),
            Kind::Object => {
                let mut map = serde_json::Map::new();
                for (name, value) in self.fields() {
                    map.insert(name.to_string(), value.json());
                }
                Tree::Object(map)
            }
        }
    }
}

/// Items of a list.
pub struct Items<'d> {
    next: Value<'d>,
    left: usize,
}

impl<'d> Iterator for Items<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Value<'d>> {
        self.left = self.left.checked_sub(1)?;
        let item = self.next;
        self.next.at += item.document.node(item.at).span() as u32;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// Fields of an object.
pub struct Fields<'d> {
    next: Value<'d>,
    left: usize,
}

impl<'d> Iterator for Fields<'d> {
    type Item = (&'d str, Value<'d>);

    fn next(&mut self) -> Option<(&'d str, Value<'d>)> {
        self.left = self.left.checked_sub(1)?;
        let document = self.next.document;
        let name = document.name(self.next.at);
        let value = document.at(self.next.at + 1);
        self.next.at = value.at + document.node(value.at).span() as u32;
        Some((name, value))
    }
}
