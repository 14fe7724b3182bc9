//! Writes records as [`super::Unpacker`] takes them. Only the build does.

use super::unpack::{plain, quoted};
use super::{BEGIN, BETWEEN, END, VERSION, check, digits, records};
use crate::data::document::{Document, Slice};
use crate::data::load::{Catalog, Loaded};
use std::collections::BTreeMap;
use std::fmt;

/// Why a dataset is not packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPacked {
    /// It has findings, which the page must show.
    Findings(usize),
    /// What was packed does not come back as it was.
    Differs,
}

impl fmt::Display for NotPacked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotPacked::Findings(count) => {
                write!(f, "loading it gives {count} findings (`atlas check` lists them)")
            }
            NotPacked::Differs => f.write_str("its text cannot carry its records"),
        }
    }
}

/// The text of a dataset with its records in a last field.
pub fn pack(loaded: &Loaded) -> Result<String, NotPacked> {
    if !loaded.findings.is_empty() {
        return Err(NotPacked::Findings(loaded.findings.len()));
    }
    let catalog = &loaded.catalog;
    let text = catalog.document.text().trim_end();
    // Behind the last value of the document, not of a document without any.
    let text = text.strip_suffix('}').map(str::trim_end).filter(|text| !text.ends_with('{'));
    let text = text.ok_or(NotPacked::Differs)?;
    let mut packer = Packer::new(&catalog.document);
    records::pack(catalog, &mut packer);
    let Packer { codes, words, .. } = packer;
    let words = escaped(&words).ok_or(NotPacked::Differs)?;
    let fields = [VERSION, &check(&[text, &codes, &words]), &codes, &words, &digits(text.len())];
    let packed = format!("{text}{BEGIN}{}{END}", fields.join(BETWEEN));
    let again = super::unpack(packed.clone().into_bytes());
    let same = again.is_ok_and(|again| is_same(&again.catalog, catalog));
    if same { Ok(packed) } else { Err(NotPacked::Differs) }
}

/// Whether two catalogues have the same records and find them by the same ids.
fn is_same(a: &Catalog, b: &Catalog) -> bool {
    let ids = |catalog: &Catalog| -> Vec<(String, u32)> {
        let places = [&catalog.party_by_id, &catalog.deal_by_id, &catalog.source_by_id];
        let all = places.iter().flat_map(|places| places.ids(&catalog.document).zip(places.records()));
        all.map(|(id, record)| (id.to_string(), record)).collect()
    };
    let records = |catalog: &Catalog| {
        let Catalog { meta, territories, parties, deals, sources, stories, .. } = catalog;
        format!("{meta:?}{territories:?}{parties:?}{deals:?}{sources:?}{stories:?}")
    };
    ids(a) == ids(b) && records(a) == records(b)
}

/// The words as JSON writes them, unless with escapes that are not read again: of controls that nobody types.
fn escaped(words: &str) -> Option<String> {
    let quoted = serde_json::to_string(words).ok()?;
    let escaped = quoted.strip_prefix('"')?.strip_suffix('"')?;
    (plain(escaped) == words).then(|| escaped.to_string())
}

/// Numbers and texts, one behind the other.
pub struct Packer {
    codes: String,
    words: String,
    /// Places of each text among all that stand between quotation marks.
    places: BTreeMap<String, Vec<usize>>,
    /// Those, in the order of the document.
    quoted: Vec<Slice>,
    next: usize,
    day: i64,
}

impl Packer {
    fn new(document: &Document) -> Self {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let quoted = quoted(document.text());
        for (place, &slice) in quoted.iter().enumerate() {
            let written = Slice { is_escaped: false, ..slice };
            let written = document.slice(written);
            let text = if slice.is_escaped { plain(written) } else { written.to_string() };
            // One with other escapes is written out among the words.
            if !slice.is_escaped
                || serde_json::from_str(&format!("\"{written}\"")).ok().as_ref() == Some(&text)
            {
                places.entry(text).or_default().push(place);
            }
        }
        Packer { codes: String::new(), words: String::new(), places, quoted, next: 0, day: 0 }
    }

    /// A number.
    pub fn number(&mut self, mut number: u64) {
        loop {
            let rest = number >> 5;
            let digit = (number & 31) as u8 | if rest == 0 { 0 } else { 32 };
            self.codes.push(match digit + b'0' {
                b'\\' => '~',
                code => char::from(code),
            });
            if rest == 0 {
                return;
            }
            number = rest;
        }
    }

    /// A day, by how much it is later than the last one.
    pub fn day(&mut self, day: i64) {
        self.number(code_of(day - self.day));
        self.day = day;
    }

    /// A text: where it stands nearest, or among the words.
    pub fn str(&mut self, text: &str) {
        let all = self.places.get(text).map_or(&[][..], Vec::as_slice);
        // The nearest is the last one before, or the first one behind.
        let behind = all.partition_point(|place| *place < self.next);
        let nearest = &all[behind.saturating_sub(1)..all.len().min(behind + 1)];
        let near = nearest.iter().min_by_key(|place| place.abs_diff(self.next));
        if let Some(&place) = near {
            let steps = self.steps_to(place);
            self.number(steps + 1);
        } else {
            self.number(0);
            self.number(text.len() as u64);
            self.words += text;
        }
    }

    /// Where a text of the document stands. One with escapes comes back as another, and nothing is packed.
    pub(in crate::data) fn slice(&mut self, slice: Slice) {
        let place = self.quoted.partition_point(|quoted| quoted.start < slice.start);
        let steps = self.steps_to(place);
        self.number(steps);
    }

    fn steps_to(&mut self, place: usize) -> u64 {
        let steps = code_of(place as i64 - self.next as i64);
        self.next = place + 1;
        steps
    }

    /// The place that a record's pointer names. Another pointer comes back as another, and nothing is packed.
    pub fn pointer(&mut self, list: &str, pointer: &str) {
        let place = pointer.strip_prefix(list).and_then(|place| place.parse().ok());
        self.number(place.unwrap_or_default());
    }
}

/// A number that may be below nought, as one that is not.
fn code_of(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}
