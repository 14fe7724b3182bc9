//! Values of the document as text again, for messages and claims.
//!
//! Not by the parser's own writer: that brings the exact writing of every float,
//! with four kilobytes of tables, for numbers that people type by hand.

use serde_json::{Number, Value};

/// Steps of a number from one whole number to the next.
const PLACES: u64 = 1_000_000_000;

/// Compact JSON. Numbers that are not whole have at most nine decimals.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value);
    out
}

/// A number alone, as [`text`] writes it.
pub fn number(number: &Number) -> String {
    if let Some(whole) = number.as_i64() {
        return whole.to_string();
    }
    if let Some(whole) = number.as_u64() {
        return whole.to_string();
    }
    let value = number.as_f64().unwrap_or_default();
    let size = value.abs();
    let mut out = String::from(if value < 0.0 { "-" } else { "" });
    // Larger ones have fewer than nine exact decimals anyway.
    if size < 1e9 {
        let steps = (size * PLACES as f64).round() as u64;
        out += &(steps / PLACES).to_string();
        // The nought before the point of this number becomes the point.
        let decimals = (PLACES + steps % PLACES).to_string();
        let decimals = decimals[1..].trim_end_matches('0');
        if !decimals.is_empty() {
            out.push('.');
            out += decimals;
        }
    } else {
        out += &(size as u64).to_string();
    }
    out
}

fn write(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(value) => out.push_str(&number(value)),
        Value::String(text) => quoted(out, text),
        Value::Array(list) => {
            out.push('[');
            for (at, value) in list.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(out, value);
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push('{');
            for (at, (key, value)) in map.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                quoted(out, key);
                out.push(':');
                write(out, value);
            }
            out.push('}');
        }
    }
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            // The rest of the controls, which nobody types.
            '\0'..' ' => {
                let code = letter as u8;
                let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half & 15)]);
                out.push_str("\\u00");
                out.extend([digit(code >> 4), digit(code)]);
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

/// Shows a value and all values inside, each with its JSON Pointer.
#[cfg(test)]
pub(super) fn every_value(value: &Value, at: &str, visit: &mut dyn FnMut(&str, &Value)) {
    visit(at, value);
    match value {
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(index, item)| every_value(item, &format!("{at}/{index}"), visit));
        }
        Value::Object(map) => map.iter().for_each(|(key, item)| {
            every_value(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), visit);
        }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_as_it_was_read() {
        for json in [
            r#"{"a":[1,-2,0.5,1.25,null,true,false],"b\"\\\n\u0007é":"虾米"}"#,
            "[18446744073709551615,-9223372036854775808,0,12.000000001]",
            "[]",
            "{}",
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            assert_eq!(text(&value), json);
        }
    }

    #[test]
    fn numbers_are_rounded_to_nine_decimals() {
        #[track_caller]
        fn check(json: &str, want: &str) {
            assert_eq!(text(&serde_json::from_str(json).unwrap()), want);
        }
        check("1.0", "1");
        check("-0.1", "-0.1");
        check("0.9999999999", "1");
        check("1e-12", "0");
        check("2.5e9", "2500000000");
    }
}
