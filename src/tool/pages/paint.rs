//! From the text of an SVG file to a PNG file.

use super::fonts::{ADVICE, Fonts};
use crate::scene::style::{SANS, SERIF};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree};
use std::sync::Mutex;

/// Size of a picture in dots.
#[derive(Clone, Copy)]
pub enum Size {
    /// So wide; as high as the drawing asks for.
    Width(u32),
    /// So wide and so high: the drawing has the same proportions.
    Exactly(u32, u32),
}

/// Paints a file that one of our own functions has written.
///
/// # Errors
///
/// Says which characters no font of this machine has.
pub fn png(svg: &str, size: Size, fonts: &Fonts) -> Result<Vec<u8>, String> {
    // Browsers know `system-ui`; here the families are named.
    let svg =
        svg.replace(SANS, &format!("'{}'", fonts.sans[0])).replace(SERIF, &format!("'{}'", fonts.serif[0]));
    let missing = Mutex::new(String::new());
    let tree = {
        let any = FontResolver::default_fallback_selector();
        let options = Options {
            font_family: fonts.sans[0].clone(),
            fontdb: fonts.database.clone(),
            font_resolver: FontResolver {
                select_font: FontResolver::default_font_selector(),
                select_fallback: Box::new(|c, used, database| {
                    let near = used.first().and_then(|&own| fonts.stand_in(own, used));
                    // One that lacks the character too is asked once only.
                    let found = near.or_else(|| any(c, used, database));
                    // Line ends and joiners need no glyph.
                    if found.is_none()
                        && !c.is_control()
                        && !c.is_whitespace()
                        && let Ok(mut missing) = missing.lock()
                        && !missing.contains(c)
                    {
                        missing.push(c);
                    }
                    found
                }),
            },
            ..Options::default()
        };
        Tree::from_str(&svg, &options)
            .map_err(|error| format!("the picture cannot be read again: {error}"))?
    };
    let missing = missing.into_inner().unwrap_or_default();
    if !missing.is_empty() {
        return Err(format!("no font has {missing}: {ADVICE}"));
    }
    let drawn = tree.size();
    let (width, height) = match size {
        Size::Width(width) => (width, (width as f32 * drawn.height() / drawn.width()).ceil() as u32),
        Size::Exactly(width, height) => (width, height),
    };
    let mut dots = Pixmap::new(width, height).ok_or("the picture has no size")?;
    let scale = width as f32 / drawn.width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
    dots.encode_png().map_err(|error| format!("the picture cannot be written: {error}"))
}
