//! Texts in texts, looked for place by place: the standard library's search for long ones in long ones
//! is two kilobytes of program, and here some letters are looked for in a line.

/// Where a text first stands in another.
#[inline(never)]
pub fn find(text: &str, what: &str) -> Option<usize> {
    let starts =
        |at: &usize| text.as_bytes().get(*at..).is_some_and(|rest| rest.starts_with(what.as_bytes()));
    (0..=text.len()).find(starts)
}

/// What stands before and behind a text in another, where it first stands.
pub fn split_once<'t>(text: &'t str, what: &str) -> Option<(&'t str, &'t str)> {
    let at = find(text, what)?;
    Some((&text[..at], &text[at + what.len()..]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_library(text in "[ab.é]{0,12}", what in "[ab.é]{0,3}") {
            prop_assert_eq!(super::find(&text, &what), text.find(&what));
            prop_assert_eq!(super::split_once(&text, &what), text.split_once(&what));
        }
    }
}
