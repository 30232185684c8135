//! One value of a YAML text or of a header written in place of another, or where there was none.
//!
//! In: a text, a path, a value. Out: the text with the value in it. Never: a byte of another value touched, a text
//! that does not read back as it was meant: each way of writing is read before it is taken.

use super::document::{EditedDocument, Holder, Splice, ValuePlace};
use super::forms::{replacements, stack_below, to_flow, write_item};
use super::remove_value::remove_value;
use super::value::{EditFault, EditValue, PathStep, TextFormat};
use super::write_yaml::{quote_scalar, write_pairs};
use crate::load::yaml::{Node, NodeValue, Pair};

/// Writes a value where a path leads; keys that are missing on the way are made.
pub(super) fn set_value(
    text: &str,
    format: TextFormat,
    path: &[PathStep],
    value: &EditValue,
) -> Result<String, EditFault> {
    let document = EditedDocument::parse(text, format)?;
    if document.yaml.is_none() {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let end = document.line_break();
        let text = format!("{}---{end}---{end}{}", &text[..start], &text[start..]);
        return set_value(&text, format, path, value);
    }
    let mut expected = document.value();
    expected.set(path, value).ok_or(EditFault::NoSuchPlace)?;
    let Some(target) = document.find(path) else {
        let (last, holder) = path.split_last().ok_or(EditFault::NoSuchPlace)?;
        let standing = document.find(holder).map(|target| &target.node.value);
        return match (last, standing) {
            (PathStep::Key(key), Some(NodeValue::Map(_))) => {
                insert_pair(&document, holder, key, value, &expected)
            }
            (PathStep::Key(_), Some(NodeValue::Null)) if holder.is_empty() => {
                begin(&document, path, value, &expected)
            }
            (PathStep::Key(key), Some(NodeValue::Null) | None) => {
                let map = EditValue::Map(vec![((*key).to_owned(), value.clone())]);
                set_value(text, format, holder, &map)
            }
            (PathStep::Item(at), Some(NodeValue::List(_))) => insert_item(text, format, holder, *at, value),
            _ => Err(EditFault::NoSuchPlace),
        };
    };
    if EditValue::from(target.node).to_characters() == value.to_characters() {
        return Ok(text.to_owned());
    }
    let inside = match (&target.node.value, value) {
        (NodeValue::List(items), EditValue::List(wanted)) if !items.is_empty() && !wanted.is_empty() => {
            change_list(text, format, path, items, wanted).ok()
        }
        (NodeValue::Map(pairs), EditValue::Map(wanted)) if !pairs.is_empty() && !wanted.is_empty() => {
            change_map(text, format, path, pairs, wanted).ok()
        }
        _ => None,
    };
    match inside {
        Some(text) => Ok(text),
        None => document.apply(replacements(&document, &target, value), &expected),
    }
}

/// Puts an item into a list, before the one of that number or at its end.
pub(super) fn insert_item(
    text: &str,
    format: TextFormat,
    path: &[PathStep],
    at: usize,
    value: &EditValue,
) -> Result<String, EditFault> {
    let document = EditedDocument::parse(text, format)?;
    let mut expected = document.value();
    expected.insert(path, at, value).ok_or(EditFault::NoSuchPlace)?;
    let list = document.find(path).ok_or(EditFault::NoSuchPlace)?;
    let NodeValue::List(items) = &list.node.value else { return Err(EditFault::NoSuchPlace) };
    let candidates = if list.is_flow {
        flow_items(&list, items, at, value)
    } else {
        block_items(&document, &list, items, at, value)
    };
    // The whole list is written anew where nothing can be put into it.
    let mut whole = EditValue::from(list.node);
    whole.insert(&[], at, value).ok_or(EditFault::NoSuchPlace)?;
    document.apply(candidates.into_iter().chain(replacements(&document, &list, &whole)), &expected)
}

/// Writes what differs between two lists: what they begin and end with alike stays as it is.
fn change_list(
    text: &str,
    format: TextFormat,
    path: &[PathStep],
    items: &[Node],
    wanted: &[EditValue],
) -> Result<String, EditFault> {
    let old: Vec<String> = items.iter().map(|item| EditValue::from(item).to_characters()).collect();
    let new: Vec<String> = wanted.iter().map(EditValue::to_characters).collect();
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = rest.take_while(|(old, new)| old == new).count();
    let (old, new) = (head..old.len() - tail, head..new.len() - tail);
    let mut text = text.to_owned();
    let both = old.len().min(new.len());
    for (at, value) in wanted.iter().enumerate().skip(head).take(both) {
        text = set_value(&text, format, &[path, &[PathStep::Item(at)]].concat(), value)?;
    }
    for at in (head + both..old.end).rev() {
        text = remove_value(&text, format, &[path, &[PathStep::Item(at)]].concat())?;
    }
    for (at, value) in wanted.iter().enumerate().take(new.end).skip(head + both) {
        text = insert_item(&text, format, path, at, value)?;
    }
    Ok(text)
}

/// Writes what differs between two mappings; the keys stay in their order.
fn change_map(
    text: &str,
    format: TextFormat,
    path: &[PathStep],
    pairs: &[Pair],
    wanted: &[(String, EditValue)],
) -> Result<String, EditFault> {
    let mut text = text.to_owned();
    for (key, value) in wanted {
        text = set_value(&text, format, &[path, &[PathStep::Key(key)]].concat(), value)?;
    }
    for pair in pairs.iter().filter(|pair| wanted.iter().all(|(key, _)| **key != *pair.key)) {
        text = remove_value(&text, format, &[path, &[PathStep::Key(&pair.key)]].concat())?;
    }
    Ok(text)
}

/// Writes the first key of a text that holds none yet.
fn begin(
    document: &EditedDocument,
    path: &[PathStep],
    value: &EditValue,
    expected: &EditValue,
) -> Result<String, EditFault> {
    let yaml = document.yaml.clone().ok_or(EditFault::NoSuchPlace)?;
    let mut root = EditValue::Empty;
    root.set(path, value).ok_or(EditFault::NoSuchPlace)?;
    let mut lines = String::new();
    if let NodeValue::Map(pairs) = &root.to_node(document.root.span).value {
        write_pairs(pairs, 0, &mut lines);
    }
    let lines = lines.replace('\n', document.line_break());
    let before = &document.text[yaml.clone()];
    let lead = if before.is_empty() || before.ends_with('\n') { "" } else { document.line_break() };
    let whole = Splice { range: yaml.clone(), with: lines.clone() };
    let behind = Splice { range: yaml.end..yaml.end, with: format!("{lead}{lines}") };
    document.apply([behind, whole], expected)
}

/// Puts a key into a mapping that stands.
fn insert_pair(
    document: &EditedDocument,
    holder: &[PathStep],
    key: &str,
    value: &EditValue,
    expected: &EditValue,
) -> Result<String, EditFault> {
    let map = document.find(holder).ok_or(EditFault::NoSuchPlace)?;
    let pairs = map.node.as_map().unwrap_or_default();
    let range = map.node.span.range();
    let mut whole = EditValue::from(map.node);
    whole.set(&[PathStep::Key(key)], value).ok_or(EditFault::NoSuchPlace)?;
    let mut ways = Vec::new();
    if map.is_flow {
        let written = format!("{}: {}", quote_scalar(key), to_flow(value));
        match pairs.last() {
            None if matches!(map.holder, Holder::Root) => {}
            None => ways.extend(stack_below(document, &map, &whole)),
            Some(last) => {
                let at = document.end_of_pair(last);
                ways.push(Splice { range: at..at, with: format!(", {written}") });
            }
        }
        ways.push(Splice { range: range.start + 1..range.start + 1, with: written });
    } else if let (Some(first), Some(last)) = (pairs.first(), pairs.last()) {
        let start = first.key_span.range().start;
        let indent = document.column(start);
        let pair =
            Pair { key: key.into(), key_span: first.key_span, node: value.to_node(document.root.span) };
        let mut lines = String::new();
        write_pairs(std::slice::from_ref(&pair), indent, &mut lines);
        let end = document.end_of_pair(last);
        ways.extend(lines_behind(document, end, &lines));
        if document.text[document.line_start(start)..start].trim().is_empty() {
            let at = document.line_start(start);
            ways.push(Splice { range: at..at, with: lines.replace('\n', document.line_break()) });
        }
    }
    ways.extend(replacements(document, &map, &whole));
    document.apply(ways, expected)
}

/// Returns the places behind a byte where lines can stand: on the next line, or behind the empty lines that follow.
fn lines_behind(document: &EditedDocument, end: usize, lines: &str) -> Vec<Splice> {
    let lines = lines.replace('\n', document.line_break());
    let limit = document.yaml.as_ref().map_or(document.text.len(), |yaml| yaml.end);
    let next = document.next_line(end).min(limit);
    let mut last = next;
    while last < limit && document.text[last..document.line_end(last)].trim().is_empty() {
        last = document.next_line(last).min(limit);
    }
    let at = |at: usize| {
        if at > 0 && !document.text[..at].ends_with('\n') && at == document.text.len() {
            let line = lines.strip_suffix(document.line_break()).unwrap_or(&lines);
            return Splice { range: at..at, with: format!("{}{line}", document.line_break()) };
        }
        Splice { range: at..at, with: lines.clone() }
    };
    vec![at(next), at(last)]
}

/// Returns how an item comes into a list between brackets.
fn flow_items(list: &ValuePlace, items: &[Node], at: usize, value: &EditValue) -> Vec<Splice> {
    let written = to_flow(value);
    let (place, with) = match (items.get(at), items.last()) {
        (Some(next), _) => (next.span.range().start, format!("{written}, ")),
        (None, Some(last)) => (last.span.range().end, format!(", {written}")),
        (None, None) => (list.node.span.range().start + 1, written),
    };
    vec![Splice { range: place..place, with }]
}

/// Returns how an item comes into a list of one item a line.
fn block_items(
    document: &EditedDocument,
    list: &ValuePlace,
    items: &[Node],
    at: usize,
    value: &EditValue,
) -> Vec<Splice> {
    let Some(start) = document.first_dash(list.node) else { return Vec::new() };
    let indent = document.column(start);
    let mut line = " ".repeat(indent) + "-";
    write_item(document, value, indent, &mut line);
    if at == 0 {
        let place = document.line_start(start);
        let own_line = document.text[place..start].trim().is_empty();
        let with = line.replace('\n', document.line_break());
        return if own_line { vec![Splice { range: place..place, with }] } else { Vec::new() };
    }
    let Some(node) = items.get(at - 1) else { return Vec::new() };
    let before = ValuePlace { node, holder: Holder::Item, is_flow: document.is_flow(node) };
    lines_behind(document, document.end_of(&before), &line)
}
