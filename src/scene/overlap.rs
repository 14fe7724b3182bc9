//! A check for tests: no label stands on another one or outside the drawing.

use super::measure::{Weight, widest};
use super::{Anchor, Class, Mark, Scene, Shape};

/// Pairs of texts whose boxes overlap, and texts that leave the scene (paired with "outside").
pub fn overlaps(scene: &Scene) -> Vec<(String, String)> {
    let boxes: Vec<(String, [f32; 4])> = scene.marks.iter().filter_map(text_box).collect();
    let mut found = Vec::new();
    for (n, (text, a)) in boxes.iter().enumerate() {
        let inside =
            a[0] >= -0.1 && a[1] >= -0.1 && a[2] <= scene.width_px + 0.1 && a[3] <= scene.height_px + 0.1;
        if !inside {
            found.push((text.clone(), "outside".to_owned()));
        }
        for (other, b) in &boxes[n + 1..] {
            let apart = a[2] <= b[0] + 0.1 || b[2] <= a[0] + 0.1 || a[3] <= b[1] + 0.1 || b[3] <= a[1] + 0.1;
            if !apart {
                found.push((text.clone(), other.clone()));
            }
        }
    }
    found
}

/// The text of a mark, and its box: left, top, right, bottom. Nothing for other shapes.
pub fn text_box(mark: &Mark) -> Option<(String, [f32; 4])> {
    let Shape::Text { x, y, size_px, line_px, anchor, lines, .. } = &mark.shape else { return None };
    let weight = weight(mark.class);
    let width = widest(lines, *size_px, weight);
    let left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    let top = y - size_px * 0.9;
    let bottom = y + line_px * (lines.len() as f32 - 1.0) + size_px * 0.25;
    Some((lines.join(" "), [left, top, left + width, bottom]))
}

/// The weight that the style sheet gives to a class of text.
pub fn weight(class: Class) -> Weight {
    if matches!(class, Class::GroupLabel | Class::Heading | Class::NowLabel) {
        Weight::Bold
    } else {
        Weight::Regular
    }
}
