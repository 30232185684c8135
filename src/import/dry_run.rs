//! What the project would say of itself with an import in it.
//!
//! In: a project and the files that would be written. Out: the project as it would be, what must not come, what
//! would be left to do. Never: a file written.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::import_plan::{Arrival, NewFile};
use super::lockfile;
use super::transaction::{Expected, FileChange};
use crate::diag::{Diagnostic, Diagnostics, Place, Problem, Severity};
use crate::load::tree::{Layout, ReadAs};
use crate::model::origin::{LOCK, Lock, Locked, SourceState, to_pristine};
use crate::project::{Memory, Overrides, read_strict};
use crate::source::Sources;

/// Codes of what no site of ours may publish, whoever wrote it.
const NEVER: [&str; 5] = ["active-file", "html-refused", "image-elsewhere", "not-utf8", "unsafe-link"];

/// What was found in files that would be written.
#[derive(Debug)]
pub struct Found {
    /// The project as it would be.
    pub sources: Arc<Sources>,
    /// What must not come.
    pub refused: Diagnostics,
    /// What would stop the publication until somebody settles it.
    pub left: Diagnostics,
}

/// Looks at a project with files in it.
#[must_use]
pub fn inspect(sources: &Sources, files: &[NewFile]) -> Found {
    let staged = Arc::new(staged(sources, files));
    let mut diags = Diagnostics::default();
    let _ = read_strict(&staged, crate::CODES, Overrides::default(), &Memory::default(), &mut diags);
    diags.sort(|source| staged.get(source).path.clone());
    let fresh: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let (mut refused, mut left) = (Diagnostics::default(), Diagnostics::default());
    for item in diags.iter().filter(|item| item.severity == Severity::Error) {
        let path = match &item.place {
            Place::Span(span) => staged.get(span.source).path.as_str(),
            Place::Path(path) | Place::At(path, _) => path,
        };
        if fresh.contains(path) {
            let list = if NEVER.contains(&item.problem.code.name) { &mut refused } else { &mut left };
            list.push(item.clone());
        }
    }
    Found { sources: staged, refused, left }
}

/// The project with files in it, new or in the place of others.
#[must_use]
pub fn staged(sources: &Sources, files: &[NewFile]) -> Sources {
    let mut staged = sources.clone();
    let all = staged.texts().map(|(_, source)| source.path.clone());
    let paths: Vec<String> = all.chain(files.iter().map(|file| file.path.clone())).collect();
    let layout = Layout::new(paths.iter().map(String::as_str));
    let fresh: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let texts: Vec<_> =
        staged.texts().filter(|(_, text)| fresh.contains(text.path.as_str())).map(|(id, _)| id).collect();
    texts.into_iter().for_each(|id| staged.remove(id));
    let assets: Vec<_> =
        staged.assets().filter(|(_, asset)| fresh.contains(asset.path.as_str())).map(|(id, _)| id).collect();
    assets.into_iter().for_each(|id| staged.remove_asset(id));
    for file in files {
        match (layout.classify(&file.path), std::str::from_utf8(&file.bytes)) {
            (ReadAs::Text, Ok(text)) => drop(staged.add(file.path.as_str(), text)),
            (ReadAs::Not, _) => {}
            _ => drop(staged.add_asset(file.path.as_str(), file.bytes.clone())),
        }
    }
    staged
}

/// Every change of an import: the files, their pristine copies, the lock file.
#[must_use]
pub fn changes(arrival: &Arrival, old: &Lock, asked: Option<SourceState>, note: &str) -> Vec<FileChange> {
    let mut lock = old.clone();
    // What was taken out, and comes again.
    let again = |known: &Locked| {
        arrival.locked.iter().any(|new| new.origin == known.origin && new.publisher == known.publisher)
    };
    lock.records.retain(|known| !again(known));
    lock.records.extend(arrival.locked.iter().cloned());
    if let Some(asked) = asked.filter(|_| !arrival.locked.is_empty()) {
        remember(&mut lock, asked);
    }
    let records: BTreeSet<&str> =
        arrival.locked.iter().flat_map(|locked| &locked.files).map(|file| file.path.as_str()).collect();
    let mut changes = Vec::new();
    for file in &arrival.files {
        let after = Some(file.bytes.clone());
        if records.contains(file.path.as_str()) {
            changes.push(FileChange {
                path: to_pristine(&file.path),
                expected: Expected::Any,
                after: after.clone(),
            });
        }
        changes.push(FileChange { path: file.path.clone(), expected: Expected::Absent, after });
    }
    changes.push(lock_change(&lock, note));
    changes
}

/// The lock file as it will be.
#[must_use]
pub fn lock_change(lock: &Lock, note: &str) -> FileChange {
    let after = Some(lockfile::text(lock, note).into_bytes());
    FileChange { path: LOCK.to_owned(), expected: Expected::Any, after }
}

/// Keeps what a server said of the state of an address.
pub fn remember(lock: &mut Lock, asked: SourceState) {
    match lock.sources.iter_mut().find(|known| known.address == asked.address) {
        Some(known) => *known = asked,
        None => lock.sources.push(asked),
    }
}

/// A diagnostic at a source as a whole.
#[must_use]
pub fn refusal(address: String, problem: Problem) -> Diagnostic {
    problem.at(Place::Path(address))
}
