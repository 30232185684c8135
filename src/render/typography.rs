//! The spaces and signs that a language's printers use and keyboards lack.
//!
//! In: plain text of a language. Out: the same text, well set. Never: code, addresses, markup.

use std::borrow::Cow;

use crate::config::family;

const NARROW: &str = "\u{202f}";
const NO_BREAK: &str = "\u{a0}";

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
        match family(language) {
            "fr" => Self::French,
            _ => Self::Plain,
        }
    }

    /// Sets a text.
    #[must_use]
    pub fn set(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::French => french(text),
            Self::Plain => Cow::Borrowed(text),
        }
    }
}

/// One pass over the bytes: what stays as it is, is copied in runs. Most spaces stand between words, so they
/// are looked at only beside a byte that a rule asks about.
fn french(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut quoted = false;
    let mut set = |at: usize, change: Change| {
        if let Some((length, set)) = change.filter(|_| at >= copied) {
            out.push_str(&text[copied..at]);
            out.push_str(set);
            copied = at + length;
        }
    };
    let mut next = 0;
    while let Some(found) = bytes[next..].iter().position(|byte| TELLING[usize::from(*byte)]) {
        let at = next + found;
        next = at + 1;
        if at > 0 && bytes[at - 1] == b' ' {
            set(at - 1, space(text, at - 1, 1));
        }
        match bytes[at] {
            b'\'' => set(at, apostrophe(text, at, &mut quoted)),
            b'.' if bytes[at..].starts_with(b"...") && !bytes[..at].ends_with(b".") => {
                set(at, Some((3, "…")));
            }
            0xc2 | 0xe2 => {
                set(at, wide(text, at));
                // The last bytes of `«` and `°`.
                if matches!(bytes.get(at + 1..at + 3), Some([0xab | 0xb0, b' '])) {
                    set(at + 2, space(text, at + 2, 1));
                }
            }
            _ => {}
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// The bytes that a rule asks about.
const TELLING: [bool; 256] = {
    let mut telling = [false; 256];
    let bytes = b"'.;!?:%0123456789\xc2\xe2";
    let mut at = 0;
    while at < bytes.len() {
        telling[bytes[at] as usize] = true;
        at += 1;
    }
    telling
};

/// What replaces a number of bytes.
type Change = Option<(usize, &'static str)>;

/// An apostrophe follows a letter; between quotation marks of one stroke, it closes them.
fn apostrophe(text: &str, at: usize, quoted: &mut bool) -> Change {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let after = text[at + 1..].starts_with(char::is_alphanumeric);
    if *quoted && !after {
        *quoted = false;
        return None;
    }
    *quoted |= !before;
    before.then_some((1, "’"))
}

/// Characters of several bytes: quotation marks without their space, spaces that may be of the wrong width.
fn wide(text: &str, at: usize) -> Change {
    let rest = &text[at..];
    if let Some(after) = rest.strip_prefix('«') {
        return (!after.starts_with(is_space) && !after.is_empty()).then_some((2, "«\u{202f}"));
    }
    if rest.starts_with('»') {
        return (!text[..at].ends_with(is_space) && at > 0).then_some((2, "\u{202f}»"));
    }
    if rest.starts_with(is_space) {
        let length = rest.chars().next().map_or(1, char::len_utf8);
        return space(text, at, length);
    }
    None
}

/// The space that belongs between what stands before and what follows.
fn space(text: &str, at: usize, length: usize) -> Change {
    let (before, after) = (&text[..at], &text[at + length..]);
    let digit = before.ends_with(|c: char| c.is_ascii_digit());
    let mut following = after.chars();
    let set = match following.next() {
        Some(';' | '!' | '?' | '»') => NARROW,
        Some(':') if !following.next().is_some_and(char::is_alphanumeric) => NO_BREAK,
        Some('%' | '€' | '‰') if digit => NARROW,
        Some('0'..='9') if digit && three_digits(after) && ends_a_group(before) => NARROW,
        _ if before.ends_with('«') => NARROW,
        _ if before.ends_with('°') => NO_BREAK,
        _ => return None,
    };
    Some((length, set))
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
    matches!(c, ' ' | '\n' | '\u{a0}' | '\u{202f}')
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
            ("« oser\u{a0}»", "«\u{202f}oser\u{202f}»"),
            ("l'", "l’"),
        ] {
            assert_eq!(Typography::French.set(written), set, "{written}");
        }
        assert_eq!(Typography::Plain.set("L'outil !"), "L'outil !");
    }
}
