//! Identifiers: one newtype for each kind of record, and places in the lists.

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Takes the text as it is; the loader has checked the grammar.
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The identifier as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// Of a party.
    PartyId,
    /// Of a deal.
    DealId,
    /// Of a grant inside its deal, such as `g1`.
    GrantId,
    /// Of a source.
    SourceId,
    /// Of a territory group.
    TerritoryId,
    /// Of a story.
    StoryId,
}

macro_rules! places {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the catalogue's list.
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

places! {
    /// Place of a party in [`super::Catalog::parties`].
    PartyIx,
    /// Place of a deal in [`super::Catalog::deals`].
    DealIx,
    /// Place of a source in [`super::Catalog::sources`].
    SourceIx,
}

impl PartyIx {
    /// Each of some parties once, in the order of the file. Marks who is there, and compares nothing.
    pub fn distinct(parties: impl Iterator<Item = PartyIx>) -> Vec<PartyIx> {
        let mut there: Vec<bool> = Vec::new();
        for party in parties {
            if there.len() <= party.at() {
                there.resize(party.at() + 1, false);
            }
            there[party.at()] = true;
        }
        (0..).map(PartyIx).zip(there).filter(|(_, is_there)| *is_there).map(|(party, _)| party).collect()
    }
}

/// A reference to all grants of a deal, or to one of them: `deal` or `deal#g1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GrantRef {
    /// The deal.
    pub deal: DealId,
    /// One grant of it; all of them if absent.
    pub grant: Option<GrantId>,
}

impl GrantRef {
    /// Reads `deal` or `deal#grant`; the grammar of both parts is checked.
    pub fn parse(text: &str) -> Option<GrantRef> {
        let (deal, grant) = match text.split_once('#') {
            Some((deal, grant)) => (deal, Some(grant)),
            None => (text, None),
        };
        let grant_reads =
            |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !is_id(deal) || !grant.is_none_or(grant_reads) {
            return None;
        }
        Some(GrantRef { deal: DealId::new(deal), grant: grant.map(GrantId::new) })
    }
}

impl fmt::Display for GrantRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.grant {
            Some(grant) => write!(f, "{}#{grant}", self.deal),
            None => write!(f, "{}", self.deal),
        }
    }
}

/// Whether a text is an identifier: `^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`, at most
/// 80 characters.
pub fn is_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    let edge = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    bytes.len() <= 80
        && bytes.first().is_some_and(edge)
        && bytes.last().is_some_and(edge)
        && bytes.iter().all(|b| edge(b) || *b == b'.' || *b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grammar() {
        for good in ["a", "qq-music", "a.b-c9", "2018-x"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-a", "a-", "A", "a b", "a#b", "é", &"a".repeat(81)] {
            assert!(!is_id(bad), "{bad}");
        }
        assert_eq!(GrantRef::parse("d-1#g1").unwrap().to_string(), "d-1#g1");
        assert!(GrantRef::parse("d#").is_none() && GrantRef::parse("d#G").is_none());
    }
}
