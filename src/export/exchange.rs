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
use super::declaration::Declarations;
use super::distribution::Distribution;
use super::object::drop_absent;
use super::record_source::{self, Entries};
use super::{json as json_format, package};
use crate::load::tree::is_markdown;
use crate::model::{Origin, RecordRef};
use crate::output::{Fault, FileHash, HashedFile, OutputPath, Payload};
use crate::publication::route;
use crate::schema::Role;
use crate::schema::publish::is_published;
use crate::source::{AssetId, SourceId};

/// The package.
pub const PATH: &str = "datapackage.json";

/// A file that records are made of. There are tens of thousands: what the package says of one is made when it is written.
enum SourceFile {
    /// Of a collection, which has a few; published here.
    Declaration { table: u32, number: usize, sealed: Arc<HashedFile> },
    /// A record's own text or that of one of its parts; published here.
    Text { of: RecordRef, source: SourceId, sealed: Arc<HashedFile> },
    /// Published where its record is.
    Asset { of: RecordRef, asset: AssetId },
}

/// What is said of a file.
struct SourceFileInfo {
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
pub fn list_files(
    dataset: &Arc<Dataset>,
    distributions: &Arc<Vec<Distribution>>,
    declared: &Arc<Declarations>,
) -> Vec<(OutputPath, Payload)> {
    let mut all = list_sources(dataset, declared);
    let mut made: Vec<(OutputPath, Payload)> = Vec::with_capacity(all.len());
    all.retain(|file| {
        let Some(SourceFileInfo { path, .. }) = file.describe(dataset, declared) else { return false };
        made.extend(file.sealed().map(|sealed| (path, Payload::Hashed(Arc::clone(sealed)))));
        true
    });
    let (dataset, distributions, declared) =
        (Arc::clone(dataset), Arc::clone(distributions), Arc::clone(declared));
    let package = move |out: &mut dyn Write| write_package(&dataset, &distributions, &declared, &all, out);
    made.push((PATH.to_owned(), Payload::lazy(package)));
    made
}

impl SourceFile {
    /// What is published here, of what is not published elsewhere.
    fn sealed(&self) -> Option<&Arc<HashedFile>> {
        match self {
            Self::Declaration { sealed, .. } | Self::Text { sealed, .. } => Some(sealed),
            Self::Asset { .. } => None,
        }
    }

    fn seal(&self, dataset: &Dataset) -> Result<FileHash, Fault> {
        match self {
            Self::Declaration { sealed, .. } | Self::Text { sealed, .. } => sealed.seal(),
            Self::Asset { asset, .. } => Ok(FileHash::from_bytes(&dataset.sources().asset(*asset).bytes)),
        }
    }

    /// Nothing for a file that is not published.
    fn describe(&self, dataset: &Dataset, declared: &Declarations) -> Option<SourceFileInfo> {
        let (site, sources) = (dataset.site(), dataset.sources());
        let (of, own) = match self {
            Self::Declaration { table, number, .. } => {
                let files = declared.list_files(*table);
                let path = format!(
                    "{}/{}",
                    dataset.get_table(*table as usize).collection.name,
                    files.get(*number)?.0
                );
                let (path, target) = (format!("sources/{path}"), format!("content/{path}"));
                return Some(SourceFileInfo { path, target, authored: None, record: None });
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
        Some(SourceFileInfo { path, target, authored, record })
    }
}

/// The files of every record, and the declarations of their collections.
fn list_sources(dataset: &Arc<Dataset>, declared: &Arc<Declarations>) -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut declared_last = None;
    for of in dataset.published_records() {
        if declared_last != Some(of.table) {
            declared_last = Some(of.table);
            let numbers = 0..declared.list_files(of.table).len();
            files.extend(numbers.map(|number| make_declaration(declared, of.table, number)));
        }
        let (_, record) = dataset.site().record(of);
        if is_markdown(&dataset.sources().get(record.source).path) {
            files.push(make_own_text(dataset, of, record.source));
            files.extend(record.parts.iter().map(|part| make_part_text(dataset, of, part.source)));
            files.extend(record.assets.iter().map(|asset| SourceFile::Asset { of, asset: *asset }));
        }
    }
    files
}

fn make_declaration(declared: &Arc<Declarations>, table: u32, number: usize) -> SourceFile {
    let all = Arc::clone(declared);
    let text = move |out: &mut dyn Write| Ok(out.write_all(all.list_files(table)[number].1.as_bytes())?);
    SourceFile::Declaration { table, number, sealed: Arc::new(HashedFile::new(text)) }
}

/// What is published of a record's file: all but what is personal.
fn make_own_text(dataset: &Arc<Dataset>, of: RecordRef, source: SourceId) -> SourceFile {
    let whole = Arc::clone(dataset);
    let text = move |out: &mut dyn Write| {
        Ok(out.write_all(record_source::build_markdown(&whole, of, &Entries::default()).as_bytes())?)
    };
    SourceFile::Text { of, source, sealed: Arc::new(HashedFile::new(text)) }
}

fn make_part_text(dataset: &Arc<Dataset>, of: RecordRef, source: SourceId) -> SourceFile {
    let whole = Arc::clone(dataset);
    let text = move |out: &mut dyn Write| Ok(out.write_all(whole.sources().get(source).text.as_bytes())?);
    SourceFile::Text { of, source, sealed: Arc::new(HashedFile::new(text)) }
}

/// Writes the package one record and one file after the other: a big site has tens of thousands.
fn write_package(
    dataset: &Dataset,
    distributions: &[Distribution],
    declared: &Declarations,
    files: &[SourceFile],
    out: &mut dyn Write,
) -> Result<(), Fault> {
    let seals = files.iter().map(|file| file.seal(dataset)).collect::<Result<Vec<FileHash>, Fault>>()?;
    let lists = describe_lists(dataset, distributions).collect::<Result<Vec<Json>, Fault>>()?;
    let records = || dataset.published_records().map(|at| describe_record(dataset, at));
    let resources = || {
        let said = files.iter().filter_map(|file| file.describe(dataset, declared));
        let files = (1..).zip(said.zip(&seals));
        files
            .map(|(number, (said, seal))| describe_resource(number, &said, seal))
            .chain(lists.iter().cloned())
    };
    let mut out = BufWriter::with_capacity(16 << 10, out);
    let mut serializer = serde_json::Serializer::pretty(&mut out);
    let written =
        ExchangePackage { head: build_head(dataset), records, resources }.serialize(&mut serializer);
    written.map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

/// A package whose records and files are made as they are written.
struct ExchangePackage<R, F> {
    head: Map<String, Json>,
    records: R,
    resources: F,
}

impl<R, F, I, J> Serialize for ExchangePackage<R, F>
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

fn build_head(dataset: &Dataset) -> Map<String, Json> {
    let config = &dataset.site().config;
    let mut head = drop_absent(json!({
        "$schema": package::PROFILE,
        "name": "sources",
        "id": config.base_url.as_ref().map(|base| format!("{base}{PATH}")),
        "title": config.title,
        "version": package::find_version(dataset),
    }));
    head.extend(describe_publication(dataset));
    head
}

fn describe_resource(number: usize, file: &SourceFileInfo, seal: &FileHash) -> Json {
    let resource = drop_absent(json!({
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
pub fn describe_publication(dataset: &Dataset) -> Map<String, Json> {
    let config = &dataset.site().config;
    drop_absent(json!({
        "created": dataset.published(),
        "homepage": config.base_url,
        "licenses": [package::describe_license(&config.license)],
        "contributors": package::list_contributors(dataset),
        "siret": config.publisher.siret,
        "language": config.language,
    }))
}

/// The published JSON of each collection whose records have no file of their own.
fn describe_lists(
    dataset: &Dataset,
    distributions: &[Distribution],
) -> impl Iterator<Item = Result<Json, Fault>> {
    let listed = |made: &&Distribution| {
        let table = dataset.get_table(made.at);
        made.number == 0
            && made.download.format == json_format::FORMAT.name
            && table.records.iter().any(|record| !is_markdown(&dataset.sources().get(record.source).path))
    };
    distributions.iter().filter(listed).map(|made| {
        let (table, seal) = (&dataset.get_table(made.at).collection.name, made.download.file.seal()?);
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
pub fn describe_record(dataset: &Dataset, at: RecordRef) -> Json {
    let (table, record) = dataset.site().record(at);
    let collection = &table.collection;
    let names = record.aliases.iter().map(|alias| {
        let name = &alias.name;
        if name.contains('/') { name.clone() } else { format!("{}/{name}", collection.name) }
    });
    let page = route::to_record(table, record);
    let described = drop_absent(json!({
        "collection": collection.name,
        "id": record.id,
        "title": table.name(record),
        "version": table.find_role_text(record, Role::Version),
        "modified": dataset.find_modified(at.table as usize, record).map(|day| day.to_string()),
        "license": table.find_role_text(record, Role::License),
        "page": page.as_deref().map(route::to_url_path),
        "references": keep_some(list_references(dataset, at)),
        "origin": record.origin.as_ref().map(|taken| describe_origin(taken)),
        "aliases": keep_some(names.collect()),
    }));
    described.into()
}

/// Returns the names where there is one.
fn keep_some(names: Vec<String>) -> Option<Vec<String>> {
    Some(names).filter(|names| !names.is_empty())
}

/// The records that a record names, `collection/id`, once each.
fn list_references(dataset: &Dataset, at: RecordRef) -> Vec<String> {
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
pub fn describe_origin(origin: &Origin) -> Json {
    drop_absent(json!({
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
