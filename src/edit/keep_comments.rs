//! The comments that people added to a field, which stay with it whatever its value becomes.
//!
//! In: a field as it was taken, as it stands here, as its original says it now. Out: its new text. Never: a comment
//! written here lost, a value other than the one that was settled.

use super::find_comments;
use super::front_matter::{FieldLines, MarkdownParts};
use super::merge_lines::merge_lines;
use crate::load::yaml::{Node, NodeValue};

/// Returns a field with the value that was settled, below the comments above it here; written line by line where the lines of
/// both sides say that value together. A comment whose line is gone stands above the field.
#[must_use]
pub fn keep_comments(
    wanted: FieldLines,
    base: Option<&FieldLines>,
    ours: Option<&FieldLines>,
    theirs: Option<&FieldLines>,
) -> FieldLines {
    let Some(ours) = ours else { return wanted };
    let before = base.map(|chunk| chunk.text.as_str()).unwrap_or_default();
    let mut chunk = merge_texts(&wanted, before, ours, theirs).unwrap_or(wanted);
    if !ours.lead.is_empty() {
        chunk.lead.clone_from(&ours.lead);
    }
    for (at, comment) in remove_known(find_added(before, &ours.text), &find_added(before, &chunk.text)) {
        match place_comment(&chunk, &ours.text, at, &comment) {
            Some(text) => chunk.text = text,
            None => chunk.lead.extend([comment.as_str(), "\n"]),
        }
    }
    chunk
}

/// Returns the comments that people added to a field which goes, as lines.
#[must_use]
pub fn added_comments(base: Option<&FieldLines>, ours: &FieldLines) -> String {
    let whole = |chunk: &FieldLines| format!("{}{}", chunk.lead, chunk.text);
    let added = find_added(&base.map(whole).unwrap_or_default(), &whole(ours));
    added.into_iter().map(|(_, comment)| comment + "\n").collect()
}

/// The lines of both sides, where they fit and say the value that was settled.
fn merge_texts(
    wanted: &FieldLines,
    before: &str,
    ours: &FieldLines,
    theirs: Option<&FieldLines>,
) -> Option<FieldLines> {
    let text = merge_lines(before, &ours.text, &theirs?.text).ok()?;
    has_value(&text, wanted).then(|| FieldLines { text, ..wanted.clone() })
}

/// Whether a text says the value of a field.
fn has_value(text: &str, wanted: &FieldLines) -> bool {
    let page = MarkdownParts::parse(&format!("---\n{text}---\n"));
    let read = page.as_ref().map(|page| &page.fields[..]);
    let Some([chunk]) = read else { return false };
    chunk.key == wanted.key
        && sort_keys(&chunk.node).to_characters() == sort_keys(&wanted.node).to_characters()
}

/// Returns the text of a field with a comment that stood in another: at the line that says the same, or has the same key.
fn place_comment(chunk: &FieldLines, ours: &str, at: usize, comment: &str) -> Option<String> {
    let start = ours[..at].rfind('\n').map_or(0, |line| line + 1);
    let behind = ours[start..at].trim_end();
    let line = if behind.is_empty() {
        ours[at..].lines().find(|line| !line.trim_start().starts_with('#'))?
    } else {
        behind
    };
    let line = find_comments(line).first().map_or(line, |(at, _)| &line[..*at]).trim_end();
    let key = line.find(": ").map(|colon| &line[..=colon]);
    let lines: Vec<&str> = chunk.text.split_inclusive('\n').collect();
    let same = |there: &&str| there.trim_end() == line;
    let found = lines
        .iter()
        .position(same)
        .or_else(|| lines.iter().position(|there| key.is_some_and(|key| there.starts_with(key))))?;
    let there = lines[found].trim_end();
    let margin = &there[..there.len() - there.trim_start().len()];
    let made = if behind.is_empty() && found > 0 {
        format!("{margin}{comment}\n{}", lines[found])
    } else {
        format!("{there} {comment}\n")
    };
    let text = [&lines[..found].concat(), &made, &lines[found + 1..].concat()].map(String::as_str).concat();
    // What looks like a line may be a part of a value, and so would the comment be.
    let fits = has_value(&text, chunk) && find_comments(&text).iter().any(|(_, found)| found == comment);
    fits.then_some(text)
}

/// Returns the comments that one text has and another had not.
fn find_added(before: &str, now: &str) -> Vec<(usize, String)> {
    remove_known(find_comments(now), &find_comments(before))
}

fn remove_known(mut all: Vec<(usize, String)>, others: &[(usize, String)]) -> Vec<(usize, String)> {
    for (_, other) in others {
        if let Some(at) = all.iter().position(|(_, one)| one == other) {
            all.remove(at);
        }
    }
    all
}

/// Returns a value whose mappings say the same in whatever order.
fn sort_keys(node: &Node) -> Node {
    let value = match &node.value {
        NodeValue::Map(pairs) => {
            let mut pairs = pairs.clone();
            pairs.iter_mut().for_each(|pair| pair.node = sort_keys(&pair.node));
            pairs.sort_by(|a, b| a.key.cmp(&b.key));
            NodeValue::Map(pairs)
        }
        NodeValue::List(items) => NodeValue::List(items.iter().map(sort_keys).collect()),
        other => other.clone(),
    };
    Node { value, ..node.clone() }
}
