//! Line and column of a JSON Pointer in a text.
