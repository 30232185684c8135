//! Numbers and integers: the standard's lexical forms, and `1 200,50`.
//!
//! In: characters. Out: exact decimal values. Never: a float.

use std::str::FromStr;

use bigdecimal::BigDecimal;
use serde_json::{Map, Value as Json, json};

use super::super::{Constraints, Lexicon, Value};
use super::{FilterKind, Limits, Reading, Refusal, TypeFacts, TypeRules, read_json_text};

/// A number, and how its digits are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberType {
    pub decimal: char,
    pub group: Option<String>,
    /// Whether nothing stands around the digits; otherwise `95 %` and `€ 95` are read too.
    pub bare: bool,
}

/// A whole number. Its `groupChar`, which the standard has, no other reader acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntegerType {
    pub bare: bool,
}

impl TypeRules for NumberType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "number",
            example: Some(format!("12{}5", self.decimal).into()),
            format: None,
            limits: Limits::Range,
            json: (Some("number"), None),
            xsd: Some("decimal"),
            filter: Some(FilterKind::Amount),
            help: Some("number"),
        }
    }

    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let style = NumberStyle { decimal: self.decimal, group: self.group.as_deref(), bare: self.bare };
        read_as(text, lexicon, style, read_number)
    }

    fn read_json(&self, json: &Json) -> Reading {
        match json {
            Json::Number(number) => read_number(&number.to_string(), PLAIN).ok_or(Refusal::Type),
            _ => read_json_text(self, json),
        }
    }

    fn estimate(&self, text: &str) -> Option<Value> {
        Some(estimate_magnitude(text))
    }

    fn describe_yaml(&self, constraints: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![bound_form("number", constraints), json!({"type": "string", "pattern": "[0-9]|NaN|INF"})]
    }
}

impl TypeRules for IntegerType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "integer",
            example: Some("12".into()),
            format: None,
            limits: Limits::Range,
            json: (Some("integer"), None),
            xsd: Some("integer"),
            filter: Some(FilterKind::Amount),
            help: Some("integer"),
        }
    }

    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        read_as(text, lexicon, NumberStyle { bare: self.bare, ..PLAIN }, read_integer)
    }

    fn read_json(&self, json: &Json) -> Reading {
        let Json::Number(number) = json else { return read_json_text(self, json) };
        let text = number.to_string();
        // 5.0 is a whole number.
        let whole = text.split_once('.').filter(|(_, rest)| rest.bytes().all(|byte| byte == b'0'));
        read_integer(whole.map_or(&text, |(whole, _)| whole), PLAIN).ok_or(Refusal::Type)
    }

    fn describe_yaml(&self, constraints: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![bound_form("integer", constraints), json!({"type": "string", "pattern": "[0-9]"})]
    }
}

/// Reads digits in a style, else as people write them.
fn read_as(
    text: &str,
    lexicon: Lexicon,
    style: NumberStyle,
    read: fn(&str, NumberStyle) -> Option<Value>,
) -> Reading {
    let everyday = lexicon == Lexicon::Everyday;
    // The standard reads `012` as twelve; an editor who writes it means a code.
    if everyday && has_leading_zero(text) {
        return Err(Refusal::Zero);
    }
    let people = || read_everyday(text).filter(|_| everyday).and_then(|plain| read(&plain, PLAIN));
    read(text, style).or_else(people).ok_or(Refusal::Type)
}

/// A JSON Schema of numbers between the bounds of a field.
fn bound_form(kind: &str, constraints: &Constraints) -> Json {
    let mut shape = Map::from_iter([("type".to_owned(), json!(kind))]);
    let bounds = constraints.bounds().into_iter().filter_map(|(name, bound)| Some((name, bound?)));
    shape.extend(bounds.filter_map(|(name, bound)| Some((name.to_owned(), bound.to_json_number()?))));
    shape.into()
}

/// How digits are written.
#[derive(Clone, Copy)]
pub struct NumberStyle<'a> {
    pub decimal: char,
    pub group: Option<&'a str>,
    /// Whether nothing stands around the digits; otherwise `95 %` and `€ 95` are read too.
    pub bare: bool,
}

/// What is plain: a point, no groups, nothing around.
pub const PLAIN: NumberStyle<'_> = NumberStyle { decimal: '.', group: None, bare: true };

/// An exponent beyond this would make canonical characters of absurd length: kept as written.
const EXPONENT_LIMIT: u64 = 400;
/// An exponent beyond this is no number to Python either.
const PYTHON_LIMIT: u64 = 999_999_999_999_999_999;

/// Reads a number as Python's `Decimal` does after frictionless's clean-up of groups and marks.
pub fn read_number(text: &str, style: NumberStyle) -> Option<Value> {
    let stripped = strip_affixes(text.trim(), style.bare);
    if let Some(value) = read_decimal(stripped).filter(|_| style.decimal == '.' && style.group.is_none()) {
        return Some(value);
    }
    let mut cleaned = stripped.to_owned();
    if let Some(group) = style.group.filter(|group| !group.is_empty()) {
        cleaned = cleaned.replace(group, "");
    }
    if style.decimal != '.' {
        if cleaned.contains('.') {
            return None;
        }
        cleaned = cleaned.replace(style.decimal, ".");
    }
    // `Decimal` passes over every underscore.
    read_decimal(&cleaned.trim().replace('_', ""))
}

/// Reads an integer as Python's `int` does: a sign, digits, single underscores between them.
pub fn read_integer(text: &str, style: NumberStyle) -> Option<Value> {
    let text = strip_affixes(text.trim(), style.bare);
    if let Ok(number) = text.parse::<i64>() {
        return Some(Value::Integer(number));
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let grouped = digits.split('_').all(is_digits);
    if !grouped {
        return None;
    }
    let plain = text.replace('_', "");
    let short = plain.parse().map(Value::Integer).ok();
    short.or_else(|| BigDecimal::from_str(&plain).ok().map(|number| Value::Number(Box::new(number))))
}

/// What stands for a number kept as written, whose exponent is absurd, when it meets a bound.
fn estimate_magnitude(text: &str) -> Value {
    match (text.contains("e-") || text.contains("E-"), text.starts_with('-')) {
        (true, _) => Value::Integer(0),
        (false, false) => Value::NotANumber("INF"),
        (false, true) => Value::NotANumber("-INF"),
    }
}

/// What people write as a number: groups of three between spaces, a comma or a point.
///
/// Out: the characters with a point and without spaces, where that is what was written.
fn read_everyday(text: &str) -> Option<String> {
    let text = text.trim().replace('\u{2212}', "-");
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (&text[..1], rest.trim_start()),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let mut groups = whole.split([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    let first = groups.next().filter(|group| is_digits(group))?;
    let mut plain = format!("{sign}{first}");
    for group in groups {
        if first.len() > 3 || group.len() != 3 || !is_digits(group) {
            return None;
        }
        plain.push_str(group);
    }
    if digits.len() > whole.len() {
        if !is_digits(fraction) {
            return None;
        }
        plain.push('.');
        plain.push_str(fraction);
    }
    Some(plain)
}

/// Whether digits begin with a zero that says nothing of a quantity: `012`, but not `0` nor `0,5`.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(['+', '-']);
    digits.strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether there are ASCII digits, and nothing else.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Without what stands around the digits of a number that is not bare.
fn strip_affixes(text: &str, bare: bool) -> &str {
    if bare {
        return text;
    }
    text.trim_start_matches(|c: char| c != '-' && !c.is_ascii_digit())
        .trim_end_matches(|c: char| !c.is_ascii_digit())
}

/// `Decimal`'s grammar: sign, digits with a point, exponent; or infinity; or not a number.
fn read_decimal(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return read_named_number(text, unsigned);
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if !digits(whole) || !digits(fraction) || whole.len() + fraction.len() == 0 || !is_digits(power) {
        return None;
    }
    match power.parse() {
        Ok(0..=EXPONENT_LIMIT) => {}
        Ok(..=PYTHON_LIMIT) => return Some(Value::Text(text.into())),
        _ => return None,
    }
    BigDecimal::from_str(text).ok().map(|number| Value::Number(Box::new(number)))
}

fn read_named_number(text: &str, unsigned: &str) -> Option<Value> {
    let name = unsigned.to_ascii_lowercase();
    let payload = name.strip_prefix('s').unwrap_or(&name).strip_prefix("nan");
    if matches!(name.as_str(), "inf" | "infinity") {
        return Some(Value::NotANumber(if text.starts_with('-') { "-INF" } else { "INF" }));
    }
    payload
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .map(|_| Value::NotANumber("NaN"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(value: Option<Value>) -> String {
        match value {
            Some(Value::Number(number)) => number.to_plain_string(),
            Some(Value::Integer(number)) => number.to_string(),
            Some(Value::NotANumber(name)) => name.to_owned(),
            Some(Value::Text(text)) => format!("as written {text}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        for (written, expected) in [
            ("12.50", "12.50"),
            (" 7 ", "7"),
            ("+.5", "0.5"),
            ("5.", "5"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            ("1_000", "1000"),
            ("-Infinity", "-INF"),
            ("nan", "NaN"),
            ("1e99999", "as written 1e99999"),
            ("12,5", "None"),
            ("", "None"),
            (".", "None"),
            ("1e", "None"),
            ("0x10", "None"),
            ("--1", "None"),
        ] {
            assert_eq!(digits(read_number(written, PLAIN)), expected, "{written}");
        }
    }

    #[test]
    fn styles_change_what_is_read() {
        let french = NumberStyle { decimal: ',', group: Some(" "), bare: false };
        assert_eq!(digits(read_number("1 200,50 €", french)), "1200.50");
        assert_eq!(digits(read_number("1.5", french)), "None");
        assert_eq!(digits(read_integer("-95%", NumberStyle { bare: false, ..PLAIN })), "-95");
    }

    #[test]
    fn integers_are_those_of_python() {
        for (written, expected) in [
            ("007", "7"),
            ("+5", "5"),
            ("1_000", "1000"),
            ("99999999999999999999", "99999999999999999999"),
            ("1__0", "None"),
            ("_1", "None"),
            ("1.0", "None"),
            ("1e3", "None"),
            ("+", "None"),
        ] {
            assert_eq!(digits(read_integer(written, PLAIN)), expected, "{written}");
        }
    }

    #[test]
    fn people_group_by_three_and_write_a_comma() {
        for (written, expected) in [
            ("12,5", Some("12.5")),
            ("1 200,50", Some("1200.50")),
            ("1\u{a0}200\u{a0}000", Some("1200000")),
            ("1\u{202f}200", Some("1200")),
            ("- 5", Some("-5")),
            ("12 5", None),
            ("1200 000", None),
            ("1.200,50", None),
            ("12,", None),
        ] {
            assert_eq!(read_everyday(written).as_deref(), expected, "{written}");
        }
    }
}
