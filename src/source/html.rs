//! Characters as HTML.
//!
//! In: text. Out: the same text, safe between tags and between double quotation marks. Never: tags.

use crate::source::byte_scan::{is_among, scan_bytes};

/// Writes text so that nothing in it reads as markup.
pub fn write_escaped(out: &mut String, text: &str) {
    let mut copied = 0;
    for at in scan_bytes(text.as_bytes(), is_markup) {
        out.push_str(&text[copied..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            // A control character, which no page may hold.
            _ => "\u{fffd}",
        });
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
}

/// Whether a byte would read as markup, or is one that no page may hold.
fn is_markup(byte: u8) -> bool {
    let is_control = byte < b' ' && !is_among(byte, b"\t\n\x0c\r");
    is_control | is_among(byte, b"&<>\"\x7f")
}

/// Returns the text, escaped.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    write_escaped(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_becomes_characters() {
        assert_eq!(escape("a<b & \"c\">"), "a&lt;b &amp; &quot;c&quot;&gt;");
        assert_eq!(escape("a\0b\u{1b}\n"), "a\u{fffd}b\u{fffd}\n");
    }
}
