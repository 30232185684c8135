//! What others wrote, made fit to stand in a sentence: on one line, and nothing that a terminal would obey.
//!
//! In: the name of a file, a key, an argument. Out: the same, with visible marks for what would break the line, hide
//! or turn it round. Never: a change to what a person can see.

use std::borrow::Cow;
use std::fmt;

use crate::messages::Argument;

/// Stands for a line break.
const BREAK: char = '↵';
/// Stands for a character that has no shape of its own.
const SHAPELESS: char = '\u{fffd}';

/// A text on one line, of visible characters.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) || text.chars().all(|c| mark(c) == c) {
        return Cow::Borrowed(text);
    }
    // What Windows writes for a line break is one.
    Cow::Owned(text.replace("\r\n", "\n").chars().map(mark).collect())
}

/// A sentence in which others' words may stand, on one line.
#[must_use]
pub fn sentence(said: String) -> String {
    let changed = match harmless(&said) {
        Cow::Owned(changed) => Some(changed),
        Cow::Borrowed(_) => None,
    };
    changed.unwrap_or(said)
}

/// A name that somebody else wrote, as it may stand in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a>(pub &'a str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&harmless(self.0))
    }
}

impl<'a> From<Name<'a>> for Argument<'a> {
    fn from(name: Name<'a>) -> Self {
        Self::Text(harmless(name.0))
    }
}

/// Names in a row, a comma between.
#[must_use]
pub fn list(names: &[String]) -> String {
    names.iter().map(|name| harmless(name)).collect::<Vec<_>>().join(", ")
}

/// What is shown for a character.
fn mark(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => BREAK,
        '\t' => ' ',
        // Marks of direction and of width: they would turn the rest of the line round, or make two names look equal.
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => SHAPELESS,
        c if c.is_control() => SHAPELESS,
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_the_line_nor_reaches_the_terminal() {
        for (written, shown) in [
            ("la-balade", "la-balade"),
            ("L’été « 12 € » 👩‍🌾", "L’été « 12 € » 👩‍🌾"),
            ("a\r\nb\nc\u{2028}d", "a↵b↵c↵d"),
            ("\u{1b}[31mrouge\u{7}", "\u{fffd}[31mrouge\u{fffd}"),
            ("no\u{200b}m\tdeux", "no\u{fffd}m deux"),
            ("gpj.\u{202e}exe", "gpj.\u{fffd}exe"),
        ] {
            assert_eq!(harmless(written), shown);
        }
        assert_eq!(format!("{:<4}|", Name("a\n")), "a↵  |");
    }
}
