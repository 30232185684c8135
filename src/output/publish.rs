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

use super::stage::Stage;
use super::{Fault, Output, OutputPath, Payload};
use crate::diag::Diagnostics;

/// The list of what essaim wrote, with sizes and checksums: the site's proof that it may be replaced.
const LIST: &str = ".essaim";
/// How many foreign files a refusal names.
const NAMED: usize = 5;
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
    let stage =
        Stage::new(&parent, &folder).map_err(|error| PublishFailure::Io { path: parent.clone(), error })?;
    refuse_foreign(&folder, Scrutiny::Contents)?;
    let published = write_all(output, &stage.site, wrote)?;
    let fail = |error| PublishFailure::Io { path: folder.clone(), error };
    stage.sync().map_err(fail)?;
    stage.exchange(&folder).map_err(fail)?;
    // What came into the folder while the new site was written goes back with the old one.
    if let Err(failure) = refuse_foreign(&stage.site, Scrutiny::Names) {
        stage.exchange(&folder).map_err(fail)?;
        return Err(match failure {
            PublishFailure::Foreign { files, count, .. } => PublishFailure::Foreign { folder, files, count },
            other => other,
        });
    }
    Ok(published)
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
fn refuse_foreign(folder: &Path, scrutiny: Scrutiny) -> Result<(), PublishFailure> {
    let fail = |error: io::Error| PublishFailure::Io { path: folder.to_owned(), error };
    if !folder.exists() {
        return Ok(());
    }
    let listed = read_list(folder).map_err(fail)?;
    let expected: BTreeSet<&str> = listed.sums.keys().flat_map(|path| ancestors(path)).collect();
    let mut entries = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        entries.push(entry.map_err(|error| fail(error.into()))?);
    }
    let is_ours = |name: &str, entry: &DirEntry| {
        if entry.file_type().is_dir() {
            // A folder that holds something is told by what it holds.
            return expected.contains(name)
                || fs::read_dir(entry.path()).is_ok_and(|mut all| all.next().is_some());
        }
        let bytes = entry.metadata().map(|found| found.len());
        let sum = listed.sums.get(name);
        // A power cut left an empty file of ours, and maybe an empty list.
        if matches!(bytes, Ok(0)) && (sum.is_some() || listed.is_lost) {
            return true;
        }
        sum.is_some_and(|sum| {
            bytes.is_ok_and(|bytes| bytes == sum.bytes)
                && (scrutiny == Scrutiny::Names
                    || fs::read(entry.path()).is_ok_and(|bytes| crc32fast::hash(&bytes) == sum.crc))
        })
    };
    let mut foreign: Vec<String> = entries
        .par_iter()
        .filter_map(|entry| {
            let name = to_relative_name(folder, entry.path());
            let end = if entry.file_type().is_dir() { "/" } else { "" };
            (name != LIST && !is_ours(&name, entry)).then(|| name + end)
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

/// Returns the folders that a path stands in.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The list of an earlier build: sums by path. Nothing is listed where there is none.
#[derive(Default)]
struct FileList {
    sums: BTreeMap<String, FileSum>,
    /// Whether there is a list, and it is empty.
    is_lost: bool,
}

fn read_list(folder: &Path) -> io::Result<FileList> {
    let text = match fs::read_to_string(folder.join(LIST)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(FileList::default()),
        Err(error) => return Err(error),
    };
    let entry = |line: &str| {
        let (bytes, rest) = line.split_once(' ')?;
        let (sum, path) = rest.split_once(' ')?;
        let sum = FileSum { bytes: bytes.parse().ok()?, crc: u32::from_str_radix(sum, 16).ok()? };
        Some((path.to_owned(), sum))
    };
    Ok(FileList { is_lost: text.is_empty(), sums: text.lines().filter_map(entry).collect() })
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
        let fault = || {
            crate::output::codes::ROUTE_TWICE.with("path", "x").with("other", "y").at(Place::Path("x".into()))
        };
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
    fn a_site_that_a_power_cut_emptied_is_ours_and_an_empty_folder_of_somebody_is_not() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("output");
        let old = site(&[("index.html", "a"), ("b/c.html", "c")]);
        publish(&old, &folder, &|| ()).unwrap();
        fs::write(folder.join("index.html"), "").unwrap();
        publish(&old, &folder, &|| ()).unwrap();
        for path in ["index.html", "b/c.html", LIST] {
            fs::write(folder.join(path), "").unwrap();
        }
        publish(&old, &folder, &|| ()).unwrap();
        assert_eq!(fs::read_to_string(folder.join("b/c.html")).unwrap(), "c");
        fs::create_dir(folder.join("b/mine")).unwrap();
        let Err(PublishFailure::Foreign { files, .. }) = publish(&old, &folder, &|| ()) else {
            panic!("an empty folder was not seen");
        };
        assert_eq!(files, ["b/mine/"]);
        fs::remove_dir(folder.join("b/mine")).unwrap();
        fs::remove_file(folder.join(LIST)).unwrap();
        fs::write(folder.join("index.html"), "").unwrap();
        assert!(publish(&old, &folder, &|| ()).is_err(), "an empty file without a list is somebody's");
    }
}
