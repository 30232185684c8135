//! The door to the project's folder: changes that all happen, or none.
//!
//! In: changes, each with what it expects to find. Out: a folder in which all of them happened. Never: a file
//! changed that somebody changed meanwhile, a half-made import left behind: what a kill interrupts can be undone; a
//! file touched outside of `content/` and `origins/`, or through a link, whatever a journal says.
//!
//! Everything new is first written to `origins/.staging`, with copies of what it replaces and a journal that lists
//! both. Then each file is put in its place in one step. The journal goes last: while it stands, the old files do.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::path_safety;
use crate::diag::Problem;
use crate::load::codes::IMPORT_UNSAFE;
use crate::load::folder::JOURNAL;
use crate::model::origin::FOLDER;
use crate::source::sha256;

/// One file of a change.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// From the project's root, `/` between folders.
    pub path: String,
    pub expected: Expected,
    /// What will stand there; `None` where the file goes.
    pub after: Option<Vec<u8>>,
}

/// What must stand in the place of a file for it to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    Absent,
    /// The file of that SHA-256.
    Is(String),
    /// Whatever it is: the tool's own files.
    Any,
}

/// Why nothing happened.
#[derive(Debug)]
pub enum TransactionError {
    /// Another file stands there than was read.
    Meanwhile(String),
    /// Another import is at work.
    Busy,
    /// The path of a change leads where nothing is written.
    Unsafe(Problem),
    /// The journal is not one that an import wrote: nothing of it is followed.
    Journal(String),
    Io(String, io::Error),
}

/// What an interrupted import changed.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Journal {
    changes: Vec<JournalEntry>,
    /// Folders that it made.
    folders: Vec<String>,
}

/// One file of it, by the SHA-256 of what stood there and of what will.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JournalEntry {
    path: String,
    before: Option<String>,
    after: Option<String>,
}

/// An interrupted import, whose journal was looked through.
#[derive(Debug)]
pub struct Interrupted {
    journal: Journal,
}

impl Interrupted {
    /// The files that it was about to change.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.journal.changes.iter().map(|entry| entry.path.as_str())
    }
}

/// A journal beyond this lists no import.
const JOURNAL_LIMIT: u64 = 16 << 20;

fn staging_folder(root: &Path) -> PathBuf {
    root.join(FOLDER).join(".staging")
}

/// Makes every change, or none.
///
/// # Errors
/// See [`TransactionError`]; the folder is then as it was.
pub fn apply_changes(root: &Path, changes: &[FileChange]) -> Result<(), TransactionError> {
    if changes.is_empty() {
        return Ok(());
    }
    let staging = staging_folder(root);
    let io = |path: &Path| {
        let path = path.display().to_string();
        move |error| TransactionError::Io(path.clone(), error)
    };
    let origins = root.join(FOLDER);
    let had_origins = origins.is_dir();
    for change in changes {
        check_path(root, &change.path)?;
    }
    check_folders(root, &format!("{FOLDER}/.staging"))?;
    fs::create_dir_all(&origins).map_err(io(&origins))?;
    let _guard = lock_folder(&origins)?;
    if staging.join(JOURNAL_NAME).exists() {
        // What was interrupted is asked about before anything else is begun.
        return Err(TransactionError::Busy);
    }
    // What a kill left before its journal stood.
    clear(&staging).map_err(io(&staging))?;
    let done = stage(root, &staging, changes).and_then(|()| place(root, &staging, changes));
    match done {
        Ok(()) => {
            // What is left of it is nobody's business: without its journal it undoes nothing.
            let _ = fs::remove_dir_all(&staging);
            Ok(())
        }
        Err(stopped) => {
            if let Ok(Some(interrupted)) = read_journal(root) {
                let _ = undo(root, &interrupted);
            }
            let _ = fs::remove_dir_all(&staging);
            if !had_origins {
                let _ = fs::remove_dir(&origins);
            }
            Err(stopped)
        }
    }
}

/// Returns the import that was interrupted; `None` where none was, or where one is at work.
///
/// # Errors
/// The disk's, or a journal that no import wrote: it names a path outside of `content/` and `origins/`, leads through
/// a link, or says what it should not.
pub fn find_interrupted(root: &Path) -> Result<Option<Interrupted>, TransactionError> {
    if !root.join(JOURNAL).exists() {
        return Ok(None);
    }
    let _guard = match lock_folder(&root.join(FOLDER)) {
        Err(TransactionError::Busy) => return Ok(None),
        guard => guard?,
    };
    read_journal(root)
}

/// Undoes an import that was interrupted.
///
/// # Errors
/// The disk's.
pub fn recover(root: &Path, interrupted: &Interrupted) -> Result<(), TransactionError> {
    let _guard = lock_folder(&root.join(FOLDER))?;
    undo(root, interrupted)?;
    let staging = staging_folder(root);
    fs::remove_dir_all(&staging).map_err(|error| TransactionError::Io(staging.display().to_string(), error))
}

/// Takes away what an import left that was interrupted before it changed anything.
///
/// # Errors
/// The disk's.
pub fn clear_leftovers(root: &Path) -> Result<(), TransactionError> {
    let staging = staging_folder(root);
    if !staging.is_dir() || staging.join(JOURNAL_NAME).exists() {
        return Ok(());
    }
    check_folders(root, &format!("{FOLDER}/.staging"))?;
    match lock_folder(&root.join(FOLDER)) {
        Err(TransactionError::Busy) => Ok(()),
        guard => {
            let _guard = guard?;
            clear(&staging).map_err(|error| TransactionError::Io(staging.display().to_string(), error))
        }
    }
}

fn clear(staging: &Path) -> io::Result<()> {
    match fs::remove_dir_all(staging) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Reads the journal, and looks at every path of it.
fn read_journal(root: &Path) -> Result<Option<Interrupted>, TransactionError> {
    check_folders(root, JOURNAL)?;
    let path = root.join(JOURNAL);
    let shown = || JOURNAL.to_owned();
    let bytes = match fs::File::open(&path) {
        Ok(file) => {
            let mut bytes = Vec::new();
            let read = file.take(JOURNAL_LIMIT).read_to_end(&mut bytes);
            read.map_err(|error| TransactionError::Io(shown(), error))?;
            bytes
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(TransactionError::Io(shown(), error)),
    };
    let journal: Journal =
        serde_json::from_slice(&bytes).map_err(|error| TransactionError::Journal(error.to_string()))?;
    for path in journal.changes.iter().map(|entry| &entry.path) {
        check_path(root, path)?;
    }
    for folder in &journal.folders {
        check_path(root, &format!("{folder}/x"))?;
    }
    Ok(Some(Interrupted { journal }))
}

/// Whether a path may be written: it would be safe in an archive, stays in the folders that imports write, and no
/// folder on the way to it is a link.
fn check_path(root: &Path, path: &str) -> Result<(), TransactionError> {
    path_safety::check_project_path(path).map_err(TransactionError::Unsafe)?;
    check_folders(root, path)
}

/// Whether nothing on the way to a path, itself included, is a link.
fn check_folders(root: &Path, path: &str) -> Result<(), TransactionError> {
    let mut place = root.to_owned();
    for name in path.split('/') {
        place.push(name);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.file_type().is_symlink() => {
                return Err(TransactionError::Unsafe(
                    IMPORT_UNSAFE.choose("fault", "link").with("what", path),
                ));
            }
            Ok(_) => {}
            // What is not there yet leads nowhere.
            Err(_) => break,
        }
    }
    Ok(())
}

const JOURNAL_NAME: &str = "journal.json";

/// Held while an import is at work; the system lets go of it when the process ends, however it ends. Where a
/// folder cannot be held, one import at a time is up to people.
fn lock_folder(origins: &Path) -> Result<Option<fs::File>, TransactionError> {
    let Ok(folder) = fs::File::open(origins) else { return Ok(None) };
    match folder.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(TransactionError::Busy),
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(Some(folder)),
    }
}

/// Writes what is new, copies what is old, lists both.
fn stage(root: &Path, staging: &Path, changes: &[FileChange]) -> Result<(), TransactionError> {
    let io = |path: &Path| {
        let path = path.display().to_string();
        move |error| TransactionError::Io(path.clone(), error)
    };
    fs::create_dir_all(staging).map_err(io(staging))?;
    let mut entries = Vec::with_capacity(changes.len());
    for (number, change) in changes.iter().enumerate() {
        let target = root.join(&change.path);
        let before = hash_expected(&target, change)?;
        if before.is_some() {
            let old = staging.join(format!("{number}.old"));
            fs::copy(&target, &old).map_err(io(&old))?;
        }
        if let Some(bytes) = &change.after {
            let new = staging.join(format!("{number}.new"));
            write_synced(&new, bytes).map_err(io(&new))?;
        }
        let after = change.after.as_ref().map(|bytes| sha256(bytes));
        entries.push(JournalEntry { path: change.path.clone(), before, after });
    }
    let folders: BTreeSet<String> = changes.iter().flat_map(|change| list_folders(&change.path)).collect();
    let fresh: Vec<String> = folders.into_iter().filter(|folder| !root.join(folder).is_dir()).collect();
    let journal = serde_json::to_vec(&Journal { changes: entries, folders: fresh })
        .map_err(|error| TransactionError::Journal(error.to_string()))?;
    let whole = staging.join("journal.part");
    write_synced(&whole, &journal).map_err(io(&whole))?;
    let place = staging.join(JOURNAL_NAME);
    fs::rename(&whole, &place).map_err(io(&place))
}

/// Puts every file in its place, and takes the journal away.
fn place(root: &Path, staging: &Path, changes: &[FileChange]) -> Result<(), TransactionError> {
    for (number, change) in changes.iter().enumerate() {
        let target = root.join(&change.path);
        let io = |error| TransactionError::Io(change.path.clone(), error);
        hash_expected(&target, change)?;
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
    let journal = staging.join(JOURNAL_NAME);
    fs::remove_file(&journal).map_err(|error| TransactionError::Io(journal.display().to_string(), error))
}

/// Puts back what a journal lists, where it still is what the journal's import wrote.
fn undo(root: &Path, Interrupted { journal }: &Interrupted) -> Result<(), TransactionError> {
    let staging = staging_folder(root);
    for (number, entry) in journal.changes.iter().enumerate() {
        check_path(root, &entry.path)?;
        let target = root.join(&entry.path);
        let io = |error| TransactionError::Io(entry.path.clone(), error);
        // What a kill left of the file that was being written.
        let _ = fs::remove_file(target.with_file_name(PART));
        let now = hash_of(&target).map_err(io)?;
        // What somebody wrote since is theirs.
        if now != entry.after || now == entry.before {
            continue;
        }
        if entry.before.is_none() {
            fs::remove_file(&target).map_err(io)?;
            continue;
        }
        let old = staging.join(format!("{number}.old"));
        if hash_of(&old).map_err(io)? != entry.before {
            return Err(TransactionError::Journal(format!("{number}.old")));
        }
        put(&old, &target).map_err(io)?;
    }
    for folder in journal.folders.iter().rev() {
        // Only where nothing is left in it.
        let _ = fs::remove_dir(root.join(folder));
    }
    let place = staging.join(JOURNAL_NAME);
    fs::remove_file(&place).map_err(|error| TransactionError::Io(place.display().to_string(), error))
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
    write_synced(&part, &fs::read(from)?)?;
    let permissions = match fs::metadata(to) {
        Ok(standing) => standing.permissions(),
        Err(_) => fs::metadata(from)?.permissions(),
    };
    fs::set_permissions(&part, permissions)?;
    fs::rename(&part, to)
}

/// Writes a file, down to the disk.
fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Returns the hash of what stands in the place of a file, where it is what was expected.
fn hash_expected(target: &Path, change: &FileChange) -> Result<Option<String>, TransactionError> {
    let now = hash_of(target).map_err(|error| TransactionError::Io(change.path.clone(), error))?;
    let fits = match (&change.expected, &now) {
        (Expected::Absent, None) => true,
        (Expected::Is(wanted), Some(now)) => wanted == now,
        (Expected::Any, now) => now.as_deref() != Some(""),
        _ => false,
    };
    if fits { Ok(now) } else { Err(TransactionError::Meanwhile(change.path.clone())) }
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

/// Returns the folders above a file, from the outermost.
fn list_folders(path: &str) -> Vec<String> {
    path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: &str, before: Option<&str>, after: Option<&str>) -> FileChange {
        FileChange {
            path: path.to_owned(),
            expected: before.map_or(Expected::Absent, |text| Expected::Is(sha256(text.as_bytes()))),
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
        assert!(
            matches!(apply_changes(root, &late), Err(TransactionError::Meanwhile(path)) if path == "content/b.md")
        );
        assert_eq!((read("content/a.md").as_deref(), root.join("origins").exists()), (Some("a"), false));
        // Interrupted after each step.
        for steps in 0..=changes.len() {
            let staging = staging_folder(root);
            stage(root, &staging, &changes).unwrap();
            let whole = fs::read(staging.join(JOURNAL_NAME)).unwrap();
            place(root, &staging, &changes[..steps]).unwrap();
            fs::write(staging.join(JOURNAL_NAME), whole).unwrap();
            fs::write(root.join("content").join(PART), "à mo").unwrap();
            recover(root, &find_interrupted(root).unwrap().unwrap()).unwrap();
            assert!(!root.join("content").join(PART).exists(), "{steps}");
            assert_eq!(read("content/a.md").as_deref(), Some("a"), "{steps}");
            assert_eq!(read("content/b.md").as_deref(), Some("b"), "{steps}");
            assert!(!root.join("content/k").exists() && !staging.exists(), "{steps}");
        }
        apply_changes(root, &changes).unwrap();
        assert_eq!(read("content/a.md").as_deref(), Some("A"));
        assert_eq!((read("content/b.md"), read("content/k/x/c.md").as_deref()), (None, Some("C")));
        assert!(find_interrupted(root).unwrap().is_none() && !staging_folder(root).exists());
        // What was edited after the interruption is kept.
        let changes =
            [change("content/a.md", Some("A"), Some("AA")), change("content/n.md", None, Some("N"))];
        stage(root, &staging_folder(root), &changes).unwrap();
        let whole = fs::read(root.join(JOURNAL)).unwrap();
        place(root, &staging_folder(root), &changes).unwrap();
        fs::write(root.join(JOURNAL), whole).unwrap();
        fs::write(root.join("content/a.md"), "écrit depuis").unwrap();
        recover(root, &find_interrupted(root).unwrap().unwrap()).unwrap();
        assert_eq!((read("content/a.md").as_deref(), read("content/n.md")), (Some("écrit depuis"), None));
    }

    /// A project beside a file that is none of its own, with a journal that somebody else wrote.
    fn forged(journal: &str) -> (tempfile::TempDir, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("projet");
        fs::create_dir_all(root.join("content")).unwrap();
        fs::create_dir_all(root.join("origins/.staging")).unwrap();
        fs::create_dir_all(home.path().join("victim")).unwrap();
        fs::write(home.path().join("victim/precious.txt"), "précieux").unwrap();
        fs::write(root.join("origins/.staging/0.old"), "autre").unwrap();
        fs::write(root.join(JOURNAL), journal).unwrap();
        (home, root)
    }

    #[test]
    fn hostile_h0_no_path_of_a_journal_leaves_the_project() {
        let (before, after) = (sha256("autre".as_bytes()), sha256("précieux".as_bytes()));
        for path in [
            "../victim/precious.txt",
            "content/../../victim/precious.txt",
            "/victim/precious.txt",
            "output/index.html",
            "themes/x.html",
            "content",
            "origins/.staging/journal.json",
            "content/../site.yaml",
            "content/lien/precious.txt",
            "content/.git/config",
        ] {
            let journal = format!(
                r#"{{"changes":[{{"path":"{path}","before":"{before}","after":"{after}"}}],"folders":[]}}"#
            );
            let (home, root) = forged(&journal);
            #[cfg(unix)]
            std::os::unix::fs::symlink(home.path().join("victim"), root.join("content/lien")).unwrap();
            assert!(
                cfg!(not(unix)) && path.contains("lien")
                    || matches!(find_interrupted(&root), Err(TransactionError::Unsafe(_))),
                "{path}"
            );
            let change = FileChange { path: path.to_owned(), expected: Expected::Any, after: None };
            assert!(
                cfg!(not(unix)) && path.contains("lien")
                    || matches!(apply_changes(&root, &[change]), Err(TransactionError::Unsafe(_))),
                "{path}"
            );
            assert_eq!(fs::read_to_string(home.path().join("victim/precious.txt")).unwrap(), "précieux");
        }
        for journal in [r#"{"changes":[],"folders":["../victim"]}"#, r#"{"changes":[],"folders":[""]}"#] {
            let (_home, root) = forged(journal);
            assert!(matches!(find_interrupted(&root), Err(TransactionError::Unsafe(_))), "{journal}");
        }
        for journal in ["{}", "[]", "", r#"{"changes":[{}],"folders":[]}"#] {
            let (_home, root) = forged(journal);
            assert!(matches!(find_interrupted(&root), Err(TransactionError::Journal(_))), "{journal}");
        }
    }

    #[test]
    fn hostile_h0_a_copy_that_is_not_what_stood_there_is_not_put_back() {
        let (before, after) = (sha256("ancien".as_bytes()), sha256("neuf".as_bytes()));
        let journal = format!(
            r#"{{"changes":[{{"path":"content/a.md","before":"{before}","after":"{after}"}}],"folders":[]}}"#
        );
        let (_home, root) = forged(&journal);
        fs::write(root.join("content/a.md"), "neuf").unwrap();
        let interrupted = find_interrupted(&root).unwrap().unwrap();
        assert_eq!(interrupted.paths().collect::<Vec<_>>(), ["content/a.md"]);
        assert!(matches!(recover(&root, &interrupted), Err(TransactionError::Journal(_))));
        assert_eq!(fs::read_to_string(root.join("content/a.md")).unwrap(), "neuf");
    }
}
