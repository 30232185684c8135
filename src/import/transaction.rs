//! The door to the project's folder: changes that all happen, or none.
//!
//! In: changes, each with what it expects to find. Out: a folder in which all of them happened. Never: a file
//! changed that somebody changed meanwhile, a half-made import left behind: what a kill interrupts is undone by
//! the next command.
//!
//! Everything new is first written to `origins/.staging`, with copies of what it replaces and a journal that lists
//! both. Then each file is put in its place in one step. The journal goes last: while it stands, the old files do.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::model::origin::FOLDER;
use crate::source::sha256;

/// One file of a change.
#[derive(Clone, Debug)]
pub struct Change {
    /// From the project's root, `/` between folders.
    pub path: String,
    pub before: Before,
    /// What will stand there; nothing where the file goes.
    pub after: Option<Vec<u8>>,
}

/// What must stand in the place of a file for it to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    Absent,
    /// The file of that SHA-256.
    Is(String),
    /// Whatever it is: the tool's own files.
    Any,
}

/// Why nothing happened.
#[derive(Debug)]
pub enum Stopped {
    /// Another file stands there than was read.
    Meanwhile(String),
    /// Another import is at work.
    Busy,
    Io(String, io::Error),
}

fn staging(root: &Path) -> PathBuf {
    root.join(FOLDER).join(".staging")
}

/// Makes every change, or none.
///
/// # Errors
/// See [`Stopped`]; the folder is then as it was.
pub fn apply(root: &Path, changes: &[Change]) -> Result<(), Stopped> {
    if changes.is_empty() {
        return Ok(());
    }
    let staging = staging(root);
    let io = |path: &Path| {
        let path = path.display().to_string();
        move |error| Stopped::Io(path.clone(), error)
    };
    let origins = root.join(FOLDER);
    let had_origins = origins.is_dir();
    fs::create_dir_all(&origins).map_err(io(&origins))?;
    let _guard = lock(&origins)?;
    undo(root).map_err(io(&staging))?;
    let done = stage(root, &staging, changes).and_then(|()| place(root, &staging, changes));
    match done {
        Ok(()) => {
            // What is left of it is nobody's business: without its journal it undoes nothing.
            let _ = fs::remove_dir_all(&staging);
            Ok(())
        }
        Err(stopped) => {
            let _ = undo(root);
            let _ = fs::remove_dir_all(&staging);
            if !had_origins {
                let _ = fs::remove_dir(&origins);
            }
            Err(stopped)
        }
    }
}

/// Undoes an import that was interrupted. Tells whether there was one.
///
/// # Errors
/// The disk's.
pub fn recover(root: &Path) -> Result<bool, Stopped> {
    let staging = staging(root);
    if !staging.is_dir() {
        return Ok(false);
    }
    let _guard = match lock(&root.join(FOLDER)) {
        // Whoever holds it is at work: what is there is not left behind.
        Err(Stopped::Busy) => return Ok(false),
        guard => guard?,
    };
    let failed = |error| Stopped::Io(staging.display().to_string(), error);
    let undone = undo(root).map_err(failed)?;
    fs::remove_dir_all(&staging).map_err(failed)?;
    Ok(undone)
}

const JOURNAL: &str = "journal.json";

/// Held while an import is at work; the system lets go of it when the process ends, however it ends. Where a
/// folder cannot be held, one import at a time is up to people.
fn lock(origins: &Path) -> Result<Option<fs::File>, Stopped> {
    let Ok(folder) = fs::File::open(origins) else { return Ok(None) };
    match folder.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(Stopped::Busy),
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(Some(folder)),
    }
}

/// Writes what is new, copies what is old, lists both.
fn stage(root: &Path, staging: &Path, changes: &[Change]) -> Result<(), Stopped> {
    let io = |path: &Path| {
        let path = path.display().to_string();
        move |error| Stopped::Io(path.clone(), error)
    };
    fs::create_dir_all(staging).map_err(io(staging))?;
    let mut entries: Vec<Json> = Vec::with_capacity(changes.len());
    for (number, change) in changes.iter().enumerate() {
        let target = root.join(&change.path);
        let before = expected(&target, change)?;
        if before.is_some() {
            let old = staging.join(format!("{number}.old"));
            fs::copy(&target, &old).map_err(io(&old))?;
        }
        if let Some(bytes) = &change.after {
            let new = staging.join(format!("{number}.new"));
            written(&new, bytes).map_err(io(&new))?;
        }
        let after = change.after.as_ref().map(|bytes| sha256(bytes));
        entries.push(json!({"path": change.path, "before": before, "after": after}));
    }
    let folders: BTreeSet<String> = changes.iter().flat_map(|change| folders_of(&change.path)).collect();
    let fresh: Vec<String> = folders.into_iter().filter(|folder| !root.join(folder).is_dir()).collect();
    let journal = json!({"changes": entries, "folders": fresh}).to_string();
    let whole = staging.join("journal.part");
    written(&whole, journal.as_bytes()).map_err(io(&whole))?;
    let place = staging.join(JOURNAL);
    fs::rename(&whole, &place).map_err(io(&place))
}

/// Puts every file in its place, and takes the journal away.
fn place(root: &Path, staging: &Path, changes: &[Change]) -> Result<(), Stopped> {
    for (number, change) in changes.iter().enumerate() {
        let target = root.join(&change.path);
        let io = |error| Stopped::Io(change.path.clone(), error);
        expected(&target, change)?;
        match &change.after {
            Some(_) => {
                if let Some(folder) = target.parent() {
                    fs::create_dir_all(folder).map_err(io)?;
                }
                put(&staging.join(format!("{number}.new")), &target).map_err(io)?;
            }
            None if target.exists() => fs::remove_file(&target).map_err(io)?,
            None => {}
        }
    }
    let journal = staging.join(JOURNAL);
    fs::remove_file(&journal).map_err(|error| Stopped::Io(journal.display().to_string(), error))
}

/// Puts back what a journal lists, where it still is what the journal's import wrote.
fn undo(root: &Path) -> io::Result<bool> {
    let staging = staging(root);
    let Ok(journal) = fs::read(staging.join(JOURNAL)) else { return Ok(false) };
    let Ok(journal) = serde_json::from_slice::<Json>(&journal) else { return Ok(false) };
    for (number, entry) in journal["changes"].as_array().into_iter().flatten().enumerate() {
        let Some(path) = entry["path"].as_str() else { continue };
        let target = root.join(path);
        // What a kill left of the file that was being written.
        let _ = fs::remove_file(target.with_file_name(PART));
        let now = hash_of(&target)?;
        // What somebody wrote since is theirs.
        if now.as_deref() != entry["after"].as_str() || now.as_deref() == entry["before"].as_str() {
            continue;
        }
        match entry["before"].as_str() {
            Some(_) => put(&staging.join(format!("{number}.old")), &target)?,
            None => fs::remove_file(&target)?,
        }
    }
    let folders: Vec<&str> =
        journal["folders"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    for folder in folders.into_iter().rev() {
        // Only where nothing is left in it.
        let _ = fs::remove_dir(root.join(folder));
    }
    fs::remove_file(staging.join(JOURNAL))?;
    Ok(true)
}

/// A file that is being written, beside the one whose place it will take.
const PART: &str = ".essaim-part";

/// Copies a file into another's place, in one step for whoever reads it.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    let part = to.with_file_name(PART);
    // Nothing is written through what stands there, were it a link.
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    written(&part, &fs::read(from)?)?;
    let permissions = match fs::metadata(to) {
        Ok(standing) => standing.permissions(),
        Err(_) => fs::metadata(from)?.permissions(),
    };
    fs::set_permissions(&part, permissions)?;
    fs::rename(&part, to)
}

fn written(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What stands in the place of a file, where it is what was expected.
fn expected(target: &Path, change: &Change) -> Result<Option<String>, Stopped> {
    let now = hash_of(target).map_err(|error| Stopped::Io(change.path.clone(), error))?;
    let fits = match (&change.before, &now) {
        (Before::Absent, None) => true,
        (Before::Is(wanted), Some(now)) => wanted == now,
        (Before::Any, now) => now.as_deref() != Some(""),
        _ => false,
    };
    if fits { Ok(now) } else { Err(Stopped::Meanwhile(change.path.clone())) }
}

fn hash_of(path: &Path) -> io::Result<Option<String>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(None),
        Err(error) => Err(error),
        Ok(found) if found.is_file() => Ok(Some(sha256(&fs::read(path)?))),
        // A link or a folder is nothing that was expected.
        Ok(_) => Ok(Some(String::new())),
    }
}

/// The folders above a file, from the outermost.
fn folders_of(path: &str) -> Vec<String> {
    path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
        Change {
            path: path.to_owned(),
            before: before.map_or(Before::Absent, |text| Before::Is(sha256(text.as_bytes()))),
            after: after.map(|text| text.as_bytes().to_vec()),
        }
    }

    #[test]
    fn all_or_nothing_and_what_was_interrupted_is_undone() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path();
        fs::create_dir_all(root.join("content")).unwrap();
        fs::write(root.join("content/a.md"), "a").unwrap();
        fs::write(root.join("content/b.md"), "b").unwrap();
        let read = |path: &str| fs::read_to_string(root.join(path)).ok();
        let changes = [
            change("content/a.md", Some("a"), Some("A")),
            change("content/b.md", Some("b"), None),
            change("content/k/x/c.md", None, Some("C")),
        ];
        // Somebody saved meanwhile: nothing happens.
        let late = [changes[0].clone(), change("content/b.md", Some("autre"), Some("B"))];
        assert!(matches!(apply(root, &late), Err(Stopped::Meanwhile(path)) if path == "content/b.md"));
        assert_eq!((read("content/a.md").as_deref(), root.join("origins").exists()), (Some("a"), false));
        // Interrupted after each step.
        for steps in 0..=changes.len() {
            let staging = staging(root);
            stage(root, &staging, &changes).unwrap();
            let whole = fs::read(staging.join(JOURNAL)).unwrap();
            place(root, &staging, &changes[..steps]).unwrap();
            fs::write(staging.join(JOURNAL), whole).unwrap();
            fs::write(root.join("content").join(PART), "à mo").unwrap();
            assert!(recover(root).unwrap());
            assert!(!root.join("content").join(PART).exists(), "{steps}");
            assert_eq!(read("content/a.md").as_deref(), Some("a"), "{steps}");
            assert_eq!(read("content/b.md").as_deref(), Some("b"), "{steps}");
            assert!(!root.join("content/k").exists() && !staging.exists(), "{steps}");
        }
        apply(root, &changes).unwrap();
        assert_eq!(read("content/a.md").as_deref(), Some("A"));
        assert_eq!((read("content/b.md"), read("content/k/x/c.md").as_deref()), (None, Some("C")));
        assert!(!recover(root).unwrap() && !staging(root).exists());
        // What was edited after the interruption is kept.
        let changes =
            [change("content/a.md", Some("A"), Some("AA")), change("content/n.md", None, Some("N"))];
        stage(root, &staging(root), &changes).unwrap();
        let whole = fs::read(staging(root).join(JOURNAL)).unwrap();
        place(root, &staging(root), &changes).unwrap();
        fs::write(staging(root).join(JOURNAL), whole).unwrap();
        fs::write(root.join("content/a.md"), "écrit depuis").unwrap();
        assert!(recover(root).unwrap());
        assert_eq!((read("content/a.md").as_deref(), read("content/n.md")), (Some("écrit depuis"), None));
    }
}
