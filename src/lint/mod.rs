//! Checks of records (rights.md, section 10): twenty-five codes.
//!
//! The loader finds what it needs to read a file: codes 1 to 5 and 11 to 13.
//! What needs the whole file, or a look at how records were compiled, is here.
//! A record that says `x_lint_ok` with a reason is left alone.
//!
//! Messages are English sentences: what is wrong, and why it matters.

mod claims;
mod cycles;
mod dates;
mod evidence;
mod housekeeping;
mod identifiers;
mod identity;
mod language;
mod services;
#[cfg(test)]
mod tests;

use crate::data::read::is_silenced;
use crate::data::{Catalog, Deal, Finding, Severity};
use crate::dates::{Day, Duration};
use crate::rights::Compiled;
use serde_json::Value;
use std::cell::RefCell;

/// Findings of one run that are kept. A file with more is broken as a whole.
const MOST_FINDINGS: usize = 20_000;

/// One year.
const YEAR: Duration = Duration { years: 1, months: 0, days: 0 };

/// Everything that is wrong or odd about the records, in the order of the checks.
pub fn lint(catalog: &Catalog, compiled: &Compiled) -> Vec<Finding> {
    let lint = Lint { catalog, compiled, today: today(catalog), found: RefCell::default() };
    evidence::check(&lint);
    cycles::check(&lint);
    claims::check(&lint);
    dates::check(&lint);
    services::check(&lint);
    identity::check(&lint);
    language::check(&lint);
    housekeeping::check(&lint);
    let mut found = lint.found.into_inner();
    found.retain(|finding| !is_silenced(&catalog.document, finding));
    found
}

/// A dataset under checks, and what was found so far.
struct Lint<'a> {
    catalog: &'a Catalog,
    compiled: &'a Compiled,
    /// The day on which the file was last checked: what lies over a year back does so from here.
    today: Option<Day>,
    found: RefCell<Vec<Finding>>,
}

impl Lint<'_> {
    fn push(&self, code: &'static str, severity: Severity, pointer: String, message: String, fix: &str) {
        let mut found = self.found.borrow_mut();
        if found.len() < MOST_FINDINGS {
            found.push(Finding { code, severity, pointer, message, fix: Some(fix.to_string()) });
        }
    }

    fn error(&self, code: &'static str, pointer: &str, message: String, fix: &str) {
        self.push(code, Severity::Error, pointer.to_string(), message, fix);
    }

    fn warn(&self, code: &'static str, pointer: &str, message: String, fix: &str) {
        self.push(code, Severity::Warning, pointer.to_string(), message, fix);
    }

    fn note(&self, code: &'static str, pointer: &str, message: String, fix: &str) {
        self.push(code, Severity::Note, pointer.to_string(), message, fix);
    }

    /// Where a term of a grant stands: in the grant, else in its deal; where
    /// neither has it, the grant.
    fn term(&self, deal: &Deal, grant: usize, field: &str) -> String {
        let listed = join(&deal.pointer, &["grants", &grant.to_string()]);
        let of_deal = join(&deal.pointer, &[field]);
        let whole = if self.at(&listed).is_some() { &listed } else { &deal.pointer };
        let own = join(whole, &[field]);
        if self.at(&own).is_some() {
            own
        } else if self.at(&of_deal).is_some() {
            of_deal
        } else {
            whole.clone()
        }
    }

    fn at(&self, pointer: &str) -> Option<&Value> {
        self.catalog.document.json().pointer(pointer)
    }
}

/// A pointer and more steps; none of them needs escapes.
fn join(pointer: &str, steps: &[&str]) -> String {
    let mut out = pointer.to_string();
    for step in steps {
        out.push('/');
        out.push_str(step);
    }
    out
}

/// `deal#g1`.
fn grant_id(deal: &Deal, grant: usize) -> String {
    let mut id = deal.id.to_string();
    if let Some(grant) = deal.grants.get(grant) {
        id.push('#');
        id.push_str(grant.id.as_str());
    }
    id
}

/// The day the file was last checked; without it the last day on which a source was published.
fn today(catalog: &Catalog) -> Option<Day> {
    let published = catalog.sources.iter().filter_map(|source| source.published.as_ref());
    let latest = published.map(|when| when.hi).filter(|day| day.is_finite()).max();
    catalog.meta.checked.or(latest)
}
