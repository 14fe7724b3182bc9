//! Text in XML, for the two small formats that are written here.

use crate::scene::svg::escaped;

/// Adds text for an element's content or an attribute in double quotes.
pub(super) fn text(text: &str, out: &mut String) {
    out.push_str(&escaped(text));
}

/// Adds ` name="value"`.
pub(super) fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    text(value, out);
    out.push('"');
}
