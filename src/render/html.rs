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
            _ => "&quot;",
        });
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
}

/// The bytes that would read as markup.
const MARKUP: [bool; 256] = {
    let mut markup = [false; 256];
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
    }
}
