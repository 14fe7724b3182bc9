//! Marks from places: what is drawn, in which order, under which hook.

use super::{FlowInput, FlowLink};
use crate::layout::flow::{self, Layout, Link, Measures, Node, Request, Side};
use crate::scene::measure::{Weight, widest, wrap};
use crate::scene::ribbon::{self, Part};
use crate::scene::{Anchor, Certainty, Class, Hook, LinkClass, LinkKind, LinkLevel, Mark, Segment, Shape};
use crate::sort;

/// The input, its request, and what belongs to each of its nodes and links.
pub(super) struct Drawing<'a> {
    input: &'a FlowInput,
    measures: Measures,
    pub request: Request,
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
    pub fn new(input: &'a FlowInput) -> Self {
        let measures = Measures::of(input.width_px);
        let ended = |link: &FlowLink| link.class.certainty.is_ghost();
        let mut heads = vec![false; input.parties.len()];
        input.parties.iter().filter_map(|party| party.operator).for_each(|at| heads[at] = true);
        // Who stands here for ended deals alone is a guest; an operator with its services or not at all.
        let family = |at: usize| input.parties[at].operator.unwrap_or(at);
        let mut hosts = vec![false; input.parties.len()];
        for link in input.links.iter().filter(|link| !ended(link)) {
            (hosts[family(link.from)], hosts[family(link.to)]) = (true, true);
        }
        for joint in &input.joints {
            joint.from.iter().chain(&joint.to).for_each(|&at| hosts[family(at)] = true);
        }
        let mut receives = vec![false; input.parties.len()];
        for link in input.links.iter().filter(|link| link.class.kind != LinkKind::Ownership) {
            receives[link.to] |= !ended(link) || !hosts[family(link.to)];
        }
        input.joints.iter().flat_map(|joint| &joint.to).for_each(|&to| receives[to] = true);

        let label = |at: usize, most: f32| {
            let weight = if heads[at] { Weight::Bold } else { Weight::Regular };
            let words = wrap(short(&input.parties[at].name), most, measures.type_px, weight);
            let size = [widest(&words, measures.type_px, weight), measures.line_px * words.len() as f32];
            (words, size)
        };
        let mut nodes: Vec<Node> = Vec::new();
        let mut names = Vec::new();
        for (at, party) in input.parties.iter().enumerate() {
            let column = if party.service || heads[at] || party.operator.is_some() {
                Side::Service
            } else if receives[at] || party.authority {
                // The middle has no heading: nobody there is called what they are not.
                Side::Agent
            } else {
                Side::Holder
            };
            let most = measures.label_px[match column {
                Side::Holder => 0,
                Side::Agent | Side::Junction => 1,
                Side::Service => 2,
            }];
            let (words, size) = label(at, most);
            let (rank, operator, guest) = (party.rank, party.operator, !hosts[family(at)]);
            nodes.push(Node { rank, side: column, operator, label_px: size, guest });
            names.push(words);
        }
        // A guest's name is no wider than the others in its column, where its words allow.
        let mut rooms = [0.0_f32; 4];
        for node in nodes.iter().filter(|node| !node.guest) {
            let room = &mut rooms[node.side as usize];
            *room = room.max(node.label_px[0]);
        }
        for at in (0..nodes.len()).filter(|&at| !hosts[family(at)]) {
            let room = rooms[nodes[at].side as usize];
            if (1.0..nodes[at].label_px[0]).contains(&room) {
                (names[at], nodes[at].label_px) = label(at, room);
            }
        }
        let mut links = Vec::new();
        let mut origin = Vec::new();
        for (at, link) in input.links.iter().enumerate() {
            // What has ended comes and goes with the focus: it has no slot, and nothing moves for it.
            let slot_px = (link.class.kind != LinkKind::Ownership && !ended(link))
                .then(|| ribbon::slot_px(link.class, Part::Whole));
            let steady = slot_px.is_some();
            links.push(Link {
                from: link.from,
                to: link.to,
                rank: at as u32,
                slot_px,
                steady,
                passing: ended(link),
            });
            origin.push(Origin::Link(at));
        }
        for (at, joint) in input.joints.iter().enumerate() {
            let junction = nodes.len();
            let rank = u32::MAX - at as u32;
            nodes.push(Node { rank, side: Side::Junction, operator: None, label_px: [0.0; 2], guest: false });
            let slot_px = Some(ribbon::slot_px(joint.class, Part::ToJunction));
            let ends = joint.from.iter().map(|&from| (from, junction, Part::ToJunction));
            for (from, to, part) in ends.chain(joint.to.iter().map(|&to| (junction, to, Part::FromJunction)))
            {
                let rank = (input.links.len() + at) as u32;
                links.push(Link { from, to, rank, slot_px, steady: false, passing: false });
                origin.push(Origin::Joint(at, part));
            }
        }
        let words = input.locale.words();
        let headings = [(words.column_holders, 0), (words.column_services, 2)]
            .map(|(text, column)| wrap(text, measures.label_px[column], measures.type_px, Weight::Bold));
        let heading_px = [0, 1].map(|n| widest(&headings[n], measures.type_px, Weight::Bold));
        let request =
            Request { width_px: input.width_px, wanted_px: input.wanted_px, heading_px, nodes, links };
        Drawing { input, measures, request, lines: names, headings, origin }
    }

    /// In painting order: headings, groups, links, parties. What belongs to one link or one
    /// party stands together; parties follow each other as they are read, column by column.
    pub fn marks(&self, layout: &Layout) -> Vec<Mark> {
        let mut marks = Vec::new();
        self.headings(layout, &mut marks);
        for (n, [x, top, bottom]) in layout.spines.iter().enumerate() {
            let path = vec![Segment::Move(*x, *top), Segment::Line(*x, *bottom)];
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
        // Ownership, what is not exclusive, what is. Not by what is lit: a line that changes its place
        // in the document is laid out and painted anew, and what is drawn back hardly covers anything.
        let mut order: Vec<usize> = (0..self.origin.len()).collect();
        sort::by_key(&mut order, |&at| {
            let (class, ..) = self.link(at);
            (class.kind == LinkKind::Licence, class.exclusivity == LinkLevel::Exclusive)
        });
        for (n, &at) in order.iter().enumerate() {
            let (class, hook, label, lit, part) = self.link(at);
            let [from, to] =
                [self.request.links[at].from, self.request.links[at].to].map(|node| self.key(node));
            let key = match hook {
                Hook::Grant { grant, .. } => [grant, " ", from, " ", to].concat(),
                _ => [&at.to_string(), " ", from, " ", to].concat(),
            };
            let path = &layout.paths[at];
            let (body, arrow) = ribbon::link(class, path, part);
            let mark = |suffix: &str, class, shape, label: &str| Mark {
                key: [&key, suffix].concat(),
                shape,
                class,
                hook: hook.clone(),
                dimmed: !lit,
                label: label.to_owned(),
            };
            marks.push(mark("", Class::Link(class), body, label));
            marks.extend(arrow.map(|arrow| mark(" >", Class::Arrow(class), arrow, "")));
            if class.certainty == Certainty::Disputed {
                marks.push(mark(" x", Class::Dispute, ribbon::cross(ribbon::mark_at(path)), ""));
            }
            // The junction follows the last of its lines.
            let joint = |at: usize| match self.origin[at] {
                Origin::Joint(joint, _) => Some(joint),
                Origin::Link(_) => None,
            };
            if let Some(joint) =
                joint(at).filter(|_| order.get(n + 1).and_then(|&next| joint(next)) != joint(at))
            {
                let [x, y, width, height] = layout.places[self.input.parties.len() + joint].bar;
                let shape = Shape::Circle { x: x + width / 2.0, y: y + height / 2.0, radius_px: 4.5 };
                marks.push(mark(" o", Class::Junction, shape, ""));
            }
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
        let mut heads = vec![false; self.input.parties.len()];
        self.input.parties.iter().filter_map(|party| party.operator).for_each(|at| heads[at] = true);
        let mut order: Vec<usize> = (0..self.input.parties.len()).collect();
        sort::by_key(&mut order, |&at| (self.request.nodes[at].side, layout.places[at].rank));
        for at in order {
            let (party, place) = (&self.input.parties[at], &layout.places[at]);
            let mut label = party.name.clone();
            let mut mark = |part: &str, class, shape| Mark {
                key: [party.id.as_str(), part].concat(),
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
                Side::Service if heads[at] => (Class::GroupLabel, Anchor::Start),
                Side::Service if place.listed => (Class::SubLabel, Anchor::Start),
                Side::Service => (Class::Label, Anchor::Start),
            };
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
            marks.push(mark(" t", class, shape));
        }
    }
}

/// A name without what an editor added in brackets; the full one is in the mark's label.
pub(in crate::scene) fn short(name: &str) -> &str {
    let end = name.find(['(', '（']).unwrap_or(name.len());
    match name[..end].trim_end() {
        "" => name,
        short => short,
    }
}

fn decoration(key: String, class: Class, shape: Shape) -> Mark {
    Mark { key, shape, class, hook: Hook::None, dimmed: false, label: String::new() }
}
