//! The site as others take it: `datapackage.json` at its root, and the sources of its records under `sources/`.
//!
//! In: a checked site. Out: the source file of each record, less what is personal, and the package that names
//! every one with its size and its hash. Never: an attached file twice (those of pages serve), a personal value.
//!
//! A record that stands in a list or a table with others has no file of its own: its row in the published JSON
//! of the collection is its source.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as Json, json};

use super::dataset::Dataset;
use super::declared::Declarations;
use super::distribution::Distribution;
use super::object::present;
use super::source::{self, Entries};
use super::{json as json_format, package};
use crate::load::tree::is_markdown;
use crate::model::{Origin, RecordRef};
use crate::output::{Fault, OutputPath, Payload, Seal, Sealed};
use crate::publication::route;
use crate::schema::Role;
use crate::schema::publish::is_published;
use crate::source::{AssetId, SourceId};

/// The package.
pub const PATH: &str = "datapackage.json";

/// A file that records are made of. There are tens of thousands: what the package says of one is made when it is written.
enum File {
    /// Of a collection, which has a few; published here.
    Declaration { table: u32, number: usize, sealed: Arc<Sealed> },
    /// A record's own text or that of one of its parts; published here.
    Text { of: RecordRef, source: SourceId, sealed: Arc<Sealed> },
    /// Published where its record is.
    Asset { of: RecordRef, asset: AssetId },
}

/// What is said of a file.
struct Said {
    /// Where it is published.
    path: OutputPath,
    /// Where it would stand in a project.
    target: String,
    /// Where it stands in this project, where that is elsewhere: its links count from there.
    authored: Option<String>,
    /// The record it belongs to; nothing for a declaration.
    record: Option<String>,
}

/// Every file of the exchange form.
pub fn files(
    dataset: &Arc<Dataset>,
    distributions: &Arc<Vec<Distribution>>,
    declared: &Arc<Declarations>,
) -> Vec<(OutputPath, Payload)> {
    let mut all = sources(dataset, declared);
    let mut made: Vec<(OutputPath, Payload)> = Vec::with_capacity(all.len());
    all.retain(|file| {
        let Some(Said { path, .. }) = file.said(dataset, declared) else { return false };
        made.extend(file.sealed().map(|sealed| (path, Payload::Sealed(Arc::clone(sealed)))));
        true
    });
    let (dataset, distributions, declared) =
        (Arc::clone(dataset), Arc::clone(distributions), Arc::clone(declared));
    let package = move |out: &mut dyn Write| write_package(&dataset, &distributions, &declared, &all, out);
    made.push((PATH.to_owned(), Payload::lazy(package)));
    made
}

impl File {
    /// What is published here, of what is not published elsewhere.
    fn sealed(&self) -> Option<&Arc<Sealed>> {
        match self {
            Self::Declaration { sealed, .. } | Self::Text { sealed, .. } => Some(sealed),
            Self::Asset { .. } => None,
        }
    }

    fn seal(&self, dataset: &Dataset) -> Result<Seal, Fault> {
        match self {
            Self::Declaration { sealed, .. } | Self::Text { sealed, .. } => sealed.seal(),
            Self::Asset { asset, .. } => Ok(Seal::of(&dataset.sources().asset(*asset).bytes)),
        }
    }

    /// Nothing for a file that is not published.
    fn said(&self, dataset: &Dataset, declared: &Declarations) -> Option<Said> {
        let (site, sources) = (dataset.site(), dataset.sources());
        let (of, own) = match self {
            Self::Declaration { table, number, .. } => {
                let files = declared.files(*table);
                let path =
                    format!("{}/{}", dataset.table(*table as usize).collection.name, files.get(*number)?.0);
                let (path, target) = (format!("sources/{path}"), format!("content/{path}"));
                return Some(Said { path, target, authored: None, record: None });
            }
            Self::Text { of, source, .. } => (*of, &sources.get(*source).path),
            Self::Asset { of, asset } => (*of, &sources.asset(*asset).path),
        };
        let (table, record) = site.record(of);
        let target = route::to_place_in_kit(sources, table, record, own);
        let path = match self {
            Self::Asset { .. } => route::to_asset(site, own)?,
            _ => format!("sources/{}", target.strip_prefix("content/")?),
        };
        let authored = (*own != target).then(|| own.clone());
        let record = Some(format!("{}/{}", table.collection.name, record.id));
        Some(Said { path, target, authored, record })
    }
}

/// The files of every record, and the declarations of their collections.
fn sources(dataset: &Arc<Dataset>, declared: &Arc<Declarations>) -> Vec<File> {
    let mut files = Vec::new();
    let mut declared_last = None;
    for of in dataset.published_records() {
        if declared_last != Some(of.table) {
            declared_last = Some(of.table);
            let numbers = 0..declared.files(of.table).len();
            files.extend(numbers.map(|number| declaration(declared, of.table, number)));
        }
        let (_, record) = dataset.site().record(of);
        if is_markdown(&dataset.sources().get(record.source).path) {
            files.push(own_text(dataset, of, record.source));
            files.extend(record.parts.iter().map(|part| part_text(dataset, of, part.source)));
            files.extend(record.assets.iter().map(|asset| File::Asset { of, asset: *asset }));
        }
    }
    files
}

fn declaration(declared: &Arc<Declarations>, table: u32, number: usize) -> File {
    let all = Arc::clone(declared);
    let text = move |out: &mut dyn Write| Ok(out.write_all(all.files(table)[number].1.as_bytes())?);
    File::Declaration { table, number, sealed: Arc::new(Sealed::new(text)) }
}

/// What is published of a record's file: all but what is personal.
fn own_text(dataset: &Arc<Dataset>, of: RecordRef, source: SourceId) -> File {
    let whole = Arc::clone(dataset);
    let text = move |out: &mut dyn Write| {
        Ok(out.write_all(source::markdown(&whole, of, &Entries::default()).as_bytes())?)
    };
    File::Text { of, source, sealed: Arc::new(Sealed::new(text)) }
}

fn part_text(dataset: &Arc<Dataset>, of: RecordRef, source: SourceId) -> File {
    let whole = Arc::clone(dataset);
    let text = move |out: &mut dyn Write| Ok(out.write_all(whole.sources().get(source).text.as_bytes())?);
    File::Text { of, source, sealed: Arc::new(Sealed::new(text)) }
}

/// Writes the package one record and one file after the other: a big site has tens of thousands.
fn write_package(
    dataset: &Dataset,
    distributions: &[Distribution],
    declared: &Declarations,
    files: &[File],
    out: &mut dyn Write,
) -> Result<(), Fault> {
    let seals = files.iter().map(|file| file.seal(dataset)).collect::<Result<Vec<Seal>, Fault>>()?;
    let lists = lists(dataset, distributions).collect::<Result<Vec<Json>, Fault>>()?;
    let records = || dataset.published_records().map(|at| described(dataset, at));
    let resources = || {
        let said = files.iter().filter_map(|file| file.said(dataset, declared));
        let files = (1..).zip(said.zip(&seals));
        files.map(|(number, (said, seal))| resource(number, &said, seal)).chain(lists.iter().cloned())
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
    let mut head = present(json!({
        "$schema": package::PROFILE,
        "name": "sources",
        "id": config.base_url.as_ref().map(|base| format!("{base}{PATH}")),
        "title": config.title,
        "version": package::version(dataset),
    }));
    head.extend(signature(dataset));
    head
}

fn resource(number: usize, file: &Said, seal: &Seal) -> Json {
    let resource = present(json!({
        "name": format!("file-{number}"),
        "path": file.path,
        "format": "file",
        "bytes": seal.bytes,
        "hash": format!("sha256:{}", seal.sha256()),
        "target": file.target,
        "record": file.record,
        "authored": file.authored,
    }));
    resource.into()
}

/// Returns what every package says: when it was published, where, by whom, under what terms.
pub fn signature(dataset: &Dataset) -> Map<String, Json> {
    let config = &dataset.site().config;
    present(json!({
        "created": dataset.published(),
        "homepage": config.base_url,
        "licenses": [package::license(&config.license)],
        "contributors": package::contributors(dataset),
        "siret": config.publisher.siret,
        "language": config.language,
    }))
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
            "hash": format!("sha256:{}", seal.sha256()),
            "rows": table,
        }))
    })
}

/// What a package says of a record: enough to choose it, and to know whether it changed.
pub fn described(dataset: &Dataset, at: RecordRef) -> Json {
    let (table, record) = dataset.site().record(at);
    let collection = &table.collection;
    let names = record.aliases.iter().map(|alias| {
        let name = &alias.name;
        if name.contains('/') { name.clone() } else { format!("{}/{name}", collection.name) }
    });
    let page = route::to_record(table, record);
    let described = present(json!({
        "collection": collection.name,
        "id": record.id,
        "title": table.name(record),
        "version": table.role_text(record, Role::Version),
        "modified": dataset.modified(at.table as usize, record).map(|day| day.to_string()),
        "license": table.role_text(record, Role::License),
        "page": page.as_deref().map(route::to_url_path),
        "references": some_of(references(dataset, at)),
        "origin": record.origin.as_ref().map(|taken| origin(taken)),
        "aliases": some_of(names.collect()),
    }));
    described.into()
}

/// Returns the names where there is one.
fn some_of(names: Vec<String>) -> Option<Vec<String>> {
    Some(names).filter(|names| !names.is_empty())
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
    present(json!({
        "title": origin.title,
        "url": origin.url,
        "id": origin.id,
        "publisher": origin.publisher,
        "siret": origin.siret,
        "version": origin.version,
        "license": origin.license,
        "modified": origin.modified,
    }))
    .into()
}
