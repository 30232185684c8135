//! A record's source, fit to be published.
//!
//! In: a record and its schema. Out: a Markdown file of its own, even where it stands in a list or a table with
//! others. Where it has that file already and every field of the collection may leave
//! `content/`, it is the file as authored, byte for byte; else its front matter is written anew from the
//! pairs that may, nested rows included, so that neither a value nor a comment beside it stays. Never: a guess.
//! A front matter that cannot be read is left out whole. What stands in the body is the author's to answer for,
//! unless a personal field receives it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::dataset::Dataset;
use crate::diag::Diagnostics;
use crate::edit::write_yaml;
use crate::load::front;
use crate::load::table::{self, CsvTable};
use crate::load::tree::is_markdown as is_markdown_path;
use crate::load::yaml::{self, Node, NodeValue, Pair};
use crate::model::{RecordRef, Table};
use crate::schema::Field;
use crate::schema::publish::{Lookup, is_published};
use crate::source::{SourceId, Sources, Span};

/// What stands in the files that hold several records: the pairs of each, by the place where it begins.
#[derive(Debug, Default)]
pub struct Entries(HashMap<Span, Vec<Pair>>);

impl Entries {
    /// Reads each of the files that some records share, once.
    pub fn read(dataset: &Dataset, records: &[RecordRef]) -> Self {
        let sources = dataset.sources();
        let shared = records.iter().map(|at| dataset.site().record(*at).1.source);
        let shared: BTreeSet<SourceId> = shared.filter(|source| !is_markdown(sources, *source)).collect();
        Self(shared.into_iter().flat_map(|source| read_entries(sources, source)).collect())
    }
}

/// The text of a record's own file.
pub fn build_markdown<'a>(dataset: &'a Dataset, at: RecordRef, entries: &Entries) -> Cow<'a, str> {
    let (sources, lookup) = (dataset.sources(), dataset.lookup());
    let (table, record) = dataset.site().record(at);
    let fields = &table.collection.schema.fields;
    let kept = if !is_markdown(sources, record.source) {
        let pairs = entries.0.get(&record.span).map(Vec::as_slice).unwrap_or_default();
        // A table has columns that no field describes, and cells where nothing is.
        let known = |pair: &Pair| &*pair.key == "id" || fields.iter().any(|field| field.name == *pair.key);
        let written = pairs.iter().filter(|pair| known(pair) && pair.node.as_text() != Some(""));
        keep_public(written, fields, &lookup)
    } else if is_table_whole(dataset, table) {
        return Cow::Borrowed(&sources.get(record.source).text);
    } else {
        let mut unheard = Diagnostics::default();
        let front = front::split(sources, record.source, &mut unheard);
        let root = front.and_then(|front| yaml::parse(sources, front.yaml?, &mut unheard));
        keep_public(root.as_ref().and_then(Node::as_map).unwrap_or_default(), fields, &lookup)
    };
    let body = table.find_public_body(record).map(|body| sources.text(body)).unwrap_or_default();
    Cow::Owned(format!("---\n{}---\n{body}", write_yaml(&kept)))
}

fn is_markdown(sources: &Sources, source: SourceId) -> bool {
    is_markdown_path(&sources.get(source).path)
}

/// The entries of a list or a table, each with the span that its record has.
fn read_entries(sources: &Sources, source: SourceId) -> Vec<(Span, Vec<Pair>)> {
    let mut unheard = Diagnostics::default();
    if sources.get(source).path.ends_with(".csv") {
        let Some(CsvTable { header, rows, .. }) = table::read(sources, source, &mut unheard) else {
            return Vec::new();
        };
        let pair = |(name, cell): (&Node, Node)| Pair {
            key: name.as_text().unwrap_or_default().trim().into(),
            key_span: name.span,
            node: cell,
        };
        return rows
            .into_iter()
            .map(|row| (row.span, header.iter().zip(row.cells).map(pair).collect()))
            .collect();
    }
    let root = yaml::parse(sources, sources.whole(source), &mut unheard);
    let items = root.as_ref().and_then(Node::as_list).unwrap_or_default();
    let item = |item: &Node| {
        let pairs = item.as_map()?;
        Some((pairs.first().map_or(item.span, |pair| pair.key_span), pairs.to_vec()))
    };
    items.iter().filter_map(item).collect()
}

/// Whether all fields of a table may leave `content/`, so that its files may as they are.
pub fn is_table_whole(dataset: &Dataset, table: &Table) -> bool {
    let lookup = dataset.lookup();
    table.collection.schema.fields.iter().all(|field| is_whole(field, &lookup))
}

/// Whether a field and all that it holds may leave `content/`.
pub fn is_whole(field: &Field, lookup: &Lookup) -> bool {
    is_published(field, lookup) && field.fields.iter().all(|nested| is_whole(nested, lookup))
}

/// The pairs that may. Keys that no field has are the record's own: its identifier, its variables.
fn keep_public<'a>(
    pairs: impl IntoIterator<Item = &'a Pair>,
    fields: &[Field],
    lookup: &Lookup,
) -> Vec<Pair> {
    let kept =
        pairs.into_iter().filter_map(|pair| match fields.iter().find(|field| field.name == *pair.key) {
            Some(field) if !is_published(field, lookup) => None,
            Some(field) => {
                Some(Pair { node: keep_public_rows(&pair.node, &field.fields, lookup), ..pair.clone() })
            }
            None => Some(pair.clone()),
        });
    kept.collect()
}

/// A value, without what its rows keep to themselves.
fn keep_public_rows(node: &Node, fields: &[Field], lookup: &Lookup) -> Node {
    let row = |row: &Node| match &row.value {
        NodeValue::Map(pairs) => {
            Node { value: NodeValue::Map(keep_public(pairs, fields, lookup)), ..row.clone() }
        }
        _ => row.clone(),
    };
    match &node.value {
        NodeValue::List(rows) if !fields.is_empty() => {
            Node { value: NodeValue::List(rows.iter().map(row).collect()), ..node.clone() }
        }
        _ => node.clone(),
    }
}
