//! `data/datapackage.json`: the data as one Data Package (v2), every table with its schema, its keys to the
//! others, its size and its hash.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::csv;
use super::dataset::Dataset;
use super::distribution::Distribution;
use super::object::{as_non_empty, drop_absent};
use crate::config::{License, known_license};
use crate::load::markdown::to_slug;
use crate::model::{Origin, Record, Table};
use crate::output::Fault;
use crate::publication::route::is_web;
use crate::schema::publish::{PublishedTable, is_public};
use crate::schema::{Role, Value};

pub const PATH: &str = "data/datapackage.json";

/// The profile that a package of the second version names.
pub const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The descriptor of the whole.
///
/// # Errors
/// Those of writing a table, which this does where nobody did.
pub fn write_descriptor(dataset: &Dataset, distributions: &[Distribution]) -> Result<String, Fault> {
    let config = &dataset.site().config;
    let name = to_slug(&config.title);
    let base = config.base_url.as_ref();
    let keywords: BTreeSet<&String> =
        list_published(dataset).flat_map(|table| &table.collection.catalogue.keywords).collect();
    let tables = distributions.iter().filter(|made| made.download.format == csv::FORMAT.name);
    let resources =
        tables.map(|made| describe_resource(dataset.get_published_table(made.at, made.number), made));
    let package = drop_absent(json!({
        "$schema": PROFILE,
        "name": if name.is_empty() { "data" } else { &name },
        "id": base.map(|base| format!("{base}{PATH}")),
        "title": config.title,
        "description": as_non_empty(&config.description),
        "version": find_version(dataset),
        "created": dataset.published(),
        "homepage": base,
        "licenses": [describe_license(&config.license)],
        "contributors": list_contributors(dataset),
        "sources": list_sources(dataset),
        "keywords": Some(keywords).filter(|keywords| !keywords.is_empty()),
        "resources": resources.collect::<Result<Vec<Json>, Fault>>()?,
    }));
    Ok(format!("{:#}\n", Json::Object(package)))
}

/// The newest release; without any, a version that grows with the day of publication.
pub fn find_version(dataset: &Dataset) -> String {
    if let Some(release) = dataset.site().config.releases.first() {
        return release.version.clone();
    }
    dataset
        .day
        .map_or_else(|| "0.0.0".to_owned(), |day| format!("{}.{}.{}", day.year(), day.month(), day.day()))
}

/// Who publishes, as packages and schemas name them.
pub fn list_contributors(dataset: &Dataset) -> Option<Json> {
    let publisher = &dataset.site().config.publisher;
    if publisher.name.is_empty() {
        return None;
    }
    let contributor = drop_absent(json!({
        "title": publisher.name,
        "path": publisher.url.as_deref().filter(|url| is_web(url)),
        "email": publisher.email,
        "organization": publisher.name,
        "roles": ["creator", "publisher"],
    }));
    Some(json!([contributor]))
}

/// A licence, as packages name it: the identifier only where it is one.
pub fn describe_license(license: &License) -> Json {
    let is_identifier = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    let path = Some(&license.url).filter(|url| is_web(url));
    let name = if license.id.chars().all(is_identifier) {
        Some(license.id.clone())
    } else if path.is_none() {
        Some(to_slug(&license.name))
    } else {
        None
    };
    drop_absent(json!({"name": name, "path": path, "title": license.name})).into()
}

/// What a record was made from: what it was taken from, then the sources that it names.
pub fn list_sources_of(dataset: &Dataset, table: &Table, record: &Record) -> Vec<Json> {
    let taken = record.origin.as_ref().map(|origin| describe_original(origin));
    taken.into_iter().chain(list_named_sources(dataset, table, record)).collect()
}

/// The original of a record, as packages name their sources.
fn describe_original(origin: &Origin) -> Json {
    let title = origin.title.as_ref().map(|title| format!("{title}, ")).unwrap_or_default();
    let license =
        known_license(&origin.license).map_or_else(|| origin.license.clone(), |license| license.name);
    drop_absent(json!({
        "title": format!("{title}{} ({license})", origin.publisher),
        "path": origin.url.as_ref().filter(|url| is_web(url)),
        "version": origin.version,
    }))
    .into()
}

/// The sources that a record names: records of another collection, or addresses.
pub fn list_named_sources(dataset: &Dataset, table: &Table, record: &Record) -> Vec<Json> {
    let Some(index) = table.find_role(Role::Source) else { return Vec::new() };
    let field = &table.collection.schema.fields[index];
    let target = field.reference.as_ref().and_then(|name| dataset.site().table(name));
    let items = match record.values.get(index) {
        Some(Some(Value::List(items))) => items.as_slice(),
        Some(Some(value)) => std::slice::from_ref(value),
        _ => &[],
    };
    let described = items.iter().filter_map(|item| match (item, target) {
        (Value::Text(id), Some((_, target))) if is_public(&target.collection) => {
            Some(describe_source(target, &target.records[target.find_row(id)?]))
        }
        (Value::Text(address), None) if is_web(address) => Some(json!({"title": address, "path": address})),
        (Value::Text(title), None) => Some(json!({"title": title})),
        _ => None,
    });
    described.collect()
}

/// Every source that some record names, once each.
fn list_sources(dataset: &Dataset) -> Json {
    let mut sources: BTreeMap<String, Json> = BTreeMap::new();
    for table in list_published(dataset) {
        for record in &table.records {
            sources.extend(
                list_sources_of(dataset, table, record).into_iter().map(|one| (one.to_string(), one)),
            );
        }
    }
    sources.into_values().collect()
}

/// A record as a source: what people call it, and its address where a field of it is one.
fn describe_source(table: &Table, record: &Record) -> Json {
    let fields = &table.collection.schema.fields;
    let is_address = |field: &&crate::schema::Field| !field.personal && field.kind.is_uri();
    let address = fields.iter().position(|field| is_address(&field));
    let address = address.and_then(|field| table.value(record, field)?.as_text());
    match address.filter(|address| is_web(address)) {
        Some(address) => json!({"title": table.name(record), "path": address}),
        None => json!({"title": table.name(record)}),
    }
}

fn list_published(dataset: &Dataset) -> impl Iterator<Item = &Table> {
    dataset.site().tables.iter().filter(|table| is_public(&table.collection))
}

fn describe_resource(table: &PublishedTable, made: &Distribution) -> Result<Json, Fault> {
    let mut schema = table.schema();
    schema.extend(table.foreign_keys().map(|keys| ("foreignKeys".to_owned(), keys)));
    let download = &made.download;
    let seal = download.file.seal()?;
    let resource = drop_absent(json!({
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": as_non_empty(&table.description),
        "path": download.path.strip_prefix("data/").unwrap_or(&download.path),
        "format": "csv",
        "mediatype": download.media_type,
        "encoding": "utf-8",
        "bytes": seal.bytes,
        "hash": format!("sha256:{}", seal.sha256()),
        "dialect": describe_dialect(),
        "schema": schema,
    }));
    Ok(resource.into())
}

fn describe_dialect() -> Json {
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
        "header": true,
        "delimiter": ",",
        "lineTerminator": "\r\n",
        "quoteChar": "\"",
        "doubleQuote": true,
    })
}
