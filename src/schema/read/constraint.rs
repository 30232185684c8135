//! `constraints` and `advice`: what a value must, or should, satisfy.

use std::cmp::Ordering;

use super::super::parse::to_json;
use super::super::{AllowedValues, Constraints, Field, FieldType, Lexicon, Schema, Value};
use super::{pattern, strict};
use crate::diag::Diagnostics;
use crate::load::yaml::{Node, Pair};
use crate::schema::codes::{BOUNDS_CROSSED, CONSTRAINT_UNFIT, INVALID_PATTERN};
use crate::settings::{CONSTRAINTS, Keys};

/// Reads the constraints behind `key` of a field's descriptor. The field's type is known already.
pub fn read(keys: Keys, key: &str, field: &Field, schema: &Schema, diags: &mut Diagnostics) -> Constraints {
    let Some(keys) = keys.get(key).and_then(|node| Keys::open(node, &CONSTRAINTS, diags)) else {
        return Constraints::default();
    };
    match schema.lexicon {
        Lexicon::Everyday => keys.refuse_unknown(diags),
        Lexicon::Standard => strict::judge_constraints(keys, schema, diags),
    }
    let fits = |key: &str| fits(key, &field.kind, schema.lexicon);
    for pair in keys.pairs.iter().filter(|pair| CONSTRAINTS.has(&pair.key) && !fits(&pair.key)) {
        let (constraint, kind) = (pair.key.to_string(), field.kind.name().to_owned());
        diags.add(pair.key_span, CONSTRAINT_UNFIT.with("constraint", constraint).with("kind", kind));
    }
    let fitting = |key: &str| keys.pair(key).filter(|_| fits(key));
    let mut bound = |key: &str| fitting(key).and_then(|pair| field.read_literal(&pair.node, schema, diags));
    let length = |key: &str, diags: &mut Diagnostics| fitting(key).and_then(|_| keys.number(key, diags));
    let read = Constraints {
        minimum: bound("minimum"),
        maximum: bound("maximum"),
        exclusive_minimum: bound("exclusiveMinimum"),
        exclusive_maximum: bound("exclusiveMaximum"),
        required: keys.flag("required", diags),
        unique: keys.flag("unique", diags),
        min_length: length("minLength", diags),
        max_length: length("maxLength", diags),
        pattern: fitting("pattern").and_then(|pair| read_pattern(pair, schema.lexicon, diags)),
        allowed: fitting("enum")
            .map(|pair| read_allowed(&pair.node, field, schema, diags))
            .unwrap_or_default(),
    };
    // The other readers of a standard schema do not mind: there, the verdict is theirs.
    if schema.lexicon == Lexicon::Everyday {
        report_crossed(keys, &read, diags);
    }
    read
}

/// Reports the first two bounds that leave no value between them.
fn report_crossed(keys: Keys, read: &Constraints, diags: &mut Diagnostics) {
    let none = |least: &Option<Value>, most: &Option<Value>, too_much: fn(Ordering) -> bool| {
        let order = least.as_ref().zip(most.as_ref()).and_then(|(least, most)| least.compare(most));
        order.is_some_and(too_much)
    };
    let Constraints { minimum, maximum, exclusive_minimum: above, exclusive_maximum: below, .. } = read;
    let lengths = read.min_length.zip(read.max_length).is_some_and(|(least, most)| least > most);
    let judged = [
        ("minLength", "maxLength", lengths),
        ("minimum", "maximum", none(minimum, maximum, Ordering::is_gt)),
        ("minimum", "exclusiveMaximum", none(minimum, below, Ordering::is_ge)),
        ("exclusiveMinimum", "maximum", none(above, maximum, Ordering::is_ge)),
        ("exclusiveMinimum", "exclusiveMaximum", none(above, below, Ordering::is_ge)),
    ];
    if let Some((low, high, _)) = judged.into_iter().find(|(_, _, crossed)| *crossed)
        && let (Some(first), Some(second)) = (keys.get(low), keys.get(high))
    {
        let written = |node: &Node| node.as_text().unwrap_or_default().to_owned();
        let problem = BOUNDS_CROSSED
            .with("low", low)
            .with("least", written(first))
            .with("high", high)
            .with("most", written(second));
        diags.push(problem.at(second.span).with_related(first.span));
    }
}

/// Whether the standard allows a constraint for values of a type. Bounds of durations, which other readers
/// of a standard schema refuse, serve editors all the same.
fn fits(constraint: &str, kind: &FieldType, lexicon: Lexicon) -> bool {
    let suits = CONSTRAINTS.find(constraint).is_none_or(|key| key.suits(kind.name()));
    let bounds = constraint.ends_with("imum");
    suits && !(bounds && *kind == FieldType::Duration && lexicon == Lexicon::Standard)
}

fn read_pattern(
    pair: &Pair,
    lexicon: Lexicon,
    diags: &mut Diagnostics,
) -> Option<(String, fancy_regex::Regex)> {
    let pattern = pair.node.text_or(diags)?;
    let compiled = pattern::compile(pattern, lexicon);
    if compiled.is_none() {
        diags.add(pair.node.span, INVALID_PATTERN.with("pattern", pattern));
    }
    compiled.map(|compiled| (pattern.to_owned(), compiled))
}

fn read_allowed(node: &Node, field: &Field, schema: &Schema, diags: &mut Diagnostics) -> AllowedValues {
    let items = node.list_or(diags).unwrap_or_default();
    let mut read = |item: &Node| match schema.lexicon {
        Lexicon::Everyday => field.read_literal(item, schema, diags),
        // What is no value of the type is allowed in vain, and says nothing against the schema.
        Lexicon::Standard => field.read_native(item).or_else(|| Some(Value::Json(Box::new(to_json(item))))),
    };
    items.iter().filter_map(&mut read).collect()
}
