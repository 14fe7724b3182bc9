//! Chains of deals as a small diagram: from the owner, left, to the party that
//! was asked about, right; one row for each chain.

use super::measure::{Weight, wrap};
use super::ribbon::{self, Part};
use super::{
    Anchor, Certainty, Class, Hook, LinkClass, LinkKind, LinkLevel, Mark, Scene, Segment, Shape, legend,
};
use crate::data::Catalog;
use crate::data::words::{DealType, Level};
use crate::i18n::Locale;
use crate::layout::flow::Path;
use crate::number;
use crate::query::names;
use crate::rights::engine::{Chain, Step, StepLink};
use crate::rights::{Compiled, Status};

/// Least room for a party and its name, in px: a narrow page scrolls the diagram in its own box.
const SLOT_PX: f32 = 92.0;
/// Widest room: a short chain keeps together.
const WIDEST_SLOT_PX: f32 = 230.0;
/// Size of names.
const TYPE_PX: f32 = 12.0;
/// Between baselines.
const LINE_PX: f32 = 15.0;
/// Width and height of a party's bar.
const BAR_PX: [f32; 2] = [5.0, 22.0];
/// Between rows.
const ROW_GAP_PX: f32 = 18.0;

/// Draws chains below each other, in their order. Without a step (the party owns
/// the catalogue) a chain is one bar. Links carry the hooks of their grants.
pub fn draw(
    catalog: &Catalog,
    compiled: &Compiled,
    chains: &[&Chain],
    locale: Locale,
    width_px: f32,
) -> Scene {
    let most = chains.iter().map(|chain| chain.steps.len() + 1).max().unwrap_or(1) as f32;
    let slot_px = number::between(width_px / most, SLOT_PX, WIDEST_SLOT_PX);
    let drawing = Drawing { catalog, compiled, locale, slot_px };
    let mut marks = Vec::new();
    let mut top_px = 0.0;
    for (row, chain) in chains.iter().enumerate() {
        top_px += drawing.row(chain, row, top_px, &mut marks) + ROW_GAP_PX;
    }
    Scene {
        width_px: width_px.max(slot_px * most),
        height_px: (top_px - ROW_GAP_PX).max(0.0),
        lang: locale.tag().to_owned(),
        legend: legend::entries(&marks, locale),
        marks,
        ..Scene::default()
    }
}

struct Drawing<'a> {
    catalog: &'a Catalog,
    compiled: &'a Compiled,
    locale: Locale,
    slot_px: f32,
}

impl Drawing<'_> {
    /// One chain; returns its height.
    fn row(&self, chain: &Chain, row: usize, top_px: f32, marks: &mut Vec<Mark>) -> f32 {
        let y = top_px + BAR_PX[1] / 2.0;
        let middle = |place: usize| self.slot_px * (place as f32 + 0.5);
        for (place, step) in chain.steps.iter().enumerate() {
            let path = Path {
                start: [middle(place) + BAR_PX[0] / 2.0, y],
                end: [middle(place + 1) - BAR_PX[0] / 2.0, y],
                arc_x: None,
            };
            self.step(step, &format!("chain {row} {place}"), &path, marks);
        }
        let givers = chain.steps.iter().map(|step| step.from);
        let taker = chain.steps.last().map_or(chain.owner, |step| Some(step.to));
        let mut lines_most = 0;
        for (place, party) in givers.chain([taker]).enumerate() {
            let x = middle(place);
            let (hook, name, lang) = match party {
                Some(party) => {
                    let shown = names::shown(self.catalog, party, self.locale);
                    let lang = (shown.lang != self.locale.tag()).then(|| shown.lang.to_string());
                    (Hook::Party(self.catalog.party(party).id.to_string()), shown.text.to_string(), lang)
                }
                None => (Hook::None, self.locale.words().unspecified.to_owned(), None),
            };
            let lines = wrap(&name, self.slot_px - 4.0, TYPE_PX, Weight::Regular);
            lines_most = lines_most.max(lines.len());
            let [width_px, height_px] = BAR_PX;
            let bar = Shape::Rect { x: x - width_px / 2.0, y: y - height_px / 2.0, width_px, height_px };
            let text = Shape::Text {
                x,
                y: y + height_px / 2.0 + LINE_PX,
                size_px: TYPE_PX,
                line_px: LINE_PX,
                anchor: Anchor::Middle,
                lines,
                lang,
            };
            let key = format!("chain {row} party {place}");
            marks.push(plain(&key, Class::Node, bar, hook.clone()));
            marks.push(plain(&format!("{key} name"), Class::Label, text, hook));
        }
        BAR_PX[1] + LINE_PX * lines_most as f32 + 6.0
    }

    /// A grant as a link; an operator as a plain line to its service.
    fn step(&self, step: &Step, key: &str, path: &Path, marks: &mut Vec<Mark>) {
        let (StepLink::Grant(link) | StepLink::Joined(link, _)) = step.link else {
            let ends =
                vec![Segment::Move(path.start[0], path.start[1]), Segment::Line(path.end[0], path.end[1])];
            let shape = Shape::Stroke { path: ends, width_px: 1.5 };
            return marks.push(plain(key, Class::Group, shape, Hook::None));
        };
        let Some(grant) = self.compiled.grants.get(link as usize) else { return };
        let passed_on = matches!(grant.deal_type, DealType::Sublicence | DealType::Swap);
        let sure = step.exclusive >= step.value && step.exclusive > Status::No;
        let class = LinkClass {
            kind: if passed_on { LinkKind::PassedOn } else { LinkKind::Licence },
            exclusivity: match grant.level {
                Level::Exclusive | Level::Sole if sure => LinkLevel::Exclusive,
                Level::NonExclusive => LinkLevel::NonExclusive,
                Level::Exclusive | Level::Sole if step.exclusive == Status::No => LinkLevel::NonExclusive,
                _ => LinkLevel::Unknown,
            },
            certainty: match step.value {
                Status::Certain => Certainty::Known,
                Status::Presumed => Certainty::Presumed,
                Status::Possible | Status::No => Certainty::Possible,
            },
        };
        let hook = Hook::Grant {
            grant: grant.hook(self.catalog),
            deal_type: grant.deal_type.word(),
            exclusivity: grant.level,
            status: step.value,
        };
        let (body, head) = ribbon::link(class, path, Part::Whole);
        marks.push(plain(key, Class::Link(class), body, hook.clone()));
        marks.extend(head.map(|head| plain(&format!("{key} >"), Class::Arrow(class), head, hook)));
    }
}

fn plain(key: &str, class: Class, shape: Shape, hook: Hook) -> Mark {
    Mark { key: key.to_owned(), shape, class, hook, dimmed: false, label: String::new() }
}
