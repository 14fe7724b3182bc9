//! Whether identifiers are well formed, with their check digits.

/// What is wrong with an identifier; nothing if it may be right, or if its
/// scheme has no rule here.
pub(super) fn fault(scheme: &str, id: &str) -> Option<&'static str> {
    let (good, fault) = match scheme {
        "wikidata" => (is_qid(id), "is no item of Wikidata (Q and a number)"),
        "mb-label" | "mb-artist" => (is_uuid(id), "is no MusicBrainz identifier (a UUID)"),
        "isni" => (is_isni(id), "is no ISNI: sixteen digits of which the last checks the others"),
        "lei" => (is_lei(id), "is no LEI: twenty characters of which the last two check the others"),
        "ipi" => (is_ipi(id), "is no IPI name number: eleven digits of which the last two check the others"),
        _ => return None,
    };
    (!good).then_some(fault)
}

fn is_qid(id: &str) -> bool {
    id.strip_prefix('Q')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

fn is_uuid(id: &str) -> bool {
    let parts = [8, 4, 4, 4, 12];
    id.split('-').count() == parts.len()
        && id
            .split('-')
            .zip(parts)
            .all(|(part, length)| part.len() == length && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// ISO 7064, MOD 11-2; groups of four may be set apart.
fn is_isni(id: &str) -> bool {
    let digits: Vec<u8> = id.bytes().filter(|b| *b != b' ' && *b != b'-').collect();
    let Some((last, first)) = digits.split_last() else { return false };
    if first.len() != 15 || !first.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum = first.iter().fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2);
    let check = (12 - sum % 11) % 11;
    match last {
        b'X' => check == 10,
        digit => digit.is_ascii_digit() && u32::from(digit - b'0') == check,
    }
}

/// ISO 17442: ISO 7064, MOD 97-10, letters as 10 to 35.
fn is_lei(id: &str) -> bool {
    let known = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase();
    let rest = id.bytes().fold(0u32, |rest, b| match b {
        b'0'..=b'9' => (rest * 10 + u32::from(b - b'0')) % 97,
        _ => (rest * 100 + u32::from(b.wrapping_sub(b'A')) + 10) % 97,
    });
    id.len() == 20 && id.bytes().all(known) && rest == 1
}

/// The first nine digits, weighted by 10 to 2, and the last two, sum to a multiple of 101.
fn is_ipi(id: &str) -> bool {
    let digits: Vec<u32> = id.bytes().map(|b| u32::from(b).wrapping_sub(u32::from(b'0'))).collect();
    if digits.len() != 11 || digits.iter().any(|digit| *digit > 9) {
        return false;
    }
    let sum: u32 = digits[..9].iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    (sum + 10 * digits[9] + digits[10]).is_multiple_of(101)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        for (scheme, id) in [
            ("isni", "0000000121032683"),
            ("isni", "0000 0001 2150 090X"),
            ("isni", "0000-0001-2150-090X"),
            ("lei", "5493001KJTIIGC8Y1R12"),
            ("lei", "529900T8BM49AURSDO55"),
            ("ipi", "00017798450"),
            ("wikidata", "Q42"),
            ("mb-label", "00000000-0000-4000-8000-000000000001"),
            ("dpid", "anything"),
        ] {
            assert_eq!(fault(scheme, id), None, "{scheme} {id}");
        }
        for (scheme, id) in [
            ("isni", "0000000121032684"),
            ("isni", "000000012103268"),
            ("isni", ""),
            ("isni", "X000000121032683"),
            ("lei", "5493001KJTIIGC8Y1R13"),
            ("lei", "5493001kjtiigc8y1r12"),
            ("lei", "5493001KJTIIGC8Y1R1"),
            ("ipi", "00017798451"),
            ("ipi", "17798450"),
            ("wikidata", "42"),
            ("wikidata", "Q"),
            ("mb-artist", "00000000-0000-4000-8000-00000000000g"),
            ("mb-artist", "000000000000-4000-8000-000000000001"),
        ] {
            assert!(fault(scheme, id).is_some(), "{scheme} {id}");
        }
    }
}
