//! A cursor over one object of the document: asks for fields by name, puts a
//! finding where a value is wrong, and knows in the end which fields nobody
//! asked for.
//!
//! There are two kinds of failure. A failure in a strict field (a term, a date)
//! breaks the record, which then takes no part. A failure in a soft field (a
//! note) only leaves the field out.

use super::context::Context;
use super::spot::Spot;
use crate::data::Severity;
use crate::data::document::{Value, bit, mark};
use std::cell::{Cell, RefCell};

/// One object under reading.
pub(super) struct Obj<'d, 'p> {
    pub cx: &'p Context<'d>,
    /// What stands there.
    pub value: Value<'d>,
    pub at: At<'p>,
    /// What it is, for messages: `deal`, `claim`.
    pub what: &'static str,
    /// What takes no part if it breaks.
    pub whole: &'static str,
    /// The record that JSON Pointers inside it start from.
    pub record: Value<'d>,
    /// The object that breaks with it, unless it may be left out on its own.
    pub parent: Option<&'p Obj<'d, 'p>>,
    broken: Cell<bool>,
    /// A few bits of the names that it has.
    names: u64,
    asked: RefCell<Vec<&'static str>>,
    found: Cell<usize>,
}

impl Drop for Obj<'_, '_> {
    fn drop(&mut self) {
        self.cx.spare.borrow_mut().push(std::mem::take(self.asked.get_mut()));
    }
}

impl<'d, 'p> Obj<'d, 'p> {
    pub fn new(
        cx: &'p Context<'d>,
        value: Value<'d>,
        at: At<'p>,
        what: &'static str,
        record: Value<'d>,
    ) -> Self {
        // There is one such list for every object of the file: they are used again.
        let mut asked = cx.spare.borrow_mut().pop().unwrap_or_default();
        asked.clear();
        Obj {
            cx,
            value,
            at,
            what,
            whole: what,
            record,
            parent: None,
            broken: Cell::new(false),
            names: value.names(),
            asked: RefCell::new(asked),
            found: Cell::new(0),
        }
    }

    /// A strict field, if it is there.
    pub fn spot<'s>(&'s self, name: &'static str) -> Option<Spot<'d, 's>> {
        // Once every field was found there is nothing left to find or to suggest.
        if self.found.get() == self.value.len() {
            return None;
        }
        self.asked.borrow_mut().push(name);
        if self.names & bit(mark(name.as_bytes())) == 0 {
            return None;
        }
        let value = self.value.get(name)?;
        self.found.set(self.found.get() + 1);
        Some(Spot { obj: self, at: self.at.key(name), name, value, soft: false })
    }

    /// Whether it has a field.
    pub fn has(&self, name: &str) -> bool {
        self.names & bit(mark(name.as_bytes())) != 0 && self.value.get(name).is_some()
    }

    /// A soft field, if it is there.
    pub fn soft<'s>(&'s self, name: &'static str) -> Option<Spot<'d, 's>> {
        self.spot(name).map(|spot| Spot { soft: true, ..spot })
    }

    /// A strict field that must be there.
    pub fn need<'s>(&'s self, name: &'static str) -> Option<Spot<'d, 's>> {
        let spot = self.spot(name);
        if spot.is_none() {
            self.missing(name);
        }
        spot
    }

    /// Says that a required field is not there.
    pub fn missing(&self, name: &str) {
        self.give_up();
        let whole = if self.what == self.whole { "it" } else { self.whole };
        let article = if self.what == self.whole { "" } else { "the " };
        let message = format!("The {} has no “{name}”, so {article}{whole} takes no part.", self.what);
        self.cx.push("missing-field", Severity::Error, &self.at, message, Some(format!("Add “{name}”.")));
    }

    /// Knows a field without reading it here.
    pub fn skip(&self, names: &[&'static str]) {
        for name in names {
            self.spot(name);
        }
    }

    /// An error that breaks the object.
    pub fn fail(&self, code: &'static str, at: &At<'_>, mut message: String, fix: Option<String>) {
        self.give_up();
        for part in [", so the ", self.whole, " takes no part."] {
            message += part;
        }
        self.cx.push(code, Severity::Error, at, message, fix);
    }

    /// A warning, which breaks nothing.
    pub fn warn(&self, code: &'static str, at: &At<'_>, message: String, fix: &str) {
        self.cx.push(code, Severity::Warning, at, message, Some(fix.to_string()));
    }

    /// Leaves the object out, and what it is a strict part of.
    pub fn give_up(&self) {
        self.broken.set(true);
        if let Some(parent) = self.parent {
            parent.give_up();
        }
    }

    /// Ends the reading: names the unknown fields, and says whether the object
    /// can be used.
    pub fn done(&self) -> bool {
        if self.found.get() < self.value.len() {
            self.unknown_fields();
        }
        !self.broken.get()
    }

    /// Check 1 (rights.md, section 10).
    fn unknown_fields(&self) {
        let asked = self.asked.borrow();
        // A field that stands there already is not what was meant.
        let free: Vec<&str> = asked.iter().copied().filter(|name| !self.has(name)).collect();
        for (field, _) in self.value.sorted() {
            if field.starts_with("x_") || asked.contains(&field) {
                continue;
            }
            if self.cx.is_full() {
                return;
            }
            let near = self.cx.nearest(field, asked.len(), &mut free.iter().copied());
            let shown: String = field.chars().take(80).collect();
            let mut message = format!("“{shown}” is not a field of this {}, so nothing reads it.", self.what);
            let fix = match near {
                Some(near) => {
                    for part in [" Did you mean “", near, "”?"] {
                        message += part;
                    }
                    format!("Rename it to “{near}”, or to “x_{shown}” to keep it as your own.")
                }
                None => format!("Rename it to “x_{shown}” to keep it as your own, or remove it."),
            };
            self.cx.push("unknown-field", Severity::Warning, &self.at.key(field), message, Some(fix));
        }
    }
}

/// A place in the document: a JSON Pointer that is written out only when a
/// finding needs it.
#[derive(Clone, Copy)]
pub(super) struct At<'p> {
    up: Option<&'p At<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Item(usize),
}

impl At<'_> {
    pub const ROOT: At<'static> = At { up: None, step: Step::Root };

    pub fn key<'s>(&'s self, key: &'s str) -> At<'s> {
        At { up: Some(self), step: Step::Key(key) }
    }

    pub fn item(&self, index: usize) -> At<'_> {
        At { up: Some(self), step: Step::Item(index) }
    }

    /// As RFC 6901 writes it.
    pub fn pointer(&self) -> String {
        let mut pointer = String::with_capacity(32);
        self.write(&mut pointer);
        pointer
    }

    fn write(&self, pointer: &mut String) {
        if let Some(up) = self.up {
            up.write(pointer);
            pointer.push('/');
        }
        match self.step {
            Step::Root => {}
            Step::Key(key) if key.contains(['~', '/']) => {
                *pointer += &key.replace('~', "~0").replace('/', "~1");
            }
            Step::Key(key) => *pointer += key,
            Step::Item(index) => *pointer += &index.to_string(),
        }
    }
}
