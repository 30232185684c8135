//! The authored schema as the world reads it: tables, columns, Table Schema, JSON Schema.
//!
//! In: a [`Collection`], the others that it names, the language of the site. Out: [`PublishedTable`]s.
//! Never: records, files, another place where an authoring key is stripped or translated.
//!
//! - `personal` fields are left out, and with them whatever would name them: keys, references, rows. A
//!   collection whose records are named by a personal field is not published at all ([`is_public`]).
//! - `reference` is a foreign key; on a list, a join table with two. `type: array` with `fields` is a child
//!   table with one. Foreign keys stand apart ([`PublishedTable::foreign_keys`]), because a schema on its own
//!   cannot name another table.
//! - `unit` is kept and said in the description. `advice`, `default` and the Markdown format are dropped.
//! - What says how values are *written* (decimal sign, date pattern, words for true and false, values that
//!   mean missing) is dropped, because exports hold canonical values.
//! - Every table has an identifier: the column `id`, first, or last where the schema is a standard file, whose
//!   own columns stay as and where they are. The publisher's and the record's four columns end every table.

mod columns;
mod describe;
mod record;

use serde_json::{Map, Value as Json, json};

pub use columns::is_published;
pub use describe::{list_allowed, list_bounds, to_iri};
pub use record::record_schema;

use super::{Collection, Field};
use crate::messages::Language;

/// The declared collections, by name.
pub type Lookup<'a> = dyn Fn(&str) -> Option<&'a Collection> + 'a;

/// The columns that end every table: who publishes it, when, and when the record last changed. No field of a
/// city's own may have their names.
pub const SIGNATURE: [&str; 4] =
    ["collectivite_nom", "collectivite_siret", "date_publication", "date_modification"];

/// One table of the data package.
#[derive(Clone, Debug)]
pub struct PublishedTable {
    /// `outils`, `outils-etapes`.
    pub name: String,
    pub title: String,
    pub description: String,
    pub kind: TableKind,
    /// What a row holds, in schema order. In JSON, all of it; in CSV, [`PublishedTable::columns`].
    pub members: Vec<Column>,
    pub primary_key: Vec<String>,
    pub unique_keys: Vec<Vec<String>>,
    pub foreign_keys: Vec<PublishedKey>,
    /// What Validata looks at beside types and constraints (`custom_checks`), for the schema that stands alone.
    pub checks: Vec<Json>,
    /// Other properties of a standard schema file, as they stand.
    pub metadata: Map<String, Json>,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// A record.
    Records,
    /// A row nested in the field of that index.
    Rows(usize),
    /// An item of the list of that index: one end of a relation.
    Links(usize),
}

/// A column, and its field descriptor, strictly standard.
#[derive(Clone, Debug)]
pub struct Column {
    pub name: String,
    pub origin: ColumnSource,
    pub descriptor: Map<String, Json>,
    /// What rows nested here hold; empty where there are none.
    pub rows: Vec<Column>,
}

/// Where the values of a column come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnSource {
    /// The record's identifier.
    Id,
    /// The field of that index.
    Field(usize),
    /// The identifier of the record that holds the row.
    Owner,
    /// The rank of the row in its record, from 1.
    Position,
    /// The nested field of that index.
    Nested(usize),
    /// The identifier of the record at the other end.
    Target,
    /// The address of what the record was taken from.
    Derived,
    PublisherName,
    PublisherSiret,
    /// The date of publication.
    Published,
    /// The date of the record's last change.
    Modified,
}

/// A foreign key of the data package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedKey {
    pub fields: Vec<String>,
    /// The table it points to; nothing for the same.
    pub resource: Option<String>,
    pub reference_fields: Vec<String>,
}

/// Whether anything of a collection leaves `content/`: not where what names its records is personal (their
/// label, their key, of which identifiers are made), nor where every field of its own is, whatever fields it
/// shares with the others.
#[must_use]
pub fn is_public(collection: &Collection) -> bool {
    let schema = &collection.schema;
    let naming = collection.label.into_iter().chain(schema.position("id")).chain(schema.primary_key.clone());
    let impersonal = naming.filter_map(|index| schema.fields.get(index)).all(|field| !field.personal);
    let is_own = |field: &&Field| {
        field.span.source == collection.source || Some(field.span.source) == collection.schema_source
    };
    let mut own = schema.fields.iter().filter(is_own).peekable();
    impersonal && (own.peek().is_none() || own.any(|field| !field.personal))
}

/// The tables of a collection: its records, then its nested rows and its relations, in schema order.
#[must_use]
pub fn list_tables(collection: &Collection, all: &Lookup, language: &str) -> Vec<PublishedTable> {
    if !is_public(collection) {
        return Vec::new();
    }
    let words = Language::of_site(language);
    let mut tables = vec![columns::describe_records(collection, all, words)];
    for (index, field) in collection.schema.fields.iter().enumerate() {
        if !columns::is_published(field, all) {
            continue;
        }
        if field.is_nested() {
            tables.push(columns::describe_rows(collection, index, all, words));
        } else if let Some(target) = columns::list_target(field, all) {
            tables.push(columns::describe_links(collection, index, target, words));
        }
    }
    tables
}

/// The column that says what each record was taken from.
pub const DERIVED: &str = "derived_from";

impl PublishedTable {
    /// The same table with the column that says what each record was taken from, before those that sign it.
    #[must_use]
    pub fn with_derived(mut self, language: &str) -> Self {
        let columns = &mut self.members;
        if columns.iter().all(|column| column.name != DERIVED) {
            let signed = columns.iter().position(|column| SIGNATURE.contains(&column.name.as_str()));
            columns.insert(
                signed.unwrap_or(columns.len()),
                columns::describe_upstream(Language::of_site(language)),
            );
        }
        self
    }

    /// The columns of the CSV: every member but the rows nested in a record, which are a table of their own.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        self.members.iter().filter(|member| !member.is_table())
    }

    /// The Table Schema, to stand alone or with [`PublishedTable::foreign_keys`] in a package.
    #[must_use]
    pub fn schema(&self) -> Map<String, Json> {
        let mut schema = Map::new();
        schema.insert("$schema".into(), "https://datapackage.org/profiles/2.0/tableschema.json".into());
        schema.extend(self.metadata.clone());
        let fields = self.columns().map(|column| Json::Object(column.descriptor.clone())).collect();
        schema.insert("fields".into(), Json::Array(fields));
        schema.insert("missingValues".into(), json!([""]));
        schema.insert("primaryKey".into(), json!(self.primary_key));
        if !self.unique_keys.is_empty() {
            schema.insert("uniqueKeys".into(), json!(self.unique_keys));
        }
        schema
    }

    /// The foreign keys, as a package writes them into the schema.
    #[must_use]
    pub fn foreign_keys(&self) -> Option<Json> {
        let keys = self.foreign_keys.iter().map(|key| {
            let mut reference = Map::new();
            if let Some(resource) = &key.resource {
                reference.insert("resource".into(), json!(resource));
            }
            reference.insert("fields".into(), json!(key.reference_fields));
            json!({"fields": key.fields, "reference": reference})
        });
        (!self.foreign_keys.is_empty()).then(|| Json::Array(keys.collect()))
    }
}

impl Column {
    /// Whether the rows nested here are a table of their own.
    #[must_use]
    pub fn is_table(&self) -> bool {
        !self.rows.is_empty() && matches!(self.origin, ColumnSource::Field(_))
    }
}
