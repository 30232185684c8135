//! `data/csvw-metadata.json`: the tables as the W3C's *CSV on the Web* describes them.
//!
//! In: published tables. Out: one group of tables, with keys between them. Never: what a CSV does not hold, a rule that
//! this vocabulary has no word for (it has none for allowed values), a key that some rows leave empty (validators refuse
//! it; the data package has those too).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value as Json, json};

use super::csv;
use super::dataset::Dataset;
use super::distribution::Distribution;
use super::package::license;
use crate::publication::route::is_web;
use crate::schema::publish::{Column, PublishedTable};

pub const PATH: &str = "data/csvw-metadata.json";

/// What the name of a column may hold as it stands.
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'.');

/// The description of all tables.
pub fn metadata(dataset: &Dataset, distributions: &[Distribution]) -> String {
    let config = &dataset.site().config;
    let mut group = Map::new();
    let mut put = |key: &str, value: Json| group.insert(key.to_owned(), value);
    put("@context", json!(["http://www.w3.org/ns/csvw", {"@language": config.language}]));
    if let Some(base) = &config.base_url {
        put("@id", json!(format!("{base}{PATH}")));
    }
    put("dc:title", json!(config.title));
    if !config.description.is_empty() {
        put("dc:description", json!(config.description));
    }
    if !config.publisher.name.is_empty() {
        put("dc:publisher", json!(config.publisher.name));
    }
    if is_web(&config.license.url) {
        put("dc:license", json!({"@id": config.license.url}));
    } else {
        put("dc:license", license(&config.license)["title"].clone());
    }
    if let Some(published) = dataset.published() {
        put("dc:modified", json!({"@value": published, "@type": "xsd:dateTime"}));
    }
    put("dialect", json!({"encoding": "utf-8", "delimiter": ",", "header": true, "doubleQuote": true}));
    let listed = distributions.iter().filter(|made| made.download.format == csv::FORMAT.name);
    let tables =
        listed.map(|made| table(dataset.published_table(made.at, made.number), file(&made.download.path)));
    put("tables", tables.collect());
    format!("{:#}\n", Json::Object(group))
}

/// The address of a table's file from this one.
fn file(path: &str) -> &str {
    path.strip_prefix("data/").unwrap_or(path)
}

fn table(table: &PublishedTable, url: &str) -> Json {
    let mut schema = Map::new();
    schema.insert("columns".into(), table.columns().map(column).collect());
    let names = |names: &[String]| names.iter().map(|name| self::name(name)).collect::<Vec<_>>();
    if !table.primary_key.is_empty() {
        schema.insert("primaryKey".into(), json!(names(&table.primary_key)));
    }
    let is_filled = |name: &String| table.columns().any(|column| column.name == *name && is_required(column));
    let keys: Vec<Json> = table
        .foreign_keys
        .iter()
        .filter(|key| key.fields.iter().all(is_filled))
        .map(|key| {
            let resource =
                key.resource.as_ref().map_or_else(|| url.to_owned(), |table| format!("{table}.csv"));
            let reference = json!({"resource": resource, "columnReference": names(&key.reference_fields)});
            json!({"columnReference": names(&key.fields), "reference": reference})
        })
        .collect();
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), keys.into());
    }
    let mut described = Map::new();
    described.insert("url".into(), json!(url));
    described.insert("dc:title".into(), json!(table.title));
    if !table.description.is_empty() {
        described.insert("dc:description".into(), json!(table.description));
    }
    described.insert("tableSchema".into(), schema.into());
    Json::Object(described)
}

fn is_required(column: &Column) -> bool {
    let constraints = column.descriptor.get("constraints");
    constraints.and_then(|all| all.get("required")).and_then(Json::as_bool) == Some(true)
}

fn name(name: &str) -> String {
    utf8_percent_encode(name, NAME).to_string()
}

fn column(column: &Column) -> Json {
    let descriptor = &column.descriptor;
    let text = |key: &str| descriptor.get(key).and_then(Json::as_str);
    let mut described = Map::new();
    described.insert("name".into(), json!(name(&column.name)));
    // Readers match this against the header.
    described.insert("titles".into(), json!(column.name));
    for (key, said) in [("dc:title", "title"), ("dc:description", "description")] {
        if let Some(text) = text(said).filter(|text| !text.is_empty()) {
            described.insert(key.into(), json!(text));
        }
    }
    let constraints = descriptor.get("constraints");
    let constraint = |key: &str| constraints.and_then(|all| all.get(key));
    if is_required(column) {
        described.insert("required".into(), json!(true));
    }
    if let Some(property) = text("rdfType").filter(|address| is_web(address)) {
        described.insert("propertyUrl".into(), json!(property));
    }
    let kind = text("type").unwrap_or("any");
    if kind == "list" {
        described.insert("separator".into(), json!(text("delimiter").unwrap_or(";")));
    }
    let base =
        datatype(if kind == "list" { text("itemType").unwrap_or("string") } else { kind }, text("format"));
    let mut datatype = Map::from_iter([("base".to_owned(), json!(base))]);
    let bounds: &[&str] = match (kind, base) {
        ("list", _) => &[],
        (_, "string") => &["minLength", "maxLength"],
        (_, "decimal" | "integer" | "date" | "time" | "dateTime" | "gYear") => &["minimum", "maximum"],
        _ => &[],
    };
    for key in bounds {
        if let Some(value) = constraint(key) {
            datatype.insert((*key).to_owned(), value.clone());
        }
    }
    let alone = datatype.len() == 1;
    described.insert("datatype".into(), if alone { json!(base) } else { Json::Object(datatype) });
    Json::Object(described)
}

/// The type of the same name, or the one that holds the same characters.
fn datatype(kind: &str, format: Option<&str>) -> &'static str {
    match (kind, format) {
        ("number", _) => "decimal",
        ("integer", _) => "integer",
        ("boolean", _) => "boolean",
        ("date", _) => "date",
        ("time", _) => "time",
        ("datetime", _) => "dateTime",
        ("year", _) => "gYear",
        ("yearmonth", _) => "gYearMonth",
        ("duration", _) => "duration",
        ("array" | "object" | "geojson", _) => "json",
        ("string", Some("uri")) => "anyURI",
        _ => "string",
    }
}
