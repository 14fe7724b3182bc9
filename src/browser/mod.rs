//! Wrappers of browser interfaces that may refuse.
