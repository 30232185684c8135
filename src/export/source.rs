//! A record's source, fit to be published.
//!
//! In: a record and its schema. Out: its Markdown file. Where every field of the collection may leave
//! `content/`, that is the file as authored, byte for byte; else its front matter is written anew from the
//! pairs that may, nested rows included, so that neither a value nor a comment beside it stays. Never: a guess.
//! A front matter that cannot be read is left out whole. What stands in the body is the author's to answer for,
//! unless a personal field receives it.

use crate::diag::Diagnostics;
use crate::load::front;
use crate::load::yaml::{self, Node, NodeValue, Pair};
use crate::model::{Record, Table};
use crate::schema::Field;
use crate::schema::publish::{Lookup, is_published};
use crate::source::Sources;

/// The text of a record's own file.
pub fn markdown(sources: &Sources, table: &Table, record: &Record, lookup: &Lookup) -> String {
    let fields = &table.collection.schema.fields;
    if fields.iter().all(|field| leaves_whole(field, lookup)) {
        return sources.get(record.source).text.clone();
    }
    let mut unheard = Diagnostics::default();
    let front = front::split(sources, record.source, &mut unheard);
    let root = front.and_then(|front| yaml::parse(sources, front.yaml?, &mut unheard));
    let pairs = root.as_ref().and_then(Node::as_map).unwrap_or_default();
    let body = table.public_body(record).map(|body| sources.text(body)).unwrap_or_default();
    format!("---\n{}---\n{body}", super::yaml::write(&public(pairs, fields, lookup)))
}

/// Whether a field and all that it holds may leave `content/`.
fn leaves_whole(field: &Field, lookup: &Lookup) -> bool {
    is_published(field, lookup) && field.fields.iter().all(|nested| leaves_whole(nested, lookup))
}

/// The pairs that may. Keys that no field has are the record's own: its identifier, its variables.
fn public(pairs: &[Pair], fields: &[Field], lookup: &Lookup) -> Vec<Pair> {
    let kept = pairs.iter().filter_map(|pair| match fields.iter().find(|field| field.name == *pair.key) {
        Some(field) if !is_published(field, lookup) => None,
        Some(field) => Some(Pair { node: public_rows(&pair.node, &field.fields, lookup), ..pair.clone() }),
        None => Some(pair.clone()),
    });
    kept.collect()
}

/// A value, without what its rows keep to themselves.
fn public_rows(node: &Node, fields: &[Field], lookup: &Lookup) -> Node {
    let row = |row: &Node| match &row.value {
        NodeValue::Map(pairs) => Node { value: NodeValue::Map(public(pairs, fields, lookup)), ..row.clone() },
        _ => row.clone(),
    };
    match &node.value {
        NodeValue::List(rows) if !fields.is_empty() => {
            Node { value: NodeValue::List(rows.iter().map(row).collect()), ..node.clone() }
        }
        _ => node.clone(),
    }
}
