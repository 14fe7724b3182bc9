//! Percent-encoding and its reverse; both work on any text.

/// Replaces the escapes of a text. If one of them is broken, or what they
/// give is not UTF-8, the text stays as it is.
pub(super) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_string();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digit = |b: Option<u8>| char::from(b?).to_digit(16);
        if byte != b'%' {
            bytes.push(byte);
        } else if let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) {
            bytes.push((high * 16 + low) as u8);
        } else {
            return text.to_string();
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

/// Appends a text with everything escaped but letters, digits, `-._~` and the comma.
pub(super) fn encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn broken_escapes_stay_text() {
        for raw in ["%E0%A4%A", "50%", "%", "%2", "%zz", "%FF", "plain", "%+1", "100%25%"] {
            assert_eq!(decode(raw), raw);
        }
        assert_eq!(decode("a%20b%2Fc"), "a b/c");
        assert_eq!(decode("%E8%99%BE"), "虾");
    }

    proptest! {
        #[test]
        fn every_text_round_trips(text in any::<String>()) {
            let mut out = String::new();
            encode(&text, &mut out);
            prop_assert!(!out.contains(['#', '&', '?', '/', '=', '"', '<', ' ']));
            prop_assert_eq!(decode(&out), text);
        }
    }
}
