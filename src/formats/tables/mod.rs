//! The Data Package: the document as tables for people who keep data in rows, and
//! back, without loss (formats.md, section 2).

mod cells;
pub mod columns;
pub mod local;
mod package;
mod paths;
pub mod places;
pub mod read;
mod rows;
mod units;
mod write;

pub use columns::{Cell, Column, TABLES, Table};
pub use package::package;
pub use places::Places;
pub use read::{Read, read};
pub use rows::{Problem, Sheet};

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use {
    cells::items,
    rows::{EXTRA_CELLS, has_extra_cells},
};

/// The rows of one table, before they are text.
struct Grid {
    table: &'static Table,
    /// Extension fields with a column of their own.
    extras: Vec<Extra>,
    /// Whether the last column is `x_json`.
    has_json: bool,
    rows: Vec<Vec<String>>,
}

/// A column of an extension field.
struct Extra {
    name: String,
    cell: Cell,
}
