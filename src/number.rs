//! Numbers without the library's writing of floats, which is ten kilobytes of
//! program: also `clamp` brings it along, for the message of its panic.

/// A number, at least and at most.
pub fn between(value: f32, least: f32, most: f32) -> f32 {
    if value < least {
        least
    } else if value > most {
        most
    } else {
        value
    }
}
