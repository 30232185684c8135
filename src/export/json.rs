//! JSON: a table as one array, a record a line, and each record in a file of its own.
//!
//! The keys of a record are the table's columns; lists and nested rows are arrays. Its own file adds what a
//! table has no place for: its body where no field holds it, its parts, its attachments.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::json;

use super::cell::{self, TableRow};
use super::dataset::Dataset;
use super::distribution::TableFormat;
use crate::model::{Record, RecordRef, Table};
use crate::output::sha256;
use crate::publication::route;
use crate::schema::publish::{Column, PublishedTable, TableKind};
use crate::source::Span;

/// Nested rows and relations stand inside their records, so only these have a file.
pub const FORMAT: TableFormat = TableFormat {
    name: "JSON",
    media_type: "application/json",
    path: |table| (table.kind == TableKind::Records).then(|| format!("data/{}.json", table.name)),
    write,
};

/// A record of a table, as JSON.
pub struct JsonRecord<'a> {
    pub row: TableRow<'a>,
    pub members: &'a [Column],
}

impl JsonRecord<'_> {
    fn serialize_members<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.members.iter().try_for_each(|column| map.serialize_entry(&column.name, &self.row.cell(column)))
    }
}

impl Serialize for JsonRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.members.len()))?;
        self.serialize_members(&mut map)?;
        map.end()
    }
}

/// The records of a table, each on a line, for tables of many: the keys are written once for all of them.
pub struct JsonLineWriter<'a> {
    members: Vec<(String, &'a Column)>,
    line: Vec<u8>,
}

impl<'a> JsonLineWriter<'a> {
    pub fn new(table: &'a PublishedTable) -> Self {
        let members = table.members.iter().map(|column| (format!(",{}:", json!(column.name)), column));
        Self { members: members.collect(), line: Vec::new() }
    }

    /// What [`JsonRecord`] is, without a line end.
    ///
    /// # Errors
    /// None that is known: memory refuses nothing.
    pub fn encode(&mut self, row: &TableRow) -> io::Result<&[u8]> {
        self.line.clear();
        for (key, column) in &self.members {
            self.line.extend_from_slice(key.as_bytes());
            serde_json::to_writer(&mut self.line, &row.cell(column))?;
        }
        match self.line.first_mut() {
            Some(comma) => *comma = b'{',
            None => self.line.push(b'{'),
        }
        self.line.push(b'}');
        Ok(&self.line)
    }
}

/// A record's own file.
///
/// # Errors
/// What `out` refuses.
pub fn write_record_file(dataset: &Dataset, at: RecordRef, out: &mut dyn Write) -> io::Result<()> {
    let (table, record) = dataset.site().record(at);
    let place = at.table as usize;
    let Some(published) = dataset.list_tables(place).first() else { return Ok(()) };
    let object = JsonRecord { row: cell::build_row(dataset, place, record), members: &published.members };
    // Written in many small pieces, which gather faster here than behind a door.
    let mut text = Vec::with_capacity(8 << 10);
    serde_json::to_writer_pretty(&mut text, &RecordFile { dataset, table, record, object })?;
    text.push(b'\n');
    out.write_all(&text)
}

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(16 * 1024, out);
    let mut before: &[u8] = b"[\n";
    let mut lines = JsonLineWriter::new(table);
    for row in cell::list_rows(dataset, at, table) {
        out.write_all(before)?;
        out.write_all(lines.encode(&row)?)?;
        before = b",\n";
    }
    out.write_all(if before == b"[\n" { b"[]\n" } else { b"\n]\n" })?;
    out.flush()
}

struct RecordFile<'a> {
    dataset: &'a Dataset,
    table: &'a Table,
    record: &'a Record,
    object: JsonRecord<'a>,
}

impl Serialize for RecordFile<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.object.serialize_members(&mut map)?;
        for (key, value) in self.extras() {
            // A field of the same name has said it already, or means something else.
            if self.object.members.iter().all(|column| column.name != key) {
                map.serialize_entry(key, &value)?;
            }
        }
        map.end()
    }
}

/// What a record says beside its columns.
#[derive(Serialize)]
#[serde(untagged)]
enum Extra<'a> {
    /// Bodies are long: written from where they stand.
    Text(&'a str),
    Made(serde_json::Value),
}

impl<'a> RecordFile<'a> {
    /// What a table has no place for.
    fn extras(&self) -> Vec<(&'static str, Extra<'a>)> {
        let (record, sources) = (self.record, self.dataset.sources());
        let mut extras = Vec::new();
        let body = self.table.find_public_body(record).map(|body| sources.text(body).trim());
        extras.extend(body.map(|body| ("body", Extra::Text(body))));
        extras.extend(route::to_record(self.table, record).map(|page| ("page", Extra::Made(page.into()))));
        if !record.variables.is_empty() {
            extras.push(("variables", Extra::Made(json!(record.variables))));
        }
        if !record.parts.is_empty() {
            let parts = record.parts.iter().map(
                |part| json!({"id": part.id, "title": part.title, "body": sources.text(part.body).trim()}),
            );
            extras.push(("parts", Extra::Made(parts.collect())));
        }
        if !record.assets.is_empty() {
            let files = record.assets.iter().map(|asset| {
                let asset = sources.asset(*asset);
                let path = route::to_asset(self.dataset.site(), &asset.path);
                json!({"path": path, "bytes": asset.bytes.len(), "sha256": sha256(&asset.bytes)})
            });
            extras.push(("attachments", Extra::Made(files.collect())));
        }
        let translations = self.translations();
        if !translations.is_empty() {
            extras.push(("translations", Extra::Made(translations.into())));
        }
        extras
    }

    /// The texts of the record in each language that it is translated into. Tables hold those of the main language.
    fn translations(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut translations = serde_json::Map::new();
        for version in self.dataset.translations() {
            let site = version.site();
            let (Some(tongue), Some(at)) =
                (&site.tongue, site.find(&self.table.collection.name, &self.record.id))
            else {
                continue;
            };
            if !tongue.records.contains(&at) {
                continue;
            }
            let (table, record) = site.record(at);
            let own = |span: &Option<Span>| span.is_some_and(|span| tongue.texts.contains_key(&span.source));
            let mut texts = serde_json::Map::new();
            let public = &self.object.members;
            for (field, (value, span)) in
                table.collection.schema.fields.iter().zip(record.values.iter().zip(&record.spans))
            {
                if let Some(value) = value.as_ref().filter(|_| own(span))
                    && public.iter().any(|column| column.name == field.name)
                    && field.fields.iter().all(|nested| !nested.personal && nested.reference.is_none())
                {
                    texts.insert(field.name.clone(), value.to_json(field));
                }
            }
            if let Some(body) = table.find_public_body(record).filter(|body| own(&Some(*body))) {
                texts.insert("body".to_owned(), json!(self.dataset.sources().text(body).trim()));
            }
            translations.insert(site.config.language.clone(), texts.into());
        }
        translations
    }
}
