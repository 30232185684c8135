//! The comments that people added to a field, which stay with it whatever its value becomes.
//!
//! In: a field as it was taken, as it stands here, as its original says it now. Out: its new text. Never: a comment
//! written here lost, a value other than the one that was settled.

use super::front::{Chunk, Page};
use super::merge::clean;
use crate::load::yaml::{Node, NodeValue, comments};
use crate::model::origin::write_characters;

/// A field with the value that was settled, below the comments above it here; written line by line where the lines of
/// both sides say that value together. A comment whose line is gone stands above the field.
#[must_use]
pub fn kept(wanted: Chunk, base: Option<&Chunk>, ours: Option<&Chunk>, theirs: Option<&Chunk>) -> Chunk {
    let Some(ours) = ours else { return wanted };
    let before = base.map(|chunk| chunk.text.as_str()).unwrap_or_default();
    let mut chunk = woven(&wanted, before, ours, theirs).unwrap_or(wanted);
    if !ours.lead.is_empty() {
        chunk.lead.clone_from(&ours.lead);
    }
    for (at, comment) in without(local(before, &ours.text), &local(before, &chunk.text)) {
        match placed(&chunk, &ours.text, at, &comment) {
            Some(text) => chunk.text = text,
            None => chunk.lead.extend([comment.as_str(), "\n"]),
        }
    }
    chunk
}

/// The comments that people added to a field which goes, as lines.
#[must_use]
pub fn left(base: Option<&Chunk>, ours: &Chunk) -> String {
    let whole = |chunk: &Chunk| format!("{}{}", chunk.lead, chunk.text);
    let added = local(&base.map(whole).unwrap_or_default(), &whole(ours));
    added.into_iter().map(|(_, comment)| comment + "\n").collect()
}

/// The lines of both sides, where they fit and say the value that was settled.
fn woven(wanted: &Chunk, before: &str, ours: &Chunk, theirs: Option<&Chunk>) -> Option<Chunk> {
    let text = clean(before, &ours.text, &theirs?.text)?;
    says(&text, wanted).then(|| Chunk { text, ..wanted.clone() })
}

/// Whether a text says the value of a field.
fn says(text: &str, wanted: &Chunk) -> bool {
    let page = Page::read(&format!("---\n{text}---\n"));
    let read = page.as_ref().map(|page| &page.chunks[..]);
    let Some([chunk]) = read else { return false };
    chunk.key == wanted.key
        && write_characters(&sorted(&chunk.node)) == write_characters(&sorted(&wanted.node))
}

/// The text of a field with a comment that stood in another: at the line that says the same, or has the same key.
fn placed(chunk: &Chunk, ours: &str, at: usize, comment: &str) -> Option<String> {
    let start = ours[..at].rfind('\n').map_or(0, |line| line + 1);
    let behind = ours[start..at].trim_end();
    let line = if behind.is_empty() {
        ours[at..].lines().find(|line| !line.trim_start().starts_with('#'))?
    } else {
        behind
    };
    let line = comments(line).first().map_or(line, |(at, _)| &line[..*at]).trim_end();
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
    let fits = says(&text, chunk) && comments(&text).iter().any(|(_, found)| found == comment);
    fits.then_some(text)
}

/// The comments that one text has and another had not.
fn local(before: &str, now: &str) -> Vec<(usize, String)> {
    without(comments(now), &comments(before))
}

fn without(mut all: Vec<(usize, String)>, others: &[(usize, String)]) -> Vec<(usize, String)> {
    for (_, other) in others {
        if let Some(at) = all.iter().position(|(_, one)| one == other) {
            all.remove(at);
        }
    }
    all
}

/// A value whose mappings say the same in whatever order.
fn sorted(node: &Node) -> Node {
    let value = match &node.value {
        NodeValue::Map(pairs) => {
            let mut pairs = pairs.clone();
            pairs.iter_mut().for_each(|pair| pair.node = sorted(&pair.node));
            pairs.sort_by(|a, b| a.key.cmp(&b.key));
            NodeValue::Map(pairs)
        }
        NodeValue::List(items) => NodeValue::List(items.iter().map(sorted).collect()),
        other => other.clone(),
    };
    Node { value, ..node.clone() }
}
