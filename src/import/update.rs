//! Imported records and the newer versions of their originals → what would change here.
//!
//! In: a project, its lock file, the sources it names. Out: [`Updates`]: changes to make, what became of each
//! record, what a person should know. Never: a file written, a local word lost, a record taken away because its
//! original is gone.
//!
//! Each source is asked once, and only for what changed since. What was taken and never touched becomes the new
//! version; what was touched is merged with it, on the base of the pristine copy.

use std::collections::{BTreeMap, BTreeSet};

use super::adapt_record::{Destination, beside};
use super::dry_run::remember;
use super::fetch_records::{Earlier, Foreign, Tables, bring};
use super::import_plan::{self, NewFile, known_here, written};
use super::merge_record::{Made, Merger};
use super::package::{self, Described, FileRole, Package};
use super::path_safety::check_content_path;
use super::project_files::ProjectFiles;
use super::rewrite_links::Here;
use super::source::{Opened, Reopened, reopen, validators};
use super::transaction::FileChange;
use crate::diag::{Diagnostic, Place as At, Problem};
use crate::fetch::Client;
use crate::import::codes::{IMPORT_LICENSE, UPSTREAM_CHANGED};
use crate::model::origin::{self, LOCK, Lock, Locked, SourceState, to_pristine};
use crate::project::read_lenient;
use crate::report::{ReportLanguage, marks};
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
    changes: Vec<FileChange>,
    /// What its original was called.
    was: String,
    locked: Locked,
    aside: Vec<(String, String, &'static str)>,
}

/// All that an update would do.
#[derive(Debug, Default)]
pub struct Updates {
    pub outcomes: Vec<Outcome>,
    /// Originals that are gone, that have other terms, sources that do not answer.
    pub told: Vec<Diagnostic>,
    lock: Lock,
    asked: Vec<SourceState>,
    /// Sources of which not everything was taken: they are to be asked in full next time.
    partly: BTreeSet<String>,
}

/// What an update is told.
pub struct UpdateRequest<'a> {
    /// Collections and records; all where there is none.
    pub names: &'a [String],
    pub today: &'a str,
    /// Of what is written into files.
    pub language: ReportLanguage,
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
pub fn update(sources: &Sources, lock: &Lock, client: &Client, request: &UpdateRequest) -> Updates {
    let survey = read_lenient(sources);
    let project = ProjectFiles::new(sources, &survey);
    let mut updates = Updates { lock: lock.clone(), ..Updates::default() };
    let mut by_source: BTreeMap<&str, Vec<&Locked>> = BTreeMap::new();
    for locked in &lock.records {
        // Paths of the lock file are as little to be trusted as an archive's.
        let mut paths = locked.files.iter().map(|file| &file.path).chain([&locked.path]);
        let leads_away = paths.find_map(|path| check_content_path(path).err());
        if let Some(fault) = leads_away {
            updates.partly.insert(locked.source.clone());
            updates.told.push(fault.at(At::Path(LOCK.to_owned())));
            continue;
        }
        if is_named(&locked.record, request.names) {
            by_source.entry(&locked.source).or_default().push(locked);
        } else {
            updates.partly.insert(locked.source.clone());
        }
    }
    for (source, records) in by_source {
        let last = lock.sources.iter().find(|asked| asked.address == source).map(validators);
        match reopen(source, client, last.as_ref()) {
            Ok(Reopened::Unchanged) => {}
            Ok(Reopened::Gone) => {
                for locked in records {
                    updates.tell(locked, UPSTREAM_CHANGED.choose("fate", "gone"));
                }
            }
            Ok(Reopened::Opened(opened)) => {
                let mut tables = Tables::new();
                for locked in records {
                    match one(&project, (&opened, &mut tables), locked, client, request) {
                        Ok(Some(UpdateStep::Outcome(outcome))) => {
                            if outcome.fate == Fate::Unsettled {
                                updates.partly.insert(source.to_owned());
                            }
                            updates.outcomes.push(*outcome);
                        }
                        Ok(Some(UpdateStep::Told(upstream))) => {
                            updates.partly.insert(source.to_owned());
                            updates.tell(locked, upstream);
                        }
                        Ok(None) => {}
                        Err(problem) => {
                            updates.partly.insert(source.to_owned());
                            updates.told.push(problem.at(At::Path(locked.path.clone())));
                        }
                    }
                }
                updates.asked.extend(opened.asked());
            }
            Err(problem) => updates.told.push(problem.at(At::Path(source.to_owned()))),
        }
    }
    updates
}

impl Updates {
    fn tell(&mut self, locked: &Locked, changed: Problem) {
        let record = locked.record.clone();
        let problem = changed.with("record", record);
        self.told.push(problem.at(At::Path(locked.path.clone())).as_warning());
    }

    /// Leaves a record as it is, and says why.
    pub fn withhold(&mut self, record: &str, reason: &str) {
        let Some(at) = self.outcomes.iter().position(|outcome| outcome.record == record) else { return };
        let outcome = self.outcomes.remove(at);
        self.partly.insert(outcome.locked.source.clone());
        self.tell(&outcome.locked, UPSTREAM_CHANGED.choose("fate", "withheld").with("reason", reason));
    }

    /// The records that would change.
    pub fn waiting(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| outcome.fate != Fate::Unsettled)
    }

    /// Fields of new versions that have no place here: the file, the field, why.
    pub fn aside(&self) -> impl Iterator<Item = &(String, String, &'static str)> {
        self.waiting().flat_map(|outcome| &outcome.aside)
    }

    /// The lock file as it will be, which also remembers what sources said of their state.
    #[must_use]
    pub fn lock(&self) -> Lock {
        let mut lock = self.lock.clone();
        for outcome in self.waiting() {
            let now = &outcome.locked;
            lock.records.retain(|known| known.origin != outcome.was || known.source != now.source);
            lock.records.push(now.clone());
        }
        for asked in self.asked.iter().filter(|asked| !self.partly.contains(&asked.address)) {
            remember(&mut lock, asked.clone());
        }
        lock
    }

    /// Every change, with that of the lock file.
    #[must_use]
    pub fn changes(self, note: &str) -> Vec<FileChange> {
        let lock = self.lock();
        let told = (lock != self.lock).then(|| super::dry_run::lock_change(&lock, note));
        let waiting = self.outcomes.into_iter().filter(|outcome| outcome.fate != Fate::Unsettled);
        waiting.flat_map(|outcome| outcome.changes).chain(told).collect()
    }
}

enum UpdateStep {
    Outcome(Box<Outcome>),
    Told(Problem),
}

/// One record: nothing where its original is what it was.
fn one(
    project: &ProjectFiles,
    (opened, tables): (&Opened, &mut Tables),
    locked: &Locked,
    client: &Client,
    request: &UpdateRequest,
) -> Result<Option<UpdateStep>, Problem> {
    let package = &opened.package;
    // Whoever took a record out took it out.
    let Some((name, path)) = project.find(locked) else { return Ok(None) };
    let Some(described) = package.records.iter().find(|record| is_original(record, locked)) else {
        return Ok(Some(UpdateStep::Told(gone(project, package, locked))));
    };
    let renamed = described.name() != locked.origin;
    let terms = match package::reusable(package, described) {
        Ok(terms) if terms.name == locked.license => terms,
        Ok(terms) => return Ok(Some(UpdateStep::Told(license(locked, &terms.name)))),
        Err(problem) if problem.is(&IMPORT_LICENSE) => {
            return Ok(Some(UpdateStep::Told(license(locked, problem.text("license").unwrap_or("?")))));
        }
        Err(problem) => return Err(problem),
    };
    if !renamed && is_unchanged(package, described, locked) {
        return Ok(None);
    }
    let earlier = earlier(project, package, described, locked, &path);
    let foreign = bring(opened, client, std::iter::once(described), &earlier, tables)?;
    let Some(foreign) = foreign.into_iter().next() else { return Ok(None) };
    let alone = foreign.beside.is_empty() && locked.files.len() == 1;
    if !renamed && alone && locked.files[0].sha256 == foreign.sha256 {
        return Ok(None);
    }
    let collection = name.split('/').next().unwrap_or_default();
    let Some((_, table)) = project.survey.site.table(collection) else { return Ok(None) };
    let mut here = here(project, package, locked);
    here.names.insert(described.name(), name.clone());
    let site = &project.survey.site;
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
    Ok(Some(UpdateStep::Outcome(Box::new(merged(project, locked, &name, &foreign, &place, request)?))))
}

/// Whether a record is the original of one here, under its name or under a new one that says so.
fn is_original(record: &Described, locked: &Locked) -> bool {
    record.name() == locked.origin || record.aliases.contains(&locked.origin)
}

/// What is said of an original that is not published under its name: another may be the same text, or bear its title.
fn gone(project: &ProjectFiles, package: &Package, locked: &Locked) -> Problem {
    let own = locked.files.iter().find(|file| file.path == locked.path).map(|file| file.sha256.as_str());
    let same = |file: &&package::PackageFile| {
        matches!(file.role, FileRole::Record { .. }) && Some(file.sha256.as_str()) == own
    };
    let by_text = package.files.iter().find(same).and_then(|file| match &file.role {
        FileRole::Record { record, .. } => Some(record.clone()),
        _ => None,
    });
    let copy = project.texts.get(to_pristine(&locked.path).as_str());
    let title = copy.and_then(|copy| origin::read_block(copy).into_iter().find(|(key, _)| key == "title"));
    let collection = locked.origin.split('/').next();
    let by_title = || {
        let (_, title) = title?;
        let mut alike = package
            .records
            .iter()
            .filter(|record| record.title == title && Some(record.collection.as_str()) == collection);
        // Several of one title are nobody in particular.
        alike.next().filter(|_| alike.next().is_none()).map(Described::name)
    };
    match by_text.or_else(by_title) {
        Some(now) => UPSTREAM_CHANGED.choose("fate", "alike").with("now", now).with("also", &locked.source),
        None => UPSTREAM_CHANGED.choose("fate", "gone"),
    }
}

fn license(locked: &Locked, now: &str) -> Problem {
    UPSTREAM_CHANGED.choose("fate", "license").with("now", now).with("also", &locked.license)
}

/// Whether every file of a record is what the lock file says; a row is known by what it holds.
fn is_unchanged(package: &Package, described: &Described, locked: &Locked) -> bool {
    let name = described.name();
    let own = package.files.iter().filter(|file| match &file.role {
        FileRole::Record { record, .. } | FileRole::Beside { record, .. } => *record == name,
        _ => false,
    });
    let now: BTreeSet<&str> = own.map(|file| file.sha256.as_str()).collect();
    let before: BTreeSet<&str> = locked.files.iter().map(|file| file.sha256.as_str()).collect();
    !now.is_empty() && now == before
}

/// The files of a record that its original did not change, where what was made of them is still known.
fn earlier<'a>(
    project: &ProjectFiles<'a>,
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
            FileRole::Record { record: of, .. } if *of == record => path.to_owned(),
            FileRole::Beside { record: of, name } if *of == record => beside(path, name),
            _ => continue,
        };
        let Some(known) = locked.files.iter().find(|known| known.path == here) else { continue };
        let copy = project.texts.get(to_pristine(&here).as_str()).copied();
        let is_whole = copy.map_or(!here.ends_with(".md"), |copy| sha256(copy.as_bytes()) == known.kept);
        if known.sha256 == file.sha256 && is_whole {
            earlier.insert(&file.path, copy.unwrap_or_default());
        }
    }
    earlier
}

fn here(project: &ProjectFiles, package: &Package, locked: &Locked) -> Here {
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
    project: &ProjectFiles,
    locked: &Locked,
    name: &str,
    foreign: &Foreign,
    place: &Destination,
    request: &UpdateRequest,
) -> Result<Outcome, Problem> {
    let version = place.described.version.clone();
    let marks = marks(&place.package.publisher, version.as_deref(), request.language);
    let (files, aside) = written(foreign, place)?;
    let aside = aside.into_iter().map(|(field, why)| (place.path.to_owned(), field, why)).collect();
    let locked_now = import_plan::locked(name, foreign, place, (&locked.source, &locked.files), &files);
    let mut merger = Merger { project, locked, place, marks: &marks, made: Made::default() };
    if merger.is_unsettled() {
        return Ok(Outcome {
            record: name.to_owned(),
            version,
            fate: Fate::Unsettled,
            what: Vec::new(),
            files: Vec::new(),
            changes: Vec::new(),
            was: locked.origin.clone(),
            locked: locked.clone(),
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
    let Made { files, changes, mut theirs, touched, conflicts } = merger.made;
    if foreign.name != locked.origin {
        theirs.push(format!("{} → {}", locked.origin, foreign.name));
    }
    let (fate, what) = match (conflicts.is_empty(), touched) {
        (false, _) => (Fate::Conflict, conflicts),
        (true, true) => (Fate::Merged, theirs),
        (true, false) => (Fate::Taken, theirs),
    };
    let (record, was, locked) = (name.to_owned(), locked.origin.clone(), locked_now);
    Ok(Outcome { record, version, fate, what, files, changes, was, locked, aside })
}
