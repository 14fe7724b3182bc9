//! Formats in and out: nothing is lost where nothing may be lost, other programs read
//! what is written, and names from hostile data stay names.

mod arbitrary;
mod lossless;
mod support;
