//! Imported records and the newer versions of their originals → what would change here.
//!
//! In: a project, its lock file, the sources it names. Out: [`Updates`]: changes to make, what became of each
//! record, what a person should know. Never: a file written, a local word lost, a record taken away because its
//! original is gone.
//!
//! Each source is asked once, and only for what changed since. What was taken and never touched becomes the new
//! version; what was touched is merged with it, on the base of the pristine copy.

use std::collections::{BTreeMap, BTreeSet};

use super::arrive::{self, Earlier, NewFile, Tables, Written, bring, known_here, written};
use super::disk::{Before, Change};
use super::inspect::remember;
use super::links::Here;
use super::merge::{Habit, is_unsettled, merge};
use super::package::{self, Described, Package, Role};
use super::settle::{Foreign, Place, beside};
use super::source::{Opened, Reopened, reopen};
use crate::check::origins::BESIDE;
use crate::diag::{Aside, Diagnostic, Place as At, Problem, Upstream};
use crate::load::web::Client;
use crate::model::Table;
use crate::model::origin::{Asked, Lock, Locked, pristine};
use crate::report::{Language, Marks, marks};
use crate::scaffold::{self, Survey};
use crate::schema::Role as Meaning;
use crate::source::{Sources, sha256};

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The new version takes the place of the one that nobody touched.
    Taken,
    Merged,
    Conflict,
    /// Conflicts of an earlier update are still in it.
    Unsettled,
}

/// A record whose original changed.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub record: String,
    pub version: Option<String>,
    pub fate: Fate,
    /// What changed in the original; in a conflict, what is left to settle.
    pub what: Vec<String>,
    /// The files that would be written here.
    pub files: Vec<NewFile>,
    changes: Vec<Change>,
    locked: Locked,
    aside: Vec<(String, String, Aside)>,
}

/// All that an update would do.
#[derive(Debug, Default)]
pub struct Updates {
    pub outcomes: Vec<Outcome>,
    /// Originals that are gone, that have other terms, sources that do not answer.
    pub told: Vec<Diagnostic>,
    lock: Lock,
    asked: Vec<Asked>,
    /// Sources of which not everything was taken: they are to be asked in full next time.
    partly: BTreeSet<String>,
}

/// What an update is told.
pub struct Request<'a> {
    /// Collections and records; all where there is none.
    pub names: &'a [String],
    pub today: &'a str,
    /// Of what is written into files.
    pub language: Language,
}

/// Whether a record is among those asked for.
#[must_use]
pub fn is_named(record: &str, names: &[String]) -> bool {
    let within = |name: &String| {
        let name = name.trim_matches('/');
        record == name || record.split('/').next() == Some(name)
    };
    names.is_empty() || names.iter().any(within)
}

/// Looks at every source for what is newer.
#[must_use]
pub fn update(sources: &Sources, lock: &Lock, client: &Client, request: &Request) -> Updates {
    let survey = scaffold::survey(sources);
    let project = Project::new(sources, &survey);
    let mut updates = Updates { lock: lock.clone(), ..Updates::default() };
    let mut by_source: BTreeMap<&str, Vec<&Locked>> = BTreeMap::new();
    for locked in &lock.records {
        if is_named(&locked.record, request.names) {
            by_source.entry(&locked.source).or_default().push(locked);
        } else {
            updates.partly.insert(locked.source.clone());
        }
    }
    for (source, records) in by_source {
        let last = lock.sources.iter().find(|asked| asked.address == source).map(|asked| &asked.state);
        match reopen(source, client, last) {
            Ok(Reopened::Unchanged) => {}
            Ok(Reopened::Gone) => {
                for locked in records {
                    updates.tell(locked, Upstream::Gone);
                }
            }
            Ok(Reopened::Opened(opened)) => {
                let mut tables = Tables::new();
                for locked in records {
                    match one(&project, (&opened, &mut tables), locked, client, request) {
                        Ok(Some(Step::Outcome(outcome))) => {
                            if outcome.fate == Fate::Unsettled {
                                updates.partly.insert(source.to_owned());
                            }
                            updates.outcomes.push(*outcome);
                        }
                        Ok(Some(Step::Told(upstream))) => {
                            updates.partly.insert(source.to_owned());
                            updates.tell(locked, upstream);
                        }
                        Ok(None) => {}
                        Err(problem) => {
                            updates.partly.insert(source.to_owned());
                            updates.told.push(Diagnostic::error(At::Path(locked.path.clone()), problem));
                        }
                    }
                }
                updates.asked.extend(opened.asked());
            }
            Err(problem) => updates.told.push(Diagnostic::error(At::Path(source.to_owned()), problem)),
        }
    }
    updates
}

impl Updates {
    fn tell(&mut self, locked: &Locked, upstream: Upstream) {
        let record = locked.record.clone();
        let problem = Problem::UpstreamChanged { record, upstream };
        self.told.push(Diagnostic::warning(At::Path(locked.path.clone()), problem));
    }

    /// Leaves a record as it is, and says why.
    pub fn withhold(&mut self, record: &str, reason: &str) {
        let Some(at) = self.outcomes.iter().position(|outcome| outcome.record == record) else { return };
        let outcome = self.outcomes.remove(at);
        self.partly.insert(outcome.locked.source.clone());
        self.tell(&outcome.locked, Upstream::Withheld { reason: reason.to_owned() });
    }

    /// The records that would change.
    pub fn waiting(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| outcome.fate != Fate::Unsettled)
    }

    /// Fields of new versions that have no place here: the file, the field, why.
    pub fn aside(&self) -> impl Iterator<Item = &(String, String, Aside)> {
        self.waiting().flat_map(|outcome| &outcome.aside)
    }

    /// Every change, and the lock file as it will be, which also remembers what sources said of their state.
    #[must_use]
    pub fn changes(self, note: &str) -> Vec<Change> {
        let mut lock = self.lock.clone();
        let mut changes = Vec::new();
        for outcome in self.outcomes.into_iter().filter(|outcome| outcome.fate != Fate::Unsettled) {
            lock.records.retain(|known| {
                known.origin != outcome.locked.origin || known.source != outcome.locked.source
            });
            lock.records.push(outcome.locked);
            changes.extend(outcome.changes);
        }
        for asked in self.asked {
            if !self.partly.contains(&asked.address) {
                remember(&mut lock, asked);
            }
        }
        if lock == self.lock {
            return changes;
        }
        changes.push(super::inspect::lock_change(&lock, note));
        changes
    }
}

/// A project, its files by path.
struct Project<'a> {
    survey: &'a Survey,
    texts: BTreeMap<&'a str, &'a str>,
    assets: BTreeMap<&'a str, &'a [u8]>,
}

impl<'a> Project<'a> {
    fn new(sources: &'a Sources, survey: &'a Survey) -> Self {
        let texts = sources.texts().map(|(_, text)| (text.path.as_str(), text.text.as_str()));
        let assets = sources.assets().map(|(_, asset)| (asset.path.as_str(), &*asset.bytes));
        Self { survey, texts: texts.collect(), assets: assets.collect() }
    }

    /// What stands at a path.
    fn bytes(&self, path: &str) -> Option<&'a [u8]> {
        self.texts.get(path).map(|text| text.as_bytes()).or_else(|| self.assets.get(path).copied())
    }

    /// The name and the file of an imported record, wherever it was moved to.
    fn find(&self, locked: &Locked) -> Option<(String, String)> {
        if self.texts.contains_key(locked.path.as_str()) {
            return Some((locked.record.clone(), locked.path.clone()));
        }
        let site = &self.survey.site;
        site.tables.iter().find_map(|table| {
            let moved = table.records.iter().find(|record| {
                let origin = record.origin.as_ref();
                origin
                    .is_some_and(|origin| origin.id == locked.origin && origin.publisher == locked.publisher)
            })?;
            let name = format!("{}/{}", table.collection.name, moved.id);
            let path = self.survey.path_of(&name)?;
            Some((name, path))
        })
    }
}

enum Step {
    Outcome(Box<Outcome>),
    Told(Upstream),
}

/// One record: nothing where its original is what it was.
fn one(
    project: &Project,
    (opened, tables): (&Opened, &mut Tables),
    locked: &Locked,
    client: &Client,
    request: &Request,
) -> Result<Option<Step>, Problem> {
    let package = &opened.package;
    // Whoever took a record out took it out.
    let Some((name, path)) = project.find(locked) else { return Ok(None) };
    let Some(described) = package.records.iter().find(|record| record.name() == locked.origin) else {
        return Ok(Some(Step::Told(Upstream::Gone)));
    };
    let terms = match package::reusable(package, described) {
        Ok(terms) if terms.name == locked.license => terms,
        Ok(terms) => return Ok(Some(Step::Told(license(locked, &terms.name)))),
        Err(Problem::ImportLicense { license: now }) => {
            return Ok(Some(Step::Told(license(locked, now.as_deref().unwrap_or("?")))));
        }
        Err(problem) => return Err(problem),
    };
    if is_unchanged(package, described, locked) {
        return Ok(None);
    }
    let earlier = earlier(project, package, described, locked, &path);
    let foreign = bring(opened, client, std::iter::once(described), &earlier, tables)?;
    let Some(foreign) = foreign.into_iter().next() else { return Ok(None) };
    if foreign.beside.is_empty() && locked.files.len() == 1 && locked.files[0].sha256 == foreign.sha256 {
        return Ok(None);
    }
    let collection = name.split('/').next().unwrap_or_default();
    let Some((_, table)) = project.survey.site.table(collection) else { return Ok(None) };
    let here = here(project, package, locked);
    let site = &project.survey.site;
    let place =
        Place { package, described, terms, site, table, here: &here, path: &path, today: request.today };
    Ok(Some(Step::Outcome(Box::new(merged(project, locked, &name, &foreign, &place, request)?))))
}

fn license(locked: &Locked, now: &str) -> Upstream {
    Upstream::License { before: locked.license.clone(), now: now.to_owned() }
}

/// Whether every file of a record is what the lock file says; a row is known by what it holds.
fn is_unchanged(package: &Package, described: &Described, locked: &Locked) -> bool {
    let name = described.name();
    let own = package.files.iter().filter(|file| match &file.role {
        Role::Record { record, .. } | Role::Beside { record, .. } => *record == name,
        _ => false,
    });
    let now: BTreeSet<&str> = own.map(|file| file.sha256.as_str()).collect();
    let before: BTreeSet<&str> = locked.files.iter().map(|file| file.sha256.as_str()).collect();
    !now.is_empty() && now == before
}

/// The files of a record that its original did not change, where what was made of them is still known.
fn earlier<'a>(
    project: &Project<'a>,
    package: &'a Package,
    described: &Described,
    locked: &Locked,
    path: &str,
) -> Earlier<'a> {
    let record = described.name();
    let mut earlier = Earlier::new();
    // The copies of a record that was moved stand where it was.
    for file in package.files.iter().filter(|_| path == locked.path) {
        let here = match &file.role {
            Role::Record { record: of, .. } if *of == record => path.to_owned(),
            Role::Beside { record: of, name } if *of == record => beside(path, name),
            _ => continue,
        };
        let Some(known) = locked.files.iter().find(|known| known.path == here) else { continue };
        let copy = project.texts.get(pristine(&here).as_str()).copied();
        let is_whole = copy.map_or(!here.ends_with(".md"), |copy| sha256(copy.as_bytes()) == known.kept);
        if known.sha256 == file.sha256 && is_whole {
            earlier.insert(&file.path, copy.unwrap_or_default());
        }
    }
    earlier
}

fn here(project: &Project, package: &Package, locked: &Locked) -> Here {
    let site = &project.survey.site;
    let mut here = known_here(package, site);
    here.names.insert(locked.origin.clone(), locked.record.clone());
    for name in here.names.values() {
        if let Some(path) = project.survey.path_of(name) {
            here.paths.insert(name.clone(), path);
        }
    }
    here
}

/// Merges every file of a record.
fn merged(
    project: &Project,
    locked: &Locked,
    name: &str,
    foreign: &Foreign,
    place: &Place,
    request: &Request,
) -> Result<Outcome, Problem> {
    let version = place.described.version.clone();
    let marks = marks(&place.package.publisher, version.as_deref(), request.language);
    let (files, aside) = written(foreign, place)?;
    let aside = aside.into_iter().map(|(field, why)| (place.path.to_owned(), field, why)).collect();
    let locked_now = arrive::locked(name, foreign, place, (&locked.source, &locked.files), &files);
    let mut merger = Merger { project, locked, place, marks: &marks, made: Made::default() };
    if merger.is_unsettled() {
        let (fate, what, locked) = (Fate::Unsettled, Vec::new(), locked.clone());
        let (files, changes) = (Vec::new(), Vec::new());
        return Ok(Outcome {
            record: name.to_owned(),
            version,
            fate,
            what,
            files,
            changes,
            locked,
            aside: Vec::new(),
        });
    }
    for file in &files {
        match &file.bytes {
            Some(bytes) if file.path.ends_with(".md") => merger.text(&file.path, bytes),
            Some(bytes) => merger.file(&file.path, bytes),
            None => merger.same(&file.path),
        }
    }
    merger.gone(&files);
    let Made { files, changes, theirs, touched, conflicts } = merger.made;
    let (fate, what) = match (conflicts.is_empty(), touched) {
        (false, _) => (Fate::Conflict, conflicts),
        (true, true) => (Fate::Merged, theirs),
        (true, false) => (Fate::Taken, theirs),
    };
    Ok(Outcome { record: name.to_owned(), version, fate, what, files, changes, locked: locked_now, aside })
}

#[derive(Default)]
struct Made {
    files: Vec<NewFile>,
    changes: Vec<Change>,
    /// What the original changed.
    theirs: Vec<String>,
    /// Whether something here differs from what was taken.
    touched: bool,
    conflicts: Vec<String>,
}

struct Merger<'a> {
    project: &'a Project<'a>,
    locked: &'a Locked,
    place: &'a Place<'a>,
    marks: &'a Marks,
    made: Made,
}

impl Merger<'_> {
    /// Whether an earlier conflict is still in the record.
    fn is_unsettled(&self) -> bool {
        let folder = self.place.path.strip_suffix("index.md");
        let own =
            |path: &&str| *path == self.place.path || folder.is_some_and(|folder| path.starts_with(folder));
        let texts = self.project.texts.iter().filter(|(path, _)| own(path));
        let mut assets = self.project.assets.keys().filter(|path| own(path));
        texts.into_iter().any(|(_, text)| is_unsettled(text))
            || assets.any(|path| BESIDE.iter().any(|mark| path.contains(&format!(".{mark}."))))
    }

    /// Where a file of the record was when it was taken.
    fn before(&self, path: &str) -> String {
        let name = path.strip_prefix(folder(self.place.path)).unwrap_or(path);
        if path == self.place.path { self.locked.path.clone() } else { beside(&self.locked.path, name) }
    }

    fn kept(&self, path: &str) -> Option<&str> {
        let before = self.before(path);
        self.locked.files.iter().find(|file| file.path == before).map(|file| file.kept.as_str())
    }

    fn put(&mut self, path: &str, before: Option<&[u8]>, after: Vec<u8>) {
        if before == Some(&after[..]) {
            return;
        }
        let before = before.map_or(Before::Absent, |bytes| Before::Is(sha256(bytes)));
        self.made.files.push(NewFile { path: path.to_owned(), bytes: after.clone() });
        self.made.changes.push(Change { path: path.to_owned(), before, after: Some(after) });
    }

    /// The pristine copy is always that of the newest version.
    fn pristine(&mut self, path: &str, bytes: &[u8]) {
        let after = Some(bytes.to_vec());
        self.made.changes.push(Change { path: pristine(path), before: Before::Any, after });
    }

    fn text(&mut self, path: &str, bytes: &[u8]) {
        self.pristine(path, bytes);
        let theirs = String::from_utf8_lossy(bytes).into_owned();
        let ours = self.project.bytes(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let before = self.before(path);
        let kept = self.kept(path).map(str::to_owned);
        // Without its pristine copy, what was not touched is its own.
        let base = self.project.texts.get(pristine(&before).as_str()).map(|text| (*text).to_owned());
        let base =
            base.or_else(|| ours.clone().filter(|ours| kept.as_deref() == Some(&sha256(ours.as_bytes()))));
        let name = short(path).to_owned();
        let Some(ours) = ours else {
            match (&base, &kept) {
                // Taken out here: it stays out.
                (Some(_), _) | (_, Some(_)) => self.made.touched = true,
                (None, None) => {
                    self.made.theirs.push(name);
                    self.put(path, None, theirs.into_bytes());
                }
            }
            return;
        };
        let base = base.unwrap_or_default();
        let is_main = path == self.place.path;
        let changed =
            changed(&base, &theirs, self.marks.text, is_main.then_some(&self.place.table.collection.schema));
        self.made.theirs.extend(if is_main {
            changed
        } else {
            Some(name.clone()).filter(|_| !changed.is_empty()).into_iter().collect()
        });
        let touched = ours.replace("\r\n", "\n") != base.replace("\r\n", "\n");
        self.made.touched |= touched;
        let theirs = if touched && is_main {
            theirs.replacen("\n  state: copy\n", "\n  state: variant\n", 1)
        } else {
            theirs
        };
        let habit = habits(self.place.table);
        let merged = merge(&base, &ours, &theirs, &habit, self.marks);
        self.made.conflicts.extend(merged.fields.iter().map(|field| format!("{path} : {field}")));
        self.made.conflicts.extend(Some(path.to_owned()).filter(|_| merged.body));
        self.put(path, Some(ours.as_bytes()), merged.text.into_bytes());
    }

    /// A file that the original did not change: it stays what it is here.
    fn same(&mut self, path: &str) {
        let here = self.project.bytes(path).map(sha256);
        self.made.touched |= here.as_deref() != self.kept(path);
    }

    fn file(&mut self, path: &str, bytes: &[u8]) {
        self.pristine(path, bytes);
        let ours = self.project.bytes(path);
        let kept = self.kept(path).map(str::to_owned);
        let here = ours.map(sha256);
        let there = sha256(bytes);
        if kept.as_deref() != Some(&there) {
            self.made.theirs.push(short(path).to_owned());
        }
        match (&kept, &here) {
            (_, Some(here)) if *here == there => {}
            (None, None) => self.put(path, None, bytes.to_vec()),
            (Some(_), None) => self.made.touched = true,
            (Some(kept), Some(here)) if kept == here => self.put(path, ours, bytes.to_vec()),
            (Some(kept), Some(_)) if *kept == there => self.made.touched = true,
            _ => {
                self.made.touched = true;
                let beside = conflicting(path, self.marks.beside);
                self.made.conflicts.push(beside.clone());
                let standing = self.project.bytes(&beside);
                self.put(&beside, standing, bytes.to_vec());
            }
        }
    }

    /// The files that the original has no more: those that nobody touched go.
    fn gone(&mut self, files: &[Written]) {
        for file in &self.locked.files {
            let name = file.path.strip_prefix(folder(&self.locked.path)).unwrap_or(&file.path);
            let path = beside(self.place.path, name);
            if file.path == self.locked.path || files.iter().any(|now| now.path == path) {
                continue;
            }
            self.made.theirs.push(name.to_owned());
            match self.project.bytes(&path) {
                Some(bytes) if sha256(bytes) == file.kept => {
                    let before = Before::Is(sha256(bytes));
                    self.made.changes.push(Change { path: path.clone(), before, after: None });
                }
                Some(_) => self.made.touched = true,
                None => {}
            }
            let copy = pristine(&file.path);
            self.made.changes.push(Change { path: copy, before: Before::Any, after: None });
        }
    }
}

fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

fn short(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// `plan.ods` → `plan.conflit.ods`.
fn conflicting(path: &str, mark: &str) -> String {
    let at = path.rfind('.').filter(|at| *at > path.rfind('/').unwrap_or(0)).unwrap_or(path.len());
    format!("{}.{mark}{}", &path[..at], &path[at..])
}

/// How fields are settled that changed on both sides.
fn habits(table: &Table) -> impl Fn(&str) -> Option<Habit> {
    let schema = &table.collection.schema;
    let named = |meaning: Meaning| schema.role(meaning).map(|index| schema.fields[index].name.clone());
    let (modified, version) = (named(Meaning::Modified), named(Meaning::Version));
    move |name: &str| match name {
        "origin" => Some(Habit::Theirs),
        name if modified.as_deref() == Some(name) => Some(Habit::Latest),
        name if version.as_deref() == Some(name) => Some(Habit::Ours),
        _ => None,
    }
}

/// What differs between two versions of a text: the labels of fields, and the text.
fn changed(before: &str, after: &str, text: &str, schema: Option<&crate::schema::Schema>) -> Vec<String> {
    use super::front::Page;
    use crate::model::origin::characters;
    let (Some(before), Some(after)) = (Page::read(before), Page::read(after)) else { return Vec::new() };
    let mut changed = Vec::new();
    for chunk in after.chunks.iter().chain(&before.chunks) {
        let value = |page: &Page| page.get(&chunk.key).map(|chunk| characters(&chunk.node));
        let label =
            schema.and_then(|schema| Some(schema.fields[schema.position(&chunk.key)?].label().to_owned()));
        let label = label.unwrap_or_else(|| chunk.key.clone());
        if chunk.key != "origin" && value(&before) != value(&after) && !changed.contains(&label) {
            changed.push(label);
        }
    }
    if before.body.trim() != after.body.trim() {
        changed.push(text.to_owned());
    }
    changed
}
