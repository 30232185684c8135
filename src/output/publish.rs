//! The door to the published folder: stage beside it, then exchange the two in one step.
//!
//! A web server that reads the folder sees the old site or the new one, whole. A kill at any moment
//! leaves one of them in place; what it leaves beside is swept by the next build. Nothing essaim did
//! not write is deleted: the folder holds a list of what essaim wrote, and other files refuse it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{Fault, Output, OutputPath, Payload};
use crate::diag::Diagnostics;

/// The list of what essaim wrote, with sizes and checksums: the site's proof that it may be replaced.
const LIST: &str = ".essaim";
/// How many foreign files a refusal names.
const NAMED: usize = 5;
/// How the name of an old site ends while it stands aside between two renames.
const ASIDE: &str = "-old";
/// How much of a file gathers before it is written: most pages are smaller.
const PAGE: usize = 64 << 10;

/// What was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    pub files: usize,
    pub bytes: u64,
}

/// Why nothing was published. The old site stands as it was.
#[derive(Debug)]
pub enum PublishFailure {
    /// The folder holds files essaim did not write, or wrote differently: the first few, and how many.
    Foreign { folder: PathBuf, files: Vec<String>, count: usize },
    /// The machine: disk full, no permission, a folder that cannot be moved.
    Io { path: PathBuf, error: io::Error },
    /// A city's own theme has a fault.
    Theme(Diagnostics),
}

/// Publishes an output into a folder, all or nothing. `wrote` is called once for each file written.
///
/// # Errors
/// See [`PublishFailure`]; the folder is then untouched.
pub fn publish(
    output: &Output,
    folder: &Path,
    wrote: &(dyn Fn() + Sync),
) -> Result<Publication, PublishFailure> {
    // A link to a folder elsewhere stays a link: what it leads to is exchanged.
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent).map_err(|error| PublishFailure::Io { path: parent.clone(), error })?;
    let stage = {
        // One build at a time sweeps and takes its place: none mistakes another's for a leftover.
        let _gate = File::open(&parent).ok().filter(|parent| parent.lock().is_ok());
        sweep(&parent, &folder);
        Stage::new(&parent, &folder)?
    };
    refuse_foreign(&folder, Scrutiny::Contents)?;
    let published = write_all(output, &stage.path, wrote)?;
    let fail = |error| PublishFailure::Io { path: folder.clone(), error };
    exchange(&stage.path, &folder).map_err(fail)?;
    // What came into the folder while the new site was written goes back with the old one.
    if let Err(failure) = refuse_foreign(&stage.path, Scrutiny::Names) {
        exchange(&stage.path, &folder).map_err(fail)?;
        return Err(match failure {
            PublishFailure::Foreign { files, count, .. } => PublishFailure::Foreign { folder, files, count },
            other => other,
        });
    }
    Ok(published)
}

/// A folder beside the published one, removed when it goes out of use, locked until then.
struct Stage {
    path: PathBuf,
    _lock: Option<File>,
}

impl Stage {
    fn new(parent: &Path, folder: &Path) -> Result<Self, PublishFailure> {
        let fail = |error| PublishFailure::Io { path: parent.to_owned(), error };
        // Random enough that two builds never meet; permissions follow the user's habits.
        let path = tempfile::Builder::new()
            .prefix(&stage_prefix(folder))
            .make_in(parent, |path| fs::create_dir(path))
            .map_err(fail)?
            .into_temp_path()
            .keep()
            .map_err(|error| fail(error.error))?;
        let lock = File::open(&path).ok().filter(|file| file.try_lock().is_ok());
        if let Ok(metadata) = fs::metadata(folder) {
            fs::set_permissions(&path, metadata.permissions()).map_err(fail)?;
        }
        Ok(Self { path, _lock: lock })
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be removed now is swept by the next build.
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn stage_prefix(folder: &Path) -> String {
    format!(".{}.essaim-", folder.file_name().unwrap_or_default().to_string_lossy())
}

/// Removes what a killed build left beside the folder. A build at work holds a lock on its own. Where a
/// kill fell between two renames, the old site is put back first.
fn sweep(parent: &Path, folder: &Path) {
    let prefix = stage_prefix(folder);
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix)) {
        let aside = entry.file_name().to_string_lossy().ends_with(ASIDE);
        if aside && !folder.exists() && fs::rename(entry.path(), folder).is_ok() {
            continue;
        }
        let idle = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if idle {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// How closely a folder is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scrutiny {
    /// Names and sizes.
    Names,
    /// Also what the files hold: an edit by hand may keep the size.
    Contents,
}

/// Refuses a folder that holds anything but what essaim wrote there.
fn refuse_foreign(folder: &Path, care: Scrutiny) -> Result<(), PublishFailure> {
    let fail = |error: io::Error| PublishFailure::Io { path: folder.to_owned(), error };
    if !folder.exists() {
        return Ok(());
    }
    let listed = read_list(folder).map_err(fail)?;
    let mut entries = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| fail(error.into()))?;
        if !entry.file_type().is_dir() {
            entries.push(entry);
        }
    }
    let is_ours = |name: &str, entry: &DirEntry| {
        let Some(sum) = listed.get(name) else { return false };
        entry.metadata().is_ok_and(|found| found.len() == sum.bytes)
            && (care == Scrutiny::Names
                || fs::read(entry.path()).is_ok_and(|bytes| crc32fast::hash(&bytes) == sum.crc))
    };
    let mut foreign: Vec<String> = entries
        .par_iter()
        .filter_map(|entry| {
            let name = to_relative_name(folder, entry.path());
            (name != LIST && !is_ours(&name, entry)).then_some(name)
        })
        .collect();
    if foreign.is_empty() {
        return Ok(());
    }
    let count = foreign.len();
    foreign.truncate(NAMED);
    Err(PublishFailure::Foreign { folder: folder.to_owned(), files: foreign, count })
}

fn to_relative_name(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let names: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    names.join("/")
}

/// How many bytes a file had when it was written, and their CRC-32.
#[derive(Clone, Copy, Default)]
struct FileSum {
    bytes: u64,
    crc: u32,
}

/// The list of an earlier build: sums by path. Nothing is listed where there is none.
fn read_list(folder: &Path) -> io::Result<BTreeMap<String, FileSum>> {
    let text = match fs::read_to_string(folder.join(LIST)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let entry = |line: &str| {
        let (bytes, rest) = line.split_once(' ')?;
        let (sum, path) = rest.split_once(' ')?;
        let sum = FileSum { bytes: bytes.parse().ok()?, crc: u32::from_str_radix(sum, 16).ok()? };
        Some((path.to_owned(), sum))
    };
    Ok(text.lines().filter_map(entry).collect())
}

fn write_all(
    output: &Output,
    stage: &Path,
    wrote: &(dyn Fn() + Sync),
) -> Result<Publication, PublishFailure> {
    let fail = |path: &str, error| PublishFailure::Io { path: PathBuf::from(path), error };
    let folders: BTreeSet<&str> =
        output.paths().filter_map(|path| path.rsplit_once('/').map(|(folder, _)| folder)).collect();
    for folder in folders {
        fs::create_dir_all(stage.join(folder)).map_err(|error| fail(folder, error))?;
    }
    let faults = Mutex::new(Diagnostics::default());
    let write = |files: &[(&OutputPath, &Payload)]| -> Result<Vec<FileSum>, PublishFailure> {
        files
            .par_iter()
            .map_init(
                || Vec::with_capacity(PAGE),
                |page, (path, payload)| match write_one(payload, &stage.join(path), page) {
                    Ok(sum) => {
                        wrote();
                        Ok(sum)
                    }
                    Err(Fault::Theme(fault)) => {
                        if let Ok(mut faults) = faults.lock() {
                            faults.push(*fault);
                        }
                        Ok(FileSum::default())
                    }
                    Err(Fault::Io(error)) => Err(fail(path, error)),
                },
            )
            .collect()
    };
    let waves = output.waves();
    let mut sums = Vec::with_capacity(output.len());
    for files in &waves {
        sums.extend(write(files)?);
    }
    let faults = faults.into_inner().unwrap_or_default();
    if faults.has_errors() {
        return Err(PublishFailure::Theme(faults));
    }
    let mut listed: Vec<(&OutputPath, &FileSum)> =
        waves.iter().flatten().map(|(path, _)| *path).zip(&sums).collect();
    listed.sort_by_key(|(path, _)| *path);
    let mut list = Vec::new();
    for (path, sum) in listed {
        let _ = writeln!(list, "{} {:08x} {path}", sum.bytes, sum.crc); // a vector takes every byte
    }
    fs::write(stage.join(LIST), list).map_err(|error| fail(LIST, error))?;
    Ok(Publication { files: sums.len(), bytes: sums.iter().map(|sum| sum.bytes).sum() })
}

/// Writes a file, and tells its sum. Pages gather in `page`, which every file of a thread uses in turn.
fn write_one(payload: &Payload, path: &Path, page: &mut Vec<u8>) -> Result<FileSum, Fault> {
    page.clear();
    let mut paper = CountedFile { file: File::create(path)?, page, bytes: 0, sum: crc32fast::Hasher::new() };
    payload.write(&mut paper)?;
    paper.flush()?;
    Ok(FileSum { bytes: paper.bytes, crc: paper.sum.finalize() })
}

/// A file that is written page by page, counted and summed: one call to the system for most.
struct CountedFile<'a> {
    file: File,
    page: &'a mut Vec<u8>,
    bytes: u64,
    sum: crc32fast::Hasher,
}

impl Write for CountedFile<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.write_all(piece)?;
        Ok(piece.len())
    }

    fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        if self.page.len() + piece.len() > PAGE {
            self.flush()?;
        }
        if piece.len() >= PAGE {
            self.bytes += piece.len() as u64;
            self.sum.update(piece);
            return self.file.write_all(piece);
        }
        self.page.extend_from_slice(piece);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.bytes += self.page.len() as u64;
        self.sum.update(self.page);
        self.file.write_all(self.page)?;
        self.page.clear();
        Ok(())
    }
}

/// Puts `stage` in the place of `folder`, which then stands where `stage` stood.
fn exchange(stage: &Path, folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        return fs::rename(stage, folder);
    }
    match exchange_at_once(stage, folder) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => exchange_by_renames(stage, folder),
        result => result,
    }
}

#[cfg(target_os = "linux")]
fn exchange_at_once(stage: &Path, folder: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, stage, CWD, folder, RenameFlags::EXCHANGE).map_err(|error| match error {
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        error => error.into(),
    })
}

#[cfg(not(target_os = "linux"))]
fn exchange_at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// For the file systems that cannot exchange: two steps, the first undone where the second fails.
fn exchange_by_renames(stage: &Path, folder: &Path) -> io::Result<()> {
    let mut aside = stage.as_os_str().to_owned();
    aside.push(ASIDE);
    fs::rename(folder, &aside)?;
    if let Err(error) = fs::rename(stage, folder) {
        fs::rename(&aside, folder)?;
        return Err(error);
    }
    fs::rename(&aside, stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Output {
        let mut output = Output::default();
        for (path, text) in files {
            output.insert(*path, Payload::from((*text).to_owned()));
        }
        output
    }

    fn names(folder: &Path) -> Vec<String> {
        let files = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
        files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| to_relative_name(folder, entry.path()))
            .collect()
    }

    #[test]
    fn a_site_replaces_the_one_before_and_leaves_nothing_beside() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("deep/output");
        publish(&site(&[("index.html", "a"), ("b/c.html", "c")]), &folder, &|| ()).unwrap();
        publish(&site(&[("index.html", "b")]), &folder, &|| ()).unwrap();
        assert_eq!(names(&folder), [".essaim", "index.html"]);
        assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "b");
        assert_eq!(fs::read_dir(folder.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn foreign_and_edited_files_refuse_the_publication() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("output");
        publish(&site(&[("index.html", "a")]), &folder, &|| ()).unwrap();
        fs::write(folder.join("notes.txt"), "mine").unwrap();
        fs::write(folder.join("index.html"), "b").unwrap(); // an edit that keeps the size
        let Err(PublishFailure::Foreign { files, count, .. }) = publish(&site(&[]), &folder, &|| ()) else {
            panic!("a foreign file was not seen");
        };
        assert_eq!((files, count), (vec!["index.html".to_owned(), "notes.txt".to_owned()], 2));
        assert!(folder.join("notes.txt").exists());
    }

    #[test]
    fn a_fault_of_a_theme_leaves_the_old_site() {
        use crate::diag::Place;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("output");
        publish(&site(&[("index.html", "a")]), &folder, &|| ()).unwrap();
        let mut broken = site(&[]);
        let fault = || crate::output::codes::ROUTE_TWICE.with("path", "x").at(Place::Path("x".into()));
        broken.insert("index.html", Payload::lazy(move |_| Err(Box::new(fault()).into())));
        assert!(matches!(publish(&broken, &folder, &|| ()), Err(PublishFailure::Theme(_))));
        assert_eq!(names(&folder), [".essaim", "index.html"]);
    }

    #[test]
    fn a_full_disk_leaves_the_old_site_and_nothing_beside() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("output");
        publish(&site(&[("index.html", "a")]), &folder, &|| ()).unwrap();
        let mut large = site(&[("index.html", "b")]);
        large.insert("large", Payload::lazy(|_| Err(io::Error::from(io::ErrorKind::StorageFull).into())));
        assert!(matches!(publish(&large, &folder, &|| ()), Err(PublishFailure::Io { .. })));
        assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "a");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_build_left_is_swept() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("output");
        fs::create_dir_all(home.path().join(".output.essaim-abc/x")).unwrap();
        publish(&site(&[("index.html", "a")]), &folder, &|| ()).unwrap();
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_kill_between_two_renames_loses_nothing() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("output");
        publish(&site(&[("index.html", "a")]), &folder, &|| ()).unwrap();
        fs::rename(&folder, home.path().join(".output.essaim-abc-old")).unwrap();
        let full = Payload::lazy(|_| Err(io::Error::from(io::ErrorKind::StorageFull).into()));
        let mut failing = site(&[]);
        failing.insert("index.html", full);
        assert!(publish(&failing, &folder, &|| ()).is_err());
        assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "a");
    }

    #[test]
    fn two_renames_do_what_an_exchange_does() {
        let home = tempfile::tempdir().unwrap();
        let (a, b) = (home.path().join("a"), home.path().join("b"));
        fs::create_dir(&a).unwrap();
        fs::create_dir(&b).unwrap();
        fs::write(a.join("x"), "").unwrap();
        exchange_by_renames(&a, &b).unwrap();
        assert!(b.join("x").exists() && a.exists() && !a.join("x").exists());
    }
}
