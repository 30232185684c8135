//! What other readers refuse in a standard schema file, so that the verdict on it is theirs.
//!
//! In: the keys of a schema, of a field, of its constraints. Out: errors where they stand. Never: a
//! judgement on keys that the standard does not know, which are metadata.

use super::super::{Field, Schema};
use super::field::plain_kind;
use crate::config::codes::INVALID_SETTING;
use crate::diag::{Diagnostics, Owner, nearest};
use crate::load::codes::{MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE};
use crate::load::keys::{Keys, choice};
use crate::load::yaml::{Node, NodeValue, Pair};

const MATCHES: [&str; 5] = ["exact", "equal", "subset", "superset", "partial"];

/// Judges the properties of a schema: its name, how columns match, labels of missing values.
pub fn schema(keys: Keys, schema: &Schema, diags: &mut Diagnostics) {
    if let Some(name) = keys.text("name", diags)
        && let Some(node) = keys.get("name")
    {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._/".contains(c);
        if name.is_empty() || !name.chars().all(plain) {
            diags.add(node.span, INVALID_SETTING.choose("key", "name").with("value", name));
        }
    }
    if let Some(node) = keys.get("fieldsMatch")
        && let Some(text) = node.as_text()
    {
        choice(text, node.span, &MATCHES, diags);
    }
    missing_values(keys, schema, diags);
}

/// Judges a field, whose type is known: its example, and what should stand elsewhere.
pub fn field(keys: Keys, field: &Field, schema: &Schema, diags: &mut Diagnostics) {
    if let Some(pair) = keys.pair("required") {
        let (key, nearest) = (pair.key.to_string(), Some("constraints".to_owned()));
        diags.add(pair.key_span, UNKNOWN_KEY.of(&Owner::Field).with("key", key).with("nearest", nearest));
    }
    unquoted(keys.pair("bareNumber"), "boolean", diags);
    missing_values(keys, schema, diags);
    let kind = plain_kind(keys, &field.kind);
    if let Some(node) = keys.get("example").filter(|node| !is_nothing(node)) {
        let example = Field { kind, ..Field::new(&field.name, field.span) };
        if example.read_native(node).is_none() {
            diags.add(node.span, example.to_wrong_type(node));
        }
    }
}

/// Judges constraints: their names, the kinds of their values, the version of the standard that has them.
pub fn constraints(keys: Keys, known: &[&str], schema: &Schema, diags: &mut Diagnostics) {
    for pair in keys.pairs {
        match &*pair.key {
            key if !known.contains(&key) => {
                let (key, nearest) = (key.to_owned(), nearest(key, known.iter().copied()));
                diags.add(
                    pair.key_span,
                    UNKNOWN_KEY.of(&Owner::Constraints).with("key", key).with("nearest", nearest),
                );
            }
            "required" | "unique" => unquoted(Some(pair), "boolean", diags),
            "minLength" | "maxLength" => unquoted(Some(pair), "number", diags),
            "exclusiveMinimum" | "exclusiveMaximum" => second_version(pair, schema, diags),
            _ => {}
        }
    }
}

/// Mappings among missing values came with the second version.
fn missing_values(keys: Keys, schema: &Schema, diags: &mut Diagnostics) {
    if let Some(pair) = keys.pair("missingValues")
        && pair.node.as_list().is_some_and(|items| items.iter().any(|item| item.as_map().is_some()))
    {
        second_version(pair, schema, diags);
    }
}

/// A schema that says nothing is of the first version; one with a profile of its own may be of any.
fn second_version(pair: &Pair, schema: &Schema, diags: &mut Diagnostics) {
    let profile = schema.metadata.get("$schema").and_then(serde_json::Value::as_str).unwrap_or_default();
    if profile.is_empty() || profile.contains("//datapackage.org/profiles/1.") {
        diags.add(pair.key_span, MISSING_KEY.of(&Owner::Schema).with("key", "$schema"));
    }
}

/// A number or a truth, not the text of one.
fn unquoted(pair: Option<&Pair>, expected: &'static str, diags: &mut Diagnostics) {
    if let Some(Pair { node: Node { span, value: NodeValue::Text { quoted: true, .. } }, .. }) = pair {
        diags.add(*span, WRONG_SHAPE.choose("expected", expected));
    }
}

/// What counts as no example: an empty text or list, zero, false.
fn is_nothing(node: &Node) -> bool {
    match &node.value {
        NodeValue::Null => true,
        NodeValue::Text { text, quoted: true } => text.is_empty(),
        NodeValue::Text { text, quoted: false } => {
            text.is_empty() || &**text == "false" || text.parse::<f64>().is_ok_and(|number| number == 0.0)
        }
        NodeValue::List(items) => items.is_empty(),
        NodeValue::Map(pairs) => pairs.is_empty(),
    }
}
