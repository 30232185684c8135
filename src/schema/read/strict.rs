//! What other readers refuse in a standard schema file, so that the verdict on it is theirs.
//!
//! In: the keys of a schema, of a field, of its constraints. Out: errors where they stand. Never: a
//! judgement on keys that the standard does not know, which are metadata.

use super::super::{Field, Schema};
use super::field_type::read_plain_type;
use crate::diag::{Diagnostics, Owner, nearest};
use crate::load::codes::{MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE};
use crate::load::yaml::{Node, NodeValue, Pair};
use crate::settings::codes::INVALID_SETTING;
use crate::settings::{CONSTRAINTS, Keys, choose};

const MATCHES: [&str; 5] = ["exact", "equal", "subset", "superset", "partial"];

/// Judges the properties of a schema: its name, how columns match, labels of missing values.
pub fn judge_schema(keys: Keys, schema: &Schema, diags: &mut Diagnostics) {
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
        choose(text, node.span, &MATCHES, diags);
    }
    judge_missing_values(keys, schema, diags);
}

/// Judges a field, whose type is known: its example, and what should stand elsewhere.
pub fn judge_field(keys: Keys, field: &Field, schema: &Schema, diags: &mut Diagnostics) {
    if let Some(pair) = keys.foreign_pair("required") {
        let (key, nearest) = (pair.key.to_string(), Some("constraints".to_owned()));
        diags.add(pair.key_span, UNKNOWN_KEY.of(&Owner::Field).with("key", key).with("nearest", nearest));
    }
    refuse_quoted(keys.pair("bareNumber"), "boolean", diags);
    judge_missing_values(keys, schema, diags);
    let kind = read_plain_type(keys, &field.kind);
    if let Some(node) = keys.get("example").filter(|node| !is_nothing(node)) {
        let example = Field { kind, ..Field::new(&field.name, field.span) };
        if example.read_native(node).is_none() {
            diags.add(node.span, example.to_wrong_type(node));
        }
    }
}

/// Judges constraints: their names, the kinds of their values, the version of the standard that has them.
pub fn judge_constraints(keys: Keys, schema: &Schema, diags: &mut Diagnostics) {
    for pair in keys.pairs {
        match &*pair.key {
            key if !CONSTRAINTS.has(key) => {
                let (key, nearest) = (key.to_owned(), nearest(key, CONSTRAINTS.names()));
                let owner = &Owner::Constraints;
                diags.add(pair.key_span, UNKNOWN_KEY.of(owner).with("key", key).with("nearest", nearest));
            }
            "required" | "unique" => refuse_quoted(Some(pair), "boolean", diags),
            "minLength" | "maxLength" => refuse_quoted(Some(pair), "number", diags),
            "exclusiveMinimum" | "exclusiveMaximum" => require_version(pair, schema, diags),
            _ => {}
        }
    }
}

/// Mappings among missing values came with the second version.
fn judge_missing_values(keys: Keys, schema: &Schema, diags: &mut Diagnostics) {
    if let Some(pair) = keys.pair("missingValues")
        && pair.node.as_list().is_some_and(|items| items.iter().any(|item| item.as_map().is_some()))
    {
        require_version(pair, schema, diags);
    }
}

/// A schema that says nothing is of the first version; one with a profile of its own may be of any.
fn require_version(pair: &Pair, schema: &Schema, diags: &mut Diagnostics) {
    let profile = schema.metadata.get("$schema").and_then(serde_json::Value::as_str).unwrap_or_default();
    if profile.is_empty() || profile.contains("//datapackage.org/profiles/1.") {
        diags.add(pair.key_span, MISSING_KEY.of(&Owner::Schema).with("key", "$schema"));
    }
}

/// A number or a truth, not the text of one.
fn refuse_quoted(pair: Option<&Pair>, expected: &'static str, diags: &mut Diagnostics) {
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
