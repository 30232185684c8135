//! What would come of an import: every file that would be written, and what a person should know before.
//!
//! In: a project, a source whose description was read, what was asked for. Out: an [`Arrival`]. Never: a file
//! written, a local file touched: what is here keeps its name, what comes takes another.

use std::collections::{BTreeMap, BTreeSet};

use super::adapt_declaration;
use super::adapt_record::{self, Asides, Destination};
use super::fetch_records::{Beside, Earlier, Foreign, SourceForm, Tables, bring};
use super::package::{self, Described, FileRole, Package, PackageFile};
use super::placeholders::{self, PlaceholderValues};
use super::rewrite_links::Here;
use super::source::Opened;
use crate::diag::{Problem, nearest};
use crate::fetch::Client;
use crate::import::codes::IMPORT_DAMAGED;
use crate::load::codes::IMPORT_UNSAFE;
use crate::load::markdown::to_slug;
use crate::model::origin::{Locked, LockedFile, find};
use crate::model::{Site, Table};
use crate::project::{LenientProject, read_lenient};
use crate::source::{Sources, sha256};

/// What one import may bring.
const FILES: usize = 20_000;
const BYTES: u64 = 1 << 30;

/// Why nothing comes.
#[derive(Debug)]
pub enum ImportRefusal {
    /// Where, and what.
    Problem(String, Problem),
    /// The source has no record or collection of that name.
    Unknown { name: String, nearest: Option<String> },
}

/// A file that would be written.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A record that would come.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// `collection/id`, here and there.
    pub name: String,
    pub origin: String,
    pub title: String,
    pub version: Option<String>,
    /// Whether it was asked for, or comes because another names it.
    pub named: bool,
}

/// All that would come.
#[derive(Debug, Default)]
pub struct Arrival {
    pub records: Vec<Arrived>,
    /// Collections that would be made.
    pub declared: Vec<String>,
    /// Records that are here already, and serve in the place of those that others name.
    pub kept: Vec<String>,
    /// Records asked for that came before.
    pub already: Vec<String>,
    /// Fields without a place here: the file, the field, why.
    pub aside: Vec<(String, String, &'static str)>,
    pub files: Vec<NewFile>,
    /// What the lock file will add.
    pub locked: Vec<Locked>,
    pub licenses: BTreeSet<String>,
    /// The blanks of the texts that would come.
    pub blanks: PlaceholderValues,
}

/// What is asked for: all of the source, collections, records.
pub struct Request<'a> {
    pub names: &'a [String],
    pub today: &'a str,
}

/// Looks at everything that would come.
///
/// # Errors
/// The first thing for which none of it may.
pub fn arrive(
    sources: &Sources,
    opened: &Opened,
    client: &Client,
    request: &Request,
) -> Result<Arrival, ImportRefusal> {
    let package = &opened.package;
    let problem = |problem: Problem| ImportRefusal::Problem(opened.address.clone(), problem);
    let wanted = select(opened, request.names)?;
    for (record, _) in &wanted {
        package::reusable(package, record).map_err(problem)?;
    }
    let survey = read_lenient(sources);
    let mut arrival = Arrival::default();
    let (coming, here) = settled_names(&wanted, package, &survey.site, &mut arrival);
    announced(package, &coming).map_err(problem)?;
    // The collections that are not here yet, then the schemas of all.
    let mut staged = sources.clone();
    let declared = declarations(opened, client, &coming, &survey, &mut arrival).map_err(problem)?;
    for (path, text) in &declared {
        staged.add(path.as_str(), text.as_str());
        arrival.files.push(NewFile { path: path.clone(), bytes: text.clone().into_bytes() });
    }
    let survey = if declared.is_empty() { survey } else { read_lenient(&staged) };
    let foreign = coming.iter().map(|(record, ..)| *record);
    let foreign = bring(opened, client, foreign, &Earlier::new(), &mut Tables::new()).map_err(problem)?;
    let here = located(here, &coming, &foreign, &survey);
    for ((described, name, named), foreign) in coming.iter().zip(&foreign) {
        let Some((_, table)) = survey.site.table(&described.collection) else {
            let damage = IMPORT_DAMAGED.choose("fault", "identifier").with("what", &described.collection);
            return Err(problem(damage));
        };
        let terms = package::reusable(package, described).map_err(problem)?;
        let path = here.paths.get(name).cloned().unwrap_or_default();
        let site = &survey.site;
        let place = Destination {
            package,
            described,
            terms,
            site,
            table,
            here: &here,
            path: &path,
            today: request.today,
        };
        let (files, aside) = written(foreign, &place).map_err(problem)?;
        arrival.aside.extend(aside.into_iter().map(|(field, why)| (path.clone(), field, why)));
        arrival.licenses.insert(terms.name.clone());
        arrival.locked.push(locked(name, foreign, &place, (&opened.address, &[]), &files));
        let texts = files.iter().filter(|file| file.path.ends_with(".md"));
        let texts = texts.filter_map(|file| std::str::from_utf8(file.bytes.as_deref()?).ok());
        let editions = table.collection.editions.as_deref().and_then(|name| site.table(name));
        placeholders::found(table, editions.map(|(_, table)| table), texts, &mut arrival.blanks);
        let new = |file: Written| Some(NewFile { path: file.path, bytes: file.bytes? });
        arrival.files.extend(files.into_iter().filter_map(new));
        arrival.records.push(Arrived {
            name: name.clone(),
            origin: foreign.name.clone(),
            title: described.title.clone(),
            version: described.version.clone(),
            named: *named,
        });
    }
    Ok(arrival)
}

/// A file of a record as it is written here.
#[derive(Debug)]
pub struct Written {
    pub path: String,
    /// SHA-256 of the original.
    pub original: String,
    /// Nothing where it is what came before.
    pub bytes: Option<Vec<u8>>,
}

/// Writes the files of a record.
///
/// # Errors
/// Where a text is none.
pub fn written(foreign: &Foreign, place: &Destination) -> Result<(Vec<Written>, Asides), Problem> {
    let settled = adapt_record::settle(foreign, place)?;
    let own = Some(settled.text.into_bytes());
    let mut files =
        vec![Written { path: place.path.to_owned(), original: foreign.sha256.clone(), bytes: own }];
    for Beside { name, sha256, bytes } in &foreign.beside {
        let path = adapt_record::beside(place.path, name);
        let mut bytes = bytes.clone();
        if name.ends_with(".md")
            && let Some(fresh) = bytes
        {
            let text = String::from_utf8(fresh)
                .map_err(|_| IMPORT_DAMAGED.choose("fault", "text").with("what", &path))?;
            bytes = Some(adapt_record::part(&text, name, foreign, place).into_bytes());
        }
        files.push(Written { path, original: sha256.clone(), bytes });
    }
    Ok((files, settled.aside))
}

/// What the lock file says of a record, of which it said something `before`.
#[must_use]
pub fn locked(
    name: &str,
    foreign: &Foreign,
    place: &Destination,
    (source, before): (&str, &[LockedFile]),
    files: &[Written],
) -> Locked {
    let earlier = |path: &str| before.iter().find(|file| file.path == path).map(|file| file.kept.clone());
    let files = files.iter().map(|file| LockedFile {
        path: file.path.clone(),
        sha256: file.original.clone(),
        kept: file.bytes.as_deref().map(sha256).or_else(|| earlier(&file.path)).unwrap_or_default(),
    });
    Locked {
        record: name.to_owned(),
        path: place.path.to_owned(),
        source: source.to_owned(),
        origin: foreign.name.clone(),
        publisher: place.package.publisher.clone(),
        license: place.terms.name.clone(),
        files: files.collect(),
    }
}

/// The records asked for, then those that they name.
fn select<'a>(opened: &'a Opened, names: &[String]) -> Result<Vec<(&'a Described, bool)>, ImportRefusal> {
    let package = &opened.package;
    let obtainable: BTreeSet<&str> = package
        .files
        .iter()
        .filter_map(|file| match &file.role {
            FileRole::Record { record, .. } => Some(record.as_str()),
            FileRole::Rows { collection } => Some(collection.as_str()),
            _ => None,
        })
        .collect();
    let is_there = |record: &&Described| {
        record.row.is_some()
            || obtainable.contains(record.name().as_str())
            || obtainable.contains(record.collection.as_str())
    };
    let all: BTreeMap<String, &Described> =
        package.records.iter().filter(is_there).map(|record| (record.name(), record)).collect();
    let about = package.record.as_ref().map(|(collection, id)| format!("{collection}/{id}"));
    let about: Vec<String> = about.or_else(|| opened.about.clone()).into_iter().collect();
    let names = if names.is_empty() { &about[..] } else { names };
    let mut wanted: Vec<(&Described, bool)> = Vec::new();
    for name in names {
        let name = name.trim_matches('/');
        let found: Vec<&Described> = match all.get(name) {
            Some(record) => vec![record],
            None => all.values().copied().filter(|record| record.collection == name).collect(),
        };
        if found.is_empty() {
            let known =
                all.keys().map(String::as_str).chain(all.values().map(|record| record.collection.as_str()));
            return Err(ImportRefusal::Unknown { name: name.to_owned(), nearest: nearest(name, known) });
        }
        wanted.extend(found.into_iter().map(|record| (record, true)));
    }
    if names.is_empty() {
        wanted.extend(all.values().map(|record| (*record, true)));
    }
    let mut seen = BTreeSet::new();
    wanted.retain(|(record, _)| seen.insert(record.name()));
    let references: BTreeSet<&String> = wanted.iter().flat_map(|(record, _)| &record.references).collect();
    let named = references.into_iter().filter(|name| !seen.contains(*name)).filter_map(|name| all.get(name));
    wanted.extend(named.map(|record| (*record, false)));
    Ok(wanted)
}

type Coming<'a> = Vec<(&'a Described, String, bool)>;

/// The names that records take here: their own where they are free.
fn settled_names<'a>(
    wanted: &[(&'a Described, bool)],
    package: &Package,
    site: &Site,
    arrival: &mut Arrival,
) -> (Coming<'a>, Here) {
    let mut here = known_here(package, site);
    let mut coming = Coming::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (record, named) in wanted {
        let own = record.name();
        if let Some(before) = came_before(&own, package, site) {
            here.names.insert(own, before.record.clone());
            if *named {
                arrival.already.push(before.record.clone());
            }
            continue;
        }
        let free = |id: &str| {
            site.find(&record.collection, id).is_none()
                && !taken.contains(&format!("{}/{id}", record.collection))
        };
        if !named && !free(&record.id) {
            arrival.kept.push(own.clone());
            here.names.insert(own.clone(), own);
            continue;
        }
        let publisher: String = to_slug(&package.publisher).split('-').take(3).collect::<Vec<_>>().join("-");
        let candidates = std::iter::once(record.id.clone())
            .chain(std::iter::once(format!("{}-{publisher}", record.id)))
            .chain((2..).map(|number| format!("{}-{publisher}-{number}", record.id)));
        let id = candidates.into_iter().find(|id| free(id)).unwrap_or_default();
        let name = format!("{}/{id}", record.collection);
        taken.insert(name.clone());
        here.names.insert(own, name.clone());
        coming.push((record, name, *named));
    }
    (coming, here)
}

/// What came before and still is here, were it under its name alone: whatever was taken out may come again.
fn came_before<'a>(origin: &str, package: &Package, site: &'a Site) -> Option<&'a Locked> {
    let same = |locked: &&Locked| locked.origin == origin && locked.publisher == package.publisher;
    let named = |locked: &Locked| {
        locked.record.split_once('/').is_some_and(|(collection, id)| site.find(collection, id).is_some())
    };
    site.lock.records.iter().find(same).filter(|locked| named(locked) || find(site, locked).is_some())
}

/// What is here for texts of that package: records of the same names, and those that came before.
#[must_use]
pub fn known_here(package: &Package, site: &Site) -> Here {
    let mut here = Here::default();
    for table in &site.tables {
        here.collections.push(table.collection.name.clone());
    }
    for record in &package.records {
        let name = record.name();
        if site.find(&record.collection, &record.id).is_some() {
            here.names.insert(name.clone(), name);
        }
    }
    let before = site.lock.records.iter().filter(|locked| locked.publisher == package.publisher);
    for locked in before.filter(|locked| find(site, locked).is_some()) {
        here.names.insert(locked.origin.clone(), locked.record.clone());
    }
    here
}

/// The files of all records that links can lead to.
fn located(mut here: Here, coming: &Coming, foreign: &[Foreign], survey: &LenientProject) -> Here {
    for name in here.names.values() {
        if let Some(path) = survey.path_of(name) {
            here.paths.insert(name.clone(), path);
        }
    }
    for ((record, name, _), foreign) in coming.iter().zip(foreign) {
        let table = survey.site.table(&record.collection).map(|(_, table)| table);
        here.paths.insert(name.clone(), path(name, foreign, table));
    }
    here.collections.extend(survey.site.tables.iter().map(|table| table.collection.name.clone()));
    here
}

/// The file of a record: in a folder of its own where it has files beside, or where its collection wants one.
fn path(name: &str, foreign: &Foreign, table: Option<&Table>) -> String {
    let folder = matches!(foreign.form, SourceForm::Text { folder: true, .. }) || !foreign.beside.is_empty();
    let parts = table.is_some_and(|table| table.collection.parts);
    if folder || parts { format!("content/{name}/index.md") } else { format!("content/{name}.md") }
}

/// What is announced is bearable.
fn announced(package: &Package, coming: &Coming) -> Result<(), Problem> {
    let names: BTreeSet<String> = coming.iter().map(|(record, ..)| record.name()).collect();
    let files = package.files.iter().filter(|file| match &file.role {
        FileRole::Record { record, .. } | FileRole::Beside { record, .. } => names.contains(record),
        _ => false,
    });
    let (count, bytes) =
        files.fold((0usize, 0u64), |(count, bytes), file| (count + 1, bytes.saturating_add(file.bytes)));
    if count > FILES {
        return Err(IMPORT_UNSAFE.choose("fault", "too-many").with("limit", FILES));
    }
    if bytes > BYTES {
        return Err(IMPORT_UNSAFE.choose("fault", "too-large").with("limit", BYTES >> 20));
    }
    Ok(())
}

/// The files that declare the collections that are not here.
fn declarations(
    opened: &Opened,
    client: &Client,
    coming: &Coming,
    survey: &LenientProject,
    arrival: &mut Arrival,
) -> Result<Vec<(String, String)>, Problem> {
    let missing: BTreeSet<&str> = coming
        .iter()
        .map(|(record, ..)| record.collection.as_str())
        .filter(|name| survey.site.table(name).is_none())
        .collect();
    let is_here = |name: &str| missing.contains(name) || survey.site.table(name).is_some();
    let mut files = Vec::new();
    for collection in &missing {
        let own: Vec<(&PackageFile, &String)> = opened
            .package
            .files
            .iter()
            .filter_map(|file| match &file.role {
                FileRole::Declaration { collection: of, name } if of == collection => Some((file, name)),
                _ => None,
            })
            .collect();
        let undeclared = || {
            IMPORT_DAMAGED.choose("fault", "missing").with("what", format!("{collection}/_collection.yaml"))
        };
        if !own.iter().any(|(_, name)| *name == "_collection.yaml") {
            return Err(undeclared());
        }
        for (file, name) in own {
            let unread = || IMPORT_DAMAGED.choose("fault", "text").with("what", &file.path);
            let text = String::from_utf8(opened.bytes(file, client)?).map_err(|_| unread())?;
            let text = match name.as_str() {
                "_collection.yaml" => adapt_declaration::fitted(&text, &is_here).ok_or_else(unread)?,
                _ => text,
            };
            files.push((format!("content/{collection}/{name}"), text));
        }
        arrival.declared.push((*collection).to_owned());
    }
    Ok(files)
}
