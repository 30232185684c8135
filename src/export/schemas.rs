//! The published schemas: a Table Schema for each table, a JSON Schema for the records.
//!
//! Each stands alone, so it says itself whose it is, and holds no key to another table.

use std::io::{self, Write};

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::dataset::Dataset;
use super::distribution::Format;
use super::object::{non_empty, present};
use super::package::{contributors, version};
use crate::publication::route::{self, to_url_path};
use crate::schema::publish::{PublishedTable, TableKind, record_schema};

pub const TABLE_SCHEMA: Format = Format {
    name: "Table Schema",
    media_type: "application/json",
    path: |table| Some(table_path(table)),
    write: write_table_schema,
};

pub const RECORD_SCHEMA: Format = Format {
    name: "JSON Schema",
    media_type: "application/schema+json",
    path: |table| (table.kind == TableKind::Records).then(|| record_path(table)),
    write: write_record_schema,
};

fn table_path(table: &PublishedTable) -> String {
    format!("data/schemas/{}.json", table.name)
}

fn record_path(table: &PublishedTable) -> String {
    format!("data/schemas/{}.record.json", table.name)
}

fn write_table_schema(
    dataset: &Dataset,
    at: usize,
    table: &PublishedTable,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut schema = Map::new();
    for (key, value) in table.schema() {
        if key == "fields" {
            // What the schema is about comes before its fields; what a standard file said itself stays.
            for (key, value) in metadata(dataset, at, table) {
                schema.entry(key).or_insert(value);
            }
        }
        schema.insert(key, value);
    }
    if !table.checks.is_empty() {
        schema.insert("custom_checks".into(), json!(table.checks));
    }
    write_pretty(&schema, out)
}

fn write_record_schema(
    dataset: &Dataset,
    at: usize,
    table: &PublishedTable,
    out: &mut dyn Write,
) -> io::Result<()> {
    let config = &dataset.site().config;
    let mut schema = record_schema(&dataset.table(at).collection, table, &config.language);
    if let Some(base) = &config.base_url {
        schema.insert("$id".into(), format!("{base}{}", to_url_path(&record_path(table))).into());
    }
    write_pretty(&schema, out)
}

fn metadata(dataset: &Dataset, at: usize, table: &PublishedTable) -> Map<String, Json> {
    let config = &dataset.site().config;
    let collection = &dataset.table(at).collection;
    let address = |path: &str| config.base_url.as_ref().map(|base| format!("{base}{}", to_url_path(path)));
    let data = address(&format!("data/{}.csv", table.name));
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    present(json!({
        "name": table.name,
        "title": table.title,
        "description": non_empty(&table.description),
        "keywords": Some(&collection.catalogue.keywords).filter(|keywords| !keywords.is_empty()),
        "countryCode": "FR",
        "homepage": address(&route::to_data(&collection.name)),
        "path": address(&table_path(table)),
        "resources": data.map(|data| json!([{"title": table.title, "path": data}])),
        "version": version(dataset),
        "created": day(dataset.issued(at)),
        "lastModified": day(dataset.updated(at)),
        "contributors": contributors(dataset),
    }))
}

fn write_pretty(schema: &Map<String, Json>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, schema)?;
    out.write_all(b"\n")
}
