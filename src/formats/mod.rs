//! The dataset in other formats (formats.md): what it is written as, and how the
//! lossless ones are read back.
//!
//! Plain functions from values to text. Two of these formats are lossless, the JSON
//! document ([`json`]) and the tables of a Data Package ([`tables`]); every other one
//! is a view that says of itself what it shows and what it leaves out ([`about`]).
//! The page calls [`csv`], [`rows`] and [`subset`] only; the rest is for the native tool.
//!
//! Absent here: reading CSV text and files, which is the native tool's.

pub mod about;
pub mod csv;
pub mod cytoscape;
pub mod gephi;
pub mod gexf;
pub mod graph;
pub mod graphml;
pub mod jgf;
pub mod json;
pub mod rows;
pub mod sheet;
pub mod subset;
pub mod tables;
mod xml;
