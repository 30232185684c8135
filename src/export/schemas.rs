//! The published schemas: a Table Schema for each table, a JSON Schema for the records.
//!
//! Each stands alone, so it says itself whose it is, and holds no key to another table.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::dataset::Dataset;
use super::distribution::Format;
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

fn metadata(dataset: &Dataset, at: usize, table: &PublishedTable) -> Vec<(String, Json)> {
    let config = &dataset.site().config;
    let collection = &dataset.table(at).collection;
    let mut metadata = vec![("name".to_owned(), json!(table.name)), ("title".to_owned(), json!(table.title))];
    let mut put = |key: &str, value: Json| metadata.push((key.to_owned(), value));
    if !table.description.is_empty() {
        put("description", json!(table.description));
    }
    if !collection.catalogue.keywords.is_empty() {
        put("keywords", json!(collection.catalogue.keywords));
    }
    put("countryCode", json!("FR"));
    if let Some(base) = &config.base_url {
        put("homepage", json!(format!("{base}{}", to_url_path(&route::to_data(&collection.name)))));
        put("path", json!(format!("{base}{}", to_url_path(&table_path(table)))));
        let data =
            json!({"title": table.title, "path": format!("{base}data/{}.csv", to_url_path(&table.name))});
        put("resources", json!([data]));
    }
    put("version", json!(version(dataset)));
    for (key, day) in [("created", dataset.issued(at)), ("lastModified", dataset.updated(at))] {
        if let Some(day) = day {
            put(key, json!(day.to_string()));
        }
    }
    if let Some(contributors) = contributors(dataset) {
        put("contributors", contributors);
    }
    metadata
}

fn write_pretty(schema: &Map<String, Json>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, schema)?;
    out.write_all(b"\n")
}
