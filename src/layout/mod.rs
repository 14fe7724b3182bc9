//! Where things stand: pure functions from a request to a result.
//!
//! A layout knows places and sizes. It knows no colours, no words but the
//! labels it has to make room for, no clock and no random source: the same
//! request gives the same result.

pub mod flow;
pub mod matrix;
pub mod network;
pub mod timeline;
pub mod years;
