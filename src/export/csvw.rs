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
use super::object::{as_non_empty, drop_absent};
use super::package;
use crate::publication::route::is_web;
use crate::schema::publish::{Column, PublishedTable};

pub const PATH: &str = "data/csvw-metadata.json";

/// What the name of a column may hold as it stands.
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'.');

/// The description of all tables.
pub fn describe_tables(dataset: &Dataset, distributions: &[Distribution]) -> String {
    let config = &dataset.site().config;
    let license = &config.license;
    let license = if is_web(&license.url) {
        json!({"@id": license.url})
    } else {
        package::describe_license(license)["title"].clone()
    };
    let modified = dataset.published().map(|day| json!({"@value": day, "@type": "xsd:dateTime"}));
    let listed = distributions.iter().filter(|made| made.download.format == csv::FORMAT.name);
    let tables = listed.map(|made| {
        describe_table(dataset.get_published_table(made.at, made.number), to_relative(&made.download.path))
    });
    let group = drop_absent(json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": config.language}],
        "@id": config.base_url.as_ref().map(|base| format!("{base}{PATH}")),
        "dc:title": config.title,
        "dc:description": as_non_empty(&config.description),
        "dc:publisher": as_non_empty(&config.publisher.name),
        "dc:license": license,
        "dc:modified": modified,
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": true, "doubleQuote": true},
        "tables": tables.collect::<Vec<Json>>(),
    }));
    format!("{:#}\n", Json::Object(group))
}

/// The address of a table's file from this one.
fn to_relative(path: &str) -> &str {
    path.strip_prefix("data/").unwrap_or(path)
}

fn describe_table(table: &PublishedTable, url: &str) -> Json {
    let names = |names: &[String]| names.iter().map(|name| self::encode_name(name)).collect::<Vec<_>>();
    let is_filled = |name: &String| table.columns().any(|column| column.name == *name && is_required(column));
    let keys = table.foreign_keys.iter().filter(|key| key.fields.iter().all(is_filled)).map(|key| {
        let resource = key.resource.as_ref().map_or_else(|| url.to_owned(), |table| format!("{table}.csv"));
        let reference = json!({"resource": resource, "columnReference": names(&key.reference_fields)});
        json!({"columnReference": names(&key.fields), "reference": reference})
    });
    let keys: Vec<Json> = keys.collect();
    let schema = drop_absent(json!({
        "columns": table.columns().map(describe_column).collect::<Vec<Json>>(),
        "primaryKey": Some(names(&table.primary_key)).filter(|key| !key.is_empty()),
        "foreignKeys": Some(keys).filter(|keys| !keys.is_empty()),
    }));
    drop_absent(json!({
        "url": url,
        "dc:title": table.title,
        "dc:description": as_non_empty(&table.description),
        "tableSchema": schema,
    }))
    .into()
}

fn is_required(column: &Column) -> bool {
    let constraints = column.descriptor.get("constraints");
    constraints.and_then(|all| all.get("required")).and_then(Json::as_bool) == Some(true)
}

fn encode_name(name: &str) -> String {
    utf8_percent_encode(name, NAME).to_string()
}

fn describe_column(column: &Column) -> Json {
    let descriptor = &column.descriptor;
    let text = |key: &str| descriptor.get(key).and_then(Json::as_str);
    let constraint = |key: &str| descriptor.get("constraints")?.get(key);
    let kind = text("type").unwrap_or("any");
    let is_list = kind == "list";
    let element = if is_list { text("itemType").unwrap_or("string") } else { kind };
    let base = find_datatype(element, text("format"));
    let bounds: &[&str] = match base {
        _ if is_list => &[],
        "string" => &["minLength", "maxLength"],
        "decimal" | "integer" | "date" | "time" | "dateTime" | "gYear" => &["minimum", "maximum"],
        _ => &[],
    };
    let bounds: Map<String, Json> =
        bounds.iter().filter_map(|key| Some(((*key).to_owned(), constraint(key)?.clone()))).collect();
    let mut datatype = json!(base);
    if !bounds.is_empty() {
        let mut bounded = Map::from_iter([("base".to_owned(), datatype)]);
        bounded.extend(bounds);
        datatype = bounded.into();
    }
    drop_absent(json!({
        "name": encode_name(&column.name),
        // Readers match this against the header.
        "titles": column.name,
        "dc:title": text("title").and_then(as_non_empty),
        "dc:description": text("description").and_then(as_non_empty),
        "required": is_required(column).then_some(true),
        "propertyUrl": text("rdfType").filter(|address| is_web(address)),
        "separator": is_list.then(|| text("delimiter").unwrap_or(";")),
        "datatype": datatype,
    }))
    .into()
}

/// The type of the same name, or the one that holds the same characters.
fn find_datatype(kind: &str, format: Option<&str>) -> &'static str {
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
