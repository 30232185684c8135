//! The door to what is kept between builds: a folder of the project, `.essaim/cache/`.
//!
//! In: keys. Out: the files that were kept under them, whole and unchanged, or nothing. Never: a file that is not its own,
//! an error; where the folder cannot be read or written, files are made each time.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::blob_cache::{BlobStore, CachedBlob};
use crate::source::sha256;

/// Where files are kept, from the project's root.
const FOLDER: &str = ".essaim/cache";
/// How the name of a kept file ends.
const ENDING: &str = ".kept";
/// The length of a hash, which a kept file begins with: of its key and its bytes.
const HASH: usize = 64;

/// What a command does with the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskUse {
    /// Files that are missing are made and kept.
    Fill,
    /// Nothing is written: whether a missing file can be made is all that is asked.
    Look,
}

/// The folder of one project.
#[derive(Debug)]
pub struct DiskStore {
    folder: PathBuf,
    purpose: DiskUse,
    asked: Mutex<BTreeSet<String>>,
}

impl DiskStore {
    /// The folder of the project in `root`.
    #[must_use]
    pub fn new(root: &Path, purpose: DiskUse) -> Self {
        Self { folder: root.join(FOLDER), purpose, asked: Mutex::default() }
    }

    /// Removes what was kept and not asked for, which a build calls once all is written.
    pub fn trim(&self) {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let key = name.to_str().and_then(|name| name.strip_suffix(ENDING)).filter(|key| is_key(key));
            if key.is_some_and(|key| !asked.contains(key)) {
                // What cannot be removed now is tried again by the next build.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn build_path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}{ENDING}"))
    }

    /// Writes a file in one step: a reader finds all of it or nothing.
    fn write(&self, key: &str, bytes: &[u8]) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let ignore = self.folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(ignore, "*\n")?;
        }
        // Permissions follow the user's habits.
        let mut staged = tempfile::Builder::new().make_in(&self.folder, |path| fs::File::create_new(path))?;
        staged.write_all(sum(key, bytes).as_bytes())?;
        staged.write_all(bytes)?;
        staged.persist(self.build_path(key)).map_err(|error| error.error)?;
        Ok(())
    }
}

impl BlobStore for DiskStore {
    fn find(&self, key: &str) -> CachedBlob {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
        let kept = fs::read(self.build_path(key)).ok().and_then(|mut file| {
            if file.len() < HASH {
                return None;
            }
            let bytes = file.split_off(HASH);
            (file == sum(key, &bytes).as_bytes()).then_some(bytes)
        });
        match kept {
            Some(bytes) => CachedBlob::Made(bytes),
            None if self.purpose == DiskUse::Look => CachedBlob::Unasked,
            None => CachedBlob::Missing,
        }
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        if self.purpose == DiskUse::Fill {
            // A disk that is full, or closed to writing, costs time and nothing else.
            let _ = self.write(key, bytes);
        }
    }
}

fn is_key(name: &str) -> bool {
    name.len() == HASH && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What a kept file begins with: neither its bytes nor its name can have changed since.
fn sum(key: &str, bytes: &[u8]) -> String {
    sha256(&[key.as_bytes(), bytes].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_whole_or_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let cache = DiskStore::new(home.path(), DiskUse::Fill);
        let [a, b] = ["a".repeat(HASH), "b".repeat(HASH)];
        assert_eq!(cache.find(&a), CachedBlob::Missing);
        cache.keep(&a, b"points");
        assert_eq!(cache.find(&a), CachedBlob::Made(b"points".to_vec()));
        fs::copy(cache.build_path(&a), cache.build_path(&b)).unwrap();
        assert_eq!(cache.find(&b), CachedBlob::Missing, "another's file");
        for spoilt in [&b""[..], b"points", &[b'0'; HASH], &[b'0'; HASH + 6]] {
            fs::write(cache.build_path(&a), spoilt).unwrap();
            assert_eq!(cache.find(&a), CachedBlob::Missing, "{spoilt:?}");
        }
        assert_eq!(DiskStore::new(home.path(), DiskUse::Look).find(&a), CachedBlob::Unasked);
    }

    #[test]
    fn what_a_build_has_no_use_for_goes_and_what_is_not_ours_stays() {
        let home = tempfile::tempdir().unwrap();
        let [a, b] = ["a".repeat(HASH), "b".repeat(HASH)];
        let before = DiskStore::new(home.path(), DiskUse::Fill);
        before.keep(&a, b"a");
        before.keep(&b, b"b");
        fs::write(before.folder.join("notes.txt"), "mine").unwrap();
        let now = DiskStore::new(home.path(), DiskUse::Fill);
        now.find(&b);
        now.trim();
        let mut left: Vec<_> =
            fs::read_dir(&now.folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".gitignore", &format!("{b}{ENDING}"), "notes.txt"]);
    }

    #[test]
    fn a_folder_that_cannot_be_written_keeps_nothing() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(".essaim"), "a file").unwrap();
        let cache = DiskStore::new(home.path(), DiskUse::Fill);
        let key = "a".repeat(HASH);
        cache.keep(&key, b"points");
        assert_eq!(cache.find(&key), CachedBlob::Missing);
        cache.trim();
    }
}
