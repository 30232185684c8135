//! The ways of writing a value in the place of another.
//!
//! In: a document, a place in it, a value. Out: splices, the one that looks most like what stood there first. Never: a
//! promise that one reads back as it was meant.

use super::document::{EditedDocument, Holder, Splice, ValuePlace};
use super::value::EditValue;
use super::write_yaml::{quote_always, quote_scalar, to_scalar, write_pairs, write_value};
use crate::load::yaml::NodeValue;

/// Returns the ways of writing a value in the place of another, the best first.
pub(super) fn replacements(document: &EditedDocument, target: &ValuePlace, value: &EditValue) -> Vec<Splice> {
    let mut ways = Vec::new();
    let old = &document.text[document.range(target)];
    let is_block = !target.is_flow;
    match value {
        EditValue::Empty => ways.extend(nothing(document, target)),
        EditValue::Text(text) | EditValue::Literal(text) => {
            if is_block && text.contains('\n') {
                ways.extend(stack_below(document, target, value));
            }
            let is_single = old.starts_with('\'') && !text.contains(char::is_control);
            let like_old = match old.chars().next() {
                Some('\'') if is_single => format!("'{}'", text.replace('\'', "''")),
                Some('\'' | '"') => quote_always(text),
                _ => to_flow(value),
            };
            ways.push(inline(document, target, &like_old));
            ways.push(inline(document, target, &quote_always(text)));
        }
        EditValue::List(_) | EditValue::Map(_) => {
            if is_block {
                ways.extend(stack_below(document, target, value));
            }
            ways.push(inline(document, target, &to_flow(value)));
        }
    }
    ways
}

/// Returns how a value of one line stands in the place of another.
fn inline(document: &EditedDocument, target: &ValuePlace, written: &str) -> Splice {
    let range = document.range(target);
    let anchor = document.anchor(target);
    if range.is_empty() {
        // A key between brackets may stand without its colon.
        let lead = if anchor.is_some() { " " } else { ": " };
        return Splice { range, with: format!("{lead}{written}") };
    }
    match anchor.filter(|anchor| document.line_end(*anchor) < range.start) {
        // It stands on lines of its own below its key.
        Some(anchor) => {
            let line = document.line_end(anchor);
            let tail = &document.text[anchor..line];
            let between = &document.text[line..document.line_start(range.start)];
            let with = format!(" {written}{tail}{}", between.trim_end_matches(['\n', '\r']));
            Splice { range: anchor..document.end_of(target), with }
        }
        None => Splice { range, with: written.to_owned() },
    }
}

/// Returns the ways of writing nothing.
fn nothing(document: &EditedDocument, target: &ValuePlace) -> Vec<Splice> {
    let range = document.range(target);
    let null = inline(document, target, "null");
    let Some(anchor) = document.anchor(target) else { return vec![null] };
    let first = if document.line_end(anchor) < range.start {
        let below = inline(document, target, "");
        Splice { with: below.with.replacen(' ', "", 1), ..below }
    } else {
        Splice { range: anchor..document.end_of(target).max(anchor), with: String::new() }
    };
    vec![first, null]
}

/// Returns how a value of several lines stands below its key or behind its dash; `None` where something else than a
/// comment stands behind the one it replaces.
pub(super) fn stack_below(
    document: &EditedDocument,
    target: &ValuePlace,
    value: &EditValue,
) -> Option<Splice> {
    let text = document.text;
    let anchor = document.anchor(target)?;
    let mut out = String::new();
    match target.holder {
        Holder::Root => return None,
        Holder::Pair(pair) => {
            let indent = document.column(pair.key_span.range().start);
            write_value(
                &value.to_node(document.root.span),
                indent,
                anchor - pair.key_span.range().start,
                &mut out,
            );
        }
        Holder::Item => {
            let indent = document.column(anchor - 1);
            write_item(document, value, indent, &mut out);
        }
    }
    let out = out.strip_suffix('\n').unwrap_or(&out).replace('\n', document.line_break());
    let (first, rest) = match out.find(['\r', '\n']) {
        Some(at) => out.split_at(at),
        None => (out.as_str(), ""),
    };
    let end = document.end_of(target).max(anchor);
    let is_comment = |tail: &str| tail.trim().is_empty() || tail.trim_start().starts_with('#');
    let range = document.range(target);
    if range.is_empty() || document.line_end(anchor) >= range.start {
        let tail = &text[end..document.line_end(end)];
        let lead = if first.trim().is_empty() { "" } else { " " };
        let with = format!("{lead}{}{}{rest}", first.trim(), tail.trim_end());
        return is_comment(tail).then(|| Splice { range: anchor..document.line_end(end), with });
    }
    let line = document.line_end(anchor);
    let between = text[line..document.line_start(range.start)].trim_end_matches(['\n', '\r']);
    let with = format!("{first}{}{between}{rest}", &text[anchor..line]);
    is_comment(&text[anchor..line]).then_some(Splice { range: anchor..end, with })
}

/// Writes an item behind its dash, which stands at that column.
pub(super) fn write_item(document: &EditedDocument, value: &EditValue, indent: usize, out: &mut String) {
    let node = value.to_node(document.root.span);
    match &node.value {
        NodeValue::Map(pairs) if !pairs.is_empty() => {
            let mut lines = String::from("- ");
            write_pairs(pairs, indent + 2, &mut lines);
            out.push_str(&lines[1..]);
        }
        NodeValue::Null => out.push_str(" null\n"),
        _ => write_value(&node, indent, 1, out),
    }
}

/// Returns a value on one line.
pub(super) fn to_flow(value: &EditValue) -> String {
    match value {
        EditValue::Empty => "null".to_owned(),
        EditValue::Text(text) => quote_scalar(text),
        EditValue::Literal(text) => to_scalar(text, true),
        EditValue::List(items) => format!("[{}]", items.iter().map(to_flow).collect::<Vec<_>>().join(", ")),
        EditValue::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| format!("{}: {}", quote_scalar(key), to_flow(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
