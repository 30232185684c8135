//! The published schemas: a Table Schema for each table, a JSON Schema for the records.
//!
//! Each stands alone, so it says itself whose it is, and holds no key to another table.

use std::io::{self, Write};

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::dataset::Dataset;
use super::distribution::TableFormat;
use super::object::{as_non_empty, drop_absent};
use super::package::{find_version, list_contributors};
use crate::publication::route::{self, to_url_path};
use crate::schema::publish::{PublishedTable, TableKind, record_schema};

pub const TABLE_SCHEMA: TableFormat = TableFormat {
    name: "Table Schema",
    media_type: "application/json",
    path: |table| Some(build_table_path(table)),
    write: write_table_schema,
};

pub const RECORD_SCHEMA: TableFormat = TableFormat {
    name: "JSON Schema",
    media_type: "application/schema+json",
    path: |table| (table.kind == TableKind::Records).then(|| build_record_path(table)),
    write: write_record_schema,
};

fn build_table_path(table: &PublishedTable) -> String {
    format!("data/schemas/{}.json", table.name)
}

fn build_record_path(table: &PublishedTable) -> String {
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
            for (key, value) in describe_table(dataset, at, table) {
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
    let mut schema = record_schema(&dataset.get_table(at).collection, table, &config.language);
    if let Some(base) = &config.base_url {
        schema.insert("$id".into(), format!("{base}{}", to_url_path(&build_record_path(table))).into());
    }
    write_pretty(&schema, out)
}

fn describe_table(dataset: &Dataset, at: usize, table: &PublishedTable) -> Map<String, Json> {
    let config = &dataset.site().config;
    let collection = &dataset.get_table(at).collection;
    let address = |path: &str| config.base_url.as_ref().map(|base| format!("{base}{}", to_url_path(path)));
    let data = address(&format!("data/{}.csv", table.name));
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    drop_absent(json!({
        "name": table.name,
        "title": table.title,
        "description": as_non_empty(&table.description),
        "keywords": Some(&collection.catalogue.keywords).filter(|keywords| !keywords.is_empty()),
        "countryCode": "FR",
        "homepage": address(&route::to_data(&collection.name)),
        "path": address(&build_table_path(table)),
        "resources": data.map(|data| json!([{"title": table.title, "path": data}])),
        "version": find_version(dataset),
        "created": day(dataset.find_issued(at)),
        "lastModified": day(dataset.find_updated(at)),
        "contributors": list_contributors(dataset),
    }))
}

fn write_pretty(schema: &Map<String, Json>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, schema)?;
    out.write_all(b"\n")
}
