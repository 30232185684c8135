//! The one door for text: bytes as characters that are the same wherever they were typed.
//!
//! In: what a file or its name holds. Out: the text as all rooms read it, and what was changed on the way. Never: a
//! change of a number of lines, a word put in another's place.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::source::{Position, TextChange};

/// A text, and the first of what was changed in it of each kind.
#[derive(Debug, PartialEq, Eq)]
pub struct DecodedText {
    pub text: String,
    pub changes: Vec<(Position, TextChange)>,
}

/// What the marks of a text mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    Markdown,
    Data,
}

/// Returns the text that bytes are.
///
/// # Errors
/// The place of the first byte that is none, and why.
pub fn decode(bytes: Vec<u8>, kind: TextKind) -> Result<DecodedText, (Position, &'static str)> {
    let mut text = decode_utf8(bytes)?;
    let mut changes = Vec::new();
    if let Some(at) = find_decomposed(&text) {
        changes.push((find_position(&text[..at]), TextChange::Composed));
        text = text.nfc().collect();
    }
    if kind == TextKind::Markdown {
        text = space_marks(text, &mut changes);
    }
    Ok(DecodedText { text, changes })
}

/// Returns a name with each letter and its accents in one sign.
#[must_use]
pub fn compose(name: &str) -> Cow<'_, str> {
    if is_nfc(name) { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// Returns the characters of UTF-8, with lines ended as everywhere.
fn decode_utf8(bytes: Vec<u8>) -> Result<String, (Position, &'static str)> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err((Position { line: 1, column: 1 }, "utf16"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            // Lines as old Macs ended them: the same bytes but one each, so that every place holds.
            None if !text.contains('\n') => Ok(text.replace('\r', "\n")),
            None => Ok(text),
            Some(zero) => Err((find_position(&text[..zero]), "zero")),
        },
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            Err((find_position(&String::from_utf8_lossy(valid)), "bytes"))
        }
    }
}

/// Returns the line and the column behind a text.
fn find_position(before: &str) -> Position {
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Position { line, column: before[start..].trim_start_matches('\u{feff}').chars().count() + 1 }
}

/// Returns where the first letter stands whose accent is a sign of its own, as Macs write names.
fn find_decomposed(text: &str) -> Option<usize> {
    // Combining signs begin with one of these two bytes, which nothing else in French or English has.
    let mut candidates = memchr::memchr2_iter(0xCC, 0xCD, text.as_bytes());
    let first = candidates
        .find(|at| text[*at..].chars().next().is_some_and(unicode_normalization::char::is_combining_mark))?;
    let letter = text[..first].char_indices().next_back().map_or(0, |(at, _)| at);
    (!is_nfc(&text[letter..])).then_some(letter)
}

/// The spaces that keep words together.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

/// Puts an ordinary space behind each mark of a heading, an item or a quotation that a no-break space follows: a word
/// processor put it there, and Markdown would not see the mark. Code between fences is left as it is.
fn space_marks(text: String, changes: &mut Vec<(Position, TextChange)>) -> String {
    if !text.contains(NO_BREAK) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '>']);
        is_code ^= content.starts_with("```") || content.starts_with("~~~");
        let mark = content.len() - skip_mark(content).len();
        let behind = &content[mark..];
        if mark == 0 || is_code || !behind.starts_with(NO_BREAK) {
            out.push_str(line);
            continue;
        }
        let before = &line[..line.len() - behind.len()];
        out.push_str(before);
        if changes.iter().all(|(_, change)| !matches!(change, TextChange::MarkSpaced(_))) {
            let mark = TextChange::MarkSpaced(content[..mark].to_owned());
            changes.push((find_position(&out), mark));
        }
        out.push(' ');
        out.push_str(behind.trim_start_matches(NO_BREAK));
    }
    out
}

/// Returns what stands behind the mark that begins a line: `##`, `-`, `1.`; the line where there is none.
fn skip_mark(line: &str) -> &str {
    let title = line.trim_start_matches('#');
    if (1..=6).contains(&(line.len() - title.len())) {
        return title;
    }
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if (1..=9).contains(&(line.len() - behind.len())) {
        return behind.strip_prefix(['.', ')']).unwrap_or(line);
    }
    line.strip_prefix(['-', '*', '+']).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_their_accents_are_one_sign() {
        let read = decode("a: e\u{301}te\u{301}\n".into(), TextKind::Data).unwrap();
        assert_eq!(read.text, "a: été\n");
        assert_eq!(read.changes, [(Position { line: 1, column: 4 }, TextChange::Composed)]);
        let plain = decode("a: été \u{a0}\n".into(), TextKind::Data).unwrap();
        assert!(plain.changes.is_empty() && plain.text.ends_with("\u{a0}\n"));
        assert_eq!(compose("sante\u{301}.pdf"), "santé.pdf");
    }

    #[test]
    fn marks_are_read_with_the_space_that_was_meant() {
        let text =
            "##\u{a0}Titre\n\n-\u{202f}un\n> 1.\u{a0}premier\n```\n-\u{a0}code\n```\nà\u{a0}: b -\u{a0}c\n";
        let read = decode(text.into(), TextKind::Markdown).unwrap();
        assert_eq!(read.text, "## Titre\n\n- un\n> 1. premier\n```\n-\u{a0}code\n```\nà\u{a0}: b -\u{a0}c\n");
        assert_eq!(read.changes.len(), 1, "told once");
    }
}
