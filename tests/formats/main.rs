//! Formats in and out: nothing is lost where nothing may be lost, other programs read
//! what is written, and names from hostile data stay names.

mod arbitrary;
mod golden;
mod hostile;
mod import;
mod lossless;
mod mistakes;
mod package;
mod readers;
mod sheet;
mod subset;
mod support;
mod values;
