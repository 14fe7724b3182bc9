//! Dates as the data model writes them, and the numbers they compile to.
//!
//! A closed subset of EDTF (ISO 8601-2), section 3 of the data model. Every
//! written form compiles to a first and a last day ([`When`]); nothing is ever
//! rounded. Clock times, seasons and sets are absent on purpose.

pub mod day;
pub mod duration;
pub mod when;

pub use day::Day;
pub use duration::Duration;
pub use when::{Bound, DateError, Precision, When};
