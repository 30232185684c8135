//! The site as others take it: `datapackage.json` at its root, and the sources of its records under `sources/`.
//!
//! In: a checked site. Out: the source file of each record, less what is personal, and the package that names
//! every one with its size and its hash. Never: an attached file twice (those of pages serve), a personal value.
//!
//! A record that stands in a list or a table with others has no file of its own: its row in the published JSON
//! of the collection is its source.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::dataset::{Dataset, label, role, text};
use super::declared::Declarations;
use super::distribution::Distribution;
use super::source::{self, Entries};
use super::{json as json_format, package};
use crate::load::tree::is_markdown;
use crate::model::{Origin, RecordRef};
use crate::output::{Fault, OutputPath, Payload, sha256};
use crate::render::route;
use crate::schema::Role;
use crate::schema::publish::is_published;

/// The package.
pub const PATH: &str = "datapackage.json";

/// A file that records are made of.
struct File {
    /// Where it is published.
    path: OutputPath,
    /// Where it would stand in a project.
    target: String,
    /// The record it belongs to; nothing for a declaration.
    record: Option<String>,
    bytes: Bytes,
}

/// What a file holds, without holding it.
enum Bytes {
    Record(RecordRef),
    Text(String),
    Source(crate::source::SourceId),
    Asset(crate::source::AssetId),
}

/// Every file of the exchange form.
pub fn files(
    dataset: &Arc<Dataset>,
    distributions: &Arc<Vec<Distribution>>,
    declared: &Declarations,
) -> Vec<(OutputPath, Payload)> {
    let all = Arc::new(sources(dataset, declared));
    let mut made: Vec<(OutputPath, Payload)> = Vec::with_capacity(all.len() + 1);
    for (number, file) in all.iter().enumerate() {
        if matches!(file.bytes, Bytes::Asset(_)) {
            continue; // it is published where its record is
        }
        let (dataset, files) = (Arc::clone(dataset), Arc::clone(&all));
        let payload = Payload::lazy(move |out| {
            write(&dataset, &files[number].bytes, &mut |bytes| out.write_all(bytes))
        });
        made.push((file.path.clone(), payload));
    }
    let (dataset, distributions) = (Arc::clone(dataset), Arc::clone(distributions));
    let package = move |out: &mut dyn Write| {
        let mut text = serde_json::to_vec_pretty(&descriptor(&dataset, &distributions, &all)?)
            .map_err(std::io::Error::other)?;
        text.push(b'\n');
        Ok(out.write_all(&text)?)
    };
    made.push((PATH.to_owned(), Payload::lazy(package)));
    made
}

fn write(
    dataset: &Dataset,
    bytes: &Bytes,
    out: &mut dyn FnMut(&[u8]) -> std::io::Result<()>,
) -> Result<(), Fault> {
    match bytes {
        Bytes::Record(at) => out(source::markdown(dataset, *at, &Entries::default()).as_bytes())?,
        Bytes::Text(text) => out(text.as_bytes())?,
        Bytes::Source(source) => out(dataset.sources().get(*source).text.as_bytes())?,
        Bytes::Asset(asset) => out(&dataset.sources().asset(*asset).bytes)?,
    }
    Ok(())
}

/// The files of every record, and the declarations of their collections.
fn sources(dataset: &Dataset, declared: &Declarations) -> Vec<File> {
    let (site, sources) = (dataset.site(), dataset.sources());
    let mut files = Vec::new();
    let mut declared_last = None;
    for at in dataset.published_records() {
        let (table, record) = site.record(at);
        let name = &table.collection.name;
        if declared_last != Some(at.table) {
            declared_last = Some(at.table);
            files.extend(declared.files(at.table).iter().map(|(file, text)| File {
                path: format!("sources/{name}/{file}"),
                target: format!("content/{name}/{file}"),
                record: None,
                bytes: Bytes::Text(text.clone()),
            }));
        }
        let own = &sources.get(record.source).path;
        if !is_markdown(own) {
            continue;
        }
        let id = format!("{name}/{}", record.id);
        let mut put = |path: &str, bytes: Bytes| {
            let target = route::in_kit(sources, table, record, path);
            let published = match bytes {
                Bytes::Asset(_) => route::asset(site, path),
                _ => target.strip_prefix("content/").map(|path| format!("sources/{path}")),
            };
            files.extend(published.map(|path| File { path, target, record: Some(id.clone()), bytes }));
        };
        put(own, Bytes::Record(at));
        record.parts.iter().for_each(|part| put(&sources.get(part.source).path, Bytes::Source(part.source)));
        record.assets.iter().for_each(|asset| put(&sources.asset(*asset).path, Bytes::Asset(*asset)));
    }
    files
}

fn descriptor(dataset: &Dataset, distributions: &[Distribution], files: &[File]) -> Result<Json, Fault> {
    let config = &dataset.site().config;
    let mut package = Map::new();
    let mut put = |key: &str, value: Json| package.insert(key.to_owned(), value);
    put("$schema", json!(package::PROFILE));
    put("name", json!("sources"));
    if let Some(base) = &config.base_url {
        put("id", json!(format!("{base}{PATH}")));
    }
    put("title", json!(config.title));
    put("version", json!(package::version(dataset)));
    put_signature(dataset, &mut put);
    put("records", dataset.published_records().map(|at| described(dataset, at)).collect());
    let mut resources = Vec::with_capacity(files.len());
    for (number, file) in files.iter().enumerate() {
        let mut bytes = Vec::new();
        let (length, hash) = match &file.bytes {
            Bytes::Asset(asset) => {
                let bytes = &dataset.sources().asset(*asset).bytes;
                (bytes.len(), sha256(bytes))
            }
            other => {
                write(dataset, other, &mut |piece| {
                    bytes.extend_from_slice(piece);
                    Ok(())
                })?;
                (bytes.len(), sha256(&bytes))
            }
        };
        let mut resource = json!({
            "name": format!("file-{}", number + 1),
            "path": file.path,
            "format": "file",
            "bytes": length,
            "hash": format!("sha256:{hash}"),
            "target": file.target,
        });
        if let Some(record) = &file.record {
            resource["record"] = json!(record);
        }
        resources.push(resource);
    }
    for (table, made) in lists(dataset, distributions) {
        let seal = made.download.file.seal()?;
        resources.push(json!({
            "name": format!("rows-{table}"),
            "path": made.download.path,
            "format": "json",
            "bytes": seal.bytes,
            "hash": format!("sha256:{}", seal.sha256),
            "rows": table,
        }));
    }
    put("resources", resources.into());
    Ok(Json::Object(package))
}

/// When it was published, where, by whom, under what terms: what every package of ours says.
pub fn put_signature(dataset: &Dataset, put: &mut dyn FnMut(&str, Json) -> Option<Json>) {
    let config = &dataset.site().config;
    if let Some(published) = dataset.published() {
        put("created", json!(published));
    }
    if let Some(base) = &config.base_url {
        put("homepage", json!(base));
    }
    put("licenses", json!([package::license(&config.license)]));
    if let Some(contributors) = package::contributors(dataset) {
        put("contributors", contributors);
    }
    if let Some(siret) = &config.publisher.siret {
        put("siret", json!(siret));
    }
    put("language", json!(config.language));
}

/// The published JSON of each collection whose records have no file of their own.
fn lists<'a>(
    dataset: &'a Dataset,
    distributions: &'a [Distribution],
) -> impl Iterator<Item = (&'a str, &'a Distribution)> {
    let listed = |made: &&Distribution| {
        let table = dataset.table(made.at);
        made.number == 0
            && made.download.format == json_format::FORMAT.name
            && table.records.iter().any(|record| !is_markdown(&dataset.sources().get(record.source).path))
    };
    distributions.iter().filter(listed).map(|made| (dataset.table(made.at).collection.name.as_str(), made))
}

/// What a package says of a record: enough to choose it, and to know whether it changed.
pub fn described(dataset: &Dataset, at: RecordRef) -> Json {
    let (table, record) = dataset.site().record(at);
    let collection = &table.collection;
    let mut described = Map::new();
    let mut put = |key: &str, value: Json| described.insert(key.to_owned(), value);
    put("collection", json!(collection.name));
    put("id", json!(record.id));
    put("title", json!(label(collection, record)));
    if let Some(version) = text(record, role(collection, Role::Version)) {
        put("version", json!(version));
    }
    if let Some(modified) = dataset.modified(at.table as usize, record) {
        put("modified", json!(modified.to_string()));
    }
    if let Some(license) = text(record, role(collection, Role::License)) {
        put("license", json!(license));
    }
    if let Some(page) = route::record(table, record) {
        put("page", json!(route::url_path(&page)));
    }
    let named = references(dataset, at);
    if !named.is_empty() {
        put("references", json!(named));
    }
    if let Some(origin) = &record.origin {
        put("origin", self::origin(origin));
    }
    Json::Object(described)
}

/// The records that a record names, `collection/id`, once each.
fn references(dataset: &Dataset, at: RecordRef) -> Vec<String> {
    let lookup = dataset.lookup();
    let site = dataset.site();
    let fields = &site.record(at).0.collection.schema.fields;
    let mut named = BTreeMap::new();
    for relation in site.relations.from(at) {
        let field = fields.get(relation.field as usize);
        if relation.to != at && field.is_some_and(|field| is_published(field, &lookup)) {
            let (table, record) = site.record(relation.to);
            named.insert(format!("{}/{}", table.collection.name, record.id), ());
        }
    }
    named.into_keys().collect()
}

/// Where a record was taken from, as data.
pub fn origin(origin: &Origin) -> Json {
    let mut said = Map::new();
    let texts = [
        ("title", &origin.title),
        ("url", &origin.url),
        ("id", &Some(origin.id.clone())),
        ("publisher", &Some(origin.publisher.clone())),
        ("siret", &origin.siret),
        ("version", &origin.version),
        ("license", &Some(origin.license.clone())),
        ("modified", &origin.modified),
    ]
    .map(|(key, text)| (key, text.clone()));
    for (key, text) in texts {
        said.extend(text.map(|text| (key.to_owned(), json!(text))));
    }
    Json::Object(said)
}
