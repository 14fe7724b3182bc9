//! What the reader chose in the network: which way a focus looks, what is drawn as a group, whether
//! the way between two parties or a circle is in the light.

use crate::query::network::{Direction, Grouping};

/// The keys of this part, in the order in which they are written.
pub const KEYS: [&str; 4] = ["direction", "hull", "path", "circle"];

/// Last circle that an address can name.
const CIRCLE_MAX: u8 = 200;

/// Choices of the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Net {
    /// `direction` of a focus along licences.
    pub direction: Direction,
    /// `hull`: what is drawn as belonging together.
    pub hull: Option<Grouping>,
    /// `path`: the shortest chains of deals between the first and the last party in focus.
    pub path: bool,
    /// `circle`: which circle is in the light, from 1; none is 0.
    pub circle: u8,
}

/// What can happen to these choices. Each sets something; a path and a circle put each other out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetAction {
    /// Which way a focus looks.
    Direction(Direction),
    /// What is drawn as belonging together.
    Hull(Option<Grouping>),
    /// The way between the parties in focus, or not.
    Path(bool),
    /// A circle, from 1, or none.
    Circle(u8),
}

impl Net {
    pub(super) fn reduce(&mut self, action: NetAction) {
        match action {
            NetAction::Direction(direction) => self.direction = direction,
            NetAction::Hull(hull) => self.hull = hull,
            NetAction::Path(path) => (self.path, self.circle) = (path, 0),
            NetAction::Circle(circle) => (self.path, self.circle) = (false, circle.min(CIRCLE_MAX)),
        }
    }

    /// Reads the value of one of [`KEYS`]; whether it could be used.
    pub(super) fn read(&mut self, key: &str, value: &str) -> bool {
        let wanted = |word: &str| word == value;
        match key {
            "direction" => match Direction::ALL.into_iter().find(|it| wanted(it.word())) {
                Some(direction) => self.direction = direction,
                None => return false,
            },
            "hull" if value.is_empty() => self.hull = None,
            "hull" => match Grouping::ALL.into_iter().find(|it| wanted(it.word())) {
                Some(hull) => self.hull = Some(hull),
                None => return false,
            },
            "path" => match value {
                "1" => self.reduce(NetAction::Path(true)),
                "0" | "" => self.path = false,
                _ => return false,
            },
            "circle" if value.is_empty() => self.circle = 0,
            "circle" => match value.parse() {
                // Of a path and a circle the path is written first: it stays.
                Ok(_) if self.path => {}
                Ok(circle) if circle <= CIRCLE_MAX => self.circle = circle,
                _ => return false,
            },
            _ => {}
        }
        true
    }

    /// The value of one of [`KEYS`].
    pub(super) fn write(self, key: &str) -> String {
        match key {
            "direction" => self.direction.word().to_owned(),
            "hull" => self.hull.map_or("", Grouping::word).to_owned(),
            "path" => if self.path { "1" } else { "0" }.to_owned(),
            "circle" if self.circle > 0 => self.circle.to_string(),
            _ => String::new(),
        }
    }
}
