//! Characters as HTML.
//!
//! In: text. Out: the same text, safe between tags and between double quotation marks. Never: tags.

/// Writes text so that nothing in it reads as markup.
pub fn escape(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    while let Some(found) = bytes[copied..].iter().position(|byte| MARKUP[usize::from(*byte)]) {
        let at = copied + found;
        out.push_str(&text[copied..at]);
        out.push_str(match bytes[at] {
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

/// The bytes that would read as markup, and those that no page may hold.
const MARKUP: [bool; 256] = {
    let mut markup = [false; 256];
    let mut control = 0u8;
    while control < 0x20 {
        markup[control as usize] = !matches!(control, b'\t' | b'\n' | 0x0c | b'\r');
        control += 1;
    }
    markup[0x7f] = true;
    markup[b'&' as usize] = true;
    markup[b'<' as usize] = true;
    markup[b'>' as usize] = true;
    markup[b'"' as usize] = true;
    markup
};

/// The text, escaped.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markup_becomes_characters() {
        assert_eq!(escaped("a<b & \"c\">"), "a&lt;b &amp; &quot;c&quot;&gt;");
        assert_eq!(escaped("a\0b\u{1b}\n"), "a\u{fffd}b\u{fffd}\n");
    }
}
