//! The reading order of a scene: its parties column by column, and where each stands.

use super::overlap::text_box;
use super::{Class, Hook, Mark, Scene, Shape};

/// A party on the scene, with the frame around all its marks: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing<'a> {
    /// Its id.
    pub id: &'a str,
    /// Frame in scene px.
    pub frame: [f32; 4],
}

/// Columns from left to right, in each the parties from top to bottom. A scene
/// paints a party's marks one after another and its columns in turn, so a
/// party that stands higher than the one before begins a column.
pub fn columns(scene: &Scene) -> Vec<Vec<Standing<'_>>> {
    let mut columns: Vec<Vec<Standing>> = Vec::new();
    for marks in scene.marks.chunk_by(|a, b| a.hook == b.hook) {
        let (Hook::Party(id), Some(frame)) = (&marks[0].hook, frame(marks)) else { continue };
        let standing = Standing { id, frame };
        match columns.last_mut() {
            Some(column) if column.last().is_some_and(|last| last.frame[1] <= frame[1]) => {
                column.push(standing);
            }
            _ => columns.push(vec![standing]),
        }
    }
    columns
}

/// The frame around bars and names; nothing if there are none.
pub fn frame(marks: &[Mark]) -> Option<[f32; 4]> {
    let frames = marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Rect { x, y, width_px, height_px } => Some([*x, *y, x + width_px, y + height_px]),
        Shape::Circle { x, y, radius_px: r } => Some([x - r, y - r, x + r, y + r]),
        Shape::Text { .. } => text_box(mark).map(|(_, area)| area),
        _ => None,
    });
    frames.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

/// The middle of a party's mark in the network; nothing if it has none.
pub fn middle(scene: &Scene, party: &str) -> Option<[f32; 2]> {
    let is_of = |mark: &&Mark| {
        matches!(mark.class, Class::Disc | Class::Square)
            && matches!(&mark.hook, Hook::Party(id) if id == party)
    };
    match scene.marks.iter().find(is_of)?.shape {
        Shape::Circle { x, y, .. } => Some([x, y]),
        Shape::Rect { x, y, width_px, height_px } => Some([x + width_px / 2.0, y + height_px / 2.0]),
        _ => None,
    }
}

/// The party whose frame is nearest to a point, and how far it is, in scene px.
pub fn nearest(scene: &Scene, x: f32, y: f32) -> Option<(&str, f32)> {
    let mut best: Option<(&str, f32)> = None;
    for Standing { id, frame: [left, top, right, bottom] } in columns(scene).into_iter().flatten() {
        let (dx, dy) = ((left - x).max(x - right).max(0.0), (top - y).max(y - bottom).max(0.0));
        let distance = (dx * dx + dy * dy).sqrt();
        if best.is_none_or(|(_, nearest)| distance < nearest) {
            best = Some((id, distance));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Class;

    fn bar(id: &str, x: f32, y: f32) -> Mark {
        Mark {
            key: format!("{id} {x}"),
            shape: Shape::Rect { x, y, width_px: 4.0, height_px: 20.0 },
            class: Class::Node,
            hook: Hook::Party(id.into()),
            dimmed: false,
            label: String::new(),
        }
    }

    #[test]
    fn columns_in_turn_and_the_nearest() {
        // The service has a bar on each side of its name.
        let marks = vec![bar("a", 0., 10.), bar("b", 0., 40.), bar("s", 200., 10.), bar("s", 260., 12.)];
        let scene = Scene { marks, ..Scene::default() };
        let ids: Vec<Vec<&str>> =
            columns(&scene).into_iter().map(|column| column.into_iter().map(|it| it.id).collect()).collect();
        assert_eq!(ids, [vec!["a", "b"], vec!["s"]]);
        assert_eq!(nearest(&scene, 230.0, 20.0), Some(("s", 0.0)));
        assert_eq!(nearest(&scene, 10.0, 41.0).map(|(id, _)| id), Some("b"));
        assert_eq!(nearest(&Scene::default(), 0.0, 0.0), None);
    }
}
