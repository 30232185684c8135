//! Whether a typed value keeps the constraints of its field.

use super::super::{Constraints, Field, Lexicon, Value};
use crate::diag::{Diagnostic, Diagnostics, Problem, Severity, nearest};
use crate::load::yaml::Node;
use crate::schema::codes::{
    NOT_ABOVE, NOT_ALLOWED, NOT_BELOW, PATTERN_MISMATCH, TOO_LARGE, TOO_LONG, TOO_SHORT, TOO_SMALL,
};
use crate::source::Span;

/// Reports every broken constraint as an error, every broken advice as a warning.
pub fn check_constraints(
    field: &Field,
    value: &Value,
    node: &Node,
    lexicon: Lexicon,
    diags: &mut Diagnostics,
) {
    let mut report = |severity, span: Span, problem: Problem| {
        diags.push(Diagnostic { severity, ..problem.at(span) });
    };
    for (constraints, severity) in [(&field.constraints, Severity::Error), (&field.advice, Severity::Warning)]
    {
        check_length(field, value, constraints, &mut |problem| report(severity, node.span, problem));
        check_bounds(field, value, constraints, &mut |problem| report(severity, node.span, problem));
        check_allowed(field, value, constraints, &mut |problem| report(severity, node.span, problem));
    }
    if !field.categories.is_empty() {
        // The standard's other readers pass over categories: in a standard schema they only advise.
        let severity = if lexicon == Lexicon::Standard { Severity::Warning } else { Severity::Error };
        check_categories(field, value, node, &mut |span, problem| report(severity, span, problem));
    }
}

fn check_length(field: &Field, value: &Value, constraints: &Constraints, report: &mut impl FnMut(Problem)) {
    if constraints.min_length.is_none() && constraints.max_length.is_none() {
        return;
    }
    let length = match value {
        Value::Text(text) => text.chars().count(),
        Value::List(items) => items.len(),
        Value::Rows(rows) => rows.len(),
        Value::Json(json) => {
            json.as_array().map_or_else(|| json.as_object().map_or(0, serde_json::Map::len), Vec::len)
        }
        _ => return,
    };
    let name = || field.name.clone();
    if let Some(minimum) = constraints.min_length.filter(|minimum| length < *minimum) {
        report(TOO_SHORT.with("field", name()).with("length", length).with("minimum", minimum));
    }
    if let Some(maximum) = constraints.max_length.filter(|maximum| length > *maximum) {
        report(TOO_LONG.with("field", name()).with("length", length).with("maximum", maximum));
    }
}

fn check_bounds(field: &Field, value: &Value, constraints: &Constraints, report: &mut impl FnMut(Problem)) {
    let stands_for = value.as_text().and_then(|text| field.kind.rules().estimate(text));
    let measured = stands_for.as_ref().unwrap_or(value);
    let below = |bound: &Value| measured.compare(bound).map(std::cmp::Ordering::is_lt);
    let above = |bound: &Value| measured.compare(bound).map(std::cmp::Ordering::is_gt);
    // What is not a number is within no bounds; what has no order is not judged.
    let unordered = matches!(value, Value::NotANumber("NaN"));
    let facts = |bound: &Value| (field.name.clone(), value.to_cell(field), bound.to_cell(field));
    if let Some(bound) = constraints.minimum.as_ref().filter(|bound| below(bound).unwrap_or(unordered)) {
        let (field, value, minimum) = facts(bound);
        report(TOO_SMALL.with("field", field).with("value", value).with("minimum", minimum));
    }
    if let Some(bound) = constraints.maximum.as_ref().filter(|bound| above(bound).unwrap_or(unordered)) {
        let (field, value, maximum) = facts(bound);
        report(TOO_LARGE.with("field", field).with("value", value).with("maximum", maximum));
    }
    if let Some(bound) = &constraints.exclusive_minimum
        && !above(bound).unwrap_or(!unordered)
    {
        let (field, value, bound) = facts(bound);
        report(NOT_ABOVE.with("field", field).with("value", value).with("bound", bound));
    }
    if let Some(bound) = &constraints.exclusive_maximum
        && !below(bound).unwrap_or(!unordered)
    {
        let (field, value, bound) = facts(bound);
        report(NOT_BELOW.with("field", field).with("value", value).with("bound", bound));
    }
}

fn check_allowed(field: &Field, value: &Value, constraints: &Constraints, report: &mut impl FnMut(Problem)) {
    if let(Some((pattern, expression ) ), Value::Text(text ) ) =(& constraints.pattern, value )
// An expression that gives up on a text (too much back-tracking) has not verified it.
&& ! expression.is_match(& * * text ).is_ok_and(| fits | fits )
    {
        let (field, value) = (field.name.clone(), text.to_string());
        report(PATTERN_MISMATCH.with("field", field).with("value", value).with("pattern", pattern));
    }
    if !constraints.allowed.is_empty() && !constraints.allowed.contains(value) {
        let allowed = constraints.allowed.iter().map(|allowed| allowed.to_cell(field)).collect();
        report(refuse(field, value.to_cell(field), allowed));
    }
}

/// Each value, or each item of a list, is one of the categories.
fn check_categories(field: &Field, value: &Value, node: &Node, report: &mut impl FnMut(Span, Problem)) {
    let mut judge = |value: &Value, span| {
        let known = match value {
            Value::Text(text) => field.category(text).is_some(),
            value => field.category(&value.to_cell(field)).is_some(),
        };
        if !known {
            let allowed = field.categories.iter().map(|category| category.value.clone()).collect();
            report(span, refuse(field, value.to_cell(field), allowed));
        }
    };
    match value {
        Value::List(items) => {
            // Items of one cell, and lists with empty places, have no places of their own.
            let written = node.as_list().filter(|written| written.len() == items.len());
            let span = |at: usize| written.map_or(node.span, |written| written[at].span);
            items.iter().enumerate().for_each(|(at, item)| judge(item, span(at)));
        }
        _ => judge(value, node.span),
    }
}

/// Whether a text is among the values that a field, or the items of a list, may have.
pub fn is_allowed(field: &Field, text: &str) -> bool {
    let allowed = field.constraints.allowed.iter().any(|value| value.to_cell(field) == text);
    allowed || field.category(text).is_some()
}

fn refuse(field: &Field, value: String, allowed: Vec<String>) -> Problem {
    let nearest = nearest(&value, allowed.iter().map(String::as_str));
    NOT_ALLOWED
        .with("field", &field.name)
        .with("value", value)
        .with("allowed", allowed)
        .with("nearest", nearest)
}
