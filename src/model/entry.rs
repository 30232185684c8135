//! One entry → one record: pairs of front matter, an item of a list, a row of a table.
//!
//! In: written keys and values. Out: a [`Record`] with a place for every field. Keys that no field has
//! are errors; so are fields that are required and silent.

use std::collections::BTreeMap;

use super::{Record, Renamed};
use crate::diag::{Diagnostics, Owner, nearest};
use crate::load::codes::{INVALID_IDENTIFIER, UNKNOWN_KEY, wrong_shape};
use crate::load::markdown::{is_identifier, to_slug};
use crate::load::table;
use crate::load::yaml::{self, Node, NodeValue, Pair};
use crate::model::codes::{CSV_CELLS, CSV_HEADER_EMPTY, CSV_HEADER_TWICE, HEADER_MISPLACED, HEADER_MISSING};
use crate::schema::codes::{ADVISED_MISSING, REQUIRED_MISSING};
use crate::schema::{Collection, Lexicon, Value};
use crate::settings::codes::INVALID_SETTING;
use crate::settings::{self, RECORD};
use crate::source::{SourceId, Sources, Span};

/// Where an entry comes from.
pub struct EntrySource<'a> {
    pub collection: &'a Collection,
    pub source: SourceId,
    /// What a message about the whole entry points at.
    pub span: Span,
    pub body: Option<Span>,
}

/// A record, and the identifier it wrote itself.
pub struct TypedEntry {
    pub record: Record,
    pub written_id: Option<String>,
}

impl TypedEntry {
    /// The record under its identifier, which is also the value of a field `id` that wrote nothing: read like
    /// any other value, so that the field's type and constraints hold for it. A standard table is left as it is.
    pub fn named(self, id: String, collection: &Collection, diags: &mut Diagnostics) -> Record {
        let mut record = Record { id, ..self.record };
        let schema = &collection.schema;
        if let Some(field) = schema.id_field()
            && self.written_id.is_none()
            && record.values[field].is_none()
        {
            let value = NodeValue::Text { text: record.id.as_str().into(), quoted: true };
            record.values[field] =
                schema.fields[field].read(&Node { span: record.span, value }, schema, diags);
        }
        record
    }
}

/// How entries without an identifier are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// `1`, `2` …
    Plain,
    /// The file's stem before the number, where several files hold entries.
    ByFile,
}

/// The record that pairs of keys and values describe.
pub fn record(entry: &EntrySource, sources: &Sources, pairs: &[Pair], diags: &mut Diagnostics) -> TypedEntry {
    let schema = &entry.collection.schema;
    let mut fields: Vec<Option<&Node>> = vec![None; schema.fields.len()];
    let mut written_id = None;
    let mut variables = BTreeMap::new();
    let (mut consent, mut aliases, mut origin, mut picture) = (None, Vec::new(), None, None);
    for pair in pairs {
        match (schema.position(&pair.key), &*pair.key) {
            (Some(field), key) => {
                fields[field] = Some(&pair.node);
                if key == "id" {
                    written_id = read_id(entry.collection, &pair.node, diags);
                }
            }
            (None, "id") => written_id = read_id(entry.collection, &pair.node, diags),
            (None, "variables") if has_blanks(entry.collection) => {
                variables = yaml::read_variables(&pair.node, diags);
            }
            (None, "consent") => consent = self::read_consent(&pair.node, diags),
            (None, "picture") => picture = keep_picture(&pair.node),
            (None, "aliases") => aliases = self::read_aliases(&pair.node, diags),
            (None, "origin") => origin = super::origin::read(&pair.node, diags).map(Box::new),
            // What came with a record and has no field here: kept, and nobody's business.
            (None, "extras") => drop(pair.node.map_or(diags)),
            (None, key) => report_unknown_key(entry.collection, &Owner::Record, key, pair.key_span, diags),
        }
    }
    let typed = type_fields(entry, sources, &fields, (variables, "value"), diags);
    let record = Record { consent, picture, aliases, origin, ..typed };
    TypedEntry { record, written_id }
}

/// The date on which the persons that a record names agreed to that.
pub fn read_consent(node: &Node, diags: &mut Diagnostics) -> Option<jiff::civil::Date> {
    let written = node.as_text().unwrap_or_default();
    let date = written.parse().ok().filter(|_| written.len() == "2026-03-01".len());
    if date.is_none() {
        diags.add(node.span, INVALID_SETTING.choose("key", "consent").with("value", written));
    }
    date
}

/// What a text asks to be drawn: kept as it is written, for it speaks of records that are not read yet.
pub fn keep_picture(node: &Node) -> Option<Box<Node>> {
    (!node.is_null()).then(|| Box::new(node.clone()))
}

/// The identifiers that a record or a page bore before: a list, or one cell with marks between.
pub fn read_aliases(node: &Node, diags: &mut Diagnostics) -> Vec<Renamed> {
    let mut aliases = Vec::new();
    for (text, span) in settings::texts(node, diags) {
        for name in text.split([',', ';', '|', ' ']).filter(|name| !name.is_empty()) {
            let parts: Vec<&str> = name.split('/').collect();
            if parts.len() <= 2 && parts.iter().all(|part| is_identifier(part)) {
                aliases.push(Renamed { name: name.to_owned(), span });
            } else {
                let last = &parts[parts.len().saturating_sub(2)..];
                let last: Vec<String> = last.iter().map(|part| to_slug(part)).collect();
                let proposal = Some(last.join("/")).filter(|_| last.iter().all(|part| !part.is_empty()));
                diags.add(span, INVALID_IDENTIFIER.with("name", name).with("proposal", proposal));
            }
        }
    }
    aliases
}

/// Whether the records of a collection have texts with blanks.
pub fn has_blanks(collection: &Collection) -> bool {
    collection.parts || collection.editions.is_some()
}

fn report_unknown_key(
    collection: &Collection,
    owner: &dyn Fn(String) -> Owner,
    key: &str,
    span: Span,
    diags: &mut Diagnostics,
) {
    let names = collection.schema.fields.iter().map(|field| field.name.as_str());
    let own = RECORD.names().filter(|name| *name != "variables" || has_blanks(collection));
    let nearest = nearest(key, names.chain(own));
    let owner = owner(collection.name.clone());
    diags.add(span, UNKNOWN_KEY.of(&owner).with("key", key).with("nearest", nearest));
}

/// An identifier written as a key or in a column. A standard table's own identifiers are made fit.
fn read_id(collection: &Collection, node: &Node, diags: &mut Diagnostics) -> Option<String> {
    let name = node.as_text().filter(|text| !text.is_empty())?;
    if is_identifier(name) {
        return Some(name.to_owned());
    }
    let proposal = Some(to_slug(name)).filter(|slug| !slug.is_empty());
    if collection.schema.lexicon == Lexicon::Everyday {
        diags.add(node.span, INVALID_IDENTIFIER.with("name", name).with("proposal", proposal.clone()));
    }
    proposal
}

/// Reads every field, and fills what is silent with the field's default. A blank says what a node with nothing
/// in it is.
fn type_fields(
    entry: &EntrySource,
    sources: &Sources,
    fields: &[Option<&Node>],
    (variables, written): (BTreeMap<String, String>, &'static str),
    diags: &mut Diagnostics,
) -> Record {
    let schema = &entry.collection.schema;
    let mut values = Vec::with_capacity(fields.len());
    let mut spans = Vec::with_capacity(fields.len());
    let id = schema.id_field();
    for (position, (field, node)) in schema.fields.iter().zip(fields).enumerate() {
        let mut found = Diagnostics::default();
        let meant = node.filter(|_| written == "value").and_then(|node| field.list_meant(node));
        let mut value = match (node, meant) {
            (Some(node), None) => field.read(node, schema, &mut found),
            (Some(node), hint) => {
                found.add(node.span, wrong_shape("list", hint));
                None
            }
            (None, _) => None,
        };
        let wrong = found.has_errors();
        diags.extend(found);
        // An identifier that was not written is known once the record has its name.
        if value.is_none() && !wrong && Some(position) != id {
            value = match (field.name.as_str(), entry.body) {
                ("body", Some(body)) => Some(Value::Text(sources.text(body).trim().into())),
                _ => field.default.clone(),
            };
            if value.is_none() {
                let place = node.map_or(entry.span, |node| node.span);
                let name = field.name.clone();
                let blank = if node.is_none() && written == "value" { "key" } else { written };
                match (field.constraints.required, field.advice.required) {
                    // The table lacks the column, or the row the cell: that was said.
                    (true, _) if node.is_none() && written == "cell" => {}
                    (true, _) => {
                        diags.add(place, REQUIRED_MISSING.with("field", name).choose("blank", blank));
                    }
                    (false, true) => {
                        diags.add(place, ADVISED_MISSING.with("field", name).choose("blank", blank));
                    }
                    (false, false) => {}
                }
            }
        }
        values.push(value);
        spans.push(node.map(|node| node.span));
    }
    Record {
        id: String::new(),
        values,
        spans,
        body: entry.body,
        parts: Vec::new(),
        assets: Vec::new(),
        variables,
        consent: None,
        picture: None,
        aliases: Vec::new(),
        origin: None,
        source: entry.source,
        span: entry.span,
    }
}

/// The records of a YAML list.
pub fn read_list(
    sources: &Sources,
    collection: &Collection,
    source: SourceId,
    numbering: Numbering,
    diags: &mut Diagnostics,
) -> Vec<Record> {
    let Some(root) = yaml::parse(sources, sources.whole(source), diags) else { return Vec::new() };
    if root.is_null() {
        return Vec::new();
    }
    let mut named = Naming::new(sources, collection, source, numbering);
    let items = root.list_or(diags).unwrap_or_default();
    let mut records = Vec::with_capacity(items.len());
    for item in items {
        let Some(pairs) = item.map_or(diags) else { continue };
        let span = pairs.first().map_or(item.span, |pair| pair.key_span);
        let written = record(&EntrySource { collection, source, span, body: None }, sources, pairs, diags);
        records.push(named.name(written, diags));
    }
    records
}

/// The records of a table.
pub fn read_table(
    sources: &Sources,
    collection: &Collection,
    source: SourceId,
    numbering: Numbering,
    diags: &mut Diagnostics,
) -> Vec<Record> {
    let Some(table) = table::read(sources, source, diags) else { return Vec::new() };
    let columns = match_columns(collection, &table.header, sources.whole(source).slice(0, 0), diags);
    let is_id = |name: &str| match collection.schema.lexicon {
        // A capital in the header was said there: the names of the rows are what they are.
        Lexicon::Everyday => name.trim().eq_ignore_ascii_case("id"),
        Lexicon::Standard => name.trim() == "id",
    };
    let id_column = table.header.iter().position(|cell| cell.as_text().is_some_and(is_id));
    // Columns of the tool's own, where no field of the schema bears the name.
    let own_column = |name: &str| {
        let own =
            collection.schema.lexicon == Lexicon::Everyday && collection.schema.position(name).is_none();
        own.then(|| table.header.iter().position(|cell| cell.as_text().map(str::trim) == Some(name)))
            .flatten()
    };
    let (consent_column, aliases_column) = (own_column("consent"), own_column("aliases"));
    let mut named = Naming::new(sources, collection, source, numbering);
    let mut records = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        if row.cells.len() != table.header.len() {
            let (expected, found) = (table.header.len(), row.cells.len());
            let place = row.cells.get(expected).map_or(row.span, |extra| extra.span);
            diags.add(place, CSV_CELLS.with("expected", expected).with("found", found));
        }
        let cell = |column: usize| row.cells.get(column);
        let fields: Vec<Option<&Node>> = columns.iter().map(|column| column.and_then(cell)).collect();
        let written_id = id_column.and_then(cell).and_then(|node| read_id(collection, node, diags));
        let entry = EntrySource { collection, source, span: row.span, body: None };
        let filled = |column: Option<usize>| column.and_then(cell).filter(|node| node.as_text() != Some(""));
        let consent = filled(consent_column).and_then(|node| read_consent(node, diags));
        let aliases = filled(aliases_column).map(|node| read_aliases(node, diags)).unwrap_or_default();
        let record = Record {
            consent,
            aliases,
            ..type_fields(&entry, sources, &fields, (BTreeMap::new(), "cell"), diags)
        };
        records.push(named.name(TypedEntry { record, written_id }, diags));
    }
    records
}

/// What a table's columns may be, beside the fields of the schema in their order.
struct ColumnFit {
    /// Columns may stand in any order.
    reordered: bool,
    /// Columns that no field describes are passed over.
    more: bool,
    /// Fields may have no column.
    fewer: bool,
}

impl ColumnFit {
    /// `fieldsMatch` of a standard schema; what editors keep by hand may be reordered and silent.
    fn from_collection(collection: &Collection) -> Self {
        let schema = &collection.schema;
        let (reordered, more, fewer) = match (schema.lexicon, schema.fields_match()) {
            (Lexicon::Everyday, _) | (_, "superset") => (true, false, true),
            (_, "equal") => (true, false, false),
            (_, "subset") => (true, true, false),
            (_, "partial") => (true, true, true),
            _ => (false, false, false),
        };
        Self { reordered, more, fewer }
    }
}

/// For each field, the column it stands in. Headers that no field has, or that stand twice, are errors;
/// so is a required field without a column.
fn match_columns(
    collection: &Collection,
    header: &[Node],
    top: Span,
    diags: &mut Diagnostics,
) -> Vec<Option<usize>> {
    let schema = &collection.schema;
    let fit = ColumnFit::from_collection(collection);
    let mut columns: Vec<Option<usize>> = vec![None; schema.fields.len()];
    let mut unknown = Vec::new();
    for (column, cell) in header.iter().enumerate() {
        let name = cell.as_text().unwrap_or_default().trim();
        match schema.position(name) {
            Some(field) if columns[field].is_some() => {
                diags.add(cell.span, CSV_HEADER_TWICE.with("name", name));
            }
            Some(field) => columns[field] = Some(column),
            None if name.is_empty() => diags.add(cell.span, CSV_HEADER_EMPTY.with("column", column + 1)),
            None if fit.more
                || (["id", "consent", "aliases"].contains(&name) && schema.lexicon == Lexicon::Everyday) => {}
            None => {
                report_unknown_key(collection, &Owner::Table, name, cell.span, diags);
                unknown.push((column, name));
            }
        }
    }
    // The column that was meant is read all the same: one message, not one a row.
    for (column, name) in unknown.into_iter().filter(|_| schema.lexicon == Lexicon::Everyday) {
        let meant = nearest(name, schema.fields.iter().map(|field| field.name.as_str()));
        if let Some(field) = meant.and_then(|name| schema.position(&name)) {
            columns[field].get_or_insert(column);
        }
    }
    // A table that may lack any column still has one of them.
    let unmatched = fit.more && columns.iter().all(Option::is_none);
    for (position, (field, column)) in schema.fields.iter().zip(&columns).enumerate() {
        match column {
            None if !fit.fewer || field.constraints.required || (unmatched && position == 0) => {
                diags.add(top, HEADER_MISSING.with("field", &field.name));
            }
            Some(column) if !fit.reordered && *column != position => {
                let found = header.get(position).and_then(Node::as_text).unwrap_or_default().to_owned();
                diags.add(
                    header[*column].span,
                    HEADER_MISPLACED.with("field", &field.name).with("found", found),
                );
            }
            _ => {}
        }
    }
    columns
}

/// Gives each entry of a file its identifier: its own, else its primary key, else its number.
struct Naming<'a> {
    collection: &'a Collection,
    prefix: String,
    number: usize,
    keys: BTreeMap<String, usize>,
}

impl<'a> Naming<'a> {
    fn new(sources: &'a Sources, collection: &'a Collection, source: SourceId, numbering: Numbering) -> Self {
        let path = &sources.get(source).path;
        let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
        let prefix = match numbering {
            Numbering::Plain => String::new(),
            Numbering::ByFile => format!("{}-", to_slug(stem)),
        };
        Self { collection, prefix, number: 0, keys: BTreeMap::new() }
    }

    fn name(&mut self, written: TypedEntry, diags: &mut Diagnostics) -> Record {
        self.number += 1;
        let id = match (written.written_id.clone(), self.make_key(&written.record)) {
            (Some(id), _) if self.collection.schema.lexicon == Lexicon::Everyday => id,
            (Some(id), _) | (None, Some(id)) => self.make_distinct(id),
            (None, None) => format!("{}{}", self.prefix, self.number),
        };
        written.named(id, self.collection, diags)
    }

    fn make_key(&self, record: &Record) -> Option<String> {
        let schema = &self.collection.schema;
        let cells: Option<Vec<String>> = schema
            .primary_key
            .iter()
            .map(|field| Some(record.values[*field].as_ref()?.to_cell(&schema.fields[*field])))
            .collect();
        Some(to_slug(&cells?.join(" "))).filter(|slug| !slug.is_empty())
    }

    /// Keys that only differ in what identifiers cannot hold are told apart by a number.
    fn make_distinct(&mut self, id: String) -> String {
        let count = self.keys.entry(id.clone()).or_default();
        *count += 1;
        if *count == 1 { id } else { format!("{id}-{count}") }
    }
}
