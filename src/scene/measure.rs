//! How wide text is, without a browser: an upper bound for usual system fonts.
//!
//! Advance widths are those of `DejaVu Sans` or Arial, whichever is wider: the
//! widest sans that a usual system substitutes for `system-ui`. San Francisco,
//! Segoe UI, Roboto and Noto Sans are all narrower. CJK characters are 1 em.
//! So a box made from these numbers always holds the text, and usually with air.

/// Regular or semibold type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Running text and names.
    Regular,
    /// Names of groups, headings.
    Bold,
}

/// Width of a line of text in px, at most.
pub fn width(text: &str, size_px: f32, weight: Weight) -> f32 {
    let em: f32 = text.chars().map(|c| advance(c, weight)).sum();
    em * size_px
}

/// Breaks a text into few lines of at most `max_px`, of similar length.
///
/// Breaks fall at spaces, after hyphens and slashes and between CJK characters; a word that is
/// wider than the line is broken anywhere. Nothing is ever cut.
pub fn wrap(text: &str, max_px: f32, size_px: f32, weight: Weight) -> Vec<String> {
    // Most names fit.
    if !text.trim().is_empty() && width(text, size_px, weight) <= max_px {
        return vec![text.trim().to_owned()];
    }
    let mut lines = fill(text, max_px, size_px, weight);
    let mut narrower = max_px;
    while lines.len() > 1 && narrower > size_px * 3.0 {
        narrower -= 4.0;
        let words_fit = text.split(' ').all(|w| width(w, size_px, weight) <= narrower || has_wide(w));
        let tighter = fill(text, narrower, size_px, weight);
        if !words_fit || tighter.len() > lines.len() {
            break;
        }
        lines = tighter;
    }
    lines
}

/// The widest of several lines, in px.
pub fn widest(lines: &[String], size_px: f32, weight: Weight) -> f32 {
    lines.iter().map(|line| width(line, size_px, weight)).fold(0.0, f32::max)
}

/// Advance widths of U+0020 to U+007E in hundredths of an em.
const ASCII: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
    34, 34, 84, 84, 84, 56, 102, 69, 69, 73, 78, 67, 62, 78, 76, 30, 50, 67, 56, 87, 75, 79, 67, 79, 73, 67,
    62, 74, 69, 99, 69, 67, 69, 40, 34, 40, 84, 56, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98,
    64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];

fn advance(c: char, weight: Weight) -> f32 {
    let code = c as u32;
    let em = match code {
        0x20..=0x7e => f32::from(ASCII[code as usize - 0x20]) / 100.0,
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => return 0.0,
        // Æ, æ, Œ, œ.
        198 | 230 | 338..=339 => 1.1,
        0xc0..0x180 => 0.8,
        0x1100..0x1_f000 => 1.0,
        _ => 1.25,
    };
    match weight {
        Weight::Bold if code < 0x1100 => em * 1.12 + 0.04,
        _ => em,
    }
}

/// Whether a line may break before and after this character.
fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xff00..=0xff60 | 0x2_0000..=0x3_ffff)
}

/// Characters that must not begin a line.
fn closes(c: char) -> bool {
    ")]}。，、；：？！）】》」』·".contains(c)
}

fn has_wide(text: &str) -> bool {
    text.chars().any(is_wide)
}

/// First-fit lines.
fn fill(text: &str, max_px: f32, size_px: f32, weight: Weight) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let before = line.len();
        line.push_str(piece);
        if width(line.trim_end(), size_px, weight) <= max_px {
            continue;
        }
        line.truncate(before);
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in piece.chars() {
            if !line.is_empty()
                && width(&line, size_px, weight) + advance(c, weight) * size_px > max_px
                && c != ' '
            {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.push(line);
    for line in &mut lines {
        *line = line.trim().to_owned();
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The text in pieces that are kept together; a space stays at the end of its piece.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let breaks = matches!(before, ' ' | '-' | '/') && c != ' ' || is_wide(before) || is_wide(c);
        if at > from && breaks && c != ' ' && !closes(c) && !matches!(before, '（' | '《' | '「' | '『' | '(')
        {
            pieces.push(&text[from..at]);
            from = at;
        }
        before = c;
    }
    pieces.push(&text[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, max_px: f32, want: &[&str]) {
        let lines = wrap(text, max_px, 12.0, Weight::Regular);
        assert_eq!(lines, want);
        assert!(widest(&lines, 12.0, Weight::Regular) <= max_px);
    }

    #[test]
    fn lines_are_few_even_and_whole() {
        check("", 100.0, &[]);
        check("SL", 100.0, &["SL"]);
        check("NetEase Cloud Music", 104.0, &["NetEase", "Cloud Music"]);
        check("腾讯音乐娱乐集团", 60.0, &["腾讯音乐", "娱乐集团"]);
        check("QQ音乐（中国）", 50.0, &["QQ音乐", "（中国）"]);
        check("Supercalifragilistic", 60.0, &["Supercali", "fragilistic"]);
    }

    #[test]
    fn widths() {
        assert!((width("中文", 12.0, Weight::Regular) - 24.0).abs() < 0.01);
        assert!(width("Tencent", 12.0, Weight::Bold) > width("Tencent", 12.0, Weight::Regular));
    }
}
