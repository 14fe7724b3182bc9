//! A large picture is written in slices, one in a frame, from the top of the paint downwards:
//! parties and their names come before the links below them. A small one is written at once.

use super::h::{Node, list, still};
use super::painter::marks;
use crate::scene::{Hook, Mark, Scene};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// With more marks than this a picture is written in slices.
const AT_ONCE: usize = 900;
/// Fewest things in a slice: some ms, to write and to paint.
const SLICE: usize = 16;
/// Most slices: every one paints the whole picture anew, and a reader waits for the last.
const MOST: usize = 60;

/// How much of a drawing is written.
#[derive(Default)]
pub struct Slices {
    /// The page is drawn for another slice alone.
    pub alone: bool,
    /// Of a large one.
    now: RefCell<Option<Now>>,
}

#[derive(Default)]
struct Now {
    /// Of the drawing.
    tag: String,
    /// Slices of it that may be written, from the last.
    ready: usize,
    /// Of which drawing each slice is; empty: of none.
    written: Vec<String>,
}

impl Slices {
    /// The marks of a drawing, as far as they may be written; the others stay as they were.
    pub fn parts(&self, scene: &Rc<Scene>, tag: String, current: Option<String>) -> Node {
        if scene.marks.len() > AT_ONCE {
            return self.some(scene, &tag, current.as_deref());
        }
        self.now.replace(None);
        let drawn = scene.clone();
        still(tag, move || marks(&drawn, 0..drawn.marks.len(), current.as_deref()))
    }

    #[inline(never)] // The first part does without (scripts/split.mjs).
    fn some(&self, scene: &Rc<Scene>, tag: &str, current: Option<&str>) -> Node {
        let mut now = self.now.borrow_mut();
        let now = now.get_or_insert_default();
        if now.tag != tag {
            tag.clone_into(&mut now.tag);
            // To work it out took some of the frame; where nothing stands yet something has to.
            now.ready = usize::from(now.written.is_empty());
        }
        let slices = slices(&scene.marks);
        let late = slices.len().saturating_sub(now.ready);
        now.written.resize_with(slices.len(), String::new);
        let part = |(at, range): (usize, Range<usize>)| {
            if at >= late {
                tag.clone_into(&mut now.written[at]);
            }
            if now.written[at].is_empty() {
                return Node::Empty;
            }
            let (drawn, current) = (scene.clone(), current.map(str::to_owned));
            still(now.written[at].clone(), move || marks(&drawn, range.clone(), current.as_deref()))
        };
        list().kids(slices.into_iter().enumerate().map(part)).into()
    }

    /// Whether some are not written.
    pub fn wait(&self) -> bool {
        self.now.borrow().as_ref().is_some_and(|now| now.ready < now.written.len())
    }

    /// Another one may be written.
    pub fn go_on(&self) {
        if let Some(now) = &mut *self.now.borrow_mut() {
            now.ready += 1;
        }
    }
}

/// Marks of the same things in runs of so many things.
fn slices(marks: &[Mark]) -> Vec<Range<usize>> {
    let things: Vec<usize> =
        marks.chunk_by(|a, b| a.hook != Hook::None && a.hook == b.hook).map(<[Mark]>::len).collect();
    let mut from = 0;
    let run = |run: &[usize]| {
        let start = from;
        from += run.iter().sum::<usize>();
        start..from
    };
    things.chunks(SLICE.max(things.len() / MOST)).map(run).collect()
}
