//! A finding: something about the data that a person should look at.

use std::fmt;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Should be mended.
    Warning,
    /// Blocks publishing.
    Error,
}

impl Severity {
    /// The word used in files, attributes and SARIF.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding: place, reason, fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code, such as `dangling-reference` (rights.md, section 10).
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// JSON Pointer (RFC 6901) of the value concerned, from the document's root.
    pub pointer: String,
    /// What is wrong, and why it matters. English; a sentence.
    pub message: String,
    /// How to mend it, where that is known.
    pub fix: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}: {}", self.severity.word(), self.code, self.pointer, self.message)?;
        if let Some(fix) = &self.fix {
            write!(f, " ({fix})")?;
        }
        Ok(())
    }
}
