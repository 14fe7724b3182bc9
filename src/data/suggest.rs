//! The nearest word: "did you mean".

/// The candidate nearest to a text: at most two edits away, at most one if the
/// text has under five letters. Of equally near ones the first.
pub fn nearest<'a>(text: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = text.chars().take(LONGEST + 1).collect();
    if wanted.len() > LONGEST {
        return None;
    }
    let mut best = None;
    let mut limit = if wanted.len() < 5 { 1 } else { 2 };
    for candidate in candidates {
        // A byte length that differs by more than four bytes an edit cannot be near.
        if candidate.len().abs_diff(text.len()) > 4 * limit || candidate == text {
            continue;
        }
        let found = edits(&wanted, candidate, limit);
        if found <= limit {
            best = Some(candidate);
            if found <= 1 {
                break;
            }
            limit = found - 1;
        }
    }
    best
}

/// Longer texts get no suggestion: they are no identifiers and no words.
const LONGEST: usize = 80;

/// Edits between two texts (insert, delete, replace, swap neighbours), or
/// something above the limit.
fn edits(a: &[char], b: &str, limit: usize) -> usize {
    let b: Vec<char> = b.chars().take(LONGEST + 3).collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    // Three rows of the table are enough: a swap looks back two.
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for i in 1..=a.len() {
        row[0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            let mut cost = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + differs);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row[j] = cost;
            least = least.min(cost);
        }
        if least > limit {
            return limit + 1;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_and_no_far_ones() {
        let fields = ["territory", "to", "from", "term", "end", "exclusivity"];
        let table = [
            ("teritory", Some("territory")),
            ("terirtory", Some("territory")),
            ("territories", None),
            ("form", Some("from")),
            ("ends", Some("end")),
            ("tom", Some("to")),
            ("exclusiveity", Some("exclusivity")),
            ("zz", None),
            ("", None),
        ];
        for (text, found) in table {
            assert_eq!(nearest(text, &mut fields.iter().copied()), found, "{text}");
        }
        assert_eq!(nearest(&"x".repeat(5_000), &mut fields.iter().copied()), None);
    }

    #[test]
    fn the_nearer_one_wins() {
        let words = ["licences", "license", "licence"];
        assert_eq!(nearest("licencse", &mut words.iter().copied()), Some("licences"));
        assert_eq!(nearest("licens", &mut words.iter().copied()), Some("license"));
    }
}
