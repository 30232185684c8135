//! The site as others take it: `datapackage.json` at its root, and the sources of its records under `sources/`.
//!
//! In: a checked site. Out: the source file of each record, less what is personal, and the package that names
//! every one with its size and its hash. Never: an attached file twice (those of pages serve), a personal value.
//!
//! A record that stands in a list or a table with others has no file of its own: its row in the published JSON
//! of the collection is its source.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as Json, json};

use super::dataset::Dataset;
use super::declared::Declarations;
use super::distribution::Distribution;
use super::source::{self, Entries};
use super::{json as json_format, package};
use crate::load::tree::is_markdown;
use crate::model::{Origin, RecordRef};
use crate::output::{Fault, OutputPath, Payload, Seal, Sealed, sha256};
use crate::render::route;
use crate::schema::Role;
use crate::schema::publish::is_published;
use crate::source::{AssetId, SourceId};

/// The package.
pub const PATH: &str = "datapackage.json";

/// A file that records are made of.
struct File {
    /// Where it is published.
    path: OutputPath,
    /// Where it would stand in a project.
    target: String,
    /// Where it stands in this project, where that is elsewhere: its links count from there.
    authored: Option<String>,
    /// The record it belongs to; nothing for a declaration.
    record: Option<String>,
    content: Content,
}

enum Content {
    /// Published here.
    Source(Arc<Sealed>),
    /// Published where its record is.
    Asset(AssetId),
}

/// What a published source holds.
enum Text {
    Record(RecordRef),
    Part(SourceId),
    Declaration(String),
}

impl Text {
    fn read<'a>(&'a self, dataset: &'a Dataset) -> Cow<'a, str> {
        match self {
            Self::Record(at) => source::markdown(dataset, *at, &Entries::default()),
            Self::Part(source) => Cow::Borrowed(&dataset.sources().get(*source).text),
            Self::Declaration(text) => Cow::Borrowed(text),
        }
    }
}

/// Every file of the exchange form.
pub fn files(
    dataset: &Arc<Dataset>,
    distributions: &Arc<Vec<Distribution>>,
    declared: &Declarations,
) -> Vec<(OutputPath, Payload)> {
    let all = sources(dataset, declared);
    let published = all.iter().filter_map(|file| match &file.content {
        Content::Source(sealed) => Some((file.path.clone(), Payload::Sealed(Arc::clone(sealed)))),
        Content::Asset(_) => None,
    });
    let mut made: Vec<(OutputPath, Payload)> = published.collect();
    let (dataset, distributions) = (Arc::clone(dataset), Arc::clone(distributions));
    let package = move |out: &mut dyn Write| write_package(&dataset, &distributions, &all, out);
    made.push((PATH.to_owned(), Payload::lazy(package)));
    made
}

impl File {
    fn seal(&self, dataset: &Dataset) -> Result<Seal, Fault> {
        match &self.content {
            Content::Source(sealed) => sealed.seal(),
            Content::Asset(asset) => {
                let bytes = &dataset.sources().asset(*asset).bytes;
                Ok(Seal { bytes: bytes.len() as u64, sha256: sha256(bytes) })
            }
        }
    }
}

/// The files of every record, and the declarations of their collections.
fn sources(dataset: &Arc<Dataset>, declared: &Declarations) -> Vec<File> {
    let (site, sources) = (dataset.site(), dataset.sources());
    let source = |text: Text| {
        let dataset = Arc::clone(dataset);
        let file = Sealed::new(move |out| Ok(out.write_all(text.read(&dataset).as_bytes())?));
        Content::Source(Arc::new(file))
    };
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
                authored: None,
                record: None,
                content: source(Text::Declaration(text.clone())),
            }));
        }
        let own = &sources.get(record.source).path;
        if !is_markdown(own) {
            continue;
        }
        let id = format!("{name}/{}", record.id);
        let mut put = |path: &str, content: Content| {
            let target = route::in_kit(sources, table, record, path);
            let published = match content {
                Content::Asset(_) => route::asset(site, path),
                Content::Source(_) => target.strip_prefix("content/").map(|path| format!("sources/{path}")),
            };
            let authored = Some(path.to_owned()).filter(|path| *path != target);
            let record = Some(id.clone());
            files.extend(published.map(|path| File { path, target, authored, record, content }));
        };
        put(own, source(Text::Record(at)));
        record
            .parts
            .iter()
            .for_each(|part| put(&sources.get(part.source).path, source(Text::Part(part.source))));
        record.assets.iter().for_each(|asset| put(&sources.asset(*asset).path, Content::Asset(*asset)));
    }
    files
}

/// Writes the package one record and one file after the other: a big site has tens of thousands.
fn write_package(
    dataset: &Dataset,
    distributions: &[Distribution],
    files: &[File],
    out: &mut dyn Write,
) -> Result<(), Fault> {
    let seals = files.iter().map(|file| file.seal(dataset)).collect::<Result<Vec<Seal>, Fault>>()?;
    let lists = lists(dataset, distributions).collect::<Result<Vec<Json>, Fault>>()?;
    let records = || dataset.published_records().map(|at| described(dataset, at));
    let resources = || {
        let files = (1..).zip(files.iter().zip(&seals));
        files.map(|(number, (file, seal))| resource(number, file, seal)).chain(lists.iter().cloned())
    };
    let mut out = BufWriter::with_capacity(16 << 10, out);
    let mut serializer = serde_json::Serializer::pretty(&mut out);
    let written = Package { head: head(dataset), records, resources }.serialize(&mut serializer);
    written.map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

/// A package whose records and files are made as they are written.
struct Package<R, F> {
    head: Map<String, Json>,
    records: R,
    resources: F,
}

impl<R, F, I, J> Serialize for Package<R, F>
where
    R: Fn() -> I,
    F: Fn() -> J,
    I: Iterator<Item = Json>,
    J: Iterator<Item = Json>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.head.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
        map.serialize_entry("records", &Each(&self.records))?;
        map.serialize_entry("resources", &Each(&self.resources))?;
        map.end()
    }
}

/// The items of a list, one after the other.
struct Each<'a, F>(&'a F);

impl<F: Fn() -> I, I: Iterator<Item = Json>> Serialize for Each<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn head(dataset: &Dataset) -> Map<String, Json> {
    let config = &dataset.site().config;
    let mut head = Map::new();
    let mut put = |key: &str, value: Json| head.insert(key.to_owned(), value);
    put("$schema", json!(package::PROFILE));
    put("name", json!("sources"));
    if let Some(base) = &config.base_url {
        put("id", json!(format!("{base}{PATH}")));
    }
    put("title", json!(config.title));
    put("version", json!(package::version(dataset)));
    put_signature(dataset, &mut put);
    head
}

fn resource(number: usize, file: &File, seal: &Seal) -> Json {
    let mut resource = json!({
        "name": format!("file-{number}"),
        "path": file.path,
        "format": "file",
        "bytes": seal.bytes,
        "hash": format!("sha256:{}", seal.sha256),
        "target": file.target,
    });
    if let Some(record) = &file.record {
        resource["record"] = json!(record);
    }
    if let Some(authored) = &file.authored {
        resource["authored"] = json!(authored);
    }
    resource
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
fn lists(dataset: &Dataset, distributions: &[Distribution]) -> impl Iterator<Item = Result<Json, Fault>> {
    let listed = |made: &&Distribution| {
        let table = dataset.table(made.at);
        made.number == 0
            && made.download.format == json_format::FORMAT.name
            && table.records.iter().any(|record| !is_markdown(&dataset.sources().get(record.source).path))
    };
    distributions.iter().filter(listed).map(|made| {
        let (table, seal) = (&dataset.table(made.at).collection.name, made.download.file.seal()?);
        Ok(json!({
            "name": format!("rows-{table}"),
            "path": made.download.path,
            "format": "json",
            "bytes": seal.bytes,
            "hash": format!("sha256:{}", seal.sha256),
            "rows": table,
        }))
    })
}

/// What a package says of a record: enough to choose it, and to know whether it changed.
pub fn described(dataset: &Dataset, at: RecordRef) -> Json {
    let (table, record) = dataset.site().record(at);
    let collection = &table.collection;
    let mut described = Map::new();
    let mut put = |key: &str, value: Json| described.insert(key.to_owned(), value);
    put("collection", json!(collection.name));
    put("id", json!(record.id));
    put("title", json!(table.name(record)));
    if let Some(version) = table.role_text(record, Role::Version) {
        put("version", json!(version));
    }
    if let Some(modified) = dataset.modified(at.table as usize, record) {
        put("modified", json!(modified.to_string()));
    }
    if let Some(license) = table.role_text(record, Role::License) {
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
    let mut named = BTreeSet::new();
    for relation in site.relations.from(at) {
        let field = fields.get(relation.field as usize);
        if relation.to != at && field.is_some_and(|field| is_published(field, &lookup)) {
            let (table, record) = site.record(relation.to);
            named.insert(format!("{}/{}", table.collection.name, record.id));
        }
    }
    named.into_iter().collect()
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
