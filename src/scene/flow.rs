//! The scene of the flow: who licenses what to whom on a day.
//!
//! [`draw`] is for the page and the tool; [`scene`] does the work from plain values.

use super::measure::{Weight, widest, wrap};
use super::overlap::weight;
use super::ribbon::Part;
use super::{
    Anchor, Certainty, Class, Hook, LinkClass, LinkKind, LinkLevel, Mark, Scene, Shape, legend, ribbon,
};
use crate::data::words::Level;
use crate::data::{Catalog, PartyIx};
use crate::i18n::{Locale, date, fill};
use crate::layout::flow::{self, Layout, Link, Measures, Node, Order, Request, Side, layout};
use crate::query::picture::Picture;
use crate::query::{names, sentence};

/// What the flow draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowInput {
    /// Width to fill.
    pub width_px: f32,
    /// Language of headings and legend.
    pub locale: Locale,
    /// Who stands on the picture.
    pub parties: Vec<FlowParty>,
    /// One licensor, one licensee.
    pub links: Vec<FlowLink>,
    /// Lists that name several parties jointly.
    pub joints: Vec<FlowJoint>,
}

/// A party of the flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowParty {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Language of the name, where it is not the reader's.
    pub lang: Option<String>,
    /// Place in the order of the whole dataset.
    pub rank: u32,
    /// Stands on the side of the services.
    pub service: bool,
    /// Place of its operator in the list.
    pub operator: Option<usize>,
    /// Not drawn back.
    pub lit: bool,
}

/// A link of the flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowLink {
    /// Giver: place in the list of parties.
    pub from: usize,
    /// Receiver.
    pub to: usize,
    /// Its look.
    pub class: LinkClass,
    /// What it stands for.
    pub hook: Hook,
    /// Read aloud, and shown as a tooltip.
    pub label: String,
    /// Not drawn back.
    pub lit: bool,
}

/// A joint list of the flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowJoint {
    /// Givers, each perhaps.
    pub from: Vec<usize>,
    /// Receivers, each perhaps.
    pub to: Vec<usize>,
    /// Its look.
    pub class: LinkClass,
    /// What it stands for.
    pub hook: Hook,
    /// Read aloud, and shown as a tooltip.
    pub label: String,
    /// Not drawn back.
    pub lit: bool,
}

/// Draws the flow of a picture. The caller adds the generated sentence as
/// [`Scene::description`] and may replace the title.
pub fn draw(catalog: &Catalog, picture: &Picture, order: &Order, locale: Locale, width_px: f32) -> Scene {
    let mut scene = scene(&input(catalog, picture, order, locale, width_px));
    let meta = &catalog.meta;
    scene.title = meta.title.get(locale.tag(), &meta.language).0.to_owned();
    let mut credit: Vec<String> = match &meta.publisher {
        Some(publisher) => vec![publisher.clone()],
        None => meta.authors.clone(),
    };
    if let Some(day) = meta.checked {
        credit.push(fill(locale.words().footer_data_as_of, &[("date", &date::day(locale, day))]));
    }
    credit.extend(meta.licence.clone());
    scene.credit = credit.join(" · ");
    scene
}

/// The plain values of a picture.
pub fn input(
    catalog: &Catalog,
    picture: &Picture,
    order: &Order,
    locale: Locale,
    width_px: f32,
) -> FlowInput {
    let place = |party: PartyIx| picture.parties.binary_search_by_key(&party, |it| it.party).ok();
    let parties = (picture.parties.iter())
        .map(|it| {
            let name = names::shown(catalog, it.party, locale);
            FlowParty {
                id: catalog.party(it.party).id.to_string(),
                name: name.text.into_owned(),
                lang: (name.lang != locale.tag()).then(|| name.lang.to_owned()),
                rank: order.rank.get(it.party.at()).copied().unwrap_or(it.party.0),
                service: order.service.get(it.party.at()).copied().unwrap_or(false),
                operator: it.operator.and_then(place),
                lit: it.lit,
            }
        })
        .collect();
    let links = (picture.links.iter())
        .filter_map(|link| {
            let look = LinkClass { kind: link.kind, exclusivity: link.look(), certainty: link.certainty };
            Some(FlowLink {
                from: place(link.from)?,
                to: place(link.to)?,
                class: look,
                hook: Hook::Grant {
                    grant: link.hook.clone(),
                    deal_type: link.deal_type.word(),
                    exclusivity: link.status.level,
                    status: link.status.in_force,
                },
                label: sentence::link(catalog, link, locale),
                lit: link.lit,
            })
        })
        .collect();
    let joints = (picture.joints.iter())
        .map(|joint| FlowJoint {
            from: joint.from.iter().copied().filter_map(place).collect(),
            to: joint.to.iter().copied().filter_map(place).collect(),
            class: LinkClass {
                kind: LinkKind::Licence,
                exclusivity: match joint.level {
                    Level::Exclusive | Level::Sole => LinkLevel::Exclusive,
                    Level::NonExclusive => LinkLevel::NonExclusive,
                    Level::Unknown => LinkLevel::Unknown,
                },
                certainty: Certainty::Possible,
            },
            hook: Hook::Grant {
                grant: joint.hook.clone(),
                deal_type: joint.deal_type.word(),
                exclusivity: joint.level,
                status: joint.in_force,
            },
            label: sentence::deal_title(catalog, joint.deal, locale),
            lit: joint.lit,
        })
        .collect();
    FlowInput { width_px, locale, parties, links, joints }
}

/// What the layout is asked for.
pub fn request(input: &FlowInput) -> Request {
    Drawing::new(input, Measures::of(input.width_px)).request
}

/// The scene of plain values. Without parties it is small and has no marks.
pub fn scene(input: &FlowInput) -> Scene {
    let measures = Measures::of(input.width_px);
    let drawing = Drawing::new(input, measures);
    let layout = layout(&drawing.request);
    let marks = if input.parties.is_empty() { Vec::new() } else { drawing.marks(&layout) };
    Scene {
        width_px: input.width_px,
        height_px: layout.height_px,
        lang: input.locale.tag().to_owned(),
        legend: legend::entries(&marks, input.locale),
        note: input.locale.words().legend_missing_line.to_owned(),
        marks,
        ..Scene::default()
    }
}

/// The input, its request, and what belongs to each of its nodes and links.
struct Drawing<'a> {
    input: &'a FlowInput,
    measures: Measures,
    request: Request,
    /// Of each party.
    lines: Vec<Vec<String>>,
    /// Of the outer columns.
    headings: [Vec<String>; 2],
    /// Of each link of the request: the link or the joint it comes from.
    origin: Vec<Origin>,
}

#[derive(Clone, Copy)]
enum Origin {
    Link(usize),
    /// From a licensor to the junction, or from there to a licensee.
    Joint(usize, Part),
}

impl<'a> Drawing<'a> {
    fn new(input: &'a FlowInput, measures: Measures) -> Self {
        let mut receives = vec![false; input.parties.len()];
        let mut heads = vec![false; input.parties.len()];
        for link in input.links.iter().filter(|link| link.class.kind != LinkKind::Ownership) {
            receives[link.to] = true;
        }
        input.joints.iter().flat_map(|joint| &joint.to).for_each(|&to| receives[to] = true);
        input.parties.iter().filter_map(|party| party.operator).for_each(|at| heads[at] = true);

        let mut nodes = Vec::new();
        let mut lines = Vec::new();
        for (at, party) in input.parties.iter().enumerate() {
            let side = if party.service || heads[at] || party.operator.is_some() {
                Side::Service
            } else if receives[at] {
                Side::Agent
            } else {
                Side::Holder
            };
            let weight = if heads[at] { Weight::Bold } else { Weight::Regular };
            let most = measures.label_px[match side {
                Side::Holder => 0,
                Side::Agent | Side::Junction => 1,
                Side::Service => 2,
            }];
            let text = wrap(short(&party.name), most, measures.type_px, weight);
            let size = [widest(&text, measures.type_px, weight), measures.line_px * text.len() as f32];
            nodes.push(Node { rank: party.rank, side, operator: party.operator, label_px: size });
            lines.push(text);
        }
        let mut links = Vec::new();
        let mut origin = Vec::new();
        for (at, link) in input.links.iter().enumerate() {
            let slot_px =
                (link.class.kind != LinkKind::Ownership).then(|| ribbon::slot_px(link.class, Part::Whole));
            let steady = slot_px.is_some() && link.class.certainty != Certainty::Ended;
            links.push(Link { from: link.from, to: link.to, rank: at as u32, slot_px, steady });
            origin.push(Origin::Link(at));
        }
        for (at, joint) in input.joints.iter().enumerate() {
            let junction = nodes.len();
            let rank = u32::MAX - at as u32;
            nodes.push(Node { rank, side: Side::Junction, operator: None, label_px: [0.0; 2] });
            let slot_px = Some(ribbon::slot_px(joint.class, Part::ToJunction));
            let ends = joint.from.iter().map(|&from| (from, junction, Part::ToJunction));
            for (from, to, part) in ends.chain(joint.to.iter().map(|&to| (junction, to, Part::FromJunction)))
            {
                let rank = (input.links.len() + at) as u32;
                links.push(Link { from, to, rank, slot_px, steady: false });
                origin.push(Origin::Joint(at, part));
            }
        }
        let words = input.locale.words();
        let headings = [(words.column_holders, 0), (words.column_services, 2)]
            .map(|(text, column)| wrap(text, measures.label_px[column], measures.type_px, Weight::Bold));
        let heading_px = [0, 1].map(|n| widest(&headings[n], measures.type_px, Weight::Bold));
        let request = Request { width_px: input.width_px, heading_px, nodes, links };
        Drawing { input, measures, request, lines, headings, origin }
    }

    /// In painting order: headings, groups, links, arrowheads, bars, names.
    fn marks(&self, layout: &Layout) -> Vec<Mark> {
        let mut marks = Vec::new();
        self.headings(layout, &mut marks);
        for (n, [x, top, bottom]) in layout.spines.iter().enumerate() {
            let path = vec![super::Segment::Move(*x, *top), super::Segment::Line(*x, *bottom)];
            let shape = Shape::Stroke { path, width_px: 1.0 };
            marks.push(decoration(format!("group {n}"), Class::Group, shape));
        }
        self.links(layout, &mut marks);
        self.parties(layout, &mut marks);
        marks
    }

    fn headings(&self, layout: &Layout, marks: &mut Vec<Mark>) {
        let on = |side: Side| self.request.nodes.iter().any(|node| node.side == side);
        let mut heading = |x: f32, anchor: Anchor, n: usize| {
            let (size_px, line_px) = (self.measures.type_px, self.measures.line_px);
            let lines = self.headings[n].clone();
            let shape = Shape::Text { x, y: 13.0, size_px, line_px, anchor, lines, lang: None };
            marks.push(decoration(format!("heading {n}"), Class::Heading, shape));
        };
        let gap = flow::BAR_PX + flow::LABEL_GAP_PX;
        if on(Side::Holder) {
            heading(layout.column_x[0] - gap, Anchor::End, 0);
        }
        if on(Side::Service) {
            heading(layout.column_x[2] + gap, Anchor::Start, 1);
        }
    }

    fn links(&self, layout: &Layout, marks: &mut Vec<Mark>) {
        // What is drawn back lies below; then ownership, what is not exclusive, what is.
        let mut order: Vec<usize> = (0..self.origin.len()).collect();
        order.sort_by_key(|&at| {
            let (class, _, _, lit, _) = self.link(at);
            (lit, class.kind == LinkKind::Licence, class.exclusivity == LinkLevel::Exclusive)
        });
        let mut above = Vec::new();
        for at in order {
            let (class, hook, label, lit, part) = self.link(at);
            let [from, to] =
                [self.request.links[at].from, self.request.links[at].to].map(|node| self.key(node));
            let key = match hook {
                Hook::Grant { grant, .. } => format!("{grant} {from} {to}"),
                _ => format!("{at} {from} {to}"),
            };
            let path = &layout.paths[at];
            let (body, arrow) = ribbon::link(class, path, part);
            let mark = |suffix: &str, class, shape, label: &str| Mark {
                key: format!("{key}{suffix}"),
                shape,
                class,
                hook: hook.clone(),
                dimmed: !lit,
                label: label.to_owned(),
            };
            marks.push(mark("", Class::Link(class), body, label));
            above.extend(arrow.map(|arrow| mark(" >", Class::Arrow(class), arrow, "")));
            if class.certainty == Certainty::Disputed {
                above.push(mark(" x", Class::Dispute, ribbon::cross(ribbon::mark_at(path)), ""));
            }
        }
        marks.append(&mut above);
        for (at, joint) in self.input.joints.iter().enumerate() {
            let place = &layout.places[self.input.parties.len() + at];
            let [x, y, width, height] = place.bar;
            let shape = Shape::Circle { x: x + width / 2.0, y: y + height / 2.0, radius_px: 4.5 };
            let key = format!("{} o", self.key(self.input.parties.len() + at));
            let (hook, label) = (joint.hook.clone(), joint.label.clone());
            marks.push(Mark { key, shape, class: Class::Junction, hook, dimmed: !joint.lit, label });
        }
    }

    /// Class, hook, label, whether lit, and which part of a link.
    fn link(&self, at: usize) -> (LinkClass, &Hook, &str, bool, Part) {
        match self.origin[at] {
            Origin::Link(link) => {
                let link = &self.input.links[link];
                (link.class, &link.hook, &link.label, link.lit, Part::Whole)
            }
            Origin::Joint(joint, part) => {
                let joint = &self.input.joints[joint];
                (joint.class, &joint.hook, &joint.label, joint.lit, part)
            }
        }
    }

    /// Id of a party, or of a joint list for its junction.
    fn key(&self, node: usize) -> &str {
        match self.input.parties.get(node) {
            Some(party) => &party.id,
            None => match &self.input.joints[node - self.input.parties.len()].hook {
                Hook::Grant { grant, .. } => grant,
                _ => "",
            },
        }
    }

    fn parties(&self, layout: &Layout, marks: &mut Vec<Mark>) {
        let heads: Vec<usize> = self.input.parties.iter().filter_map(|party| party.operator).collect();
        let mut labels = Vec::new();
        for (at, party) in self.input.parties.iter().enumerate() {
            let place = &layout.places[at];
            let mut label = party.name.clone();
            let mut mark = |part: &str, class, shape| Mark {
                key: format!("{}{part}", party.id),
                shape,
                class,
                hook: Hook::Party(party.id.clone()),
                dimmed: !party.lit,
                label: std::mem::take(&mut label),
            };
            for (part, [x, y, width_px, height_px]) in [("", place.bar), (" |", place.tail)] {
                if height_px > 0.0 {
                    marks.push(mark(part, Class::Node, Shape::Rect { x, y, width_px, height_px }));
                }
            }
            let (class, anchor) = match self.request.nodes[at].side {
                Side::Holder => (Class::Label, Anchor::End),
                Side::Agent | Side::Junction => (Class::FieldLabel, Anchor::Middle),
                Side::Service if heads.contains(&at) => (Class::GroupLabel, Anchor::Start),
                Side::Service if place.listed => (Class::SubLabel, Anchor::Start),
                Side::Service => (Class::Label, Anchor::Start),
            };
            debug_assert!(class != Class::GroupLabel || weight(class) == Weight::Bold);
            let (size_px, line_px) = (self.measures.type_px, self.measures.line_px);
            // The letters stand in the middle of their line.
            let y = place.label[1] + line_px / 2.0 + size_px * 0.35;
            let shape = Shape::Text {
                x: place.label[0],
                y,
                size_px,
                line_px,
                anchor,
                lines: self.lines[at].clone(),
                lang: party.lang.clone(),
            };
            labels.push(mark(" t", class, shape));
        }
        marks.append(&mut labels);
    }
}

/// A name without what an editor added in brackets; the full one is in the mark's label.
fn short(name: &str) -> &str {
    let end = name.find(['(', '（']).unwrap_or(name.len());
    match name[..end].trim_end() {
        "" => name,
        short => short,
    }
}

fn decoration(key: String, class: Class, shape: Shape) -> Mark {
    Mark { key, shape, class, hook: Hook::None, dimmed: false, label: String::new() }
}
