//! A collection's declaration, fit to be published: another authority makes the collection of it.
//!
//! In: `_collection.yaml`, the fields it shares, the schema file it names. Out: the same declaration, on its own
//! feet: shared fields written out, personal ones gone with whatever names them. Never: a comment beside what
//! was left out; where nothing has to change, it is the file as authored, byte for byte.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::dataset::Dataset;
use super::record_source::is_whole;
use crate::diag::Diagnostics;
use crate::edit::write_yaml;
use crate::load::yaml::{self, Node, NodeValue, Pair};
use crate::model::Table;
use crate::schema::publish::{Lookup, is_published};
use crate::schema::{Field, Lexicon};
use crate::source::SourceId;

/// The declarations of every collection that is published, each made once.
pub struct Declarations(Vec<Arc<[(String, String)]>>);

impl Declarations {
    pub fn from_dataset(dataset: &Dataset) -> Self {
        let tables = dataset.site().tables.iter().enumerate();
        let files = |(at, table): (usize, &Table)| match dataset.list_tables(at) {
            [] => Arc::default(),
            _ => list_files(dataset, table).into(),
        };
        Self(tables.map(files).collect())
    }

    /// The files that declare a collection: their names in its folder, and their texts.
    pub fn list_files(&self, table: u32) -> Arc<[(String, String)]> {
        self.0.get(table as usize).cloned().unwrap_or_default()
    }
}

fn list_files(dataset: &Dataset, table: &Table) -> Vec<(String, String)> {
    let collection = &table.collection;
    let lookup = dataset.lookup();
    let dropped: BTreeSet<&str> = collection
        .schema
        .fields
        .iter()
        .filter(|field| !is_published(field, &lookup))
        .map(|field| field.name.as_str())
        .collect();
    let whole = collection.schema.fields.iter().all(|field| is_whole(field, &lookup));
    let sources = dataset.sources();
    let text = |source: SourceId| sources.get(source).text.clone();
    let mut files = vec![("_collection.yaml".to_owned(), text(collection.source))];
    if let Some(source) = collection.schema_source {
        // A standard file is published as it stands, or not at all: it has no words of ours to leave out.
        let name = sources.get(source).path.rsplit('/').next().unwrap_or_default().to_owned();
        if whole {
            files.push((name, text(source)));
            return files;
        }
        return Vec::new();
    }
    let shared = collection.schema.fields.iter().any(|field| field.span.source != collection.source);
    if whole && !shared {
        return files;
    }
    match write_public(dataset, table, &dropped) {
        Some(text) => {
            files[0].1 = text;
            files
        }
        None => Vec::new(),
    }
}

fn write_public(dataset: &Dataset, table: &Table, dropped: &BTreeSet<&str>) -> Option<String> {
    let collection = &table.collection;
    let read = |source: SourceId| {
        let sources = dataset.sources();
        yaml::parse(sources, sources.whole(source), &mut Diagnostics::default())
    };
    let root = read(collection.source)?;
    let shared = collection.schema.fields.iter().find(|field| field.span.source != collection.source);
    let shared = shared.and_then(|field| read(field.span.source));
    let all = [Some(&root), shared.as_ref()].map(|root| root.map(list_descriptors).unwrap_or_default());
    let lookup = dataset.lookup();
    // In the order of the schema, each where it is described.
    let fields = collection.schema.fields.iter().filter(|field| is_published(field, &lookup));
    let fields = fields.filter_map(|field| {
        let nodes = if field.span.source == collection.source { &all[0] } else { &all[1] };
        let node =
            nodes.iter().find(|node| get_value(node, "name").and_then(Node::as_text) == Some(&field.name))?;
        Some(keep_public(node, field, &lookup))
    });
    let fields: Vec<Node> = fields.collect();
    let pairs = root.as_map()?.iter().filter_map(|pair| match &*pair.key {
        "schema" => {
            let list = |node: &Node| with_value(node, NodeValue::List(fields.clone()));
            let inside = pair.node.as_map()?.iter().map(|inner| match &*inner.key {
                "fields" => Pair { node: list(&inner.node), ..inner.clone() },
                _ => Pair { node: remove_names(&inner.node, dropped), ..inner.clone() },
            });
            Some(Pair { node: with_value(&pair.node, NodeValue::Map(inside.collect())), ..pair.clone() })
        }
        "filters" | "sort" | "rules" => {
            Some(Pair { node: remove_names(&pair.node, dropped), ..pair.clone() })
        }
        "view" if has_name(&pair.node, dropped) => None,
        _ => Some(pair.clone()),
    });
    debug_assert!(collection.schema.lexicon == Lexicon::Everyday);
    Some(write_yaml(&pairs.collect::<Vec<_>>()))
}

/// The descriptors of fields, of a declaration or of a file of shared fields.
fn list_descriptors(root: &Node) -> &[Node] {
    let schema = get_value(root, "schema").unwrap_or(root);
    get_value(schema, "fields").and_then(Node::as_list).unwrap_or_default()
}

fn get_value<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    node.as_map()?.iter().find(|pair| &*pair.key == key).map(|pair| &pair.node)
}

/// A descriptor without the nested fields that stay home.
fn keep_public(node: &Node, field: &Field, lookup: &Lookup) -> Node {
    if field.fields.iter().all(|nested| is_whole(nested, lookup)) {
        return node.clone();
    }
    let kept = |item: &&Node| {
        let name = get_value(item, "name").and_then(Node::as_text);
        field.fields.iter().any(|nested| Some(nested.name.as_str()) == name && is_published(nested, lookup))
    };
    let pairs =
        node.as_map().unwrap_or_default().iter().map(|pair| match (&*pair.key, pair.node.as_list()) {
            ("fields", Some(items)) => {
                let items = items.iter().filter(kept).cloned().collect();
                Pair { node: with_value(&pair.node, NodeValue::List(items)), ..pair.clone() }
            }
            _ => pair.clone(),
        });
    with_value(node, NodeValue::Map(pairs.collect()))
}

/// A list without the items that name what was left out.
fn remove_names(node: &Node, dropped: &BTreeSet<&str>) -> Node {
    match &node.value {
        NodeValue::List(items) => {
            let items = items.iter().filter(|item| !has_name(item, dropped)).cloned().collect();
            with_value(node, NodeValue::List(items))
        }
        NodeValue::Text { text, .. } if dropped.contains(&**text) => {
            with_value(node, NodeValue::List(Vec::new()))
        }
        _ => node.clone(),
    }
}

/// Whether a value, or a key in it, is one of some names.
fn has_name(node: &Node, dropped: &BTreeSet<&str>) -> bool {
    match &node.value {
        NodeValue::Null => false,
        NodeValue::Text { text, .. } => dropped.contains(&**text),
        NodeValue::List(items) => items.iter().any(|item| has_name(item, dropped)),
        NodeValue::Map(pairs) => {
            pairs.iter().any(|pair| dropped.contains(&*pair.key) || has_name(&pair.node, dropped))
        }
    }
}

/// Returns a node of another value at the same place.
fn with_value(node: &Node, value: NodeValue) -> Node {
    Node { span: node.span, value }
}
