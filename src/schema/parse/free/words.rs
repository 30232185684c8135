//! The words of `dateutil`: how a text falls into tokens, and what each name means.

use crate::schema::parse::strptime::{MONTHS, WEEKDAYS};

const JUMPS: [&str; 18] =
    [" ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd", "rd", "th"];

/// Cuts a text into words, numbers and single marks.
pub fn tokens(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().filter(|c| *c != '\0').collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let start = at;
        let first = characters[at];
        at += 1;
        if first.is_alphabetic() || first.is_ascii_digit() {
            at = end_of_word(&characters, start);
            let word: String = characters[start..at].iter().collect();
            // As in the model, a letter that ends the whole text is not seen.
            let seen = &characters[start..at.min(characters.len() - 1)];
            let letters = seen.iter().any(|c| c.is_alphabetic());
            let dots = word.matches('.').count();
            match word.contains(['.', ',']) && (letters || dots > 1 || word.ends_with(['.', ','])) {
                true => split_word(&word, &mut tokens),
                // A decimal number does not fall apart.
                false if dots == 0 => tokens.push(word.replace(',', ".")),
                false => tokens.push(word),
            }
        } else if first.is_whitespace() {
            tokens.push(" ".to_owned());
        } else {
            tokens.push(first.to_string());
        }
    }
    tokens
}

/// Words may hold full stops, numbers a full stop or a comma; behind a full stop the one may turn into the other.
fn end_of_word(characters: &[char], start: usize) -> usize {
    let mut letters = characters[start].is_alphabetic();
    let mut dotted = false;
    let mut at = start + 1;
    while let Some(c) = characters.get(at) {
        let behind_dot = dotted && characters[at - 1] == '.';
        let fits = match *c {
            '.' => true,
            ',' => !letters && !dotted && at - start >= 2,
            c if c.is_ascii_digit() => !letters || behind_dot,
            c if c.is_alphabetic() => letters || behind_dot,
            _ => false,
        };
        if !fits {
            break;
        }
        match *c {
            '.' | ',' => dotted = true,
            c => letters = c.is_alphabetic(),
        }
        at += 1;
    }
    at
}

/// Cuts a word at its full stops and commas, which stay tokens of their own.
fn split_word(word: &str, tokens: &mut Vec<String>) {
    let parts = word.split_inclusive(['.', ',']).flat_map(|part| {
        let body = part.trim_end_matches(['.', ',']);
        [body, &part[body.len()..]]
    });
    tokens.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
}

/// The number, where there are only digits.
pub fn digits(text: &str) -> Option<i32> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The month of a name, from 1.
pub fn month_named(token: &str) -> Option<i32> {
    name(token, &MONTHS)
}

/// The weekday of a name, from 1.
pub fn weekday_named(token: &str) -> Option<i32> {
    name(token, &WEEKDAYS)
}

/// A name in full, or its first three letters; the number it has, from 1.
fn name(token: &str, names: &[&str]) -> Option<i32> {
    let token = token.to_lowercase();
    let found = names.iter().position(|name| *name == token || name[..3] == *token);
    let found = found.or_else(|| (token == "sept" && names.len() == 12).then_some(8));
    found.and_then(|index| i32::try_from(index + 1).ok())
}

/// Whether a token may stand anywhere and means nothing.
pub fn is_jump(token: &str) -> bool {
    JUMPS.contains(&token.to_lowercase().as_str())
}

/// Whether a token may name a time zone.
pub fn is_zone(token: &str) -> bool {
    token.len() <= 5 && (token.bytes().all(|byte| byte.is_ascii_uppercase()) || token == "z")
}

/// 0 for hours, 1 for minutes, 2 for seconds.
pub fn unit(token: &str) -> Option<i64> {
    match token.to_lowercase().as_str() {
        "h" | "hour" | "hours" => Some(0),
        "m" | "minute" | "minutes" => Some(1),
        "s" | "second" | "seconds" => Some(2),
        _ => None,
    }
}

/// 0 in the morning, 1 in the afternoon.
pub fn half(token: &str) -> Option<i64> {
    match token.to_lowercase().as_str() {
        "am" | "a" => Some(0),
        "pm" | "p" => Some(1),
        _ => None,
    }
}

/// An hour of the twelve-hour clock in that half of the day.
pub fn adjust(hour: i64, half: i64) -> i64 {
    match (hour, half) {
        (hour, 1) if hour < 12 => hour + 12,
        (12, 0) => 0,
        (hour, _) => hour,
    }
}
