//! The closed vocabularies of the data model, each an enum with its written words.

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the data model.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that stands in files and addresses.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// Reads the word; nothing for any other text.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::VALUES.get(place(Self::WORDS, word)?).copied()
            }
        }

        impl Vocabulary for $name {
            const VALUES: &'static [$name] = $name::ALL;
            const WORDS: &'static [&'static str] = &[$($word),+];
        }
    )+};
}

/// One search for all vocabularies.
#[inline(never)]
fn place(words: &[&str], word: &str) -> Option<usize> {
    words.iter().position(|other| *other == word)
}

/// A closed vocabulary: its values, and their words in the same order.
pub trait Vocabulary: Copy + 'static {
    /// Every value.
    const VALUES: &'static [Self];
    /// Every word.
    const WORDS: &'static [&'static str];
}

words! {
    /// What a deal is (6.1).
    DealType {
        /// A licensor grants rights in its catalogue.
        Licence = "licence",
        /// A licensee passes rights on.
        Sublicence = "sublicence",
        /// An agent is empowered to license.
        Mandate = "mandate",
        /// Two or more parties license each other.
        Swap = "swap",
        /// The catalogue changes its owner for good.
        Assignment = "assignment",
        /// A dispute ends, with or without a licence.
        Settlement = "settlement",
        /// One party holds shares in another.
        Ownership = "ownership",
        /// One party goes up in another.
        Merger = "merger",
        /// An authority orders.
        Order = "order",
        /// A deal or an exclusivity is given up.
        Termination = "termination",
        /// Anything dated without terms.
        Event = "event",
        /// Anything else.
        Other = "other",
    }
    /// What kind of event (6.2).
    EventKind {
        /// A service or product starts.
        Launch = "launch",
        /// It ends.
        Shutdown = "shutdown",
        /// Recordings are taken down.
        Removal = "removal",
        /// A licence is stopped for a time.
        Suspension = "suspension",
        /// A case before a court.
        Lawsuit = "lawsuit",
        /// A complaint to an authority.
        Complaint = "complaint",
        /// An authority calls parties in, or parties talk.
        Talks = "talks",
        /// An authority investigates.
        Investigation = "investigation",
        /// Parties negotiate.
        Negotiation = "negotiation",
        /// Shares are listed or delisted.
        Listing = "listing",
        /// A party says something.
        Statement = "statement",
        /// A party changes its name.
        Rename = "rename",
        /// A party leaves a market.
        MarketExit = "market-exit",
        /// Anything else.
        Other = "other",
    }
    /// How far a deal got.
    Stage {
        /// Announced only: at most possible.
        Announced = "announced",
        /// Signed.
        Signed = "signed",
        /// Carried out.
        Completed = "completed",
        /// Called off: grants nothing.
        Cancelled = "cancelled",
    }
    /// How well a deal is known.
    Confidence {
        /// A party's or authority's own paper, or two independent outlets.
        Confirmed = "confirmed",
        /// One named outlet.
        Reported = "reported",
        /// One side says so.
        Claimed = "claimed",
        /// Unnamed sources.
        Rumoured = "rumoured",
        /// Another side contests it.
        Disputed = "disputed",
        /// Contested, and held by nobody else.
        Denied = "denied",
    }
    /// Exclusivity of a grant.
    Level {
        /// Nobody else, not even the licensor.
        Exclusive = "exclusive",
        /// Nobody else but the licensor.
        Sole = "sole",
        /// Others may be licensed.
        NonExclusive = "non-exclusive",
        /// Not known.
        Unknown = "unknown",
    }
    /// Whether the licensee may license on.
    Sublicensing {
        /// It may.
        Allowed = "allowed",
        /// With the licensor's consent.
        WithConsent = "with-consent",
        /// It may not.
        Forbidden = "forbidden",
        /// Not known.
        Unknown = "unknown",
    }
    /// Which right of a catalogue.
    Layer {
        /// Sound recordings.
        Recording = "recording",
        /// Musical works.
        Publishing = "publishing",
        /// Music videos.
        Video = "video",
    }
    /// What a party is.
    PartyKind {
        /// A record label.
        Label = "label",
        /// A music publisher.
        Publisher = "publisher",
        /// A distributor.
        Distributor = "distributor",
        /// A service for listeners; not a legal person.
        Service = "service",
        /// A company.
        Company = "company",
        /// A group of companies.
        Group = "group",
        /// An artist.
        Artist = "artist",
        /// A collective management organisation.
        Cmo = "cmo",
        /// A regulator.
        Regulator = "regulator",
        /// A court.
        Court = "court",
        /// A person.
        Person = "person",
        /// Anything else.
        Other = "other",
    }
    /// What kind of name.
    NameType {
        /// Registered.
        Legal = "legal",
        /// In trade.
        Trading = "trading",
        /// A brand.
        Brand = "brand",
        /// A short form.
        Short = "short",
        /// No longer used.
        Former = "former",
        /// Another name.
        Alternative = "alternative",
        /// In another script.
        Transliteration = "transliteration",
        /// In another language.
        Translation = "translation",
        /// A wrong rendering by a translator; found by search, never shown as a name.
        Mistranslation = "mistranslation",
        /// A mistake in a source; found by search, never shown as a name.
        Error = "error",
    }
    /// What kind of source.
    SourceKind {
        /// A filing.
        Filing = "filing",
        /// A court's paper.
        Court = "court",
        /// A regulator's paper.
        Regulator = "regulator",
        /// A contract.
        Contract = "contract",
        /// A press release.
        PressRelease = "press-release",
        /// A news report.
        News = "news",
        /// A database.
        Database = "database",
        /// An interview.
        Interview = "interview",
        /// A post.
        Social = "social",
        /// A book.
        Book = "book",
        /// Anything else.
        Other = "other",
    }
    /// How evidence relates to its record.
    Stance {
        /// It supports it.
        Supports = "supports",
        /// It contradicts it.
        Contradicts = "contradicts",
        /// It names it only.
        Mentions = "mentions",
    }
    /// The editor's choice among values of one field.
    Choice {
        /// Held to be right.
        Preferred = "preferred",
        /// Kept beside it.
        Alternative = "alternative",
        /// Not decided.
        Open = "open",
        /// Held to be wrong.
        Rejected = "rejected",
    }
    /// How a value was arrived at; shown, without effect on answers.
    Basis {
        /// The source states it.
        Stated = "stated",
        /// One report of several has it.
        OneReport = "one-report",
        /// It follows from the text around it.
        ByContext = "by-context",
        /// It is implied.
        Implied = "implied",
        /// The editor derived it.
        Derived = "derived",
    }
    /// What an effect does to the grants that it touches (section 8).
    EffectAction {
        /// The grant ends the day before.
        EndGrant = "end-grant",
        /// Its exclusivity ends the day before.
        EndExclusivity = "end-exclusivity",
        /// The grant gives nothing for a time.
        Suspend = "suspend",
        /// An open suspension ends.
        Resume = "resume",
        /// Touched, not known how.
        Affects = "affects",
        /// Exclusivity is forbidden.
        BanExclusivity = "ban-exclusivity",
    }
    /// Whether shares give control.
    Control {
        /// They do.
        Yes = "yes",
        /// They do not.
        No = "no",
        /// Not known.
        Unknown = "unknown",
    }
    /// What a price is.
    PriceKind {
        /// Kept secret.
        Undisclosed = "undisclosed",
        /// The whole.
        Total = "total",
        /// A lump sum.
        Lump = "lump",
        /// An advance.
        Advance = "advance",
        /// A minimum guarantee.
        MinimumGuarantee = "minimum-guarantee",
        /// Paid in shares.
        Equity = "equity",
        /// A share of income.
        Royalty = "royalty",
        /// A fine.
        Fine = "fine",
        /// A valuation, not a payment.
        Valuation = "valuation",
    }
    /// The answer of one side to a dispute.
    DisputeResponse {
        /// The record stands.
        Maintains = "maintains",
        /// It is withdrawn.
        Revokes = "revokes",
        /// It is changed.
        Updates = "updates",
        /// No answer yet.
        Pending = "pending",
    }
    /// Which holdings a grant passes on.
    Holdings {
        /// Only what the grantor holds exclusively.
        Exclusive = "exclusive",
        /// Everything that it holds.
        All = "all",
    }
    /// One of the five views.
    View {
        /// Rights holders left, services right.
        Flow = "flow",
        /// Force-directed network.
        Network = "network",
        /// Services by catalogues.
        Matrix = "matrix",
        /// Bars on a time axis.
        Timeline = "timeline",
        /// Every deal as a row.
        Table = "table",
    }
    /// Reliability of a source on the editor's scale.
    Reliability {
        /// Original news or official release.
        A = "A",
        /// Trade or well-known site.
        B = "B",
        /// Reprint or single-purpose site.
        C = "C",
        /// Machine-translated copy or unknown host.
        D = "D",
    }
    /// Measure units of shares and counts.
    Unit {
        /// Sound recordings.
        Recordings = "recordings",
        /// Musical works.
        Works = "works",
        /// Releases.
        Releases = "releases",
        /// Artists.
        Artists = "artists",
        /// Labels.
        Labels = "labels",
        /// Value.
        Value = "value",
    }
}

impl NameType {
    /// Whether search finds it but the page never shows it as a name.
    pub fn is_wrong(self) -> bool {
        matches!(self, NameType::Mistranslation | NameType::Error)
    }
}
