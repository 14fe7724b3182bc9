//! Proves that the shipped dataset carries every row it was made from.
//!
//! The rows and the dataset are read as plain values: nothing here goes through the library,
//! so that a mistake in one cannot hide a mistake in the other.

#[path = "dataset/bonds.rs"]
mod bonds;
#[path = "dataset/claims.rs"]
mod claims;
#[path = "dataset/dates.rs"]
mod dates;
#[path = "dataset/deals.rs"]
mod deals;
#[path = "dataset/parties.rs"]
mod parties;
#[path = "dataset/people.rs"]
mod people;
#[path = "dataset/read.rs"]
mod read;
#[path = "dataset/shape.rs"]
mod shape;
#[path = "dataset/sources.rs"]
mod sources;
#[path = "dataset/terms.rs"]
mod terms;
#[path = "dataset/trust.rs"]
mod trust;
