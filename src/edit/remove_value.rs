//! A key or an item taken out of a YAML text or of a header, and a key renamed.
//!
//! In: a text, a path. Out: the text without what stood there. Never: a comment lost that stands on a line of its own.

use super::document::{EditedDocument, Holder, Splice, ValuePlace};
use super::forms::replacements;
use super::value::{EditFault, EditValue, PathStep, TextFormat};
use super::write_yaml::{quote_always, quote_scalar};
use crate::load::yaml::{Node, NodeValue, Pair};

/// Takes away what stands where a path leads.
pub(super) fn remove_value(text: &str, format: TextFormat, path: &[PathStep]) -> Result<String, EditFault> {
    let document = EditedDocument::parse(text, format)?;
    let mut expected = document.value();
    expected.remove(path).ok_or(EditFault::NoSuchPlace)?;
    let (step, holder) = path.split_last().ok_or(EditFault::NoSuchPlace)?;
    let target = document.find(path).ok_or(EditFault::NoSuchPlace)?;
    let holder = document.find(holder).ok_or(EditFault::NoSuchPlace)?;
    let mut ways = Vec::new();
    match (step, &holder.node.value) {
        (PathStep::Key(key), NodeValue::Map(pairs)) => {
            let at = pairs.iter().position(|pair| *pair.key == **key).ok_or(EditFault::NoSuchPlace)?;
            if pairs.len() > 1 || matches!(holder.holder, Holder::Root) {
                ways.extend(remove_pair(&document, &holder, pairs, at));
            }
        }
        (PathStep::Item(at), NodeValue::List(items)) if items.len() > 1 => {
            ways.extend(remove_item(&document, &holder, items, *at, &target));
        }
        _ => {}
    }
    let mut whole = EditValue::from(holder.node);
    whole.remove(std::slice::from_ref(step)).ok_or(EditFault::NoSuchPlace)?;
    ways.extend(replacements(&document, &holder, &whole));
    document.apply(ways, &expected)
}

/// Gives a key another name.
pub(super) fn rename_key(
    text: &str,
    format: TextFormat,
    path: &[PathStep],
    name: &str,
) -> Result<String, EditFault> {
    let document = EditedDocument::parse(text, format)?;
    let mut expected = document.value();
    expected.rename(path, name)?;
    let target = document.find(path).ok_or(EditFault::NoSuchPlace)?;
    let Holder::Pair(pair) = target.holder else { return Err(EditFault::NoSuchPlace) };
    let range = pair.key_span.range();
    let like_old = match document.text[range.clone()].chars().next() {
        Some('\'') if !name.contains(char::is_control) => format!("'{}'", name.replace('\'', "''")),
        Some('\'' | '"') => quote_always(name),
        _ => quote_scalar(name),
    };
    let ways = [like_old, quote_always(name)].map(|with| Splice { range: range.clone(), with });
    document.apply(ways, &expected)
}

fn remove_pair(document: &EditedDocument, holder: &ValuePlace, pairs: &[Pair], at: usize) -> Vec<Splice> {
    let pair = &pairs[at];
    let (start, end) = (pair.key_span.range().start, document.end_of_pair(pair));
    let next = pairs.get(at + 1).map(|next| next.key_span.range().start);
    if holder.is_flow {
        let before = at.checked_sub(1).map(|at| document.end_of_pair(&pairs[at]));
        return vec![cut_flow(start..end, before, next)];
    }
    let line = document.line_start(start);
    if document.text[line..start].trim().is_empty() {
        return vec![Splice { range: line..document.next_line(end), with: String::new() }];
    }
    // It stands behind the dash of its item.
    let Some(next) = next else { return Vec::new() };
    let is_bare = document.text[end..next].trim().is_empty();
    let spaces = document.text[end..].len() - document.text[end..].trim_start_matches(' ').len();
    let range = if is_bare { start..next } else { start..end + spaces };
    vec![Splice { range, with: String::new() }]
}

fn remove_item(
    document: &EditedDocument,
    list: &ValuePlace,
    items: &[Node],
    at: usize,
    item: &ValuePlace,
) -> Vec<Splice> {
    let start = item.node.span.range().start;
    let end = document.end_of(item);
    if list.is_flow {
        let before = at.checked_sub(1).map(|at| items[at].span.range().end);
        let next = items.get(at + 1).map(|next| next.span.range().start);
        return vec![cut_flow(start..end, before, next)];
    }
    let Some(anchor) = document.anchor(item) else { return Vec::new() };
    let line = document.line_start(anchor - 1);
    if document.text[line..anchor - 1].trim().is_empty() {
        return vec![Splice { range: line..document.next_line(end.max(anchor)), with: String::new() }];
    }
    Vec::new()
}

/// Returns what goes with a part between brackets: the comma before the next one, else the one behind the last.
fn cut_flow(own: std::ops::Range<usize>, before: Option<usize>, next: Option<usize>) -> Splice {
    let range = match (before, next) {
        (_, Some(next)) => own.start..next,
        (Some(before), None) => before..own.end,
        (None, None) => own,
    };
    Splice { range, with: String::new() }
}
