//! The documents as a strategy, and how a failing one is made small: part after part is left
//! out as long as it still fails.

use super::document;
use proptest::prelude::Rng;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;
use std::fmt;

/// A document; printed as JSON.
#[derive(Clone)]
pub struct Doc {
    pub seed: u64,
    pub json: Value,
}

impl fmt::Debug for Doc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed {}: {}", self.seed, serde_json::to_string_pretty(&self.json).unwrap_or_default())
    }
}

/// Random documents.
#[derive(Clone, Copy, Debug)]
pub struct Docs;

impl Strategy for Docs {
    type Tree = Smaller;
    type Value = Doc;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let seed = runner.rng().next_u64();
        Ok(Smaller { now: Doc { seed, json: document(seed) }, before: None, at: 0, changed: false })
    }
}

pub struct Smaller {
    now: Doc,
    before: Option<Value>,
    at: usize,
    changed: bool,
}

impl ValueTree for Smaller {
    type Value = Doc;

    fn current(&self) -> Doc {
        self.now.clone()
    }

    fn simplify(&mut self) -> bool {
        self.changed |= self.before.take().is_some();
        loop {
            let paths = removable(&self.now.json);
            if let Some(path) = paths.get(self.at) {
                let mut smaller = self.now.json.clone();
                remove(&mut smaller, path);
                self.before = Some(std::mem::replace(&mut self.now.json, smaller));
                return true;
            }
            if !self.changed {
                return false;
            }
            (self.at, self.changed) = (0, false);
        }
    }

    fn complicate(&mut self) -> bool {
        let Some(before) = self.before.take() else { return false };
        self.now.json = before;
        self.at += 1;
        true
    }
}

/// Paths of everything that may be left out, the large parts first.
fn removable(document: &Value) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for key in ["deals", "parties", "sources", "territories", "meta"] {
        if let Some(value) = document.get(key) {
            walk(value, &mut vec![key.to_owned()], &mut found);
        }
    }
    found.sort_by_key(Vec::len);
    found
}

fn walk(value: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => return,
    };
    for (key, value) in inner {
        path.push(key);
        found.push(path.clone());
        walk(value, path, found);
        path.pop();
    }
}

fn remove(document: &mut Value, path: &[String]) {
    let Some((last, parents)) = path.split_last() else { return };
    let mut at = document;
    for key in parents {
        at = match at {
            Value::Array(list) => &mut list[key.parse::<usize>().unwrap_or(0)],
            other => &mut other[key.as_str()],
        };
    }
    match at {
        Value::Object(map) => {
            map.remove(last);
        }
        Value::Array(list) => {
            list.remove(last.parse().unwrap_or(0));
        }
        _ => {}
    }
}
