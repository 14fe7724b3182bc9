//! A small stream of numbers (xorshift32): the same for the same seed, on every machine.

/// The stream; never zero inside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Random(u32);

impl Random {
    pub fn new(seed: u32) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9) | 1)
    }

    pub fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    /// From -0.5 to 0.5.
    pub fn offset(&mut self) -> f32 {
        (self.next() >> 8) as f32 / (1 << 24) as f32 - 0.5
    }

    /// Puts a list in a random order (Fisher and Yates).
    pub fn shuffle(&mut self, list: &mut [u32]) {
        for last in (1..list.len()).rev() {
            let other = ((u64::from(self.next()) * (last as u64 + 1)) >> 32) as usize;
            list.swap(last, other);
        }
    }
}
