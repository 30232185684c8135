//! Values in one cell, between delimiters; in JSON and YAML, a list.
//!
//! In: characters, JSON. Out: a list of values of the items' type. Never: the place of an item.

use serde_json::{Value as Json, json};

use super::super::{Constraints, Lexicon, Value};
use super::{FieldType, FilterKind, Limits, Reading, Refusal, TypeFacts, TypeRules, read_json_text};

/// A list, and how it stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListType {
    pub delimiter: String,
    pub items: Box<FieldType>,
}

impl ListType {
    /// Returns the name that its items go by in the standard.
    #[must_use]
    pub fn item_type(&self) -> &'static str {
        match self.items.name() {
            name @ ("integer" | "boolean" | "number" | "datetime" | "date" | "time") => name,
            _ => "string",
        }
    }
}

impl TypeRules for ListType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "list",
            example: None,
            format: None,
            limits: Limits::Length,
            json: (Some("array"), None),
            xsd: None,
            filter: Some(FilterKind::Choice),
            help: None,
        }
    }

    /// In everyday characters, blanks around items and empty places count for nothing.
    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let read = |item: &str| self.items.rules().read(item, lexicon);
        let items = text.split(self.delimiter.as_str());
        let values: Result<Vec<Value>, Refusal> = match lexicon {
            Lexicon::Everyday => items.map(str::trim).filter(|item| !item.is_empty()).map(read).collect(),
            Lexicon::Standard if self.delimiter.is_empty() => Err(Refusal::Type),
            Lexicon::Standard => items.map(read).collect(),
        };
        values.map(Value::List).map_err(|_| Refusal::Type)
    }

    fn read_json(&self, json: &Json) -> Reading {
        let Some(items) = json.as_array() else { return read_json_text(self, json) };
        items.iter().map(|item| self.items.rules().read_json(item)).collect::<Result<_, _>>().map(Value::List)
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![json!({})]
    }
}
