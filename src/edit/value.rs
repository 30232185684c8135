//! What is written into a text, and where: values, paths, and what an edit gives back.
//!
//! In: characters. Out: values that YAML can hold. Never: a type: the schema decides those.

use std::ops::Range;

use crate::load::yaml::{Node, NodeValue, Pair};
use crate::source::Span;

/// What holds the values that are edited by path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// A header between fences, and a body.
    Markdown,
    Yaml,
}

/// A step on the way to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStep<'a> {
    Key(&'a str),
    Item(usize),
}

/// A value, each scalar in the characters that a person would write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditValue {
    Empty,
    /// Plain where it can be.
    Text(String),
    /// Between quotation marks where another reader would take it for a number or a truth.
    Literal(String),
    List(Vec<EditValue>),
    Map(Vec<(String, EditValue)>),
}

/// An edited text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    pub text: String,
    /// The bytes of the old text that are not in the new one.
    pub replaced: Range<usize>,
    /// The bytes of the new text that stand in their place.
    pub written: Range<usize>,
}

/// Why a text was not edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditFault {
    /// The text cannot be read, or holds several documents.
    Unreadable,
    /// Nothing stands where the path leads, and nothing can be put there.
    NoSuchPlace,
    /// Another value has that name already.
    Exists,
    /// No way of writing the value reads back as it was meant.
    Unwritable,
}

impl Edited {
    /// Returns what an edit made of a text, with the bytes that differ.
    pub(super) fn between(before: &str, after: String) -> Self {
        let same = |pair: &(char, char)| pair.0 == pair.1;
        let head: usize =
            before.chars().zip(after.chars()).take_while(same).map(|(char, _)| char.len_utf8()).sum();
        let rest = before[head..].chars().rev().zip(after[head..].chars().rev());
        let tail: usize = rest.take_while(same).map(|(char, _)| char.len_utf8()).sum();
        let (replaced, written) = (head..before.len() - tail, head..after.len() - tail);
        Self { text: after, replaced, written }
    }
}

impl EditValue {
    /// Puts a value where a path leads, keys that are missing on the way with it; `None` where it leads nowhere.
    pub(super) fn set(&mut self, path: &[PathStep], value: &Self) -> Option<()> {
        let Some((step, rest)) = path.split_first() else {
            self.clone_from(value);
            return Some(());
        };
        match (step, self) {
            (PathStep::Key(key), Self::Map(pairs)) => {
                let at = pairs.iter().position(|(name, _)| name == key);
                let at = at.unwrap_or_else(|| {
                    pairs.push(((*key).to_owned(), Self::Empty));
                    pairs.len() - 1
                });
                pairs.get_mut(at)?.1.set(rest, value)
            }
            (PathStep::Key(_), own @ Self::Empty) => {
                *own = Self::Map(Vec::new());
                own.set(path, value)
            }
            (PathStep::Item(at), Self::List(items)) => {
                if *at == items.len() {
                    items.push(Self::Empty);
                }
                items.get_mut(*at)?.set(rest, value)
            }
            _ => None,
        }
    }

    /// Puts an item into the list where a path leads; `None` where there is none that long.
    pub(super) fn insert(&mut self, path: &[PathStep], at: usize, value: &Self) -> Option<()> {
        match self.at(path)? {
            Self::List(items) if at <= items.len() => items.insert(at, value.clone()),
            _ => return None,
        }
        Some(())
    }

    /// Takes away what stands where a path leads; `None` where nothing does.
    pub(super) fn remove(&mut self, path: &[PathStep]) -> Option<()> {
        let (step, holder) = path.split_last()?;
        match (step, self.at(holder)?) {
            (PathStep::Key(key), Self::Map(pairs)) => {
                let at = pairs.iter().position(|(name, _)| name == key)?;
                pairs.remove(at);
            }
            (PathStep::Item(at), Self::List(items)) if *at < items.len() => drop(items.remove(*at)),
            _ => return None,
        }
        Some(())
    }

    /// Gives a key another name.
    pub(super) fn rename(&mut self, path: &[PathStep], name: &str) -> Result<(), EditFault> {
        let (Some((PathStep::Key(key), holder)), absent) = (path.split_last(), EditFault::NoSuchPlace) else {
            return Err(EditFault::NoSuchPlace);
        };
        let Some(Self::Map(pairs)) = self.at(holder) else { return Err(absent) };
        if key != &name && pairs.iter().any(|(known, _)| known == name) {
            return Err(EditFault::Exists);
        }
        let pair = pairs.iter_mut().find(|(known, _)| known == key).ok_or(absent)?;
        name.clone_into(&mut pair.0);
        Ok(())
    }

    fn at(&mut self, path: &[PathStep]) -> Option<&mut Self> {
        let Some((step, rest)) = path.split_first() else { return Some(self) };
        let inner = match (step, self) {
            (PathStep::Key(key), Self::Map(pairs)) => &mut pairs.iter_mut().find(|(name, _)| name == key)?.1,
            (PathStep::Item(at), Self::List(items)) => items.get_mut(*at)?,
            _ => return None,
        };
        inner.at(rest)
    }

    /// Returns the value as YAML holds it, at a place that does not matter.
    pub(super) fn to_node(&self, span: Span) -> Node {
        let value = match self {
            Self::Empty => NodeValue::Null,
            Self::Text(text) => NodeValue::Text { text: text.as_str().into(), quoted: false },
            Self::Literal(text) => NodeValue::Text { text: text.as_str().into(), quoted: true },
            Self::List(items) => NodeValue::List(items.iter().map(|item| item.to_node(span)).collect()),
            Self::Map(pairs) => {
                let pair = |(key, value): &(String, Self)| Pair {
                    key: key.as_str().into(),
                    key_span: span,
                    node: value.to_node(span),
                };
                NodeValue::Map(pairs.iter().map(pair).collect())
            }
        };
        Node { span, value }
    }

    /// Returns the characters of the value, its mappings sorted: two that are equal say the same.
    pub(super) fn to_characters(&self) -> String {
        match self {
            Self::Map(pairs) => {
                let pairs = pairs.iter().map(|(key, value)| (key, value.to_characters()));
                let mut pairs: Vec<String> = pairs.map(|(key, value)| format!("{key:?}:{value}")).collect();
                pairs.sort();
                format!("{{{}}}", pairs.join(","))
            }
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::to_characters).collect::<Vec<_>>().join(","))
            }
            Self::Text(text) | Self::Literal(text) => format!("{text:?}"),
            Self::Empty => "~".to_owned(),
        }
    }
}

impl From<&str> for EditValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&Node> for EditValue {
    fn from(node: &Node) -> Self {
        match &node.value {
            NodeValue::Null => Self::Empty,
            NodeValue::Text { text, .. } => Self::Text(text.to_string()),
            NodeValue::List(items) => Self::List(items.iter().map(Self::from).collect()),
            NodeValue::Map(pairs) => {
                Self::Map(pairs.iter().map(|pair| (pair.key.to_string(), Self::from(&pair.node))).collect())
            }
        }
    }
}
