//! JSON-LD: each record as linked data, in a file of its own that needs no other to be read.
//!
//! In: a record, and the published schema of its table. Out: one node. Its properties are what the schema calls
//! them (`rdfType`), else a name below the published schema; its literals are of XML Schema's types; what it
//! refers to, and the rows nested in it, are nodes. Never: an address of a context to fetch.
//!
//! Addresses are absolute where the site has one, else relative to the file.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::cell::{self, Cell, Row};
use super::dataset::{Dataset, role, text};
use super::package::is_web;
use crate::config::{License, known_license};
use crate::model::{Record, RecordRef};
use crate::output::OutputPath;
use crate::render::route::{self, url_path};
use crate::schema::publish::{Column, Origin, TableKind};
use crate::schema::{Field, FieldType, Role, StringFormat, Value};

const DCT: &str = "http://purl.org/dc/terms/";
const PROV: &str = "http://www.w3.org/ns/prov#";
const FOAF: &str = "http://xmlns.com/foaf/0.1/";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The contexts of the records of every collection, each written once.
pub struct Contexts(Vec<String>);

impl Contexts {
    pub fn new(dataset: &Dataset) -> Self {
        Self((0..dataset.site().tables.len()).map(|at| context(dataset, at).to_string()).collect())
    }
}

/// A record's own file.
///
/// # Errors
/// What `out` refuses.
pub fn record_file(
    dataset: &Dataset,
    contexts: &Contexts,
    at: RecordRef,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (table, record) = dataset.site().record(at);
    let place = at.table as usize;
    let (Some(published), Some(context)) = (dataset.of(place).first(), contexts.0.get(place)) else {
        return Ok(());
    };
    let name = &table.collection.name;
    let own = Own { dataset, at: place, path: route::record_jsonld(name, &record.id) };
    let row = cell::row(dataset, place, record);
    let mut node = Map::new();
    node.insert("@id".into(), json!(own.address(&own.path)));
    node.insert("@type".into(), json!(own.address(&schema_path(&published.name))));
    node.extend(own.members(&row, &published.members));
    let mut state = |property: &str, value: Json| node.insert(format!("{DCT}{property}"), value);
    state("isPartOf", json!({"@id": own.address(&route::data(name))}));
    let license = license(dataset, place, record);
    if is_web(&license.url) {
        state("license", json!({"@id": license.url}));
    }
    if let Some(publisher) = publisher(dataset) {
        state("publisher", publisher);
    }
    if let Some(page) = route::record(table, record) {
        node.insert(format!("{FOAF}page"), json!({"@id": own.address(&page)}));
    }
    let mut text = Vec::with_capacity(8 << 10);
    text.extend_from_slice(b"{\n  \"@context\": ");
    text.extend_from_slice(context.as_bytes());
    for (key, value) in &node {
        text.extend_from_slice(b",\n  ");
        serde_json::to_writer(&mut text, key)?;
        text.extend_from_slice(b": ");
        serde_json::to_writer(&mut text, value)?;
    }
    text.extend_from_slice(b"\n}\n");
    out.write_all(&text)
}

/// A record's file, and what its values need to become nodes.
struct Own<'a> {
    dataset: &'a Dataset,
    at: usize,
    path: OutputPath,
}

impl Own<'_> {
    fn address(&self, to: &str) -> String {
        match &self.dataset.site().config.base_url {
            Some(base) => format!("{base}{}", url_path(to)),
            None => url_path(&route::relative(&self.path, to)).into_owned(),
        }
    }

    fn members(&self, row: &Row, columns: &[Column]) -> Vec<(String, Json)> {
        let fields = &self.dataset.table(self.at).collection.schema.fields;
        let members = columns.iter().filter_map(|column| {
            let value = match (column.origin, row.cell(column)) {
                (Origin::Field(index), Cell::Value(value, field, _)) => {
                    self.value(value, field, column, &format!("{}-", fields[index].name))?
                }
                (Origin::Derived, cell) if !is_web(&cell.canonical()) => return None,
                (_, cell) => match cell.canonical() {
                    written if written.is_empty() => return None,
                    written => json!(written),
                },
            };
            Some((term(&column.name), value))
        });
        members.collect()
    }

    /// A value; `fragment` begins the names of the rows nested in it.
    fn value(&self, value: &Value, field: &Field, column: &Column, fragment: &str) -> Option<Json> {
        match value {
            Value::List(items) => {
                let items = items.iter().filter_map(|item| self.value(item, field, column, fragment));
                let items: Vec<Json> = items.collect();
                (!items.is_empty()).then(|| Json::Array(items))
            }
            Value::Rows(rows) => {
                let nodes = (1..).zip(rows).map(|(rank, values)| {
                    let fragment = format!("{fragment}{rank}");
                    self.nested(values, field, column, &fragment)
                });
                let nodes: Vec<Json> = nodes.collect();
                (!nodes.is_empty()).then(|| Json::Array(nodes))
            }
            Value::Text(id) if field.reference.is_some() => {
                let target = field.reference.as_deref().unwrap_or_default();
                Some(json!(self.address(&route::record_jsonld(target, id))))
            }
            Value::Text(text) if is_link(field) && !is_address(text) => Some(json!({"@value": text})),
            Value::Text(text) => (!text.is_empty()).then(|| json!(text)),
            // What does not fit the type of its column says its own.
            Value::NotANumber(name) => Some(json!({"@value": name, "@type": format!("{XSD}double")})),
            Value::Boolean(truth) => Some(json!(truth)),
            Value::Integer(number) => Some(json!(number)),
            Value::Json(_) | Value::GeoPoint(_) => Some(json!({"@value": value.to_cell(field)})),
            _ => Some(json!(value.to_cell(field))),
        }
    }

    fn nested(&self, values: &[Option<Value>], field: &Field, column: &Column, fragment: &str) -> Json {
        let mut node = Map::new();
        let name = url_path(fragment);
        node.insert("@id".into(), json!(format!("{}#{name}", self.address(&self.path))));
        for column in &column.rows {
            let Origin::Nested(index) = column.origin else { continue };
            if let (Some(Some(value)), Some(field)) = (values.get(index), field.fields.get(index)) {
                let fragment = format!("{fragment}-{}-", field.name);
                node.extend(
                    self.value(value, field, column, &fragment).map(|value| (term(&column.name), value)),
                );
            }
        }
        Json::Object(node)
    }
}

/// What the keys of a collection's records mean.
fn context(dataset: &Dataset, at: usize) -> Json {
    let Some(table) = dataset.of(at).first() else { return Json::Null };
    let collection = &dataset.table(at).collection;
    // Relative ones are as seen from any record of the collection.
    let own = Own { dataset, at, path: route::record_jsonld(&collection.name, "x") };
    let schema = &collection.schema;
    let license = role(collection, Role::License);
    let mut context = terms(&own, &table.members, &schema.fields, license);
    context.insert("@version".into(), json!(1.1));
    context.insert("@vocab".into(), vocabulary(&own, &table.name));
    Json::Object(context)
}

fn terms(own: &Own, columns: &[Column], fields: &[Field], license: Option<usize>) -> Map<String, Json> {
    let mut named = Map::new();
    for column in columns {
        let field = match column.origin {
            Origin::Field(index) | Origin::Nested(index) => fields.get(index),
            _ => None,
        };
        let mut term_of = Map::new();
        let meaning = column.descriptor.get("rdfType").and_then(Json::as_str);
        let is_license = matches!(column.origin, Origin::Field(index) if Some(index) == license);
        match (column.origin, meaning) {
            (Origin::Id, _) => term_of.insert("@id".into(), json!(format!("{DCT}identifier"))),
            (Origin::Derived, _) => term_of.insert("@id".into(), json!(format!("{PROV}wasDerivedFrom"))),
            // The licence itself is stated for every record; this column holds its code.
            (_, Some(meaning)) if is_address(meaning) && !is_license => {
                term_of.insert("@id".into(), json!(meaning))
            }
            _ => None,
        };
        if !column.rows.is_empty() {
            term_of.insert("@container".into(), json!("@list"));
            let nested = field.map(|field| field.fields.as_slice()).unwrap_or_default();
            let mut inside = terms(own, &column.rows, nested, None);
            let table = own.dataset.of(own.at).iter().find(
                |table| matches!((table.kind, column.origin), (TableKind::Rows(rows), Origin::Field(index)) if rows == index),
            );
            inside.extend(table.map(|table| ("@vocab".to_owned(), vocabulary(own, &table.name))));
            term_of.insert("@context".into(), Json::Object(inside));
        } else if let Some(kind) = kind(column, field) {
            term_of.insert("@type".into(), json!(kind));
        } else if is_prose(column, field) {
            term_of.insert("@language".into(), json!(own.dataset.site().config.language));
        }
        if !term_of.is_empty() {
            named.insert(term(&column.name), Json::Object(term_of));
        }
    }
    named
}

/// What names the terms that have no meaning of their own: the published schema of their table.
fn vocabulary(own: &Own, table: &str) -> Json {
    json!(format!("{}#", own.address(&schema_path(table))))
}

fn schema_path(table: &str) -> OutputPath {
    format!("data/schemas/{table}.json")
}

/// The type of a column's literals; nothing for text.
fn kind(column: &Column, field: Option<&Field>) -> Option<String> {
    if column.origin == Origin::Derived {
        return Some("@id".to_owned());
    }
    let Some(field) = field else {
        let date = matches!(column.origin, Origin::Published | Origin::Modified);
        return date.then(|| format!("{XSD}date"));
    };
    if field.reference.is_some() || is_link(field) {
        return Some("@id".to_owned());
    }
    let element = match &field.kind {
        FieldType::List { items, .. } => items,
        kind => kind,
    };
    let name = match element {
        FieldType::Number { .. } => "decimal",
        FieldType::Integer { .. } => "integer",
        FieldType::Boolean { .. } => "boolean",
        FieldType::Date { .. } => "date",
        FieldType::Time { .. } => "time",
        FieldType::DateTime { .. } => "dateTime",
        FieldType::Year => "gYear",
        FieldType::YearMonth => "gYearMonth",
        FieldType::Duration => "duration",
        _ => return None,
    };
    Some(format!("{XSD}{name}"))
}

/// Whether a column holds sentences, which are in a language, and not codes, which are in none.
fn is_prose(column: &Column, field: Option<&Field>) -> bool {
    let is_text = |field: &Field| {
        let free = match &field.kind {
            FieldType::String(format) => matches!(format, StringFormat::Default | StringFormat::Markdown),
            FieldType::List { items, .. } => matches!(**items, FieldType::String(StringFormat::Default)),
            _ => false,
        };
        let codes = field.categories.is_empty() && field.constraints.allowed.is_empty();
        free && codes && field.constraints.pattern.is_none()
    };
    column.origin == Origin::PublisherName || (column.origin != Origin::Id && field.is_some_and(is_text))
}

fn is_link(field: &Field) -> bool {
    matches!(field.kind, FieldType::String(StringFormat::Uri))
}

/// Whether a text is an address as RDF wants them.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = scheme.is_some_and(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    is_scheme && !text.contains(|c: char| c <= ' ' || "<>\"{}|\\^`".contains(c))
}

/// A column's name as a key: what JSON-LD would take for a keyword or an address is encoded.
fn term(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-.~".contains(c);
    if name.chars().all(is_plain) { name.to_owned() } else { url_path(name).replace('/', "%2F") }
}

/// The record's own licence, else the site's.
fn license(dataset: &Dataset, at: usize, record: &Record) -> License {
    let own = text(record, role(&dataset.table(at).collection, Role::License));
    own.and_then(known_license).unwrap_or_else(|| dataset.site().config.license.clone())
}

fn publisher(dataset: &Dataset) -> Option<Json> {
    let publisher = &dataset.site().config.publisher;
    if publisher.name.is_empty() {
        return None;
    }
    let mut node = Map::new();
    node.extend(publisher.url.as_deref().filter(|url| is_web(url)).map(|url| ("@id".to_owned(), json!(url))));
    node.insert("@type".into(), json!(format!("{FOAF}Organization")));
    node.insert(format!("{FOAF}name"), json!(publisher.name));
    Some(Json::Object(node))
}
