//! Lengths of time, as a type: [`crate::schema::Duration`] has the grammar.
//!
//! In: characters. Out: a duration. Never: one that is finer than months, or longer than others read; the former stays as written.

use serde_json::{Value as Json, json};

use super::super::duration::{Duration, IsoDuration};
use super::super::{Constraints, Lexicon, Value};
use super::{FilterKind, Limits, Reading, Refusal, TypeFacts, TypeRules};

/// A length of time.
#[derive(Clone, Copy, Debug)]
pub struct DurationType;

impl TypeRules for DurationType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "duration",
            example: Some("45 min".into()),
            format: None,
            limits: Limits::None,
            json: (Some("string"), Some("duration")),
            xsd: Some("duration"),
            filter: Some(FilterKind::Amount),
            help: Some("duration"),
        }
    }

    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let everyday = lexicon == Lexicon::Everyday;
        let text = if everyday { text.trim() } else { text };
        match Duration::read_iso(text) {
            IsoDuration::Held(duration) => Ok(Value::Duration(duration)),
            IsoDuration::TooFine => Ok(Value::Text(text.into())),
            IsoDuration::Invalid if everyday => {
                Duration::read_everyday(text).map(Value::Duration).ok_or(Refusal::Type)
            }
            IsoDuration::Invalid => Err(Refusal::Type),
        }
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![json!({"type": "string", "pattern": "^\\s*([+-]?P|[0-9])"})]
    }
}
