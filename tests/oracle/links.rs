//! Stratum 0 as the rules' text has it (rights.md, section 3): pairs, renewals, effects, joined
//! renewals, presumed sublicensing. For the naive evaluator only.

use super::facts::{FUTURE, Facts, PAST, Span, bounds, last_day, length, step};
use super::records::{
    Action, EffectRec, GrantRec, Kind, Level, NO, POSSIBLE, PRESUMED, Sub, Target, Word, YES,
};

/// A directed pair of a grant.
pub struct Link {
    /// Deal and grant.
    pub of: (usize, usize),
    pub from: Option<usize>,
    pub to: usize,
    pub value: Word,
    pub span: Span,
    pub exclusive: Span,
    pub sub: Word,
    /// First day from, to; last day from, to; whether it surely is.
    pub suspensions: Vec<(i32, i32, i32, i32, bool)>,
    pub affected: Vec<(i32, i32)>,
    pub ended: bool,
    pub exclusivity_ended: bool,
}

/// Renewed and renewing grant, each by deal and place.
type Tie = ((usize, usize), (usize, usize));

/// A renewal without a gap: places of the renewed and the renewing link.
pub struct Joined {
    pub first: usize,
    pub second: usize,
    pub span: Span,
}

pub struct Links {
    pub pairs: Vec<Link>,
    pub joined: Vec<Joined>,
    /// By deal and grant, after step 4.
    pub spans: Vec<Vec<Span>>,
    /// Renewals of one grant contradict each other: the rules do not say what then.
    pub contradicting: bool,
}

impl Links {
    pub fn new(facts: &Facts) -> Links {
        let file = facts.file;
        let mut all =
            Links { pairs: Vec::new(), joined: Vec::new(), spans: facts.spans.clone(), contradicting: false };
        let tied = all.renew(facts);
        for (deal, grant) in file.grants() {
            let rec = file.grant((deal, grant));
            for &(from, to) in &rec.pairs {
                let least = if rec.joint || from.is_none() { POSSIBLE } else { YES };
                let value = facts.values[deal].min(least);
                if value == NO {
                    continue;
                }
                let span = all.spans[deal][grant];
                all.pairs.push(Link {
                    of: (deal, grant),
                    from,
                    to,
                    value,
                    span,
                    exclusive: exclusive_span(facts, (deal, grant), span),
                    sub: Self::passing(facts, (deal, grant), to),
                    suspensions: Vec::new(),
                    affected: Vec::new(),
                    ended: false,
                    exclusivity_ended: false,
                });
            }
        }
        let starts: Vec<Span> = all.pairs.iter().map(|link| link.span).collect();
        for deal in 0..file.deals.len() {
            for effect in &file.deals[deal].effects {
                all.apply(facts, deal, effect, &starts);
            }
        }
        all.join(&tied);
        all
    }

    /// Step 4. Gives the pairs (renewed, renewing) whose windows met.
    fn renew(&mut self, facts: &Facts) -> Vec<Tie> {
        let file = facts.file;
        let plain = |at: (usize, usize)| {
            facts.values[at.0] == YES && !facts.spans[at.0][at.1].unsure && !file.grant(at).joint
        };
        // A grant from or to nobody named makes no sure link.
        let unspecified = |at: (usize, usize)| {
            let pairs = &file.grant(at).pairs;
            pairs.is_empty() || pairs.iter().any(|(from, _)| from.is_none())
        };
        let pairs: Vec<_> = file
            .grants()
            .filter_map(|later| file.grant(later).continues.map(|earlier| (earlier, later)))
            .filter(|&(earlier, later)| plain(earlier) && plain(later))
            .filter(|&(earlier, later)| !unspecified(earlier) && !unspecified(later))
            .filter(|&(earlier, later)| earlier != later)
            .collect();
        let window = |spans: &[Vec<Span>], (f, g): ((usize, usize), (usize, usize))| {
            let (f, g) = (spans[f.0][f.1], spans[g.0][g.1]);
            (step(f.e_lo, 1).max(g.s_lo), step(f.e_hi, 1).min(g.s_hi))
        };
        let meets = |spans: &[Vec<Span>], pair| {
            let (lo, hi) = window(spans, pair);
            lo <= hi
        };
        let mut tied: Vec<_> = pairs.iter().copied().filter(|&pair| meets(&self.spans, pair)).collect();
        loop {
            let before = self.spans.clone();
            for &(f, g) in &tied {
                let (lo, hi) = window(&before, (f, g));
                let span = &mut self.spans[f.0][f.1];
                (span.e_lo, span.e_hi) = (span.e_lo.max(step(lo, -1)), span.e_hi.min(step(hi, -1)));
                span.e_pre = span.e_pre.max(span.e_lo);
                let span = &mut self.spans[g.0][g.1];
                (span.s_lo, span.s_hi) = (span.s_lo.max(lo), span.s_hi.min(hi));
                span.s_pre = span.s_pre.min(span.s_hi);
            }
            let reversed = |at: (usize, usize)| {
                let (span, written) = (self.spans[at.0][at.1], facts.spans[at.0][at.1]);
                span.s_lo > span.e_hi && written.s_lo <= written.e_hi
            };
            self.contradicting |=
                tied.iter().any(|&(f, g)| !meets(&self.spans, (f, g)) || reversed(f) || reversed(g));
            for &(f, g) in &tied {
                self.spans[f.0][f.1].tighten();
                self.spans[g.0][g.1].tighten();
            }
            if self.spans == before || self.contradicting {
                break;
            }
        }
        tied.retain(|&pair| meets(&self.spans, pair));
        tied
    }

    /// sub(g), with the presumption of step 7.
    fn passing(facts: &Facts, u: (usize, usize), licensee: usize) -> Word {
        let (file, policy) = (facts.file, &facts.file.policy);
        match file.grant(u).sub {
            Sub::Allowed => YES,
            Sub::Forbidden => NO,
            Sub::WithConsent => POSSIBLE,
            Sub::Unknown if !(facts.reading.presume && policy.sublicensing) => POSSIBLE,
            Sub::Unknown => {
                let confirms = |at: (usize, usize)| {
                    let (deal, grant) = (&file.deals[at.0], file.grant(at));
                    let surely = facts.values[at.0] == YES && !deal.disputed && deal.confidence != "disputed";
                    surely
                        && matches!(deal.kind, Kind::Sublicence | Kind::Swap)
                        && !grant.joint
                        && grant
                            .pairs
                            .iter()
                            .any(|(from, _)| from.is_some_and(|from| acts_for(facts, from, licensee)))
                        && if grant.upstream.is_empty() {
                            shares_catalogue(facts, at, u)
                        } else {
                            grant.upstream.iter().any(|&(d, g)| {
                                let places = 0..file.deals[d].grants.len();
                                places
                                    .filter(|at| g.is_none_or(|g| g == *at))
                                    .any(|at| file.renews(u, (d, at)))
                            })
                        }
                };
                if file.grants().any(confirms) { PRESUMED } else { POSSIBLE }
            }
        }
    }

    /// 3.1: one effect of one deal, on every link.
    fn apply(&mut self, facts: &Facts, deal: usize, effect: &EffectRec, starts: &[Span]) {
        if facts.values[deal] == NO || matches!(effect.action, Action::Nothing | Action::Resume) {
            return;
        }
        for place in 0..self.pairs.len() {
            let Some((lo, hi, sure)) = self.touch(facts, deal, effect, place, starts) else { continue };
            let resumes = self.resumes(facts, place, starts);
            let link = &mut self.pairs[place];
            match effect.action {
                Action::EndGrant => {
                    link.ended = true;
                    link.span.cut(lo, hi, sure);
                    cut_exclusivity(&mut link.exclusive, lo, hi, sure);
                }
                Action::EndExclusivity => {
                    link.exclusivity_ended = true;
                    cut_exclusivity(&mut link.exclusive, lo, hi, sure);
                }
                Action::Suspend => {
                    let (u_lo, u_hi) = if let Some(until) = &effect.until {
                        bounds(until, FUTURE, &mut false)
                    } else {
                        let later = || resumes.iter().filter(|resume| resume.1 > lo);
                        let u_lo = later().map(|resume| step(resume.0, -1).max(step(lo, -1))).min();
                        let sure = later().filter(|resume| resume.2 && resume.0 > hi);
                        let u_hi = sure.map(|resume| step(resume.1, -1)).min();
                        (u_lo.unwrap_or(FUTURE), u_hi.unwrap_or(FUTURE))
                    };
                    link.suspensions.push((lo, hi, u_lo, u_hi, sure));
                }
                Action::Affects => {
                    let last =
                        effect.until.as_ref().map_or(FUTURE, |until| bounds(until, FUTURE, &mut false).1);
                    link.affected.push((lo, last));
                }
                Action::Resume | Action::Nothing => {}
            }
        }
    }

    fn resumes(&self, facts: &Facts, place: usize, starts: &[Span]) -> Vec<(i32, i32, bool)> {
        let mut found = Vec::new();
        for (deal, rec) in facts.file.deals.iter().enumerate() {
            for effect in rec.effects.iter().filter(|effect| effect.action == Action::Resume) {
                found.extend(self.touch(facts, deal, effect, place, starts));
            }
        }
        found
    }

    /// The days of an effect and whether it is sure, if it touches a link at all.
    fn touch(
        &self,
        facts: &Facts,
        deal: usize,
        effect: &EffectRec,
        place: usize,
        starts: &[Span],
    ) -> Option<(i32, i32, bool)> {
        let (link, rec) = (&self.pairs[place], &facts.file.deals[deal]);
        let at_start = effect.date.is_none();
        let (lo, hi, unsure) = match (&effect.date, self.spans[deal].first(), &rec.date) {
            (Some(date), ..) | (None, None, Some(date)) => (date.lo.0, date.hi.0, date.unsure),
            (None, Some(first), _) => (first.s_lo, first.s_hi, first.start_unsure),
            (None, None, None) => (PAST, FUTURE, false),
        };
        let unsure =
            unsure || effect.until.as_ref().and_then(|until| until.when()).is_some_and(|until| until.unsure);
        if facts.file.deals[link.of.0].kind == Kind::Assignment || (at_start && link.of.0 == deal) {
            return None;
        }
        let matched = matches(facts, effect, link);
        let (start, value) = (starts[place], facts.values[deal]);
        if value == NO || matched == NO || start.s_lo >= hi || start.e_hi < lo {
            return None;
        }
        Some((lo, hi, value == YES && matched == YES && start.s_hi < lo && !unsure))
    }

    /// 3.2.
    fn join(&mut self, tied: &[Tie]) {
        for &(earlier, later) in tied {
            for (first, f) in
                self.pairs.iter().enumerate().filter(|(_, link)| link.of == earlier && !link.ended)
            {
                for (second, g) in self.pairs.iter().enumerate().filter(|(_, link)| link.of == later) {
                    if f.from == g.from && f.to == g.to {
                        let (s, e) = (f.span, g.span);
                        let span = Span { e_lo: e.e_lo, e_hi: e.e_hi, e_pre: e.e_pre, ..s };
                        self.joined.push(Joined { first, second, span });
                    }
                }
            }
        }
    }
}

impl Span {
    /// It ends on the day before a day in these bounds.
    fn cut(&mut self, lo: i32, hi: i32, sure: bool) {
        self.e_lo = self.e_lo.min(step(lo, -1));
        self.e_pre = self.e_pre.min(step(lo, -1)).max(self.e_lo);
        if sure {
            self.e_hi = self.e_hi.min(step(hi, -1));
        }
        self.tighten();
    }
}

/// The exclusivity's own start, too, must lie before the day.
fn cut_exclusivity(span: &mut Span, lo: i32, hi: i32, sure: bool) {
    if span.s_lo < hi {
        let before = span.s_hi < lo;
        span.cut(lo, hi, sure && before);
    }
}

/// 2.2: exclusivity with a period of its own; what it lacks is the grant's.
fn exclusive_span(facts: &Facts, at: (usize, usize), grant: Span) -> Span {
    let rec = facts.file.grant(at);
    if !has_own_period(rec) {
        return grant;
    }
    let mut span = grant;
    let mut unsure = false;
    if let Some(start) = &rec.exclusive_start {
        (span.s_lo, span.s_hi) = bounds(start, PAST, &mut unsure);
        span.s_pre = span.s_hi;
    }
    if let Some(end) = &rec.exclusive_end {
        (span.e_lo, span.e_hi) = bounds(end, FUTURE, &mut unsure);
        span.e_pre = span.e_lo;
    } else if let Some(term) = rec.exclusive_term {
        (span.e_lo, span.e_hi) = length(span.s_lo, span.s_hi, Some(term), Some(term));
        span.e_pre = span.e_lo;
        let announced = facts.file.deals[at.0].announcement(rec);
        let silent = rec.start.is_none() && rec.exclusive_start.is_none();
        if let (true, true, true, Some(date)) =
            (facts.reading.presume, facts.file.policy.commencement, silent, announced)
        {
            span.e_pre = span.e_pre.max(last_day(date.lo.0, term));
        }
    }
    span.unsure |= unsure;
    span.tighten();
    span
}

pub fn has_own_period(rec: &GrantRec) -> bool {
    rec.exclusive_start.is_some() || rec.exclusive_end.is_some() || rec.exclusive_term.is_some()
}

/// 3.1: whether an effect is about a link.
fn matches(facts: &Facts, effect: &EffectRec, link: &Link) -> Word {
    let rec = facts.file.grant(link.of);
    match &effect.target {
        Target::On(deal, grant) => {
            if link.of.0 == *deal && grant.is_none_or(|grant| grant == link.of.1) {
                YES
            } else {
                NO
            }
        }
        Target::Select { from, to, levels, places, layers } => {
            let mut word = YES;
            if !from.is_empty() && link.from.is_none_or(|party| !from.contains(&party)) {
                word = NO;
            }
            if !to.is_empty() && !to.contains(&link.to) {
                word = NO;
            }
            if !levels.is_empty() && !levels.contains(&rec.level) {
                word = word.min(match (rec.level, effect.action) {
                    (Level::Unknown, Action::EndExclusivity) => YES,
                    (Level::Unknown, _) => POSSIBLE,
                    _ => NO,
                });
            }
            let part = |whole: u128, of: u128| match whole & of {
                0 => NO,
                met if met == of => YES,
                _ => POSSIBLE,
            };
            if let Some(places) = places {
                word = word.min(rec.places.map_or(POSSIBLE, |of| part(*places, of)));
            }
            if let Some(layers) = layers {
                word = word.min(part(*layers, rec.layers));
            }
            word
        }
    }
}

/// 2.4: the licensee itself, a service that it operates, or its successor by merger.
fn acts_for(facts: &Facts, party: usize, licensee: usize) -> bool {
    let mut successors = vec![licensee];
    while let Some(next) = facts
        .mergers
        .iter()
        .find(|merger| successors.contains(&merger.from) && !successors.contains(&merger.to))
    {
        successors.push(next.to);
    }
    let operates =
        facts.operators[party].iter().any(|(operator, _, worth)| *operator == licensee && *worth > NO);
    successors.contains(&party) || operates
}

/// 2.4: whether two grants have a listed or own catalogue in common.
fn shares_catalogue(facts: &Facts, a: (usize, usize), b: (usize, usize)) -> bool {
    let catalogues = |at: (usize, usize)| {
        let (rec, kind) = (facts.file.grant(at), facts.file.deals[at.0].kind);
        let mut all = [&rec.of[..], &rec.named[..]].concat();
        if rec.nothing_listed() && !matches!(kind, Kind::Sublicence | Kind::Swap) {
            all.extend(rec.pairs.iter().filter_map(|(from, _)| *from));
        }
        all.retain(|party| !rec.except.contains(party));
        all
    };
    let other = catalogues(b);
    catalogues(a).iter().any(|party| other.contains(party))
}
