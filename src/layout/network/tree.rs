//! A quadtree in flat arrays (Barnes and Hut 1986), for what is far and for what is near.
//!
//! Bodies are sorted along a Z-curve; a cell is then a range of bodies, and the
//! cells in depth-first order need no children: each knows which cell follows
//! when it is skipped. So a walk runs through memory in one direction.

/// Most bodies that a cell holds without being divided.
const FULL: u32 = 8;

/// One square of the plane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Centre of its bodies.
    pub x: f32,
    /// Centre of its bodies.
    pub y: f32,
    /// How many bodies.
    pub mass: f32,
    /// Side of the square.
    pub side: f32,
    /// Its bodies, as a range of the sorted list.
    pub from: u32,
    pub to: u32,
    /// The cell that follows behind everything inside it.
    pub skip: u32,
    /// Has no cells inside.
    pub leaf: bool,
}

/// The tree over so many bodies.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    /// Bodies along the curve.
    pub order: Vec<u32>,
    /// Their places, in that order.
    pub places: Vec<[f32; 2]>,
    /// Depth first.
    pub cells: Vec<Cell>,
    codes: Vec<u32>,
}

impl Tree {
    /// Builds the tree anew.
    pub fn build(&mut self, places: &[[f32; 2]]) {
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for place in places {
            for axis in 0..2 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        let side = (high[0] - low[0]).max(high[1] - low[1]).max(1e-6) * 1.0001;
        let grid = 65536.0 / side;
        self.codes.clear();
        self.order.clear();
        for (at, [x, y]) in places.iter().enumerate() {
            let column = ((x - low[0]) * grid) as u32;
            let row = ((y - low[1]) * grid) as u32;
            self.codes.push(spread(column.min(65535)) | spread(row.min(65535)) << 1);
            self.order.push(at as u32);
        }
        self.along_the_curve();
        self.places.clear();
        self.places.extend(self.order.iter().map(|&at| places[at as usize]));
        self.cells.clear();
        if !places.is_empty() {
            self.divide(0, places.len() as u32, 32, side);
        }
    }

    /// Radix sort by code, a byte at a time; equal codes stay in order.
    fn along_the_curve(&mut self) {
        let mut codes = self.codes.clone();
        let mut order = self.order.clone();
        for byte in 0..4 {
            let digit = |code: u32| (code >> (8 * byte) & 255) as usize;
            let mut next = [0_u32; 257];
            for &code in &self.codes {
                next[digit(code) + 1] += 1;
            }
            for at in 0..256 {
                next[at + 1] += next[at];
            }
            for (at, &code) in self.codes.iter().enumerate() {
                let place = &mut next[digit(code)];
                codes[*place as usize] = code;
                order[*place as usize] = self.order[at];
                *place += 1;
            }
            std::mem::swap(&mut self.codes, &mut codes);
            std::mem::swap(&mut self.order, &mut order);
        }
    }

    /// The cell of a range whose codes agree above `bits`, and the cells inside it.
    fn divide(&mut self, from: u32, to: u32, bits: u32, side: f32) {
        let at = self.cells.len();
        let mass = (to - from) as f32;
        let leaf = to - from <= FULL || bits == 0;
        self.cells.push(Cell { x: 0.0, y: 0.0, mass, side, from, to, skip: 0, leaf });
        let (mut x, mut y) = (0.0, 0.0);
        if leaf {
            for [left, top] in &self.places[from as usize..to as usize] {
                x += left;
                y += top;
            }
        } else {
            let mut start = from;
            for quarter in 0..4 {
                let part = |code: u32| code >> (bits - 2) & 3;
                let mut end = to;
                // The first code of a later quarter, by halving.
                let mut low = start;
                while low < end {
                    let middle = low.midpoint(end);
                    if part(self.codes[middle as usize]) <= quarter { low = middle + 1 } else { end = middle }
                }
                if end > start {
                    let inside = self.cells.len();
                    self.divide(start, end, bits - 2, side / 2.0);
                    let cell = self.cells[inside];
                    x += cell.x * cell.mass;
                    y += cell.y * cell.mass;
                }
                start = end;
            }
        }
        let skip = self.cells.len() as u32;
        let cell = &mut self.cells[at];
        (cell.x, cell.y, cell.skip) = (x / mass, y / mass, skip);
    }
}

/// Puts a zero between all bits of a number below 65536.
fn spread(value: u32) -> u32 {
    let value = (value | value << 8) & 0x00ff_00ff;
    let value = (value | value << 4) & 0x0f0f_0f0f;
    let value = (value | value << 2) & 0x3333_3333;
    (value | value << 1) & 0x5555_5555
}
