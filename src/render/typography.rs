//! The spaces and signs that a language's printers use and keyboards lack.
//!
//! In: plain text of a language. Out: the same text, well set; setting it again changes nothing. Never: code,
//! addresses, markup.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr3;

use crate::config::family;
use crate::source::byte_scan::{is_among, scan_bytes};

const NARROW: &str = "\u{202f}";
const NO_BREAK: &str = "\u{a0}";

/// Which rules of typography apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typography {
    /// Text stays as it is written.
    Plain,
    French,
    English,
}

impl Typography {
    /// The rules of a language, by its BCP 47 tag.
    #[must_use]
    pub fn of(language: &str) -> Self {
        match family(language) {
            "fr" => Self::French,
            "en" => Self::English,
            _ => Self::Plain,
        }
    }

    /// Sets a text.
    #[must_use]
    pub fn set(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Plain => Cow::Borrowed(text),
            Self::French | Self::English => Setter::new(self, text).set(),
        }
    }

    /// Sets a text that stands right behind a letter or a digit of another, with markup alone between: `**Mot** :`.
    #[must_use]
    pub fn set_behind(self, before: Option<char>, text: &str) -> Cow<'_, str> {
        let straddles = text.starts_with([' ', '!', '?', ';']);
        let Some(before) = before.filter(|c| straddles && c.is_alphanumeric()) else { return self.set(text) };
        let whole = format!("{before}{text}");
        Cow::Owned(self.set(&whole).strip_prefix(before).unwrap_or(text).to_owned())
    }

    /// The letters of the next ordinal of a text, which stand above the line: `er` in `1er`, `e` in `XXe`.
    #[must_use]
    pub fn ordinal(self, text: &str) -> Option<Range<usize>> {
        if self != Self::French {
            return None;
        }
        scan_bytes(text.as_bytes(), is_numeral).find_map(|start| {
            let begins = text[..start].chars().next_back().is_none_or(|c| is_space(c) || "(«’'".contains(c));
            let letters = start + text[start..].bytes().take_while(|byte| is_numeral(*byte)).count();
            if !begins || !text[letters..].starts_with(['e', 'r', 'd', 'n', 'è', 'i']) {
                return None;
            }
            let length = text[letters..].find(|c: char| !c.is_alphanumeric());
            let end = length.map_or(text.len(), |length| letters + length);
            let (ending, behind) = (&text[letters..end], &text[end..]);
            let is_one = !behind.starts_with(['-', '_']) && is_ordinal(&text[start..letters], ending, behind);
            is_one.then_some(letters..end)
        })
    }
}

/// Whether a byte can stand in the number of an ordinal. A word goes on after one, so none begins inside another.
fn is_numeral(byte: u8) -> bool {
    byte.is_ascii_digit() | is_among(byte, b"IVX")
}

/// Whether a number and its ending make an ordinal, and not a word that looks like one: `Vers`, `Xe` alone.
fn is_ordinal(number: &str, ending: &str, behind: &str) -> bool {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        let first =
            ["er", "ers", "re", "res", "ère", "ères", "ere", "eres"].contains(&ending) && number == "1";
        let second = ["d", "de", "nd", "nde"].contains(&ending) && number == "2";
        let other = ["e", "es", "ème", "èmes", "eme", "emes", "ième", "ièmes", "ieme", "iemes"]
            .contains(&ending)
            && number.len() <= 3
            && number != "1";
        return first || second || other;
    }
    let counted = ["siècle", "millénaire", "République", "arrondissement", "Empire"];
    let roman = number.bytes().all(|byte| b"IVX".contains(&byte));
    match ending {
        "er" => number == "I",
        "e" => {
            roman && (number.len() > 1 || counted.iter().any(|word| behind.trim_start().starts_with(word)))
        }
        _ => false,
    }
}

/// Whether a rule asks about a byte. What lies between such bytes is copied in runs.
fn is_telling(byte: u8) -> bool {
    // Digits, colons, semicolons; the others; the first bytes of what is wider.
    (b'0'..=b';').contains(&byte) | is_among(byte, b"'\"-.!?%MD\xc2\xe2")
}

/// Units that no line may part from their number.
const UNITS: [&str; 40] = [
    "%", "‰", "€", "k€", "M€", "Md€", "$", "£", "km", "m", "cm", "mm", "m²", "km²", "m³", "ha", "kg", "g",
    "mg", "t", "l", "L", "cl", "ml", "h", "min", "s", "ms", "°C", "kWh", "MWh", "kW", "W", "V", "ko", "Ko",
    "Mo", "Go", "To", "dB",
];
/// Short words that no line may part from the number behind them.
const NUMBERED: [&str; 9] = ["n°", "N°", "p.", "pp.", "art.", "fig.", "chap.", "vol.", "§"];
/// Titles that no line may part from the name behind them.
const TITLES: [&str; 6] = ["M.", "MM.", "Mme", "Mmes", "Mlle", "Dr"];
/// The length of the longest title, and of the space behind it.
const TITLE: usize = 5;

/// One pass over a text.
struct Setter<'a> {
    rules: Typography,
    text: &'a str,
    /// What replaces how many bytes where.
    changes: Vec<(usize, usize, &'static str)>,
    /// Opening quotation marks of a typewriter, not yet closed.
    quotes: Vec<usize>,
    /// Whether a quotation between two apostrophes is open.
    quoted: bool,
    /// The last words looked at: whether they are an address, and where they end.
    address: (bool, usize),
}

impl<'a> Setter<'a> {
    fn new(rules: Typography, text: &'a str) -> Self {
        let looked_at = if may_hold_address(text) { 0 } else { text.len() };
        Self {
            rules,
            text,
            changes: Vec::new(),
            quotes: Vec::new(),
            quoted: false,
            address: (false, looked_at),
        }
    }

    fn set(mut self) -> Cow<'a, str> {
        let bytes = self.text.as_bytes();
        for at in scan_bytes(bytes, is_telling) {
            if self.rules == Typography::French && at > 0 && bytes[at - 1] == b' ' {
                self.space(at - 1, 1);
            }
            if !self.in_address(at) {
                self.sign(at);
            }
        }
        if self.changes.is_empty() {
            return Cow::Borrowed(self.text);
        }
        // Two rules may ask for the same space.
        self.changes.sort_unstable();
        self.changes.dedup();
        let mut out = String::with_capacity(self.text.len() + 3 * self.changes.len());
        let mut copied = 0;
        for (at, length, set) in self.changes {
            if at < copied || self.text[at..at + length] == *set {
                continue;
            }
            out.push_str(&self.text[copied..at]);
            out.push_str(set);
            copied = at + length;
        }
        if copied == 0 && out.is_empty() {
            return Cow::Borrowed(self.text);
        }
        out.push_str(&self.text[copied..]);
        Cow::Owned(out)
    }

    /// What a byte that a rule asks about becomes.
    fn sign(&mut self, at: usize) {
        let bytes = self.text.as_bytes();
        let french = self.rules == Typography::French;
        match bytes[at] {
            b'\'' => self.apostrophe(at),
            b'"' => self.quotation(at),
            b'-' => self.dash(at),
            b'.' => self.ellipsis(at),
            b'!' | b'?' | b';' if french => self.missing_space(at),
            b'0'..=b'9' if french && bytes.get(at + 1) == Some(&b' ') => self.space(at + 1, 1),
            b'M' | b'D' if french => self.title(at),
            0xc2 | 0xe2 if french => self.wide(at),
            _ => {}
        }
    }

    /// Whether a place is inside an address: `https://…`, `www.…`, `nom@ville.example`. Each word is looked at once.
    fn in_address(&mut self, at: usize) -> bool {
        if at >= self.address.1 {
            let (before, after) = self.text.split_at(at);
            let start = before.rsplit(is_space).next().map_or(at, |begun| at - begun.len());
            let end = at + after.find(is_space).unwrap_or(after.len());
            // A space is no part of the word that it ends.
            let word = if end == at { "" } else { &self.text[start..end] };
            self.address = (is_address(word), end.max(at + 1));
        }
        self.address.0
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn change(&mut self, at: usize, length: usize, set: &'static str) {
        self.changes.push((at, length, set));
    }

    /// An apostrophe follows a letter; between quotation marks of one stroke, it closes them.
    fn apostrophe(&mut self, at: usize) {
        let before = self.before(at).is_some_and(char::is_alphabetic);
        let after = self.text[at + 1..].starts_with(char::is_alphanumeric);
        if self.quoted && !after {
            self.quoted = false;
            return;
        }
        self.quoted |= !self.before(at).is_some_and(char::is_alphanumeric);
        if before {
            self.change(at, 1, "’");
        }
    }

    /// Quotation marks of a typewriter go by pairs; one alone may be inches, or a slip.
    fn quotation(&mut self, at: usize) {
        let (before, after) = (self.before(at), self.text[at + 1..].chars().next());
        if before == Some('"') || after == Some('"') {
            return;
        }
        let glued = |c: Option<char>, other: char| c.is_some_and(|c| !is_space(c) && c != other);
        let opens = before.is_none_or(|c| is_space(c) || "([’'«“—–".contains(c)) && glued(after, '»');
        let closes = glued(before, '«') && after.is_none_or(|c| is_space(c) || ".,;:!?)]…»”".contains(c));
        if opens {
            self.quotes.push(at);
        } else if closes && let Some(opening) = self.quotes.pop() {
            let (open, close) = match self.rules {
                Typography::French => ("«\u{202f}", "\u{202f}»"),
                _ => ("“", "”"),
            };
            self.change(opening, 1, open);
            self.change(at, 1, close);
        }
    }

    /// A hyphen between two words and two spaces is a dash.
    fn dash(&mut self, at: usize) {
        if !self.text[..at].ends_with(' ') {
            return;
        }
        let rest = &self.text[at..];
        let length = rest.len() - rest.trim_start_matches('-').len();
        let word = |c: char| c.is_alphabetic() || "),.»”".contains(c);
        let before = self.text[..at].strip_suffix(' ').is_some_and(|before| before.ends_with(word));
        let after =
            rest[length..].strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_alphabetic));
        if length <= 2 && before && after {
            self.change(at, length, "–");
        }
    }

    fn ellipsis(&mut self, at: usize) {
        let rest = &self.text[at..];
        if !rest.starts_with("...") {
            return;
        }
        let before = self.before(at);
        let more = before.is_some_and(|c| c == '.' || c == '/')
            || rest[1..].starts_with("...")
            || rest[1..].starts_with("../");
        if !more {
            self.change(at, 3, "…");
        }
    }

    /// A space that was not typed before a high sign at the end of a word.
    fn missing_space(&mut self, at: usize) {
        let after = self.text[at + 1..].chars().next();
        if self.before(at).is_some_and(char::is_alphabetic)
            && after.is_none_or(|c| is_space(c) || "»\"".contains(c))
        {
            self.change(at, 0, NARROW);
        }
    }

    /// The space between a title and a name.
    fn title(&mut self, at: usize) {
        let rest = &self.text[at..];
        let Some(length) = rest.bytes().take(TITLE).position(|byte| byte == b' ') else { return };
        let (title, name) = (&rest[..length], &rest[length + 1..]);
        let begins = self.before(at).is_none_or(|c| !c.is_alphanumeric());
        if begins && TITLES.contains(&title) && name.starts_with(char::is_uppercase) {
            self.change(at + length, 1, NO_BREAK);
        }
    }

    /// Characters of several bytes: quotation marks without their space, spaces that may be of the wrong width.
    fn wide(&mut self, at: usize) {
        let rest = &self.text[at..];
        let Some(first) = rest.chars().next() else { return };
        let length = first.len_utf8();
        let after = rest[length..].chars().next();
        match first {
            '«' if after.is_some_and(|c| !is_space(c)) => self.change(at + length, 0, NARROW),
            '»' if self.before(at).is_some_and(|c| !is_space(c)) => self.change(at, 0, NARROW),
            '«' | '°' | '§' if after == Some(' ') => self.space(at + length, 1),
            space if is_space(space) => self.space(at, length),
            _ => {}
        }
    }

    /// The space that belongs between what stands before and what follows.
    fn space(&mut self, at: usize, length: usize) {
        if let Some(set) = between(&self.text[..at], &self.text[at + length..]) {
            self.change(at, length, set);
        }
    }
}

fn between(before: &str, after: &str) -> Option<&'static str> {
    let digit = before.ends_with(|c: char| c.is_ascii_digit());
    let mut following = after.chars();
    let ends = |c: Option<char>| c.is_none_or(|c| is_space(c) || "«»\"“”*".contains(c));
    if before.ends_with('«') {
        return Some(NARROW);
    }
    match (following.next()?, following.next()) {
        ('»', _) => Some(NARROW),
        ('!' | '?', next) if next.is_none_or(|c| !c.is_alphanumeric() && c != '=') => Some(NARROW),
        (';', next) if ends(next) => Some(NARROW),
        (':', next) if ends(next) => Some(NO_BREAK),
        ('%' | '€' | '‰', _) if digit => Some(NARROW),
        ('0'..='9', _) if digit && is_grouped(before, after) => Some(NARROW),
        ('0'..='9', _) if ends_in_numbered(before) => Some(NO_BREAK),
        ('0'..='9', _) if ends_in_hours(before) => Some(NO_BREAK),
        _ if digit && is_unit(after) => Some(NO_BREAK),
        _ => None,
    }
}

/// Whether a text may hold an address, which always holds one of these signs.
fn may_hold_address(text: &str) -> bool {
    memchr3(b'@', b':', b'w', text.as_bytes()).is_some()
}

fn is_address(word: &str) -> bool {
    may_hold_address(word)
        && (word.contains('@') || ["://", "www.", "::"].iter().any(|sign| word.contains(sign)))
}

/// Whether a text begins with a unit and nothing glued to it. No unit has four letters.
fn is_unit(after: &str) -> bool {
    let letters = after.bytes().take(4).take_while(u8::is_ascii_alphabetic).count();
    letters < 4
        && UNITS.iter().any(|unit| {
            after.strip_prefix(unit).is_some_and(|behind| {
                !behind.starts_with(|c: char| c.is_alphanumeric() || "’'-_²³€°".contains(c))
            })
        })
}

/// Whether a text ends in one of the words that stand before a number. All end in one of three signs.
fn ends_in_numbered(before: &str) -> bool {
    before.ends_with(['.', '°', '§'])
        && NUMBERED
            .iter()
            .any(|word| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// `14 h`, before the minutes.
fn ends_in_hours(before: &str) -> bool {
    let hours = before.strip_suffix('h').and_then(|rest| rest.strip_suffix(is_space));
    hours.is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a space stands inside one number, as in `120 000`, and unlike `2015 120`, `04 92 90`, `320 00074`.
fn is_grouped(before: &str, after: &str) -> bool {
    let digits = |text: &str| text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let last_digits = |text: &str| text.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
    // Behind: groups of three, and nothing that goes on with another count of digits. No number has ten groups.
    let mut rest = after;
    for _ in 0..10 {
        if digits(rest) != 3 {
            return false;
        }
        rest = &rest[3..];
        match rest.strip_prefix(is_space) {
            Some(more) if more.starts_with(|c: char| c.is_ascii_digit()) => rest = more,
            _ => break,
        }
    }
    let mut rest = before;
    for _ in 0..10 {
        let count = last_digits(rest);
        let (head, group) = rest.split_at(rest.len() - count);
        let earlier = head.strip_suffix(is_space).filter(|head| head.ends_with(|c: char| c.is_ascii_digit()));
        match (count, earlier) {
            (3, Some(head)) => rest = head,
            (1..=3, None) => {
                return !group.starts_with('0') && !head.ends_with(|c: char| c.is_alphanumeric());
            }
            _ => return false,
        }
    }
    false
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests;
