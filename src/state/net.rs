//! What the reader chose in the network: which way a focus looks, what is drawn as a group, whether
//! the way between two parties or a circle is in the light, and who was put where.

use crate::data::ids::is_id;
use crate::query::network::{Direction, Grouping};

/// The keys of this part, in the order in which they are written.
pub const KEYS: [&str; 5] = ["direction", "hull", "path", "circle", "pin"];

/// Last circle that an address can name.
const CIRCLE_MAX: u8 = 200;
/// Most parties that are held somewhere; one more lets the first go.
const PINS_MAX: usize = 24;
/// Nearest to an edge, and farthest from the left and from the top.
const PIN_WITHIN: (i16, [i16; 2]) = (10, [990, 9_990]);

/// A party that the reader has put somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Its id.
    pub party: String,
    /// Place of its mark from the left and from the top, both in thousandths of the picture's width:
    /// its height changes with what is shown.
    pub at: [i16; 2],
}

/// Choices of the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Net {
    /// `direction` of a focus along licences.
    pub direction: Direction,
    /// `hull`: what is drawn as belonging together.
    pub hull: Option<Grouping>,
    /// `path`: the shortest chains of deals between the first and the last party in focus.
    pub path: bool,
    /// `circle`: which circle is in the light, from 1; none is 0.
    pub circle: u8,
    /// `pin`: who stands where it was put, on every date.
    pub pins: Vec<Pin>,
    /// Who is being dragged. Never in the address.
    pub held: Option<Pin>,
}

/// What can happen to these choices. Each sets something; a path and a circle put each other out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetAction {
    /// Which way a focus looks.
    Direction(Direction),
    /// What is drawn as belonging together.
    Hull(Option<Grouping>),
    /// The way between the parties in focus, or not.
    Path(bool),
    /// A circle, from 1, or none.
    Circle(u8),
    /// A party is dragged, and is here now.
    Drag(Pin),
    /// A party stays here.
    Pin(Pin),
    /// A party goes back to where its deals want it; without an id all do.
    Release(Option<String>),
}

impl Net {
    pub(super) fn reduce(&mut self, action: &NetAction) {
        match action {
            NetAction::Direction(direction) => self.direction = *direction,
            NetAction::Hull(hull) => self.hull = *hull,
            NetAction::Path(path) => (self.path, self.circle) = (*path, 0),
            NetAction::Circle(circle) => (self.path, self.circle) = (false, *circle.min(&CIRCLE_MAX)),
            NetAction::Drag(pin) => self.held = pin.checked(),
            NetAction::Pin(pin) => self.put(pin),
            NetAction::Release(None) => self.pins.clear(),
            NetAction::Release(Some(id)) => self.pins.retain(|pin| pin.party != *id),
        }
    }

    /// Where a party was put, while it is dragged or after.
    pub fn pinned(&self, party: &str) -> Option<[i16; 2]> {
        let mut all = self.held.iter().chain(&self.pins);
        all.find(|pin| pin.party == party).map(|pin| pin.at)
    }

    #[inline(never)]
    fn read_pins(&mut self, value: &str) -> bool {
        self.pins.clear();
        for part in value.split(',').filter(|part| !part.is_empty()) {
            match Pin::parse(part) {
                Some(pin) => self.put(&pin),
                None => return false,
            }
        }
        true
    }

    #[inline(never)]
    fn written_pins(&self) -> String {
        let mut out = String::new();
        for Pin { party, at: [x, y] } in &self.pins {
            let comma = if out.is_empty() { "" } else { "," };
            for part in [comma, party, "~", &x.to_string(), "~", &y.to_string()] {
                out.push_str(part);
            }
        }
        out
    }

    /// Stays sorted, so that equal pins have equal addresses.
    #[inline(never)]
    fn put(&mut self, pin: &Pin) {
        let Some(pin) = pin.checked() else { return };
        self.pins.retain(|other| other.party != pin.party);
        if self.pins.len() == PINS_MAX {
            self.pins.remove(0);
        }
        let at = self.pins.partition_point(|other| other.party < pin.party);
        self.pins.insert(at, pin);
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
                "1" => self.reduce(&NetAction::Path(true)),
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
            "pin" => return self.read_pins(value),
            _ => {}
        }
        true
    }

    /// The value of one of [`KEYS`].
    pub(super) fn write(&self, key: &str) -> String {
        match key {
            "pin" if !self.pins.is_empty() => self.written_pins(),
            "direction" => self.direction.word().to_owned(),
            "hull" => self.hull.map_or("", Grouping::word).to_owned(),
            "path" => if self.path { "1" } else { "0" }.to_owned(),
            "circle" if self.circle > 0 => self.circle.to_string(),
            _ => String::new(),
        }
    }
}

impl Pin {
    /// Inside the picture; nothing for what cannot be an id.
    fn checked(&self) -> Option<Pin> {
        let (least, most) = PIN_WITHIN;
        let at = [0, 1].map(|axis| self.at[axis].clamp(least, most[axis]));
        is_id(&self.party).then(|| Pin { party: self.party.clone(), at })
    }

    /// `id~x~y`.
    #[inline(never)]
    fn parse(text: &str) -> Option<Pin> {
        let mut parts = text.split('~');
        let party = parts.next()?.to_owned();
        let at = [parts.next()?.parse().ok()?, parts.next()?.parse().ok()?];
        Pin { party, at }.checked().filter(|_| parts.next().is_none())
    }
}
