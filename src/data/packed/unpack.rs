//! Takes numbers and texts out of what the packer wrote.

use crate::data::document::Slice;

/// A value that can be written behind others and taken back in the same order.
pub trait Packed: Sized {
    /// Writes it.
    #[cfg(not(target_arch = "wasm32"))]
    fn pack(&self, packer: &mut super::write::Packer);

    /// Takes it back. Of what is no packed text comes any value, and the unpacker knows that it is broken.
    fn unpack(unpacker: &mut Unpacker<'_>) -> Self;
}

/// What is left of a packed text.
///
/// It never fails in between: code that gives up at every field, and drops what it has so far,
/// takes more room than all the rest. Whoever unpacks asks at the end.
pub struct Unpacker<'t> {
    text: &'t str,
    /// What stands between quotation marks in the document, names of fields among them.
    quoted: Vec<Slice>,
    words: String,
    codes: &'t [u8],
    /// Behind the last text that was taken: a place in `quoted`, and in the words.
    next: usize,
    in_words: usize,
    /// The last text that the document writes with escapes, without them.
    plain: String,
    /// The last day.
    pub day: i64,
    is_broken: bool,
}

impl<'t> Unpacker<'t> {
    pub fn new(text: &'t str, codes: &'t str, words: &str) -> Self {
        Unpacker {
            text,
            quoted: quoted(text),
            words: plain(words),
            codes: codes.as_bytes(),
            next: 0,
            in_words: 0,
            plain: String::new(),
            day: 0,
            is_broken: false,
        }
    }

    /// Whether all was taken, and nothing else.
    pub fn is_whole(&self) -> bool {
        !self.is_broken && self.codes.is_empty()
    }

    /// Says that what was taken cannot have been packed.
    pub fn fail(&mut self) {
        self.is_broken = true;
    }

    /// Whether something was taken that cannot have been packed.
    pub fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// A number.
    #[inline(never)]
    pub fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        while let Some((code, rest)) = self.codes.split_first() {
            self.codes = rest;
            let digit = match code {
                b'~' => b'\\' - b'0',
                code => code.wrapping_sub(b'0'),
            };
            number |= u64::from(digit & 31).checked_shl(shift).unwrap_or_default();
            shift += 5;
            if digit & 32 == 0 {
                return number;
            }
        }
        self.is_broken = true;
        0
    }

    /// How many of something follow; each takes a code at least.
    pub fn count(&mut self) -> usize {
        let count = self.number() as usize;
        if count > self.codes.len() {
            self.is_broken = true;
            return 0;
        }
        count
    }

    /// Where a text stands in the document.
    pub(in crate::data) fn slice(&mut self) -> Slice {
        let steps = self.number();
        self.after(steps)
    }

    /// So many texts further on; those before the last one have odd numbers.
    fn after(&mut self, steps: u64) -> Slice {
        let at = self.next.wrapping_add_signed(signed(steps) as isize);
        self.next = at.wrapping_add(1);
        self.is_broken |= at >= self.quoted.len();
        self.quoted.get(at).copied().unwrap_or_default()
    }

    /// What stands in a place without escapes.
    pub(in crate::data) fn text_of(&self, slice: Slice) -> &'t str {
        slice.of(self.text, "")
    }

    /// A text.
    #[inline(never)]
    pub fn str(&mut self) -> &str {
        if let Some(steps) = self.number().checked_sub(1) {
            let slice = self.after(steps);
            let written = self.text_of(Slice { is_escaped: false, ..slice });
            if !slice.is_escaped {
                return written;
            }
            self.plain = plain(written);
            return &self.plain;
        }
        let start = self.in_words;
        self.in_words = start.wrapping_add(self.number() as usize);
        let found = self.words.get(start..self.in_words);
        self.is_broken |= found.is_none();
        found.unwrap_or_default()
    }
}

/// A number that may be below nought: those that are have odd codes.
pub(super) fn signed(code: u64) -> i64 {
    (code >> 1).cast_signed() ^ -((code & 1).cast_signed())
}

/// What stands between quotation marks in JSON.
#[inline(never)]
pub(super) fn quoted(text: &str) -> Vec<Slice> {
    let mut all = Vec::new();
    let mut open: Option<Slice> = None;
    let mut is_next_plain = false;
    for (at, byte) in text.bytes().enumerate() {
        match &mut open {
            _ if is_next_plain => is_next_plain = false,
            Some(slice) if byte == b'"' => {
                slice.len = at as u32 - slice.start;
                all.extend(open.take());
            }
            Some(slice) if byte == b'\\' => (slice.is_escaped, is_next_plain) = (true, true),
            None if byte == b'"' => open = Some(Slice { start: at as u32 + 1, ..Slice::default() }),
            _ => {}
        }
    }
    all
}

/// A text without the escapes that JSON asks for; of others than these it makes another text.
pub(super) fn plain(written: &str) -> String {
    let mut plain = String::with_capacity(written.len());
    let mut letters = written.chars();
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                other => other.unwrap_or_default(),
            },
            letter => letter,
        });
    }
    plain
}
