//! The spaces and signs that a language's printers use and keyboards lack.
//!
//! In: plain text of a language. Out: the same text, well set. Never: code, addresses, markup.

use std::borrow::Cow;

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// Which rules of typography apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typography {
    /// Text stays as it is written.
    Plain,
    French,
}

impl Typography {
    /// The rules of a language, by its BCP 47 tag.
    #[must_use]
    pub fn of(language: &str) -> Self {
        match language.split('-').next() {
            Some("fr") => Self::French,
            _ => Self::Plain,
        }
    }

    /// Sets a text.
    #[must_use]
    pub fn set(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::French if text.bytes().any(concerned) => Cow::Owned(french(text)),
            _ => Cow::Borrowed(text),
        }
    }
}

/// Whether a byte can begin anything that French typography changes.
fn concerned(byte: u8) -> bool {
    matches!(byte, b'\'' | b';' | b'!' | b'?' | b':' | b'%' | b'.' | b'0'..=b'9' | 0xc2 | 0xe2)
}

/// One pass: a space waits until what follows it is known.
fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut last = '\n';
    let mut quoted = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.as_str();
        let set = match c {
            '\'' if quoted && !after.starts_with(char::is_alphanumeric) => {
                quoted = false;
                c
            }
            '\'' if last.is_alphanumeric() => '’',
            '\'' => {
                quoted = true;
                c
            }
            ' ' | NO_BREAK | NARROW => space(c, &out, after),
            '.' if after.starts_with("..") && last != '.' => {
                rest = after[2..].chars();
                '…'
            }
            '»' if !is_space(last) => {
                out.push(NARROW);
                c
            }
            _ => c,
        };
        out.push(set);
        if c == '«' && !after.starts_with(is_space) {
            out.push(NARROW);
            last = NARROW;
        } else {
            last = set;
        }
    }
    out
}

/// The space that belongs between what stands before and what follows.
fn space(written: char, before: &str, after: &str) -> char {
    let last = before.chars().next_back().unwrap_or('\n');
    let mut following = after.chars();
    match following.next() {
        Some(';' | '!' | '?' | '»') => NARROW,
        Some(':') if !following.next().is_some_and(char::is_alphanumeric) => NO_BREAK,
        Some('%' | '€' | '‰') if last.is_ascii_digit() => NARROW,
        Some(digit) if digit.is_ascii_digit() && three_digits(after) && ends_a_group(before) => NARROW,
        _ if last == '«' => NARROW,
        _ if last == '°' => NO_BREAK,
        _ => written,
    }
}

/// Whether one to three digits stand before, as in `120 000` and unlike `2015 120`.
fn ends_a_group(before: &str) -> bool {
    (1..=3).contains(&before.bytes().rev().take_while(u8::is_ascii_digit).count())
}

/// Whether a group of exactly three digits follows, as in `120 000`.
fn three_digits(after: &str) -> bool {
    after.bytes().take_while(u8::is_ascii_digit).count() == 3
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | NO_BREAK | NARROW)
}

#[cfg(test)]
mod tests {
    use super::Typography;

    #[test]
    fn french_spaces_and_signs() {
        for (written, set) in [
            ("Audace up !", "Audace up\u{202f}!"),
            ("L'outil : « la balade »", "L’outil\u{a0}: «\u{202f}la balade\u{202f}»"),
            ("«oser»", "«\u{202f}oser\u{202f}»"),
            ("120 000 € soit 42 %", "120\u{202f}000\u{202f}€ soit 42\u{202f}%"),
            ("en 2015 120 agents...", "en 2015 120 agents…"),
            ("à 10:30, 'oui' ; non", "à 10:30, 'oui'\u{202f}; non"),
            ("rien", "rien"),
        ] {
            assert_eq!(Typography::French.set(written), set, "{written}");
        }
        assert_eq!(Typography::Plain.set("L'outil !"), "L'outil !");
    }
}
