//! When a frame tells its height, and which (web-requirements 1.2).
//!
//! A host may make the frame higher or lower than it was told, or not listen at
//! all. So the height never depends on that of the window, and after ten
//! seconds nothing is repeated: a frame cannot talk a host into growing.

/// The lowest height that is told; AMP refuses less.
pub const LEAST_PX: u32 = 100;
/// The greatest height that is told.
pub const MOST_PX: u32 = 5_000;
/// A smaller change is not told: rounding must not make two pages argue.
pub const STEP_PX: u32 = 2;
/// Not more often than this.
pub const EVERY_MS: u32 = 100;
/// When the height is told again, after loading, to hosts that came to listen late.
pub const AGAIN_MS: [u32; 3] = [1_000, 3_000, 10_000];

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    /// Tell this height, in px.
    Tell(u32),
    /// Measure again after so many ms.
    Wait(u32),
    /// Nothing.
    Nothing,
}

/// What has been told so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heights {
    told: Option<(u32, u32)>,
}

impl Heights {
    /// The content is so high, at a time in ms after loading. The first height
    /// is always told.
    pub fn measured(&mut self, content_px: f64, now_ms: u32) -> Do {
        let height = clamped(content_px);
        if let Some((told, at_ms)) = self.told {
            if told.abs_diff(height) < STEP_PX {
                return Do::Nothing;
            }
            let since_ms = now_ms.saturating_sub(at_ms);
            if since_ms < EVERY_MS {
                return Do::Wait(EVERY_MS - since_ms);
            }
        }
        self.told = Some((height, now_ms));
        Do::Tell(height)
    }

    /// Whether a height has been told.
    pub fn has_begun(&self) -> bool {
        self.told.is_some()
    }

    /// One of [`AGAIN_MS`] has come and the window is so high: whether the host
    /// has still to hear what it was told.
    pub fn again(&mut self, window_px: f64, now_ms: u32) -> Do {
        match self.told {
            Some((told, _)) if (f64::from(told) - window_px).abs() >= f64::from(STEP_PX) => {
                self.told = Some((told, now_ms));
                Do::Tell(told)
            }
            _ => Do::Nothing,
        }
    }
}

/// A height as it is told: whole px, rounded up, within the bounds.
pub fn clamped(content_px: f64) -> u32 {
    // A float that is not a number becomes 0, and then the least.
    (content_px.ceil() as u32).clamp(LEAST_PX, MOST_PX)
}

/// Height that a graphic in a frame of this width keeps to as far as its names stay legible (web-requirements
/// E3): `wanted_px` is the author's, already within its bounds.
pub fn graphic_px(frame_width_px: f32, wanted_px: Option<u32>) -> u32 {
    wanted_px.unwrap_or(if frame_width_px >= 1_000.0 {
        650
    } else if frame_width_px >= 600.0 {
        575
    } else {
        400
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        let heights = [0.0, 99.2, 100.0, 640.1, 9_000.0, f64::NAN, f64::INFINITY, -5.0].map(clamped);
        assert_eq!(heights, [100, 100, 100, 641, 5_000, 100, 5_000, 100]);
        assert_eq!([1_000.0, 999.0, 600.0, 599.0].map(|px| graphic_px(px, None)), [650, 575, 575, 400]);
        assert_eq!(graphic_px(1_200.0, Some(480)), 480);
    }

    #[test]
    fn tells_the_first_and_every_real_change() {
        let mut heights = Heights::default();
        assert_eq!(heights.measured(500.0, 30), Do::Tell(500));
        assert_eq!(heights.measured(500.9, 200), Do::Nothing);
        assert_eq!(heights.measured(502.0, 400), Do::Tell(502));
        assert_eq!(heights.measured(700.0, 430), Do::Wait(70));
        assert_eq!(heights.measured(700.0, 500), Do::Tell(700));
        assert_eq!(heights.measured(700.0, 9_999), Do::Nothing);
    }

    #[test]
    fn at_most_ten_in_a_second_whatever_happens() {
        let mut heights = Heights::default();
        let told =
            (0..1_000).filter(|ms| matches!(heights.measured(f64::from(ms * 7 % 4_000), *ms), Do::Tell(_)));
        assert!(told.count() <= 10);
    }

    #[test]
    fn repeats_only_to_a_host_that_did_not_follow() {
        let mut heights = Heights::default();
        assert_eq!(heights.again(400.0, 1_000), Do::Nothing);
        heights.measured(500.0, 20);
        assert_eq!(heights.again(501.0, 1_000), Do::Nothing);
        assert_eq!(heights.again(400.0, 3_000), Do::Tell(500));
        assert_eq!(heights.measured(500.0, 3_500), Do::Nothing);
    }
}
