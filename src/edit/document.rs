//! A text with the places of its values.
//!
//! In: Markdown or YAML. Out: its values, and where each stands. Never: a change.

use std::ops::Range;

use super::value::{EditFault, EditValue, PathStep, TextFormat};
use crate::diag::Diagnostics;
use crate::load::front;
use crate::load::yaml::{self, Node, NodeValue, Pair};
use crate::source::{Sources, Span};

pub(super) struct EditedDocument<'a> {
    pub text: &'a str,
    pub format: TextFormat,
    /// The bytes that are YAML; `None` in a Markdown text without a header.
    pub yaml: Option<Range<usize>>,
    pub root: Node,
}

/// A value that stands in a document.
pub(super) struct ValuePlace<'d> {
    pub node: &'d Node,
    pub holder: Holder<'d>,
    /// Whether it stands between brackets, where line breaks mean nothing.
    pub is_flow: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Holder<'d> {
    Root,
    Pair(&'d Pair),
    Item,
}

/// Bytes of a text, and what comes in their place.
pub(super) struct Splice {
    pub range: Range<usize>,
    pub with: String,
}

impl<'a> EditedDocument<'a> {
    pub fn parse(text: &'a str, format: TextFormat) -> Result<Self, EditFault> {
        let mut sources = Sources::default();
        let id = sources.add("", text);
        let mut diags = Diagnostics::default();
        let span = match format {
            TextFormat::Yaml => {
                let mark = text.len() - text.trim_start_matches('\u{feff}').len();
                Some(Span::new(id, mark, text.len()))
            }
            TextFormat::Markdown => front::split(&sources, id, &mut diags).ok_or(EditFault::Unreadable)?.yaml,
        };
        let root = match span {
            Some(span) => yaml::parse(&sources, span, &mut diags).ok_or(EditFault::Unreadable)?,
            None => Node { span: Span::new(id, 0, 0), value: NodeValue::Null },
        };
        if diags.has_errors() {
            return Err(EditFault::Unreadable);
        }
        Ok(Self { text, format, yaml: span.map(Span::range), root })
    }

    pub fn value(&self) -> EditValue {
        EditValue::from(&self.root)
    }

    /// Returns what stands where a path leads.
    pub fn find(&self, path: &[PathStep]) -> Option<ValuePlace<'_>> {
        let mut target =
            ValuePlace { node: &self.root, holder: Holder::Root, is_flow: self.is_flow(&self.root) };
        for step in path {
            let (node, holder) = match (step, &target.node.value) {
                (PathStep::Key(key), NodeValue::Map(pairs)) => {
                    let pair = pairs.iter().find(|pair| *pair.key == **key)?;
                    (&pair.node, Holder::Pair(pair))
                }
                (PathStep::Item(at), NodeValue::List(items)) => (items.get(*at)?, Holder::Item),
                _ => return None,
            };
            target = ValuePlace { node, holder, is_flow: target.is_flow || self.is_flow(node) };
        }
        Some(target)
    }

    /// Whether a list or a mapping stands between brackets.
    pub fn is_flow(&self, node: &Node) -> bool {
        matches!(node.value, NodeValue::List(_) | NodeValue::Map(_))
            && self.text[node.span.range()].starts_with(['[', '{'])
    }

    /// Returns the place right behind the colon or the dash of a value.
    pub fn anchor(&self, target: &ValuePlace) -> Option<usize> {
        match target.holder {
            Holder::Root => None,
            Holder::Pair(pair) => self.colon(pair),
            Holder::Item => {
                let before = self.text[..target.node.span.range().start].trim_end();
                before.ends_with('-').then_some(before.len())
            }
        }
    }

    /// Returns the place right behind the colon of a key.
    pub fn colon(&self, pair: &Pair) -> Option<usize> {
        let end = pair.key_span.range().end;
        let rest = &self.text[end..];
        let colon = rest.trim_start_matches([' ', '\t', '\u{a0}', '\u{202f}']);
        colon.starts_with(':').then_some(end + rest.len() - colon.len() + 1)
    }

    /// Returns the bytes of a value; those of nothing stand right behind its colon or its dash.
    pub fn range(&self, target: &ValuePlace) -> Range<usize> {
        let range = target.node.span.range();
        if target.node.is_null() && !matches!(&self.text[range.clone()], "~" | "null" | "Null" | "NULL") {
            let at = self.anchor(target).unwrap_or(range.start);
            return at..at;
        }
        // A text below its key begins with the sign that says so.
        let sign = self.anchor(target).filter(|_| matches!(target.node.value, NodeValue::Text { .. }));
        let sign = sign.map(|anchor| (anchor, self.text[anchor..].trim_start_matches([' ', '\t'])));
        match sign {
            Some((anchor, rest)) if rest.starts_with(['|', '>']) && !target.is_flow => {
                let start = self.text.len() - rest.len();
                let line = start + self.text[start..self.line_end(anchor)].trim_end().len();
                start..range.end.max(line)
            }
            _ => range,
        }
    }

    /// Returns where the first dash of a list stands.
    pub fn first_dash(&self, list: &Node) -> Option<usize> {
        let first = list.as_list()?.first()?;
        let place = ValuePlace { node: first, holder: Holder::Item, is_flow: false };
        self.anchor(&place).map(|anchor| anchor - 1)
    }

    /// Returns the end of the bytes of a pair.
    pub fn end_of_pair(&self, pair: &Pair) -> usize {
        let target = ValuePlace { node: &pair.node, holder: Holder::Pair(pair), is_flow: false };
        self.end_of(&target).max(self.colon(pair).unwrap_or(pair.key_span.range().end))
    }

    /// Returns the end of the bytes of a value, whose last may be nothing.
    pub fn end_of(&self, target: &ValuePlace) -> usize {
        match &target.node.value {
            NodeValue::Map(pairs) if !self.is_flow(target.node) && !target.is_flow => {
                pairs.last().map_or(target.node.span.range().end, |pair| self.end_of_pair(pair))
            }
            NodeValue::List(items) if !self.is_flow(target.node) && !target.is_flow => {
                let last = items.last().map(|node| ValuePlace { node, holder: Holder::Item, is_flow: false });
                last.map_or(target.node.span.range().end, |last| self.end_of(&last))
            }
            _ => self.range(target).end,
        }
    }

    /// Returns where the line of a byte begins.
    pub fn line_start(&self, at: usize) -> usize {
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let mark = self.text[start..].len() - self.text[start..].trim_start_matches('\u{feff}').len();
        (start + mark).min(at)
    }

    /// Returns where the line of a byte ends, its line break not included.
    pub fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        if self.text[at..end].ends_with('\r') { end - 1 } else { end }
    }

    /// Returns where the line behind that of a byte begins.
    pub fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// Returns how many signs stand before a byte on its line.
    pub fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// Returns the line break of the text.
    pub fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Returns the text with the first of some changes that reads back as it was meant.
    pub fn apply(
        &self,
        candidates: impl IntoIterator<Item = Splice>,
        expected: &EditValue,
    ) -> Result<String, EditFault> {
        let wanted = expected.to_characters();
        let fits = |text: &String| {
            let read = EditedDocument::parse(text, self.format);
            read.is_ok_and(|read| {
                let value = read.value();
                let is_nothing = |value: &EditValue| matches!(value, EditValue::Empty) || is_empty_map(value);
                let same_body = read.body() == self.body() || self.yaml.is_none();
                same_body && (value.to_characters() == wanted || (is_nothing(&value) && is_nothing(expected)))
            })
        };
        let texts = candidates.into_iter().map(|Splice { range, with }| {
            [&self.text[..range.start], &with, &self.text[range.end..]].concat()
        });
        let mut texts = texts;
        texts.find(fits).ok_or(EditFault::Unwritable)
    }

    /// Returns where the body begins.
    pub fn body_start(&self) -> usize {
        match &self.yaml {
            Some(yaml) => self.next_line(yaml.end),
            None => self.text.len() - self.text.trim_start_matches('\u{feff}').len(),
        }
    }

    /// Returns what stands behind the YAML.
    pub fn body(&self) -> &str {
        self.yaml.as_ref().map_or(self.text, |yaml| &self.text[yaml.end..])
    }
}

fn is_empty_map(value: &EditValue) -> bool {
    matches!(value, EditValue::Map(pairs) if pairs.is_empty())
}
