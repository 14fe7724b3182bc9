//! Catalogues as large as wanted, as like real ones as a seeded generator can
//! make them: a few parties in most deals, sublicences of what their grantor
//! holds, swaps, renewals, unknown and imprecise dates, orders that end
//! exclusivity. The same seed gives the same bytes.

use std::fmt::Write;

/// A small generator of numbers (splitmix64 by Sebastiano Vigna, public domain).
pub struct Dice(u64);

impl Dice {
    /// The same seed gives the same numbers.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of `0..below`.
    pub fn below(&mut self, below: usize) -> usize {
        (self.next() % below.max(1) as u64) as usize
    }

    /// So often in a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `0..below`, the first ones most often (a power law, roughly Zipf's).
    pub fn heavy(&mut self, below: usize) -> usize {
        let even = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        // The inverse of a logarithmic distribution: each octave of ranks is as likely.
        (((below as f64 + 1.0).powf(even) - 1.0) as usize).min(below - 1)
    }

    fn pick<'t, T: ?Sized>(&mut self, list: &[&'t T]) -> &'t T {
        list[self.below(list.len())]
    }
}

/// How many parties of each kind.
pub struct Size {
    /// Deals.
    pub deals: usize,
    /// Labels, each a catalogue.
    pub labels: usize,
    /// Services.
    pub services: usize,
    /// Companies; the first ones run the services.
    pub companies: usize,
    /// Agents between labels and services.
    pub distributors: usize,
}

impl Size {
    /// In the proportions of a market.
    #[allow(dead_code, reason = "one bench makes sizes of its own")]
    pub fn of(deals: usize) -> Size {
        Size {
            deals,
            labels: (deals / 20).max(40),
            services: (deals / 500).clamp(12, 200),
            companies: (deals / 400).clamp(12, 250),
            distributors: (deals / 1_000).clamp(5, 100),
        }
    }
}

/// The codes of the market, the first ones most often.
const CODES: [&str; 12] = ["CN", "HK", "TW", "MO", "JP", "KR", "US", "GB", "DE", "FR", "SG", "TH"];

/// A dataset as JSON.
pub fn catalogue(size: &Size, seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let mut out = String::with_capacity(size.deals * 420);
    out.push_str(
        r#"{"format":"catalog-atlas/1","meta":{"title":"Generated","language":"en","defaults":{"layer":["recording"],"uses":["OnDemandStream"]},"policy":{"certain":["confirmed","reported"],"possible":["claimed","rumoured","disputed"],"announce_window":"P1Y","presume":{"continuance":"P3Y","commencement":"announced","sublicensing":"if-confirmed"}}},"territories":[{"id":"greater-china","names":[{"text":"Greater China","lang":"en"}],"members":["CN","HK","MO","TW"]},{"id":"east-asia","names":[{"text":"East Asia","lang":"en"}],"members":["greater-china","JP","KR"]}],"sources":[{"id":"s0","kind":"news","title":"A report","published":"2015-03"},{"id":"s1","kind":"filing","title":"A filing","published":"2019-04-01"}],"parties":["#,
    );
    parties(size, &mut dice, &mut out);
    out.push_str("],\"deals\":[");
    let mut held: Vec<Held> = Vec::with_capacity(size.deals);
    for number in 0..size.deals {
        if number > 0 {
            out.push(',');
        }
        deal(size, number, &mut dice, &mut held, &mut out);
    }
    out.push_str("]}");
    out
}

/// What a deal gave, for later deals that rest on it.
struct Held {
    deal: usize,
    /// Who took it, as an id.
    to: String,
    /// Whose catalogue.
    label: usize,
    year: usize,
}

fn parties(size: &Size, dice: &mut Dice, out: &mut String) {
    for place in 0..size.labels {
        let comma = if place == 0 { "" } else { "," };
        write!(out, r#"{comma}{{"id":"l{place}","kind":"label","name":"Label {place}"}}"#).expect("a string");
    }
    for place in 0..size.companies {
        write!(out, r#",{{"id":"c{place}","kind":"company","name":"Company {place}"}}"#).expect("a string");
    }
    for place in 0..size.distributors {
        write!(out, r#",{{"id":"d{place}","kind":"distributor","name":"Agent {place}"}}"#).expect("a string");
    }
    for place in 0..size.services {
        let first = place % size.companies;
        let operators = match dice.below(4) {
            0 => {
                let next = dice.heavy(size.companies);
                let (until, from) = ("2016-06-30", "2016-07-01");
                format!(r#"[{{"party":"c{first}","end":"{until}"}},{{"party":"c{next}","start":"{from}"}}]"#)
            }
            1 => format!(r#"[{{"party":"c{first}","start":"[..2012]"}}]"#),
            _ => format!(r#"[{{"party":"c{first}"}}]"#),
        };
        let end = if dice.percent(10) { r#","dissolved":"2019-05""# } else { "" };
        write!(
            out,
            r#",{{"id":"s{place}s","kind":"service","name":"Service {place}","operated_by":{operators}{end}}}"#
        )
        .expect("a string");
    }
    out.push_str(r#",{"id":"office","kind":"regulator","name":"The office"}"#);
}

/// A date of a year, as precise as sources are.
fn date(dice: &mut Dice, year: usize) -> String {
    let (month, day) = (dice.below(12) + 1, dice.below(28) + 1);
    match dice.below(10) {
        0 => format!("{year}"),
        1 | 2 => format!("{year}-{month:02}"),
        3 => format!("{year}-{month:02}~"),
        4 => format!("[..{year}-{month:02}]"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

/// The two ends, of which each may be missing.
fn period(dice: &mut Dice, year: usize, out: &mut String) {
    if dice.percent(85) {
        let start = date(dice, year);
        write!(out, r#","start":"{start}""#).expect("a string");
    } else {
        let announced = date(dice, year).trim_start_matches("[..").trim_end_matches(']').to_string();
        write!(out, r#","announced":"{announced}""#).expect("a string");
    }
    match dice.below(10) {
        0..4 => {}
        4 => out.push_str(r#","end":"..""#),
        5 => out.push_str(r#","term":{"min":"P2Y","text":"multi-year"}"#),
        6 => write!(out, r#","end":"[{}..]""#, year + 1).expect("a string"),
        _ => {
            let years = 1 + dice.below(4);
            write!(out, r#","end":"{}-12-31""#, year + years).expect("a string");
        }
    }
}

fn terms(dice: &mut Dice, out: &mut String) {
    let territory = match dice.below(10) {
        0..5 => r#"["CN"]"#.to_string(),
        5 => r#"["greater-china"]"#.to_string(),
        6 => r#"["Worldwide"]"#.to_string(),
        7 => r#"{"include":["east-asia"],"exclude":["JP"]}"#.to_string(),
        8 => r#""unknown""#.to_string(),
        _ => format!(r#"["{}"]"#, CODES[dice.heavy(CODES.len())]),
    };
    write!(out, r#","territory":{territory}"#).expect("a string");
    let level = dice.pick(&["exclusive", "exclusive", "non-exclusive", "non-exclusive", "sole", "unknown"]);
    if dice.percent(70) {
        write!(out, r#","exclusivity":"{level}""#).expect("a string");
    }
    if dice.percent(40) {
        let word = dice.pick(&["allowed", "allowed", "with-consent", "forbidden"]);
        write!(out, r#","sublicensing":"{word}""#).expect("a string");
    }
    if dice.percent(6) {
        out.push_str(r#","uses":["OnDemandStream","PermanentDownload"]"#);
    }
    let confidence = match dice.below(20) {
        0 => "rumoured",
        1 => "claimed",
        2..9 => "confirmed",
        _ => "reported",
    };
    let source = dice.below(2);
    let seen = if dice.percent(15) { r#","in_force":true"# } else { "" };
    write!(out, r#","confidence":"{confidence}","evidence":[{{"source":"s{source}"{seen}}}]"#)
        .expect("a string");
}

/// A service, or the company that runs it.
fn taker(size: &Size, dice: &mut Dice) -> String {
    if dice.percent(60) {
        format!("c{}", dice.heavy(size.companies))
    } else {
        format!("s{}s", dice.heavy(size.services))
    }
}

fn deal(size: &Size, number: usize, dice: &mut Dice, held: &mut Vec<Held>, out: &mut String) {
    let year = 2009 + dice.below(12);
    write!(out, r#"{{"id":"g{number}""#).expect("a string");
    match dice.below(1_000) {
        0..180 if !held.is_empty() => sublicence(size, number, dice, held, out),
        180..215 if held.len() > 1 => {
            let [one, other] = [0, 1].map(|_| held[dice.heavy(held.len())].to.clone());
            let share = if dice.percent(50) { r#","share":{"minimum":99,"of":"pool"}"# } else { "" };
            let kind = dice.pick(&["exclusive", "all"]);
            write!(
                out,
                r#","type":"swap","grants":[{{"id":"g1","from":"{one}","to":"{other}","catalogue":{{"holdings":"{kind}"{share}}}}},{{"id":"g2","from":"{other}","to":"{one}","catalogue":{{"holdings":"{kind}"{share}}}}}]"#
            )
            .expect("a string");
            period(dice, year, out);
            terms(dice, out);
        }
        215..220 => {
            let (from, to) = (size.labels - 1 - dice.below(size.labels / 2), dice.heavy(size.labels / 2));
            let start = date(dice, year);
            write!(out, r#","type":"assignment","from":"l{from}","to":"l{to}","start":"{start}""#)
                .expect("a string");
            out.push_str(r#","territory":["Worldwide"],"evidence":[{"source":"s0"}]"#);
        }
        220..222 => {
            // Upwards only, so that nobody goes up in itself.
            let from = 1 + size.labels / 2 + dice.below(size.labels / 2 - 1);
            let to = dice.heavy(from);
            let day = date(dice, year).trim_start_matches("[..").trim_end_matches(']').to_string();
            write!(out, r#","type":"merger","from":"l{from}","to":"l{to}","date":"{day}""#)
                .expect("a string");
            out.push_str(r#","evidence":[{"source":"s0"}]"#);
        }
        222..240 => {
            let (from, to) = (dice.heavy(size.labels), dice.heavy(size.labels));
            write!(out, r#","type":"ownership","from":"c{}","to":"l{to}""#, from % size.companies)
                .expect("a string");
            out.push_str(r#","stake":{"exact":60},"evidence":[{"source":"s0"}]"#);
        }
        240 if number.is_multiple_of(5) => {
            let company = dice.heavy(size.companies);
            write!(
                out,
                r#","type":"order","authority":"office","addressees":["c{company}"],"date":"2021-07-24","effects":[{{"select":{{"to":["c{company}"],"exclusivity":["exclusive"],"territory":["CN"]}},"action":"end-exclusivity","date":"[2021-07-24..2021-08-23]"}}],"evidence":[{{"source":"s1"}}]"#
            )
            .expect("a string");
        }
        240..260 if !held.is_empty() => {
            let on = held[dice.below(held.len())].deal;
            let action = dice.pick(&["end-grant", "end-exclusivity", "suspend", "affects"]);
            let day = date(dice, year).trim_start_matches("[..").trim_end_matches(']').to_string();
            write!(
                out,
                r#","type":"event","event_kind":"removal","date":"{day}","effects":[{{"on":"g{on}","action":"{action}","date":"{day}"}}],"evidence":[{{"source":"s0"}}]"#
            )
            .expect("a string");
        }
        kind => licence(size, number, dice, held, out, kind, year),
    }
    out.push('}');
}

fn sublicence(size: &Size, number: usize, dice: &mut Dice, held: &mut Vec<Held>, out: &mut String) {
    let from = &held[dice.below(held.len())];
    let (giver, label, upper, year) = (from.to.clone(), from.label, from.deal, from.year + dice.below(3));
    let to = taker(size, dice);
    write!(out, r#","type":"sublicence","from":"{giver}","to":"{to}""#).expect("a string");
    match dice.below(6) {
        0 => out.push_str(r#","catalogue":{"holdings":"all"}"#),
        1 => {}
        2 => {
            let more = dice.heavy(size.labels);
            let of =
                if more == label { format!(r#""l{label}""#) } else { format!(r#""l{label}","l{more}""#) };
            write!(out, r#","catalogue":{{"of":[{of}],"share":{{"minimum":60}}}}"#).expect("a string");
        }
        _ => write!(out, r#","catalogue":{{"of":["l{label}"]}}"#).expect("a string"),
    }
    if dice.percent(40) {
        write!(out, r#","upstream":["g{upper}"]"#).expect("a string");
    }
    period(dice, year, out);
    terms(dice, out);
    held.push(Held { deal: number, to, label, year });
}

fn licence(
    size: &Size,
    number: usize,
    dice: &mut Dice,
    held: &mut Vec<Held>,
    out: &mut String,
    kind: usize,
    year: usize,
) {
    let label = dice.heavy(size.labels);
    let to = if kind < 300 { format!("d{}", dice.heavy(size.distributors)) } else { taker(size, dice) };
    let word = if kind < 300 { "mandate" } else { "licence" };
    match kind {
        960..975 => {
            let others: Vec<String> = (0..3).map(|_| format!(r#""l{}""#, dice.heavy(size.labels))).collect();
            let mut others = others;
            others.sort();
            others.dedup();
            others.retain(|other| *other != format!(r#""l{label}""#));
            others.push(format!(r#""l{label}""#));
            let (several, split) = (others.join(","), dice.pick(&["each", "unknown"]));
            if others.len() > 1 {
                write!(
                    out,
                    r#","type":"licence","from":{{"several":[{several}],"split":"{split}"}},"to":"{to}""#
                )
                .expect("a string");
            } else {
                write!(out, r#","type":"licence","from":"l{label}","to":"{to}""#).expect("a string");
            }
        }
        975..980 => {
            write!(
                out,
                r#","type":"licence","from":{{"unspecified":"undisclosed"}},"to":"{to}","catalogue":{{"of":["l{label}"]}}"#
            )
            .expect("a string");
        }
        980..1000 if !held.is_empty() => {
            // A renewal of an earlier deal, with its two sides.
            let earlier = &held[dice.below(held.len())];
            let (deal, whose, taker, begins) =
                (earlier.deal, earlier.label, earlier.to.clone(), earlier.year + 2);
            write!(
                out,
                r#","type":"licence","from":"l{whose}","to":"{taker}","start":"{begins}","continues":"g{deal}""#
            )
            .expect("a string");
            terms(dice, out);
            held.push(Held { deal: number, to: taker, label: whose, year: begins });
            return;
        }
        _ => write!(out, r#","type":"{word}","from":"l{label}","to":"{to}""#).expect("a string"),
    }
    period(dice, year, out);
    terms(dice, out);
    held.push(Held { deal: number, to, label, year });
}
