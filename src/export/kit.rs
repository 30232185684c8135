//! A record as a kit: one ZIP that unpacks into one folder, to print, to adapt, to import elsewhere.
//!
//! In: a record of a collection with `archive: true`, and the page that opens its kit. Out: the bytes of the
//! archive, the same at every build: sorted entries, the date of publication, fixed permissions. Never: the
//! value of a personal field.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Value as Json, json};

use super::archive::ArchiveWriter;
use super::dataset::Dataset;
use super::declaration::Declarations;
use super::excel_csv::format_day;
use super::json::JsonRecord;
use super::media_type::{find_media_type, is_packed};
use super::object::drop_absent;
use super::package::{self, PROFILE};
use super::record_source::{self, Entries};
use super::{KitPage, cell, exchange};
use crate::config::{License, known_license};
use crate::load::markdown::find_blanks;
use crate::model::{Origin, Original, Record, RecordRef, Table};
use crate::output::{Fault, sha256};
use crate::publication::route::{self, is_web};
use crate::schema::Role;
use crate::schema::publish::is_published;
use crate::source::{AssetId, SourceId};

/// What is shorter would gain some hundreds of bytes, at the price of a code of its own.
const WORTH_PACKING: usize = 2 << 10;

/// Everything a kit is made of.
struct Kit<'a> {
    dataset: &'a Dataset,
    at: RecordRef,
    table: &'a Table,
    record: &'a Record,
    license: License,
    /// What it was last changed, else published.
    date: String,
}

/// Writes the archive of a record.
///
/// # Errors
/// A fault of the city's own theme in the page that opens the kit.
pub fn write_kit(
    dataset: &Dataset,
    at: RecordRef,
    page: &KitPage,
    entries: &Entries,
    declared: &Declarations,
    out: &mut dyn Write,
) -> Result<(), Fault> {
    let (table, record) = dataset.site().record(at);
    let modified = dataset.find_modified(at.table as usize, record).or(dataset.day);
    let date = modified.map(|modified| format_day(dataset, modified)).unwrap_or_default();
    let kit = Kit { dataset, at, table, record, license: find_license(dataset, table, record), date };
    let mut files = collect_sources(&kit, entries);
    // Whoever has no such collection makes it of its declaration, and those of the records it names.
    for (table, _) in group_references(&kit) {
        let name = &dataset.site().tables[table as usize].collection.name;
        let declared = declared.list_files(table);
        let texts =
            declared.iter().map(|(file, text)| (format!("content/{name}/{file}"), text.clone().into_bytes()));
        files.extend(texts);
    }
    files.insert("LISEZ-MOI.html".to_owned(), page(at)?);
    files.insert("LICENCE.txt".to_owned(), write_license(&kit).into_bytes());
    files.insert("ATTRIBUTION.txt".to_owned(), write_attribution(&kit).into_bytes());
    let descriptor = write_descriptor(&kit, &files)?;
    files.insert("datapackage.json".to_owned(), descriptor);
    Ok(write_archive(&kit, &files, out)?)
}

/// The sources, without personal fields, at `content/<collection>/<id>/…`.
fn collect_sources(kit: &Kit, entries: &Entries) -> BTreeMap<String, Vec<u8>> {
    let (record, sources) = (kit.record, kit.dataset.sources());
    let mut files = BTreeMap::new();
    let place = |path: &str| route::to_place_in_kit(sources, kit.table, record, path);
    let text = record_source::build_markdown(kit.dataset, kit.at, entries);
    files.insert(place(&sources.get(record.source).path), text.into_owned().into_bytes());
    for part in &record.parts {
        let part = sources.get(part.source);
        files.insert(place(&part.path), part.text.clone().into_bytes());
    }
    for (language, text) in list_translations(kit) {
        let text = sources.get(text);
        let path = place(&text.path);
        // A file of no folder has the name of the record, and its language.
        let alone = path == place(&sources.get(record.source).path);
        let path = if alone { format!("{}.{language}.md", path.trim_end_matches(".md")) } else { path };
        files.insert(path, text.text.clone().into_bytes());
    }
    for asset in &record.assets {
        let asset = sources.asset(*asset);
        files.insert(place(&asset.path), asset.bytes.to_vec());
    }
    for asset in collect_pictures(kit) {
        let asset = sources.asset(asset);
        files.insert(route::to_picture_in_kit(&asset.path), asset.bytes.to_vec());
    }
    files
}

/// The pictures that variables of the site name, where the texts of the record show them.
fn collect_pictures(kit: &Kit) -> BTreeSet<AssetId> {
    let (record, dataset) = (kit.record, kit.dataset);
    let bodies =
        kit.table.find_public_body(record).into_iter().chain(record.parts.iter().map(|part| part.body));
    let names = bodies.flat_map(|body| find_blanks(dataset.sources().text(body)).map(|(name, _)| name));
    let variables = &dataset.site().config.variables;
    let of_site = names.filter(|name| !record.variables.contains_key(*name));
    let found = of_site
        .filter_map(|name| dataset.links().resolve_picture(dataset.sources(), None, variables.get(name)?));
    found.filter_map(Result::ok).collect()
}

/// The texts that translate a record and its parts, where every field may leave `content/`.
fn list_translations<'a>(kit: &Kit<'a>) -> Vec<(&'a str, SourceId)> {
    if !record_source::is_table_whole(kit.dataset, kit.table) {
        return Vec::new();
    }
    let texts = kit.dataset.translations().iter().flat_map(|version| {
        let site = version.site();
        let texts = site.tongue.iter().flat_map(|tongue| &tongue.texts);
        texts.filter_map(|(source, original)| match original {
            Original::Record(at) | Original::Part(at, _) if *at == kit.at => {
                Some((site.config.language.as_str(), *source))
            }
            _ => None,
        })
    });
    texts.collect()
}

fn get_file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// `datapackage.json`: the record, the records it references, and every file with its hash.
fn write_descriptor(kit: &Kit, files: &BTreeMap<String, Vec<u8>>) -> io::Result<Vec<u8>> {
    let (collection, record) = (&kit.table.collection, kit.record);
    let base = kit.dataset.site().config.base_url.as_ref();
    let mut package = drop_absent(json!({
        "$schema": PROFILE,
        "name": format!("{}-{}", collection.name, record.id),
        "id": to_address(kit, &route::to_kit(&collection.name, &record.id)),
        "title": kit.table.name(record),
        "description": kit.table.find_role_text(record, Role::Description),
        "version": find_version(kit),
    }));
    package.extend(exchange::describe_publication(kit.dataset));
    let named = group_references(kit);
    let described = named.iter().flat_map(|(_, records)| records);
    package.extend(drop_absent(json!({
        "homepage": find_homepage(kit),
        "site": base,
        "licenses": [package::describe_license(&kit.license)],
        "sources": package::list_sources_of(kit.dataset, kit.table, record),
        "record": {"collection": collection.name, "id": record.id},
        "records": described.map(|at| exchange::describe_record(kit.dataset, *at)).collect::<Vec<Json>>(),
    })));
    let mut resources = describe_records(kit, named);
    resources
        .extend(files.iter().enumerate().map(|(number, (path, bytes))| describe_file(number, path, bytes)));
    package.insert("resources".to_owned(), resources.into());
    let mut text = serde_json::to_vec_pretty(&package)?;
    text.push(b'\n');
    Ok(text)
}

/// The record, then those it references, by collection.
fn group_references(kit: &Kit) -> Vec<(u32, Vec<RecordRef>)> {
    let site = kit.dataset.site();
    let lookup = kit.dataset.lookup();
    let mut tables: BTreeMap<u32, Vec<RecordRef>> = BTreeMap::new();
    for relation in site.relations.from(kit.at) {
        let field = kit.table.collection.schema.fields.get(relation.field as usize);
        let named = tables.entry(relation.to.table).or_default();
        if field.is_some_and(|field| is_published(field, &lookup)) && !named.contains(&relation.to) {
            named.push(relation.to);
        }
    }
    let own = tables.remove(&kit.at.table).unwrap_or_default();
    let own = std::iter::once(kit.at).chain(own.into_iter().filter(|at| *at != kit.at)).collect();
    std::iter::once((kit.at.table, own)).chain(tables).collect()
}

/// Those records, one resource a collection.
fn describe_records(kit: &Kit, named: Vec<(u32, Vec<RecordRef>)>) -> Vec<Json> {
    let site = kit.dataset.site();
    let resources = named.into_iter().filter_map(|(table, records)| {
        let place = table as usize;
        let published = kit.dataset.list_tables(place).first().filter(|_| !records.is_empty())?;
        let objects = records.iter().map(|at| {
            let row = cell::build_row(kit.dataset, place, site.record(*at).1);
            json!(JsonRecord { row, members: &published.members })
        });
        let data: Vec<Json> = objects.collect();
        Some(json!({"name": published.name, "title": published.title, "data": data}))
    });
    resources.collect()
}

fn describe_file(number: usize, path: &str, bytes: &[u8]) -> Json {
    // Whatever its extension, it is a file and no table: readers would judge a form to fill in as data.
    json!({
        "name": format!("file-{}", number + 1),
        "title": get_file_name(path),
        "path": path,
        "format": "file",
        "mediatype": find_media_type(path),
        "bytes": bytes.len(),
        "hash": format!("sha256:{}", sha256(bytes)),
    })
}

fn write_license(kit: &Kit) -> String {
    let License { name, url, .. } = &kit.license;
    kit.dataset.language().text("kit-license", &[("name", name.into()), ("url", url.into())]) + "\n"
}

/// What to write under a copy: who grants it, when it was last changed, under what terms, where it is from.
fn write_attribution(kit: &Kit) -> String {
    let title = kit.table.name(kit.record);
    let publisher = &kit.dataset.site().config.publisher;
    let place = find_homepage(kit).map(|address| format!(", {address}")).unwrap_or_default();
    let siret = publisher.siret.as_ref().map(|siret| format!(" (SIRET {siret})")).unwrap_or_default();
    let named = [
        ("title", title.into()),
        ("version", find_version(kit).into()),
        ("publisher", format!("{}{siret}", publisher.name).into()),
        ("date", (&kit.date).into()),
        ("license", (&kit.license.name).into()),
        ("place", place.into()),
    ];
    let words = kit.dataset.language();
    let mut text = words.text("kit-attribution", &named) + "\n";
    if let Some(origin) = &kit.record.origin {
        text.push_str(&write_adaptation(kit, origin));
    }
    let sources = package::list_named_sources(kit.dataset, kit.table, kit.record);
    if !sources.is_empty() {
        text.extend(["\n", &words.word("kit-sources"), "\n"]);
    }
    for source in sources {
        let words = ["title", "path"].map(|key| source[key].as_str().unwrap_or_default());
        let line =
            if words[1].is_empty() || words[0] == words[1] { words[0].to_owned() } else { words.join(", ") };
        text.extend(["- ", &line, "\n"]);
    }
    text
}

/// What a copy owes to the original: who granted it, when it was last changed, under what terms, where it is.
fn write_adaptation(kit: &Kit, origin: &Origin) -> String {
    let terms = known_license(&origin.license).map_or_else(|| origin.license.clone(), |license| license.name);
    let words = kit.dataset.language();
    let with = |id: &str, name: &str, value: &str| words.text(id, &[(name, value.into())]);
    let mut facts = vec![origin.title.clone().unwrap_or_else(|| origin.id.clone()), origin.publisher.clone()];
    facts.extend(origin.version.as_ref().map(|number| with("kit-adapted-version", "version", number)));
    facts.extend(origin.modified.as_ref().map(|day| with("kit-adapted-date", "date", day)));
    facts.push(with("kit-adapted-license", "license", &terms));
    facts.extend(origin.url.clone());
    facts.extend(origin.changes.clone());
    format!("\n{}\n- {}\n", words.word("kit-adapted"), facts.join(", "))
}

/// The record's own licence, else the site's.
fn find_license(dataset: &Dataset, table: &Table, record: &Record) -> License {
    let site = &dataset.site().config.license;
    match table.find_role_text(record, Role::License) {
        Some(own) if own != site.id => known_license(own).unwrap_or_else(|| License {
            id: own.to_owned(),
            name: own.to_owned(),
            url: if is_web(own) { own.to_owned() } else { String::new() },
        }),
        _ => site.clone(),
    }
}

/// The record's own version, else that of the publication.
fn find_version(kit: &Kit) -> String {
    let own = kit.table.find_role_text(kit.record, Role::Version);
    own.map_or_else(|| package::find_version(kit.dataset), str::to_owned)
}

/// The record's page, where the site has an address.
fn find_homepage(kit: &Kit) -> Option<String> {
    to_address(kit, &route::to_record(kit.table, kit.record)?)
}

fn to_address(kit: &Kit, path: &str) -> Option<String> {
    kit.dataset.site().config.base_url.as_ref().map(|base| format!("{base}{}", route::to_url_path(path)))
}

fn write_archive(kit: &Kit, files: &BTreeMap<String, Vec<u8>>, out: &mut dyn Write) -> io::Result<()> {
    let mut archive = ArchiveWriter::new(kit.dataset.day, 0);
    for (path, bytes) in files {
        let name = format!("{}/{path}", kit.record.id);
        if bytes.len() >= WORTH_PACKING && !is_packed(path) {
            archive.add_packed(&name, bytes)?;
        } else {
            archive.add_stored(&name, bytes)?;
        }
    }
    archive.finish(out)
}
