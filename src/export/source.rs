//! A source as authored, without its personal fields.
//!
//! In: a Markdown file and the schema of its record. Out: its text, where the keys of fields that never leave
//! `content/` are cut out of the front matter, nested rows included. Never: a guess. A front matter that
//! cannot be read is left out whole. What stands in the body is the author's to answer for.

use std::ops::Range;

use crate::diag::Diagnostics;
use crate::load::front;
use crate::load::yaml::{self, Node, NodeValue, Pair};
use crate::schema::publish::{Lookup, is_published};
use crate::schema::{Collection, Field};
use crate::source::{SourceId, Sources};

/// The text of a record's file, fit to be published.
pub fn without_personal(
    sources: &Sources,
    source: SourceId,
    collection: &Collection,
    lookup: &Lookup,
) -> String {
    let text = &sources.get(source).text;
    let mut unheard = Diagnostics::default();
    let Some(front) = front::split(sources, source, &mut unheard) else { return String::new() };
    let Some(span) = front.yaml else { return text.clone() };
    let Some(root) = yaml::parse(sources, span, &mut unheard) else {
        return sources.text(front.body).to_owned();
    };
    let mut cuts = Cuts { text, lookup, ranges: Vec::new() };
    cuts.map(&root, &collection.schema.fields, span.range().end);
    cut(text, &cuts.ranges)
}

struct Cuts<'a, 'b> {
    text: &'a str,
    lookup: &'a Lookup<'b>,
    ranges: Vec<Range<usize>>,
}

impl Cuts<'_, '_> {
    /// Cuts the pairs of a mapping whose fields stay home, up to the next pair or to where the mapping ends.
    fn map(&mut self, node: &Node, fields: &[Field], end: usize) {
        let Some(pairs) = node.as_map() else { return };
        for (number, pair) in pairs.iter().enumerate() {
            let Some(field) = fields.iter().find(|field| field.name == *pair.key) else { continue };
            let next = pairs.get(number + 1).map(|next| next.key_span.range().start);
            if !is_published(field, self.lookup) {
                let end = next.unwrap_or_else(|| self.end_of(pair, node, end));
                self.ranges.push(pair.key_span.range().start..end);
            } else if let NodeValue::List(rows) = &pair.node.value {
                let last = next.unwrap_or(end);
                for (row, following) in rows.iter().zip(rows.iter().skip(1).map(Some).chain([None])) {
                    let end = following.map_or(last, |following| following.span.range().start);
                    self.map(row, &field.fields, end);
                }
            }
        }
    }

    /// Where the last pair of a mapping ends: with its line, comment included, for a value on one line, and
    /// with the value for one between braces.
    fn end_of(&self, pair: &Pair, map: &Node, limit: usize) -> usize {
        let end = pair.node.span.range().end.max(pair.key_span.range().end);
        if self.text[map.span.range()].starts_with('{') {
            return end;
        }
        let line = self.text[end..].find('\n').map_or(self.text.len(), |newline| end + newline);
        line.min(limit.max(end))
    }
}

fn cut(text: &str, ranges: &[Range<usize>]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges.iter().filter(|range| !range.is_empty()) {
        kept.push_str(&text[at..range.start.max(at)]);
        at = range.end.max(at);
    }
    kept.push_str(&text[at..]);
    kept
}
