//! What all records share while they are read: the ids of the file and the
//! findings so far.

use super::cursor::At;
use super::places::Set;
use crate::data::document::{Document, Value};
use crate::data::places::Places;
use crate::data::suggest::nearest;
use crate::data::{Finding, Severity};
use std::cell::{Cell, RefCell};

/// The lists of the document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Party,
    Territory,
    Deal,
    Source,
    Story,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Party, Kind::Territory, Kind::Deal, Kind::Source, Kind::Story];

    /// The name of the list in the document.
    pub fn list(self) -> &'static str {
        ["parties", "territories", "deals", "sources", "stories"][self as usize]
    }

    /// One record of it.
    pub fn word(self) -> &'static str {
        ["party", "territory group", "deal", "source", "story"][self as usize]
    }

    /// Records that are read; those behind take no part.
    pub fn most(self) -> usize {
        [200_000, 1_000, 500_000, 500_000, 1_000][self as usize]
    }
}

/// The place of a record that could not be read.
pub(super) const NO_PLACE: u32 = u32::MAX;

/// Findings that are kept. A file with more is broken as a whole.
const MOST_FINDINGS: usize = 20_000;

/// See the module.
pub(super) struct Context<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its records, as far as they are read.
    records: [Vec<Value<'d>>; 5],
    /// Ids to places, for each kind. Parties and sources have their places in
    /// the catalogue, all others their places in the document.
    pub ids: [Places; 5],
    /// What territory groups contain, at their places in the document.
    pub groups: Vec<Set>,
    /// Lists of names that nobody uses now.
    pub spare: RefCell<Vec<Vec<&'static str>>>,
    findings: RefCell<Vec<Finding>>,
    /// Words that may still be compared to find near ones. A broken file must
    /// not cost more than a sound one of its size.
    comparisons: Cell<usize>,
}

impl<'d> Context<'d> {
    pub fn new(document: &'d Document) -> Self {
        let list = |kind: Kind| {
            let list = document.root().get(kind.list());
            list.into_iter().flat_map(Value::items).take(kind.most()).collect()
        };
        Context {
            document,
            records: Kind::ALL.map(list),
            spare: RefCell::default(),
            ids: Default::default(),
            groups: Vec::new(),
            findings: RefCell::default(),
            comparisons: Cell::new(2_000_000),
        }
    }

    pub fn find(&self, kind: Kind, id: &str) -> Option<u32> {
        self.ids[kind as usize].find(self.document, id)
    }

    /// The kind of the record that has this id.
    pub fn kind_of(&self, id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| self.find(*kind, id).is_some())
    }

    /// The nearest id of a kind.
    pub fn near(&self, kind: Kind, id: &str) -> Option<&str> {
        let ids = &self.ids[kind as usize];
        self.nearest(id, ids.len(), &mut ids.ids(self.document))
    }

    /// The nearest one of so many words.
    pub fn nearest<'w>(
        &self,
        text: &str,
        count: usize,
        words: &mut dyn Iterator<Item = &'w str>,
    ) -> Option<&'w str> {
        self.comparisons.set(self.comparisons.get().checked_sub(count)?);
        nearest(text, words)
    }

    /// Whether further findings are not kept.
    pub fn is_full(&self) -> bool {
        self.findings.borrow().len() > MOST_FINDINGS
    }

    pub fn push(
        &self,
        code: &'static str,
        severity: Severity,
        at: &At<'_>,
        message: String,
        fix: Option<String>,
    ) {
        let mut findings = self.findings.borrow_mut();
        if findings.len() < MOST_FINDINGS {
            findings.push(Finding { code, severity, pointer: at.pointer(), message, fix });
        } else if findings.len() == MOST_FINDINGS {
            findings.push(Finding {
                code: "too-many",
                severity: Severity::Error,
                pointer: String::new(),
                message: format!("The file has over {MOST_FINDINGS} findings; the rest is not listed."),
                fix: Some("Mend those listed, then check again.".to_string()),
            });
        }
    }

    /// The records of a list in the document, as far as they are read.
    pub fn records(&self, kind: Kind) -> &[Value<'d>] {
        &self.records[kind as usize]
    }

    pub fn into_parts(self) -> ([Places; 5], Vec<Finding>) {
        (self.ids, self.findings.into_inner())
    }
}
