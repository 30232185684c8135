//! The door: a folder on disk → texts and attachments.
//!
//! In: a project's root. Out: [`Sources`], and a diagnostic for each file that cannot be read as what
//! its name says. Never: a link followed outside the project, a file skipped in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::picture;
use super::text::{self, DecodedText, TextKind, compose};
use super::tree::{Layout, ReadAs, is_markdown};
use crate::diag::{Diagnostic, Diagnostics, Place, Problem};
use crate::load::codes::{
    FILE_TOO_LARGE, IMPORT_INTERRUPTED, LINK_LOOP, NOT_A_FILE, NOT_UTF8, OUTSIDE_PROJECT, UNREADABLE,
};
use crate::source::{AssetId, SourceId, Sources};

/// What an import that is at work keeps, and one that was interrupted leaves: which files it changes.
pub const JOURNAL: &str = "origins/.staging/journal.json";

/// A page beyond this is not something an editor wrote.
const TEXT_LIMIT: u64 = 8 << 20;
/// A table or a schema beyond this belongs in a database.
const TABLE_LIMIT: u64 = 64 << 20;
/// An attachment beyond this does not belong on a toolkit's site.
const ASSET_LIMIT: u64 = 256 << 20;

/// Reads `content/` and `themes/` of a project.
///
/// # Errors
/// Where the root is not a folder that can be read.
pub fn read_folder(root: &Path) -> io::Result<(Sources, Diagnostics)> {
    let project = ProjectFolder::open(root)?;
    let unread = project.unread();
    Ok((Arc::unwrap_or_clone(project.sources), unread))
}

/// A project's folder as it was last read.
#[derive(Debug)]
pub struct ProjectFolder {
    root: PathBuf,
    /// Every file that is read, by its name.
    files: BTreeMap<String, File>,
    sources: Arc<Sources>,
    /// What stood in the way of the last walk.
    walk: Diagnostics,
}

#[derive(Debug)]
struct File {
    path: PathBuf,
    reading: ReadAs,
    stamp: Stamp,
    held: FileContent,
}

/// What the system says of a file: where it says the same again, the file was not written since.
type Stamp = (Option<SystemTime>, u64);

/// What came of reading a file.
#[derive(Debug)]
enum FileContent {
    Text(SourceId),
    Bytes(AssetId),
    Refused(Box<Diagnostic>),
}

impl ProjectFolder {
    /// Reads a project.
    ///
    /// # Errors
    /// Where the root is not a folder that can be read.
    pub fn open(root: &Path) -> io::Result<Self> {
        let root = root.canonicalize()?;
        let (files, sources) = (BTreeMap::new(), Arc::default());
        let mut project = Self { root, files, sources, walk: Diagnostics::default() };
        project.survey(&BTreeSet::new());
        Ok(project)
    }

    /// Where the project is, every link on the way followed.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every text and attachment.
    #[must_use]
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// The files that could not be read as what their names say.
    #[must_use]
    pub fn unread(&self) -> Diagnostics {
        let mut unread = self.walk.clone();
        for file in self.files.values() {
            if let FileContent::Refused(diagnostic) = &file.held {
                unread.push((**diagnostic).clone());
            }
        }
        unread
    }

    /// Reads again what changed, and tells whether anything did. `touched` are the paths that a watcher named,
    /// below [`ProjectFolder::root`]: they are read whatever the system says of them, a folder with all it holds.
    /// Where they are all files that are known, nothing else is looked at; where one is new, gone or a folder,
    /// or none is named, every file is asked for its stamp.
    ///
    /// # Errors
    /// Where the root is not a folder that can be read any more.
    pub fn refresh(&mut self, touched: &[PathBuf]) -> io::Result<bool> {
        std::fs::read_dir(&self.root)?;
        let names: BTreeSet<String> = touched.iter().map(|path| name_of(&self.root, path)).collect();
        let known = |name: &String| {
            self.files.get(name).is_some_and(|file| {
                std::fs::symlink_metadata(&file.path).is_ok_and(|metadata| metadata.is_file())
            })
        };
        if names.is_empty() || !names.iter().all(known) {
            return Ok(self.survey(&names));
        }
        let wanted = names.into_iter().filter_map(|name| {
            let file = self.files.get(&name)?;
            Some((name, file.path.clone(), file.reading))
        });
        let wanted = wanted.collect();
        Ok(self.read(wanted))
    }

    /// Walks the whole project, reads what is new, touched or changed, and drops what is gone.
    fn survey(&mut self, touched: &BTreeSet<String>) -> bool {
        let mut walk = Diagnostics::default();
        let mut paths = Vec::new();
        for top in ["content", "themes", "origins"] {
            if self.root.join(top).is_dir() {
                walk_folder(&self.root, top, &mut paths, &mut walk);
            }
        }
        if self.root.join(JOURNAL).symlink_metadata().is_ok() {
            walk.add(Place::Path(JOURNAL.to_owned()), &IMPORT_INTERRUPTED);
        }
        let composed = compose_paths(&self.root, &mut paths);
        paths.sort();
        let layout = Layout::new(paths.iter().map(|(name, _)| name.as_str()));
        paths.retain(|(name, _)| layout.classify(name) != ReadAs::Not);
        let there: BTreeSet<&str> = paths.iter().map(|(name, _)| name.as_str()).collect();
        let gone: Vec<String> =
            self.files.keys().filter(|name| !there.contains(name.as_str())).cloned().collect();
        let mut changed = !gone.is_empty() || !self.walk.iter().eq(walk.iter());
        self.walk = walk;
        if *self.sources.composed_paths() != composed {
            Arc::make_mut(&mut self.sources).set_composed_paths(composed);
            changed = true;
        }
        for name in gone {
            if let Some(file) = self.files.remove(&name) {
                file.held.leave(Arc::make_mut(&mut self.sources));
            }
        }
        let wanted = paths.into_iter().filter_map(|(name, path)| {
            let reading = layout.classify(&name);
            let same = |file: &File| {
                let refused = matches!(file.held, FileContent::Refused(_));
                !refused && file.reading == reading && file.path == path && file.stamp == stamp(&path)
            };
            let fresh = !is_among(&name, touched) && self.files.get(&name).is_some_and(same);
            (!fresh).then_some((name, path, reading))
        });
        let wanted = wanted.collect();
        changed |= self.read(wanted);
        changed
    }

    /// Reads some files, and tells whether one of them is not what it was.
    fn read(&mut self, wanted: Vec<(String, PathBuf, ReadAs)>) -> bool {
        let read: Vec<_> = wanted
            .into_par_iter()
            .map(|(name, path, reading)| {
                let (stamp, loaded) = load(&name, &path, reading);
                (name, path, reading, stamp, loaded)
            })
            .collect();
        let mut changed = false;
        for (name, path, reading, stamp, loaded) in read {
            let before = self.files.remove(&name).map(|file| file.held);
            let held = match before {
                Some(held) if held.is(&self.sources, &loaded) => held,
                before => {
                    changed = true;
                    let sources = Arc::make_mut(&mut self.sources);
                    if let Some(held) = before {
                        held.leave(sources);
                    }
                    match loaded {
                        Ok(Loaded::Text(read)) => {
                            sources.set_changes(&name, read.changes);
                            FileContent::Text(sources.add(name.as_str(), read.text))
                        }
                        Ok(Loaded::Bytes(bytes)) => {
                            FileContent::Bytes(sources.add_asset(name.as_str(), bytes))
                        }
                        Err(diagnostic) => FileContent::Refused(diagnostic),
                    }
                }
            };
            self.files.insert(name, File { path, reading, stamp, held });
        }
        changed
    }
}

impl FileContent {
    /// Whether a file, read again, is what it was.
    fn is(&self, sources: &Sources, loaded: &Result<Loaded, Box<Diagnostic>>) -> bool {
        match (self, loaded) {
            (Self::Text(id), Ok(Loaded::Text(read))) => {
                let source = sources.get(*id);
                let changes = sources.changes().get(&source.path).map_or(&[][..], Vec::as_slice);
                source.text == read.text && *changes == read.changes
            }
            (Self::Bytes(id), Ok(Loaded::Bytes(bytes))) => *sources.asset(*id).bytes == **bytes,
            (Self::Refused(before), Err(diagnostic)) => before == diagnostic,
            _ => false,
        }
    }

    fn leave(self, sources: &mut Sources) {
        match self {
            Self::Text(id) => {
                let path = sources.get(id).path.clone();
                sources.set_changes(&path, Vec::new());
                sources.remove(id);
            }
            Self::Bytes(id) => sources.remove_asset(id),
            Self::Refused(_) => {}
        }
    }
}

/// Whether a name, or a folder that it stands in, is among some.
fn is_among(name: &str, names: &BTreeSet<String>) -> bool {
    let folders = name.match_indices('/').map(|(slash, _)| &name[..slash]);
    !names.is_empty() && folders.chain(["", name]).any(|name| names.contains(name))
}

fn stamp(path: &Path) -> Stamp {
    std::fs::metadata(path).map(|metadata| stamp_of(&metadata)).unwrap_or_default()
}

fn stamp_of(metadata: &Metadata) -> Stamp {
    (metadata.modified().ok(), metadata.len())
}

enum Loaded {
    Text(DecodedText),
    Bytes(Vec<u8>),
}

fn walk_folder(root: &Path, top: &str, paths: &mut Vec<(String, PathBuf)>, diags: &mut Diagnostics) {
    let mut entries = WalkDir::new(root.join(top)).follow_links(true).into_iter();
    let mut linked: Vec<PathBuf> = Vec::new();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(|| top.to_owned(), |path| name_of(root, path));
                let problem = match (error.loop_ancestor(), error.io_error()) {
                    (Some(_), _) => (&LINK_LOOP).into(),
                    (None, Some(error)) => describe_unreadable(error),
                    (None, None) => {
                        UNREADABLE.with("fault", io::ErrorKind::Other).with("reason", error.to_string())
                    }
                };
                diags.add(Place::Path(path), problem);
                continue;
            }
        };
        if entry.path_is_symlink() && !is_inside(root, entry.path()) {
            let path = name_of(root, entry.path());
            diags.add(Place::Path(path), &OUTSIDE_PROJECT);
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.path_is_symlink() && entry.file_type().is_dir() {
            // Links within linked folders multiply: ten folders that link each other would be millions.
            if linked.iter().any(|folder| entry.path().starts_with(folder)) {
                diags.add(Place::Path(name_of(root, entry.path())), &LINK_LOOP);
                entries.skip_current_dir();
                continue;
            }
            linked.push(entry.path().to_owned());
        }
        if entry.file_type().is_file() {
            paths.push((name_of(root, entry.path()), entry.into_path()));
        } else if !entry.file_type().is_dir() {
            let name = name_of(root, entry.path());
            if Layout::default().classify(&name) != ReadAs::Not {
                diags.add(Place::Path(name), &NOT_A_FILE);
            }
        }
    }
}

/// Returns the names whose accents were signs of their own. Where another file bears the composed name, both keep theirs.
fn compose_paths(root: &Path, paths: &mut [(String, PathBuf)]) -> BTreeSet<String> {
    let is_composed = |name: &str, path: &Path| path.to_str().is_none_or(|path| path.ends_with(name));
    let plain: BTreeSet<String> =
        paths.iter().filter(|(name, path)| is_composed(name, path)).map(|(name, _)| name.clone()).collect();
    let mut composed = BTreeSet::new();
    for (name, path) in paths.iter_mut().filter(|(name, path)| !is_composed(name, path)) {
        if plain.contains(name) {
            *name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        } else if Layout::default().classify(name) != ReadAs::Not {
            composed.insert(name.clone());
        }
    }
    composed
}

fn is_inside(root: &Path, path: &Path) -> bool {
    path.canonicalize().is_ok_and(|target| target.starts_with(root))
}

/// Returns the project-relative path, with `/` between folders and each letter in one sign.
fn name_of(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let names: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    compose(&names.join("/")).into_owned()
}

/// Reads a file, with the stamp it bore before: what is written in between is read again.
fn load(name: &str, path: &Path, reading: ReadAs) -> (Stamp, Result<Loaded, Box<Diagnostic>>) {
    let is_page = is_markdown(name) || name.ends_with(".yaml") || name.ends_with(".yml");
    let limit = match reading {
        ReadAs::Text if is_page => TEXT_LIMIT,
        ReadAs::Text => TABLE_LIMIT,
        _ => ASSET_LIMIT,
    };
    let kind = if is_markdown(name) { TextKind::Markdown } else { TextKind::Data };
    let place = |at| match at {
        Some(position) => Place::At(name.to_owned(), position),
        None => Place::Path(name.to_owned()),
    };
    let mut stamp = Stamp::default();
    let mut fault_at = None;
    let mut read = || {
        let file = std::fs::File::open(path).map_err(|error| describe_unreadable(&error))?;
        let metadata = file.metadata().map_err(|error| describe_unreadable(&error))?;
        stamp = stamp_of(&metadata);
        let size = metadata.len();
        if size > limit {
            return Err(FILE_TOO_LARGE.with("size", size >> 20).with("limit", limit >> 20));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        file.take(limit).read_to_end(&mut bytes).map_err(|error| describe_unreadable(&error))?;
        match reading {
            ReadAs::Text => text::decode(bytes, kind).map(Loaded::Text).map_err(|(position, fault)| {
                fault_at = Some(position);
                NOT_UTF8.choose("fault", fault)
            }),
            _ => Ok(Loaded::Bytes(picture::strip_metadata(bytes))),
        }
    };
    let loaded = read();
    (stamp, loaded.map_err(|problem| Box::new(problem.at(place(fault_at)))))
}

fn describe_unreadable(error: &io::Error) -> Problem {
    UNREADABLE.with("fault", error.kind()).with("reason", error.to_string())
}
