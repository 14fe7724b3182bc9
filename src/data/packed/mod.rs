//! A dataset with its records beside it, ready to be taken up without being read.
//!
//! Reading JSON into records takes a fifth of the first part of the program: every field is
//! asked for by name, checked and, where it is wrong, explained. The build does it once
//! (`atlas pages --pack`) and writes what came of it into a last field of the document,
//! `x_packed`. The file stays the dataset that it was, for every other reader, and the page
//! takes the records out of that field. A file without the field, one that was changed after
//! the build, or one with findings is read as any other dataset.
//!
//! ```text
//! {"format":"catalog-atlas/1", … ,"x_packed":["1","⟨check⟩","⟨codes⟩","⟨words⟩","⟨start⟩"]}
//! ```
//!
//! *codes* are numbers, as in a source map's `mappings`: digits of base 64, five bits in each
//! and one that says that another follows. Texts are not repeated: a number says how many
//! quoted texts of the document stand between the last one and this. *words* are the texts
//! that stand nowhere in it. *start* is where the field begins, *check* a hash of all before
//! it, and of *codes* and *words*.

mod records;
mod unpack;
mod values;
#[cfg(not(target_arch = "wasm32"))]
mod write;

use super::document::Document;
use super::load::{Catalog, Loaded};
pub(super) use unpack::Unpacker;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use write::Packer;
#[cfg(not(target_arch = "wasm32"))]
pub use write::{NotPacked, pack};

/// Goes up whenever the order or the writing of anything packed changes.
const VERSION: &str = "1";

/// The field's name. No export has it.
pub const FIELD: &str = "x_packed";

/// What the field begins with.
const BEGIN: &str = ",\"x_packed\":[\"";

/// Between the texts in it.
const BETWEEN: &str = "\",\"";

/// What ends the document.
const END: &str = "\"]}";

/// Digits of *start* and of *check*.
const DIGITS: usize = 10;

/// Takes the records out of a packed document; gives back the bytes of any other.
///
/// Only for data that come from where the program comes from: the records are taken as they are,
/// and nobody looks whether the document says the same.
pub fn unpack(bytes: Vec<u8>) -> Result<Loaded, Vec<u8>> {
    let mut text = String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes)?;
    match read(&text) {
        Some((mut catalog, start)) => {
            text.truncate(start);
            text.push('}');
            catalog.document = Document::later(text);
            Ok(Loaded { catalog, findings: Vec::new() })
        }
        None => Err(text.into_bytes()),
    }
}

/// Where the field begins.
fn start(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.strip_suffix(END.as_bytes())?;
    let digits = &digits[digits.len().checked_sub(DIGITS)?..];
    let start = number(digits)?;
    bytes.get(start..)?.starts_with(BEGIN.as_bytes()).then_some(start)
}

fn number(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0usize, |number, digit| {
        let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(usize::from(digit))
    })
}

fn read(text: &str) -> Option<(Catalog, usize)> {
    let start = start(text.as_bytes())?;
    // Behind the words stand *start* and what ends the document.
    let last = text.len() - END.len() - DIGITS - BETWEEN.len();
    let mut rest = text.get(start + BEGIN.len()..last)?;
    let [version, checked, codes] = [(); 3].map(|()| {
        let end = rest.bytes().position(|byte| byte == b'"').unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        rest = behind.strip_prefix(BETWEEN).unwrap_or_default();
        part
    });
    let words = rest;
    if version != VERSION || checked != check(&[&text[..start], codes, words]) {
        return None;
    }
    let mut unpacker = Unpacker::new(&text[..start], codes, words);
    let catalog = records::unpack(&mut unpacker);
    unpacker.is_whole().then_some((catalog, start))
}

/// A hash of these texts, in decimal digits: FNV-1a over words of eight bytes. It finds what a host or
/// an editor has changed; it is no proof against who wants to deceive, and could as well write the page.
fn check(texts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for text in texts {
        for chunk in text.as_bytes().chunks(8) {
            let word = chunk.iter().fold(chunk.len() as u64, |word, byte| word << 8 | u64::from(*byte));
            hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3);
            hash ^= hash >> 29;
        }
    }
    digits(hash as u32 as usize)
}

fn digits(mut number: usize) -> String {
    let mut digits = [b'0'; DIGITS];
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
    digits.iter().map(|digit| char::from(*digit)).collect()
}

#[cfg(test)]
mod tests;
