//! `datapackage.json` as a stranger wrote it → what there is to take, checked before anything is asked for.
//!
//! In: bytes. Out: a [`Package`] whose paths, identifiers and hashes have the form they must have. Never: a file
//! read, a default for what reuse asks to be said.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::path_safety::{self, Distinct};
use crate::config::known_license;
use crate::diag::Problem;
use crate::import::codes::{IMPORT_DAMAGED, IMPORT_LICENSE};
use crate::load::codes::IMPORT_UNSAFE;
use crate::load::markdown::is_identifier;
use crate::publication::route;

pub const DESCRIPTOR: &str = "datapackage.json";
/// A description beyond this describes no toolkit.
pub const DESCRIPTOR_LIMIT: u64 = 64 << 20;
const FILES: usize = 200_000;
const FILE: u64 = 256 << 20;

/// Licences that let a text be taken, changed and published again, beside those that `site.yaml` knows.
const OPEN: [&str; 16] = [
    "etalab-1.0",
    "LO-2.0",
    "lov2",
    "lov1",
    "CC-BY-3.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "ODC-By-1.0",
    "ODC-BY-1.0",
    "PDDL-1.0",
    "OGL-UK-3.0",
    "EUPL-1.2",
    "MIT",
    "Apache-2.0",
    "dl-de-by-2.0",
    "dl-de/by-2-0",
];

/// A licence as a package names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The identifier, else the title.
    pub name: String,
    pub url: Option<String>,
}

/// What a source offers.
#[derive(Clone, Debug, Default)]
pub struct Package {
    pub title: String,
    /// Where the package itself is published.
    pub id: Option<String>,
    /// The address of the site, ending with `/`.
    pub site: Option<String>,
    pub publisher: String,
    pub siret: Option<String>,
    pub language: Option<String>,
    pub terms: Terms,
    pub records: Vec<Described>,
    pub files: Vec<PackageFile>,
    /// The record that a kit is about.
    pub record: Option<(String, String)>,
}

/// A record of it.
#[derive(Clone, Debug, Default)]
pub struct Described {
    pub collection: String,
    pub id: String,
    pub title: String,
    pub version: Option<String>,
    pub modified: Option<String>,
    pub terms: Option<Terms>,
    /// Its page, from the site's address.
    pub page: Option<String>,
    /// `collection/id`.
    pub references: Vec<String>,
    /// What it was itself taken from: publisher, `collection/id`, version, address.
    pub origin: Option<Upstream>,
    /// The names it bore before, `collection/id`.
    pub aliases: Vec<String>,
    /// Its row, where the package holds it.
    pub row: Option<Json>,
}

/// What a record of another was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upstream {
    pub publisher: String,
    pub id: String,
    pub version: Option<String>,
    pub url: Option<String>,
}

impl Described {
    /// `collection/id`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.collection, self.id)
    }
}

/// A file of it.
#[derive(Clone, Debug)]
pub struct PackageFile {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
    pub role: FileRole,
}

/// What a file is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRole {
    /// It declares a collection, under this name in its folder.
    Declaration { collection: String, name: String },
    /// It is the record `collection/id` itself. Folders say whether it has one of its own; links count from where
    /// it was written.
    Record { record: String, folder: bool, authored: String },
    /// It stands in the folder of that record, under this name.
    Beside { record: String, name: String },
    /// Rows of that collection.
    Rows { collection: String },
    /// It is for people who open the package.
    Other,
}

/// Reads a description.
///
/// # Errors
/// What is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Package, Problem> {
    let reason = |reason: String| IMPORT_DAMAGED.choose("fault", "descriptor").with("what", reason);
    if bytes.len() as u64 > DESCRIPTOR_LIMIT {
        return Err(IMPORT_UNSAFE.choose("fault", "too-large").with("limit", DESCRIPTOR_LIMIT >> 20));
    }
    let root: Json = serde_json::from_slice(bytes).map_err(|error| reason(error.to_string()))?;
    let Some(resources) = root.get("resources").and_then(Json::as_array) else {
        return Err(reason("resources".to_owned()));
    };
    if resources.len() > FILES {
        return Err(IMPORT_UNSAFE.choose("fault", "too-many").with("limit", FILES));
    }
    let text = |key: &str| string(&root, key);
    let contributor = root.pointer("/contributors/0");
    let publisher = contributor.and_then(|who| string(who, "title")).unwrap_or_default();
    if publisher.trim().is_empty() {
        return Err(reason("contributors".to_owned()));
    }
    let mut package = Package {
        title: text("title").unwrap_or_default(),
        id: text("id").filter(|id| is_web(id)),
        site: text("site").or_else(|| text("homepage")).filter(|site| is_web(site)).map(with_slash),
        publisher: plain(&publisher),
        siret: text("siret").filter(|siret| siret.len() == 14 && siret.bytes().all(|b| b.is_ascii_digit())),
        language: text("language"),
        terms: root.pointer("/licenses/0").map(terms).unwrap_or_default(),
        ..Package::default()
    };
    for item in root.get("records").and_then(Json::as_array).into_iter().flatten() {
        package.records.push(described(item)?);
    }
    if let Some(record) = root.get("record") {
        let (collection, id) = (named(record, "collection")?, named(record, "id")?);
        package.record = Some((collection, id));
    }
    let mut distinct = Distinct::default();
    for resource in resources {
        match file(resource)? {
            Some(file) => {
                distinct.insert(&file.path)?;
                package.files.push(file);
            }
            None => rows(resource, &mut package)?,
        }
    }
    Ok(package)
}

/// The licence under which a record may be taken.
///
/// # Errors
/// Where it may not.
pub fn reusable<'a>(package: &'a Package, record: &'a Described) -> Result<&'a Terms, Problem> {
    let terms = record.terms.as_ref().unwrap_or(&package.terms);
    let name = terms.name.as_str();
    if name.is_empty() {
        return Err((&IMPORT_LICENSE).into());
    }
    let open = known_license(name).is_some() || OPEN.iter().any(|open| open.eq_ignore_ascii_case(name));
    if open { Ok(terms) } else { Err(IMPORT_LICENSE.with("license", name)) }
}

fn terms(license: &Json) -> Terms {
    let name = string(license, "name").or_else(|| string(license, "title")).unwrap_or_default();
    Terms { name: plain(&name), url: string(license, "path").filter(|url| is_web(url)) }
}

fn described(item: &Json) -> Result<Described, Problem> {
    let version = string(item, "version").map(|text| plain(&text));
    let origin = item.get("origin").and_then(|origin| {
        Some(Upstream {
            publisher: plain(&string(origin, "publisher")?),
            id: plain(&string(origin, "id")?),
            version: string(origin, "version").map(|text| plain(&text)),
            url: string(origin, "url").filter(|url| is_web(url)),
        })
    });
    let names = |key: &str| {
        let names = item.get(key).and_then(Json::as_array).into_iter().flatten();
        names.filter_map(Json::as_str).map(str::to_owned).collect()
    };
    let page = string(item, "page");
    if let Some(page) = &page {
        path_safety::path(page)?;
    }
    Ok(Described {
        collection: named(item, "collection")?,
        id: named(item, "id")?,
        title: plain(&string(item, "title").unwrap_or_default()),
        version,
        modified: string(item, "modified").filter(|day| day.parse::<jiff::civil::Date>().is_ok()),
        terms: string(item, "license").map(|name| Terms { name: plain(&name), url: None }),
        page,
        references: names("references"),
        origin,
        aliases: names("aliases"),
        row: None,
    })
}

/// A file that a resource is; nothing where it holds rows itself.
fn file(resource: &Json) -> Result<Option<PackageFile>, Problem> {
    let Some(path) = resource.get("path") else {
        return Ok(None);
    };
    let Some(path) = path.as_str() else {
        return Err(IMPORT_DAMAGED.choose("fault", "descriptor").with("what", "path"));
    };
    if path.contains("://") || path.starts_with("//") {
        return Err(IMPORT_UNSAFE.choose("fault", "other-host").with("what", path));
    }
    path_safety::path(path)?;
    let hash = string(resource, "hash").unwrap_or_default();
    let sha256 = hash.strip_prefix("sha256:").filter(|digits| {
        digits.len() == 64
            && digits.bytes().all(|digit| digit.is_ascii_digit() || matches!(digit, b'a'..=b'f'))
    });
    let (Some(sha256), Some(bytes)) = (sha256, resource.get("bytes").and_then(Json::as_u64)) else {
        return Err(IMPORT_DAMAGED.choose("fault", "unsealed").with("what", path));
    };
    if bytes > FILE {
        return Err(IMPORT_UNSAFE.choose("fault", "too-large").with("limit", FILE >> 20));
    }
    let role = if resource.get("rows").is_some() {
        FileRole::Rows { collection: named(resource, "rows")? }
    } else {
        let target = string(resource, "target").unwrap_or_else(|| path.to_owned());
        let authored = string(resource, "authored").unwrap_or_else(|| target.clone());
        role(&target, authored)?
    };
    Ok(Some(PackageFile { path: path.to_owned(), bytes, sha256: sha256.to_owned(), role }))
}

/// What a file is for, by the place that it would have in a project.
fn role(target: &str, authored: String) -> Result<FileRole, Problem> {
    path_safety::path(target)?;
    let Some(rest) = target.strip_prefix("content/") else {
        return Ok(FileRole::Other);
    };
    let misplaced = || IMPORT_UNSAFE.choose("fault", "path").with("what", target);
    let Some((collection, rest)) = rest.split_once('/') else { return Err(misplaced()) };
    if !is_collection(collection) {
        return Err(IMPORT_DAMAGED.choose("fault", "identifier").with("what", collection));
    }
    let collection = collection.to_owned();
    match rest.split_once('/') {
        None if rest == "_collection.yaml" || rest.ends_with(".json") => {
            Ok(FileRole::Declaration { collection, name: rest.to_owned() })
        }
        None => {
            let id = rest.strip_suffix(".md").filter(|id| is_identifier(id)).ok_or_else(misplaced)?;
            Ok(FileRole::Record { record: format!("{collection}/{id}"), folder: false, authored })
        }
        Some((id, name)) => {
            if !is_identifier(id) {
                return Err(IMPORT_DAMAGED.choose("fault", "identifier").with("what", id));
            }
            let record = format!("{collection}/{id}");
            if name == "index.md" {
                return Ok(FileRole::Record { record, folder: true, authored });
            }
            path_safety::attachment(name)?;
            Ok(FileRole::Beside { record, name: name.to_owned() })
        }
    }
}

/// Rows that stand in the package itself.
fn rows(resource: &Json, package: &mut Package) -> Result<(), Problem> {
    let collection = named(resource, "name")?;
    for row in resource.get("data").and_then(Json::as_array).into_iter().flatten() {
        let id = named(row, "id")?;
        let known =
            package.records.iter_mut().find(|record| record.collection == collection && record.id == id);
        if let Some(record) = known {
            record.row = Some(row.clone());
        }
    }
    Ok(())
}

/// The name of a collection, or the identifier of a record.
fn named(item: &Json, key: &str) -> Result<String, Problem> {
    let name = string(item, key).unwrap_or_default();
    let fits = if key == "id" { is_identifier(&name) } else { is_collection(&name) };
    if fits { Ok(name) } else { Err(IMPORT_DAMAGED.choose("fault", "identifier").with("what", name)) }
}

/// Whether a name may be that of a collection: not those of folders that mean something else.
pub fn is_collection(name: &str) -> bool {
    name.len() <= 60 && name != "pages" && !name.is_empty() && name.split('_').all(is_identifier)
}

fn string(item: &Json, key: &str) -> Option<String> {
    item.get(key)?.as_str().map(str::to_owned)
}

/// A text fit for a line of a terminal and of a file: no sign that is not seen.
fn plain(text: &str) -> String {
    let words: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an address leads to the web, and fits a line.
fn is_web(address: &str) -> bool {
    route::is_web(address)
        && address.len() < 500
        && !address.contains(|c: char| c.is_control() || c.is_whitespace() || "<>\"".contains(c))
}

fn with_slash(address: String) -> String {
    if address.ends_with('/') { address } else { address + "/" }
}

/// The records of each collection, for those who ask for all of one.
#[must_use]
pub fn by_collection(package: &Package) -> BTreeMap<&str, Vec<&Described>> {
    let mut all: BTreeMap<&str, Vec<&Described>> = BTreeMap::new();
    for record in &package.records {
        all.entry(&record.collection).or_default().push(record);
    }
    all
}
