//! The messages between a frame and its host: exact shapes (web-requirements 1.2).
//!
//! There is no convention that all newsrooms share, so a height is said in
//! several: those of Datawrapper, AMP, Medium, the Guardian, pym.js and
//! `WordPress`, and our own.

use super::NS;
use crate::state::address::ADDRESS_MAX;

/// A message as it is posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Post {
    /// JSON text of an object; the object is posted.
    Object(String),
    /// The text itself is posted.
    Text(String),
}

/// What is known of the host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// The address that the frame was loaded with.
    pub src: String,
    /// `childId` of pym.js.
    pub child_id: Option<String>,
    /// The secret of `WordPress`.
    pub secret: Option<String>,
}

/// Longest `childId` that is believed, in characters.
const CHILD_ID_MAX: usize = 100;

/// M1 to M5, M7 and M8: the frame's content is so high.
pub fn height(height_px: u32, host: &Host) -> Vec<Post> {
    let h = height_px.to_string();
    let mut posts = vec![
        Post::Object(["{\"datawrapper-height\":{\"", NS, "\":", &h, "}}"].concat()),
        Post::Object(["{\"sentinel\":\"amp\",\"type\":\"embed-size\",\"height\":", &h, "}"].concat()),
        Post::Text(
            ["{\"src\":", &quoted(&host.src), ",\"context\":\"iframe.resize\",\"height\":", &h, "}"].concat(),
        ),
        Post::Text(["{\"type\":\"set-height\",\"value\":", &h, "}"].concat()),
        ours("height", &[",\"height\":", &h]),
    ];
    if let Some(id) = &host.child_id
        && id.chars().nth(CHILD_ID_MAX).is_none()
    {
        posts.push(Post::Text(["pymxPYMx", id, "xPYMxheightxPYMx", &h].concat()));
    }
    if let Some(secret) = &host.secret {
        posts.push(wordpress(secret, "height", &h));
    }
    posts
}

/// M6: the first picture is painted. Said once.
pub fn ready() -> [Post; 2] {
    [Post::Object("{\"sentinel\":\"amp\",\"type\":\"embed-ready\"}".into()), ours("ready", &[])]
}

/// M9: the step, of so many, and the party in focus.
pub fn state(step: Option<&(String, usize)>, steps: usize, focus: Option<&str>) -> Post {
    let step = step.map_or_else(|| "null".into(), |(id, n)| quoted(&[id, ".", &n.to_string()].concat()));
    let focus = focus.map_or_else(|| "null".into(), quoted);
    ours("state", &[",\"step\":", &step, ",\"steps\":", &steps.to_string(), ",\"focus\":", &focus])
}

/// M8: the reader wants the full page. `WordPress` follows it to its own host only.
pub fn link(url: &str, host: &Host) -> Option<Post> {
    host.secret.as_deref().map(|secret| wordpress(secret, "link", &quoted(url)))
}

/// M10: the state that a host asks for, if the message is one that we know.
/// Whether it is a plain object of the parent window is for the page to see.
pub fn goto<'a>(ns: &str, version: f64, kind: &str, state: &'a str) -> Option<&'a str> {
    let known = ns == NS && (version - 1.0).abs() < f64::EPSILON && kind == "goto";
    (known && state.len() <= ADDRESS_MAX).then(|| state.strip_prefix('#').unwrap_or(state))
}

fn ours(kind: &str, more: &[&str]) -> Post {
    let mut text = ["{\"ns\":\"", NS, "\",\"v\":1,\"type\":\"", kind, "\""].concat();
    for part in more {
        text.push_str(part);
    }
    text.push('}');
    Post::Object(text)
}

fn wordpress(secret: &str, message: &str, value: &str) -> Post {
    Post::Object(
        ["{\"secret\":", &quoted(secret), ",\"message\":\"", message, "\",\"value\":", value, "}"].concat(),
    )
}

/// A text as JSON writes it.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // The three forms that a script in a page must not hold, and control characters.
            '\0'..='\u{1f}' | '<' | '\u{2028}' | '\u{2029}' => {
                out.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    out.push(char::from_digit(c as u32 >> shift & 15, 16).unwrap_or('0'));
                }
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn value(post: &Post) -> Value {
        match post {
            Post::Object(text) => serde_json::from_str(text).expect("JSON"),
            Post::Text(text) => Value::String(text.clone()),
        }
    }

    #[test]
    fn heights_in_every_dialect() {
        let host = Host {
            src: "https://e.org/a/?embed=1#x=\"y\"".into(),
            child_id: Some("g1".into()),
            secret: Some("AbC123".into()),
        };
        let posts: Vec<Value> = height(612, &host).iter().map(value).collect();
        assert_eq!(posts[0], json!({"datawrapper-height": {"catalog-atlas": 612}}));
        assert_eq!(posts[1], json!({"sentinel": "amp", "type": "embed-size", "height": 612}));
        let medium: Value = serde_json::from_str(posts[2].as_str().unwrap()).unwrap();
        assert_eq!(medium, json!({"src": host.src, "context": "iframe.resize", "height": 612}));
        let guardian: Value = serde_json::from_str(posts[3].as_str().unwrap()).unwrap();
        assert_eq!(guardian, json!({"type": "set-height", "value": 612}));
        assert_eq!(posts[4], json!({"ns": "catalog-atlas", "v": 1, "type": "height", "height": 612}));
        assert_eq!(posts[5], json!("pymxPYMxg1xPYMxheightxPYMx612"));
        assert_eq!(posts[6], json!({"secret": "AbC123", "message": "height", "value": 612}));
        assert_eq!(height(612, &Host::default()).len(), 5);
        assert_eq!(height(612, &Host { child_id: Some("x".repeat(101)), ..Host::default() }).len(), 5);
    }

    #[test]
    fn what_is_said_besides() {
        assert_eq!(value(&ready()[0]), json!({"sentinel": "amp", "type": "embed-ready"}));
        assert_eq!(value(&ready()[1]), json!({"ns": "catalog-atlas", "v": 1, "type": "ready"}));
        let step = ("main".to_string(), 2);
        assert_eq!(
            value(&state(Some(&step), 7, Some("sm"))),
            json!({"ns": "catalog-atlas", "v": 1, "type": "state", "step": "main.2", "steps": 7, "focus": "sm"})
        );
        assert_eq!(value(&state(None, 0, None))["step"], Value::Null);
        let host = Host { secret: Some("T".into()), ..Host::default() };
        assert_eq!(
            value(&link("https://e.org/", &host).unwrap()),
            json!({"secret": "T", "message": "link", "value": "https://e.org/"})
        );
        assert_eq!(link("https://e.org/", &Host::default()), None);
    }

    #[test]
    fn believes_one_message_only() {
        assert_eq!(goto(NS, 1.0, "goto", "step=main.2"), Some("step=main.2"));
        assert_eq!(goto(NS, 1.0, "goto", "#step=main.2"), Some("step=main.2"));
        for (ns, v, kind) in
            [("other", 1.0, "goto"), (NS, 2.0, "goto"), (NS, f64::NAN, "goto"), (NS, 1.0, "height")]
        {
            assert_eq!(goto(ns, v, kind, "step=main.2"), None);
        }
        assert_eq!(goto(NS, 1.0, "goto", &"x".repeat(10 << 20)), None);
    }

    proptest! {
        #[test]
        fn any_text_can_be_quoted(text in any::<String>()) {
            let quoted = quoted(&text);
            prop_assert!(!quoted.contains('<'));
            prop_assert_eq!(serde_json::from_str::<String>(&quoted).unwrap(), text);
        }
    }
}
