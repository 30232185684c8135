//! `constraints` and `advice`: what a value must, or should, satisfy.

use super::super::{Constraints, Field, FieldType, Lexicon, Schema, Value};
use super::keys::{Keys, Otherwise};
use super::pattern;
use crate::diag::{Diagnostics, Owner, Problem, Shape};
use crate::load::yaml::{Node, Pair};

const KNOWN: [&str; 10] = [
    "required",
    "unique",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "pattern",
    "enum",
];

/// Reads the constraints behind `key` of a field's descriptor. The field's type is known already.
///
/// In a standard schema file, what the standard does not know or does not allow for the type is passed over.
pub fn read(keys: Keys, key: &str, field: &Field, schema: &Schema, diags: &mut Diagnostics) -> Constraints {
    let Some(keys) = keys.get(key).and_then(|node| Keys::of(node, diags)) else {
        return Constraints::default();
    };
    if schema.lexicon == Lexicon::Everyday {
        keys.only(&KNOWN, &Owner::Constraints, diags);
    }
    for pair in keys.pairs.iter().filter(|pair| KNOWN.contains(&&*pair.key) && !fits(&pair.key, &field.kind))
    {
        if schema.lexicon == Lexicon::Everyday {
            let (constraint, kind) = (pair.key.to_string(), field.kind.name().to_owned());
            diags.error(pair.key_span, Problem::ConstraintUnfit { constraint, kind });
        }
    }
    let fitting = |key: &str| keys.pair(key).filter(|_| fits(key, &field.kind));
    let mut bound = |key: &str| fitting(key).and_then(|pair| field.read_literal(&pair.node, schema, diags));
    Constraints {
        minimum: bound("minimum"),
        maximum: bound("maximum"),
        exclusive_minimum: bound("exclusiveMinimum"),
        exclusive_maximum: bound("exclusiveMaximum"),
        required: keys.flag("required", Otherwise::False, diags),
        unique: keys.flag("unique", Otherwise::False, diags),
        min_length: fitting("minLength").and_then(|pair| length(&pair.node, diags)),
        max_length: fitting("maxLength").and_then(|pair| length(&pair.node, diags)),
        pattern: fitting("pattern").and_then(|pair| expression(pair, schema.lexicon, diags)),
        allowed: fitting("enum").map(|pair| allowed(&pair.node, field, schema, diags)).unwrap_or_default(),
    }
}

/// Whether the standard allows a constraint for values of a type.
fn fits(constraint: &str, kind: &FieldType) -> bool {
    match constraint {
        "minLength" | "maxLength" => matches!(
            kind,
            FieldType::String(_) | FieldType::List { .. } | FieldType::Array | FieldType::Object
        ),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => matches!(
            kind,
            FieldType::Number { .. }
                | FieldType::Integer { .. }
                | FieldType::Date { .. }
                | FieldType::Time { .. }
                | FieldType::DateTime { .. }
                | FieldType::Year
                | FieldType::YearMonth
                | FieldType::Duration
        ),
        "pattern" => matches!(kind, FieldType::String(_)),
        "enum" => !matches!(kind, FieldType::List { .. }),
        _ => true,
    }
}

fn length(node: &Node, diags: &mut Diagnostics) -> Option<usize> {
    let length = node.as_text().and_then(|text| text.parse().ok());
    if length.is_none() {
        diags.error(node.span, Problem::WrongShape { expected: Shape::Number });
    }
    length
}

fn expression(
    pair: &Pair,
    lexicon: Lexicon,
    diags: &mut Diagnostics,
) -> Option<(String, fancy_regex::Regex)> {
    let pattern = pair.node.text_or(diags)?;
    let compiled = pattern::compile(pattern, lexicon);
    if compiled.is_none() {
        diags.error(pair.node.span, Problem::InvalidPattern { pattern: pattern.to_owned() });
    }
    compiled.map(|compiled| (pattern.to_owned(), compiled))
}

fn allowed(node: &Node, field: &Field, schema: &Schema, diags: &mut Diagnostics) -> Vec<Value> {
    let items = node.list_or(diags).unwrap_or_default();
    items.iter().filter_map(|item| field.read_literal(item, schema, diags)).collect()
}
