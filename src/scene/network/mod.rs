//! The scene of the network: parties as points, deals as arrows between them.
//!
//! [`Base`] holds every party's place for all dates; [`draw`] is for the page and the
//! tool; [`scene`] does the work from plain values: places ([`place`]), bends that
//! lead links around what they do not touch ([`route`]), names where there is room
//! ([`labels`]), marks ([`drawing`]).

mod base;
mod curve;
mod drawing;
mod hull;
mod input;
mod labels;
mod place;
mod route;
mod slow;

pub use base::{Base, Making};
pub use input::input;
pub use place::{height_px, places};
pub use slow::{Slow, Step};

use super::{Hook, Joint, LegendEntry, LinkClass, Scene, legend};
use crate::data::{Catalog, PartyIx};
use crate::i18n::Locale;
use crate::query::names::Country;
use crate::query::network::{Group, Grouping, Network};
use crate::query::picture::Picture;

/// What the network draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkInput {
    /// Width to fill.
    pub width_px: f32,
    /// Height to stay within; see [`height_px`].
    pub height_px: f32,
    /// Language of the legend.
    pub locale: Locale,
    /// Who stands on the picture.
    pub parties: Vec<NetworkParty>,
    /// One licensor, one licensee.
    pub links: Vec<NetworkLink>,
    /// Lists that name several parties jointly.
    pub joints: Vec<Joint>,
    /// What is drawn as belonging together.
    pub groups: Vec<NetworkGroup>,
    /// What the groups have in common, for the legend.
    pub group_word: String,
}

/// A party of the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkParty {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name for readers of the other languages: its place has room for each, so that it is the
    /// same in all of them.
    pub other_names: Vec<String>,
    /// Stands under the name: the group, where no mark has its name.
    pub group_name: Option<String>,
    /// Language of the name, where it is not the reader's.
    pub lang: Option<String>,
    /// A service, or who runs one: a square.
    pub service: bool,
    /// Number of its deals: the size of its mark, and who keeps its name where room is short.
    pub weight: u32,
    /// Its place for all dates, as shares of the frame from its middle: -0.5 to 0.5.
    pub home: Option<[f32; 2]>,
    /// Where the reader put its mark: from the left and the top, as shares of the width.
    pub pin: Option<[f32; 2]>,
    /// Not drawn back.
    pub lit: bool,
}

/// A link of the network.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkLink {
    /// Giver: place in the list of parties.
    pub from: usize,
    /// Receiver.
    pub to: usize,
    /// Which of the lanes between the two, from 0.
    pub lane: u16,
    /// How many there are.
    pub lanes: u16,
    /// Its look.
    pub class: LinkClass,
    /// What it stands for.
    pub hook: Hook,
    /// Read aloud, and shown as a tooltip.
    pub label: String,
    /// Not drawn back.
    pub lit: bool,
}

/// Parties that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkGroup {
    /// By place in the list of parties.
    pub members: Vec<usize>,
}

/// What a reader chose for the network beyond the state.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What a reader calls a country.
    pub country: Country,
    /// Which groups are drawn.
    pub grouping: Option<Grouping>,
    /// Those groups; see [`crate::query::network::groups`].
    pub groups: Vec<Group>,
    /// Painted in a page that says tooltips on links when they are asked for.
    pub live: bool,
    /// Parties that were put somewhere: from the left and the top to the mark, both as shares of the
    /// width.
    pub pins: Vec<(PartyIx, [f32; 2])>,
}

impl Default for Choice {
    fn default() -> Choice {
        Choice {
            country: |_, code| code.to_owned(),
            grouping: None,
            groups: Vec::new(),
            live: false,
            pins: Vec::new(),
        }
    }
}

/// Draws a network. The caller adds the generated sentence as [`Scene::description`] and may
/// replace the title.
pub fn draw(
    catalog: &Catalog,
    picture: &Picture,
    network: &Network,
    base: &Base,
    choice: &Choice,
    locale: Locale,
    size_px: [f32; 2],
) -> Scene {
    signed(catalog, &input(catalog, picture, network, base, choice, locale, size_px))
}

/// The scene of plain values, with what the catalogue says of itself.
pub fn signed(catalog: &Catalog, input: &NetworkInput) -> Scene {
    let mut scene = scene(input);
    super::flow::sign(catalog, input.locale, &mut scene);
    scene
}

/// The scene of plain values. Without parties it is small and has no marks.
pub fn scene(input: &NetworkInput) -> Scene {
    scene_by(input, &mut place::at_once).unwrap_or_default()
}

/// The same, if there is time for its layouts.
fn scene_by(input: &NetworkInput, run: place::Run) -> Option<Scene> {
    let (marks, height_px) =
        if input.parties.is_empty() { (Vec::new(), 40.0) } else { drawing::marks(input, run)? };
    let mut entries = legend::entries(&marks, input.locale);
    let words = input.locale.network_words();
    for (class, text) in [
        (super::Class::Disc, words.legend_party),
        (super::Class::Square, words.legend_service),
        (super::Class::Pin, words.legend_pin),
        (super::Class::Hull, input.group_word.as_str()),
    ] {
        if marks.iter().any(|mark| mark.class == class) {
            entries.push(LegendEntry { class, is_level: false, text: text.to_owned() });
        }
    }
    Some(Scene {
        width_px: input.width_px,
        height_px,
        lang: input.locale.tag().to_owned(),
        legend: entries,
        note: input.locale.words().legend_missing_line.to_owned(),
        marks,
        ..Scene::default()
    })
}
