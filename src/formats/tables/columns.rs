//! The columns of the Data Package (formats.md, section 2): name, where its value
//! stands in the record, how a cell is written, and a line for the dictionary.

use crate::data::words::{
    Choice, Confidence, Control, DealType, DisputeResponse, EffectAction, EventKind, Holdings, Level,
    NameType, PartyKind, PriceKind, Reliability, SourceKind, Stage, Stance, Sublicensing, Unit, Vocabulary,
};

/// One table.
#[derive(Debug)]
pub struct Table {
    /// Name of the resource; the file is `<name>.csv`.
    pub name: &'static str,
    /// What a row is.
    pub says: &'static str,
    /// The columns, in order.
    pub columns: &'static [Column],
    /// Columns that identify a row, if some always do.
    pub key: &'static [&'static str],
}

/// One column.
#[derive(Debug)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// JSON Pointer of its value in the row's record; empty for the columns that say
    /// which record it is and in which order.
    pub path: &'static str,
    /// How a cell is written.
    pub cell: Cell,
    /// What it holds, for the dictionary.
    pub says: &'static str,
}

/// How a cell is written.
#[derive(Clone, Copy, Debug)]
pub enum Cell {
    /// The id of a record.
    Id,
    /// Plain text, kept to the letter.
    Plain,
    /// One word of a closed list.
    Word(&'static [&'static str]),
    /// Text in one language, or `lang=text` lines.
    Text,
    /// Items with `;` between them.
    List,
    /// A date of the closed EDTF subset.
    When,
    /// The same, or `..`.
    Bound,
    /// A full date.
    Day,
    /// ISO 8601 duration.
    Duration,
    /// A number with `.`
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Bool,
    /// A JSON value.
    Json,
    /// Names of a territory: `lang=text` lines.
    Names,
    /// `scheme=id` items.
    Codes,
    /// `field=word` items.
    Basis,
}

const fn column(name: &'static str, path: &'static str, cell: Cell, says: &'static str) -> Column {
    Column { name, path, cell, says }
}

/// Columns that are in one word what the field is.
macro_rules! columns {
    ($($name:literal $path:literal $cell:expr, $says:literal;)+) => {
        &[$(column($name, $path, $cell, $says)),+]
    };
}

const fn words<V: Vocabulary>() -> Cell {
    Cell::Word(V::WORDS)
}

/// Every table, in the order of their files.
pub static TABLES: [Table; 15] = [
    Table {
        name: "meta",
        says: "About the dataset: one value of `meta` in a row.",
        columns: columns! {
            "field" "" Cell::Plain, "JSON Pointer into `meta`; `x_json` and `x_document` hold as JSON what pointers to text cannot";
            "lang" "" Cell::Plain, "language of the value, where the text has languages";
            "value" "" Cell::Plain, "the value";
        },
        key: &[],
    },
    Table {
        name: "territories",
        says: "Named groups of territories.",
        columns: columns! {
            "id" "/id" Cell::Id, "id";
            "members" "/members" Cell::List, "ISO 3166-1 codes, XK or other groups, with “;”";
            "names" "/names" Cell::Names, "names, one a line, as lang=text";
            "codes" "/codes" Cell::Codes, "identifiers elsewhere, as scheme=id, with “;”";
        },
        key: &["id"],
    },
    Table {
        name: "parties",
        says: "Labels, services, companies and everyone else who stands in a deal.",
        columns: columns! {
            "id" "/id" Cell::Id, "id";
            "kind" "/kind" words::<PartyKind>(), "what it is";
            "name" "/name" Cell::Plain, "display name, in the language of the dataset";
            "country" "/country" Cell::Plain, "seat, ISO 3166-1 alpha-2";
            "founded" "/founded" Cell::Bound, "start of its life; launch of a service";
            "dissolved" "/dissolved" Cell::Bound, "end of its life; shutdown of a service";
            "former_ids" "/former_ids" Cell::List, "ids of records merged into this one";
            "note" "/note" Cell::Text, "note";
        },
        key: &["id"],
    },
    Table {
        name: "names",
        says: "Further names of parties.",
        columns: columns! {
            "party_id" "" Cell::Id, "whose name";
            "text" "/text" Cell::Plain, "the name";
            "lang" "/lang" Cell::Plain, "its language, BCP 47";
            "type" "/type" words::<NameType>(), "what kind of name; mistranslation and error are never shown as a name";
            "start" "/start" Cell::Bound, "used from";
            "end" "/end" Cell::Bound, "used until";
            "source_id" "/source" Cell::Id, "where it was found";
            "note" "/note" Cell::Text, "note";
        },
        key: &[],
    },
    Table {
        name: "identifiers",
        says: "Identifiers of parties in other systems.",
        columns: columns! {
            "party_id" "" Cell::Id, "whose identifier";
            "scheme" "/scheme" Cell::Plain, "such as wikidata or isni";
            "id" "/id" Cell::Plain, "the identifier";
            "uri" "/uri" Cell::Plain, "its address";
        },
        key: &[],
    },
    Table {
        name: "operations",
        says: "Who runs a service, and when.",
        columns: columns! {
            "service_id" "" Cell::Id, "the service";
            "n" "" Cell::Integer, "order among the service's operators, from 1";
            "party_id" "/party" Cell::Id, "the operator";
            "start" "/start" Cell::Bound, "from; empty: no limit";
            "end" "/end" Cell::Bound, "until, inclusive; empty: no limit";
            "note" "/note" Cell::Text, "note";
        },
        key: &["service_id", "n"],
    },
    Table {
        name: "deals",
        says: "Deals and events. What they grant stands in grants.csv.",
        columns: columns! {
            "id" "/id" Cell::Id, "id";
            "type" "/type" words::<DealType>(), "what it is";
            "event_kind" "/event_kind" words::<EventKind>(), "what kind of event; only on events";
            "title" "/title" Cell::Text, "title";
            "stage" "/stage" words::<Stage>(), "how far it got; empty: no limit";
            "confidence" "/confidence" words::<Confidence>(), "how well it is known; empty: reported";
            "announced" "/announced" Cell::When, "when it was made public";
            "signed" "/signed" Cell::When, "when it was signed";
            "date" "/date" Cell::When, "day of a merger, order, termination or event";
            "stake_exact" "/stake/exact" Cell::Number, "percent held; only of ownership";
            "stake_minimum" "/stake/minimum" Cell::Number, "percent held, at least";
            "stake_maximum" "/stake/maximum" Cell::Number, "percent held, at most";
            "control" "/control" words::<Control>(), "whether it controls; only of ownership";
            "authority" "/authority" Cell::Id, "who orders";
            "addressees" "/addressees" Cell::List, "whom; ids with “;”";
            "brokers" "/brokers" Cell::List, "who brokered; ids with “;”";
            "involves" "/involves" Cell::List, "other parties concerned; ids with “;”";
            "replaces" "/replaces" Cell::List, "deals whose place it takes; ids with “;”";
            "retracted_date" "/retracted/date" Cell::When, "since when the record is no longer held";
            "retracted_reason" "/retracted/reason" Cell::Text, "why";
            "retracted_source" "/retracted/source" Cell::Id, "where it says so";
            "basis" "/basis" Cell::Basis, "how fields were arrived at: field=word, with “;”";
            "note" "/note" Cell::Text, "note";
        },
        key: &["id"],
    },
    Table {
        name: "grants",
        says: "Who licenses what to whom: the terms of a deal. A row without grant_id holds terms that stand on the deal itself; a single row g1 is a deal with one grant.",
        columns: columns! {
            "deal_id" "" Cell::Id, "the deal";
            "grant_id" "" Cell::Plain, "the grant in the deal, such as g1";
            "from" "/from" Cell::List, "licensor; several ids with “;”, then from_split says how they stand together";
            "from_on_behalf_of" "/from/on_behalf_of" Cell::List, "whom the licensor signed for; ids with “;”";
            "from_split" "/from/split" Cell::Word(&["each", "unknown"]), "several licensors: each alone, or not known which";
            "to" "/to" Cell::List, "licensee, like from";
            "to_on_behalf_of" "/to/on_behalf_of" Cell::List, "whom the licensee signed for; ids with “;”";
            "to_split" "/to/split" Cell::Word(&["each", "unknown"]), "several licensees: each alone, or not known which";
            "unspecified_from" "/from/unspecified" Cell::Word(UNSPECIFIED), "the licensor is not named: why";
            "unspecified_to" "/to/unspecified" Cell::Word(UNSPECIFIED), "the licensee is not named: why";
            "catalogue_of" "/catalogue/of" Cell::List, "whose catalogues; ids with “;”";
            "catalogue_holdings" "/catalogue/holdings" words::<Holdings>(), "instead: whatever the licensor may pass on";
            "catalogue_named" "/catalogue/named" Cell::List, "catalogues named as examples; ids with “;”";
            "catalogue_except" "/catalogue/except" Cell::List, "what is left out: ids or words, with “;”";
            "share_exact" "/catalogue/share/exact" Cell::Number, "percent of the catalogue";
            "share_minimum" "/catalogue/share/minimum" Cell::Number, "percent, at least";
            "share_maximum" "/catalogue/share/maximum" Cell::Number, "percent, at most";
            "share_of" "/catalogue/share/of" Cell::Word(&["each", "pool"]), "of every catalogue, or of all together";
            "share_unit" "/catalogue/share/unit" words::<Unit>(), "percent of what";
            "count_exact" "/catalogue/count/exact" Cell::Integer, "how many";
            "count_minimum" "/catalogue/count/minimum" Cell::Integer, "how many, at least";
            "count_maximum" "/catalogue/count/maximum" Cell::Integer, "how many, at most";
            "count_unit" "/catalogue/count/unit" words::<Unit>(), "of what; never add different units";
            "count_of" "/catalogue/count/of" Cell::Word(&["grant", "total-after"]), "size of the grant, or of what the licensee had afterwards";
            "complete" "/catalogue/complete" Cell::Bool, "the whole of each catalogue";
            "artists" "/catalogue/artists" Cell::List, "artists that a source gives: ids or names, with “;”; no effect on rights";
            "layer" "/layer" Cell::List, "recording, publishing, video; with “;”";
            "uses" "/uses" Cell::List, "DDEX UseType values, with “;”";
            "territory_include" "/territory" Cell::List, "where: codes or groups with “;”, or “unknown”";
            "territory_exclude" "/territory/exclude" Cell::List, "without these";
            "start" "/start" Cell::Bound, "from, inclusive; empty: not known; “..”: since ever";
            "end" "/end" Cell::Bound, "until, inclusive; empty: not known; “..”: until further notice";
            "term" "/term" Cell::Duration, "length from the start, where the end is not known";
            "term_min" "/term/min" Cell::Duration, "length, at least";
            "term_max" "/term/max" Cell::Duration, "length, at most";
            "term_text" "/term/text" Cell::Text, "length as the source words it";
            "exclusivity" "/exclusivity" words::<Level>(), "exclusivity";
            "exclusivity_start" "/exclusivity/start" Cell::Bound, "exclusive from; empty: the grant's start";
            "exclusivity_end" "/exclusivity/end" Cell::Bound, "exclusive until; empty: the grant's end";
            "exclusivity_term" "/exclusivity/term" Cell::Duration, "length of the exclusivity";
            "carve_outs" "/exclusivity/carve_outs" Cell::List, "parties whose rights are not touched; ids with “;”";
            "sublicensing" "/sublicensing" words::<Sublicensing>(), "may the licensee license on";
            "upstream" "/upstream" Cell::List, "grants it rests on: deal or deal#grant, with “;”";
            "continues" "/continues" Cell::Plain, "the grant it renews without a gap";
            "note" "/note" Cell::Text, "note";
        },
        key: &[],
    },
    Table {
        name: "effects",
        says: "What a deal or event does to other grants.",
        columns: columns! {
            "deal_id" "" Cell::Id, "the deal";
            "n" "" Cell::Integer, "order in the deal, from 1";
            "on" "/on" Cell::Plain, "the grant: deal or deal#grant";
            "select" "/select" Cell::Json, "or which grants, as JSON";
            "action" "/action" words::<EffectAction>(), "what happens to them";
            "date" "/date" Cell::Plain, "when: a date, or @start for the day on which the deal starts";
            "until" "/until" Cell::Bound, "until, inclusive";
            "except" "/except" Cell::Json, "exceptions, as JSON";
            "note" "/note" Cell::Text, "note";
        },
        key: &["deal_id", "n"],
    },
    Table {
        name: "prices",
        says: "Parts of the price of a deal.",
        columns: columns! {
            "deal_id" "" Cell::Id, "the deal";
            "n" "" Cell::Integer, "order in the deal, from 1";
            "kind" "/kind" words::<PriceKind>(), "what it is";
            "amount" "/amount" Cell::Number, "exact";
            "minimum" "/minimum" Cell::Number, "at least";
            "maximum" "/maximum" Cell::Number, "at most";
            "currency" "/currency" Cell::Plain, "ISO 4217; the original currency";
            "percent" "/percent" Cell::Number, "percent, of royalties";
            "per" "/per" Cell::Plain, "per what";
            "note" "/note" Cell::Text, "note";
        },
        key: &["deal_id", "n"],
    },
    Table {
        name: "evidence",
        says: "Which source supports which record.",
        columns: columns! {
            "record_id" "" Cell::Id, "the party or deal";
            "part" "" Cell::Plain, "JSON Pointer in the record, where the evidence is about an operator or an effect";
            "source_id" "/source" Cell::Id, "the source";
            "supports" "/supports" Cell::List, "fields it is about: JSON Pointers with “;”; empty: the whole record";
            "stance" "/stance" words::<Stance>(), "how it relates to the record; empty: supports";
            "asserted_by" "/asserted_by" Cell::Id, "who says so";
            "in_force" "/in_force" Cell::Bool, "the source shows the grants in force when it was published";
            "quote" "/quote" Cell::Plain, "its words";
            "lang" "/lang" Cell::Plain, "language of the quote";
            "page" "/page" Cell::Plain, "page";
            "note" "/note" Cell::Text, "note";
        },
        key: &[],
    },
    Table {
        name: "claims",
        says: "Competing values, with the editor's choice.",
        columns: columns! {
            "record_id" "" Cell::Id, "the party or deal";
            "field" "/field" Cell::Plain, "the field, JSON Pointer";
            "about" "/about" Cell::Text, "what it is about, where no field holds it";
            "value" "/value" Cell::Json, "the value, as JSON";
            "source_id" "/source" Cell::Id, "where it is found";
            "asserted_by" "/asserted_by" Cell::Id, "who says so";
            "as_of" "/as_of" Cell::When, "true on";
            "choice" "/choice" words::<Choice>(), "the editor's choice";
            "reason" "/reason" Cell::Text, "why";
        },
        key: &[],
    },
    Table {
        name: "disputes",
        says: "Who contests what.",
        columns: columns! {
            "deal_id" "" Cell::Id, "the deal";
            "by" "/by" Cell::Id, "who contests it";
            "field" "/field" Cell::Plain, "which field, JSON Pointer";
            "position" "/position" Cell::Text, "what they say";
            "source_id" "/source" Cell::Id, "where";
            "date" "/date" Cell::When, "when";
            "response" "/response" words::<DisputeResponse>(), "what the other side answered";
        },
        key: &[],
    },
    Table {
        name: "sources",
        says: "The sources.",
        columns: columns! {
            "id" "/id" Cell::Id, "id";
            "kind" "/kind" words::<SourceKind>(), "what it is";
            "title" "/title" Cell::Plain, "title, in its own language";
            "publisher" "/publisher" Cell::Plain, "who published it";
            "author" "/author" Cell::Plain, "who wrote it";
            "published" "/published" Cell::When, "when";
            "retrieved" "/retrieved" Cell::Day, "when it was read";
            "url" "/url" Cell::Plain, "live address";
            "archive_url" "/archive_url" Cell::Plain, "archived address";
            "lang" "/lang" Cell::Plain, "language, BCP 47";
            "corrected_by" "/corrected_by" Cell::Id, "a correction of it";
            "copy_of" "/copy_of" Cell::Id, "what it repeats; the two count as one";
            "owned_by" "/owned_by" Cell::Id, "party that owns or funds the outlet";
            "reliability" "/reliability" words::<Reliability>(), "the editor's scale, A to D";
            "note" "/note" Cell::Text, "note";
        },
        key: &["id"],
    },
    Table {
        name: "stories",
        says: "Stories: one value of a story or of one of its steps in a row.",
        columns: columns! {
            "story_id" "" Cell::Id, "the story";
            "step" "" Cell::Integer, "number of the step, from 1; empty: of the story itself";
            "field" "" Cell::Plain, "JSON Pointer into the step; `x_json` holds as JSON what pointers to text cannot";
            "lang" "" Cell::Plain, "language of the value, where the text has languages";
            "value" "" Cell::Plain, "the value";
        },
        key: &[],
    },
];

const UNSPECIFIED: &[&str] = &["undisclosed", "unknown", "several"];
