//! Walking a drawing by keyboard where things stand in rows: from one thing to
//! the nearest in a direction.
//!
//! The stops are the things of the scene that have a hook: bars and marked days
//! of a timeline, pictures of years, cells and names of a matrix. The flow has a
//! walk of its own along its links ([`crate::query::walk`]).

use super::overlap::text_box;
use super::{Class, Hook, Mark, Scene, Segment, Shape};

/// A key that walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To what stands to the left.
    Left,
    /// To the right.
    Right,
    /// Above.
    Up,
    /// Below.
    Down,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// Something to stop at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop<'a> {
    /// Key of its first mark.
    pub key: &'a str,
    /// What it stands for.
    pub hook: &'a Hook,
    /// What it says.
    pub label: &'a str,
    /// Its frame: left, top, right, bottom.
    pub frame: [f32; 4],
}

/// Whether a mark belongs to the thing of the mark before it. A thing may stand
/// in several rows: each begins with the area that takes the pointer.
pub fn together(before: &Mark, mark: &Mark) -> bool {
    before.hook == mark.hook && (mark.class != Class::Hit || mark.hook == Hook::None)
}

/// The stops of a scene, in the order of painting.
pub fn stops(scene: &Scene) -> Vec<Stop<'_>> {
    scene.marks.chunk_by(together).filter_map(stop).collect()
}

/// The stop of a key alone: a large scene is not measured for the sake of one.
pub fn stop_at<'a>(scene: &'a Scene, key: &str) -> Option<Stop<'a>> {
    let from = scene.marks.iter().position(|mark| mark.key == key)?;
    scene.marks[from..].chunk_by(together).next().and_then(stop)
}

/// The first stop.
pub fn first(scene: &Scene) -> Option<Stop<'_>> {
    let from = scene.marks.iter().position(|mark| mark.hook != Hook::None)?;
    scene.marks[from..].chunk_by(together).next().and_then(stop)
}

/// The stop of marks that belong together.
fn stop(marks: &[Mark]) -> Option<Stop<'_>> {
    // A marked day stands at its line, however far its label goes.
    let marks_of_day = if marks[0].class == Class::Event { 1 } else { marks.len() };
    let frames = marks[..marks_of_day].iter().filter(|mark| mark.hook != Hook::None).filter_map(frame);
    let frame = frames.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])?;
    let label = marks.iter().map(|mark| mark.label.as_str()).find(|label| !label.is_empty());
    Some(Stop { key: &marks[0].key, hook: &marks[0].hook, label: label.unwrap_or_default(), frame })
}

/// The place of the stop that a key leads to; nothing if there is no way on.
/// From nowhere every key leads to the first.
pub fn step(stops: &[Stop], from: Option<usize>, way: Way) -> Option<usize> {
    let Some(here) = from.and_then(|at| stops.get(at)) else { return (!stops.is_empty()).then_some(0) };
    match way {
        Way::First => return Some(0),
        Way::Last => return stops.len().checked_sub(1),
        _ => {}
    }
    let mut best: Option<(f32, usize)> = None;
    for (at, stop) in stops.iter().enumerate() {
        let Some(distance) = distance(here.frame, stop.frame, way) else { continue };
        if Some(at) != from && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, at));
        }
    }
    best.map(|(_, at)| at)
}

/// How far a frame is from another in a direction; nothing if it does not lie
/// that way. Going aside counts more than going on.
fn distance(from: [f32; 4], to: [f32; 4], way: Way) -> Option<f32> {
    let middle = |frame: [f32; 4]| (f32::midpoint(frame[0], frame[2]), f32::midpoint(frame[1], frame[3]));
    let ((ax, ay), (bx, by)) = (middle(from), middle(to));
    let across = matches!(way, Way::Left | Way::Right);
    let on = match way {
        Way::Left => ax - bx,
        Way::Right => bx - ax,
        // To the near edge: a tall frame is no further away for that.
        Way::Up => ay - to[3],
        _ => to[1] - ay,
    };
    // Frames that lie beside each other across the way are not aside at all.
    let gap = |a: (f32, f32), b: (f32, f32)| (b.0 - a.1).max(a.0 - b.1).max(0.0);
    let aside = if across {
        gap((from[1], from[3]), (to[1], to[3])) + (ay - by).abs() * 0.1
    } else {
        gap((from[0], from[2]), (to[0], to[2])) + (ax - bx).abs() * 0.01
    };
    // It must lie behind the middle of where the way begins.
    let behind = match way {
        Way::Left => to[2] <= ax + 1.0,
        Way::Right => to[0] >= ax - 1.0,
        Way::Up => to[3] <= ay + 1.0,
        _ => to[1] >= ay - 1.0,
    };
    (behind && on > if across { 0.05 } else { 1.0 }).then_some(on + 4.0 * aside)
}

/// The frame of a mark.
fn frame(mark: &Mark) -> Option<[f32; 4]> {
    match &mark.shape {
        Shape::Rect { x, y, width_px, height_px } => Some([*x, *y, x + width_px, y + height_px]),
        Shape::Circle { x, y, radius_px } => {
            Some([x - radius_px, y - radius_px, x + radius_px, y + radius_px])
        }
        Shape::Text { .. } => text_box(mark).map(|(_, area)| area),
        Shape::Stroke { path, .. } | Shape::Fill { path } => {
            // The line of a marked day crosses all rows: it stands above them.
            let most = if mark.class == Class::Event { 2 } else { usize::MAX };
            let points = path.iter().filter_map(|segment| match segment {
                Segment::Move(x, y) | Segment::Line(x, y) | Segment::Cubic([.., x, y]) => Some((*x, *y)),
                Segment::Close => None,
            });
            points
                .take(most)
                .map(|(x, y)| [x, y, x, y])
                .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
        }
    }
}

/// Splits a scene by what may be pinned: the rest, the names of columns, the
/// names of rows. Each mark is in one of them; lines that only help the eye
/// stay with the rest.
pub fn pinned(scene: &Scene) -> [Vec<&Mark>; 3] {
    let [mut rest, mut head, mut side] = [Vec::new(), Vec::new(), Vec::new()];
    let [top, bottom] = scene.pins.head_px;
    for mark in &scene.marks {
        let is_text = matches!(mark.shape, Shape::Text { .. });
        match frame(mark).filter(|_| is_text) {
            Some(area) if area[1] >= top - 1.0 && area[3] <= bottom + 1.0 => head.push(mark),
            Some(area) if area[2] <= scene.pins.side_px => side.push(mark),
            _ => rest.push(mark),
        }
    }
    [rest, head, side]
}

/// Pieces of a scene for sheets of paper: the bottom of each, the first below what is pinned to the top.
/// No piece ends within a text, as long as each has some height.
pub fn pieces(scene: &Scene, most_px: f32) -> Vec<f32> {
    let texts: Vec<[f32; 4]> =
        scene.marks.iter().filter_map(|mark| text_box(mark).map(|(_, area)| area)).collect();
    let mut out: Vec<f32> = Vec::new();
    let mut top = scene.pins.head_px[1];
    while top + most_px < scene.height_px {
        let mut end = top + most_px;
        while let Some(text) = texts.iter().find(|text| text[1] < end && end < text[3]) {
            end = text[1];
        }
        top = if end > top + most_px / 2.0 { end } else { top + most_px };
        out.push(top);
    }
    out.push(scene.height_px);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(frames: &[[f32; 4]]) -> Scene {
        let mark = |(n, &[x, y, right, bottom]): (usize, &[f32; 4])| Mark {
            key: n.to_string(),
            shape: Shape::Rect { x, y, width_px: right - x, height_px: bottom - y },
            class: Class::Hit,
            hook: Hook::Year(n as i32),
            dimmed: false,
            label: String::new(),
        };
        Scene { marks: frames.iter().enumerate().map(mark).collect(), ..Scene::default() }
    }

    #[track_caller]
    fn check(scene: &Scene, from: usize, ways: [Option<usize>; 4]) {
        let stops = stops(scene);
        let found = [Way::Left, Way::Right, Way::Up, Way::Down].map(|way| step(&stops, Some(from), way));
        assert_eq!(found, ways, "from {from}");
    }

    #[test]
    fn pieces_end_between_texts() {
        let mut tall = scene(&[[0., 0., 80., 1000.]]);
        tall.height_px = 1000.0;
        tall.pins.head_px = [0.0, 100.0];
        let line = |n: u32| Mark {
            key: format!("t{n}"),
            shape: Shape::Text {
                x: 0.0,
                y: n as f32 * 30.0 + 20.0,
                size_px: 12.0,
                line_px: 14.0,
                anchor: crate::scene::Anchor::Start,
                lines: vec!["a".to_owned(), "b".to_owned()],
                lang: None,
            },
            class: Class::Label,
            hook: Hook::None,
            dimmed: false,
            label: String::new(),
        };
        tall.marks.extend((0..33).map(line));
        let ends = pieces(&tall, 200.0);
        assert_eq!(ends.last(), Some(&1000.0));
        for end in &ends[..ends.len() - 1] {
            for mark in &tall.marks {
                if let Some((_, area)) = text_box(mark) {
                    assert!(*end <= area[1] || *end >= area[3], "{end} cuts {}", mark.key);
                }
            }
        }
        assert!(ends.windows(2).all(|two| two[1] - two[0] <= 200.0 && two[1] > two[0]), "{ends:?}");
        assert!(ends[0] > 100.0, "the first has what is pinned, and more");
    }

    #[test]
    fn walks_a_grid_and_a_list_with_headings() {
        // Two rows of three cells.
        let cell =
            |column: f32, row: f32| [column * 60.0, row * 24.0, column * 60.0 + 54.0, row * 24.0 + 20.0];
        let grid =
            scene(&[cell(0., 0.), cell(1., 0.), cell(2., 0.), cell(0., 1.), cell(1., 1.), cell(2., 1.)]);
        check(&grid, 0, [None, Some(1), None, Some(3)]);
        check(&grid, 4, [Some(3), Some(5), Some(1), None]);
        assert_eq!(step(&stops(&grid), Some(4), Way::First), Some(0));
        assert_eq!(stop_at(&grid, "4"), stops(&grid).get(4).copied());
        assert_eq!((first(&grid), stop_at(&grid, "6")), (stops(&grid).first().copied(), None));
        assert_eq!(step(&stops(&grid), Some(0), Way::Last), Some(5));
        assert_eq!(step(&stops(&grid), None, Way::Down), Some(0));
        assert_eq!(step(&[], None, Way::Down), None);
        // Marked days above a bar: the nearest, however long its label; a flag is no further than a tick.
        let mut days = scene(&[
            [200., 0., 200., 40.],
            [210., 30., 210., 40.],
            [400., 30., 400., 40.],
            [100., 60., 340., 80.],
        ]);
        for (n, mark) in days.marks[..3].iter_mut().enumerate() {
            mark.class = Class::Event;
            mark.hook = Hook::Deal(n.to_string());
        }
        let text = Shape::Rect { x: 204.0, y: 0.0, width_px: 150.0, height_px: 16.0 };
        let label = Mark { key: "0 t".to_owned(), shape: text, class: Class::Axis, ..days.marks[0].clone() };
        days.marks.insert(1, label);
        check(&days, 0, [None, Some(1), None, Some(3)]);
        check(&days, 1, [Some(0), Some(2), None, Some(3)]);
        check(&days, 3, [Some(1), Some(2), Some(1), None]);
        // A heading with two bars, then one with a bar.
        let list = scene(&[
            [0., 0., 80., 16.],
            [100., 0., 900., 20.],
            [100., 22., 900., 40.],
            [0., 50., 80., 66.],
            [100., 50., 900., 70.],
        ]);
        check(&list, 0, [None, Some(1), None, Some(3)]);
        check(&list, 1, [Some(0), None, None, Some(2)]);
        check(&list, 2, [Some(0), None, Some(1), Some(4)]);
    }
}
