//! Times of day, and moments of a day.
//!
//! In: characters, in the form that a schema declares or as people write them. Out: a time, a moment. Never: a zone's rules,
//! nor an hour that was not written.

use serde_json::{Value as Json, json};

use super::super::{Constraints, Lexicon, Value};
use super::{FilterKind, Limits, Reading, Refusal, TypeFacts, TypeRules, everyday, iso, strptime};

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeType {
    /// As for a date.
    pub format: String,
}

/// A date and a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateTimeType {
    /// As for a date.
    pub format: String,
}

impl TypeRules for TimeType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "time",
            example: Some("09:30:00".into()),
            format: None,
            limits: Limits::Range,
            json: (Some("string"), None),
            xsd: Some("time"),
            filter: None,
            help: Some("time"),
        }
    }

    /// A time that says its offset from UTC stays as written: a time of day without a day has no instant.
    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let in_everyday = lexicon == Lexicon::Everyday;
        let text = if in_everyday { text.trim() } else { text };
        let with_seconds = text.len() >= 8 && text.as_bytes()[5] == b':';
        let of_iso = || iso::read_time(text).map(|(time, offset, _)| (time, offset));
        let read = match self.format.as_str() {
            "default" if with_seconds => of_iso(),
            // Four characters or fewer are no time in ISO 8601 that anybody writes, but a year or a number.
            "any" if text.len() > 4 => of_iso(),
            "default" | "any" => None,
            pattern => strptime::read_moment(text, pattern).map(|(moment, offset)| (moment.time(), offset)),
        };
        let as_people_do = in_everyday || self.format == "any";
        match read {
            Some((_, Some(_))) => Ok(Value::Text(text.into())),
            Some((time, None)) => Ok(Value::Time(time)),
            None if as_people_do => everyday::read_time(text).map(Value::Time).ok_or(Refusal::Type),
            None => Err(Refusal::Type),
        }
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![json!({"type": ["string", "number"]})]
    }
}

impl TypeRules for DateTimeType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "datetime",
            example: Some("2015-06-03T09:30:00".into()),
            format: None,
            limits: Limits::Range,
            json: (Some("string"), None),
            xsd: Some("dateTime"),
            filter: Some(FilterKind::Moment),
            help: Some("datetime"),
        }
    }

    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let in_everyday = lexicon == Lexicon::Everyday;
        let text = if in_everyday { text.trim() } else { text };
        let read = match self.format.as_str() {
            "default" if text.len() >= 19 && text.as_bytes()[16] == b':' => iso::read_moment(text),
            "default" => None,
            "any" => iso::read_full_moment(text),
            pattern => strptime::read_moment(text, pattern),
        };
        let as_people_do = in_everyday || self.format == "any";
        let people = || everyday::read_moment(text).filter(|_| as_people_do).map(|moment| (moment, None));
        let (moment, offset) = read.or_else(people).ok_or(Refusal::Type)?;
        Ok(Value::DateTime(moment, offset))
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![json!({"type": ["string", "number"]})]
    }
}
