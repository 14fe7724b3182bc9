//! The camera over a scene: four numbers, pure functions, each with its inverse.
//!
//! World is the scene's px; screen is px of the picture's box on the page.

use crate::number::between;
use crate::state::Camera;

/// At rest: the whole width of the scene, from its top left corner.
pub const AT_REST: Camera = Camera { x: 0.0, y: 0.0, zoom: 1.0 };

/// Smallest and largest zoom that a reader can reach.
pub const ZOOM: (f32, f32) = (0.5, 6.0);

/// Where a point of the world is on the screen.
pub fn screen_from_world(camera: Camera, x: f32, y: f32) -> (f32, f32) {
    ((x - camera.x) * camera.zoom, (y - camera.y) * camera.zoom)
}

/// Which point of the world a point of the screen shows.
pub fn world_from_screen(camera: Camera, x_px: f32, y_px: f32) -> (f32, f32) {
    (x_px / camera.zoom + camera.x, y_px / camera.zoom + camera.y)
}

/// Zoomed by a factor around a point of the screen, which keeps its place.
pub fn zoomed(camera: Camera, x_px: f32, y_px: f32, factor: f32) -> Camera {
    let zoom = between(camera.zoom * factor, ZOOM.0, ZOOM.1);
    let (x, y) = world_from_screen(camera, x_px, y_px);
    Camera { x: x - x_px / zoom, y: y - y_px / zoom, zoom }
}

/// Moved with a drag of so many screen px.
pub fn panned(camera: Camera, dx_px: f32, dy_px: f32) -> Camera {
    Camera { x: camera.x - dx_px / camera.zoom, y: camera.y - dy_px / camera.zoom, ..camera }
}

/// Kept so that at least half of the box shows the scene.
pub fn kept(camera: Camera, width: f32, height: f32) -> Camera {
    let zoom = between(camera.zoom, ZOOM.0, ZOOM.1);
    let side = |start: f32, size: f32| {
        let seen = size / zoom;
        between(start, -seen / 2.0, (size - seen / 2.0).max(-seen / 2.0))
    };
    Camera { x: side(camera.x, width), y: side(camera.y, height), zoom }
}

/// The camera that shows a point in the middle of the box.
pub fn centred(camera: Camera, x: f32, y: f32, width: f32, height: f32) -> Camera {
    let (half_width, half_height) = (width / camera.zoom / 2.0, height / camera.zoom / 2.0);
    kept(Camera { x: x - half_width, y: y - half_height, ..camera }, width, height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn screen_and_world_are_inverse(x in -1e3f32..1e3, y in -1e3f32..1e3, cx in -500f32..500., zoom in 0.5f32..6.) {
            let camera = Camera { x: cx, y: -cx, zoom };
            let (sx, sy) = screen_from_world(camera, x, y);
            let (wx, wy) = world_from_screen(camera, sx, sy);
            prop_assert!((wx - x).abs() < 0.01 && (wy - y).abs() < 0.01);
        }

        #[test]
        fn a_zoom_keeps_the_point_under_the_pointer(px in 0f32..800., py in 0f32..800., factor in 0.3f32..3.) {
            let before = world_from_screen(AT_REST, px, py);
            let after = world_from_screen(zoomed(AT_REST, px, py, factor), px, py);
            prop_assert!((before.0 - after.0).abs() < 0.01 && (before.1 - after.1).abs() < 0.01);
        }

        #[test]
        fn the_scene_never_leaves_the_box(x in -1e4f32..1e4, y in -1e4f32..1e4, zoom in 0.1f32..9.) {
            let camera = kept(Camera { x, y, zoom }, 800.0, 600.0);
            let (right, bottom) = screen_from_world(camera, 800.0, 600.0);
            let (left, top) = screen_from_world(camera, 0.0, 0.0);
            prop_assert!(right >= 399.0 && bottom >= 299.0 && left <= 401.0 && top <= 301.0);
        }
    }
}
