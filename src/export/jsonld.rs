//! JSON-LD: each record as linked data, in a file of its own that needs no other to be read; and all of a table in one.
//!
//! In: a record, and the published schema of its table. Out: one node. Its properties are what the schema calls
//! them (`rdfType`), else a name below the published schema; its literals are of XML Schema's types; what it
//! refers to, and the rows nested in it, are nodes. Never: an address of a context to fetch.
//!
//! Addresses are absolute where the site has one, else relative to the record's file. In the table's file, a line a record,
//! publisher and licence are said once, of the dataset that the records are part of.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

use super::cell::{self, Cell, TableRow};
use super::dataset::Dataset;
use super::distribution::TableFormat;
use super::object::{as_non_empty, drop_absent};
use crate::config::{License, known_license};
use crate::model::{Record, RecordRef, Table};
use crate::output::OutputPath;
use crate::publication::route::{self, is_web, to_url_path};
use crate::schema::publish::{Column, ColumnSource, PublishedTable, TableKind};
use crate::schema::{Field, FieldType, Role, StringFormat, Value};

pub const DCT: &str = "http://purl.org/dc/terms/";
pub const FOAF: &str = "http://xmlns.com/foaf/0.1/";
const PROV: &str = "http://www.w3.org/ns/prov#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Nested rows and relations stand inside their records, so only these have a file.
pub const FORMAT: TableFormat = TableFormat {
    name: "JSON-LD",
    media_type: "application/ld+json",
    path: |table| (table.kind == TableKind::Records).then(|| format!("data/{}.jsonld", table.name)),
    write,
};

/// What the records of each collection share, written once.
pub struct RecordContexts(Vec<RecordContext>);

/// Members of a collection's records, as they stand in their files.
struct RecordContext {
    /// What the keys mean.
    keys: String,
    /// The keys of the columns, as they are written before their values.
    columns: Vec<String>,
    kind: Json,
    part_of: Json,
    /// The licence of those that name none.
    license: Option<Json>,
    publisher: Option<Json>,
}

impl RecordContexts {
    pub fn new(dataset: &Dataset) -> Self {
        Self((0..dataset.site().tables.len()).map(|at| RecordContext::new(dataset, at)).collect())
    }
}

impl RecordContext {
    fn new(dataset: &Dataset, at: usize) -> Self {
        let name = &dataset.get_table(at).collection.name;
        // Relative addresses are as seen from any record of the collection.
        let own = RecordScope::new(dataset, at, "x");
        let table = dataset.list_tables(at).first();
        Self {
            keys: table.map_or(Json::Null, |table| build_context(&own, table)).to_string(),
            columns: table.map(|table| table.members.iter().map(encode_key).collect()).unwrap_or_default(),
            kind: table.map_or(Json::Null, |table| json!(own.to_address(&build_schema_path(&table.name)))),
            part_of: json!({"@id": format!("{}#dataset", own.to_address(&route::to_data(name)))}),
            license: link_license(&dataset.site().config.license),
            publisher: describe_publisher(dataset),
        }
    }
}

/// A record's own file.
///
/// # Errors
/// What `out` refuses.
pub fn write_record_file(
    dataset: &Dataset,
    contexts: &RecordContexts,
    at: RecordRef,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (table, record) = dataset.site().record(at);
    let place = at.table as usize;
    let (Some(published), Some(shared)) = (dataset.list_tables(place).first(), contexts.0.get(place)) else {
        return Ok(());
    };
    let own = RecordScope::new(dataset, place, &record.id);
    let row = cell::build_row(dataset, place, record);
    let mut file = JsonLdWriter { bytes: Vec::with_capacity(8 << 10), between: b",\n  " };
    file.bytes.extend([b"{\n  \"@context\": ", shared.keys.as_bytes()].concat());
    file.write_record(&own, &row, published, shared)?;
    let license = find_own_license(table, record).or_else(|| shared.license.clone());
    if let Some(license) = license {
        file.write_member(&format!("{DCT}license"), &license)?;
    }
    if let Some(publisher) = &shared.publisher {
        file.write_member(&format!("{DCT}publisher"), publisher)?;
    }
    if let Some(page) = route::to_record(table, record) {
        file.write_member(&format!("{FOAF}page"), &json!({"@id": own.to_address(&page)}))?;
    }
    file.bytes.extend_from_slice(b"\n}\n");
    out.write_all(&file.bytes)
}

fn write(dataset: &Dataset, at: usize, published: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let (shared, table) = (RecordContext::new(dataset, at), dataset.get_table(at));
    let mut out = io::BufWriter::with_capacity(64 << 10, out);
    // A member of the context that tells where relative addresses begin: those of a record's own file.
    let base = match dataset.site().config.base_url {
        Some(_) => String::new(),
        None => format!("\"@base\": {},", json!(format!("{}/", to_url_path(&published.name)))),
    };
    let keys = shared.keys.strip_prefix('{').unwrap_or(&shared.keys);
    write!(out, "{{\n\"@context\": {{{base}{keys},\n\"@graph\": [\n")?;
    let mut file = JsonLdWriter { bytes: Vec::with_capacity(8 << 10), between: b"," };
    file.write_shared(&shared)?;
    out.write_all(&file.bytes)?;
    for record in &table.records {
        let own = RecordScope::new(dataset, at, &record.id);
        file.bytes.clear();
        file.bytes.extend_from_slice(b",\n{");
        file.write_record(&own, &cell::build_row(dataset, at, record), published, &shared)?;
        if let Some(license) = find_own_license(table, record) {
            file.write_member(&format!("{DCT}license"), &license)?;
        }
        if let Some(page) = route::to_record(table, record) {
            file.write_member(&format!("{FOAF}page"), &json!({"@id": own.to_address(&page)}))?;
        }
        file.bytes.push(b'}');
        out.write_all(&file.bytes)?;
    }
    out.write_all(b"\n]\n}\n")?;
    out.flush()
}

/// The licence that a record names itself.
fn find_own_license(table: &Table, record: &Record) -> Option<Json> {
    link_license(&known_license(table.find_role_text(record, Role::License)?)?)
}

/// A file under way: what parts its members.
struct JsonLdWriter {
    bytes: Vec<u8>,
    between: &'static [u8],
}

impl JsonLdWriter {
    fn write_member(&mut self, key: &str, value: &impl Serialize) -> io::Result<()> {
        self.write_keyed(&format!("{}: ", json!(key)), value)
    }

    /// A member whose key is written out.
    fn write_keyed(&mut self, key: &str, value: &impl Serialize) -> io::Result<()> {
        if self.bytes.last() != Some(&b'{') {
            self.bytes.extend_from_slice(self.between);
        }
        self.bytes.extend_from_slice(key.as_bytes());
        Ok(serde_json::to_writer(&mut self.bytes, value)?)
    }

    /// What a record says, and what it is part of.
    fn write_record(
        &mut self,
        own: &RecordScope,
        row: &TableRow,
        published: &PublishedTable,
        shared: &RecordContext,
    ) -> io::Result<()> {
        self.write_keyed("\"@id\": ", &own.id)?;
        self.write_keyed("\"@type\": ", &shared.kind)?;
        for (column, key) in published.members.iter().zip(&shared.columns) {
            if let Some(value) = own.find_member(row, column) {
                self.write_keyed(key, &value)?;
            }
        }
        self.write_member(&format!("{DCT}isPartOf"), &shared.part_of)
    }

    /// What is said of all records at once.
    fn write_shared(&mut self, shared: &RecordContext) -> io::Result<()> {
        self.bytes.push(b'{');
        self.write_member("@id", &shared.part_of["@id"])?;
        for (name, said) in [("license", &shared.license), ("publisher", &shared.publisher)] {
            if let Some(said) = said {
                self.write_member(&format!("{DCT}{name}"), said)?;
            }
        }
        self.bytes.push(b'}');
        Ok(())
    }
}

/// A value as JSON-LD has it. Records are many, so it borrows what it can of theirs.
#[derive(Clone)]
enum JsonLdValue<'a> {
    Text(Cow<'a, str>),
    Truth(bool),
    Integer(i64),
    List(Vec<JsonLdValue<'a>>),
    Members(Vec<(Cow<'a, str>, JsonLdValue<'a>)>),
}

impl<'a> JsonLdValue<'a> {
    fn from_text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A literal that is not of the type of its column.
    fn from_literal(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Members(vec![("@value".into(), Self::from_text(text))])
    }
}

impl Serialize for JsonLdValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::List(items) => serializer.collect_seq(items),
            Self::Members(members) => serializer.collect_map(members.iter().map(|(key, value)| (key, value))),
        }
    }
}

/// A record's file, and what its values need to become nodes.
struct RecordScope<'a> {
    dataset: &'a Dataset,
    at: usize,
    path: OutputPath,
    /// The address of the record.
    id: String,
}

impl<'a> RecordScope<'a> {
    fn new(dataset: &'a Dataset, at: usize, id: &str) -> Self {
        let path = route::to_record_jsonld(&dataset.get_table(at).collection.name, id);
        let mut own = Self { dataset, at, path, id: String::new() };
        own.id = own.to_address(&own.path);
        own
    }

    fn to_address(&self, to: &str) -> String {
        match &self.dataset.site().config.base_url {
            Some(base) => [base, &*to_url_path(to)].concat(),
            None => to_url_path(&route::make_relative(&self.path, to)).into_owned(),
        }
    }

    /// What a row says in a column.
    fn find_member(&self, row: &TableRow<'a>, column: &'a Column) -> Option<JsonLdValue<'a>> {
        match (column.origin, row.cell(column)) {
            (ColumnSource::Field(_), Cell::Value(value, field, _)) => {
                self.convert_value(value, field, column, "")
            }
            (ColumnSource::Derived, cell) if !is_web(&cell.canonical()) => None,
            (_, cell) => Some(cell.canonical()).filter(|written| !written.is_empty()).map(JsonLdValue::Text),
        }
    }

    /// A value; `within` begins the names of the rows nested in it.
    fn convert_value(
        &self,
        value: &'a Value,
        field: &'a Field,
        column: &'a Column,
        within: &str,
    ) -> Option<JsonLdValue<'a>> {
        match value {
            Value::List(items) => {
                let items = items.iter().filter_map(|item| self.convert_value(item, field, column, within));
                let items: Vec<JsonLdValue> = items.collect();
                (!items.is_empty()).then_some(JsonLdValue::List(items))
            }
            Value::Rows(rows) => {
                let nodes = (1..).zip(rows).map(|(rank, values): (usize, _)| {
                    self.convert_row(values, field, column, &format!("{within}{}-{rank}", field.name))
                });
                let nodes: Vec<JsonLdValue> = nodes.collect();
                (!nodes.is_empty()).then_some(JsonLdValue::List(nodes))
            }
            Value::Text(id) if field.reference.is_some() => {
                let target = field.reference.as_deref().unwrap_or_default();
                Some(JsonLdValue::from_text(self.to_address(&route::to_record_jsonld(target, id))))
            }
            Value::Text(text) if is_link(field) && !is_address(text) => {
                Some(JsonLdValue::from_literal(&**text))
            }
            Value::Text(text) => (!text.is_empty()).then(|| JsonLdValue::from_text(&**text)),
            // What does not fit the type of its column says its own.
            Value::NotANumber(name) => {
                let kind = JsonLdValue::from_text(format!("{XSD}double"));
                Some(JsonLdValue::Members(vec![
                    ("@value".into(), JsonLdValue::from_text(*name)),
                    ("@type".into(), kind),
                ]))
            }
            Value::Boolean(truth) => Some(JsonLdValue::Truth(*truth)),
            Value::Integer(number) => Some(JsonLdValue::Integer(*number)),
            Value::Json(_) | Value::GeoPoint(_) => Some(JsonLdValue::from_literal(value.to_cell(field))),
            _ => Some(JsonLdValue::from_text(value.to_cell(field))),
        }
    }

    fn convert_row(
        &self,
        values: &'a [Option<Value>],
        field: &'a Field,
        column: &'a Column,
        fragment: &str,
    ) -> JsonLdValue<'a> {
        let id = [&self.id, "#", &*to_url_path(fragment)].concat();
        let within = [fragment, "-"].concat();
        let mut members = vec![("@id".into(), JsonLdValue::from_text(id))];
        for column in &column.rows {
            let ColumnSource::Nested(index) = column.origin else { continue };
            if let (Some(Some(value)), Some(field)) = (values.get(index), field.fields.get(index)) {
                let value = self.convert_value(value, field, column, &within);
                members.extend(value.map(|value| (encode_term(&column.name), value)));
            }
        }
        JsonLdValue::Members(members)
    }
}

/// What the keys of a collection's records mean.
fn build_context(own: &RecordScope, table: &PublishedTable) -> Json {
    let records = own.dataset.get_table(own.at);
    let fields = &records.collection.schema.fields;
    let mut context = build_terms(own, &table.members, fields, records.find_role(Role::License));
    context.insert("@version".into(), json!(1.1));
    context.insert("@vocab".into(), build_vocabulary(own, &table.name));
    Json::Object(context)
}

fn build_terms(
    own: &RecordScope,
    columns: &[Column],
    fields: &[Field],
    license: Option<usize>,
) -> Map<String, Json> {
    let mut named = Map::new();
    for column in columns {
        let field = match column.origin {
            ColumnSource::Field(index) | ColumnSource::Nested(index) => fields.get(index),
            _ => None,
        };
        let mut term_of = Map::new();
        let meaning = column.descriptor.get("rdfType").and_then(Json::as_str);
        let is_license = matches!(column.origin, ColumnSource::Field(index) if Some(index) == license);
        match (column.origin, meaning) {
            (ColumnSource::Id, _) => term_of.insert("@id".into(), json!(format!("{DCT}identifier"))),
            (ColumnSource::Derived, _) => {
                term_of.insert("@id".into(), json!(format!("{PROV}wasDerivedFrom")))
            }
            // The licence itself is stated for every record; this column holds its code.
            (_, Some(meaning)) if is_address(meaning) && !is_license => {
                term_of.insert("@id".into(), json!(meaning))
            }
            _ => None,
        };
        if !column.rows.is_empty() {
            term_of.insert("@container".into(), json!("@list"));
            let nested = field.map(|field| field.fields.as_slice()).unwrap_or_default();
            let mut inside = build_terms(own, &column.rows, nested, None);
            let table = own.dataset.list_tables(own.at).iter().find(
                |table| matches!((table.kind, column.origin), (TableKind::Rows(rows), ColumnSource::Field(index)) if rows == index),
            );
            inside.extend(table.map(|table| ("@vocab".to_owned(), build_vocabulary(own, &table.name))));
            term_of.insert("@context".into(), Json::Object(inside));
        } else if let Some(kind) = find_literal_type(column, field) {
            term_of.insert("@type".into(), json!(kind));
        } else if is_prose(column, field) {
            term_of.insert("@language".into(), json!(own.dataset.site().config.language));
        }
        if !term_of.is_empty() {
            named.insert(encode_term(&column.name).into_owned(), Json::Object(term_of));
        }
    }
    named
}

/// What names the terms that have no meaning of their own: the published schema of their table.
fn build_vocabulary(own: &RecordScope, table: &str) -> Json {
    json!(format!("{}#", own.to_address(&build_schema_path(table))))
}

fn build_schema_path(table: &str) -> OutputPath {
    format!("data/schemas/{table}.json")
}

/// The type of a column's literals; nothing for text.
fn find_literal_type(column: &Column, field: Option<&Field>) -> Option<String> {
    if column.origin == ColumnSource::Derived {
        return Some("@id".to_owned());
    }
    let Some(field) = field else {
        let date = matches!(column.origin, ColumnSource::Published | ColumnSource::Modified);
        return date.then(|| format!("{XSD}date"));
    };
    if field.reference.is_some() || is_link(field) {
        return Some("@id".to_owned());
    }
    let name = field.kind.element().rules().facts().xsd?;
    Some(format!("{XSD}{name}"))
}

/// Whether a column holds sentences, which are in a language, and not codes, which are in none.
fn is_prose(column: &Column, field: Option<&Field>) -> bool {
    let is_text = |field: &Field| {
        let plain = *field.kind.element() == FieldType::String(StringFormat::Default);
        let free = plain || field.kind.is_markdown();
        let codes = field.categories.is_empty() && field.constraints.allowed.is_empty();
        free && codes && field.constraints.pattern.is_none()
    };
    column.origin == ColumnSource::PublisherName
        || (column.origin != ColumnSource::Id && field.is_some_and(is_text))
}

fn is_link(field: &Field) -> bool {
    field.kind.is_uri()
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

/// A column's key, as it stands before its value.
fn encode_key(column: &Column) -> String {
    format!("{}: ", json!(encode_term(&column.name)))
}

/// A column's name as a key: what JSON-LD would take for a keyword or an address is encoded.
fn encode_term(name: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "_-.~".contains(c);
    if name.chars().all(is_plain) { name.into() } else { to_url_path(name).replace('/', "%2F").into() }
}

/// What names a licence.
fn link_license(license: &License) -> Option<Json> {
    is_web(&license.url).then(|| json!({"@id": license.url}))
}

fn describe_publisher(dataset: &Dataset) -> Option<Json> {
    let publisher = &dataset.site().config.publisher;
    let name = as_non_empty(&publisher.name)?;
    let node = drop_absent(json!({
        "@id": publisher.url.as_deref().filter(|url| is_web(url)),
        "@type": format!("{FOAF}Organization"),
        format!("{FOAF}name"): name,
    }));
    Some(node.into())
}
