//! Values of JSON's own: arrays, objects, anything.
//!
//! In: characters, JSON. Out: JSON of the shape that the type asks for. Never: what stands in it.

use serde_json::{Value as Json, json};

use super::super::{Constraints, Lexicon, Value};
use super::{FilterKind, Limits, Reading, Refusal, TypeFacts, TypeRules, read_json_text};

/// A JSON array, or rows nested in a record.
#[derive(Clone, Copy, Debug)]
pub struct ArrayType;

/// A JSON object.
#[derive(Clone, Copy, Debug)]
pub struct ObjectType;

/// A value of any type.
#[derive(Clone, Copy, Debug)]
pub struct AnyType;

/// Reads the JSON in a cell, where it has the shape asked for.
pub(super) fn read_cell(text: &str, fits: fn(&Json) -> bool) -> Reading {
    let json = serde_json::from_str(text).map_err(|_| Refusal::Type)?;
    keep(json, fits)
}

/// Returns JSON as a value, where it has the shape asked for.
pub(super) fn keep(json: Json, fits: fn(&Json) -> bool) -> Reading {
    if fits(&json) { Ok(Value::Json(Box::new(json))) } else { Err(Refusal::Type) }
}

impl TypeRules for ArrayType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "array",
            example: Some("[1, 2]".into()),
            format: None,
            limits: Limits::Length,
            json: (Some("array"), None),
            xsd: None,
            filter: None,
            help: None,
        }
    }

    fn read(&self, text: &str, _: Lexicon) -> Reading {
        read_cell(text, Json::is_array)
    }

    fn read_json(&self, json: &Json) -> Reading {
        if json.is_object() || json.is_array() {
            return keep(json.clone(), Json::is_array);
        }
        read_json_text(self, json)
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![json!({"type": "array"}), json!({"type": "string", "pattern": "^\\s*\\["})]
    }
}

impl TypeRules for ObjectType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "object",
            example: Some(r#"{"a": 1}"#.into()),
            format: None,
            limits: Limits::Length,
            json: (Some("object"), None),
            xsd: None,
            filter: None,
            help: Some("json"),
        }
    }

    fn read(&self, text: &str, _: Lexicon) -> Reading {
        read_cell(text, Json::is_object)
    }

    fn read_json(&self, json: &Json) -> Reading {
        if json.is_object() || json.is_array() {
            return keep(json.clone(), Json::is_object);
        }
        read_json_text(self, json)
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        describe_object()
    }
}

/// What an editor accepts as an object.
pub(super) fn describe_object() -> Vec<Json> {
    vec![json!({"type": "object"}), json!({"type": "string", "pattern": "^\\s*\\{"})]
}

impl TypeRules for AnyType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "any",
            example: None,
            format: None,
            limits: Limits::None,
            json: (None, None),
            xsd: None,
            filter: Some(FilterKind::Choice),
            help: None,
        }
    }

    fn read(&self, text: &str, _: Lexicon) -> Reading {
        Ok(Value::Text(text.into()))
    }

    fn read_json(&self, json: &Json) -> Reading {
        match json {
            Json::Null => Err(Refusal::Type),
            Json::String(text) => Ok(Value::Text(text.as_str().into())),
            json => Ok(Value::Json(Box::new(json.clone()))),
        }
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![json!({})]
    }
}
