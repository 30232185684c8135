//! Characters where XML has text or an attribute.

use std::borrow::Cow;

use crate::source::byte_scan::{is_among, scan_bytes};

/// Returns a text as XML has it. Characters that XML cannot hold are left out.
pub fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| !matches!(c, '&' | '<' | '>' | '"') && is_xml(c);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().filter(|c| is_xml(*c)).collect();
    let mut escaped = String::with_capacity(kept.len() + 16);
    push_escaped(&kept, &mut escaped);
    Cow::Owned(escaped)
}

/// Writes a text behind what stands there, as XML has it. What XML cannot hold at all is shown as `U+FFFD`.
pub fn push_escaped(text: &str, out: &mut String) {
    let mut copied = 0;
    for at in scan_bytes(text.as_bytes(), is_special) {
        let (written, length) = match text.as_bytes()[at] {
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'&' => ("&amp;", 1),
            b'"' => ("&quot;", 1),
            LAST if text[at..].starts_with(['\u{fffe}', '\u{ffff}']) => ("\u{fffd}", 3),
            LAST => continue,
            _ => ("\u{fffd}", 1),
        };
        out.extend([&text[copied..at], written]);
        copied = at + length;
    }
    out.push_str(&text[copied..]);
}

/// Whether XML can hold a character.
pub fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// How the last characters of the basic plane begin, two of which are none.
const LAST: u8 = 0xef;

fn is_special(byte: u8) -> bool {
    let is_control = byte < b' ' && !is_among(byte, b"\t\n\r");
    is_control | is_among(byte, b"<>&\"\xef")
}

#[cfg(test)]
mod tests {
    use super::{escape, push_escaped};

    #[test]
    fn what_xml_cannot_hold_is_seen() {
        let mut out = String::new();
        push_escaped("a<b>&\"é\"\u{1}\t\n\u{ffff}x\u{feff}\u{fffd}", &mut out);
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;é&quot;\u{fffd}\t\n\u{fffd}x\u{feff}\u{fffd}");
    }

    #[test]
    fn or_left_out() {
        assert_eq!(escape("a \u{1}<é>"), "a &lt;é&gt;");
        assert_eq!(escape("é"), "é");
    }
}
